/* The words of the coach and how they are pronounced, as files give them. */
#include "base/arena.h"
#include "base/macros.h"
#include "routine/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct book {
  char folder[64];
  struct arena *arena;
  struct diagnostics *diagnostics;
  struct phrases phrases;
  struct pronunciation pronunciation;
};

/* The built-in file, and over it the person's own with `text`; NULL: without one. */
static void open_book(struct book *book, const char *text) {
  char path[128];
  snprintf(book->folder, sizeof book->folder, "/tmp/limber-phrases-XXXXXX");
  assert_non_null(mkdtemp(book->folder));
  snprintf(path, sizeof path, "%s/phrases.yaml", book->folder);
  if (text != NULL) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
  }
  struct catalogue *catalogue = catalogue_create(book->folder, SOURCE_DIR "/routines");
  book->arena = arena_create();
  book->diagnostics = diagnostics_create();
  catalogue_load_phrases(catalogue, book->arena, book->diagnostics, &book->phrases, &book->pronunciation);
  catalogue_destroy(catalogue);
  unlink(path);
  rmdir(book->folder);
}

static void close_book(struct book *book) {
  diagnostics_destroy(book->diagnostics);
  arena_destroy(book->arena);
}

static void the_file_that_comes_along_has_words_for_every_moment(void **state) {
  (void)state;
  struct book book;
  open_book(&book, NULL);
  assert_int_equal(diagnostics_count(book.diagnostics), 0);
  for (int moment = 0; moment < PHRASE_COUNT; moment++) {
    bool has_usual = false;
    for (size_t i = 0; i < book.phrases.variants[moment].count; i++) {
      has_usual = has_usual || strcmp(book.phrases.variants[moment].items[i], phrases_variant(NULL, moment, 0)) == 0;
    }
    if (!has_usual) {
      fail_msg("%s: \"%s\" is not among its variants", phrase_keys[moment], phrases_variant(NULL, moment, 0));
    }
  }
  close_book(&book);
}

static void the_file_that_comes_along_counts_as_usual(void **state) {
  (void)state;
  struct book book;
  char theirs[64], usual[64];
  open_book(&book, NULL);
  for (int number = 0; number <= 30; number++) {
    assert_string_equal(phrases_say_number(&book.phrases, number, theirs, sizeof theirs),
                        phrases_say_number(NULL, number, usual, sizeof usual));
    const struct phrase_slots slots = {.seconds = number, .exercises = number, .minutes = number};
    for (int moment = PHRASE_WELCOME; moment <= PHRASE_REST_SHORT; moment += PHRASE_REST_SHORT - PHRASE_WELCOME) {
      assert_string_equal(phrases_say(&book.phrases, moment, 0, &slots, theirs, sizeof theirs),
                          phrases_say(NULL, moment, 0, &slots, usual, sizeof usual));
    }
  }
  assert_string_equal(book.pronunciation.to, "to");
  close_book(&book);
}

static void variants_take_turns(void **state) {
  (void)state;
  static const char *const items[] = {"One way.", "Another."};
  const struct phrases phrases = {.variants = {[PHRASE_HALFWAY] = {items, 2}}};
  assert_string_equal(phrases_variant(&phrases, PHRASE_HALFWAY, 4), "One way.");
  assert_string_equal(phrases_variant(&phrases, PHRASE_HALFWAY, 7), "Another.");
  assert_string_equal(phrases_variant(&phrases, PHRASE_BREATH_IN, 7), "In.");
}

static void ones_own_file_replaces_what_it_gives(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "limber: 1\nphrases: {halfway: Half., next: ['{name}, then {short}.']}\npronunciation: {ITB: the band}\n");
  assert_int_equal(diagnostics_count(book.diagnostics), 0);
  assert_string_equal(phrases_variant(&book.phrases, PHRASE_HALFWAY, 5), "Half.");
  assert_string_equal(phrases_variant(&book.phrases, PHRASE_NEXT, 0), "{name}, then {short}.");
  assert_string_equal(phrases_variant(&book.phrases, PHRASE_RELEASE, 0), "And release.");
  assert_string_equal(pronounce(book.arena, &book.pronunciation, "flite:rms", "itb, psoas"), "the band, so as");
  close_book(&book);
}

static void mistakes_are_named_and_the_rest_is_used(void **state) {
  (void)state;
  static const struct {
    const char *text, *message;
  } cases[] = {
      {"halfways: Half.", "halfways"},
      {"halfway: '{name} is half done'", "there is no slot {name} here"},
      {"next: '{nam}'", "there is no slot {nam} here"},
      {"next: 'Next: {name'", "this brace has no other half"},
      {"next: 'Next: name}'", "this brace has no other half"},
      {"halfway: []", "halfway"},
      {"done: Done.\nwords: {minutes: {one: '{number}'}}", "more, for all other numbers, is missing"},
      {"done: Done.\nwords: {minutes: {few: '{number}', more: m}}", "one, a range such as 2-4, or more is expected here"},
      {"done: Done.\nwords: {minutes: {4-2: '{number}', more: m}}", "one, a range such as 2-4, or more is expected here"},
      {"done: Done.\nwords: {minutes: {more: '{name}'}}", "the only slot here is {number}"},
      {"done: Done.\nwords: {numbers: []}", "a number at least is expected here"},
      {"done: Done.\nwords: {hours: 1}", "hours"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char text[256];
    struct book book;
    bool of_words = strstr(cases[i].text, "words:") != NULL;
    snprintf(text, sizeof text, "limber: 1\nphrases:\n  %s\n%s", cases[i].text, of_words ? "" : "  done: Done.\n");
    open_book(&book, text);
    assert_int_equal(diagnostics_count_of(book.diagnostics, SEVERITY_ERROR), 1);
    const struct diagnostic *found = diagnostics_at(book.diagnostics, 0);
    if (strstr(found->message, cases[i].message) == NULL && strstr(found->source_line, cases[i].message) == NULL) {
      fail_msg("%s: %s", cases[i].text, found->message);
    }
    assert_int_equal(found->line, of_words ? 4 : 3);
    assert_string_equal(phrases_variant(&book.phrases, PHRASE_DONE, 0), "Done.");
    close_book(&book);
  }
}

static void words_are_written_as_the_engine_says_them_right(void **state) {
  (void)state;
  static const struct {
    const char *voice, *text, *said;
  } cases[] = {
      {"flite:rms", "The ITB stretch.", "The I T B stretch."},
      {"espeak-ng:en", "Psoas march", "so as march"},
      {"flite:rms", "Ball on the buttock.", "Ball on the buttick."},
      {"espeak-ng:en", "Ball on the buttock.", "Ball on the buttock."},
      {"command", "Ball on the buttock.", "Ball on the buttock."},
      {"flite:slt", "Forearms and toes down.", "fore arms and toes down."},
      {NULL, "Both buttocks, psoasy", "Both buttocks, psoasy"},
      {NULL, "Breathe 4-0-6.", "Breathe 4, 0, 6."},
      {NULL, "8-10 times, 90/90 switch", "8 to 10 times, 90 90 switch"},
      {NULL, "Ten - or 3- and so on, a/b, 1/", "Ten - or 3- and so on, a/b, 1/"},
      {NULL,
       "\xc3\xbc"
       "ITB \xe6\xb7\xb1",
       "\xc3\xbc"
       "ITB \xe6\xb7\xb1"},
      {NULL, "", ""},
  };
  struct book book;
  open_book(&book, NULL);
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    assert_string_equal(pronounce(book.arena, &book.pronunciation, cases[i].voice, cases[i].text), cases[i].said);
  }
  close_book(&book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_file_that_comes_along_has_words_for_every_moment),
      cmocka_unit_test(the_file_that_comes_along_counts_as_usual),
      cmocka_unit_test(variants_take_turns),
      cmocka_unit_test(ones_own_file_replaces_what_it_gives),
      cmocka_unit_test(mistakes_are_named_and_the_rest_is_used),
      cmocka_unit_test(words_are_written_as_the_engine_says_them_right),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
