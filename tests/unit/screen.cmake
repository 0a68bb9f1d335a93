# Golden screens are in tests/golden/screen; UPDATE_GOLDEN=1 rewrites them.
foreach(part answer cells keymap motion player browse library_filter history direct_colour)
  limber_test(screen_${part} ROOMS screen SOURCES ../support/golden.c LIBRARIES support_screen_views)
endforeach()
limber_test(screen_session ROOMS screen SOURCES ../support/sample_routine.c LIBRARIES support_screen_views)
if(TARGET support_terminal)
  limber_test(screen_painter ROOMS screen LIBRARIES support_terminal support_screen_views)
  target_include_directories(test_screen_painter SYSTEM PRIVATE ${NCURSESW_INCLUDE_DIRS})
endif()
