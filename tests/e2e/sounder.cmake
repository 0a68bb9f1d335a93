# Sound that is really heard: off a private sound server where there is one to start, else these tests are skipped.
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
find_program(PULSEAUDIO pulseaudio)

add_executable(onsets ${CMAKE_SOURCE_DIR}/tests/support/onsets.c)
target_link_libraries(onsets PRIVATE limber_flags PkgConfig::SNDFILE m)
target_compile_options(onsets PRIVATE -O2)

add_executable(cue_driver ${CMAKE_SOURCE_DIR}/tests/support/cue_driver.c ${CMAKE_SOURCE_DIR}/tests/support/sample_routine.c)
target_link_libraries(cue_driver PRIVATE limber_flags room_cue room_wire room_session room_timeline room_model room_base)
target_include_directories(cue_driver PRIVATE ${CMAKE_SOURCE_DIR}/tests)
set_target_properties(onsets cue_driver PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)

# The parts by themselves, of which limber_voice hears the whole: long ones, for `bootstrap proof`, not the usual run.
function(limber_long_sound_test script)
  if(PULSEAUDIO)
    add_test(NAME ${script} CONFIGURATIONS proof
             COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/${script}.py ${ARGN})
    set_tests_properties(${script} PROPERTIES TIMEOUT 180 LABELS long RUN_SERIAL TRUE)
  endif()
endfunction()
limber_long_sound_test(sounder_onsets $<TARGET_FILE:limber-sounder> $<TARGET_FILE:onsets>)
limber_long_sound_test(cue_onsets $<TARGET_FILE:cue_driver> $<TARGET_FILE:limber-sounder> $<TARGET_FILE:onsets>)

# SCRIPT.py of this folder with the programs given; alone on the machine, since they hold sound to milliseconds.
function(limber_sound_test script)
  add_test(NAME ${script} COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/${script}.py ${ARGN})
  set_tests_properties(${script} PROPERTIES TIMEOUT 180 LABELS sound RUN_SERIAL TRUE)
  if(NOT PULSEAUDIO)
    set_tests_properties(${script} PROPERTIES DISABLED TRUE)
  endif()
endfunction()

limber_sound_test(sounder_faults $<TARGET_FILE:limber-sounder>)
limber_sound_test(sounder_far_sounds $<TARGET_FILE:limber-sounder>)
limber_sound_test(cue_faults $<TARGET_FILE:cue_driver> $<TARGET_FILE:limber-sounder>)
limber_sound_test(limber_voice $<TARGET_FILE:limber> $<TARGET_FILE:onsets>)
limber_sound_test(limber_faults $<TARGET_FILE:limber> $<TARGET_FILE:onsets>)

if(TARGET support_terminal)
  limber_test(limber_sound LIBRARIES support_terminal)
  add_dependencies(test_limber_sound limber limber-sounder)
  set_tests_properties(limber_sound PROPERTIES TIMEOUT 60 LABELS sound RUN_SERIAL TRUE)
  if(NOT PULSEAUDIO)
    set_tests_properties(limber_sound PROPERTIES DISABLED TRUE)
  endif()
endif()
limber_sound_test(limber_doctor $<TARGET_FILE:limber>)
limber_sound_test(limber_own_sounds $<TARGET_FILE:limber> $<TARGET_FILE:rendered>)
limber_sound_test(limber_ssh $<TARGET_FILE:limber> $<TARGET_FILE:onsets>)
set_tests_properties(limber_ssh PROPERTIES SKIP_RETURN_CODE 77)
