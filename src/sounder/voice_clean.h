#ifndef SOUNDER_VOICE_CLEAN_H
#define SOUNDER_VOICE_CLEAN_H

#include "sounder/voice_engine.h"

/*
 * Takes from speech what is unpleasant to hear for long, whichever engine made it: what lies below any voice (an offset, which
 * would thump where the words begin and end, and rumble), and the sharpness of s and sh, which is held CLEAN_HISS_DB under the
 * loudness of the whole. The length stays.
 */
void clean_speech(struct voice_samples *speech);

#define CLEAN_HISS_DB (-9.0)
#define CLEAN_HISS_HZ 4000.0 /* above this it is measured, and softened */

#endif
