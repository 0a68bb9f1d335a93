#include "app/figure_cycle.h"

#include <math.h>

#define USUAL_WAY_S 2.0
#define USUAL_STAY_S 1.0
#define LEAST_WAY_S .2

struct figure_cycle figure_cycle_of(const struct exercise *exercise) {
  const struct tempo *tempo = &exercise->dose.tempo;
  if (tempo_length_ns(*tempo) == 0) {
    return (struct figure_cycle){USUAL_WAY_S, USUAL_STAY_S, USUAL_WAY_S, USUAL_STAY_S};
  }
  return (struct figure_cycle){fmax(tempo->in_s, LEAST_WAY_S), tempo->hold_s, fmax(tempo->out_s, LEAST_WAY_S),
                               USUAL_STAY_S / 2};
}

double figure_cycle_length_s(const struct figure_cycle *cycle) {
  return cycle->there + cycle->held + cycle->back + cycle->rest;
}

double figure_cycle_moment(const struct figure_cycle *cycle, double seconds) {
  double at = fmod(seconds, figure_cycle_length_s(cycle));
  if (at < cycle->there) {
    return at / cycle->there;
  }
  at -= cycle->there + cycle->held;
  return at < 0 ? 1 : 1 + fmin(at / cycle->back, 1);
}

double figure_cycle_seconds(const struct figure_cycle *cycle, double moment) {
  return moment <= 1 ? moment * cycle->there : cycle->there + cycle->held + (moment - 1) * cycle->back;
}
