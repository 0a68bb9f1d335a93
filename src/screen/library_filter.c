#include "screen/library_filter.h"

#include "screen/library_preview.h"
#include "screen/widgets.h"

#include "base/macros.h"
#include "base/text.h"
#include "base/timespan.h"

#include <stdio.h>
#include <string.h>
#include <wctype.h>

enum { FILTER_TEXT = 128, GAP_COLUMNS = 3 };

static const int lengths[] = {5, 10, 15, 20};

bool library_filter_is_open(const struct library_filter *filter) {
  return filter->search[0] == '\0' && !filter->has_area && filter->most_minutes == 0;
}

static uint32_t small_letter(uint32_t letter) {
  return (uint32_t)towlower((wint_t)letter);
}

/* Whether `text` begins with the `length` bytes of `word`, small or capital. */
static bool begins(const char *text, const char *word, size_t length) {
  while (length > 0 && *text != '\0') {
    uint32_t a = 0, b = 0;
    text += text_decode(text, strlen(text), &a);
    size_t used = text_decode(word, length, &b);
    if (small_letter(a) != small_letter(b)) {
      return false;
    }
    word += used;
    length -= used;
  }
  return length == 0;
}

static bool holds(const char *text, const char *word, size_t length) {
  for (; text != NULL && *text != '\0'; text++) {
    if (begins(text, word, length)) {
      return true;
    }
  }
  return false;
}

static bool tells(const struct library_item *item, const char *word, size_t length) {
  char area[FILTER_TEXT];
  bool found = holds(item->title, word, length) || holds(item->goal, word, length) ||
               holds(library_area_words(item->area, area, sizeof area), word, length);
  for (size_t i = 0; i < item->equipment.count && !found; i++) {
    found = holds(item->equipment.items[i], word, length);
  }
  return found;
}

bool library_filter_lets_through(const struct library_filter *filter, const struct library_item *item) {
  if (filter->has_area && item->area != filter->area) {
    return false;
  }
  if (filter->most_minutes > 0 && library_minutes(item->total_ns) > filter->most_minutes) {
    return false;
  }
  const char *word = filter->search;
  for (;;) {
    word += strspn(word, " ");
    size_t length = strcspn(word, " ");
    if (length == 0) {
      return true;
    }
    if (!tells(item, word, length)) {
      return false;
    }
    word += length;
  }
}

void library_filter_apply(const struct library_filter *filter, const struct library_item *items, struct library_item *shown,
                          struct library_view *view) {
  const char *selected = view->count > 0 ? view->items[view->selected].id : NULL;
  size_t count = 0, now = 0;
  for (size_t i = 0; i < view->all; i++) {
    if (library_filter_lets_through(filter, &items[i])) {
      now = items[i].id == selected ? count : now;
      shown[count++] = items[i];
    }
  }
  view->items = shown;
  view->count = count;
  view->selected = now;
}

bool library_filter_type(struct library_filter *filter, uint32_t key) {
  size_t length = strlen(filter->search);
  enum action action = keymap_action(MODE_SEARCH, key);
  if (action == ACTION_SEARCH_KEEP) {
    filter->typing = false;
    return false;
  }
  if (action == ACTION_SEARCH_CLEAR) {
    filter->typing = false;
    filter->search[0] = '\0';
    return true;
  }
  if (key == KEY_RUBOUT) {
    filter->typing = length > 0;
    text_rub_out(filter->search);
    return true;
  }
  if (key >= KEY_ARROW_UP || !text_is_printable(key) || length + 4 >= sizeof filter->search) {
    return false;
  }
  filter->search[length + text_encode(key, filter->search + length)] = '\0';
  return true;
}

void library_filter_next_area(struct library_filter *filter, const struct library_item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!filter->has_area || items[i].area > filter->area) {
      filter->has_area = true;
      filter->area = items[i].area;
      return;
    }
  }
  filter->has_area = false;
}

void library_filter_next_length(struct library_filter *filter) {
  for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
    if (lengths[i] > filter->most_minutes) {
      filter->most_minutes = lengths[i];
      return;
    }
  }
  filter->most_minutes = 0;
}

/* A key and what it holds back now: bright where it does. */
static int draw_part(struct cells *cells, struct rect area, enum action action, const char *text, bool holds_back,
                     const struct screen_style *style) {
  char shown[8];
  uint32_t key;
  if (!keymap_key(action, 0, style, &key, shown, sizeof shown) || text_width(shown) + 1 + text_width(text) > area.columns) {
    return 0;
  }
  int used = cells_text(cells, area.row, area.column, area.columns, pen_of(ROLE_SOFT), shown) + 1;
  enum role role = holds_back ? ROLE_ACCENT : ROLE_HINT;
  used += widget_text(cells, area.row, area.column + used, area.columns - used, pen_of(role), text, style);
  return used + GAP_COLUMNS;
}

/* The words, with the place of the next letter while they are written. */
static const char *search_words(const struct library_filter *filter, const struct screen_style *style, char *out, size_t size) {
  if (!filter->typing && filter->search[0] == '\0') {
    snprintf(out, size, "search");
  } else {
    snprintf(out, size, "%s%s", filter->search, !filter->typing ? "" : style->ascii ? "_" : "▏");
  }
  return out;
}

void library_filter_draw(struct cells *cells, struct rect area, const struct library_filter *filter, bool has_lengths,
                         const struct screen_style *style) {
  char text[FILTER_TEXT], length[FILTER_TEXT];
  const struct rect all = area;
  bool searches = filter->typing || filter->search[0] != '\0';
  int used = draw_part(cells, area, ACTION_SEARCH, search_words(filter, style, text, sizeof text), searches, style);
  area = (struct rect){all.row, all.column + used, 1, all.columns - used};
  const char *words = filter->has_area ? library_area_words(filter->area, text, sizeof text) : "all areas";
  used += draw_part(cells, area, ACTION_NEXT_AREA, words, filter->has_area, style);
  if (!has_lengths) {
    return;
  }
  area = (struct rect){all.row, all.column + used, 1, all.columns - used};
  snprintf(length, sizeof length, filter->most_minutes > 0 ? "up to %d min" : "any length", filter->most_minutes);
  draw_part(cells, area, ACTION_NEXT_LENGTH, length, filter->most_minutes > 0, style);
}
