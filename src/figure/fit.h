#ifndef FIGURE_FIT_H
#define FIGURE_FIT_H

#include "figure/raster.h"

/* One view for a whole motion, so that nothing jumps or grows while it runs. */

struct fit {
  struct camera camera;
  struct floor floor;
  double shift; /* of brightness: what is foremost is nearly white, whatever the pose */
};

/* Works it out for a picture of the raster's size; the raster and `flesh` are used up. */
void fit_figure(const struct figure *figure, struct raster *raster, struct flesh *flesh, struct fit *fit);

/* How near the body's middle is: what brightness is measured from. */
double fit_middle(const struct camera *camera, const struct pose *pose);

#define TONE_MIDDLE .62
#define TONE_SPAN .22 /* body heights from dark to bright */

#endif
