limber_test(control_message ROOMS control base)
