# The program itself, as people call it.
function(limber_program_test script)
  add_test(NAME ${script} COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/${script}.py $<TARGET_FILE:limber> ${ARGN})
  set_tests_properties(${script} PROPERTIES TIMEOUT 180)
endfunction()

limber_program_test(limber_catalogue)
limber_program_test(limber_commands)
limber_program_test(limber_fit)
limber_program_test(limber_lines)
limber_program_test(limber_index)
limber_program_test(limber_journal)
limber_program_test(limber_resume)
limber_program_test(limber_ctl)
limber_program_test(limber_window)

limber_test(limber_player LIBRARIES support_terminal)
add_dependencies(test_limber_player limber)
limber_program_test(limber_guest)
set_tests_properties(limber_guest PROPERTIES SKIP_RETURN_CODE 77 RUN_SERIAL TRUE)
limber_test(limber_person LIBRARIES support_terminal)
add_dependencies(test_limber_person limber)

# These hold what they see to seconds.
set_tests_properties(limber_lines PROPERTIES RUN_SERIAL TRUE)
