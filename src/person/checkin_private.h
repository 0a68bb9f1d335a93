#ifndef PERSON_CHECKIN_PRIVATE_H
#define PERSON_CHECKIN_PRIVATE_H

#include "person/checkin.h"

/* What the parts of the check-in share. */

/* All rows of a part; NULL where it has none. */
const struct safety_rows *checkin_section_rows(const struct checkin *checkin, enum checkin_section section);

/* Whether row `row` of a part is asked. */
bool checkin_row_counts(const struct checkin *checkin, enum checkin_section section, size_t row);

#endif
