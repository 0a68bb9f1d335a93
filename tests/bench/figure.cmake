limber_bench(figure_frame ROOMS figure base LIBRARIES m)
