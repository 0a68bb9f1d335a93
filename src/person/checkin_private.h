#ifndef PERSON_CHECKIN_PRIVATE_H
#define PERSON_CHECKIN_PRIVATE_H

#include "person/checkin.h"

/* What the parts of the check-in share. */

/* All rows of a part; NULL where it has none. */
const struct safety_rows *checkin_section_rows(const struct checkin *checkin, enum checkin_section section);

/* Whether row `row` of a part is asked. */
bool checkin_row_counts(const struct checkin *checkin, enum checkin_section section, size_t row);

/* Whether the person is asked this part, by what is known so far. */
bool checkin_section_counts(const struct checkin *checkin, enum checkin_section section);

/* The index within its part of row `index` of those that are shown. */
size_t checkin_shown_row(const struct checkin *checkin, size_t index);

/* Whether the page shows rows of a part. */
bool checkin_has_rows(const struct checkin *checkin);

#endif
