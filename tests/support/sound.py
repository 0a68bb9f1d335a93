"""What the tests of sound share: a private sound server, a recorder of what it plays, and the player's end of the protocol.

Everything started here is ended by leaving its `with` block. Nothing waits for a fixed time: `until()` waits for a
condition, with a bound.
"""

import json
import os
import select
import signal
import socket
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
SOUNDS = os.path.join(SOURCE, "sounds")
RATE = 48000


def until(condition, bound_s, what, poll_s=0.01):
    """Waits until condition() is true and returns what it gave; fails after bound_s."""
    end = time.monotonic() + bound_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {bound_s} s")
        time.sleep(poll_s)


def is_alive(pid):
    """Whether the process is there and not a zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class SoundServer:
    """A private sound server; `environment` is where programs find it."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "server")
        self.environment = dict(os.environ)

    def _call(self, verb):
        command = [os.path.join(HERE, "sound_server.sh"), verb, self.folder]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=30).stdout

    def start(self):
        os.makedirs(self.folder, exist_ok=True)
        for line in self._call("start").split("\n"):
            name, _, value = line.partition("=")
            if name:
                self.environment[name] = value
        with open(os.path.join(self.folder, "pid"), encoding="ascii") as file:
            self.pid = int(file.read())

    def kill(self):
        self._call("kill")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *ignored):
        self._call("stop")


class Recorder:
    """Records the server's only sink into `path` (16-bit mono at 48 kHz) from the first byte on disk to leaving."""

    def __init__(self, server, path):
        self.server, self.path = server, path

    def __enter__(self):
        command = ["parec", "-d", "tests.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1",
                   "--latency-msec=20"]
        with open(self.path, "wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=self.server.environment)
        until(lambda: os.path.getsize(self.path) > 0, 10, "the recorder's first sample")
        return self

    def catch_up(self):
        """Waits until everything heard up to now has reached the disk."""
        grown = os.path.getsize(self.path) + RATE
        until(lambda: os.path.getsize(self.path) > grown, 10, "half a second more of the recording")

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait(10)


class Sounder:
    """limber-sounder with the player's end of its socket; answers pings while it waits."""

    def __init__(self, program, environment, log, sounds=SOUNDS, output="portaudio", voice="none", options=()):
        self.options = list(options)
        self.program, self.environment, self.log = program, environment, log
        self.sounds, self.output, self.voice = sounds, output, voice
        self.messages, self.kept = [], b""

    def __enter__(self):
        here, there = socket.socketpair()
        command = [self.program, "--sounds", self.sounds, "--output", self.output, "--log", self.log,
                   "--voice", self.voice, *self.options]
        self.process = subprocess.Popen(command, stdin=there, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env=self.environment)
        there.close()
        self.socket = here
        self.say("hello", version=2, role="player", output="")
        return self

    def say(self, kind, **fields):
        self.socket.sendall(json.dumps({"type": kind, **fields}).encode() + b"\n")

    def play(self, number, at_ns, sound, gain=100):
        self.say("play", id=number, at_ns=at_ns, sound=sound, gain=gain)

    def speak(self, number, at_ns, text, short="", max_ms=10000):
        self.say("say", id=number, at_ns=at_ns, text=text, short=short, max_ms=max_ms)

    def listen(self, wait_s):
        """Takes in what the sounder says within wait_s; false once it has closed."""
        if not select.select([self.socket], [], [], wait_s)[0]:
            return True
        try:
            got = self.socket.recv(65536)
        except ConnectionError:
            got = b""
        *lines, self.kept = (self.kept + got).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if message["type"] == "ping":
                self.say("pong", sent_ns=message["sent_ns"], here_ns=time.monotonic_ns())
            self.messages.append(message)
        return bool(got)

    def wait_for(self, condition, bound_s, what):
        """Waits for a message, old or new, of which condition(message) is true; takes out all up to it."""
        end = time.monotonic() + bound_s
        alive = True
        while True:
            for at, message in enumerate(self.messages):
                if condition(message):
                    del self.messages[:at + 1]
                    return message
            if not alive or time.monotonic() > end:
                raise AssertionError(f"{what}: not within {bound_s} s (alive: {alive}); heard {self.messages[-5:]}")
            alive = self.listen(0.05)

    def wait_for_end(self, bound_s):
        """Waits until the sounder has closed and ended; its exit status."""
        end = time.monotonic() + bound_s
        while self.listen(0.05) and time.monotonic() < end:
            pass
        return self.process.wait(max(0.1, end - time.monotonic()))

    def __exit__(self, *ignored):
        self.socket.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(5)
            raise AssertionError("the sounder outlived its player") from None


DIGESTS = ("0" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "../../etc/passwd", "")
FIELDS = {"hello": ("version", "role", "output"), "ping": ("sent_ns",), "pong": ("sent_ns", "here_ns"),
          "play": ("id", "at_ns", "sound", "gain"), "say": ("id", "at_ns", "text", "short", "max_ms"), "prepare": ("text",),
          "cancel": (), "volume": ("percent",), "mute": ("on",), "offer": ("sound", "sha256", "bytes"),
          "chunk": ("sha256", "at", "data"), "want": ("sha256", "at", "bytes"), "drain": ("until_ns",),
          "status": ("path", "reason", "latency_ms", "underruns"), "voice": ("name", "reason"), "notice": ("text",),
          "played": ("id", "at_ns", "started_ns"), "missed": ("id", "at_ns"), "found": ("what", "name"), "bye": ()}
VALUES = {"version": (1, 2, 3), "role": ("player", "sounder"), "output": ("", "portaudio"), "sound": ("finish", "count", "start"),
          "sha256": DIGESTS, "data": ("", "AAAA", "UklGRg==", "A" * 344, "A" * 2048), "on": (True, False), "path": ("none", "portaudio"),
          "text": ("Lean.", "\x1b]0;x\x07", "x" * 500), "short": ("",), "reason": ("", "a\nb"), "name": ("", "flite:rms"),
          "what": ("voice",)}


def nonsense(chance, kinds):
    """A message of one of those kinds with values drawn from what might be meant; now and then it is no message at all."""
    kind = chance.choice(kinds)
    message = {"type": kind, **{key: chance.choice(VALUES.get(key, (0, 1, 7, 256, 1536, 4 << 20, 10**9))) for key in FIELDS[kind]}}
    if chance.random() < 0.02:
        message[chance.choice(list(message))] = chance.choice((None, [], {}, -1, 1.5, "x", 1 << 61))
    line = json.dumps(message).encode() + b"\n"
    if chance.random() < 0.01:
        line = bytes(byte ^ (chance.random() < 0.02) for byte in line)
    return line


def onset_figures(program, recording, schedule, folder, sounds=SOUNDS):
    """The figures of tests/support/onsets.c for a schedule of (at_s, sound), and its list as text."""
    path = os.path.join(folder, "schedule")
    with open(path, "w", encoding="ascii") as file:
        file.writelines(f"{at_s:.9f} {sound}\n" for at_s, sound in schedule)
    command = [program, "--list", sounds, recording, path]
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=120).stdout
    *lines, figures = text.strip().split("\n")
    return json.loads(figures), "\n".join(lines)
