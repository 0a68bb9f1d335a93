#include "routine/safety_fields.h"

#include "base/macros.h"
#include "routine/safety.h"

enum { LINE = 100, TEXT = 400, PAGE_LINES = 16, POINTS = 10, DAYS = 366, HOLD_MOST_S = 600 };

#define KEY(type, key, member) .name = (key), .offset = offsetof(struct type, member)
#define TEXT_KEY(type, key, member, needed, example_text) \
  { KEY(type, key, member), .kind = FIELD_TEXT, .most = TEXT, .required = (needed), .example = (example_text) }
#define NUMBER_KEY(type, key, member, needed, least_value, most_value, example_text) \
  { \
    KEY(type, key, member), .kind = FIELD_INTEGER, .least = (least_value), .most = (most_value), .required = (needed), \
                            .example = (example_text) \
  }
#define FLAG_KEY(type, key, member) \
  { KEY(type, key, member), .kind = FIELD_BOOLEAN, .example = "true" }
#define IDS_KEY(type, key, member) \
  { KEY(type, key, member), .kind = FIELD_IDS, .example = "[gentle-chair]" }
#define SET_KEY(type, key, member, kind_name, names, example_text) \
  { \
    KEY(type, key, member), .kind = FIELD_SET, .what = (kind_name), .words = (names), .word_count = ARRAY_LEN(names), \
                            .example = (example_text) \
  }
#define WITHIN_KEY(type, key, member, within, needed) \
  { KEY(type, key, member), .kind = FIELD_MAPPING, .table = &(within), .required = (needed), .example = "(indented below)" }
#define ROWS_KEY(type, key, member, within) \
  { KEY(type, key, member), .kind = FIELD_ROWS, .table = &(within), .required = true, .example = "(a list below)" }
#define TABLE(name, type, list) \
  static const struct field_table name = {.fields = (list), .count = ARRAY_LEN(list), .size = sizeof(struct type)}
#define SOURCE_KEY(type, member) TEXT_KEY(type, "source", member, true, "general practice")

static const struct field row_keys[] = {
    {KEY(safety_row, "id", id), .kind = FIELD_ID, .required = true, .example = "a1"},
    TEXT_KEY(safety_row, "ask", ask, true, "Does kneeling hurt?"),
    {KEY(safety_row, "brief", brief), .kind = FIELD_TEXT, .most = LINE, .required = true, .example = "Kneeling hurts"},
    TEXT_KEY(safety_row, "say", say, false, "With back pain, a fever."),
    TEXT_KEY(safety_row, "note", note, false, "Ask your midwife or doctor first."),
    SOURCE_KEY(safety_row, source),
    SET_KEY(safety_row, "tags", tags, "reason to avoid an exercise", avoid_names, "[knee]"),
    SET_KEY(safety_row, "types", types, "type", type_names, "[massage-deep]"),
    FLAG_KEY(safety_row, "floor-is-hard", floor_is_hard),
    FLAG_KEY(safety_row, "slow", slow),
    FLAG_KEY(safety_row, "long-holds", long_holds),
    FLAG_KEY(safety_row, "softer-massage", softer_massage),
    FLAG_KEY(safety_row, "asked-again", asked_again),
    NUMBER_KEY(safety_row, "holds-days", holds_days, false, 0, DAYS, "3"),
    NUMBER_KEY(safety_row, "rating-most", rating_most, false, 0, POINTS, "5"),
};
TABLE(row_table, safety_row, row_keys);

static const struct field advice_keys[] = {
    TEXT_KEY(safety_advice, "title", title, true, "Please get medical help now."),
    TEXT_KEY(safety_advice, "how", how, true, "Call your local emergency number."),
    TEXT_KEY(safety_advice, "unnamed", unnamed, true, "With back pain, a warning sign I was asked about."),
    TEXT_KEY(safety_advice, "meaning", meaning, true, "This program cannot tell you what it is."),
    TEXT_KEY(safety_advice, "closing", closing, true, "No routine starts today."),
    {KEY(safety_advice, "more", more), .kind = FIELD_TEXTS, .least = PAGE_LINES, .most = TEXT, .required = true,
     .example = "[Call the emergency number for numbness between the legs.]"},
};
TABLE(advice_table, safety_advice, advice_keys);

static const struct field group_keys[] = {
    TEXT_KEY(safety_group, "ask", ask, true, "Do you have any of these?"),
    TEXT_KEY(safety_group, "again", again, false, "Is it still so?"),
    TEXT_KEY(safety_group, "why", why, false, "Some signs need a person to look at them."),
    FLAG_KEY(safety_group, "unsure-is-yes", unsure_is_yes),
    ROWS_KEY(safety_group, "rows", rows, row_table),
    WITHIN_KEY(safety_group, "advice", advice, advice_table, false),
};
TABLE(group_table, safety_group, group_keys);

#define GROUP_KEY(key, index) WITHIN_KEY(safety, key, groups[index], group_table, true)
static const struct field question_keys[] = {
    GROUP_KEY("emergency", GROUP_EMERGENCY),
    GROUP_KEY("professional", GROUP_PROFESSIONAL),
    GROUP_KEY("gentle", GROUP_GENTLE),
    GROUP_KEY("leave-out", GROUP_LEAVE_OUT),
};
TABLE(question_table, safety, question_keys);

static const struct field due_keys[] = {
    NUMBER_KEY(safety, "every-days", due.every_days, true, 1, DAYS, "28"),
    NUMBER_KEY(safety, "after-break-days", due.after_break_days, true, 1, DAYS, "14"),
    NUMBER_KEY(safety, "from-rating", due.from_rating, true, 1, POINTS, "7"),
    SOURCE_KEY(safety, due.source),
};
TABLE(due_table, safety, due_keys);

static const struct field new_keys[] = {
    TEXT_KEY(safety, "ask", anything_new.ask, true, "Anything new since last time?"),
    SOURCE_KEY(safety, anything_new.source),
};
TABLE(new_table, safety, new_keys);

static const struct field discomfort_keys[] = {
    TEXT_KEY(safety, "ask", discomfort.ask, true, "How is your back right now?"),
    TEXT_KEY(safety, "scale", discomfort.scale, true, "From 0 to 10."),
    {KEY(safety, "none", discomfort.none), .kind = FIELD_TEXT, .most = 8, .required = true, .example = "none"},
    {KEY(safety, "worst", discomfort.worst), .kind = FIELD_TEXT, .most = 8, .required = true, .example = "worst"},
    SOURCE_KEY(safety, discomfort.source),
};
TABLE(discomfort_table, safety, discomfort_keys);

static const struct field today_keys[] = {
    TEXT_KEY(safety, "ask", today.ask, true, "Anything to leave out today?"),
    ROWS_KEY(safety, "rows", today.rows, row_table),
    SOURCE_KEY(safety, today.source),
};
TABLE(today_table, safety, today_keys);

static const struct field band_keys[] = {
    NUMBER_KEY(rating_band, "from", from, true, 0, POINTS, "4"),
    NUMBER_KEY(rating_band, "to", to, true, 0, POINTS, "5"),
    TEXT_KEY(rating_band, "say", say, true, "Any routine is fine."),
    {KEY(rating_band, "row", row), .kind = FIELD_ID, .example = "b13"},
    NUMBER_KEY(rating_band, "levels-down", levels_down, false, 0, 2, "1"),
    NUMBER_KEY(rating_band, "strength-sets", strength_sets, false, 1, 20, "1"),
    FLAG_KEY(rating_band, "slow", slow),
    FLAG_KEY(rating_band, "gentle", gentle),
    FLAG_KEY(rating_band, "see-professional", see_professional),
    FLAG_KEY(rating_band, "ease", ease),
    FLAG_KEY(rating_band, "stop", stop),
    SOURCE_KEY(rating_band, source),
};
TABLE(band_table, rating_band, band_keys);

static const struct field signs_keys[] = {
    {KEY(safety, "brief", signs.brief), .kind = FIELD_TEXT, .most = 24, .required = true, .example = "numb, weak or faint"},
    TEXT_KEY(safety, "say", signs.say, true, "While exercising I noticed new numbness."),
    SOURCE_KEY(safety, signs.source),
};
TABLE(signs_table, safety, signs_keys);

static const struct field rule_keys[] = {
    NUMBER_KEY(rating_rule, "points", points, false, 0, POINTS, "2"),
    NUMBER_KEY(rating_rule, "percent", percent, false, 0, 100, "30"),
    NUMBER_KEY(rating_rule, "rating", rating, false, 0, POINTS, "8"),
    NUMBER_KEY(rating_rule, "within", within, false, 0, POINTS, "1"),
    NUMBER_KEY(rating_rule, "sessions", sessions, false, 1, 100, "3"),
    NUMBER_KEY(rating_rule, "repeats", repeats, false, 1, 100, "3"),
    NUMBER_KEY(rating_rule, "hours", hours, false, 1, 24 * DAYS, "48"),
    NUMBER_KEY(rating_rule, "days", days, false, 1, DAYS, "14"),
    NUMBER_KEY(rating_rule, "pain-days", pain_days, false, 1, DAYS, "42"),
    NUMBER_KEY(rating_rule, "levels", levels, false, 0, 2, "1"),
    NUMBER_KEY(rating_rule, "sets", sets, false, 0, 20, "1"),
    NUMBER_KEY(rating_rule, "reps", reps, false, 0, 100, "2"),
    TEXT_KEY(rating_rule, "say", say, true, "About the same."),
    {KEY(rating_rule, "end-with", end_with), .kind = FIELD_ID, .example = "breathe-long-exhale"},
    SOURCE_KEY(rating_rule, source),
};
TABLE(rule_table, rating_rule, rule_keys);

#define RULE_KEY(key, index) WITHIN_KEY(safety, key, rules[index], rule_table, true)
static const struct field rules_keys[] = {
    RULE_KEY("better", RULE_BETTER),
    RULE_KEY("same", RULE_SAME),
    RULE_KEY("worse", RULE_WORSE),
    RULE_KEY("much-worse", RULE_MUCH_WORSE),
    RULE_KEY("next-morning", RULE_NEXT_MORNING),
    RULE_KEY("progress", RULE_PROGRESS),
    RULE_KEY("flare", RULE_FLARE),
    RULE_KEY("no-progress", RULE_NO_PROGRESS),
};
TABLE(rules_table, safety, rules_keys);

static const struct field hold_keys[] = {
    {KEY(safety, "least", long_holds.least_ns), .kind = FIELD_DURATION, .least = 1, .most = HOLD_MOST_S, .required = true,
     .example = "45s"},
    {KEY(safety, "most", long_holds.most_ns), .kind = FIELD_DURATION, .least = 1, .most = HOLD_MOST_S, .required = true,
     .example = "60s"},
    TEXT_KEY(safety, "why", long_holds.why, true, "One long hold does more from 65 on."),
    SOURCE_KEY(safety, long_holds.source),
};
TABLE(hold_table, safety, hold_keys);

static const struct field carry_keys[] = {
    SET_KEY(safety_carry, "positions", positions, "position", position_names, "[kneeling]"),
    SET_KEY(safety_carry, "types", types, "type", type_names, "[massage-deep]"),
    SET_KEY(safety_carry, "tags", tags, "reason to avoid an exercise", avoid_names, "[knee]"),
    SOURCE_KEY(safety_carry, source),
};
TABLE(carry_table, safety_carry, carry_keys);

static const struct field floor_keys[] = {
    SET_KEY(safety, "positions", floor.positions, "position", position_names, "[supine, prone]"),
    {KEY(safety, "except-with", floor.except_with), .kind = FIELD_TEXTS, .least = 8, .most = LINE, .example = "[bed]"},
    IDS_KEY(safety, "routines", floor.routines),
    TEXT_KEY(safety, "why", floor.why, true, "Getting down to the floor is hard."),
    SOURCE_KEY(safety, floor.source),
};
TABLE(floor_table, safety, floor_keys);

static const struct field support_keys[] = {
    SET_KEY(safety, "tags", support.tags, "reason to avoid an exercise", avoid_names, "[balance]"),
    NUMBER_KEY(safety, "level", support.level, true, 1, 3, "1"),
    TEXT_KEY(safety, "say", support.say, true, "Hold on to something steady."),
    SOURCE_KEY(safety, support.source),
};
TABLE(support_table, safety, support_keys);

static const struct field gentle_keys[] = {
    IDS_KEY(safety, "routines", gentle.routines),
    TEXT_KEY(safety, "why", gentle.why, true, "Only small, easy movements today."),
    SOURCE_KEY(safety, gentle.source),
};
TABLE(gentle_table, safety, gentle_keys);

static const struct field tag_keys[] = {
    TEXT_KEY(safety_tag, "why", why, true, "Kneeling hurts."),
    IDS_KEY(safety_tag, "routines", routines),
    SOURCE_KEY(safety_tag, source),
};
TABLE(tag_table, safety_tag, tag_keys);

#define X(id, word) WITHIN_KEY(safety, word, tags[AVOID_##id], tag_table, true),
static const struct field tags_keys[] = {AVOID_LIST(X)};
#undef X
TABLE(tags_table, safety, tags_keys);

static const struct field swap_keys[] = {
    SET_KEY(safety_swap, "alike", alike, "type", type_names, "[stretch, mobility]"),
    FLAG_KEY(safety_swap, "same-position-first", same_position_first),
    FLAG_KEY(safety_swap, "desk-first", desk_first),
    SET_KEY(safety_swap, "soften-first", soften_first, "type", type_names, "[massage-trigger, massage-sports]"),
    {KEY(safety_swap, "softer", softer_type), .kind = FIELD_WORD, .what = "type", .words = type_names, .word_count = TYPE_COUNT,
     .required = true, .example = "massage-deep"},
    {KEY(safety_swap, "soft", soft_type), .kind = FIELD_WORD, .what = "type", .words = type_names, .word_count = TYPE_COUNT,
     .required = true, .example = "massage-swedish"},
    TEXT_KEY(safety_swap, "none-left", none_left, true, "Nothing else does the same."),
    SOURCE_KEY(safety_swap, source),
};
TABLE(swap_table, safety_swap, swap_keys);

static const struct field file_keys[] = {
    {.name = "limber", .kind = FIELD_VERSION, .required = true, .example = "1"},
    TEXT_KEY(safety, "title", title, true, "Safety questions"),
    TEXT_KEY(safety, "notice", notice, true, "This is general exercise information."),
    SOURCE_KEY(safety, source),
    {.name = "due", .kind = FIELD_MAPPING, .table = &due_table, .required = true, .example = "{every-days: 28}"},
    {.name = "questions", .kind = FIELD_MAPPING, .table = &question_table, .required = true, .example = "(indented below)"},
    {.name = "anything-new", .kind = FIELD_MAPPING, .table = &new_table, .required = true, .example = "(indented below)"},
    {.name = "discomfort", .kind = FIELD_MAPPING, .table = &discomfort_table, .required = true, .example = "(indented below)"},
    {.name = "today", .kind = FIELD_MAPPING, .table = &today_table, .required = true, .example = "(indented below)"},
    ROWS_KEY(safety, "before", before, band_table),
    ROWS_KEY(safety, "during", during, band_table),
    {.name = "signs", .kind = FIELD_MAPPING, .table = &signs_table, .required = true, .example = "(indented below)"},
    {.name = "ratings", .kind = FIELD_MAPPING, .table = &rules_table, .required = true, .example = "(indented below)"},
    {.name = "long-holds", .kind = FIELD_MAPPING, .table = &hold_table, .required = true, .example = "{least: 45s, most: 60s}"},
    ROWS_KEY(safety, "carries", carries, carry_table),
    {.name = "floor", .kind = FIELD_MAPPING, .table = &floor_table, .required = true, .example = "(indented below)"},
    {.name = "support", .kind = FIELD_MAPPING, .table = &support_table, .required = true, .example = "(indented below)"},
    {.name = "gentle", .kind = FIELD_MAPPING, .table = &gentle_table, .required = true, .example = "(indented below)"},
    {.name = "tags", .kind = FIELD_MAPPING, .table = &tags_table, .required = true, .example = "(indented below)"},
    WITHIN_KEY(safety, "swap", swap, swap_table, true),
};

const struct field_table safety_fields = {
    .fields = file_keys,
    .count = ARRAY_LEN(file_keys),
    .size = sizeof(struct safety),
};
