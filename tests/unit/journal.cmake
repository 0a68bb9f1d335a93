limber_test(journal_recorder ROOMS journal session timeline model base SOURCES ../support/sample_routine.c)
