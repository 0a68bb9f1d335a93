#!/usr/bin/python3
"""Makes the pictures of docs/screens from the program itself, running in tmux.

usage: screens.py LIMBER FOLDER [NAME…]

Each picture is a size, an environment, and what a person would do to get there: keys, each with the text to wait for.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

HISTORY_LINES = Path(__file__).with_name("history_lines.py")
SCREENSHOT = Path(__file__).with_name("screenshot.py")
PATIENCE_S = 12
COLOURS = 96  # of a picture: text on a ground and the shades between them

WAIT = """limber: 1
title: Hamstrings with a strap
goal: A strap takes the work off the hands.
steps:
  - march-in-place 30s
  - wait: Fetch the strap. It goes round the ball of the foot.
  - hamstring-strap
"""

PLAY = "play hips-1 --yes --audio bell"
# To the first hold of hips-1, past the exercises before it; then so far into it.
TO_HOLD = [("n", "MOVE"), ("n", "circles"), ("n", "REPS"), ("n", "flexor"), ("n", "HOLD"), ("]", "")]
FIVE_ON = [*[("n", "")] * 5, ("]", "")]  # the same where there is no room to say where one is
USUAL, LARGE, SMALL, TINY, TALL = (80, 24), (120, 40), (40, 12), (20, 5), (50, 36)

# The check-in before the first session, answered without a warning sign up to each of its pages.
ASK = "play hips-1 --audio bell"
TO_LIST = [("\n", "any of these")]
TO_SECOND_LIST = [*TO_LIST, ("n", "And any of")]
TO_GENTLE = [*TO_SECOND_LIST, ("n", "right now?")]
TO_LEAVE_OUT = [*TO_GENTLE, ("\n", "What applies to you")]
TO_RATING = [*TO_LEAVE_OUT, ("\n", "From 0")]
TO_TODAY = [*TO_RATING, ("5", "go ahead"), ("\n", "leave out today")]
TO_CHANGES = [*TO_TODAY, ("  ", ""), ("\n", "Today is")]
MONO, ASCII, LIGHT = {"NO_COLOR": "1"}, {"LANG": "C"}, {"COLORFGBG": "0;15"}

# What is done before, as a line for the shell, in which {limber} stands for the program.
DONE = f"{sys.executable} {HISTORY_LINES} 220 330 $(date +%F) > lines && {{limber}} history import lines"
STOPPED = "timeout -s KILL 2 {limber} play hips-1 --yes --audio none --plain --speed 100"

# name: size, environment, arguments, steps, and what is done before
SCREENS = {
    "player-hold": (USUAL, {}, PLAY, TO_HOLD),
    "player-hold-120x40": (LARGE, {}, PLAY, TO_HOLD),
    "player-hold-40x12": (SMALL, {}, PLAY, FIVE_ON),
    "player-hold-20x5": (TINY, {}, PLAY, FIVE_ON),
    "player-hold-50x36": (TALL, {}, PLAY, TO_HOLD),
    "player-hold-light": (USUAL, {"COLORFGBG": "0;15"}, PLAY, TO_HOLD),
    "player-hold-mono": (USUAL, {"NO_COLOR": "1"}, PLAY, TO_HOLD),
    "player-hold-16-colours": (USUAL, {"TERM": "xterm-16color", "COLORTERM": ""}, PLAY, TO_HOLD),
    "player-hold-ascii": (USUAL, {"LANG": "C"}, PLAY, TO_HOLD),
    "player-reps": (USUAL, {}, PLAY, TO_HOLD[:3]),
    "player-transition": (USUAL, {}, PLAY, [("n", "MOVE"), ("n", "GET READY"), ("", "Hold on")]),
    "player-count-in": (USUAL, {}, PLAY, [("n", "MOVE"), ("n", "GET READY"), ("", "Three.")]),
    "player-switch": (USUAL, {}, PLAY, [*TO_HOLD[:3], ("]", ""), ("]", ""), ("", "Other side")]),
    "player-rest": (USUAL, {}, PLAY, [*TO_HOLD, ("]", ""), ("", "REST")]),
    "player-paused": (USUAL, {}, PLAY, [*TO_HOLD, (" ", "Paused at")]),
    "player-wait": (USUAL, {}, "play wait.yaml --yes --audio bell", [("n", "MOVE"), ("n", "when you are ready")]),
    "player-figure-larger": (USUAL, {}, PLAY, [*TO_HOLD, ("f", "The figure larger.")]),
    "player-digits-larger": (USUAL, {}, PLAY, [*TO_HOLD, ("f", ""), ("f", "The digits larger.")]),
    "player-stop": (USUAL, {}, PLAY, [*TO_HOLD, ("q", "Stop here?")]),
    "player-hurt": (USUAL, {}, PLAY, [*TO_HOLD, ("q", "Stop here?"), ("p", "leave it out")]),
    "help": (USUAL, {}, PLAY, [*TO_HOLD, ("?", "paused while you read")]),
    "summary": (USUAL, {}, "play hips-1 --yes --audio none --speed 1000", [("", "8 of 8")]),
    "library": (USUAL, {}, "", [("", "Hips, easy")]),
    "library-search": (USUAL, {}, "", [("/", "enter keep"), ("mat hip", "After a day of sitting")]),
    "exercises-120x40": (LARGE, {}, "", [("2", "Adductor rock-back"), ("a", ""), ("a", "a glutes"), ("jjjj", "12 reps")]),
    "exercise": (USUAL, {}, "", [("2", "Adductor rock-back"), ("/bird", "Bird"), ("\r", ""), ("\r", "esc back")]),
    "library-120x40": (LARGE, {}, "", [("j", "Hips, easy"), ("", "3 of 9")]),
    "library-40x12": (SMALL, {}, "", [("", "Hips, easy")]),
    "library-20x5": (TINY, {}, "", [("", "Hips")]),
    "library-light": (USUAL, LIGHT, "", [("", "Hips, easy")]),
    "library-mono": (USUAL, MONO, "", [("", "Hips, easy")]),
    "library-ascii": (USUAL, ASCII, "", [("", "Hips, easy")]),
    "library-resume": (USUAL, {}, "", [("", "Hips, easy")], STOPPED),
    "player-reps-40x12": (SMALL, {}, PLAY, [("n", "")] * 3),
    "player-reps-120x40": (LARGE, {}, PLAY, TO_HOLD[:3]),
    "player-wait-40x12": (SMALL, {}, "play wait.yaml --yes --audio bell", [("n", ""), ("n", "READY")]),
    "player-paused-40x12": (SMALL, {}, PLAY, [*FIVE_ON, (" ", "PAUSED")]),
    "player-stop-40x12": (SMALL, {}, PLAY, [*FIVE_ON, ("q", "Stop here?")]),
    "player-stop-20x5": (TINY, {}, PLAY, [*FIVE_ON, ("q", "")]),
    "player-eased": (USUAL, {}, PLAY, [*TO_HOLD, ("e", "eased")]),
    "player-no-sound": (USUAL, {}, "play hips-1 --yes --audio none", TO_HOLD),
    "player-hold-256-colours": (USUAL, {"COLORTERM": ""}, PLAY, TO_HOLD),
    "help-40x12": (SMALL, {}, PLAY, [*FIVE_ON, ("?", "pause")]),
    "summary-40x12": (SMALL, {}, "play hips-1 --yes --audio none --speed 1000", [("", "8 of 8")]),
    "summary-20x5": (TINY, {}, "play hips-1 --yes --audio none --speed 1000", [("", "8 of 8")]),
    "checkin-notice": (USUAL, {}, ASK, [("", "Welcome")]),
    "checkin-signs": (USUAL, {}, ASK, TO_LIST),
    "checkin-more-signs": (USUAL, {}, ASK, TO_SECOND_LIST),
    "checkin-gentle": (USUAL, {}, ASK, TO_GENTLE),
    "checkin-leave-out": (USUAL, {}, ASK, TO_LEAVE_OUT),
    "checkin-rating": (USUAL, {}, ASK, [*TO_RATING, ("4", "go ahead")]),
    "checkin-question-40x12": (SMALL, {}, ASK, [("\n", ""), ("n", ""), *[("n", "")] * 18, ("4", "")]),
    "checkin-today": (USUAL, {}, ASK, TO_TODAY),
    "checkin-professional": (USUAL, {}, ASK, [*TO_SECOND_LIST, ("y", "Which"), ("\n", "professional")]),
    "checkin-help-now": (USUAL, {}, ASK, [*TO_LIST, ("y", "Which"), ("\n", "medical help")]),
    "changes": (USUAL, {}, ASK, TO_CHANGES),
    "profile": (USUAL, {}, "profile", [("", "profile")]),
    "history": (USUAL, {}, "", [("", "Hips, easy"), ("4", "sessions")], DONE),
    "history-120x40": (LARGE, {}, "", [("", "Hips, easy"), ("4", "sessions")], DONE),
    "history-40x12": (SMALL, {}, "", [("", "Hips, easy"), ("4", "sessions")], DONE),
    "history-light": (USUAL, LIGHT, "", [("", "Hips, easy"), ("4", "sessions")], DONE),
    "history-mono": (USUAL, MONO, "", [("", "Hips, easy"), ("4", "sessions")], DONE),
    "history-ascii": (USUAL, ASCII, "", [("", "Hips, easy"), ("4", "sessions")], DONE),
    "figure": (USUAL, {}, "figure glute-bridge --animate", [("", "")]),
    "doctor": (USUAL, {}, "doctor; sleep 60", [("", "data")]),
    "check": (USUAL, {}, "check wrong.yaml; sleep 60", [("", "help")]),
}


class Pane:
    """limber in a tmux of its own."""

    def __init__(self, limber, folder, size, environment, arguments):
        self.folder = folder
        settings = {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8", "TMUX_TMPDIR": folder,
                    "TERM": "xterm-256color"}
        self.settings = settings
        inside = {"TERM": "tmux-256color", "COLORTERM": "truecolor", "COLORFGBG": "15;0", **environment}
        words = " ".join(f"{name}='{value}'" for name, value in inside.items())
        self.tmux("new-session", "-d", "-s", "one", "-x", str(size[0]), "-y", str(size[1]), f"{words} {limber} {arguments}")

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-L", "screens", "-f", "/dev/null", *arguments], env=self.settings, cwd=self.folder,
                              capture_output=True, text=True, timeout=30).stdout

    def wait_for(self, text):
        end = time.monotonic() + PATIENCE_S
        while text not in (screen := self.tmux("capture-pane", "-p", "-t", "one")):
            if time.monotonic() > end:
                raise TimeoutError(f"waited for {text!r} in vain:\n{screen}")
            time.sleep(0.02)

    def take(self, steps):
        for keys, text in steps:
            if keys:
                self.tmux("send-keys", "-t", "one", "-l", keys)
            self.wait_for(text) if text else time.sleep(0.3)
        time.sleep(0.5)  # until fades are over
        return self.tmux("capture-pane", "-e", "-N", "-p", "-t", "one")


def make(limber, name, target):
    size, environment, arguments, steps, *before = SCREENS[name]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "wait.yaml").write_text(WAIT, encoding="utf-8")
        Path(folder, "wrong.yaml").write_text(WAIT.replace("30s", "30 sec").replace("goal", "gaol"), encoding="utf-8")
        for line in before:
            subprocess.run(line.format(limber=limber), shell=True, cwd=folder, capture_output=True, timeout=60,
                           env={"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8"})
        pane = Pane(limber, folder, size, environment, arguments)
        try:
            screen = pane.take(steps)
        finally:
            pane.tmux("kill-server")
    light = ["--light"] if environment.get("COLORFGBG") == "0;15" else []
    subprocess.run([sys.executable, SCREENSHOT, target, "--columns", str(size[0]), *light], input=screen, text=True, check=True)
    picture = Image.open(target).convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
    picture.save(target, optimize=True)


def main():
    limber, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    missed = 0
    for name in sys.argv[3:] or SCREENS:
        try:
            make(limber, name, folder / f"{name}.png")
            print(name, flush=True)
        except TimeoutError as reason:
            missed += 1
            print(f"{name}: {reason}", file=sys.stderr, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
