"""`limber ctl` against running sessions: it tells where they stand and has them do what is asked, and nothing else can.

Argument: limber.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

LIMBER = sys.argv[1]
PATIENCE_S = 15


class Desk:
    """A person's sessions, in a runtime folder of their own."""

    def __init__(self, folder):
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "XDG_RUNTIME_DIR": folder, "LANG": "C.UTF-8"}
        self.sockets = os.path.join(folder, "limber")
        self.sessions = []

    def play(self, routine):
        log = os.path.join(self.environment["HOME"], f"events-{len(self.sessions)}")
        command = [LIMBER, "play", routine, "--yes", "--plain", "--audio", "none", "--log", log]
        session = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=self.environment)
        session.log = log
        self.sessions.append(session)
        self.until(lambda: os.path.exists(self.socket(session)), "the socket")
        return session

    def socket(self, session):
        return os.path.join(self.sockets, f"session-{session.pid}.sock")

    def events(self, session):
        with open(session.log, encoding="utf-8") as log:
            return [json.loads(line)["event"] for line in log.read().splitlines(keepends=True) if line.endswith("\n")]

    def ctl(self, *arguments):
        return subprocess.run([LIMBER, "ctl", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, env=self.environment, timeout=20)

    def well(self, *arguments):
        done = self.ctl(*arguments)
        assert done.returncode == 0 and done.stderr == "", done
        return done.stdout

    def status(self, *arguments):
        return json.loads(self.well("status", "--json", *arguments))

    def until(self, condition, what):
        end = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < end, f"waited for {what}"
            time.sleep(0.01)

    def end(self):
        for session in self.sessions:
            session.kill()
            session.wait()


def a_session_is_commanded_from_elsewhere(desk):
    session = desk.play("hips-1")
    status = desk.status()
    assert status["routine"] == "hips-1" and status["segment"] == "transition" and not status["paused"], status
    assert 0 < status["left_s"] <= 15 and 600 < status["total_left_s"] <= 644 and status["next_break_s"] is None, status
    desk.well("jump", "3")
    status = desk.status()
    assert status["exercise"] == "hip-flexor-standing" and status["side"] == "left", status
    desk.well("next")
    assert desk.status()["segment"] == "hold"
    desk.well("ease")
    desk.well("pause")
    status = desk.status()
    assert status["paused"] and status["left_s"] < 16, status
    time_left = desk.well("status", "--format", "{state} {left}")
    assert time_left == desk.well("status", "--format", "{state} {left}") and time_left.startswith("paused 0:1"), time_left
    assert "Standing hip flexor stretch, left, 0:1" in desk.well("status"), desk.well("status")
    desk.well("resume")
    desk.until(lambda: not desk.status()["paused"], "going on")
    desk.well("back")
    desk.well("stop")
    assert session.wait(PATIENCE_S) == 130
    events = desk.events(session)
    assert [event for event in events if event in ("jumped", "eased", "paused", "stopped")] == \
           ["jumped", "jumped", "eased", "paused", "stopped"], events
    assert os.listdir(desk.sockets) == []


def what_cannot_be_done_is_said(desk):
    done = desk.ctl("status")
    assert done.returncode == 1 and "no session is running" in done.stderr and "limber play" in done.stderr, done
    session = desk.play("core-1")
    for arguments, status, words in (
            (["jump", "99"], 1, "the last one is 8"), (["jump"], 2, "a step's number"), (["jump", "-1"], 2, ""),
            (["puase"], 2, "did you mean pause"), ([], 2, "say what"), (["pause", "now"], 2, "one thing"),
            (["status", "--format", "{nam}"], 2, "no field {nam}"), (["pause", "--json"], 2, "goes with status"),
            (["status", "--session", "1"], 1, "no session 1 is running")):
        done = desk.ctl(*arguments)
        assert done.returncode == status and words in done.stderr and done.stdout == "", (arguments, done)
    desk.well("stop")
    session.wait(PATIENCE_S)


def of_several_sessions_one_is_named(desk):
    sessions = [desk.play("hips-1"), desk.play("core-1")]
    done = desk.ctl("pause")
    assert done.returncode == 1 and "several sessions" in done.stderr and "--session PID" in done.stderr, done
    assert all(str(session.pid) in done.stderr for session in sessions) and "Hips, easy" in done.stderr, done
    assert desk.status("--session", str(sessions[1].pid))["routine"] == "core-1"
    assert not desk.status("--session", str(sessions[0].pid))["paused"]
    sessions[0].send_signal(signal.SIGKILL)
    sessions[0].wait()
    assert os.path.exists(desk.socket(sessions[0]))
    assert desk.status()["routine"] == "core-1"
    assert not os.path.exists(desk.socket(sessions[0]))
    desk.well("stop")
    sessions[1].wait(PATIENCE_S)


def only_the_person_may_knock(desk):
    session = desk.play("core-1")
    assert os.stat(desk.sockets).st_mode & 0o777 == 0o700
    assert os.stat(desk.socket(session)).st_mode & 0o777 == 0o600
    desk.well("stop")
    session.wait(PATIENCE_S)


def knock(desk, session):
    caller = socket.socket(socket.AF_UNIX)
    caller.connect(desk.socket(session))
    caller.settimeout(PATIENCE_S)
    return caller


def nonsense_and_floods_disturb_nothing(desk):
    session = desk.play("core-1")
    with knock(desk, session) as caller:
        caller.sendall(b'{"do":"stop","now":true}\n\xff\xfe\n{"do":"jump","step":1e9}\n')
        lines = caller.makefile()
        assert [json.loads(lines.readline())["ok"] for _ in range(3)] == [False] * 3
    with knock(desk, session) as caller:
        try:
            caller.sendall(b"x" * 100_000)
            hung_up = caller.recv(1) == b""
        except (ConnectionResetError, BrokenPipeError):
            hung_up = True
        assert hung_up
    idle = [knock(desk, session) for _ in range(20)]
    with knock(desk, session) as caller:
        caller.sendall(b'{"do":"status"}\n' * 200)
        lines = caller.makefile()
        assert all(json.loads(lines.readline())["ok"] for _ in range(200))
    assert desk.status()["routine"] == "core-1"
    for caller in idle:
        caller.close()
    late = [event for event in desk.events(session) if event == "stalled"]
    assert not late and session.poll() is None
    desk.well("stop")
    assert session.wait(PATIENCE_S) == 130


def main():
    for check in (a_session_is_commanded_from_elsewhere, what_cannot_be_done_is_said, of_several_sessions_one_is_named,
                  only_the_person_may_knock, nonsense_and_floods_disturb_nothing):
        with tempfile.TemporaryDirectory(prefix="limber-ctl-") as folder:
            desk = Desk(folder)
            try:
                check(desk)
            finally:
                desk.end()
        print(f"{check.__name__.replace('_', ' ')}")


main()
