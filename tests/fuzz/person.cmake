limber_fuzz(person ROOMS person routine)
