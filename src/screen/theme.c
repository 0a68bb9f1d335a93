#include "screen/theme.h"

#include "base/macros.h"

#include <stddef.h>

enum weight { WEIGHT_NORMAL, WEIGHT_BOLD, WEIGHT_REVERSE };

/* One role in every depth. -1: the terminal's own colour; REVERSED as a background: reverse video instead of a colour. */
struct shade {
  uint32_t dark, light;
  int dark_256, dark_16, light_16;
  enum weight mono;
};

enum { OWN = -1, REVERSED = -2 };

/*
 * Contrast, by WCAG's formula, is at least 4.5:1 for everything that is read, on 0f1115 as on ffffff; the marks that only
 * fill a place (off, track) are fainter. In 16 colours the muscle is the brown that terminals call yellow: red reads as
 * pain. On a light background the 16-colour texts are the terminal's own.
 */
static const struct shade shades[ROLE_COUNT] = {
    [ROLE_NONE] = {0, 0, OWN, OWN, OWN, WEIGHT_NORMAL},
    [ROLE_TEXT] = {0xe4eaf3, 0x202632, 255, 15, OWN, WEIGHT_NORMAL},
    [ROLE_SOFT] = {0x96a0b0, 0x4e5766, 248, 7, OWN, WEIGHT_NORMAL},
    [ROLE_HINT] = {0x768092, 0x6c7482, 244, 7, OWN, WEIGHT_NORMAL},
    [ROLE_OFF] = {0x545f74, 0xb0b8c2, 60, 8, 7, WEIGHT_NORMAL},
    [ROLE_TRACK] = {0x2e3543, 0xd4d8de, 237, 8, 7, WEIGHT_NORMAL},
    [ROLE_ACCENT] = {0x7abeec, 0x1468a8, 117, 14, 4, WEIGHT_BOLD},
    [ROLE_ACCENT2] = {0x42688a, 0x70a0c6, 67, 6, 6, WEIGHT_NORMAL},
    [ROLE_DIGIT] = {0xf0f5fc, 0x181e2a, 255, 15, OWN, WEIGHT_NORMAL},
    [ROLE_DIGIT2] = {0x688cb0, 0x4a749c, 67, 6, 6, WEIGHT_NORMAL},
    [ROLE_TARGET] = {0xff8a42, 0xce540c, 208, 3, 3, WEIGHT_NORMAL},
    [ROLE_SEL] = {0x1d232f, 0xe4ecf4, 236, REVERSED, REVERSED, WEIGHT_REVERSE},
    [ROLE_PANEL] = {0x171b24, 0xf0f1f0, 234, 0, OWN, WEIGHT_NORMAL},
    [ROLE_WARN] = {0xecc46e, 0x966800, 221, 11, 3, WEIGHT_BOLD},
    [ROLE_ERROR] = {0xf07a76, 0xb82828, 210, 9, 1, WEIGHT_BOLD},
    [ROLE_OK] = {0x86c896, 0x1e783c, 114, 10, 2, WEIGHT_BOLD},
};

static int square(int value) {
  return value * value;
}

static int distance(int red, int green, int blue, uint32_t rgb) {
  return square(red - (int)(rgb >> 16 & 0xFF)) + square(green - (int)(rgb >> 8 & 0xFF)) + square(blue - (int)(rgb & 0xFF));
}

static int nearest_level(int value) {
  static const int levels[] = {0, 95, 135, 175, 215, 255};
  int best = 0;
  for (int i = 1; i < (int)ARRAY_LEN(levels); i++) {
    if (square(levels[i] - value) < square(levels[best] - value)) {
      best = i;
    }
  }
  return best;
}

/* The xterm palette: 16 + 36r + 6g + b in six uneven levels, then 24 greys from 8 in steps of 10. */
int theme_nearest_256(uint32_t rgb) {
  static const int levels[] = {0, 95, 135, 175, 215, 255};
  int red = nearest_level((int)(rgb >> 16 & 0xFF));
  int green = nearest_level((int)(rgb >> 8 & 0xFF));
  int blue = nearest_level((int)(rgb & 0xFF));
  int mean = ((int)(rgb >> 16 & 0xFF) + (int)(rgb >> 8 & 0xFF) + (int)(rgb & 0xFF)) / 3;
  int grey = mean < 8 ? 0 : mean > 238 ? 23 : (mean - 3) / 10;
  int grey_level = 8 + 10 * grey;
  bool grey_is_nearer =
      distance(grey_level, grey_level, grey_level, rgb) < distance(levels[red], levels[green], levels[blue], rgb);
  return grey_is_nearer ? 232 + grey : 16 + 36 * red + 6 * green + blue;
}

/* Of 16 colours a shade of grey or, for what stands out by itself, the role of the muscle: the figure needs no more. */
static int nearest_16(uint32_t rgb, bool light) {
  int red = (int)(rgb >> 16 & 0xFF);
  int blue = (int)(rgb & 0xFF);
  int brightness = (red * 2 + (int)(rgb >> 8 & 0xFF) * 5 + blue) / 8;
  if (red > blue + 64) {
    return light ? shades[ROLE_TARGET].light_16 : shades[ROLE_TARGET].dark_16;
  }
  if (light) {
    return brightness > 150 ? 7 : 8;
  }
  return brightness > 180 ? 15 : brightness > 96 ? 7 : 8;
}

static uint32_t rgb_of_role(struct theme theme, enum role role) {
  return theme.light ? shades[role].light : shades[role].dark;
}

static uint32_t part_between(uint32_t from, uint32_t to, uint32_t percent, int shift) {
  uint32_t before = from >> shift & 0xFF, after = to >> shift & 0xFF;
  return (before * (100 - percent) + after * percent) / 100 << shift;
}

/* A stage between two roles as a colour, where there are enough of them; else the role it leads to. */
static ink resolve_mix(struct theme theme, ink wanted) {
  if ((wanted & INK_MIX) == 0) {
    return wanted;
  }
  enum role from = (enum role)(wanted >> 8 & 0xFF), to = (enum role)(wanted & 0xFF);
  if (theme.depth < THEME_256 || from >= ROLE_COUNT || to >= ROLE_COUNT) {
    return to;
  }
  uint32_t before = rgb_of_role(theme, from), after = rgb_of_role(theme, to), percent = wanted >> 16 & 0xFF;
  return INK_RGB | part_between(before, after, percent, 16) | part_between(before, after, percent, 8) |
         part_between(before, after, percent, 0);
}

static int32_t colour(struct theme theme, ink wanted) {
  if ((wanted & INK_NUMBER) != 0) {
    return theme.depth == THEME_MONO ? OWN : (int32_t)(wanted & 0xFF);
  }
  bool own = (wanted & INK_RGB) == 0;
  const struct shade *shade = &shades[own && wanted < ROLE_COUNT ? wanted : ROLE_NONE];
  uint32_t rgb = own ? (theme.light ? shade->light : shade->dark) : wanted & 0xFFFFFF;
  if (own && (wanted == ROLE_NONE || wanted >= ROLE_COUNT)) {
    return OWN;
  }
  switch (theme.depth) {
  case THEME_MONO:
    return OWN;
  case THEME_8:
  case THEME_16:
    return own ? (theme.light ? shade->light_16 : shade->dark_16) : nearest_16(rgb, theme.light);
  case THEME_256:
    return own && !theme.light ? shade->dark_256 : theme_nearest_256(rgb);
  case THEME_TRUE:
    /* A direct-colour terminal reads the numbers 0 to 7 as palette colours: near-blacks move up by one shade. */
    return (int32_t)(rgb < 8 ? 0x000108 : rgb);
  }
  return OWN;
}

static enum weight mono_weight(ink wanted) {
  return wanted < ROLE_COUNT ? shades[wanted].mono : WEIGHT_NORMAL;
}

/* Eight colours reach their bright halves through bold; bright black would vanish on black. */
static int32_t dimmed_to_8(int32_t number, bool *bold) {
  if (number < 8) {
    return number;
  }
  if (number == 8) {
    return 7;
  }
  *bold = true;
  return number - 8;
}

struct theme_paint theme_paint(struct theme theme, struct pen pen) {
  struct theme_paint paint = {
      .foreground = colour(theme, resolve_mix(theme, pen.foreground)),
      .background = colour(theme, pen.background),
      .bold = pen.bold,
      .reverse = pen.reverse,
  };
  if (theme.depth == THEME_MONO) {
    paint.bold = pen.bold || mono_weight(resolve_mix(theme, pen.foreground)) == WEIGHT_BOLD;
    paint.reverse = pen.reverse != (mono_weight(pen.background) == WEIGHT_REVERSE);
  }
  if (paint.background == REVERSED) {
    paint.background = OWN;
    paint.reverse = !pen.reverse;
  }
  if (theme.depth == THEME_8) {
    bool ignored = false;
    paint.foreground = dimmed_to_8(paint.foreground, &paint.bold);
    paint.background = dimmed_to_8(paint.background, &ignored);
  }
  return paint;
}
