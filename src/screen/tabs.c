#include "screen/tabs.h"

#include "screen/widgets.h"

enum { ROOMY_COLUMNS = 46 };

struct tab_words {
  const char *key, *word;
};

#define X(id, tab_key, tab_word) [TAB_##id] = {(tab_key), (tab_word)},
static const struct tab_words tabs[TAB_COUNT] = {TAB_LIST(X)};
#undef X

void tabs_draw(struct cells *cells, struct rect area, enum tab now, const struct screen_style *style) {
  int end = area.column + area.columns;
  int column = area.column + widget_text(cells, area.row, area.column, area.columns, pen_of(ROLE_SOFT), "limber", style) + 4;
  for (int tab = 0; tab < TAB_COUNT; tab++) {
    bool is_now = tab == (int)now;
    if (area.columns < ROOMY_COLUMNS && !is_now) {
      continue;
    }
    if (area.columns >= ROOMY_COLUMNS) {
      struct pen key = pen_of(is_now ? ROLE_ACCENT : ROLE_SOFT);
      column += widget_text(cells, area.row, column, end - column, key, tabs[tab].key, style) + 1;
    }
    struct pen word = is_now ? pen_bold(ROLE_TEXT) : pen_of(ROLE_HINT);
    column += widget_text(cells, area.row, column, end - column, word, tabs[tab].word, style) + 3;
  }
}
