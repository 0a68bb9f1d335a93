"""What `limber doctor` finds where there is sound and where there is none, and what `--audio` does then.

Argument: limber. Without sound: no sound server, and an ALSA configuration that knows no device, or none at all.
"""

import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import SoundServer  # noqa: E402

LIMBER = sys.argv[1]
ROUTINE = """
limber: 1
title: A breath
timing: {transition: 3s, rest: 0s, switch: 0s}
steps: [glute-bridge 1x1]
"""


def run(environment, *arguments):
    done = subprocess.run([LIMBER, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=environment, timeout=60)
    return done.returncode, done.stdout, done.stderr


def doctor(environment, *options):
    """The exit status, {thing: (state, finding, remedy)}, and all that was said."""
    status, out, err = run(environment, "doctor", "--json", *options)
    said = json.loads(out)
    found = {check["thing"]: (check["state"], check["finding"], check["remedy"] or "") for check in said["checks"]}
    assert status == (1 if said["to_fix"] else 0), (status, said)
    assert said["to_fix"] == sum(check["state"] == "fix" for check in said["checks"])
    return status, found, said, err


def at_home(folder, **more):
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}
    return {**kept, "HOME": folder, "LANG": "C.UTF-8", "TZ": "Europe/Lisbon", "TERM": "dumb", "XDG_RUNTIME_DIR": folder, **more}


def without_sound(folder, name, text):
    path = os.path.join(folder, name)
    if text is not None:
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
    return at_home(folder, ALSA_CONFIG_PATH=path)


def where_there_is_sound_all_is_well(folder):
    with SoundServer(folder) as server:
        given = {name: value for name, value in server.environment.items() if name.startswith(("PULSE_", "ALSA_"))}
        environment = at_home(folder, **given)
        status, found, said, err = doctor(environment)
        print(found["sound"], found["voice"])
        assert status == 0 and err == "", (said, err)
        assert found["sound"][0] == "ok" and "a cue was played" in found["sound"][1]
        assert found["voice"][0] == "ok" and said["voices"] and said["devices"] and ".wav" in said["formats"]
        assert any(name.startswith("* ") for name in said["devices"])
        status, text, _ = run(environment, "doctor")
        assert status == 0 and "  ok    sound        " in text and "\033" not in text
        assert all(len(line) < 160 for line in text.split("\n"))
        status, found, _, _ = doctor(environment, "--voice", "flite:nobody")
        assert status == 1 and found["voice"][0] == "fix" and "flite:nobody" in found["voice"][1]
        gong = os.path.join(folder, ".config", "limber", "config.yaml")
        os.makedirs(os.path.dirname(gong))
        with open(gong, "w", encoding="ascii") as file:
            file.write("sounds: {end: gong.wav}\n")
        status, found, _, _ = doctor(environment)
        assert status == 1 and found["own sounds"][0] == "fix" and "gong.wav" in found["own sounds"][1], found
        events = [json.loads(line) for line in run(environment, "play", ROUTINE_PATH, "--yes", "--json", "--speed", "20",
                                                   "--audio", "portaudio", "--voice", "none")[1].splitlines()]
        sounds = [(event["path"], event["reason"]) for event in events if event["event"] == "sound"]
        assert sounds[0][0] == "portaudio" and any("gong.wav" in (reason or "") for _, reason in sounds), sounds
        with open(gong, "w", encoding="ascii") as file:
            file.write("volum: 3\n")
        status, found, _, err = doctor(environment)
        assert status == 1 and found["settings"][0] == "fix" and "limber check" in found["settings"][2], found
        assert "did you mean" in err and found["sound"][0] == "ok"
        os.unlink(gong)


def where_there_is_none_it_says_what_to_do(environment, what):
    status, found, said, _ = doctor(environment)
    print(what, found["sound"])
    assert status == 1 and found["sound"][0] == "fix" and "bell" in found["sound"][2], said
    assert found["voice"][0] == "ok" and said["voices"], said
    status, found, _, _ = doctor({**environment, "SSH_CONNECTION": "198.51.100.7 51000 192.0.2.1 22"})
    assert status == 1 and found["link"][0] == "fix" and "limber ssh HOST" in found["link"][2] and "sound" not in found, found
    status, found, _, _ = doctor(environment, "--audio", "bell")
    assert status == 0 and found["sound"] == ("ok", "bell, as the settings have it", ""), found


def asked_for_by_name_it_is_an_error_else_the_bell_rings(environment, what):
    status, out, err = run(environment, "play", ROUTINE_PATH, "--yes", "--json", "--speed", "20", "--audio", "portaudio")
    print(what, status, err.strip())
    assert status == 3 and "no sound: " in err, (status, err)
    status, out, err = run(environment, "play", ROUTINE_PATH, "--yes", "--json", "--speed", "20", "--audio", "auto")
    events = [json.loads(line) for line in out.splitlines()]
    sounds = [event["path"] for event in events if event["event"] == "sound"]
    assert status == 0 and events[-1]["event"] == "finished" and sounds[-1] == "bell", (status, sounds, err)


with tempfile.TemporaryDirectory(prefix="limber-doctor-") as FOLDER:
    ROUTINE_PATH = os.path.join(FOLDER, "breath.yaml")
    with open(ROUTINE_PATH, "w", encoding="utf-8") as routine:
        routine.write(ROUTINE)
    where_there_is_sound_all_is_well(FOLDER)
    for WHAT, CONFIGURATION in (("no device", "pcm.!default { type hw card 77 }\nctl.!default { type hw card 77 }\n"),
                                ("an empty configuration", ""), ("no configuration", None)):
        MUTE = without_sound(FOLDER, WHAT.replace(" ", "-"), CONFIGURATION)
        where_there_is_none_it_says_what_to_do(MUTE, WHAT)
        asked_for_by_name_it_is_an_error_else_the_bell_rings(MUTE, WHAT)
