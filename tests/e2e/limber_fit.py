"""`limber check` measures words with the real voice and says what does not fit, where it is written.

Arguments: limber; with a voice behind it, only whether all that limber brings is said whole by that one. Needs installed voices.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROUTINE = """
limber: 1
title: Long names
steps:
  - towel 2/side
exercises:
  towel:
    name: Extraordinarily uncomfortable thoracolumbar counterrotation
    short: Counterrotation
    type: mobility
    area: hips
    position: standing
    sides: each
    reps: 2
    tempo: 1-0-1
    setup: Stand tall.
"""


def check(limber, path, environment, *options):
    """What it found, and the seconds that took."""
    begin = time.monotonic()
    done = subprocess.run([limber, "check", path, "--json", *options], stdout=subprocess.PIPE, env=environment, timeout=170)
    assert done.returncode == 0, done.stdout
    return json.loads(done.stdout), time.monotonic() - begin


def check_one(limber):
    with tempfile.TemporaryDirectory(prefix="limber-fit-") as folder:
        path = os.path.join(folder, "long.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(ROUTINE.lstrip())
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder + "/none"}
        found, first_s = check(limber, path, environment)
        assert found, "nothing was found"
        for one in found:
            assert one["severity"] == "warning" and one["file"] == path, one
            needs_s, has_s = map(float, re.fullmatch(r'".+" needs (\d+\.\d) s, has (\d+\.\d) s', one["message"]).groups())
            assert needs_s >= has_s, one
        assert {one["line"] for one in found} == {4}, found
        again, again_s = check(limber, path, environment)
        assert again == found
        print(f"{len(found)} found in {first_s:.2f} s, again in {again_s:.2f} s")
        assert check(limber, path, environment, "--voice", "none")[0] == []
        assert check(limber, path, environment, "--voice", "flite:nobody")[0] == []
        # Libraries that cannot be loaded stand in for those that are not there.
        for library in ("libflite.so.1", "libespeak-ng.so.1"):
            open(os.path.join(folder, library), "w", encoding="ascii").close()
        without, without_s = check(limber, path, {**environment, "LD_LIBRARY_PATH": folder})
        print(f"without a voice {without_s:.2f} s")
        assert without == []
        # A voice that says nothing, and one that is always too slow.
        assert check(limber, path, environment, "--voice", "command:true")[0] == []
        slow, _ = check(limber, path, environment, "--voice", "command:cat >/dev/null; espeak-ng --stdout -s 80 'One two three four.'")
        assert len(slow) > len(found)
        # The voice of one's own settings is the one that is heard, and so the one that is measured with.
        settings = os.path.join(folder, "limber", "config.yaml")
        os.makedirs(os.path.dirname(settings), exist_ok=True)
        with open(settings, "w", encoding="ascii") as file:
            file.write("limber: 1\nvoice: {command: \"cat >/dev/null; espeak-ng --stdout -s 80 'One two three four.'\"}\n")
        own = {**environment, "XDG_CONFIG_HOME": folder}
        for options in ((), ("--voice", "auto")):
            assert check(limber, path, own, *options)[0] == slow, options
        assert check(limber, path, own, "--voice", "none")[0] == []
        # Words of another language are said by a voice that speaks it.
        phrases = os.path.join(folder, "limber", "routines", "phrases.yaml")
        os.makedirs(os.path.dirname(phrases), exist_ok=True)
        with open(phrases, "w", encoding="utf-8") as file:
            file.write("limber: 1\nlanguage: de\nphrases: {next: ['Jetzt: {name}.']}\n")
        for options, voice in (((), "espeak-ng:de"), (("--voice", "espeak-ng:fr"), "espeak-ng:fr")):
            found, _ = check(limber, path, environment, *options)
            assert found and all(one["help"].startswith(voice) for one in found), found
        left, = check(limber, phrases, environment)[0]
        assert left["line"] == 2 and "are left English" in left["message"] and "welcome, welcome-short" in left["help"], left


def check_brought(limber, folder, voice):
    """All that limber brings is said whole, in a session that goes as written, after a skip and after easing off."""
    with tempfile.TemporaryDirectory(prefix="limber-fit-") as cache:
        environment = {**os.environ, **{f"XDG_{name}_HOME": cache for name in ("CACHE", "DATA", "CONFIG")}}
        found, seconds = check(limber, folder, environment, "--voice", voice)
        print(f"{voice}: {len(found)} found in {seconds:.1f} s")
        assert found == [], found


def main(limber, voice=None):
    check_brought(limber, pathlib.Path(__file__).parents[2] / "routines", voice or "espeak-ng:en")
    if voice is None:
        check_one(limber)


main(*sys.argv[1:])
