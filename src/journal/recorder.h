#ifndef JOURNAL_RECORDER_H
#define JOURNAL_RECORDER_H

#include "journal/journal.h"
#include "session/session.h"

/* From what happens in a session to what is kept of it. Give it every event of the session, in order. */
struct recorder;

/*
 * A recorder of a session of `timeline`, which must outlive it. `begin`: what is known of it (how it was adapted, its source,
 * when it began); routine, title, lengths and hash are filled in here. `resumed`: the session that goes on instead, or NULL.
 * The journal is borrowed. Caller destroys.
 */
struct recorder *recorder_create(struct journal *journal, const struct timeline *timeline, const struct session_record *begin,
                                 const struct session_record *resumed);

/* NULL is fine. */
void recorder_destroy(struct recorder *recorder);

/* An event of the session, with how things stand after it. */
void recorder_event(struct recorder *recorder, const struct session_event *event, const struct session_view *view);

/* How things stand: keeps the place from time to time, so that little is lost when the machine goes. */
void recorder_look(struct recorder *recorder, const struct session_view *view);

/* What stops the session next comes from outside: a signal, or the loss of the terminal. It can be gone on with. */
void recorder_interrupted(struct recorder *recorder);

/* Tells two timelines apart that a place in one would mean something else in. */
uint64_t recorder_timeline_hash(const struct timeline *timeline);

#endif
