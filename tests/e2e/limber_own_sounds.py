"""A cue sound of one's own is heard when a session is played: recorded off a real sound server.

Arguments: limber, the rendered program.
"""

import array
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import RATE, Recorder, SoundServer  # noqa: E402

HERTZ = 1234
WINDOW = RATE // 20
ROUTINE = """
limber: 1
title: A little
timing: {transition: 4s, rest: 0s, switch: 0s}
steps: [glute-bridge 1x1]
"""


def tone_s(recording):
    """For how long the recording holds a loud tone of HERTZ."""
    samples = array.array("h")
    with open(recording, "rb") as file:
        samples.frombytes(file.read()[:os.path.getsize(recording) // 2 * 2])
    found = 0
    for at in range(0, len(samples) - WINDOW, WINDOW):
        window = samples[at:at + WINDOW]
        crossings = sum((a < 0) != (b < 0) for a, b in zip(window, window[1:]))
        found += max(window) > 3000 and abs(crossings / 2 / (WINDOW / RATE) - HERTZ) < 0.03 * HERTZ
    return found * WINDOW / RATE


def play(limber, folder, server, name):
    recording = os.path.join(folder, name + ".raw")
    environment = {**server.environment, **{f"XDG_{what}_HOME": folder for what in ("CONFIG", "DATA", "STATE", "CACHE")}}
    with Recorder(server, recording) as recorder:
        done = subprocess.run([limber, "play", os.path.join(folder, "little.yaml"), "--yes", "--json", "--speed", "4", "--voice", "none",
                               "--volume", "100", "--audio", "portaudio"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              env=environment, check=True, timeout=60)
        recorder.catch_up()
    events = [json.loads(line) for line in done.stdout.splitlines()]
    starts = sum(event["event"] == "cue" and event["sound"] == "start" for event in events)
    return starts, tone_s(recording)


def main(limber, rendered):
    with tempfile.TemporaryDirectory(prefix="limber-own-") as folder, SoundServer(folder) as server:
        with open(os.path.join(folder, "little.yaml"), "w", encoding="utf-8") as file:
            file.write(ROUTINE)
        starts, usual_s = play(limber, folder, server, "usual")
        assert usual_s < 0.1, usual_s
        os.makedirs(os.path.join(folder, "limber"), exist_ok=True)
        subprocess.run([rendered, "make", os.path.join(folder, "limber", "own.mp3"), "44100", "2", "0.6", str(HERTZ)], check=True)
        with open(os.path.join(folder, "limber", "config.yaml"), "w", encoding="ascii") as file:
            file.write("sounds: {start: own.mp3}\n")
        starts, own_s = play(limber, folder, server, "own")
        print(f"{starts} starts, {own_s:.2f} s of the tone, {usual_s:.2f} s without it")
        assert starts >= 1 and own_s > 0.4 * starts, (starts, own_s)


main(*sys.argv[1:])
