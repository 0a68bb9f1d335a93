"""How long the history takes to come up with 100,000 sessions, and how late cues are while sets are being written.

Argument: limber. Goals: the screen within 50 ms; a write never delays a cue.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from screen import Run

LIMBER = sys.argv[1]
SESSIONS, DAYS, GOAL_MS = 100_000, 3650, 50
LINES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support", "history_lines.py")


def fill(environment):
    with tempfile.TemporaryFile() as lines:
        subprocess.run([sys.executable, LINES, str(SESSIONS), str(DAYS), time.strftime("%Y-%m-%d"), "6"], check=True, stdout=lines)
        lines.seek(0)
        begin = time.monotonic()
        subprocess.run([LIMBER, "history", "import", "-"], check=True, stdin=lines, env=environment, stdout=subprocess.DEVNULL)
        print(f"importing {SESSIONS} sessions with 6 sets each: {time.monotonic() - begin:.1f} s")


def measure_screen(environment):
    times = []
    for _ in range(9):
        run = Run([LIMBER], **environment)
        run.settle()
        run.read(0.3)  # what the library asks the journal has been answered
        begin, before = time.monotonic(), run.bytes
        run.type("4")
        while run.bytes == before or time.monotonic() - run.last < 0.05:
            run.read(0.01)
        times.append((run.last - begin) * 1000)
        run.end()
    print(f"the history screen: median {statistics.median(times):.1f} ms, at most {max(times):.1f} ms (goal {GOAL_MS})")
    return statistics.median(times) <= GOAL_MS


def measure_cues(environment):
    played = subprocess.run([LIMBER, "play", "hips-1", "--json", "--yes", "--audio", "none", "--speed", "20"], check=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment).stdout
    events = [json.loads(line) for line in played.splitlines()]
    late = sorted(event["late_s"] * 1000 / 20 for event in events if event["event"] == "cue")
    saved = sum(event["event"] == "saved" for event in events)
    print(f"{saved} sets saved beside {len(late)} cues: median {late[len(late) // 2]:.2f} ms late, "
          f"p99 {late[int(len(late) * 0.99)]:.2f} ms")


def main():
    with tempfile.TemporaryDirectory(prefix="limber-history-") as folder:
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "XDG_DATA_HOME": folder, "LANG": "C.UTF-8"}
        fill(environment)
        quick = measure_screen({"HOME": folder, "XDG_DATA_HOME": folder})
        measure_cues(environment)
    return 0 if quick else 1


if __name__ == "__main__":
    sys.exit(main())
