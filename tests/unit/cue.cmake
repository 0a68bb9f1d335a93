limber_test(cue_plan ROOMS cue wire session timeline model base SOURCES ../support/sample_routine.c)
limber_test(cue_sent ROOMS cue wire session timeline model base)
limber_test(cue_words ROOMS cue wire session timeline model base)
