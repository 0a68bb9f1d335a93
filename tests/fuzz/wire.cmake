limber_fuzz(wire_decode ROOMS wire base)
