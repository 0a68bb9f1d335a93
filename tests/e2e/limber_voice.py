"""What `limber play` says, recorded off a real sound server: words begin at their moments, end uncut, and never overlap.

Arguments: limber, the onsets program. Plays a short routine with the voice and compares the recording with the speech that
the sounder has kept; then without a voice to be had, and with one that never answers.
"""

import fcntl
import json
import os
import pty
import subprocess
import sys
import tempfile
import termios
import threading
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from kept_speech import kept_speech, what_is_said, write_clip  # noqa: E402
from sound import RATE, SOUNDS, Recorder, SoundServer, onset_figures  # noqa: E402

P99_MS = 5
FIRST_MS = 20
BREATH_S = 0.08
MADE_S = 0.15
UNFORESEEN = "seconds left."
ONSET_MS = 50
AUDIBLE = 300
TAIL = RATE // 4
ROUTINE = """
limber: 1
title: A little of everything
timing: {transition: 10s, rest: 3s, switch: 4s}
steps:
  - lean 8s/side
  - lift 2x1
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


def own_terminal():
    """In the child: its standard input becomes the terminal that it is in the foreground of."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def play(limber, path, environment, *options, keys=()):
    """Plays to the end; the events. `keys`: (condition on an event, seconds from the first one to the key, the key), in order."""
    command = [limber, "play", path, "--yes", "--json", "--audio", "portaudio", *options]
    here, there = pty.openpty()
    process = subprocess.Popen(command, stdin=there, stdout=subprocess.PIPE, env=environment, preexec_fn=own_terminal)
    os.close(there)
    events, keys = [], list(keys)
    with process:
        for line in process.stdout:
            events.append(json.loads(line))
            if keys and keys[0][0](events[-1]):
                _, wait_s, key = keys.pop(0)
                threading.Timer(wait_s, os.write, (here, key)).start()
    os.close(here)
    assert process.returncode == 0 and not keys
    return events


def clip_path(folder, name):
    """Where the onsets program looks for a sound: its content tells it what kind of file it is."""
    return os.path.join(folder, name + ".flac")


def onset_ms(samples):
    return next(at for at, sample in enumerate(samples) if abs(sample) > AUDIBLE) / RATE * 1e3


def errors_of(lines):
    """{(at_s, name): error in s} of the onsets program's list."""
    rows = [line.split() for line in lines.split("\n")]
    return {(float(row[0]), row[1]): float(row[-1]) / 1e3 for row in rows if "FOUND" not in row}


def check_recording(onsets, recording, folder, tones, said, speech):
    sounds = os.path.join(folder, "clips")
    os.makedirs(sounds)
    for name in os.listdir(SOUNDS):
        if name.endswith(".flac"):
            os.symlink(os.path.join(SOUNDS, name), os.path.join(sounds, name))
    names = {text: f"words{number}" for number, text in enumerate(sorted({text for _, text in said}))}
    for text, name in names.items():
        write_clip(clip_path(sounds, name), speech[text])
        write_clip(clip_path(sounds, name + "-end"), speech[text][-TAIL:])
        assert onset_ms(speech[text]) < ONSET_MS, text
    origin_s = said[0][0]
    # Words before the tone of the same moment, as they are the louder; each is taken out of the recording once found.
    heads = [(at_s - origin_s + 1, 0, names[text]) for at_s, text in said]
    heads += [(at_s - origin_s + 1, 1, sound) for at_s, sound in tones]
    figures, lines = onset_figures(onsets, recording, [(at_s, name) for at_s, _, name in sorted(heads)], folder, sounds)
    print(lines)
    print(figures)
    assert figures["found"] == len(heads), (figures, len(heads))
    errors = errors_of(lines)
    # The first words begin while the stream does, before it is known to the millisecond how long it takes.
    assert abs(errors[(1, names[said[0][1]])]) <= FIRST_MS / 1e3
    strict = [abs(error) for (at_s, name), error in errors.items()
              if at_s > 1 and name not in [names[text] for text in names if text.endswith(UNFORESEEN)]]
    print(f"{len(strict)} foreseen, the worst {max(strict) * 1e3:.3f} ms off")
    assert max(strict) <= P99_MS / 1e3
    until_s = 0
    for at_s, text in said:
        name, at_s = names[text], round(at_s - origin_s + 1, 4)
        begun_s = at_s + errors[(at_s, name)]
        assert begun_s >= until_s, f"{text} begins before the words ahead of it have ended"
        until_s = begun_s + len(speech[text]) / RATE
    ends = [heads[0]] + [(at_s - origin_s + 1 + max(0, len(speech[text]) - TAIL) / RATE, 0, names[text] + "-end")
                         for at_s, text in said[1:]]
    figures, lines = onset_figures(onsets, recording, [(at_s, name) for at_s, _, name in sorted(ends)], folder, sounds)
    print(figures)
    assert figures["found"] == len(ends), f"something was cut off:\n{lines}"


def pauses_once():
    """A pause of a second as soon as the first hold has begun."""
    yield lambda event: event["event"] == "cue" and event["kind"] == "start", 0, b" "
    yield lambda event: event["event"] == "paused", 1, b" "


def words_are_heard_when_they_are_due(limber, onsets, folder, path, server):
    environment = {**server.environment, "XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder}
    recording = os.path.join(folder, "recording.raw")
    with Recorder(server, recording) as recorder:
        events = play(limber, path, environment, keys=pauses_once())
        recorder.catch_up()
    sound, = [event for event in events if event["event"] == "sound"]
    assert sound["path"] == "portaudio", sound
    assert sound["t_s"] < 0.1, "the session did not wait for sound, so the welcome may not be heard"
    heard = [event for event in events if event["event"] == "cue"]
    tones = sorted({(event["at_s"], event["sound"]) for event in heard if event["sound"]})
    speech = kept_speech(os.path.join(folder, "limber", "voice"))
    said, left_out = what_is_said(sorted({(event["at_s"], event["text"]) for event in heard if event["text"]}), speech, BREATH_S)
    late = sorted(event["late_s"] for event in heard)
    print(f"{len(late)} cues told on lines: median {late[len(late) // 2] * 1e3:.3f} ms late, worst {late[-1] * 1e3:.3f} ms")
    print(f"{len(said)} said, no room for: {left_out}")
    assert len(left_out) <= len(said) // 10, left_out
    assert said[0][1].startswith("Welcome."), said[0]
    assert len([text for _, text in said if text.endswith(UNFORESEEN)]) == 1, said
    # What could not be foreseen is heard as soon as it has been made: within twice this, which is as far as is looked for it.
    said = [(at_s + MADE_S if text.endswith(UNFORESEEN) else at_s, text) for at_s, text in said]
    check_recording(onsets, recording, folder, tones, said, speech)


def without_a_voice_there_are_tones_and_a_reason(limber, folder, path, server):
    environment = {**server.environment, "XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder}
    for voice, reason in (("flite:nobody", "the voice flite:nobody is not installed"), ("none", None)):
        events = play(limber, path, environment, "--voice", voice, "--speed", "100")
        sounds = [(event["path"], event["reason"]) for event in events if event["event"] == "sound"]
        assert sounds == [("portaudio", reason)], sounds
        assert events[-1]["event"] == "finished"


def a_voice_that_never_answers_delays_nothing(limber, folder, path, server):
    environment = {**server.environment, "XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder}
    begin = time.monotonic()
    events = play(limber, path, environment, "--voice", "command:sleep 1000", "--speed", "100")
    assert events[-1]["event"] == "finished"
    late = max(event["late_s"] for event in events if event["event"] == "cue")
    took_s = time.monotonic() - begin
    print(f"with a voice that never answers: {took_s:.1f} s, the latest cue {late / 100 * 1e3:.1f} ms")
    assert took_s < 15


def main(limber, onsets):
    with tempfile.TemporaryDirectory(prefix="limber-voice-") as folder, SoundServer(folder) as server:
        path = os.path.join(folder, "routine.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(ROUTINE)
        words_are_heard_when_they_are_due(limber, onsets, folder, path, server)
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(case, limber, folder, path, server) for case in
                         (without_a_voice_there_are_tones_and_a_reason, a_voice_that_never_answers_delays_nothing)]:
                done.result()


main(*sys.argv[1:])
