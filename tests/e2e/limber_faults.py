"""Whatever happens to sound, a session loses no time, says which way sound goes, and is heard on time again 2 s after the fault.

Arguments: limber, the onsets program. Plays short sessions with a tick a second off a real sound server, does something bad in
the middle of each, and prints a table: the fault, the cues expected from 2 s after its end, those heard, how far the worst of
them was from its moment, and how late the session itself ever was.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import Recorder, SoundServer, is_alive, onset_figures, until  # noqa: E402

BACK_S = 2
WORST_MS = 20
LATE_S = 0.5
ROUTINE = """
limber: 1
title: A tick a second
timing: {{transition: 4s, rest: 3s, switch: 3s}}
steps: [lift {reps}]
exercises:
  lift:
    name: Lift
    type: strength
    area: glutes
    position: standing
    reps: 2
    tempo: 1-0-1
    setup: Lift.
"""


class Session:
    """A session of a given length, its events as they come; `now()` is its time."""

    def __init__(self, limber, folder, environment, length_s):
        path = os.path.join(folder, "ticks.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(ROUTINE.format(reps=max(2, round(length_s / 2))))
        command = [limber, "play", path, "--yes", "--json", "--voice", "none", "--breath", "off"]
        places = {name: folder for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env={**environment, **places})
        self.events = []
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.events.append(json.loads(line))

    def now(self):
        return self.events[-1]["t_s"] if self.events else 0

    def wait_for(self, at_s):
        until(lambda: self.now() >= at_s or self.process.poll() is not None, at_s + 20, f"second {at_s}")

    def sounder(self):
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
            return [int(child) for child in file.read().split() if is_alive(int(child))][0]

    def finish(self):
        self.reader.join(120)
        assert self.process.wait(20) == 0
        assert self.process.stderr.read() == b"", "something was printed"
        assert self.events[-1]["event"] == "finished", self.events[-1]

    def paths(self):
        return [(event["path"], event["reason"]) for event in self.events if event["event"] == "sound"]

    def cues(self, from_s):
        sounds = {(event["at_s"], event["sound"]) for event in self.events if event["event"] == "cue" and event["sound"]}
        return sorted(cue for cue in sounds if cue[0] >= from_s)

    def worst_late_s(self):
        return max(event["late_s"] for event in self.events if event["event"] == "cue")


def heard_after(onsets, session, recording, folder, from_s):
    """(expected, heard, the worst error in ms) of what was due from then on."""
    cues = session.cues(from_s)
    figures, lines = onset_figures(onsets, recording, [(at_s - cues[0][0] + 1, sound) for at_s, sound in cues], folder)
    if figures["found"] != len(cues) or figures["max_ms"] > WORST_MS:
        print(lines)
    return len(cues), figures["found"], figures.get("max_ms", 0)


def with_server(fault, length_s, loopback_ms=0):
    """A fault in a session that is recorded: `fault(session, server)` gives the moment of its end."""
    def run(limber, onsets, folder):
        with SoundServer(folder) as server:
            environment = dict(server.environment)
            if loopback_ms:
                for module in (["module-null-sink", "sink_name=far", "rate=48000", "norewinds=1"],
                               ["module-loopback", "source=far.monitor", "sink=tests", f"latency_msec={loopback_ms}"]):
                    subprocess.run(["pactl", "load-module", *module], check=True, stdout=subprocess.DEVNULL, env=environment)
                environment["PULSE_SINK"] = "far"
            recording = os.path.join(folder, "recording.raw")
            with Recorder(server, recording) as recorder:
                session = Session(limber, folder, environment, length_s)
                end_s = fault(session, server)
                session.finish()
                recorder.catch_up()
            assert session.paths()[0][0] == "portaudio" and session.paths()[-1][0] == "portaudio", session.paths()
            return session, heard_after(onsets, session, recording, folder, end_s + (BACK_S if end_s else 0))
    return run


def nothing(session, _):
    session.wait_for(1)
    return 0


def freeze(process_of, span_s):
    def fault(session, server):
        session.wait_for(7)
        process = process_of(session, server)
        os.kill(process, signal.SIGSTOP)
        try:
            session.wait_for(7 + span_s)
        finally:
            with contextlib.suppress(ProcessLookupError):  # a sounder that is frozen for long is replaced
                os.kill(process, signal.SIGCONT)
        return session.now()
    return fault


def stall(process_of):
    def fault(session, server):
        session.wait_for(7)
        process = process_of(session, server)
        os.kill(process, signal.SIGSTOP)
        time.sleep(0.3)
        os.kill(process, signal.SIGCONT)
        return session.now() + 0.3
    return fault


def kill_sounder(session, _):
    session.wait_for(7)
    os.kill(session.sounder(), signal.SIGKILL)
    return session.now()


def both_cores_busy(session, _):
    session.wait_for(3)
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * os.cpu_count())]
    try:
        session.process.wait(60)
    finally:
        for process in busy:
            process.kill()
            process.wait()
    return 3


def server_killed_and_back(limber, onsets, folder):
    with SoundServer(folder) as server:
        session = Session(limber, folder, server.environment, 22)
        session.wait_for(6)
        server.kill()
        session.wait_for(12)
        server.start()
        end_s = session.now()
        recording = os.path.join(folder, "recording.raw")
        with Recorder(server, recording) as recorder:
            session.finish()
            recorder.catch_up()
        assert [path for path, _ in session.paths()] == ["portaudio", "bell", "portaudio"], session.paths()
        return session, heard_after(onsets, session, recording, folder, end_s + BACK_S)


def without_sound(alsa_configuration, reason):
    """Nothing can be heard: the session goes on with the bell and says why."""
    def run(limber, _, folder):
        path = os.path.join(folder, "asound.conf")
        with open(path, "w", encoding="ascii") as file:
            file.write(alsa_configuration)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PULSE_")}
        session = Session(limber, folder, {**environment, "ALSA_CONFIG_PATH": path, "XDG_RUNTIME_DIR": folder}, 6)
        session.finish()
        (path, told), = session.paths()
        assert path == "bell" and reason in told, session.paths()
        return session, (0, 0, 0)
    return run


ABSENT = 'pcm.!default { type pulse server "unix:/nowhere" hint { show on description "Absent" } }\n'
NULL = "pcm.!default { type null }\nctl.!default { type hw card 0 }\n"
FAULTS = {
    "none": with_server(nothing, 12),
    "no device": without_sound(ABSENT, "using the bell"),
    "no ALSA configuration": without_sound("# no PCM at all\n", "no sound device"),
    "a null device that runs away": without_sound(NULL, "faster than it can be heard"),
    "server killed, and back": server_killed_and_back,
    "server frozen for 10 s": with_server(freeze(lambda session, server: server.pid, 10), 32),
    "server stalled for 0.3 s": with_server(stall(lambda session, server: server.pid), 16),
    "sounder killed": with_server(kill_sounder, 18),
    "sounder frozen for 5 s": with_server(freeze(lambda session, _: session.sounder(), 5), 26),
    "sounder stalled for 0.3 s": with_server(stall(lambda session, _: session.sounder()), 16),
    "0.4 s of latency": with_server(nothing, 14, loopback_ms=400),
}
ALONE = {"both cores busy": with_server(both_cores_busy, 14)}


def run(case):
    name, fault, limber, onsets = case
    with tempfile.TemporaryDirectory(prefix="limber-fault-") as folder:
        try:
            session, (expected, heard, worst_ms) = fault(limber, onsets, folder)
        except (AssertionError, subprocess.SubprocessError, OSError) as problem:
            return f"{name:29}  {problem}", False
        late_s = session.worst_late_s()
        row = f"{name:29}  {expected:5}  {heard:5}  {worst_ms:8.3f} ms  {late_s * 1e3:8.1f} ms"
        well = heard == expected and worst_ms <= WORST_MS and late_s <= LATE_S
        return row, well


def main(limber, onsets):
    print(f"{'fault':29}  {'expected':>5}  heard  worst  late")
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(run, [(name, fault, limber, onsets) for name, fault in FAULTS.items()]))
    results += [run((name, fault, limber, onsets)) for name, fault in ALONE.items()]
    for row, well in results:
        print(row, "" if well else "  NOT AS WANTED")
    assert all(well for _, well in results)


main(*sys.argv[1:])
