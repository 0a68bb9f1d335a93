"""What can be trusted of the exercises and routines that limber brings, so that filters and the safety questions can be.

Argument: limber. Everything is read through `list --json`, `list --exercises --json` and `show --json`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

LIMBER = sys.argv[1]
FLOOR = {"seated-floor", "supine", "prone", "side-lying", "quadruped", "kneeling"}
CANNOT = {"kneeling": {"knee"}, "quadruped": {"knee", "wrist-shoulder"}, "supine": {"pregnancy"}, "prone": {"pregnancy"}}
RUBBED = {"lumbar extensors", "quadratus lumborum", "thoracic extensors", "rhomboids", "upper trapezius", "latissimus",
          "gluteus maximus", "gluteus medius", "gluteus minimus", "piriformis", "tensor fasciae latae", "quadriceps", "hamstrings",
          "adductors", "gastrocnemius", "soleus", "plantar fascia", "calf chain"}
MASSAGE_MOST_S = 120
LIES_ON = {"mat", "bed", "doorway", "floor"}
CARRIED = {"ball", "roller", "strap", "towel", "cushion", "cushions", "pillow", "band"}
# Words, plain numbers and 90/90, which is said as "90 90"; no abbreviations, brackets, signs or units.
READ_ALOUD = re.compile(r"(?![A-Z]{2})(?:[A-Za-z]+(?:['-][A-Za-z]+)*|[1-9][0-9]?|90/90)[.,:;]?")
COUNTED = {"two": 2, "three": 3, "four": 4, "five": 5}
# In seconds; decision 7 says how they differ from the routines as they were planned.
TOTALS_S = {
    "after-physical-work": 739, "after-sitting": 707, "after-sport": 960, "back-1": 496, "back-2": 629, "back-3": 717,
    "back-care-full": 1425, "back-care-short": 743, "bedtime-wind-down": 761, "big-three": 680, "breathe-calm": 357,
    "core-1": 503, "core-2": 637, "core-3": 992, "desk-2-reset": 122, "desk-3-quiet": 197, "desk-3-stand": 187,
    "desk-3-upper": 203, "desk-4-hips": 223, "desk-5-full": 304, "gentle-chair": 350, "gentle-floor": 564,
    "glutes-1": 727, "glutes-2": 997, "glutes-3": 1056, "hamstrings-1": 637, "hamstrings-2": 853, "hamstrings-3": 713,
    "hips-1": 644, "hips-2": 891, "hips-3": 888, "massage-ball": 803, "massage-deep": 562, "massage-relax": 578,
    "massage-roller": 682, "morning-start": 524, "no-floor": 823, "walk-and-loosen": 564,
}
passed, failed = 0, []


def check(what, condition, seen=""):
    global passed
    if condition:
        passed += 1
    else:
        failed.append(what)
        print(f"FAILED {what} {seen}")


def read(*arguments):
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run([LIMBER, *arguments, "--json"], stdout=subprocess.PIPE, check=True, timeout=60,
                              env={**kept, "HOME": home, "LANG": "C.UTF-8"})
    return json.loads(done.stdout)


def words(text):
    return len(text.split())


def kinds(equipment):
    """What each tool is, choices and all: {"strap", "towel"} of ["strap or towel"]; "hard chair" is a chair."""
    return {choice.removesuffix(" optional").split()[-1] for tool in equipment for choice in tool.split(" or ")}


def does_for(tool, wanted):
    """Whether who has the one needs no other: a sturdy chair is a chair, but a choice with one is not."""
    return tool == wanted or (tool.endswith(" " + wanted) and " or " not in tool)


def is_massage(exercise):
    return exercise["type"].startswith("massage-")


def check_exercise(exercise):
    name, avoid = exercise["id"], set(exercise["avoid"])
    check(f"{name} is shown", exercise["figure"])
    check(f"{name} says where it comes from", exercise["source"])
    check(f"{name} is set up in 21 words at most", 3 <= words(exercise["setup"]) <= 21, exercise["setup"])
    check(f"{name} names what it works on", exercise["muscles"])
    odd = [word for word in f"{exercise['name']} {exercise['setup']}".split() if not READ_ALOUD.fullmatch(word)]
    check(f"{name} reads well aloud", not odd, odd)
    check(f"{name} is left out for who cannot take its position", CANNOT.get(exercise["position"], set()) <= avoid, avoid)
    tools = kinds(exercise["equipment"])
    check(f"{name} names what one lies or kneels on", exercise["position"] not in FLOOR or tools & LIES_ON, tools)
    check(f"{name} names the chair", exercise["position"] != "seated-chair" or "chair" in tools, tools)
    check(f"{name} has room for its side in the words", exercise["sides"] != "each" or words(exercise["setup"]) <= 18, exercise["setup"])
    check(f"{name} is easy if it is gentle", not exercise["gentle"] or (exercise["level"] == 1 and "acute" not in avoid))
    if exercise["desk"]:
        needed = [tool for tool in exercise["equipment"] if not tool.endswith(" optional")]
        check(f"{name} can be done at a desk", exercise["position"] not in FLOOR and not any("mat" in tool for tool in needed), needed)


def check_massage(exercise):
    name, avoid, care = exercise["id"], set(exercise["avoid"]), exercise["care"] or ""
    check(f"{name} is left out for wounds and clots", {"skin-wound", "blood-clot"} <= avoid, avoid)
    check(f"{name} is left out for thin blood", exercise["type"] == "massage-swedish" or "blood-thinner" in avoid, avoid)
    check(f"{name} presses muscles that may be pressed", set(exercise["muscles"]) <= RUBBED, exercise["muscles"])
    check(f"{name} says how hard", "4 to 6 of 10" in care and "never above 7" in care, care)
    check(f"{name} says where not to", re.search(r"\b[Nn](ever|ot) (on|onto|behind|the|into|over)\b|not bone|heel bone", care), care)
    check(f"{name} says when to stop", re.search(r"Stop for tingling, numbness.*pain", care), care)
    if "foam roller" in exercise["equipment"]:
        check(f"{name} keeps off the lower back", not {"lumbar extensors", "quadratus lumborum"} & set(exercise["muscles"]))
    if exercise["area"] == "lower-back":
        check(f"{name} keeps off the spine", "spine" in care or "lower back" in care, care)


def chain(exercises, exercise, link):
    """The ids that `link` leads to, up to an end or to one that is there already."""
    found = []
    while exercise is not None and exercise["id"] not in found:
        found.append(exercise["id"])
        exercise = exercises.get(exercise[link])
    return found, exercise is None


def check_links(exercises):
    for name, exercise in exercises.items():
        for link, is_right in (("easier", lambda mine, other: other <= mine), ("harder", lambda mine, other: other >= mine)):
            other = exercises.get(exercise[link])
            check(f"what is {link} than {name} is so", other is None or is_right(exercise["level"], other["level"]))
            found, ends = chain(exercises, exercise, link)
            check(f"{link} and {link} leads from {name} to an end", ends, found)
        harder, _ = chain(exercises, exercise, "harder")
        check(f"nothing is easier and harder than {name}", exercise["easier"] is None or exercise["easier"] not in harder, harder)
        easier = exercises.get(exercise["easier"])
        check(f"what is easier than {name} has the same sides", easier is None or easier["sides"] == exercise["sides"])


def work_of(shown):
    """Seconds and repetitions by exercise and side."""
    done = {}
    for segment in shown["segments"]:
        if segment["kind"] in ("hold", "reps", "timed"):
            seconds, reps = done.get((segment["exercise"], segment["side"]), (0, 0))
            done[segment["exercise"], segment["side"]] = seconds + segment["length_s"], reps + (segment["reps"] or 0)
    return done


def check_sides(name, shown, exercises):
    done = work_of(shown)
    for (exercise, side), work in done.items():
        if side == "left":
            check(f"{name} does as much of {exercise} on either side", done.get((exercise, "right")) == work, done)
        check(f"{name} gives {exercise} a side where it has one", (side is not None) == (exercises[exercise]["sides"] == "each"))
        alternates = exercises[exercise]["sides"] == "alternate" and work[1] > 0
        check(f"{name} does as many of {exercise} to the left as to the right", not alternates or work[1] % 2 == 0, work)
        check(f"{name} does not rub one place for long", not is_massage(exercises[exercise]) or work[0] <= MASSAGE_MOST_S, work)


def check_order(name, steps):
    """`steps`: exercises in order."""
    first, last = steps[0], steps[-1]
    check(f"{name} begins easily", first["level"] == 1 or first["type"] in ("breathing", "mobility") or is_massage(first), first["id"])
    check(f"{name} ends easily", last["level"] == 1, last["id"])
    positions = [step["position"] for step in steps if step["position"] != "any"]
    places = ["floor" if position in FLOOR else "up" for position in positions]
    changes = sum(1 for before, after in zip(places, places[1:]) if before != after)
    check(f"{name} goes down to the floor or up from it once at most", changes <= 1, places)
    turns = sum(1 for before, after in zip(positions, positions[1:]) if before != after and {before, after} <= FLOOR)
    check(f"{name} turns over on the floor no more than it has to", turns <= len(set(positions) & FLOOR), positions)


def check_setups(name, shown, exercises):
    """Before an exercise there is time to get there, and it is set up whole, with the side that comes first."""
    before = None
    for segment in shown["segments"]:
        exercise, begin_s, end_s = segment["exercise"], segment["start_s"], segment["start_s"] + segment["length_s"]
        carries = kinds([tool for tool in exercises[exercise]["equipment"] if not tool.endswith(" optional")]) & CARRIED
        check(f"{name} has time to move the tool of {exercise} over", segment["kind"] != "switch" or not carries or
              segment["length_s"] >= 8, segment)
        if segment["kind"] != "transition":
            continue
        setup, position = exercises[exercise]["setup"], exercises[exercise]["position"]
        side = f"{segment['side']} side first.".capitalize() if segment["side"] else ""
        inside = [cue for cue in shown["cues"] if begin_s <= cue["at_s"] < end_s]
        said = [cue for cue in inside if cue["kind"] == "setup"]
        crosses = before is not None and position != "any" and (before in FLOOR) != (position in FLOOR)
        check(f"{name} has time to get down or up for {exercise}", not crosses or segment["length_s"] >= 20, segment["length_s"])
        check(f"{name} sets {exercise} up", len(said) == 1, inside)
        for cue in said:
            check(f"{name} sets {exercise} up whole", f"{setup} {side}".strip() in cue["text"], (setup, cue))
            check(f"{name} is done setting {exercise} up", cue["at_s"] + .4 * words(cue["text"]) <= end_s - 3 + .01, (cue, end_s))
        before = position if position != "any" else before


def check_words(name, shown):
    """Nothing that is said is cut short: a start, an end and a welcome have their words; a title's minutes are right."""
    silent = [cue for cue in shown["cues"] if cue["kind"] in ("start", "end", "switch", "rest", "done") and not cue["text"]]
    check(f"{name} has words where it should", not silent, silent)
    eases = [cue["text"] for cue in shown["cues"] if cue["kind"] == "ease"]
    check(f"{name} has more than one way to say that less is fine", len(eases) < 3 or len(set(eases)) > 1, eases)
    check(f"{name} begins with a welcome", shown["cues"][0]["text"].startswith("Welcome. "), shown["cues"][0])
    odd = [cue["text"] for cue in shown["cues"] if cue["text"] and not all(READ_ALOUD.fullmatch(word) for word in cue["text"].split())]
    check(f"{name} says nothing that is written to be seen", not odd, odd)
    counted = re.match(r"(\w+)-minute", shown["routine"]["title"])
    check(f"{name} takes the minutes of its title", counted is None or
          abs(shown["total_s"] - 60 * COUNTED[counted[1].lower()]) <= 30, shown["total_s"])


def check_routine(routine, exercises):
    name = routine["id"]
    shown = read("show", name)
    steps = [exercises[segment["exercise"]] for segment in shown["segments"] if segment["kind"] == "transition"]
    check(f"{name} is gentle as a whole", not routine["gentle"] or all(step["gentle"] for step in steps))
    check(f"{name} says gentle and is", "gentle" not in routine["title"].lower() or routine["gentle"])
    check(f"{name} is for a desk and works there", "desk" not in routine["area"] or routine["desk"])
    check(f"{name} works at a desk as a whole", not routine["desk"] or all(step["desk"] for step in steps))
    needs_floor = any(step["position"] in FLOOR for step in steps) or any("mat" in tool.split() for tool in routine["equipment"])
    check(f"{name} needs no floor at a desk", not (routine["desk"] and needs_floor), routine["equipment"])
    needed = {tool for step in steps for tool in step["equipment"] if not tool.endswith(" optional")}
    named = set(routine["equipment"])
    missing = [tool for tool in needed if not any(does_for(mine, choice) for mine in named for choice in [tool, *tool.split(" or ")])]
    check(f"{name} names its tools", named <= needed and not missing, (named, missing))
    twice = [tool for tool in named if any(tool != mine and does_for(mine, tool) for mine in named)]
    check(f"{name} names nothing twice", not twice, named)
    check(f"{name} is not harder than it says", max(step["level"] for step in steps) <= routine["level"])
    check(f"{name} lasts what it says", shown["total_s"] == TOTALS_S.get(name) == routine["total_s"], shown["total_s"])
    check_order(name, steps)
    check_sides(name, shown, exercises)
    check_setups(name, shown, exercises)
    check_words(name, shown)


def main():
    exercises = {exercise["id"]: exercise for exercise in read("list", "--exercises")}
    routines = read("list")
    check("there are 138 exercises", len(exercises) == 138, len(exercises))
    check("there are 38 routines", len(routines) == 38, len(routines))
    massages = [exercise for exercise in exercises.values() if is_massage(exercise)]
    check("there are 21 massages of four kinds", (len(massages), len({massage["type"] for massage in massages})) == (21, 4))
    for exercise in exercises.values():
        check_exercise(exercise)
    for massage in massages:
        check_massage(massage)
    check_links(exercises)
    for routine in routines:
        check_routine(routine, exercises)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


sys.exit(main())
