limber_fuzz(control_decode ROOMS control wire base)
