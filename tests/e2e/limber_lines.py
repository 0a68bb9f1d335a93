"""`limber play` without a screen: plain lines and JSON, at many times the speed.

Argument: limber.
"""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time

LIMBER = sys.argv[1]
HOME = tempfile.TemporaryDirectory(prefix="limber-lines-")
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": HOME.name, "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def play(*arguments, **more):
    return subprocess.run([LIMBER, "play", *arguments, "--yes", "--audio", "none"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, timeout=60, **more)


def names_of(routine):
    shown = subprocess.run([LIMBER, "show", routine, "--json"], check=True, stdout=subprocess.PIPE, env=ENVIRONMENT).stdout
    shown = json.loads(shown)
    return shown, {segment["name"] for segment in shown["segments"] if segment["name"]}


def every_exercise_is_named_in_about_a_hundredth_of_the_time():
    shown, names = names_of("hips-1")
    begin = time.monotonic()
    done = play("hips-1", "--plain", "--speed", "100")
    took_s = time.monotonic() - begin
    assert done.returncode == 0 and done.stderr == "", done
    assert all(name in done.stdout for name in names)
    assert shown["total_s"] / 100 <= took_s <= shown["total_s"] / 100 + 2, took_s
    assert "\033" not in done.stdout
    print(f"hips-1, {shown['total_s']} s, at 100 times the speed: {took_s:.2f} s")


def a_pipe_falls_back_to_plain_lines():
    done = play("core-1", "--speed", "1000")
    assert done.returncode == 0 and "Get ready, 1 of 8" in done.stdout and "\033" not in done.stdout, done


def massage_says_what_to_mind_before_it_begins():
    done = play("massage-relax", "--plain", "--speed", "1000")
    lines = [line[8:] for line in done.stdout.splitlines()]
    ready = [at for at, line in enumerate(lines) if line.startswith("Get ready, 2 of 6: Lower-back stroking")]
    assert len(ready) == 1 and lines[ready[0] + 1].startswith("Aim for 4 to 6 of 10, never above 7"), done.stdout


def json_tells_each_event_once_and_in_order():
    shown, _ = names_of("glutes-1")
    done = play("glutes-1", "--json", "--speed", "200")
    assert done.returncode == 0, done
    events = [json.loads(line) for line in done.stdout.splitlines()]
    times = [event["t_s"] for event in events]
    assert times == sorted(times)
    assert events[0]["event"] == "started" and events[-1]["event"] == "finished"
    assert sum(event["event"] in ("finished", "stopped") for event in events) == 1
    cues = [event for event in events if event["event"] == "cue"]
    assert [(round(cue["at_s"], 6), cue["kind"], cue["text"], cue["sound"]) for cue in cues] == \
           [(round(cue["at_s"], 6), cue["kind"], cue["text"], cue["sound"]) for cue in shown["cues"]]
    assert all(abs(cue["late_s"] - (cue["t_s"] - cue["at_s"])) < 1e-6 and cue["late_s"] >= 0 for cue in cues)
    segments = [event for event in events if event["event"] == "segment"]
    assert [segment["kind"] for segment in segments] == [segment["kind"] for segment in shown["segments"]]
    assert events[-1]["done"] == events[-1]["exercises"] == 7


def a_wait_passes_at_once_where_there_is_no_keyboard():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "waiting.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("limber: 1\ntitle: Waiting\nsteps: [hip-wipers 1, wait: Fetch the strap., hip-wipers 1]\n")
        done = play(path, "--json", "--speed", "100")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    kinds = [event["event"] for event in events]
    waiting = kinds.index("waiting")
    assert done.returncode == 0 and events[waiting]["text"] == "Fetch the strap." and kinds[waiting + 1] == "resumed", kinds


def a_signal_stops_says_so_and_leaves_nothing():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        process = subprocess.Popen([LIMBER, "play", "hips-1", "--json", "--yes", "--audio", "none"], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        first = process.stdout.readline()
        assert json.loads(first)["event"] == "started"
        begin = time.monotonic()
        process.send_signal(number)
        rest = process.stdout.read()
        assert process.wait(5) == 128 + number
        assert time.monotonic() - begin < 1
        assert json.loads(rest.splitlines()[-1])["event"] == "stopped"


def a_reader_that_goes_away_ends_it():
    process = subprocess.Popen([LIMBER, "play", "hips-1", "--plain", "--yes", "--audio", "none", "--speed", "50"],
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=ENVIRONMENT)
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(10) == 128 + signal.SIGPIPE


def read_until(master, wanted, bound_s=10):
    got, end = b"", time.monotonic() + bound_s
    while wanted not in got:
        assert time.monotonic() < end, got
        if select.select([master], [], [], 0.1)[0]:
            got += os.read(master, 4096)
    return got


def keys_work_without_a_screen():
    """Plain lines on a terminal, as for a screen reader: single keys pause, go on and stop."""
    pid, master = pty.fork()
    if pid == 0:
        os.execve(LIMBER, [LIMBER, "play", "hips-1", "--plain", "--yes", "--audio", "none"], ENVIRONMENT)
    read_until(master, b"Let's begin")
    os.write(master, b" ")
    read_until(master, b"Paused.")
    os.write(master, b" ")
    read_until(master, b"left.")
    os.write(master, b"n")
    read_until(master, b"Go: Easy march")
    os.write(master, b"q")
    read_until(master, b"Stop here?")
    os.write(master, b"y")
    read_until(master, b"Stopped.")
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 130
    os.close(master)


def stopped_for_three_seconds_it_stood_still():
    """A process that was stopped goes on where it was, and says for how long it stood."""
    process = subprocess.Popen([LIMBER, "play", "hips-1", "--json", "--yes", "--audio", "none"], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    while json.loads(process.stdout.readline())["event"] != "segment":
        pass
    process.send_signal(signal.SIGSTOP)
    select.select([], [], [], 3)  # the length of the stop is what is tested
    process.send_signal(signal.SIGCONT)
    events = []
    while not events or events[-1]["event"] != "resumed":
        events.append(json.loads(process.stdout.readline()))
    process.kill()
    process.wait(5)
    stalled = [event for event in events if event["event"] == "stalled"]
    assert len(stalled) == 1 and 2.5 <= stalled[0]["span_s"] <= 5.5, events
    # Nothing of those three seconds was made up for in a burst: the first words are still to come.
    spoken = [event["text"] for event in events if event["event"] == "cue"]
    assert not any("Let's begin" in text for text in spoken if text), spoken


tests = [every_exercise_is_named_in_about_a_hundredth_of_the_time, a_pipe_falls_back_to_plain_lines,
         massage_says_what_to_mind_before_it_begins,
         json_tells_each_event_once_and_in_order, a_wait_passes_at_once_where_there_is_no_keyboard,
         a_signal_stops_says_so_and_leaves_nothing, a_reader_that_goes_away_ends_it, keys_work_without_a_screen,
         stopped_for_three_seconds_it_stood_still]
for test in tests:
    test()
    print(f"passed: {test.__name__.replace('_', ' ')}")
print(f"{len(tests)} passed, 0 failed")
