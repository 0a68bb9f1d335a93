"""The catalogue: how large it is, how long reading it takes, and what many or large files of a person's own take.

usage: catalogue.py LIMBER YAML_EVENTS FLOOR ROUTINES [--runs N]

Reading is compared with libyaml's events of the same files and nothing made of them, programs as wholes, in turn, the median of
their processor times (a busy machine makes everything late, but gives nobody more to do). Ends with 1 where a goal is missed.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from screen import Run

OWN = 10_000
EXERCISES, STEPS = 200, 1300
COMMENT = ("what a physiotherapist writes down for whoever reads the file after her: why this step is here, what it is to be replaced "
           "by when it hurts, and who said so; " * 4)[:530]
ROUTINE = ("limber: 1\ntitle: Mine, number {number}\ngoal: Loosen what is stiff from sitting.\nsteps:\n  - march-in-place\n"
           "  - hip-circle-standing\n  - hip-flexor-standing\n  - quad-side-lying 30s/side\n  - glute-bridge 2x10\n  - breathe-long-exhale\n")
EXERCISE = """  own-{number}:
    name: March {number}
    short: March {number}
    type: mobility
    area: hips
    muscles: [iliopsoas, quadriceps, hip stabilisers]
    position: standing
    sides: none
    time: 20s
    sets: 1
    level: 1
    equipment: [chair optional]
    avoid: [balance, acute]
    gentle: false
    desk: true
    setup: Stand tall with soft knees and lift one knee after the other.
    say: Land softly and keep the trunk still.
    source: General practice; not confirmed from a document. Written out so that it is as long as those that are built in are.
"""
missed = []


def row(what, value, unit, goal=None, least=False, beside=""):
    met = goal is None or (value >= goal if least else value <= goal)
    if not met:
        missed.append(what)
    verdict = "" if goal is None else f"goal {'>=' if least else '<='} {goal:g}{'' if met else '  MISSED'}"
    print(f"{what:<52} {value:>9.3f} {unit:<6} {verdict:<22} {beside}".rstrip(), flush=True)


def run(arguments, environment):
    """Processor time and time by the wall, in s."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - began


def medians(runs, commands):
    """Of each command, run in turn with the others."""
    taken = [[run(*command) for command in commands] for _ in range(runs)]
    return [[statistics.median(one[at][kind] for one in taken) for kind in (0, 1)] for at in range(len(commands))]


def files_in(folder):
    return [os.path.join(path, name) for path, _, names in os.walk(folder) for name in sorted(names) if name.endswith(".yaml")]


def environment_in(folder):
    return {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8"}


def afresh(environment):
    """With nothing known from the last time, and nothing kept."""
    return {**environment, "XDG_CACHE_HOME": "/dev/null/nowhere"}


def first_screen(limber, environment, runs):
    times = []
    for _ in range(runs):
        program = Run([limber], **environment)
        times.append(program.settle())
        program.end()
    return statistics.median(times)


def measure_built_in(options, folder):
    files = files_in(options.routines)
    size = sum(os.path.getsize(path) for path in files)
    exercises = sum("/exercises/" in path for path in files)
    print(f"the catalogue: {len(files)} files, {size / 1000:.0f} kB, {exercises} of them exercises", flush=True)
    environment = environment_in(folder)
    run([options.limber, "list"], environment)
    bare, cold, warm = medians(options.runs, ([[options.events, *files], environment], [[options.limber, "list"], afresh(environment)],
                                              [[options.limber, "list"], environment]))
    row("libyaml's events of them", bare[0] * 1000, "ms")
    row("limber list, read afresh", cold[0] * 1000, "ms", beside=f"{cold[0] / bare[0]:.2f} times that")
    row("limber list, known from the last time", warm[0] * 1000, "ms", beside=f"{warm[0] / bare[0]:.2f} times that")


def measure_own(options, folder):
    own = os.path.join(folder, ".local", "share", "limber", "routines")
    os.makedirs(own)
    for number in range(OWN):
        with open(os.path.join(own, f"mine-{number:05}.yaml"), "w", encoding="utf-8") as file:
            file.write(ROUTINE.format(number=number))
    time.sleep(2.5)  # a file younger than two seconds is read each time
    environment = environment_in(folder)
    cold = medians(3, [[[options.limber, "list"], afresh(environment)]])[0]
    run([options.limber, "list"], environment)
    warm = medians(3, [[[options.limber, "list"], environment]])[0]
    row(f"{OWN} routines of one's own: list, read afresh", cold[0], "s", 1, beside=f"{cold[1]:.3f} s by the wall")
    row(f"{OWN} routines of one's own: list, known", warm[0], "s", 1, beside=f"{warm[1]:.3f} s by the wall")
    for what, here in (("read afresh", afresh(environment)), ("known", environment)):
        row(f"{OWN} routines of one's own: the library, {what}", first_screen(options.limber, here, 5) / 1000, "s", 1)


def large_routine():
    """As much as a routine may hold: exercises of its own, then steps in the long form, with something to say and a comment each."""
    say = "Keep the back long and breathe out slowly."
    parts = ["limber: 1\ntitle: As large as a file may be\nexercises:\n", *(EXERCISE.format(number=at) for at in range(EXERCISES)), "steps:\n"]
    for number in range(STEPS):
        parts.append(f"  - exercise: own-{number % EXERCISES}\n    time: 20s\n    rest: 5s\n    say: {say}\n    # {COMMENT}\n")
    return "".join(parts)


def measure_large(options, folder):
    path = os.path.join(folder, "large.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(large_routine())
    environment = environment_in(folder)
    bare, check = medians(options.runs, ([[options.events, path], environment], [[options.limber, "check", "--voice", "none", path], environment]))
    row("check on a routine of a megabyte, to libyaml's speed", bare[0] / check[0], "times", 0.6, least=True,
        beside=f"{check[0] * 1000:.1f} ms for {os.path.getsize(path)} bytes, libyaml alone {bare[0] * 1000:.1f} ms")


def main():
    parser = argparse.ArgumentParser()
    for name in ("limber", "events", "floor", "routines"):
        parser.add_argument(name)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    for measure in (measure_built_in, measure_own, measure_large):
        with tempfile.TemporaryDirectory(prefix="limber-bench-") as folder:
            measure(options, folder)
    if missed:
        print("missed: " + "; ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
