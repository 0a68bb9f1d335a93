"""Writes a made-up history as lines of JSON, for tests and measurements.

usage: history_lines.py SESSIONS DAYS LAST_DAY [STEPS]

SESSIONS spread over DAYS days that end with LAST_DAY (2026-11-22), each with STEPS steps (8 unless told). The same arguments
always give the same lines.
"""

import datetime
import json
import random
import sys

AREAS = ("hips", "glutes", "hamstrings", "core", "lower-back", "full-body", "desk")
LEVELS = ("easy", "steady", "deep")


def steps_of(chance, count, area):
    for number in range(count):
        side = ("left", "right", None)[number % 3]
        planned = chance.choice((20, 30, 45))
        outcome = chance.choices(("done", "eased", "skipped", "hurt"), (90, 6, 3, 1))[0]
        done = planned if outcome == "done" else planned / 2
        yield {"exercise": f"exercise-{number}", "name": f"Exercise {number}", "area": area, "side": side, "set": 1,
               "planned_s": planned, "done_s": done, "outcome": outcome}


def session(chance, day, count, worn):
    level = chance.randrange(3)
    area = chance.choice(AREAS)
    before = max(0, min(10, round(chance.gauss(5.5 - 3 * worn, 1))))
    after = max(0, before - chance.choice((0, 1, 1, 2)))
    moment = datetime.datetime.combine(day, datetime.time(chance.randrange(6, 22), chance.randrange(60)))
    steps = list(steps_of(chance, count, area))
    return {"limber": 1, "kind": "session", "id": f"{chance.getrandbits(128):032x}", "revision": 3,
            "routine": f"{area}-{level + 1}", "title": f"{area.capitalize()}, {LEVELS[level]}",
            "started": moment.isoformat() + "+00:00", "planned_s": sum(step["planned_s"] for step in steps) * 2,
            "done_s": sum(step["done_s"] for step in steps) * chance.choice((1, 2, 3)),
            "outcome": chance.choices(("finished", "stopped"), (95, 5))[0], "before": before, "after": after,
            "note": None, "level": level + 1, "pace_percent": 100, "steps": steps}


def main(sessions, days, last_day, steps="8"):
    chance = random.Random(20261122)
    sessions, days, last = int(sessions), int(days), datetime.date.fromisoformat(last_day)
    offsets = sorted(chance.randrange(days) for _ in range(sessions))
    for offset in offsets:
        day = last - datetime.timedelta(days=days - 1 - offset)
        print(json.dumps(session(chance, day, int(steps), offset / days)))


if __name__ == "__main__":
    main(*sys.argv[1:])
