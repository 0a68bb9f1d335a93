"""What `limber play` sounds like, recorded off a real sound server: every cue is heard where the session says it was due.

Arguments: limber, the onsets program. Plays a short routine with one of every sound at its usual speed and prints the figures.
"""

import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import Recorder, SoundServer, onset_figures  # noqa: E402

P99_MS = 5
ROUTINE = """
limber: 1
title: One of every sound
timing: {transition: 5s, rest: 3s, switch: 3s}
steps:
  - lean 10s/side
  - lift 2x2
exercises:
  lean:
    name: Lean
    type: stretch
    area: hips
    position: standing
    sides: each
    hold: 20s
    setup: Lean to the side.
  lift:
    name: Lift
    type: strength
    area: glutes
    position: standing
    reps: 2
    tempo: 2-1-2
    setup: Lift and lower.
"""


def play(limber, path, environment):
    command = [limber, "play", path, "--yes", "--json", "--audio", "portaudio", "--voice", "none"]
    done = subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment, timeout=120)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main(limber, onsets):
    with tempfile.TemporaryDirectory(prefix="limber-onsets-") as folder, SoundServer(folder) as server:
        path = os.path.join(folder, "sounds.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(ROUTINE)
        environment = {**server.environment, "XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder}
        recording = os.path.join(folder, "recording.raw")
        with Recorder(server, recording) as recorder:
            events = play(limber, path, environment)
            recorder.catch_up()
        heard = [event for event in events if event["event"] == "cue" and event["sound"]]
        # The device is being opened while the first words are said; its first cue comes later than that.
        cues = sorted({(event["at_s"], event["sound"]) for event in heard})
        figures, lines = onset_figures(onsets, recording, [(at_s - cues[0][0] + 1, sound) for at_s, sound in cues], folder)
    late = sorted(event["late_s"] for event in events if event["event"] == "cue")
    print(lines)
    print(figures)
    print(f"{len(late)} cues told on lines: median {late[len(late) // 2] * 1e3:.3f} ms late, worst {late[-1] * 1e3:.3f} ms")
    paths = [event["path"] for event in events if event["event"] == "sound"]
    assert paths == ["portaudio"], paths
    assert figures["found"] == len(cues), (figures, len(cues))
    assert figures["p99_ms"] <= P99_MS
    assert events[-1]["event"] == "finished"


main(*sys.argv[1:])
