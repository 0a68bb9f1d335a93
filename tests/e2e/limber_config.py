"""A person's settings: where each is from, what is wrong with a file of them, and cue sounds of one's own.

Arguments: limber, the rendered program.
"""

import array
import contextlib
import fcntl
import hashlib
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
import wave

LIMBER, RENDERED = sys.argv[1:]
HERTZ = 1234
ROUTINE = """
limber: 1
title: A little
timing: {transition: 4s, rest: 3s, switch: 4s}
steps: [glute-bridge 1x2, clamshell 10s]
"""


def environment(folder, **more):
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}
    return {**kept, "HOME": folder, "LANG": "C.UTF-8", "TERM": "dumb", **more}


def run(folder, *arguments, **more):
    done = subprocess.run([LIMBER, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, env=environment(folder, **more), timeout=60)
    return done.returncode, done.stdout, done.stderr


def configure(folder, text):
    path = os.path.join(folder, ".config", "limber", "config.yaml")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def settings(folder, *arguments, **more):
    status, out, err = run(folder, "config", "--json", *arguments, **more)
    assert (status, err) == (0, ""), (status, err)
    return {row["setting"]: (row["value"], row["from"], row["default"]) for row in json.loads(out)}


def every_setting_tells_where_it_is_from(folder):
    usual = settings(folder)
    assert all(value == default and origin == "default" for value, origin, default in usual.values()), usual
    assert usual["volume"][0] == "80" and usual["sounds.finish"][0] == "built-in"
    path = configure(folder, """# my own
limber: 1
volume: 30
voice: {command: speak --to-wav}
verbosity: tones
colors: true
motion: reduced
figure: off
sounds: {finish: gong.wav, rest: ~/rest.flac}
""")
    found = settings(folder, "--volume", "50", "--voice=flite:slt", NO_COLOR="1", LIMBER_MOTION="full", LIMBER_FIGURE="oil")
    assert found["volume"] == ("50", "flag", "80") and found["voice"] == ("flite:slt", "flag", "auto")
    assert found["verbosity"] == ("tones", "config", "all") and found["audio"] == ("auto", "default", "auto")
    assert found["colors"] == ("never", "environment", "auto") and found["motion"] == ("full", "environment", "full")
    assert found["figure"] == ("off", "config", "braille")
    assert settings(folder, LIMBER_FIGURE="ascii")["figure"] == ("ascii", "environment", "braille")
    assert settings(folder, "--figure", "solid", LIMBER_FIGURE="ascii")["figure"] == ("solid", "flag", "braille")
    assert found["sounds.finish"][:2] == (os.path.join(os.path.dirname(path), "gong.wav"), "config")
    assert found["sounds.rest"][0] == os.path.join(folder, "rest.flac")
    found = settings(folder)
    assert found["voice"][0] == "command:speak --to-wav" and found["colors"] == ("true", "config", "auto")
    status, out, _ = run(folder, "config")
    assert status == 0 and out.startswith(path + "\n") and "volume            30" in out, out
    configure(folder, "# volume: 30\n\n")
    assert settings(folder) == usual
    assert "not there" not in run(folder, "config")[1]


def what_is_wrong_with_a_file_is_told_with_its_place(folder):
    for text, place, words, near in (
            ("volum: 3", "1:1", 'unknown key "volum"', 'did you mean "volume"?'),
            ("volume: 101", "1:9", "101 is out of range", ""),
            ("volume: loud", "1:9", "a whole number from 0 to 100 is expected", ""),
            ("voice: flit", "1:8", "there is no voice flit", 'did you mean "flite"?'),
            ("voice: {comand: x}", "1:9", "", 'did you mean "command"?'),
            ("verbosity: esential", "1:12", 'unknown verbosity "esential"', 'did you mean "essential"?'),
            ("audio: off", "1:8", 'unknown audio "off"', "possible are auto"),
            ("figure: sold", "1:9", 'unknown figure "sold"', 'did you mean "solid"?'),
            ("motion: [full]", "1:9", "", ""),
            ("sounds: {finsh: a.wav}", "1:10", 'unknown key "finsh"', 'did you mean "finish"?'),
            ("sounds: gong.wav", "1:9", "", ""),
            ("limber: 2", "1:9", "this limber reads format 1", ""),
            ("volume: 1\nvolume: 2", "2:1", "", ""),
            ("a: [", "", "", "")):
        path = configure(folder, text + "\n")
        status, out, _ = run(folder, "check", path)
        assert status == 1 and f"config.yaml:{place}" in out and words in out and near in out, (text, status, out)
        for command in (["config"], ["play", "hips-1", "--yes", "--plain"], ["render", "hips-1", "-o", "a.wav"]):
            got = run(folder, *command)
            assert got[0] == 1 and f"config.yaml:{place}" in got[2] and got[1] == "", (command, got)
    path = configure(folder, "sounds: {end: nowhere.wav}\n")
    status, out, _ = run(folder, "check", path)
    assert status == 0 and "config.yaml:1:15: warning:" in out and "nowhere.wav cannot be read" in out, out
    os.unlink(path)


def a_session_goes_by_the_settings(folder):
    def session(*arguments):
        status, out, err = run(folder, "play", "./unhurried.yaml", "--yes", "--json", "--speed", "100", *arguments)
        assert status == 0, err
        events = [json.loads(line) for line in out.splitlines()]
        return events[0]["total_s"], next(event["path"] for event in events if event["event"] == "sound")

    with open(os.path.join(folder, "unhurried.yaml"), "w", encoding="utf-8") as file:
        file.write("limber: 1\ntitle: A little\nsteps: [glute-bridge 1x2]\n")
    configure(folder, "audio: none\n")
    usual_s, path = session()
    assert path == "none" and session("--audio", "bell")[1] == "bell"
    configure(folder, "audio: bell\npace: slow\n")
    slow_s, path = session()
    assert path == "bell" and slow_s > usual_s == session("--pace", "usual")[0]


def screen(folder, **more):
    """What the library writes on a terminal of 256 colours."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen([LIMBER], stdin=other, stdout=other, stderr=other, cwd=folder, start_new_session=True,
                               env=environment(folder, **{"TERM": "xterm-256color", "COLORFGBG": "15;0", **more}))
    os.close(other)
    seen = b""
    end = time.monotonic() + 20
    while b"routines" not in seen or select.select([main], [], [], 0.3)[0]:
        assert time.monotonic() < end, seen
        seen += os.read(main, 65536)
    os.write(main, b"q")
    with contextlib.suppress(OSError):
        while got := os.read(main, 65536):
            seen += got
    assert process.wait(10) == 0
    os.close(main)
    return seen


def the_screen_has_the_colours_that_are_wished_for(folder):
    many, direct, few = rb"\x1b\[[0-9;]*38;5;", rb"\x1b\[[0-9;]*38[;:]2[;:]", rb"\x1b\[[0-9;]*(3[0-7]|9[0-7])[m;]"
    for wish, more, has, lacks in (("auto", {}, many, direct), ("never", {}, None, many), ("16", {}, few, many),
                                   ("true", {}, direct, many), ("256", {"COLORTERM": "truecolor"}, many, direct),
                                   ("true", {"NO_COLOR": "1"}, None, direct)):
        configure(folder, f"colors: {wish}\n")
        seen = screen(folder, **more)
        assert has is None or re.search(has, seen), (wish, seen)
        assert not re.search(lacks, seen), (wish, seen)
    configure(folder, "background: dark\n")
    dark = screen(folder)
    configure(folder, "background: light\n")
    assert screen(folder) != dark
    configure(folder, "")


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def render(folder, name):
    status, _, err = run(folder, "render", "./little.yaml", "-o", name, "--voice", "none")
    assert status == 0, (status, err)
    return os.path.join(folder, name), err


def hertz_at(path, at_s):
    """The frequency of what is heard in the tenth of a second after at_s, by how often it crosses zero; and how loud it is."""
    with wave.open(path, "rb") as file:
        file.setpos(round((at_s + 0.05) * 48000))
        samples = array.array("h", file.readframes(4800))
    crossings = sum((a < 0) != (b < 0) for a, b in zip(samples, samples[1:]))
    return crossings / 2 / (len(samples) / 48000), max(samples)


def begins_s(path, at_s):
    """How long after at_s something is heard."""
    with wave.open(path, "rb") as file:
        file.setpos(round(at_s * 48000))
        samples = array.array("h", file.readframes(9600))
    return next(at for at, sample in enumerate(samples) if abs(sample) > 300) / 48000


def make(folder, name, rate=48000, channels=1, seconds=0.6, hertz=HERTZ):
    path = os.path.join(folder, name)
    subprocess.run([RENDERED, "make", path, str(rate), str(channels), str(seconds), str(hertz)], check=True, timeout=60)
    return path


def own_sounds_are_heard(folder, at_s):
    for name, rate, channels in (("own.wav", 44100, 2), ("own.flac", 22050, 1), ("own.ogg", 32000, 2), ("own.opus", 48000, 1),
                                 ("own.mp3", 44100, 2), ("low.wav", 8000, 1), ("high.flac", 96000, 2)):
        own = make(folder, name, rate, channels)
        configure(folder, f"sounds:\n  start: {own}\n")
        path, err = render(folder, "out.wav")
        hertz, loudest = hertz_at(path, at_s)
        assert begins_s(path, at_s) < 0.012, (name, begins_s(path, at_s))
        print(f"{name}: {hertz:.0f} Hz, {loudest}; {err}")
        assert err == "" and abs(hertz - HERTZ) < 0.03 * HERTZ and 3000 < loudest < 24000, (name, hertz, loudest, err)


def what_cannot_be_used_is_named_and_the_built_in_sound_is_heard(folder, plain):
    flac = make(folder, "whole.flac")
    with open(flac, "rb") as file:
        content = file.read()
    cases = {"truncated.flac": content[:len(content) // 2], "empty.wav": b"", "text.wav": b"Not a sound.\n" * 50,
             "noise.mp3": bytes((7 * i * i + 13) % 251 for i in range(3000))}
    for name, bytes_of_it in cases.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(bytes_of_it)
    make(folder, "long.wav", 8000, 1, 30.5)
    make(folder, "huge.wav", 192000, 2, 29)
    make(folder, "surround.wav", 48000, 6)
    os.makedirs(os.path.join(folder, "folder.wav"))
    os.mkfifo(os.path.join(folder, "fifo.wav"))
    os.symlink("/dev/zero", os.path.join(folder, "zero.wav"))
    make(folder, "silent.flac", hertz=0)
    for name, words in [*((name, "") for name in cases), ("silent.flac", "nothing but silence"), ("missing.wav", "No such file"), ("long.wav", "longer than 30 seconds"),
                        ("huge.wav", "larger than 16 MiB decoded"), ("surround.wav", "has 6 channels"),
                        ("folder.wav", "is no file"), ("fifo.wav", "is no file"), ("zero.wav", "is no file")]:
        configure(folder, f"sounds: {{start: {os.path.join(folder, name)}}}\n")
        path, err = render(folder, "out.wav")
        assert "the built-in sound for start is played" in err and name in err and words in err, (name, err)
        assert digest(path) == plain, name


def main():
    with tempfile.TemporaryDirectory(prefix="limber-config-") as folder:
        every_setting_tells_where_it_is_from(folder)
        what_is_wrong_with_a_file_is_told_with_its_place(folder)
        with open(os.path.join(folder, "little.yaml"), "w", encoding="utf-8") as file:
            file.write(ROUTINE)
        a_session_goes_by_the_settings(folder)
        the_screen_has_the_colours_that_are_wished_for(folder)
        cues = json.loads(run(folder, "show", "./little.yaml", "--json")[1])["cues"]
        at_s = next(cue["at_s"] for cue in cues if cue["sound"] == "start")
        plain = digest(render(folder, "plain.wav")[0])
        own_sounds_are_heard(folder, at_s)
        what_cannot_be_used_is_named_and_the_built_in_sound_is_heard(folder, plain)


main()
