# Of the program's own files those that touch nothing outside.
limber_test(app_ssh_line ROOMS base SOURCES ${CMAKE_SOURCE_DIR}/src/app/ssh_line.c)
limber_test(app_bell ROOMS base SOURCES ${CMAKE_SOURCE_DIR}/src/app/bell.c)
limber_test(app_play_figure ROOMS app)
