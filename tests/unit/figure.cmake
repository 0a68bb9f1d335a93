limber_test(figure_properties ROOMS figure base LIBRARIES m)
limber_test(figure_picture ROOMS figure base LIBRARIES m)
limber_test(figure_lint ROOMS figure base LIBRARIES m)
limber_test(figure_catalogue ROOMS routine figure base LIBRARIES m)
