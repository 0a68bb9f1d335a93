if(TARGET support_terminal)
  limber_test(screen_terminal LIBRARIES support_terminal)
  add_dependencies(test_screen_terminal screen_demo)
endif()
