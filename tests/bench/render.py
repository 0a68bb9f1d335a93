"""How fast a routine becomes a sound file, as whole runs of the program, the file on disk and synchronised.

usage: render.py LIMBER [--runs N]

Ends with 1 where the median of the WAV file without a voice misses the goal.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

GOAL = 2000  # times real time, WAV, without a voice
ROUTINE = "hips-1"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("limber")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="limber-bench-") as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        timeline = subprocess.run([options.limber, "show", ROUTINE, "--json"], check=True, stdout=subprocess.PIPE, env=environment)
        total_s = json.loads(timeline.stdout)["total_s"]
        missed = False
        for name, voice in (("out.wav", "none"), ("out.flac", "none"), ("out.ogg", "none"), ("out.opus", "none"),
                            ("out.mp3", "none"), ("out.wav", "auto")):
            took = []
            for _ in range(options.runs):
                begin = time.monotonic()
                subprocess.run([options.limber, "render", ROUTINE, "-o", os.path.join(folder, name), "--voice", voice],
                               check=True, env=environment, stderr=subprocess.DEVNULL)
                took.append(time.monotonic() - begin)
            speed = total_s / statistics.median(took)
            what = f"{name[4:]} {'without a voice' if voice == 'none' else 'with the voice, first then from its cache'}"
            print(f"{ROUTINE}, {total_s:.0f} s, {what}: {speed:.0f} times real time, median {statistics.median(took):.3f} s, "
                  f"fastest {min(took):.3f}, slowest {max(took):.3f} of {options.runs}")
            missed = missed or (name == "out.wav" and voice == "none" and speed < GOAL)
    print(f"the goal for a WAV file without a voice, {GOAL} times real time, is {'MISSED' if missed else 'met'}")
    return 1 if missed else 0


sys.exit(main())
