# A routine as a sound file: no sound server is needed.
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
add_executable(rendered ${CMAKE_SOURCE_DIR}/tests/support/rendered.c)
target_link_libraries(rendered PRIVATE limber_flags PkgConfig::SNDFILE m)
target_compile_options(rendered PRIVATE -O2)
set_target_properties(rendered PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)

# No sanitizer in it: it is loaded before one could be.
add_library(without_encoders MODULE ${CMAKE_SOURCE_DIR}/tests/support/without_encoders.c)
target_link_libraries(without_encoders PRIVATE PkgConfig::SNDFILE ${CMAKE_DL_LIBS})

limber_program_test(limber_render $<TARGET_FILE:rendered> $<TARGET_FILE:without_encoders>)
limber_program_test(limber_config $<TARGET_FILE:rendered>)
