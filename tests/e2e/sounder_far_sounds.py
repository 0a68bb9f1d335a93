"""Sounds of another machine in place of cue sounds: they travel once and are heard; what is not right about one is refused.

Argument: limber-sounder.
"""

import array
import base64
import hashlib
import math
import os
import random
import struct
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import RATE, Recorder, Sounder, SoundServer, nonsense, until  # noqa: E402

PATIENCE_S = 10
HERTZ = 2310  # no cue sound is near it
LARGEST = 4 << 20


def tone(hertz, seconds=0.3):
    samples = array.array("h", (int(9000 * math.sin(2 * math.pi * hertz * i / RATE)) for i in range(int(seconds * RATE))))
    data = samples.tobytes()
    return (b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16) +
            b"data" + struct.pack("<I", len(data)) + data)


def share_of(hertz, path, start):
    """How much of the recording from that byte on is that tone, 0 to 1 (Goertzel)."""
    with open(path, "rb") as file:
        file.seek(start)
        samples = array.array("h", file.read()[: 4 * RATE])
    heard = [i for i, sample in enumerate(samples) if abs(sample) > 100] or [0]
    samples = samples[heard[0]:heard[-1] + 1]
    factor, before, last = 2 * math.cos(2 * math.pi * hertz / RATE), 0.0, 0.0
    for sample in samples:
        before, last = last, sample + factor * last - before
    power = before * before + last * last - factor * before * last
    energy = sum(sample * sample for sample in samples)
    return 2 * power / (energy * len(samples)) if energy else 0.0


class Desk:
    def __init__(self, program, folder, server):
        self.program, self.folder = program, folder
        self.environment = {**server.environment, "XDG_CACHE_HOME": os.path.join(folder, "cache")}
        self.cache = os.path.join(folder, "cache", "limber", "sounds")

    def sounder(self, *options):
        return Sounder(self.program, self.environment, os.path.join(self.folder, "log"), options=options)

    def kept(self):
        return sorted(os.listdir(self.cache)) if os.path.isdir(self.cache) else []


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def offer(sounder, sound, content, digest=None, size=None):
    sounder.say("offer", sound=sound, sha256=digest or digest_of(content), bytes=len(content) if size is None else size)


def serve(sounder, content, digest=None):
    """Gives what is wanted until all has been; how many pieces that took."""
    digest, pieces, given = digest or digest_of(content), 0, 0
    while given < len(content):
        want = sounder.wait_for(lambda message: message["type"] == "want", PATIENCE_S, f"wanting, at {given}")
        assert want["sha256"] == digest and want["at"] == given and 0 < want["bytes"] <= 1536, want
        piece = content[given:given + want["bytes"]]
        sounder.say("chunk", sha256=digest, at=given, data=base64.b64encode(piece).decode())
        given += len(piece)
        pieces += 1
    return pieces


def asks_for_nothing(sounder):
    """What was asked for before an answer to a ping is here by then."""
    sounder.say("ping", sent_ns=7)
    sounder.wait_for(lambda message: message["type"] == "pong" and message["sent_ns"] == 7, PATIENCE_S, "an answer")
    assert [message for message in sounder.messages if message["type"] == "want"] == []


def notice(sounder, words):
    return sounder.wait_for(lambda message: message["type"] == "notice" and words in message["text"], PATIENCE_S, words)["text"]


def is_live(sounder):
    sounder.wait_for(lambda message: message["type"] == "status" and message["path"] == "portaudio", PATIENCE_S, "sound")


def hear(sounder, recording, recorder, sound, number):
    start = os.path.getsize(recording) // 2 * 2
    sounder.play(number, time.monotonic_ns() + 300_000_000, sound)
    sounder.wait_for(lambda message: message["type"] == "played" and message["id"] == number, PATIENCE_S, "the sound")
    recorder.catch_up()
    return share_of(HERTZ, recording, start)


def it_travels_once_and_is_heard(desk, recording, recorder):
    content = tone(HERTZ)
    with desk.sounder("--far-sounds") as sounder:
        is_live(sounder)
        assert hear(sounder, recording, recorder, "finish", 1) < 0.05
        offer(sounder, "finish", content)
        offer(sounder, "end", content)
        pieces = serve(sounder, content)
        until(lambda: desk.kept() == [digest_of(content)], PATIENCE_S, "the file")
        for number in range(2, 200):  # until it has been read; long before that the built-in one was heard
            share = hear(sounder, recording, recorder, "finish", number)
            if share > 0.5:
                break
            assert number < 10, share
        assert hear(sounder, recording, recorder, "end", 200) > 0.5
        assert hear(sounder, recording, recorder, "start", 201) < 0.05
        asks_for_nothing(sounder)
        sounder.say("bye")
        assert sounder.wait_for_end(5) == 0
    path = os.path.join(desk.cache, digest_of(content))
    assert os.stat(path).st_mode & 0o777 == 0o600 and os.stat(desk.cache).st_mode & 0o777 == 0o700
    print(f"{len(content)} bytes came in {pieces} pieces and were heard")

    with desk.sounder("--far-sounds") as sounder:  # the second time it is here
        is_live(sounder)
        offer(sounder, "finish", content)
        until(lambda: hear(sounder, recording, recorder, "finish", time.monotonic_ns()) > 0.5, PATIENCE_S, "the sound kept")
        asks_for_nothing(sounder)
    with open(path, "r+b") as file:  # what was kept and has changed is fetched anew
        file.write(b"JUNK")
    with desk.sounder("--far-sounds") as sounder:
        offer(sounder, "finish", content)
        assert serve(sounder, content) > 1
        until(lambda: desk.kept() == [digest_of(content)], PATIENCE_S, "the file")


def who_does_not_want_it_does_not_fetch_it(desk):
    content = tone(HERTZ, 0.2)
    with desk.sounder() as sounder:
        offer(sounder, "finish", content)
        asks_for_nothing(sounder)
    own = os.path.join(desk.folder, "own.wav")
    with open(own, "wb") as file:
        file.write(tone(900))
    with desk.sounder("--far-sounds", "--sound", f"finish={own}") as sounder:  # the person's own goes before
        offer(sounder, "finish", content)
        asks_for_nothing(sounder)
    with desk.sounder("--far-sounds") as sounder:
        sounder.say("hello", version=1, role="player", output="")  # an older player says no more than that
        asks_for_nothing(sounder)


def what_is_not_right_is_refused(desk):
    before = desk.kept()
    content, other = tone(HERTZ, 0.1), tone(440, 0.1)
    with desk.sounder("--far-sounds") as sounder:
        is_live(sounder)
        offer(sounder, "finish", content, digest=digest_of(other))
        serve(sounder, content, digest=digest_of(other))
        assert "sound for finish is played" in notice(sounder, "not what was announced")
        offer(sounder, "finish", content, digest=digest_of(other))  # no second time
        asks_for_nothing(sounder)
        for size in (0, LARGEST + 1, 1 << 60):
            offer(sounder, ("end", "start", "switch")[(0, LARGEST + 1, 1 << 60).index(size)], content, size=size)
            notice(sounder, "is too large")
        asks_for_nothing(sounder)
        assert desk.kept() == before
        chance = random.Random(1)
        broken = [tone(HERTZ, 31), chance.randbytes(5000), content[:44], b"fLaC" + chance.randbytes(3000),
                  b"OggS" + chance.randbytes(3000), content[:30] + b"\xff" * 14 + content[44:]]
        for sound, bad in zip(("rest", "count", "warning", "halfway", "rep-in", "rep-out"), broken):
            offer(sounder, sound, bad)
            serve(sounder, bad)
            assert f"sound for {sound} is played" in notice(sounder, "no sound that can be used")
        asks_for_nothing(sounder)


def who_breaks_the_protocol_is_left(desk):
    content = tone(HERTZ, 0.15)
    digest = digest_of(content)
    for wrong in ({"sha256": digest, "at": 0, "data": "AAAA"}, {"sha256": digest, "at": 256, "data": "A" * 344},
                  {"sha256": "0" * 64, "at": 0, "data": "A" * 344}, {"sha256": "../../../../etc/passwd", "at": 0, "data": ""},
                  {"sha256": digest, "at": 0, "data": "A" * 2052}):
        with desk.sounder("--far-sounds") as sounder:
            offer(sounder, "finish", content)
            sounder.wait_for(lambda message: message["type"] == "want", PATIENCE_S, "wanting")
            sounder.say("chunk", **wrong)
            assert sounder.wait_for_end(5) == 1, wrong
    assert digest not in desk.kept()


def nonsense_ends_the_link_and_nothing_else(desk):
    chance, statuses = random.Random(1), []
    kinds = ("hello", "ping", "pong", "play", "say", "prepare", "cancel", "volume", "mute", "offer", "offer", "offer", "chunk")
    for turn in range(12):
        with desk.sounder("--far-sounds") as sounder:
            try:
                for _ in range(300):
                    sounder.socket.sendall(nonsense(chance, kinds if turn % 2 else kinds[:-1]))
                sounder.say("bye")
            except (BrokenPipeError, ConnectionResetError):
                pass
            statuses.append(sounder.process.wait(10))
    assert set(statuses) <= {0, 1} and statuses.count(1) > 3, statuses


def main(program):
    with tempfile.TemporaryDirectory(prefix="limber-far-") as folder, SoundServer(folder) as server:
        desk = Desk(program, folder, server)
        recording = os.path.join(folder, "recording.raw")
        with Recorder(server, recording) as recorder:
            it_travels_once_and_is_heard(desk, recording, recorder)
        for check in (who_does_not_want_it_does_not_fetch_it, what_is_not_right_is_refused, who_breaks_the_protocol_is_left,
                      nonsense_ends_the_link_and_nothing_else):
            check(desk)
            print(check.__name__.replace("_", " "))


main(*sys.argv[1:])
