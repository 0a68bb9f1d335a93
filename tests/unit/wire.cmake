foreach(name wire_message wire_link wire_clock)
  limber_test(${name} ROOMS wire base)
endforeach()
