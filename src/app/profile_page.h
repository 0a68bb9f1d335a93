#ifndef APP_PROFILE_PAGE_H
#define APP_PROFILE_PAGE_H

/*
 * Shows the profile on the full screen, lets the person change it, and keeps it. Returns the exit status; `*signal`: what ended
 * it from outside, or 0.
 */
int profile_page(int *signal);

#endif
