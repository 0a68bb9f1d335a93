foreach(name person_checkin person_ratings person_adapt)
  limber_test(${name} ROOMS person timeline routine SOURCES person_support.c)
endforeach()
limber_test(routine_safety ROOMS routine SOURCES routine_support.c)
