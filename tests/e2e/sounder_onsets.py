"""Sounds scheduled through limber-sounder are heard at their moments: recorded off a real sound server, p99 within 5 ms.

Arguments: limber-sounder, the onsets program.
"""

import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import Recorder, Sounder, SoundServer, onset_figures  # noqa: E402

P99_MS = 5
RATE = 1_000_000_000


def routine_like_schedule():
    """Half a minute as a routine sounds: a count-in, repetitions with three ticks each, ends, side changes, a cadence."""
    at, cues = 1.0, []
    for _ in range(3):
        cues += [(at, "count"), (at + 1, "count"), (at + 2, "count"), (at + 3, "start")]
        for rep in range(2):
            begin = at + 3.5 + rep * 2.4
            cues += [(begin, "rep-in"), (begin + 0.7123, "rep-hold"), (begin + 1.4377, "rep-out")]
        cues += [(at + 8.5, "end")]
        at += 9.3333
    cues += [(at, "halfway"), (at + 0.8, "switch"), (at + 1.9, "rest"), (at + 2.6, "warning"), (at + 3.5, "finish")]
    return cues


def play_all(sounder, cues):
    """Sends each cue two seconds ahead, as the player does, and returns how many began and how many were missed."""
    start_ns = time.monotonic_ns()
    sent = 0
    begun = {"played": 0, "missed": 0}
    while begun["played"] + begun["missed"] < len(cues):
        now_s = (time.monotonic_ns() - start_ns) / RATE
        while sent < len(cues) and cues[sent][0] < now_s + 2:
            sounder.play(sent, start_ns + round(cues[sent][0] * RATE), cues[sent][1])
            sent += 1
        assert now_s < cues[-1][0] + 10, f"only {begun} of {len(cues)} after {now_s:.1f} s"
        assert sounder.listen(0.1), "the sounder ended"
        for message in sounder.messages:
            if message["type"] in begun:
                begun[message["type"]] += 1
        sounder.messages.clear()
    return begun


def main(program, onsets):
    with tempfile.TemporaryDirectory(prefix="limber-onsets-") as folder, SoundServer(folder) as server:
        recording = os.path.join(folder, "recording.raw")
        cues = routine_like_schedule()
        with Recorder(server, recording) as recorder:
            with Sounder(program, server.environment, os.path.join(folder, "log")) as sounder:
                status = sounder.wait_for(lambda m: m["type"] == "status", 20, "a status")
                assert status["path"] == "portaudio", status
                begun = play_all(sounder, cues)
                sounder.say("drain", until_ns=0)
                assert sounder.wait_for_end(10) == 0
            recorder.catch_up()
        figures, lines = onset_figures(onsets, recording, cues, folder)
    print(lines)
    print(f"{begun}, latency {status['latency_ms']} ms, onsets {figures}")
    assert begun["missed"] == 0
    assert figures["found"] == len(cues)
    assert figures["p99_ms"] <= P99_MS


main(*sys.argv[1:])
