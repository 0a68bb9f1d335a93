#include "screen/capabilities.h"

#include "base/macros.h"

#include <curses.h>
#include <string.h>
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

/* Takes `$<5>` and the like out of a capability, in place: no terminal that is still there needs to be waited for. */
static const char *without_pauses(char *text) {
  char *to = text;
  for (const char *from = text; from != NULL && *from != '\0';) {
    const char *end = from[0] == '$' && from[1] == '<' ? strchr(from, '>') : NULL;
    if (end != NULL) {
      from = end + 1;
    } else {
      *to++ = *from++;
    }
  }
  if (to != NULL) {
    *to = '\0';
  }
  return text;
}

/* A line feed, which many descriptions give, also goes to the left where the line settings say so. */
static const char *down_one(bool feeds_lines) {
  if (cursor_down != NULL && (feeds_lines || strcmp(cursor_down, "\n") != 0)) {
    return without_pauses(cursor_down);
  }
  return parm_down_cursor != NULL && strcmp(parm_down_cursor, "\033[%p1%dB") == 0 ? "\033[B" : NULL;
}

void capabilities_read(struct capabilities *capabilities, bool feeds_lines) {
  *capabilities = (struct capabilities){
      .place = without_pauses(cursor_address),
      .in_row = without_pauses(column_address),
      .in_column = without_pauses(row_address),
      .up = without_pauses(parm_up_cursor),
      .down = without_pauses(parm_down_cursor),
      .left = without_pauses(parm_left_cursor),
      .right = without_pauses(parm_right_cursor),
      .up_one = without_pauses(cursor_up),
      .down_one = down_one(feeds_lines),
      .left_one = without_pauses(cursor_left),
      .right_one = without_pauses(cursor_right),
      .foreground = without_pauses(set_a_foreground != NULL ? set_a_foreground : set_foreground),
      .background = without_pauses(set_a_background != NULL ? set_a_background : set_background),
      .own_colours = without_pauses(orig_pair),
      .bold = without_pauses(enter_bold_mode),
      .reverse = without_pauses(enter_reverse_mode),
      .reset = without_pauses(exit_attribute_mode),
      .region = without_pauses(change_scroll_region),
      .scrolls_at_corner = auto_right_margin && !eat_newline_glitch,
  };
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
