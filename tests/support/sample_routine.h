#ifndef TESTS_SUPPORT_SAMPLE_ROUTINE_H
#define TESTS_SUPPORT_SAMPLE_ROUTINE_H

#include "routine/model.h"

/*
 * A routine with one of everything, made without any file: marching for a time, a hold on each side twice (with an easier
 * form), a wait, repetitions that alternate, repetitions on each side in a circuit, paced breathing. Caller destroys it with
 * routine_destroy().
 */
struct routine *sample_routine(void);

#endif
