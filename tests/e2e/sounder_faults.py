"""limber-sounder says where sound goes when there is no device, when the device fails, and when its player misbehaves.

Argument: limber-sounder.
"""

import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import wave
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from sound import SOUNDS, Sounder, SoundServer, is_alive, until  # noqa: E402


def status_of(sounder, path, bound_s=20):
    return sounder.wait_for(lambda m: m["type"] == "status" and m["path"] == path, bound_s, f"status {path}")


def environment_with(folder, alsa_configuration):
    path = os.path.join(folder, "asound.conf")
    with open(path, "w", encoding="ascii") as file:
        file.write(alsa_configuration)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PULSE_")}
    return {**environment, "ALSA_CONFIG_PATH": path, "XDG_RUNTIME_DIR": folder}


def without_a_server_there_is_no_device(program, folder):
    absent = 'pcm.!default { type pulse server "unix:/nowhere" hint { show on description "Absent" } }\n'
    with Sounder(program, environment_with(folder, absent), folder + "/log") as sounder:
        status = status_of(sounder, "none")
        assert status["reason"], status
        sounder.play(1, time.monotonic_ns(), "start")
        sounder.wait_for(lambda m: m["type"] == "missed" and m["id"] == 1, 10, "the sound that nobody hears")
        print(status)


def a_device_that_swallows_all_is_no_device(program, folder):
    null = "pcm.!default { type null }\nctl.!default { type hw card 0 }\n"
    with Sounder(program, environment_with(folder, null), folder + "/log") as sounder:
        status = sounder.wait_for(lambda m: m["type"] == "status" and m["path"] == "none", 20, "a status")
        assert "faster" in status["reason"], status
        print(status)


def a_killed_server_is_noticed_and_its_return_too(program, folder):
    with SoundServer(folder) as server:
        with Sounder(program, server.environment, folder + "/log") as sounder:
            status_of(sounder, "portaudio")
            server.kill()
            killed = time.monotonic()
            status = status_of(sounder, "none")
            print(status, f"after {time.monotonic() - killed:.2f} s")
            server.start()
            status_of(sounder, "portaudio", 40)
            sounder.play(1, time.monotonic_ns() + 300_000_000, "count")
            sounder.wait_for(lambda m: m["type"] == "played" and m["id"] == 1, 10, "a sound after its return")


def a_frozen_server_is_noticed_and_does_not_freeze_the_sounder(program, folder):
    with SoundServer(folder) as server:
        with Sounder(program, server.environment, folder + "/log") as sounder:
            status_of(sounder, "portaudio")
            os.kill(server.pid, signal.SIGSTOP)
            try:
                status = status_of(sounder, "none")
                sounder.say("ping", sent_ns=5)
                sounder.wait_for(lambda m: m["type"] == "pong" and m["sent_ns"] == 5, 2, "an answer while it is frozen")
                print(status)
            finally:
                os.kill(server.pid, signal.SIGCONT)
            status_of(sounder, "portaudio", 40)


def a_player_that_misbehaves_is_left(program, folder):
    with SoundServer(folder) as server:
        for line in (b"GET / HTTP/1.1\r\n\r\n", b"x" * 8192, b'{"type":"cancel"}\n',
                     b'{"type":"hello","version":0,"role":"player","output":""}\n',
                     b'{"type":"hello","version":1,"role":"player","output":""}\n{"type":"bye","id":1}\n'):
            here, there = socket.socketpair()
            with here, there, subprocess.Popen([program, "--sounds", SOUNDS, "--log", folder + "/log"], stdin=there,
                                               env=server.environment) as process:
                there.close()
                here.sendall(line)
                assert process.wait(10) == 1, line


def the_sounder_does_not_outlive_its_player(program, folder):
    with SoundServer(folder) as server:
        with Sounder(program, server.environment, folder + "/log") as sounder:
            status_of(sounder, "portaudio")
            pid = sounder.process.pid
        assert not is_alive(pid)
        # The same with a link that breaks without a goodbye, in the middle of sounds.
        with Sounder(program, server.environment, folder + "/log") as sounder:
            for number in range(50):
                sounder.play(number, time.monotonic_ns() + number * 10_000_000, "start")
            sounder.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def missing_sounds_are_named(program, folder):
    with SoundServer(folder) as server:
        with Sounder(program, server.environment, folder + "/log", sounds="/nowhere") as sounder:
            assert "/nowhere/count.flac" in status_of(sounder, "none")["reason"]


def nothing_is_printed_but_to_the_log(program, folder):
    here, there = socket.socketpair()
    absent = environment_with(folder, "pcm.!default { type pulse }\n")
    with here, there, subprocess.Popen([program, "--sounds", SOUNDS], stdin=there, stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT, env=absent) as process:
        there.close()
        here.sendall(b'{"type":"hello","version":1,"role":"player","output":""}\n')
        until(lambda: b"status" in here.recv(65536, socket.MSG_PEEK), 20, "a status")
        here.close()
        assert process.stdout.read() == b""
        assert process.wait(10) == 0


def a_file_is_written_in_virtual_time(program, folder):
    path = os.path.join(folder, "out.wav")
    with Sounder(program, dict(os.environ), folder + "/log", output="file:" + path) as sounder:
        status_of(sounder, "file")
        for number in range(3600):
            sounder.play(number, number * 1_000_000_000, "count")
        begin = time.monotonic()
        sounder.say("drain", until_ns=3600 * 1_000_000_000)
        sounder.wait_for(lambda m: m["type"] == "bye", 60, "the end of the file")
        took_s = time.monotonic() - begin
        assert sounder.wait_for_end(5) == 0
    with wave.open(path) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48000, 1, 2)
        assert file.getnframes() == 3600 * 48000
    print(f"an hour in {took_s:.2f} s, {3600 / took_s:.0f} times real time")
    with Sounder(program, dict(os.environ), folder + "/log", output="file:/nowhere/out.wav") as sounder:
        sounder.say("drain", until_ns=1)
        assert "/nowhere/out.wav" in status_of(sounder, "none")["reason"]
        assert sounder.wait_for_end(5) == 3


CASES = (without_a_server_there_is_no_device, a_device_that_swallows_all_is_no_device,
         a_killed_server_is_noticed_and_its_return_too, a_frozen_server_is_noticed_and_does_not_freeze_the_sounder,
         a_player_that_misbehaves_is_left, the_sounder_does_not_outlive_its_player, missing_sounds_are_named,
         nothing_is_printed_but_to_the_log, a_file_is_written_in_virtual_time)


def run(case, program):
    with tempfile.TemporaryDirectory(prefix="limber-faults-") as folder:
        begin = time.monotonic()
        case(program, folder)
        print(f"ok {case.__name__} ({time.monotonic() - begin:.1f} s)", flush=True)


def main(program):
    # Most of the time is waiting, each case for its own server.
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(run, case, program) for case in CASES]:
            done.result()


main(*sys.argv[1:])
