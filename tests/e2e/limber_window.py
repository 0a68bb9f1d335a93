"""What a window is told beside the screen: nothing unless asked, then how far the session has come and what comes next, taken
back at the end, at a stop and at a crash; and through a tmux that allows it.

Argument: limber.
"""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from ssh import Terminal, until  # noqa: E402

LIMBER = sys.argv[1]
CLEARED = "\033]9;4;0;0\033\\"
ASKED = ("--progress", "on", "--notify", "osc777")
ROUTINE = """
limber: 1
title: "Semi;colon"
timing: {transition: 4s, rest: 3s, switch: 4s}
steps: [lift 2]
exercises:
  lift: {name: Lift, type: strength, area: glutes, position: standing, reps: 2, tempo: 1-0-1, setup: Lift.}
"""


def play(folder, *options, **environment):
    path = os.path.join(folder, "short.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(ROUTINE)
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}
    return Terminal([LIMBER, "play", path, "--yes", "--audio", "none", *options],
                    {**kept, "HOME": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment})


def told(text):
    """Percentages in the order in which they were told, paused ones negative."""
    return [int(percent) * (-1 if state == "4" else 1) for state, percent in re.findall(r"\033\]9;4;([14]);(\d+)\033\\", text)]


def nothing_is_said_unasked(folder):
    for environment in ({}, {"TERM": "linux"}):
        options = ("--speed", "50") + (ASKED if environment else ())
        with play(folder, *options, **environment) as session:
            session.until("of 1")
            assert not re.search(r"\033\](9;4|777|99)|\033P", session.text()), session.text()
            session.press("q")


def a_session_is_told_from_its_beginning_to_its_end(folder):
    with play(folder, *ASKED, "--speed", "4") as session:
        session.until("\033]777;notify;limber;Next: Lift\033\\")
        until(lambda: len(told(session.text())) > 2, 10, "progress")
        session.press(" ")
        until(lambda: told(session.text())[-1] <= 0, 10, "that it is paused")
        session.press(" ")
        session.until("\033]777;notify;limber;Semi,colon: done\033\\")
        session.until(CLEARED)
        running = [percent for percent in told(session.text()) if percent > 0]
        assert running == sorted(running) and running[-1] > 80, running
        session.press("q")
        assert session.wait() == 0
        assert session.text().count(CLEARED) == 1


def what_ends_early_takes_it_back(folder):
    for number, status in ((signal.SIGTERM, 143), (signal.SIGSEGV, 139)):
        with play(folder, *ASKED) as session:
            session.until("\033]9;4;1;")
            os.kill(session.pid, number)
            assert session.wait() == status, session.status
            session.until(CLEARED)
    with play(folder, *ASKED) as session:  # stopped and gone on with
        session.until("\033]9;4;1;")
        os.kill(session.pid, signal.SIGTSTP)
        session.until(CLEARED)
        before = len(session.text())
        os.kill(session.pid, signal.SIGCONT)
        until(lambda: told(session.text()[before:]), 10, "progress anew")


def sessions_in(folder):
    """The sessions that keep what is done there."""
    found = []
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            with open(path, "rb") as environment, open(os.path.join(os.path.dirname(path), "cmdline"), "rb") as words:
                if f"HOME={folder}".encode() in environment.read().split(b"\0") and LIMBER.encode() in words.read().split(b"\0"):
                    found.append(path)
        except OSError:
            continue
    return found


def it_goes_through_a_tmux_that_allows_it(folder):
    environment = {**os.environ, "HOME": folder, "TMUX_TMPDIR": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    tmux = ["tmux", "-L", "window", "-f", "/dev/null"]
    path = os.path.join(folder, "short.yaml")
    for passes, arrives in (("on", True), ("off", False)):
        command = f"{LIMBER} play {path} --yes --audio none {' '.join(ASKED)} --passthrough {passes}; sleep 60"
        try:
            with Terminal([*tmux, "new-session", "-x", "80", "-y", "24", ";", "set", "-g", "allow-passthrough", "on", ";",
                           "respawn-pane", "-k", command], environment) as client:
                client.until("Next: Lift" if not arrives else "\033]777;notify;limber;Next: Lift\033\\")
                client.until("of 1")
                assert bool(told(client.text())) == arrives, client.text()[-500:]
                assert "]9;4" not in subprocess.run([*tmux, "capture-pane", "-p"], stdout=subprocess.PIPE, text=True,
                                                    env=environment, check=True).stdout
        finally:
            subprocess.run([*tmux, "kill-server"], env=environment, check=False, stderr=subprocess.DEVNULL)
            until(lambda: not sessions_in(folder), 5, "the session's end")


def main():
    with tempfile.TemporaryDirectory(prefix="limber-window-") as folder:
        checks = [nothing_is_said_unasked, a_session_is_told_from_its_beginning_to_its_end, what_ends_early_takes_it_back]
        if shutil.which("tmux") is not None:
            checks.append(it_goes_through_a_tmux_that_allows_it)
        for check in checks:
            check(folder)
            print(check.__name__.replace("_", " "))


main()
