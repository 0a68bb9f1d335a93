#ifndef SCREEN_TERMINAL_LOCALE_H
#define SCREEN_TERMINAL_LOCALE_H

/*
 * Where the environment leaves open which characters the terminal takes (no LANG came along, or one that is not generated
 * here), asks the terminal: it is sent one letter of two bytes and then asked how far that moved its cursor. When it was one
 * column the locale's characters become those of C.UTF-8. A locale that is named is believed, C and POSIX as well.
 *
 * `input` and `output`: the terminal, without echo and line editing. Waits at most a third of a second, once in the
 * program's life; what it wrote it takes away again. What was typed meanwhile is lost.
 */
void terminal_locale_settle(int input, int output);

#endif
