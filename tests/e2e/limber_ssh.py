"""Playing there and hearing it here, through a real sshd: onsets on a bad line, words that no shell may run, a line that
stands still, is cut, or is shared.

Arguments: limber, the onsets program; --all for every kind of line. Skipped where there is no sshd.
"""

import array
import concurrent.futures
import contextlib
import glob
import hashlib
import json
import math
import os
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import Recorder, SoundServer, is_alive, nonsense, onset_figures  # noqa: E402
from ssh import SSHD, Line, Server, Terminal, until  # noqa: E402

P99_MS = 20
STANDSTILL_S = 10
MEASURED_S = 8
AT_ONCE = 5
BYTES_A_SECOND = 6000
ROUTINE = """
limber: 1
title: A short one
timing: {transition: 4s, rest: 3s, switch: 4s}
steps:
  - lean 5s/side
  - lift 2
exercises:
  lean: {name: Lean, type: stretch, area: hips, position: standing, sides: each, hold: 20s, setup: Lean.}
  lift: {name: Lift, type: strength, area: glutes, position: standing, reps: 2, tempo: 2-1-2, setup: Lift.}
"""
# Delay each way, its jitter, bytes a second (0: as many as there are).
LINES = [(0.0, 0.0, 0), (0.02, 0.005, 0), (0.1, 0.05, 30_000), (0.25, 0.1, 10_000)]


class Far:
    """A far machine, which is this one under another name, with folders of its own."""

    def __init__(self, limber, folder, sound=None):
        self.limber, self.folder = limber, folder
        self.data, self.run = os.path.join(folder, "far"), os.path.join(folder, "run")
        os.makedirs(self.data, mode=0o700)
        os.makedirs(self.run, mode=0o700)
        self.routine = os.path.join(folder, "short.yaml")
        with open(self.routine, "w", encoding="utf-8") as file:
            file.write(ROUTINE)
        names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
        self.server = Server(folder, "SetEnv " + " ".join(f"{name}={self.data}" for name in names) + " LANG=C.UTF-8\nLogVerbose channels.c:*listener_streamlocal*:*")
        near = {name: self.run for name in names}
        base = sound.environment if sound else os.environ
        self.environment = {**base, **near, "TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
        for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TMUX"):
            self.environment.pop(name, None)

    def __enter__(self):
        self.server.__enter__()
        return self

    def __exit__(self, *ignored):
        self.server.__exit__()

    def have_own(self, **sounds):
        """Settings of the far machine's own: these sounds, of so many seconds each; the files' digests and sizes."""
        lines, files = ["limber: 1", "sounds:"], {}
        os.makedirs(os.path.join(self.data, "limber"), mode=0o700, exist_ok=True)
        for sound, seconds in sounds.items():
            content = tone(1870, seconds)
            with open(os.path.join(self.data, "limber", sound + ".wav"), "wb") as file:
                file.write(content)
            lines.append(f"  {sound}: {sound}.wav")
            files[hashlib.sha256(content).hexdigest()] = len(content)
        with open(os.path.join(self.data, "limber", "config.yaml"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return files

    def came(self):
        """When they came, by the wall's clock."""
        return [os.stat(os.path.join(self.run, "limber", "sounds", name)).st_mtime for name in self.kept()]

    def kept(self):
        """The far machine's sounds that have come here."""
        folder = os.path.join(self.run, "limber", "sounds")
        return {name: os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)} if os.path.isdir(folder) else {}

    def command(self, *arguments):
        return [self.limber, "ssh", "-F", self.server.config, "far", "--remote", self.limber, *arguments]

    def play(self, *arguments, bound_s=90):
        return subprocess.run(self.command(*arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, env=self.environment, timeout=bound_s)

    def far_limbers(self):
        """The processes of sessions at the far end."""
        found = []
        for path in glob.glob(os.path.join(self.data, "limber", "session-*.sock")):
            found.append(int(path.rsplit("-", 1)[1][:-len(".sock")]))
        return found

    def leftovers(self):
        """Sockets on either side that nobody will use any more."""
        near = glob.glob(os.path.join(self.run, "limber", "*.sock"))
        far = [path for path in self.links() if os.path.exists(path)]
        return near + glob.glob(os.path.join(self.data, "limber", "*.sock")) + far

    def links(self):
        """The sockets that sshd has made for links."""
        with open(self.server.path("log"), encoding="utf-8") as log:
            return set(re.findall(r"listening on path (/tmp/limber-\w{32}\.sock)", log.read()))

    def leftovers_of_links(self):
        return [path for path in self.leftovers() if "session-" not in path]

    def sounders(self):
        """The sounders that run here for this folder's sessions."""
        return processes_with(f"XDG_RUNTIME_DIR={self.run}", "limber-sounder")


def tone(hertz, seconds, rate=48000):
    """A WAV file of that tone."""
    data = array.array("h", (int(9000 * math.sin(2 * math.pi * hertz * i / rate)) for i in range(int(seconds * rate)))).tobytes()
    return (b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16) +
            b"data" + struct.pack("<I", len(data)) + data)


def processes_with(variable, name):
    """The processes of that name in whose environment that is."""
    found = []
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            with open(path, "rb") as file:
                has = variable.encode() in file.read().split(b"\0")
            with open(os.path.join(os.path.dirname(path), "cmdline"), "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if has and os.path.basename(words[0]) == name.encode():
            found.append(int(path.split("/")[2]))
    return found


def what_is_played_there_is_heard_here(limber, onsets, kinds):
    print("delay ms  jitter ms  bytes/s  cues  heard  onset p50 ms  p99 ms   line/s  another's 48 kB after")
    for delay_s, jitter_s, rate in kinds:
        with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, SoundServer(folder) as sound, \
                Far(limber, folder, sound) as far, Line(far.server.port, delay_s, jitter_s, rate) as line:
            far.server.configure(line.port)
            far.have_own(warning=0.5)  # travels while cues are due
            recording = os.path.join(folder, "recording.raw")
            with Recorder(sound, recording) as recorder:
                begin, began_s = time.monotonic(), time.time()
                done = far.play(far.routine, "--yes", "--json", "--voice", "none")
                took_s = time.monotonic() - begin
                recorder.catch_up()
            assert done.returncode == 0, done
            events = [json.loads(text) for text in done.stdout.splitlines()]
            paths = [event["path"] for event in events if event["event"] == "sound"]
            assert paths == ["link"], paths
            cues = sorted({(event["at_s"], event["sound"]) for event in events if event["event"] == "cue" and event["sound"]})
            figures, lines = onset_figures(onsets, recording, [(at_s + 1, sound) for at_s, sound in cues], folder)
            print(f"{delay_s * 1e3:8.0f}  {jitter_s * 1e3:9.0f}  {rate:7}  {len(cues):4}  {figures['found']:5}  "
                  f"{figures['p50_ms']:12.3f}  {figures['p99_ms']:6.3f}  {sum(line.carried.values()) / took_s:7.0f}  "
                  f"{', '.join(f'{came_s - began_s:.0f} s' for came_s in far.came()) or 'not yet'}")
            assert figures["found"] == len(cues), lines
            assert figures["p99_ms"] <= P99_MS, lines
            assert far.leftovers() == [] and (far.kept() or rate <= 10_000), far.kept()


def a_sound_of_the_far_machine_travels_once(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, SoundServer(folder) as sound, Far(limber, folder, sound) as far, \
            Line(far.server.port) as line:
        far.server.configure(line.port)
        files = far.have_own(finish=0.25)
        carried = []
        for _ in range(2):
            before = sum(line.carried.values())
            done = far.play(far.routine, "--yes", "--json", "--speed", "20", "--voice", "none")
            paths = [event["path"] for event in map(json.loads, done.stdout.splitlines()) if event["event"] == "sound"]
            assert done.returncode == 0 and paths == ["link"], done
            assert far.kept() == files, far.kept()
            carried.append(sum(line.carried.values()) - before)
        [size] = files.values()
        assert carried[0] - carried[1] > size, (carried, size)
        with open(os.path.join(far.run, "limber", "config.yaml"), "w", encoding="utf-8") as file:
            file.write("limber: 1\nfar-sounds: off\n")
        for path in far.kept():
            os.unlink(os.path.join(far.run, "limber", "sounds", path))
        done = far.play(far.routine, "--yes", "--json", "--speed", "20", "--voice", "none")
        assert done.returncode == 0 and far.kept() == {}, done
        os.unlink(os.path.join(far.run, "limber", "config.yaml"))
        far.have_own(finish=45)
        done = far.play(far.routine, "--yes", "--json", "--speed", "20", "--voice", "none")
        [(path, reason)] = {(event["path"], event["reason"]) for event in map(json.loads, done.stdout.splitlines())
                            if event["event"] == "sound" and event["reason"]}
        assert path == "link" and "finish.wav is too large to travel (4.1 MiB; at most 4)" in reason and far.kept() == {}, done
        print(f"a sound of {size} bytes: {carried[0]} bytes on the line the first time, {carried[1]} the second")


def without_a_link_there_is_the_bell_a_flash_and_the_title(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far:
        command = ["ssh", "-F", far.server.config, "-tt", "far", f"{limber} play {far.routine} --yes --speed 3"]
        with Terminal(command, far.environment, answers=True) as near:
            near.until("\033]2;0:01 Lift\033\\", 30)
            seen = near.text()
            titles = re.findall(r"\033\]2;(\d):(\d\d) ([^\033]*)\033\\", seen)
            counted = [int(minutes) * 60 + int(seconds) for minutes, seconds, words in titles if words == "Lean, left"]
            assert counted[-1] == 1 and all(after == before - 1 or after > 3 for before, after in zip(counted, counted[1:])), titles
            assert {words for *_, words in titles} == {"Lean, left", "Lean, right", "Lift"}, titles
            # A beginning and an end each side, a change of sides, a rest: rung in patterns, of which none is less than one. Nothing
            # but the edges that flash is drawn in reverse.
            bells, flashes = seen.count("\a"), len(re.findall(r"\033\[(?:[\d;]*;)?7m", seen))
            assert bells >= 6 and flashes >= 3, (bells, flashes)
            near.press("qy")
        print(f"without a link: {bells} bells, {flashes} flashes, the title counted {len(titles)} times")


def a_forwarded_sound_server_is_used(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, SoundServer(folder) as sound, Far(limber, folder) as far:
        way = " ".join(f"{name}='{value}'" for name, value in sound.environment.items() if os.environ.get(name) != value)
        assert "PULSE_SERVER=" in way, way
        recording = os.path.join(folder, "recording.raw")
        with Recorder(sound, recording):
            done = subprocess.run(["ssh", "-F", far.server.config, "far", f"{way} {limber} play {far.routine} --yes --json --voice none"
                                   " --speed 10"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                                  env=far.environment, timeout=60)
            paths = [event["path"] for event in map(json.loads, done.stdout.splitlines()) if event["event"] == "sound"]
            assert done.returncode == 0 and paths == ["portaudio"], done
            until(lambda: any(open(recording, "rb").read()), 5, "sound")


def a_far_screen_takes_little_of_the_line(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far:
        moving = os.path.join(folder, "moving.yaml")
        with open(moving, "w", encoding="utf-8") as file:
            file.write("limber: 1\ntitle: Moving\ntiming: {transition: 4s}\nsteps: [glute-bridge 10]\n")
        command = ["ssh", "-F", far.server.config, "-tt", "far", f"{limber} play {moving} --yes"]
        with Terminal(command, far.environment, 120, 40, answers=True) as near:
            until(far.far_limbers, 20, "the far session")
            until(lambda: json.loads(far_status(far))["segment"] == "reps", 20, "repetitions")
            begin, before, frames = time.monotonic(), len(near.seen), near.seen.count(b"\033[5n")
            until(lambda: time.monotonic() >= begin + MEASURED_S, 2 * MEASURED_S, "some seconds of it")
            rate = (len(near.seen) - before) / (time.monotonic() - begin)
            frames = (near.seen.count(b"\033[5n") - frames) / (time.monotonic() - begin)
            near.press("qy")
        print(f"a figure that moves, on a far screen of 120x40: {rate:.0f} bytes in {frames:.1f} frames a second")
        assert rate <= BYTES_A_SECOND, rate


class NearEnd:
    """The person's end of a link, played by the test, as the far limber meets it."""

    def __init__(self, far):
        self.far = far
        self.token = "".join(random.SystemRandom().choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(32))

    def __enter__(self):
        path = f"/tmp/limber-{self.token}.sock"
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        os.chmod(path, 0o600)
        self.listener.listen()
        self.listener.settimeout(20)
        command = [self.far.limber, "play", self.far.routine, "--yes", "--json", "--link", self.token]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                                        env={**self.far.environment, "XDG_CONFIG_HOME": self.far.data})
        self.connection, _ = self.listener.accept()
        self.lines = self.connection.makefile()
        return self

    def say(self, kind, **fields):
        self.connection.sendall(json.dumps({"type": kind, **fields}).encode() + b"\n")

    def heard_until_pong(self):
        """What the far end has said by the time it answers."""
        self.say("ping", sent_ns=7)
        heard = []
        while not heard or heard[-1]["type"] != "pong":
            heard.append(json.loads(self.lines.readline()))
        return heard

    def sound(self):
        """How sound goes, as the session tells."""
        for line in self.process.stdout:
            event = json.loads(line)
            if event["event"] == "sound":
                return event["path"], event["reason"]
        raise AssertionError("the session has ended without a word on sound")

    def __exit__(self, *ignored):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.lines.close()
        self.connection.close()
        self.listener.close()


def another_version_at_the_persons_end_is_told_or_makes_do(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder:
        far = Far(limber, folder)
        [digest] = far.have_own(finish=0.05)
        for version, offers in ((1, 0), (2, 1), (99, 1)):
            with NearEnd(far) as near:
                near.say("hello", version=version, role="sounder", output="portaudio")
                heard = near.heard_until_pong()
                assert [message["sha256"] for message in heard if message["type"] == "offer"] == [digest] * offers, heard
                near.say("status", path="portaudio", reason="", latency_ms=50, underruns=0)
                assert near.sound()[0] == "link"
        with NearEnd(far) as near:
            near.say("hello", version=0, role="sounder", output="portaudio")
            path, reason = near.sound()
            assert path == "bell" and "the limber at the other end is too old for sound" in reason, reason
        for wanted in ({"sha256": "0" * 64, "at": 0, "bytes": 10}, {"sha256": digest, "at": 4000000, "bytes": 10},
                       {"sha256": digest, "at": 0, "bytes": 0}):
            with NearEnd(far) as near:
                near.say("hello", version=2, role="sounder", output="portaudio")
                near.say("want", **wanted)
                path, reason = near.sound()
                assert path == "bell" and "speaks another language" in reason, reason
    print("an older, a newer and a nosy limber at the person's end: told, or made do with")


def nonsense_from_the_persons_end_ends_no_session(limber):
    chance = random.Random(1)
    kinds = ("hello", "ping", "pong", "status", "voice", "notice", "played", "missed", "status", "want", "found", "bye")
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder:
        far = Far(limber, folder)
        far.have_own(finish=0.05)
        for turn in range(8):
            with NearEnd(far) as near:
                near.say("hello", version=2, role="sounder", output="portaudio")
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    for _ in range(300):
                        near.connection.sendall(nonsense(chance, kinds if turn % 2 else kinds[:-3]))
                sessions = until(lambda: glob.glob(os.path.join(far.run, "limber", f"session-{near.process.pid}.sock")), 10, "it")
                asked = subprocess.run([limber, "ctl", "status", "--json", "--session", str(near.process.pid)], check=True,
                                       stdout=subprocess.PIPE, text=True, env=far.environment, timeout=20).stdout
                assert json.loads(asked)["routine"] == "short" and near.process.poll() is None, (asked, sessions)


def without_a_sounder_here_there_is_the_bell(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far:
        alone = shutil.copy(limber, folder)
        done = subprocess.run([alone, *far.command(far.routine, "--yes", "--json", "--speed", "50")[1:]], env=far.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=30)
        [(path, reason)] = {(event["path"], event["reason"]) for event in map(json.loads, done.stdout.splitlines())
                            if event["event"] == "sound"}
        assert done.returncode == 0 and (path, reason) == ("bell", "the sound link has ended; using the bell"), done
        assert "limber-sounder is missing here" in done.stderr and far.leftovers() == [], done


def no_shell_runs_what_is_said(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far:
        canary = os.path.join(folder, "canary")
        for words in (f"x; touch {canary}", f"$(touch {canary})", f"`touch {canary}`", f"a' ; touch {canary} '", "", "-x\ny", "*"):
            done = far.play("--yes", "--plain", "--", words)
            assert done.returncode in (1, 2) and not os.path.exists(canary), (words, done)
            assert "\033" not in done.stderr and done.stderr.startswith("limber"), done
        for arguments in ([], ["-v"], ["--yes", "far"], ["far", "--remote"], ["far", "--audio", "bell"], ["-p"]):
            done = subprocess.run([limber, "ssh", *arguments], env=far.environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20)
            assert done.returncode == 2 and "limber help ssh" in done.stderr, (arguments, done)
        assert far.leftovers() == []
        done = subprocess.run(far.command("hips-1")[:5] + ["--remote", "/nonexistent/limber", "hips-1"], env=far.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20)
        assert len(far.links()) > 1, far.links()
        assert done.returncode == 127 and "/nonexistent/limber was not found on far; --remote PATH" in done.stderr, done
        assert far.leftovers() == [], far.leftovers()
        older = os.path.join(folder, "older")
        with open(older, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\necho 'limber play: there is no option --link.' >&2\nexit 2\n")
        os.chmod(older, 0o700)
        done = subprocess.run(far.command("hips-1")[:5] + ["--remote", older, "hips-1"], env=far.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20)
        assert done.returncode == 2 and "the limber on far did not understand; it may be older than this one" in done.stderr, done
        assert far.leftovers() == [], far.leftovers()


def without_a_link_the_far_loudspeakers_stay_silent(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far:
        command = ["ssh", "-F", far.server.config, "far", f"{limber} play {far.routine} --yes --json --speed 20"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=far.environment, timeout=30)
        sounds = [(event["path"], event["reason"]) for event in map(json.loads, done.stdout.splitlines())
                  if event["event"] == "sound"]
        assert sounds == [("bell", "over ssh; `limber ssh HOST` brings the sound along")], sounds
        done = subprocess.run(command[:4] + [f"{limber} play {far.routine} --yes --json --link {'x' * 32} --speed 20"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=far.environment, timeout=30)
        sounds = [event["path"] for event in map(json.loads, done.stdout.splitlines()) if event["event"] == "sound"]
        assert done.returncode == 0 and sounds == ["bell"], done


class Window:
    """A window of tmux in which the person sits, so that the screen can be looked at."""

    def __init__(self, folder, environment, arguments):
        self.tmux = ["tmux", "-f", "/dev/null", "-S", os.path.join(folder, "tmux")]
        quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in arguments)
        subprocess.run(self.tmux + ["new-session", "-d", "-x", "80", "-y", "24", quoted + "; sleep 60"], check=True, env=environment)

    def press(self, *keys):
        subprocess.run(self.tmux + ["send-keys", *keys], check=True)

    def answer(self, words):
        """Answers what is asked first (none of these, go on) until `words` are there."""
        answered = None

        def there():
            nonlocal answered
            shown = self.look()
            if words in shown:
                return True
            if shown != answered and shown == self.look():  # once a page
                answered = shown
                self.press(*("0", "Enter") if "now?" in shown else ("n", "Enter"))
            return False
        until(there, 20, f"{words!r} in\n{self.look()}")

    def look(self):
        return subprocess.run(self.tmux + ["capture-pane", "-p"], check=True, stdout=subprocess.PIPE, text=True).stdout

    def until(self, words, bound_s=20):
        return until(lambda: words in self.look() and self.look(), bound_s, f"{words!r} in\n{self.look()}")

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        subprocess.run(self.tmux + ["kill-server"], check=False, stderr=subprocess.DEVNULL)


def events_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.endswith("\n")]


def time_left(screen):
    """The routine's time left in seconds, as the screen shows it."""
    shown = re.search(r"(\d+):(\d\d) left", screen)
    return int(shown[1]) * 60 + int(shown[2]) if shown else None


def the_line_stands_still(far, line):
    line.frozen = True
    time.sleep(STANDSTILL_S)
    line.frozen = False


def the_client_is_stopped(far, line):
    [ssh] = processes_with(f"XDG_RUNTIME_DIR={far.run}", "ssh")
    os.kill(ssh, signal.SIGSTOP)
    time.sleep(STANDSTILL_S)
    os.kill(ssh, signal.SIGCONT)


def a_standstill_delays_nothing(limber, stand_still):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far, Line(far.server.port) as line:
        far.server.configure(line.port)
        log = os.path.join(folder, "events")
        with Window(folder, far.environment, far.command("hips-1", "--yes", "--log", log)) as window:
            window.until("Easy march")
            carried = line.carried["down"]
            stand_still(far, line)
            begin = time.monotonic()
            status = json.loads(far_status(far))
            shown = until(lambda: abs((time_left(window.look()) or 1e9) - status["total_left_s"]) <= 1.5, 2, "the right screen")
            thawed_s = time.monotonic() - begin
            burst = line.carried["down"] - carried
            cues = [event for event in events_of(log) if event["event"] == "cue"]
            late_s = max(cue["late_s"] for cue in cues)
            assert shown and not [event for event in events_of(log) if event["event"] == "stalled"]
            print(f"{stand_still.__name__.replace('_', ' ')} for {STANDSTILL_S} s: {len(cues)} cues, the latest {late_s * 1e3:.1f} ms late; right {thawed_s:.2f} s after the thaw, "
                  f"{burst} bytes since")
            assert late_s < 0.05 and burst < 30_000


def a_library_there_is_heard_routine_by_routine(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, SoundServer(folder) as sound, Far(limber, folder, sound) as far:
        with Window(folder, far.environment, far.command()) as window:
            for _ in range(2):
                window.until("routines")
                window.press("Enter")
                window.answer("Easy march")
                window.until("♪ link")
                recording = os.path.join(folder, "recording.raw")
                with Recorder(sound, recording):
                    until(lambda: any(open(recording, "rb").read()), 20, "sound here")
                assert far.leftovers_of_links() == [], far.leftovers()
                window.press("q", "y")
                window.until("0 of")
                window.press("q")
            window.until("routines")
            window.press("q")
            until(lambda: far.leftovers() == [] and not far.sounders(), 5, "nothing left behind")
    print("in the library of the far machine: each routine is heard here")


def the_line_may_stand_still(limber):
    a_standstill_delays_nothing(limber, the_line_stands_still)


def the_client_may_be_stopped(limber):
    a_standstill_delays_nothing(limber, the_client_is_stopped)


def far_status(far):
    environment = {**far.environment, "XDG_RUNTIME_DIR": far.data}
    return subprocess.run([far.limber, "ctl", "status", "--json"], check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
                          text=True, env=environment, timeout=20).stdout


def a_line_that_is_cut_loses_nothing(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far, Line(far.server.port) as line:
        far.server.configure(line.port)
        with Terminal(far.command("hips-1", "--yes"), far.environment) as near:
            near.until("Easy march")
            [pid] = until(far.far_limbers, 10, "the far session")
            near.press("n")
            until(lambda: json.loads(far_status(far))["segment"] == "timed" and
                  os.path.exists(os.path.join(far.data, "limber", "history.db")), 10, "the first work")
            line.drop()
            begin = time.monotonic()
            until(lambda: not is_alive(pid), 1, "the far session's end")
            ended_s = time.monotonic() - begin
            assert near.wait() == 3, near.status
        until(lambda: far.leftovers() == [] and not far.sounders(), 5, f"nothing left behind: {far.leftovers()}")
        environment = {**far.environment, "XDG_DATA_HOME": far.data}
        history = subprocess.run([limber, "history", "--json"], check=True, stdout=subprocess.PIPE, env=environment).stdout
        assert [session["outcome"] for session in json.loads(history)] == ["interrupted"], history
        with Terminal([limber, "play"], environment) as again:
            again.until("resume?")
            again.press("q")
        print(f"cut: the far session had ended {ended_s:.2f} s later, and is in the history as interrupted")


def a_shared_connection_through_a_gate_keeps_no_forward(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, SoundServer(folder) as sound, Far(limber, folder, sound) as far:
        control = os.path.join(folder, "m")
        server = far.server
        gate = f"Host gate\n  HostName 127.0.0.1\n  Port {server.port}\n  IdentityFile {server.path('user')}\n  IdentitiesOnly yes\n" \
               f"  UserKnownHostsFile {server.path('known')}\n  StrictHostKeyChecking yes\n"
        far.server.configure(far.server.port, f"ControlMaster auto\nControlPath {control}\nControlPersist 60\nProxyJump gate\n" + gate)
        ssh = ["ssh", "-F", far.server.config]
        try:
            for _ in range(2):
                done = far.play(far.routine, "--yes", "--json", "--speed", "20", "--voice", "none")
                paths = [event["path"] for event in map(json.loads, done.stdout.splitlines()) if event["event"] == "sound"]
                assert done.returncode == 0 and paths == ["link"], done
                assert far.leftovers() == [], far.leftovers()
            with open(server.path("log"), encoding="utf-8") as log:
                assert log.read().count("Accepted publickey") == 2  # the gate's and, through it, one shared by all
            subprocess.run(ssh + ["-O", "check", "far"], check=True, stderr=subprocess.DEVNULL, env=far.environment)
        finally:
            subprocess.run(ssh + ["-O", "exit", "far"], check=False, stderr=subprocess.DEVNULL, env=far.environment)


def a_slow_line_still_counts_down_right(limber):
    with tempfile.TemporaryDirectory(prefix="limber-ssh-") as folder, Far(limber, folder) as far, \
            Line(far.server.port, rate=960) as line:
        far.server.configure(line.port)
        with Window(folder, far.environment, far.command("hips-1", "--yes")) as window:
            window.until("Easy march", 60)
            behind = []
            for _ in range(12):
                at = time.monotonic()
                far_left = json.loads(far_status(far))["total_left_s"]
                behind.append(time_left(window.look()) - far_left)  # up to 1 is right: seconds that have begun are shown
                until(lambda: time.monotonic() >= at + 1, 5, "a second")
            print(f"960 bytes a second: the time shown is {sorted(behind)[len(behind) // 2]:.1f} s behind in the middle, "
                  f"{max(behind):.1f} at most")
            # A new exercise takes some seconds to be drawn; nothing else does.
            assert -0.5 <= min(behind) and sorted(behind)[len(behind) // 2] <= 2 and max(behind) <= 6, behind


def main(limber, onsets, *options):
    if SSHD is None:
        print("no sshd here")
        sys.exit(77)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(600)
    kinds = LINES if "--all" in options else [LINES[2]]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for done in concurrent.futures.as_completed([pool.submit(check, limber) for check in SIDE_BY_SIDE]):
            done.result()
    what_is_played_there_is_heard_here(limber, onsets, kinds)


# What is held to seconds at the closest.
SIDE_BY_SIDE = (
    the_line_may_stand_still, the_client_may_be_stopped, a_slow_line_still_counts_down_right,
    a_sound_of_the_far_machine_travels_once, a_shared_connection_through_a_gate_keeps_no_forward,
    a_library_there_is_heard_routine_by_routine, a_far_screen_takes_little_of_the_line,
    without_a_link_there_is_the_bell_a_flash_and_the_title, a_forwarded_sound_server_is_used,
    nonsense_from_the_persons_end_ends_no_session, without_a_sounder_here_there_is_the_bell, no_shell_runs_what_is_said,
    another_version_at_the_persons_end_is_told_or_makes_do, without_a_link_the_far_loudspeakers_stay_silent,
    a_line_that_is_cut_loses_nothing)
main(*sys.argv[1:])
