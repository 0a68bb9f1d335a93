foreach(name base_memory base_paths base_text base_time)
  limber_test(${name} ROOMS base)
endforeach()
add_test(NAME base_width_table
         COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/base_width_table.py ${CMAKE_SOURCE_DIR})
set_tests_properties(base_width_table PROPERTIES SKIP_RETURN_CODE 77)
