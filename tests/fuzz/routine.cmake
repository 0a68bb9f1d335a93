limber_fuzz(routine ROOMS routine figure)
limber_fuzz(config ROOMS routine)
limber_fuzz(phrases ROOMS session timeline routine)
target_sources(fuzz_phrases PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/sample_routine.c)
