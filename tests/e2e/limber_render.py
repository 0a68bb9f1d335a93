"""A routine as a sound file: every tone at its very sample, every word whole, and nothing half-written whatever happens.

Arguments: limber, the rendered program, a library that takes MP3 and Opus away from libsndfile.
"""

import contextlib
import hashlib
import json
import os
import pty
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from kept_speech import kept_speech, what_is_said, write_clip  # noqa: E402
from sound import SOUNDS, until  # noqa: E402

LIMBER, RENDERED, WITHOUT_ENCODERS = sys.argv[1:]
SHORT = """
limber: 1
title: A little "of" everything
goal: To be heard.
timing: {transition: 8s, rest: 3s, switch: 5s}
steps:
  - glute-bridge 1x2
  - wait: Fetch the roller, then press a key.
  - figure-four-supine 10s/side
"""


def environment(folder, **more):
    own = {name: os.path.join(folder, name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **own, "LANG": "C.UTF-8", **more}


def run(folder, *arguments, preexec=None, **more):
    done = subprocess.run([LIMBER, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, env=environment(folder, **more), timeout=120, preexec_fn=preexec)
    return done.returncode, done.stdout, done.stderr


def render(folder, routine, name, *options):
    status, out, err = run(folder, "render", routine, "-o", name, *options)
    assert (status, out) == (0, ""), (status, out, err)
    return os.path.join(folder, name)


def shown(folder, routine):
    return json.loads(run(folder, "show", routine, "--json")[1])


def look(folder, mode, sounds, path, schedule):
    listing = os.path.join(folder, "schedule")
    with open(listing, "w", encoding="ascii") as file:
        file.writelines(f"{at_s:.9f} {name}\n" for at_s, name in schedule)
    return json.loads(subprocess.run([RENDERED, mode, sounds, path, listing], check=True, stdout=subprocess.PIPE, timeout=120).stdout)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def chunks(path):
    """The chunks of a WAV file before its samples, and those behind them."""
    found = {}
    with open(path, "rb") as file:
        assert file.read(4) == b"RIFF" and file.seek(8) and file.read(4) == b"WAVE"
        while head := file.read(8):
            name, size = struct.unpack("<4sI", head)
            if name == b"data":
                file.seek(size + size % 2, 1)
            else:
                found[name] = file.read(size + size % 2)
    return found


def every_tone_is_at_its_sample(folder):
    timeline = shown(folder, "hips-1")
    tones = [(cue["at_s"], cue["sound"]) for cue in timeline["cues"] if cue["sound"]]
    path = render(folder, "hips-1", "breath.wav", "--voice", "none")
    figures = look(folder, "tones", SOUNDS, path, tones)
    print("hips-1, tones and breath:", figures)
    assert figures["sounds"] == figures["at_their_sample"] == len(tones) and figures["frames_cut"] == 0
    breathing = digest(path)
    # The breath sinks under the other sounds; without it the file is their plain sum, frame by frame.
    tones = [(at_s, sound) for at_s, sound in tones if not sound.startswith("breath")]
    path = render(folder, "hips-1", "tones.wav", "--voice", "none", "--breath", "off")
    figures = look(folder, "tones", SOUNDS, path, tones)
    print("hips-1, tones:", figures)
    assert figures["sounds"] == figures["at_their_sample"] == len(tones) > 150
    assert figures["frames_off"] == 0 and figures["frames_cut"] == 0
    assert figures["frames"] >= timeline["total_s"] * 48000
    first = digest(path)
    again = render(folder, "hips-1", "again.wav", "--voice", "none", "--breath", "off")
    assert digest(again) == first, "the same input gives another file"
    assert breathing != first, "no breath is heard"
    assert digest(render(folder, "hips-1", "breath-again.wav", "--voice", "none")) == breathing
    check_chapters(folder, timeline, path)


def check_chapters(folder, timeline, path):
    """Cue points, cue sheet and labels agree with where the exercises begin."""
    begun = []
    for segment in timeline["segments"]:
        if segment["kind"] == "transition":
            begun.append((segment["start_s"], segment["name"]))
    found = chunks(path)
    count, = struct.unpack_from("<I", found[b"cue "])
    points = [struct.unpack_from("<II4sIII", found[b"cue "], 4 + 24 * at) for at in range(count)]
    assert [point[5] for point in points] == [round(at_s * 48000) for at_s, _ in begun], points
    assert all(point[2] == b"data" for point in points)
    assert b"INAM" in found[b"LIST"] and timeline["routine"]["title"].encode() in found[b"LIST"]
    with open(path[:-4] + ".cue", encoding="utf-8") as file:
        sheet = file.read().split("\n")
    indexes = [line.split()[2] for line in sheet if "INDEX" in line]
    assert indexes == [f"{int(at_s) // 60:02}:{int(at_s) % 60:02}:{int(at_s % 1 * 75):02}" for at_s, _ in begun], indexes
    assert [line.strip()[7:-1] for line in sheet if "    TITLE" in line] == [name for _, name in begun]
    with open(path[:-4] + ".txt", encoding="utf-8") as file:
        labels = [line.rstrip("\n").split("\t") for line in file]
    assert [(float(start), name) for start, _, name in labels] == begun
    assert [float(label[1]) for label in labels] == [*[at_s for at_s, _ in begun[1:]], timeline["total_s"]]


def every_word_is_whole(folder):
    timeline = shown(folder, "hips-1")
    path = render(folder, "hips-1", "words.wav", "--voice", "flite:rms")
    speech = kept_speech(os.path.join(folder, "XDG_CACHE_HOME", "limber", "voice"))
    said, left_out = what_is_said([(cue["at_s"], cue["text"]) for cue in timeline["cues"] if cue["text"]], speech)
    clips = os.path.join(folder, "clips")
    os.makedirs(clips)
    names = {text: f"words{number}" for number, text in enumerate(sorted({text for _, text in said}))}
    for text, name in names.items():
        write_clip(os.path.join(clips, name + ".wav"), speech[text])
    figures = look(folder, "words", clips, path, [(at_s, names[text]) for at_s, text in said])
    words = figures.pop("words")
    late = max(begun_s - at_s for (begun_s, *_), (at_s, _) in zip(words, said))
    gaps = [then[0] - (now[0] + now[1]) for now, then in zip(words, words[1:])]
    print(f"hips-1, {len(said)} said, {len(left_out)} had no room, the latest {late * 1e3:.0f} ms, the least gap "
          f"{min(gaps) * 1e3:.0f} ms, likeness at least {min(word[2] for word in words)}, of the ends "
          f"{min(word[3] for word in words)}; {figures}")
    assert len(said) > 100 and len(left_out) <= len(said) // 10, left_out
    assert min(word[2] for word in words) > 0.6, [text for word, (_, text) in zip(words, said) if word[2] <= 0.6]
    assert min(word[3] for word in words) > 0.6, "something was cut off"
    assert min(gaps) >= 0, "two are said at once"
    assert figures["frames_at_full"] == 0 and figures["peak"] < 1


def the_other_formats_hold_the_same(folder):
    path = os.path.join(folder, "short.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(SHORT)
    total_s = shown(folder, path)["total_s"]
    for suffix, magic in (("flac", b"fLaC"), ("ogg", b"OggS"), ("opus", b"OggS"), ("mp3", (b"ID3", b"\xff\xfb")), ("WAV", b"RIFF")):
        out = render(folder, path, "short." + suffix, "--voice", "none")
        with open(out, "rb") as file:
            content = file.read()
        assert content.startswith(magic), content[:8]
        title = 'A little "of" everything'
        assert title.encode() in content or title.encode("utf-16-le") in content, suffix
    with open(os.path.join(folder, "short.cue"), encoding="utf-8") as file:
        sheet = file.read()
    assert "TITLE \"A little 'of' everything\"" in sheet and sheet.count("TRACK") == 2 and 'FILE "short.WAV" WAVE' in sheet, sheet
    assert total_s > 0


def what_cannot_be_is_said(folder):
    own = os.path.join(folder, "own.txt")
    with open(own, "w", encoding="ascii") as file:
        file.write("Dear diary\n")
    before = sorted(os.listdir(folder))
    for arguments, status, words in (
            (["-o", "a.aac"], 2, "must end in .wav, .flac, .ogg, .opus or .mp3"),
            (["-o", "wav"], 2, "must end in"),
            ([], 2, "where to?"),
            (["-o"], 2, "-o needs a value"),
            (["-o", "a.wav", "--voice", "nobody"], 2, "--voice is"),
            (["-o", "a.wav", "--voice", "flite:nobody"], 3, "flite:nobody is not installed"),
            (["-o", "own.wav"], 1, "own.txt is there already"),
            (["-o", "nowhere/a.wav"], 3, "nowhere/a"),
            (["-o", "."], 2, "must end in")):
        got = run(folder, "render", "hips-1", *arguments)
        assert got[0] == status and words in got[2] and got[1] == "", (arguments, got)
    got = run(folder, "render", "hips-1", "-o", "a.mp3", "--voice", "none", LD_PRELOAD=WITHOUT_ENCODERS,
              ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0")
    assert got[0] == 3 and "cannot make .mp3 files; it can make .wav, .flac, .ogg" in got[2], got
    assert sorted(os.listdir(folder)) == before


def a_voice_that_fails_is_told(folder):
    path = os.path.join(folder, "short.yaml")
    before = sorted(os.listdir(folder))
    status, out, err = run(folder, "render", path, "-o", "mute.wav", "--voice", "command:exit 1")
    assert status == 3 and "the voice makes no words" in err, (status, err)
    assert sorted(os.listdir(folder)) == before
    # One that fails now and then: it cannot say "Rest."
    script = os.path.join(folder, "speak")
    with open(script, "w", encoding="ascii") as file:
        file.write(f"#!/bin/sh\ngrep -q Rest && exit 1\ncat {os.path.join(folder, 'clips', 'words0.wav')}\n")
    os.chmod(script, 0o755)
    status, out, err = run(folder, "render", "hips-1", "-o", "most.wav", "--voice", f"command:{script}")
    assert status == 0 and "the voice could not say" in err and "left out" in err, (status, err)
    os.unlink(script)


def the_bar_is_for_terminals_only(folder):
    main, other = pty.openpty()
    process = subprocess.Popen([LIMBER, "render", "hips-1", "-o", "bar.opus", "--voice", "none"], cwd=folder, stdin=other,
                               stdout=other, stderr=other, env=environment(folder))
    os.close(other)
    seen = b""
    with contextlib.suppress(OSError):
        while got := os.read(main, 65536):
            seen += got
    os.close(main)
    assert process.wait(20) == 0
    shown = seen.decode()
    assert "\r  \u2501" in shown and " %" in shown and "bar.opus  10:44, tones only" in shown and "bar.cue" in shown, shown


def nothing_is_left_half_written(folder):
    path = render(folder, "hips-1", "kept.wav", "--voice", "none")
    before, there = digest(path), sorted(os.listdir(folder))

    def little_space():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20 << 20, 20 << 20))

    got = run(folder, "render", "hips-1", "-o", "kept.wav", "--voice", "none", preexec=little_space)
    assert got[0] == 3 and "kept.wav: cannot be written" in got[2], got
    assert digest(path) == before and sorted(os.listdir(folder)) == there, sorted(os.listdir(folder))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        # An encoder takes long enough to be caught at it.
        command = [LIMBER, "render", "hips-1", "-o", "cut.opus", "--voice", "none"]
        process = subprocess.Popen(command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL)
        until(lambda: any(name.startswith("cut.opus.part") for name in os.listdir(folder)), 20, "the file being written", 0.002)
        begin = time.monotonic()
        process.send_signal(number)
        status = process.wait(20)
        assert status == (-number if number == signal.SIGKILL else 128 + number), status
        if number == signal.SIGKILL:
            # Nobody was left to remove the lists of chapters; the sounder removes its own.
            until(lambda: not any(name.startswith("cut.opus") for name in os.listdir(folder)), 10, "the sounder's leaving")
            for name in [name for name in os.listdir(folder) if name.startswith("cut.")]:
                os.unlink(os.path.join(folder, name))
        print(f"signal {number}: ended within {time.monotonic() - begin:.2f} s")
        assert sorted(os.listdir(folder)) == there, sorted(os.listdir(folder))


def a_killed_sounder_is_told_and_leaves_nothing(folder):
    there = sorted(os.listdir(folder))
    command = [LIMBER, "render", "hips-1", "-o", "cut.opus", "--voice", "none"]
    process = subprocess.Popen(command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               text=True)
    part = until(lambda: [name for name in os.listdir(folder) if name.startswith("cut.opus.part")], 20, "the file", 0.002)
    os.kill(int(part[0].rsplit("-", 1)[1]), signal.SIGKILL)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 3 and "sounder ended by signal 9" in err, (process.returncode, err)
    assert sorted(os.listdir(folder)) == there, sorted(os.listdir(folder))


with tempfile.TemporaryDirectory(prefix="limber-render-") as FOLDER:
    every_tone_is_at_its_sample(FOLDER)
    every_word_is_whole(FOLDER)
    the_other_formats_hold_the_same(FOLDER)
    what_cannot_be_is_said(FOLDER)
    a_voice_that_fails_is_told(FOLDER)
    the_bar_is_for_terminals_only(FOLDER)
    nothing_is_left_half_written(FOLDER)
    a_killed_sounder_is_told_and_leaves_nothing(FOLDER)
