limber_fuzz(routine ROOMS routine figure)
limber_fuzz(config ROOMS routine)
