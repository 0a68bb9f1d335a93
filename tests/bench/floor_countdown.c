/*
 * The floor: about the least that a countdown in big digits can cost with ncurses. It has a timer and a keyboard and nothing
 * else, so what limber takes beyond it is what limber does beyond it.
 *
 * usage: floor_countdown SECONDS
 */
#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

enum { DIGIT_ROWS = 5, DIGIT_COLUMNS = 3, CELL_COLUMNS = 2, MS_PER_S = 1000 };

static const char *const digits[10][DIGIT_ROWS] = {
    {"###", "# #", "# #", "# #", "###"}, {"  #", "  #", "  #", "  #", "  #"}, {"###", "  #", "###", "#  ", "###"},
    {"###", "  #", "###", "  #", "###"}, {"# #", "# #", "###", "  #", "  #"}, {"###", "#  ", "###", "  #", "###"},
    {"###", "#  ", "###", "# #", "###"}, {"###", "  #", "  #", "  #", "  #"}, {"###", "# #", "###", "# #", "###"},
    {"###", "# #", "###", "  #", "###"},
};

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * MS_PER_S + now.tv_nsec / 1000000;
}

static void draw_digit(int left, int value) {
  for (int row = 0; row < DIGIT_ROWS; row++) {
    for (int column = 0; column < DIGIT_COLUMNS; column++) {
      attrset(digits[value][row][column] == '#' ? A_REVERSE : A_NORMAL);
      mvaddstr(LINES / 2 - 2 + row, left + column * CELL_COLUMNS, "  ");
    }
  }
  attrset(A_NORMAL);
}

static void draw(int left_s) {
  enum { DIGIT_STEP = DIGIT_COLUMNS * CELL_COLUMNS + 1 };
  int left = COLS / 2 - 2 * DIGIT_STEP;
  for (int unit = 1000, i = 0; unit > 0; unit /= 10, i++) {
    draw_digit(left + i * DIGIT_STEP, left_s / unit % 10);
  }
  refresh();
}

int main(int argc, char **argv) {
  int64_t end_ms = now_ms() + (argc > 1 ? strtol(argv[1], NULL, 10) : 60) * MS_PER_S;
  setlocale(LC_ALL, "");
  initscr();
  cbreak();
  noecho();
  curs_set(0);
  nodelay(stdscr, TRUE);
  for (int64_t left_ms = end_ms - now_ms(); left_ms > 0 && getch() != 'q'; left_ms = end_ms - now_ms()) {
    int left_s = (int)((left_ms + MS_PER_S - 1) / MS_PER_S);
    draw(left_s);
    struct pollfd keyboard = {.fd = 0, .events = POLLIN};
    poll(&keyboard, 1, (int)(left_ms - (int64_t)(left_s - 1) * MS_PER_S));
  }
  endwin();
  return 0;
}
