#include "figure/palette.h"

#include <math.h>

#define GROUND_SHARE .45
#define LINGER (.45 / PALETTE_STEPS)

enum { TARGET_STEP = 2, CUBE_FROM = 16, GREYS_FROM = 232, CLEARLY_ORANGE = 50 };

struct shade {
  uint32_t near, far;             /* on a dark background */
  uint32_t light_near, light_far; /* on a light one */
  int near_256, far_256;
  int light_near_256, light_far_256;
  int near_16, far_16, light_16;
};

/* Orange belongs to the muscle. On a light background what is near is dark. */
static const struct shade shades[MATERIAL_COUNT] = {
    [MATERIAL_NONE] = {0x46566e, 0x46566e, 0xb0bac8, 0xb0bac8, 60, 60, 250, 250, 8, 8, 7},
    [MATERIAL_BODY] = {0xecf2fa, 0x465674, 0x283246, 0xb0bac8, 231, 60, 236, 250, 15, 8, 8},
    [MATERIAL_TARGET] = {0xff8032, 0xde662c, 0xce540c, 0xe08a50, 208, 172, 166, 173, 3, 3, 3},
    [MATERIAL_HAIR] = {0x806c96, 0x3e3854, 0x5a4670, 0xa89cb8, 97, 60, 60, 139, 8, 8, 8},
    [MATERIAL_PROP] = {0x6ecdb4, 0x468c7d, 0x1e8a70, 0x7ab8a8, 79, 66, 29, 73, 2, 2, 2},
    [MATERIAL_STRAP] = {0xfad76e, 0xc8aa5a, 0x967000, 0xb89a50, 221, 179, 94, 137, 11, 11, 3},
    [MATERIAL_FURNITURE] = {0x7e7064, 0x5c524c, 0x8c8078, 0xb4aca6, 95, 59, 102, 145, 8, 8, 7},
    [MATERIAL_MAT] = {0x223a44, 0x223a44, 0xd4dcda, 0xd4dcda, 236, 236, 253, 253, 8, 8, 7},
};

/* Nearest-colour matching speckles; these run through one hue. */
static const uint8_t ramp_256[PALETTE_STEPS] = {60, 103, 103, 146, 189, 231};
static const uint8_t light_ramp_256[PALETTE_STEPS] = {250, 247, 244, 241, 238, 236};

int palette_step(double tone) {
  double step = floor(tone * PALETTE_STEPS);
  return step < 0 ? 0 : step >= PALETTE_STEPS ? PALETTE_STEPS - 1 : (int)step;
}

int palette_step_after(double tone, enum flesh_material material, int before) {
  int wide = material == MATERIAL_TARGET ? TARGET_STEP : 1;
  if (before >= 0) {
    double low = (double)before / PALETTE_STEPS, high = (double)(before + wide) / PALETTE_STEPS;
    if (tone >= low - LINGER && tone < high + LINGER) {
      return before;
    }
  }
  return palette_step(tone) / wide * wide;
}

static int mixed_channel(uint32_t a, uint32_t b, int shift, double share) {
  double from = (double)(a >> shift & 0xFF), to = (double)(b >> shift & 0xFF);
  return (int)(from + (to - from) * share + .5);
}

static uint32_t mixed(uint32_t a, uint32_t b, double share) {
  return (uint32_t)mixed_channel(a, b, 16, share) << 16 | (uint32_t)mixed_channel(a, b, 8, share) << 8 |
         (uint32_t)mixed_channel(a, b, 0, share);
}

static uint32_t colour_true(const struct figure_frame_request *request, const struct shade *shade, double share,
                            double bright) {
  uint32_t near = request->light ? shade->light_near : shade->near, far = request->light ? shade->light_far : shade->far;
  return mixed(request->light ? 0xffffff : 0x000000, mixed(far, near, share), bright);
}

static uint32_t colour_256(const struct figure_frame_request *request, enum flesh_material material, double share,
                           double bright) {
  const struct shade *shade = &shades[material];
  if (material == MATERIAL_BODY) {
    return (request->light ? light_ramp_256 : ramp_256)[palette_step(share * bright)];
  }
  if (material == MATERIAL_TARGET && bright < .6) {
    return request->light ? 180 : 130;
  }
  bool is_near = share * bright >= .5;
  return (uint32_t)(request->light ? (is_near ? shade->light_near_256 : shade->light_far_256)
                                   : (is_near ? shade->near_256 : shade->far_256));
}

static uint32_t colour_16(const struct figure_frame_request *request, enum flesh_material material, double share,
                          double bright) {
  const struct shade *shade = &shades[material];
  double tone = share * bright;
  if (request->light) {
    uint32_t body = tone > .6 ? 0 : tone > .3 ? 8 : 7;
    return material == MATERIAL_BODY ? body : (uint32_t)shade->light_16;
  }
  if (material == MATERIAL_BODY) {
    return tone > .7 ? 15 : tone > .3 ? 7 : 8;
  }
  return (uint32_t)(tone >= .5 ? shade->near_16 : shade->far_16);
}

uint32_t palette_colour(const struct figure_frame_request *request, enum flesh_material material, int step) {
  double share = (double)step / (PALETTE_STEPS - 1), bright = request->brightness_percent / 100.;
  switch (request->depth) {
  case FIGURE_256:
    return colour_256(request, material, share, bright);
  case FIGURE_16:
    return colour_16(request, material, share, bright);
  default:
    return colour_true(request, &shades[material], share, bright);
  }
}

/* What a number of 16 and more in the palette of 256 looks like. */
static uint32_t colour_of_256(uint32_t number) {
  static const uint32_t levels[] = {0, 95, 135, 175, 215, 255};
  if (number >= GREYS_FROM) {
    uint32_t grey = 8 + 10 * (number - GREYS_FROM);
    return grey << 16 | grey << 8 | grey;
  }
  number -= CUBE_FROM;
  return levels[number / 36] << 16 | levels[number / 6 % 6] << 8 | levels[number % 6];
}

/* The grey that is as bright, for the palette has no dark hues; but what is orange stays it. */
static uint32_t ground_of_256(uint32_t colour, bool light) {
  int red = (int)(colour >> 16 & 0xFF), green = (int)(colour >> 8 & 0xFF), blue = (int)(colour & 0xFF);
  int bright = (red * 2 + green * 5 + blue) / 8;
  if (red - blue > CLEARLY_ORANGE) {
    return light ? 223 : 94;
  }
  int grey = (bright - 8 + 5) / 10;
  return (uint32_t)(GREYS_FROM + (grey < 0 ? 0 : grey > 23 ? 23 : grey));
}

uint32_t palette_ground(const struct figure_frame_request *request, uint32_t foreground) {
  uint32_t behind = request->light ? 0xffffff : 0x000000;
  if (request->depth == FIGURE_16 || foreground == FIGURE_NO_COLOUR) {
    return FIGURE_NO_COLOUR; /* sixteen have nothing in between */
  }
  return request->depth == FIGURE_256 ? ground_of_256(mixed(behind, colour_of_256(foreground), GROUND_SHARE), request->light)
                                      : mixed(behind, foreground, GROUND_SHARE);
}
