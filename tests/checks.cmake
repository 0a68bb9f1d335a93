# The checks of the sources and of the installation, as tests. Those labelled `check` give the same answer in every build.
find_program(LIMBER_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(LIMBER_PYTHON python3 REQUIRED)

# Registers tools/TOOL with ARGUMENTS as the test NAME; leaving with 77 means that what it needs is not installed.
function(limber_check name tool)
  set(command ${CMAKE_SOURCE_DIR}/tools/${tool} ${ARGN})
  file(STRINGS ${CMAKE_SOURCE_DIR}/tools/${tool} first_line LIMIT_COUNT 1)
  if(first_line MATCHES "python")
    list(PREPEND command ${LIMBER_PYTHON})
  endif()
  add_test(NAME ${name} COMMAND ${command})
  set_tests_properties(${name} PROPERTIES LABELS check SKIP_RETURN_CODE 77)
endfunction()

limber_check(check_format format)
limber_check(check_tidy tidy ${CMAKE_BINARY_DIR})
limber_check(check_includes check_includes)
limber_check(check_includes_self check_includes --self-test)
limber_check(check_headers check_headers ${CMAKE_BINARY_DIR})
limber_check(check_words check_words)
limber_check(check_words_self check_words --self-test)
limber_check(check_architecture check_architecture)

# It takes every core for minutes, so it begins first; what measures time runs alone anyway.
set_tests_properties(check_tidy PROPERTIES COST 1000 TIMEOUT 900)

if(TARGET limber)
  add_test(NAME check_install COMMAND ${CMAKE_SOURCE_DIR}/tools/check_install ${CMAKE_BINARY_DIR})
  set_tests_properties(check_install PROPERTIES TIMEOUT 120)
endif()
