# How large the catalogue is and how long it takes to read; ten thousand routines of a person's own; a routine of a megabyte.
add_executable(yaml_events yaml_events.c)
target_link_libraries(yaml_events PRIVATE limber_flags PkgConfig::YAML)
set_target_properties(yaml_events PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
limber_bench_script(catalogue catalogue.py $<TARGET_FILE:limber> $<TARGET_FILE:yaml_events> $<TARGET_FILE:floor_countdown>
                    ${CMAKE_SOURCE_DIR}/routines)
