limber_test(routine_dose ROOMS model)
limber_test(routine_diagnostic ROOMS routine)
limber_test(routine_catalogue ROOMS routine)
foreach(name routine_bad routine_bad_exercise routine_bounds routine_content routine_format routine_good routine_phrases)
  limber_test(${name} ROOMS routine SOURCES routine_support.c)
endforeach()
add_test(NAME routine_schema
         COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/routine_schema.py ${CMAKE_SOURCE_DIR})
limber_test(routine_figure ROOMS routine SOURCES routine_support.c)
