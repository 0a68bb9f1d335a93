limber_test(session_properties ROOMS session timeline model base SOURCES ../support/sample_routine.c)
limber_test(session_language ROOMS session timeline model base SOURCES ../support/sample_routine.c)
limber_test(timeline_cues ROOMS timeline model base SOURCES ../support/sample_routine.c)
