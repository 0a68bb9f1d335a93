#include "screen/terminal_settings.h"

#include <sys/ioctl.h>

enum { USUAL_ROWS = 24, USUAL_COLUMNS = 80, ROWS_MOST = 500, COLUMNS_MOST = 1000 };

void terminal_size(int input, int *rows, int *columns) {
  struct winsize size = {0};
  bool known = ioctl(input, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
  *rows = !known ? USUAL_ROWS : size.ws_row < ROWS_MOST ? size.ws_row : ROWS_MOST;
  *columns = !known ? USUAL_COLUMNS : size.ws_col < COLUMNS_MOST ? size.ws_col : COLUMNS_MOST;
}

struct termios terminal_settings(struct termios before) {
  before.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
  before.c_iflag &= ~(tcflag_t)(IXON | ISTRIP | INLCR | IGNCR);
  before.c_iflag |= ICRNL;
  before.c_oflag |= OPOST;
  before.c_oflag &= ~(tcflag_t)ONLCR; /* a line feed goes straight down: the shortest way there */
  before.c_cc[VMIN] = 1;
  before.c_cc[VTIME] = 0;
  return before;
}

/* Asked, since output may go to another terminal than the one whose settings were changed. */
bool terminal_feeds_lines(int output) {
  struct termios now;
  return tcgetattr(output, &now) == 0 && ((now.c_oflag & OPOST) == 0 || (now.c_oflag & (ONLCR | OCRNL)) == 0);
}
