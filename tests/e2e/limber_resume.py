"""A session that was cut off goes on as it was adapted, whatever has changed since; or says why it cannot.

usage: limber_resume.py LIMBER
"""

import json
import os
import signal
import subprocess
import sys
import tempfile

LIMBER = os.path.abspath(sys.argv[1])
SHAPED = ("--level", "1", "--minutes", "10")
ROUTINE = """limber: 1
title: My own
timing: {transition: 4s, rest: 3s, switch: 3s}
steps:
  - hip-flexor-kneeling 2x20s/side
  - glute-bridge 2x10
  - leg-swing 10/side
  - dead-bug 10
"""


class Home:
    """A person with knees that hurt and a routine of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.config = os.path.join(folder, "config", "limber")
        self.routine = os.path.join(folder, "my-own.yaml")
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "XDG_DATA_HOME": os.path.join(folder, "data"),
                            "XDG_CONFIG_HOME": os.path.join(folder, "config"), "LANG": "C.UTF-8"}
        os.makedirs(self.config)
        self.write_profile("knee")
        self.write_routine(ROUTINE)

    def write_profile(self, tags):
        with open(os.path.join(self.config, "profile.yaml"), "w", encoding="utf-8") as file:
            file.write(f"limber: 1\ntags: [{tags}]\ntold: true\nchecked: 2026-11-20\n")

    def write_routine(self, text):
        with open(self.routine, "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, *arguments, speed=200):
        return subprocess.Popen([LIMBER, "play", *arguments, "--json", "--yes", "--audio", "none", "--speed", str(speed)],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=self.environment)

    def play(self, *arguments, speed=1000):
        process = self.start(*arguments, speed=speed)
        out, err = process.communicate(timeout=60)
        return process.returncode, [json.loads(line) for line in out.splitlines()], err

    def cut_off(self, number, is_the_moment, *arguments):
        """Plays until `is_the_moment`, and ends it by a signal. The set that was under way is the last that was begun."""
        process = self.start(*arguments)
        for line in process.stdout:
            if is_the_moment(json.loads(line)):
                process.send_signal(number)
                break
        process.communicate(timeout=30)
        assert process.returncode in (128 + number, -number), process.returncode

    def history(self):
        done = subprocess.run([LIMBER, "history", "--json"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env=self.environment, timeout=30, check=True)
        return json.loads(done.stdout)


def kinds(events, kind):
    return [event for event in events if event["event"] == kind]


def sets(steps):
    return [(step["exercise"], step["side"], step["set"], step["planned_s"]) for step in steps]


def nth_set_of_a_left_side(wanted):
    """The moment in the middle of work on the `wanted`-th left side."""
    seen = {"count": 0, "inside": False}

    def is_the_moment(event):
        if event["event"] == "segment":
            seen["inside"] = event["side"] == "left" and event["kind"] in ("hold", "reps", "timed")
            seen["count"] += seen["inside"]
        in_the_middle = event["event"] == "cue" and event["kind"] in ("halfway", "breathe", "rep", "count")
        return seen["inside"] and seen["count"] == wanted and in_the_middle

    return is_the_moment


def in_new_home(test):
    with tempfile.TemporaryDirectory(prefix="limber-resume-") as folder:
        test(Home(folder))


def whole(home, *arguments):
    status, _, err = home.play(*arguments)
    assert status == 0, err
    (session,) = home.history()
    return session


def what_was_adapted_goes_on_in_the_middle_of_the_left_side():
    for number, wanted in ((signal.SIGTERM, 1), (signal.SIGHUP, 2), (signal.SIGKILL, 3)):
        expected = []
        in_new_home(lambda home, kept=expected: kept.append(whole(home, "hips-2", *SHAPED)))

        def cut_and_go_on(home, number=number, wanted=wanted, expected=expected[0]):
            home.cut_off(number, nth_set_of_a_left_side(wanted), "hips-2", *SHAPED)
            (session,) = home.history()
            assert session["outcome"] == "interrupted" and len(session["steps"]) < len(expected["steps"])
            home.write_profile("")  # what has been told since changes nothing of what was begun
            status, events, err = home.play("--resume")
            assert status == 0 and err == "", (status, err)
            first = kinds(events, "segment")[0]
            into_it = ("transition",) if number == signal.SIGKILL else ()
            assert first["side"] == "left" and first["kind"] in ("hold", "reps", "timed", *into_it), first
            (session,) = home.history()
            assert session["outcome"] == "finished" and session["level"] == expected["level"] == 1
            assert sets(session["steps"]) == sets(expected["steps"]), (session, expected)
            assert session["planned_s"] == expected["planned_s"]
            # A signal loses no second of the set under way.
            missing = expected["done_s"] - session["done_s"]
            assert number == signal.SIGKILL or abs(missing) <= 1, (number, missing)

        in_new_home(cut_and_go_on)


def a_routine_of_ones_own_goes_on_from_anywhere(home):
    home.cut_off(signal.SIGTERM, nth_set_of_a_left_side(2), home.routine)
    there = os.getcwd()
    os.chdir("/")
    try:
        status, events, err = home.play("--resume")
    finally:
        os.chdir(there)
    assert status == 0 and events[-1]["event"] == "finished", (status, err)
    exercises = {event["exercise"] for event in kinds(events, "segment")}
    assert "hip-flexor-kneeling" not in exercises, exercises  # the knees: it had been swapped


def a_routine_that_was_changed_says_so(home):
    changes = (ROUTINE.replace("2x10", "3x10"), ROUTINE.replace("  - dead-bug 10\n", ""),
               ROUTINE.replace("leg-swing 10/side", "leg-swing 12/side"), ROUTINE.replace("rest: 3s", "rest: 9s"))
    for changed in changes:
        home.write_routine(ROUTINE)
        home.cut_off(signal.SIGTERM, nth_set_of_a_left_side(1), home.routine)
        home.write_routine(changed)
        status, _, err = home.play("--resume")
        assert status == 1 and "My own has changed since" in err, (changed, status, err)
        home.write_routine(ROUTINE + "# a remark changes nothing\n")
        status, events, err = home.play("--resume")
        assert status == 0 and events[-1]["event"] == "finished", (status, err)


def a_routine_that_is_gone_or_broken_is_named(home):
    home.cut_off(signal.SIGTERM, nth_set_of_a_left_side(1), home.routine)
    os.rename(home.routine, home.routine + ".away")
    status, _, err = home.play("--resume")
    assert status == 1 and "my-own.yaml" in err, (status, err)
    home.write_routine("limber: 1\ntitle: My own\nsteps: [no-such-exercise]\n")
    status, _, err = home.play("--resume")
    assert status == 1 and "no-such-exercise" in err, (status, err)
    os.rename(home.routine + ".away", home.routine)
    status, events, err = home.play("--resume")
    assert status == 0 and events[-1]["event"] == "finished", (status, err)


def it_goes_on_as_it_was_or_not_at_all(home):
    for option in (("--level", "1"), ("--minutes", "5"), ("--pace", "slow")):
        status, _, err = home.play("--resume", *option)
        assert status == 2 and "goes on as it was" in err, (option, status, err)


def main():
    what_was_adapted_goes_on_in_the_middle_of_the_left_side()
    for test in (a_routine_of_ones_own_goes_on_from_anywhere, a_routine_that_was_changed_says_so,
                 a_routine_that_is_gone_or_broken_is_named, it_goes_on_as_it_was_or_not_at_all):
        in_new_home(test)
        print(f"passed: {test.__name__.replace('_', ' ')}")


main()
