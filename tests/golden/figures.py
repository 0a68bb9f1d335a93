"""Every exercise's figure is drawn as it is kept in figures/ID.txt.

Arguments: limber, and --update to write the files anew. A golden file has the beginning, the middle and the end of the motion as
braille without colours and the end as ASCII; it is made by `limber figure`, the public way in, and is meant to be looked at.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXERCISES = os.path.join(HERE, "..", "..", "routines", "exercises")
FRAMES = [("0", "braille"), ("0.5", "braille"), ("1", "braille"), ("1", "ascii")]


def frame(limber, exercise, moment, style):
    command = [limber, "figure", exercise, "--at", moment, "--style", style, "--color", "never", "--size", "44x18"]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=20).stdout.decode()
    return f"{exercise} at {moment}, {style}\n" + "".join(line.rstrip() + "\n" for line in output.splitlines() if line.strip())


def main(limber, update):
    exercises = sorted(name[:-5] for name in os.listdir(EXERCISES) if name.endswith(".yaml"))
    kept = os.path.join(HERE, "figures")
    os.makedirs(kept, exist_ok=True)
    failed = 0
    for exercise in exercises:
        got = "\n".join(frame(limber, exercise, moment, style) for moment, style in FRAMES)
        path = os.path.join(kept, exercise + ".txt")
        if update:
            with open(path, "w", encoding="utf-8") as file:
                file.write(got)
            continue
        wanted = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        if got != wanted:
            failed += 1
            print(f"{exercise}: not as in {path}. It is now:\n{got}")
    print(f"{len(exercises) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main(sys.argv[1], "--update" in sys.argv))
