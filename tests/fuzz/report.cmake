limber_fuzz(history_line ROOMS report journal base)
