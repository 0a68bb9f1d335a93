#include "journal/hand_over.h"

#include "base/memory.h"

#include <stdlib.h>

/* Something to be laid on the desk: a session, or what changes the one begun last. */
struct parcel {
  struct parcel *next;
  void (*lay_down)(struct desk *desk, const struct parcel *parcel);
  struct sheet *sheet; /* of a session that begins; the desk's once it lies there */
  struct checkin_record checkin;
  struct journal_id id;
  struct step_record step;
  struct session_position position;
  enum session_outcome outcome;
  int64_t done_ns;
  int rating;
  char note[JOURNAL_NOTE_SIZE];
};

bool journal_try_lock(struct journal *journal) {
  if (pthread_mutex_trylock(&journal->mutex) == 0) {
    return true;
  }
  /* Whoever holds it looks at this after letting go; it may have let go in between. */
  atomic_store(&journal->is_awaited, true);
  return pthread_mutex_trylock(&journal->mutex) == 0;
}

void hand_over_all(struct journal *journal) {
  if (journal->parcels == NULL) {
    return;
  }
  while (journal->parcels != NULL) {
    struct parcel *parcel = journal->parcels;
    journal->parcels = parcel->next;
    parcel->lay_down(&journal->desk, parcel);
    free(parcel);
  }
  journal_signal(journal->wake[1]);
}

void hand_over_free(struct journal *journal) {
  while (journal->parcels != NULL) {
    struct parcel *parcel = journal->parcels;
    journal->parcels = parcel->next;
    if (parcel->sheet != NULL) {
      sheet_free(parcel->sheet);
    }
    free(parcel);
  }
}

/* Behind those in hand already, and down with them all if the lock is free. */
static void hand_over(struct journal *journal, struct parcel *parcel) {
  struct parcel **last = &journal->parcels;
  while (*last != NULL) {
    last = &(*last)->next;
  }
  *last = parcel;
  if (journal_try_lock(journal)) {
    hand_over_all(journal);
    pthread_mutex_unlock(&journal->mutex);
  }
}

static struct parcel *parcel_of(void (*lay_down)(struct desk *desk, const struct parcel *parcel)) {
  struct parcel *parcel = memory_alloc(1, sizeof *parcel);
  parcel->lay_down = lay_down;
  return parcel;
}

/* The sheet of the present session, marked as changed; NULL: there is none. */
static struct sheet *changed_sheet(struct desk *desk) {
  struct sheet *sheet = desk_last_sheet(desk);
  if (sheet != NULL) {
    sheet->session.revision++;
    sheet->version++;
  }
  return sheet;
}

/* --- sessions ----------------------------------------------------------------------------------------------------------------
 */

static void lay_session(struct desk *desk, const struct parcel *parcel) {
  desk_add_sheet(desk, parcel->sheet);
  changed_sheet(desk);
}

static void begin(struct journal *journal, const struct session_record *session, const struct journal_id *id) {
  struct parcel *parcel = parcel_of(lay_session);
  struct sheet *sheet = memory_alloc(1, sizeof *sheet);
  sheet->session = *session;
  sheet->session.id = *id;
  sheet->session.outcome = SESSION_OUTCOME_RUNNING;
  sheet->session.resumable = false;
  parcel->sheet = sheet;
  hand_over(journal, parcel);
}

void journal_begin(struct journal *journal, const struct session_record *session) {
  struct journal_id id = journal_id_make();
  begin(journal, session, &id);
}

void journal_continue(struct journal *journal, const struct session_record *unfinished) {
  begin(journal, unfinished, &unfinished->id);
}

static void lay_checkin(struct desk *desk, const struct parcel *parcel) {
  if (desk->checkin_count < CHECKINS_MOST) {
    desk->checkins[desk->checkin_count++] = parcel->checkin;
  }
}

void journal_add_checkin(struct journal *journal, const struct checkin_record *checkin) {
  struct parcel *parcel = parcel_of(lay_checkin);
  parcel->checkin = *checkin;
  parcel->checkin.id = journal_id_make();
  hand_over(journal, parcel);
}

static void lay_declined(struct desk *desk, const struct parcel *parcel) {
  if (desk->declined_count < DECLINED_MOST) {
    desk->declined[desk->declined_count++] = parcel->id;
  }
}

void journal_decline(struct journal *journal, const struct journal_id *id) {
  struct parcel *parcel = parcel_of(lay_declined);
  parcel->id = *id;
  hand_over(journal, parcel);
}

/* --- of the session begun last -----------------------------------------------------------------------------------------------
 */

static void lay_step(struct desk *desk, const struct parcel *parcel) {
  struct sheet *sheet = changed_sheet(desk);
  if (sheet != NULL) {
    sheet_add_step(sheet, &parcel->step);
  }
}

void journal_add_step(struct journal *journal, const struct step_record *step) {
  struct parcel *parcel = parcel_of(lay_step);
  parcel->step = *step;
  hand_over(journal, parcel);
}

static void lay_position(struct desk *desk, const struct parcel *parcel) {
  struct sheet *sheet = changed_sheet(desk);
  if (sheet != NULL) {
    sheet->session.position = parcel->position;
  }
}

void journal_set_position(struct journal *journal, const struct session_position *position) {
  struct parcel *parcel = parcel_of(lay_position);
  parcel->position = *position;
  hand_over(journal, parcel);
}

static void lay_end(struct desk *desk, const struct parcel *parcel) {
  struct sheet *sheet = changed_sheet(desk);
  if (sheet != NULL) {
    sheet->session.outcome = parcel->outcome;
    sheet->session.resumable = parcel->outcome == SESSION_OUTCOME_INTERRUPTED;
    sheet->session.done_ns = parcel->done_ns;
    sheet->over = true;
  }
}

void journal_end(struct journal *journal, enum session_outcome outcome, int64_t done_ns) {
  struct parcel *parcel = parcel_of(lay_end);
  parcel->outcome = outcome;
  parcel->done_ns = done_ns;
  hand_over(journal, parcel);
}

static void lay_before(struct desk *desk, const struct parcel *parcel) {
  struct sheet *sheet = changed_sheet(desk);
  if (sheet != NULL) {
    sheet->session.before = parcel->rating;
  }
}

void journal_rate_before(struct journal *journal, int rating) {
  struct parcel *parcel = parcel_of(lay_before);
  parcel->rating = rating;
  hand_over(journal, parcel);
}

static void lay_after(struct desk *desk, const struct parcel *parcel) {
  struct sheet *sheet = changed_sheet(desk);
  if (sheet != NULL) {
    sheet->session.after = parcel->rating;
  }
}

void journal_rate_after(struct journal *journal, int rating) {
  struct parcel *parcel = parcel_of(lay_after);
  parcel->rating = rating;
  hand_over(journal, parcel);
}

static void lay_note(struct desk *desk, const struct parcel *parcel) {
  struct sheet *sheet = changed_sheet(desk);
  if (sheet != NULL) {
    journal_text(sheet->session.note, sizeof sheet->session.note, parcel->note);
  }
}

void journal_note(struct journal *journal, const char *note) {
  struct parcel *parcel = parcel_of(lay_note);
  journal_text(parcel->note, sizeof parcel->note, note);
  hand_over(journal, parcel);
}
