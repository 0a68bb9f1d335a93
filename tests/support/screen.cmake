# Moments of a session to draw, and a program that shows them on a real terminal.
add_library(support_screen_views STATIC screen_views.c)
target_link_libraries(support_screen_views PUBLIC limber_flags room_screen)
target_include_directories(support_screen_views PUBLIC ${CMAKE_SOURCE_DIR}/tests)

add_executable(screen_demo screen_demo.c)
target_link_libraries(screen_demo PRIVATE support_screen_views)
set_target_properties(screen_demo PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)

# A terminal of the tests' own, to run programs in.
pkg_check_modules(VTERM IMPORTED_TARGET vterm)
if(VTERM_FOUND)
  add_library(support_terminal STATIC terminal.c)
  target_link_libraries(support_terminal PUBLIC limber_flags PkgConfig::CMOCKA PkgConfig::VTERM util)
  target_include_directories(support_terminal PUBLIC ${CMAKE_SOURCE_DIR}/tests)
endif()
