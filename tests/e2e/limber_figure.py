"""`limber figure`, as people call it."""

import os
import re
import subprocess
import sys
import tempfile

LIMBER = sys.argv[1]
SGR = re.compile(r"\033\[[0-9;]*m")
failures = []


def run(*arguments, **wishes):
    return subprocess.run([LIMBER, "figure", *arguments], capture_output=True, text=True, timeout=20, check=False,
                          env={**os.environ, **wishes})


def expect(what, good, run_of):
    if not good:
        failures.append(what)
        print(f"{what}: status {run_of.returncode}\n{run_of.stdout}{run_of.stderr}")


plain = run("glute-bridge", "--color", "never")
lines = plain.stdout.split("\n")
expect("a figure is 18 lines of at most 44 columns", plain.returncode == 0 and len(lines) == 19 and max(map(len, lines)) <= 44, plain)
expect("without colours there are no escapes", "\033" not in plain.stdout, plain)

small = run("glute-bridge", "--color", "never", "--size", "20x9")
expect("a size is kept to", len(small.stdout.split("\n")) == 10 and max(map(len, small.stdout.split("\n"))) <= 20, small)

letters = run("glute-bridge", "--style", "ascii", "--color", "never")
expect("ASCII is ASCII", letters.stdout.isascii() and "@" in letters.stdout, letters)

for colour, mark in (("true", "38;2;"), ("256", "38;5;208"), ("16", "\033[33m")):
    coloured = run("glute-bridge", "--color", colour)
    expect(f"{colour} colours", mark in coloured.stdout, coloured)
    expect(f"{colour} colours change no dots", "⣿" in SGR.sub("", coloured.stdout), coloured)

for colour, mark in (("true", "48;2;"), ("256", "48;5;"), ("16", None)):
    solid = run("glute-bridge", "--style", "solid", "--color", colour)
    expect(f"a solid figure in {colour} colours", mark in solid.stdout if mark else "\033[4" not in solid.stdout, solid)
bare = run("glute-bridge", "--style", "solid", "--color", "never")
expect("a solid figure without colours is an outline", bare.stdout == run("glute-bridge", "--color", "never").stdout, bare)

wished = run("glute-bridge", "--color", "true", LIMBER_FIGURE="solid")
expect("without --style it is as the settings say", "48;2;" in wished.stdout, wished)
wished = run("glute-bridge", "--color", "true", "--style", "braille", LIMBER_FIGURE="solid")
expect("--style goes before the settings", "48;2;" not in wished.stdout and "⣿" in wished.stdout, wished)

left, right = run("clamshell", "--side", "left", "--color", "never"), run("clamshell", "--side", "right", "--color", "never")
expect("the sides differ", left.stdout != right.stdout, left)
expect("the beginning is not the end", run("clamshell", "--at", "0", "--color", "never").stdout != right.stdout, right)
expect("a figure that is well has no faults", run("clamshell", "--check").stdout == "", run("clamshell", "--check"))

for arguments, words in (
    ((), "which exercise?"),
    (("clamshell", "glute-bridge"), "one exercise at a time"),
    (("clamshell", "--side", "up"), "--side is left or right"),
    (("clamshell", "--at", "3"), "--at is a number from 0 to 2"),
    (("clamshell", "--size", "44"), "--size is COLUMNSxROWS, such as 44x18"),
    (("clamshell", "--size", "4000x18"), "--size is COLUMNSxROWS, such as 44x18"),
    (("clamshell", "--style", "oil"), "--style is braille, solid, mono or ascii"),
    (("clamshell", "--color", "red"), "--color is auto, never, 16, 256 or true"),
):
    wrong = run(*arguments)
    expect(f"{arguments} is wrong usage", wrong.returncode == 2 and words in wrong.stderr and wrong.stdout == "", wrong)

# Each kind of fault is named with the exercise, the moment and an amount by `figure --check`, and with its place by `limber check`.
EXERCISE = """limber: 1
name: Bad
type: strength
area: core
position: {position}
sides: none
reps: 8
tempo: 2-1-2
setup: Do it.
figure:
  base: {base}
  ground: [{ground}]
  moments:
    - {{name: begin}}
    - {{name: end, {end}}}
"""
FAULTS = (
    ("supine", "supine", "pelvis", "right: {hip: -25}", r"the right foot sinks 0\.\d\d body heights into the floor"),
    ("supine", "supine", "pelvis", "root: {lift: 0.3}", r"the body floats 0\.\d\d body heights above the floor"),
    ("standing", "standing", "feet", "reach: {left-hand: {to: left-shoulder, offset: [-0.33, 0.05, 0], pole: [0, 0, -1]}}",
     r"left shoulder-flexion is -\d\d degrees, -\d\d to 180 is possible \(AAOS\)"),
    ("standing", "standing", "feet", "reach: {left-hand: {to: [1, 0, 0.2]}}", r"left-hand falls 0\.\d\d body heights short"),
    ("standing", "standing", "feet", "reach: {right-hand: {to: ribs}}",
     r"the right forearm passes through the trunk, 0\.\d\d body heights deep"),
    ("standing", "standing", "left-foot", "left: {hip: [0, -8]}, right: {hip: [0, -8]}",
     r"the left \w+ passes through the right \w+, 0\.\d\d body heights deep"),
)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "bad.yaml")
    for position, base, ground, end, words in FAULTS:
        with open(path, "w", encoding="utf-8") as file:
            file.write(EXERCISE.format(position=position, base=base, ground=ground, end=end))
        linted = run(path, "--check")
        found = re.search(r'^bad: (at|between) "[^\n]*\(\d\.\d\d\): ' + words, linted.stdout, re.MULTILINE)
        expect(f"--check finds that {words}", linted.returncode == 1 and found, linted)
        checked = subprocess.run([LIMBER, "check", path], capture_output=True, text=True, timeout=20, check=False)
        found = re.search(r"bad\.yaml:11:3: warning: (at|between) [^\n]*" + words, checked.stdout + checked.stderr)
        expect(f"limber check finds that {words}", found, checked)

unknown = run("clamshel")
expect("an unknown exercise is named", unknown.returncode == 1 and "clamshel" in unknown.stderr, unknown)

print(f"{len(failures)} failed")
sys.exit(1 if failures else 0)
