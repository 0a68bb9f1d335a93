limber_fuzz(routine ROOMS routine)
limber_fuzz(config ROOMS routine)
