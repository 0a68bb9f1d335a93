limber_fuzz(routine ROOMS routine figure)
