#include "app/pages.h"

#include "app/browse.h"
#include "app/clock.h"

struct turning {
  const struct pages *pages;
  void *context;
};

static void draw(void *context, struct cells *cells, const struct screen_style *style) {
  const struct turning *turning = context;
  turning->pages->draw(turning->context, cells, style);
}

static bool key(void *context, uint32_t pressed, int rows) {
  const struct turning *turning = context;
  (void)rows;
  return !turning->pages->key(turning->context, pressed, clock_real_ns());
}

bool pages_run(const struct pages *pages, void *context, int *signal, struct error *err) {
  struct turning turning = {pages, context};
  const struct browse_page page = {.context = &turning, .draw = draw, .key = key, .news_fd = -1};
  struct browse *browse = browse_open(err);
  *signal = 0;
  if (browse == NULL) {
    return false;
  }
  *signal = browse_run(browse, &page);
  browse_close(browse);
  return true;
}
