"""A session's cues, planned and sent by the player's end, are heard at their moments: also after pausing, going on, skipping.

Arguments: the cue driver, limber-sounder, the onsets program.
"""

import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cue_driver import Driver  # noqa: E402
from sound import Recorder, SoundServer, onset_figures  # noqa: E402

P99_MS = 5


def wait_for_sound(driver, heard, sound, bound_s=40):
    """Waits until the session calls `sound`, and keeps every cue up to then as (at_ns, sound)."""
    while True:
        line = driver.wait_for(lambda line: line.startswith("cue "), bound_s, f"a sound, waiting for {sound}")
        _, at_ns, name = line.split()
        heard.append((int(at_ns), name))
        if name == sound:
            return


def play(driver):
    """Half a minute with everything that a person does; returns the cues, without those that could not be foreseen."""
    heard = []
    driver.wait_for(lambda line: line.startswith("status portaudio 1"), 20, "the sound device")
    driver.say("start")
    wait_for_sound(driver, heard, "count")
    driver.say("pause")
    driver.say("resume")
    wait_for_sound(driver, heard, "start")
    driver.say("forward")
    driver.say("forward")
    wait_for_sound(driver, heard, "halfway")
    driver.say("next")
    driver.say("forward")
    wait_for_sound(driver, heard, "count")
    wait_for_sound(driver, heard, "start")
    driver.say("ease")
    driver.say("forward")
    wait_for_sound(driver, heard, "end")
    return heard


def main(program, sounder, onsets):
    with tempfile.TemporaryDirectory(prefix="limber-cues-") as folder, SoundServer(folder) as server:
        recording = os.path.join(folder, "recording.raw")
        with Recorder(server, recording) as recorder:
            with Driver(program, sounder, server.environment, os.path.join(folder, "log")) as driver:
                heard = play(driver)
                print(f"left in {driver.leave('finish'):.2f} s")
            recorder.catch_up()
        # Two ways to the same sound at the same moment are one sound.
        cues = sorted({(at_ns / 1e9, sound) for at_ns, sound in heard})
        cues = [(at_s - cues[0][0] + 1, sound) for at_s, sound in cues]
        figures, lines = onset_figures(onsets, recording, cues, folder)
    print(lines)
    print(figures)
    assert figures["found"] == len(cues)
    assert figures["p99_ms"] <= P99_MS


main(*sys.argv[1:])
