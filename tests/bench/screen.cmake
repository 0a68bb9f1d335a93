# What the full screen costs, beside the floor.
add_executable(floor_countdown floor_countdown.c)
target_link_libraries(floor_countdown PRIVATE limber_flags ${NCURSESW_LINK_LIBRARIES})
target_include_directories(floor_countdown SYSTEM PRIVATE ${NCURSESW_INCLUDE_DIRS})
set_target_properties(floor_countdown PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
limber_bench_script(screen screen.py $<TARGET_FILE:limber> $<TARGET_FILE:floor_countdown>)
