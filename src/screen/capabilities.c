#include "screen/capabilities.h"

#include "base/macros.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

/* tputs() hands its bytes to a function without a context. */
static char *farewell_bytes;
static size_t farewell_size, farewell_length;

static int add(int byte) {
  if (farewell_length < farewell_size) {
    farewell_bytes[farewell_length++] = (char)byte;
  }
  return byte;
}

bool capabilities_can_place_text(void) {
  return cursor_address != NULL;
}

bool capabilities_have_reverse(void) {
  return enter_reverse_mode != NULL;
}

bool capabilities_look_up(const char *term, int *colours, bool *can_place_text) {
  int fault = 0;
  if (setupterm(term, STDOUT_FILENO, &fault) != OK) {
    return false;
  }
  *colours = max_colors;
  *can_place_text = cursor_address != NULL;
  del_curterm(cur_term);
  return true;
}

size_t capabilities_farewell(char *out, size_t size) {
  char *parts[] = {exit_attribute_mode, orig_pair, keypad_local, exit_ca_mode, cursor_normal};
  farewell_bytes = out;
  farewell_size = size;
  farewell_length = 0;
  for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
    if (parts[i] != NULL) {
      tputs(parts[i], 1, add);
    }
  }
  return farewell_length;
}
