"""`limber check` measures words with the real voice and says what does not fit, where it is written.

Arguments: limber. Needs an installed voice.
"""

import ctypes.util
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
    done = subprocess.run([limber, "check", path, "--json", *options], stdout=subprocess.PIPE, env=environment, timeout=60)
    assert done.returncode == 0, done.stdout
    return json.loads(done.stdout), time.monotonic() - begin


def main(limber):
    with tempfile.TemporaryDirectory(prefix="limber-fit-") as folder:
        path = os.path.join(folder, "long.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(ROUTINE.lstrip())
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder + "/none"}
        check_brought(limber, pathlib.Path(__file__).parents[2] / "routines", environment)
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


def check_brought(limber, folder, environment):
    """All that limber brings is said whole, by whichever voice is installed."""
    for voice, library in (("flite:rms", "libflite_cmu_us_rms.so.1"), ("espeak-ng:en", "libespeak-ng.so.1")):
        if ctypes.util.find_library(library[3:].removesuffix(".so.1")) is None:
            print(f"{voice} is not installed")
            continue
        found, seconds = check(limber, folder, environment, "--voice", voice)
        print(f"{voice}: {len(found)} found in {seconds:.1f} s")
        assert found == [], found


main(*sys.argv[1:])
