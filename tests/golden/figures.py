"""Every figure, at the exercise that describes it, is drawn as it is kept in figures/ID.txt.

Arguments: limber, and --update to write the files anew. A golden file has the beginning, the middle and the end of the motion as
braille without colours; it is made by `limber figure`, the public way in, and is meant to be looked at.
"""

import os
import subprocess
import sys

from kept import compare

HERE = os.path.dirname(os.path.abspath(__file__))
EXERCISES = os.path.join(HERE, "..", "..", "routines", "exercises")


MOMENTS = ("0", "0.5", "1")


def frame(limber, exercise, moment):
    command = [limber, "figure", exercise, "--at", moment, "--style", "mono", "--color", "never", "--size", "44x18"]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=20).stdout.decode()
    return f"at {moment}\n" + "".join(line.rstrip() + "\n" for line in output.splitlines() if line.strip())


def describes_a_figure(name):
    with open(os.path.join(EXERCISES, name), encoding="utf-8") as file:
        return any(line.rstrip() == "figure:" for line in file)


def main(limber, update):
    exercises = sorted(name[:-5] for name in os.listdir(EXERCISES) if name.endswith(".yaml") and describes_a_figure(name))
    texts = {exercise: "\n".join(frame(limber, exercise, moment) for moment in MOMENTS) for exercise in exercises}
    return compare("figures", texts, update)


sys.exit(main(sys.argv[1], "--update" in sys.argv))
