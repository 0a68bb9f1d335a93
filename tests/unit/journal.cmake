limber_test(journal_recorder ROOMS journal session timeline model base SOURCES ../support/sample_routine.c)
limber_test(journal_hand_over ROOMS journal base)
