"""`limber figure`, as people call it."""

import os
import re
import subprocess
import sys

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

unknown = run("clamshel")
expect("an unknown exercise is named", unknown.returncode == 1 and "clamshel" in unknown.stderr, unknown)

print(f"{len(failures)} failed")
sys.exit(1 if failures else 0)
