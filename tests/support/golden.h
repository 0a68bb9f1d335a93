#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

/*
 * Fails the test unless `actual` is what the file `name` under tests/golden/ holds; both are printed then. With UPDATE_GOLDEN=1
 * in the environment the file is written instead.
 */
void golden_check(const char *name, const char *actual);

#endif
