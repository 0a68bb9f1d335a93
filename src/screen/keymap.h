#ifndef SCREEN_KEYMAP_H
#define SCREEN_KEYMAP_H

#include "screen/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the keys do, listed once: the key line and the help screen are drawn from this table, so they cannot drift from it.
 *
 * Columns: mode, enumerator, the keys (words and characters apart by a blank), the word on the key line, the help text.
 * The modes are the places in which a key means something; a key stands at most once in a mode.
 */
#define ACTION_LIST(X) \
  X(PLAYER, PAUSE, "space", "pause", "pause, resume") \
  X(PLAYER, NEXT, "n l right pgdn", "next", "next step") \
  X(PLAYER, BACK, "b h left pgup", "back", "this step again; twice: the one before") \
  X(PLAYER, EASE, "e", "ease off", "ease off: half range, half hold; again: full") \
  X(PLAYER, LEAVE_OUT, "x", "leave out", "leave this one out from now on (u undoes it)") \
  X(PLAYER, BRING_BACK, "u", "bring back", "bring back what was left out") \
  X(PLAYER, LONGER, "r", "rest longer", "10 s more, in a rest or a transition") \
  X(PLAYER, FORWARD, "]", "10 s on", "10 s on") \
  X(PLAYER, REWIND, "[", "10 s back", "10 s back, in this step") \
  X(PLAYER, STOP, "q esc", "stop here", "stop here; what is done is kept") \
  X(PLAYER, LOUDER, "+ = k up", "louder", "louder") \
  X(PLAYER, SOFTER, "- j down", "softer", "softer") \
  X(PLAYER, MUTE, "m", "mute", "mute") \
  X(PLAYER, VERBOSITY, "v", "how much is said", "voice, essential, tones, silent") \
  X(PLAYER, LARGER, "f", "larger", "figure larger, digits larger, both as usual") \
  X(PLAYER, KEYS_LINE, "i", "keys line", "keys line on, off") \
  X(PLAYER, HELP, "?", "help", "these keys") \
  X(STOP, STOP_YES, "y", "stop", "stop; what is done is kept") \
  X(STOP, HURTS, "p", "something feels wrong", "something feels wrong: end this exercise") \
  X(STOP, STOP_NO, "esc n q space enter", "go on", "go on") \
  X(HURT, TAKE_EASIER, "e", "easier form", "take the easier form") \
  X(HURT, SKIP_IT, "n l right pgdn", "leave it out", "leave it out and go on") \
  X(HURT, DO_IT, "b h left pgup", "go on", "do it all the same") \
  X(HURT, HURT_RATE, "0 1 2 3 4 5 6 7 8 9", "to 9 how strong", "how strong it is, from 0 to 10; a quick 1 0 is ten") \
  X(HURT, HURT_SIGNS, "a", "numb, weak or faint", "numbness, weakness, dizziness, chest pain: stop, and what to do") \
  X(HURT, HURT_STOP, "q esc", "stop here", "stop here; what is done is kept") \
  X(HELP, HELP_CLOSE, "? esc q enter space", "close", "close") \
  X(HELP, HELP_DOWN, "j down pgdn", "further down", "further down") \
  X(HELP, HELP_UP, "k up pgup", "further up", "further up") \
  X(LIBRARY, CHOOSE, "enter l right", "start", "start the routine") \
  X(LIBRARY, RESUME_SESSION, "r", "resume", "go on with what was interrupted") \
  X(LIBRARY, DECLINE, "x", "not again", "do not offer it again") \
  X(LIBRARY, EXERCISES, "2", "exercises", "all exercises, each as it moves") \
  X(LIBRARY, HISTORY, "4", "history", "what was done") \
  X(LIBRARY, SEARCH, "/", "search", "search: words that all must occur") \
  X(LIBRARY, NEXT_AREA, "a", "area", "one area after the other, then all") \
  X(LIBRARY, NEXT_LENGTH, "t", "length", "up to 5, 10, 15, 20 minutes, any length") \
  X(LIBRARY, DOWN, "j down", "down", "one down") \
  X(LIBRARY, UP, "k up", "up", "one up") \
  X(LIBRARY, PAGE_DOWN, "pgdn", "page down", "a page down") \
  X(LIBRARY, PAGE_UP, "pgup", "page up", "a page up") \
  X(LIBRARY, FIRST, "g home", "first", "to the first") \
  X(LIBRARY, LAST, "G end", "last", "to the last") \
  X(LIBRARY, LIBRARY_PROFILE, "p", "profile", "what limber knows about you") \
  X(LIBRARY, LIBRARY_HELP, "?", "help", "these keys") \
  X(LIBRARY, QUIT, "q esc h left", "quit", "quit") \
  X(SEARCH, SEARCH_KEEP, "enter", "keep", "keep what was found") \
  X(SEARCH, SEARCH_CLEAR, "esc", "show all", "show all again") \
  X(SEARCH, SEARCH_DOWN, "down", "down", "one down") \
  X(SEARCH, SEARCH_UP, "up", "up", "one up") \
  X(EXERCISES, EXERCISE_LOOK, "enter l right", "look closer", "look closer; there: practise it") \
  X(EXERCISES, EXERCISE_STILL, "space", "hold still", "hold the figure still, move on") \
  X(EXERCISES, EXERCISE_SIDE, "o", "other side", "the other side") \
  X(EXERCISES, EXERCISE_ROUTINES, "1", "routines", "the routines") \
  X(EXERCISES, EXERCISE_HISTORY, "4", "history", "what was done") \
  X(EXERCISES, EXERCISE_SEARCH, "/", "search", "search: words that all must occur") \
  X(EXERCISES, EXERCISE_AREA, "a", "area", "one area after the other, then all") \
  X(EXERCISES, EXERCISE_DOWN, "down j", "down", "one down") \
  X(EXERCISES, EXERCISE_UP, "up k", "up", "one up") \
  X(EXERCISES, EXERCISE_PAGE_DOWN, "pgdn", "page down", "a page down") \
  X(EXERCISES, EXERCISE_PAGE_UP, "pgup", "page up", "a page up") \
  X(EXERCISES, EXERCISE_FIRST, "g home", "first", "to the first") \
  X(EXERCISES, EXERCISE_LAST, "G end", "last", "to the last") \
  X(EXERCISES, EXERCISE_HELP, "?", "help", "these keys") \
  X(EXERCISES, EXERCISE_CLOSE, "esc q h left", "back", "back") \
  X(FIGURE, FIGURE_PAUSE, "space", "pause", "pause, go on") \
  X(FIGURE, FIGURE_BACK, "left h j down", "back", "a twentieth of the way back") \
  X(FIGURE, FIGURE_ON, "right l k up", "on", "a twentieth of the way on") \
  X(FIGURE, FIGURE_SIDE, "m o", "other side", "the other side") \
  X(FIGURE, FIGURE_CLOSE, "q esc", "leave", "leave") \
  X(HISTORY, YEAR_BACK, "left h", "earlier", "the year before") \
  X(HISTORY, YEAR_ON, "right l", "later", "the year after") \
  X(HISTORY, SESSIONS_DOWN, "down j", "sessions", "the sessions, further back") \
  X(HISTORY, SESSIONS_UP, "up k", "newer", "the sessions, newer ones") \
  X(HISTORY, SESSIONS_PAGE_DOWN, "pgdn", "page down", "a page further back") \
  X(HISTORY, SESSIONS_PAGE_UP, "pgup", "page up", "a page newer") \
  X(HISTORY, RANGE_MORE, "+ =", "more", "more sessions in the chart") \
  X(HISTORY, RANGE_LESS, "-", "fewer", "fewer sessions in the chart") \
  X(HISTORY, HISTORY_WRITE, "w", "write", "write it to a file") \
  X(HISTORY, HISTORY_ROUTINES, "1", "routines", "the routines") \
  X(HISTORY, HISTORY_EXERCISES, "2", "exercises", "all exercises, each as it moves") \
  X(HISTORY, HISTORY_HELP, "?", "help", "these keys") \
  X(HISTORY, HISTORY_CLOSE, "q esc", "back", "back") \
  X(WRITE, WRITE_TABLE, "t c", "table", "a row for each session, for a spreadsheet (CSV)") \
  X(WRITE, WRITE_ALL, "a j", "all of it", "with every set, for another computer (JSON lines)") \
  X(WRITE, WRITE_CLOSE, "esc q w", "back", "back") \
  X(SUMMARY, RATE, "0 1 2 3 4 5 6 7 8 9", "rate", "0 to 10; a quick 1 0 is ten") \
  X(SUMMARY, RATE_LESS, "left h -", "choose", "one less") \
  X(SUMMARY, RATE_MORE, "right l + =", "choose", "one more") \
  X(SUMMARY, UNRATE, "u", "no answer", "take the answer back") \
  X(SUMMARY, NOTE, "tab", "note", "a line of your own") \
  X(SUMMARY, SAVE, "enter", "save", "save and close") \
  X(SUMMARY, CLOSE, "q esc space", "close", "close; what was answered is kept") \
  X(NOTICE, NOTICE_GO_ON, "enter space l right", "go on", "go on") \
  X(NOTICE, NOTICE_DOWN, "j down pgdn", "further down", "further down") \
  X(NOTICE, NOTICE_UP, "k up pgup", "further up", "further up") \
  X(NOTICE, NOTICE_LEAVE, "q esc", "leave", "leave; nothing is kept") \
  X(QUESTION, ANSWER_NO, "n", "no", "no, or none of these") \
  X(QUESTION, ANSWER_YES, "y", "yes", "yes, or one or more of these") \
  X(QUESTION, ANSWER_UNSURE, "u", "not sure", "not sure") \
  X(QUESTION, QUESTION_SINGLY, "o", "one at a time", "one question at a time") \
  X(QUESTION, QUESTION_BACK, "b h left pgup", "back", "the page before") \
  X(QUESTION, QUESTION_LEAVE, "q esc", "leave", "leave; nothing is kept") \
  X(TICKS, TICK, "space x", "tick", "tick the line, or take the tick away") \
  X(TICKS, TICKS_NEXT, "enter l right pgdn", "next", "go on; unticked lines count as no") \
  X(TICKS, TICKS_DOWN, "j down", "down", "one down") \
  X(TICKS, TICKS_UP, "k up", "up", "one up") \
  X(TICKS, TICKS_BACK, "b h left pgup", "back", "the page before") \
  X(TICKS, TICKS_LEAVE, "q esc", "leave", "leave; nothing is kept") \
  X(RATING, GIVE_RATING, "0 1 2 3 4 5 6 7 8 9", "to 9 type", "the rating; a quick 1 0 is ten") \
  X(RATING, RATING_LESS, "left h -", "less", "one less") \
  X(RATING, RATING_MORE, "right l +", "more", "one more") \
  X(RATING, RATING_NEXT, "enter pgdn", "next", "go on with this rating") \
  X(RATING, RATING_BACK, "b pgup", "back", "the page before") \
  X(RATING, RATING_LEAVE, "q esc", "leave", "leave; nothing is kept") \
  X(ADVICE, ADVICE_CLOSE, "enter q esc", "close", "close") \
  X(ADVICE, ADVICE_MORE, "a", "advice", "more advice, and back") \
  X(ADVICE, ADVICE_WRITE, "w", "write it to a file", "write it to a file, to show or read out") \
  X(ADVICE, ADVICE_BACK, "b", "change my answer", "the question before") \
  X(ADVICE, ADVICE_DOWN, "j down pgdn", "further down", "further down") \
  X(ADVICE, ADVICE_UP, "k up pgup", "further up", "further up") \
  X(CHANGES, CHANGES_START, "enter", "start", "start the session") \
  X(CHANGES, CHANGE_UNDO, "u space", "undo", "undo the change, or do it again") \
  X(CHANGES, CHANGES_DOWN, "j down", "down", "one down") \
  X(CHANGES, CHANGES_UP, "k up", "up", "one up") \
  X(CHANGES, CHANGES_LEAVE, "q esc", "leave", "leave; nothing starts") \
  X(PROFILE, PROFILE_CHANGE, "space enter x", "change", "change the line") \
  X(PROFILE, PROFILE_DOWN, "j down", "down", "one down") \
  X(PROFILE, PROFILE_UP, "k up", "up", "one up") \
  X(PROFILE, PROFILE_CLOSE, "q esc", "done", "keep it and close")

enum keymap_mode {
  MODE_PLAYER,
  MODE_STOP,
  MODE_HURT,
  MODE_HELP,
  MODE_LIBRARY,
  MODE_SEARCH,
  MODE_EXERCISES,
  MODE_FIGURE,
  MODE_HISTORY,
  MODE_WRITE,
  MODE_SUMMARY,
  MODE_NOTICE,
  MODE_QUESTION,
  MODE_TICKS,
  MODE_RATING,
  MODE_ADVICE,
  MODE_CHANGES,
  MODE_PROFILE,
  MODE_COUNT
};

#define X(mode, id, keys, hint, help) ACTION_##id,
enum action { ACTION_NONE, ACTION_LIST(X) ACTION_COUNT };
#undef X

/* A key: a character's code point, or one of these beyond all characters. */
enum key {
  KEY_NOTHING = 0,
  KEY_ESCAPE = 0x1B,
  KEY_SPACE = ' ',
  KEY_RETURN = '\n',
  KEY_TABULATOR = '\t',
  KEY_ARROW_UP = 0x110000,
  KEY_ARROW_DOWN,
  KEY_ARROW_LEFT,
  KEY_ARROW_RIGHT,
  KEY_PAGE_UP,
  KEY_PAGE_DOWN,
  KEY_TO_START,
  KEY_TO_END,
  KEY_RUBOUT,
  KEY_UNKNOWN, /* a key that means nothing here */
};

struct action_info {
  enum keymap_mode mode;
  const char *keys, *hint, *help;
};

/* The row of the table; needs ACTION_NONE < action < ACTION_COUNT. */
const struct action_info *action_info(enum action action);

/* What `key` does in `mode`; ACTION_NONE: nothing. */
enum action keymap_action(enum keymap_mode mode, uint32_t key);

/* The `index`-th key of `action` into `*key`, and as it is shown into `out` (8 bytes are enough); false past the last. */
bool keymap_key(enum action action, size_t index, const struct screen_style *style, uint32_t *key, char *out, size_t size);

/* All keys of `action` as they are shown, apart by blanks, into `out`. Returns `out`. */
char *keymap_keys(enum action action, const struct screen_style *style, char *out, size_t size);

#endif
