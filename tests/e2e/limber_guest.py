"""Guests over a real sshd, with the very block of sshd_config that docs/ssh.md gives: what they can do, and all that they cannot.

Arguments: limber. Skipped where there is no sshd.
"""

import concurrent.futures
import contextlib
import datetime
import fcntl
import glob
import json
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
import termios
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from ssh import SSHD, Server, Terminal, free_port, until  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
AT_ONCE = 6
ONLY_PLAY = "here you can play routines and nothing else"
SHORT = """
limber: 1
title: The clinic's own
timing: {transition: 4s, rest: 3s, switch: 4s}
steps: [lift 2]
exercises:
  lift: {name: Lift, type: strength, area: glutes, position: standing, reps: 2, tempo: 1-0-1, setup: Lift.}
"""


def documented(kind):
    with open(os.path.join(ROOT, "docs", "ssh.md"), encoding="utf-8") as file:
        return re.search(rf"```{kind}\n(.*?)```", file.read(), re.DOTALL).group(1)


def documented_block(user, command, keys):
    block = documented("sshd_config")
    for written, ours in (("Match User limber", f"Match User {user}"),
                          ("/usr/bin/limber guest --config /etc/limber/guest.yaml", command),
                          ("/etc/limber/keys/%u", keys)):
        assert written in block, block
        block = block.replace(written, ours)
    return block


class Place:
    """A server with guests, who are the user that runs the tests."""

    def __init__(self, limber, folder, settings, accept="LANG LC_* COLORTERM"):
        self.limber, self.folder = limber, folder
        self.history = os.path.join(folder, "guests")
        self.config = os.path.join(folder, "guest.yaml")
        routines = os.path.join(folder, "routines")
        os.makedirs(routines, exist_ok=True)
        with open(os.path.join(routines, "own.yaml"), "w", encoding="utf-8") as file:
            file.write(SHORT)
        with open(self.config, "w", encoding="utf-8") as file:
            file.write("limber: 1\n" + settings.format(history=self.history, routines=routines))
        if "{history}" in settings:
            self.know("nickname/ada", "nickname/ben")
        subprocess.run([limber, "check", self.config], check=True, stdout=subprocess.DEVNULL)
        user = subprocess.run(["id", "-un"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        block = documented_block(user, f"{limber} guest --config {self.config}", os.path.join(folder, "ssh", "authorized"))
        self.server = Server(folder, "PermitUserEnvironment LIMBER_GUEST\nSubsystem sftp internal-sftp\n" + block, accept)

    def __enter__(self):
        self.server.__enter__()
        return self

    def __exit__(self, *ignored):
        self.server.__exit__()

    def ssh(self, *words, options=("-tt",)):
        return ["ssh", "-F", self.server.config, *options, "far", *words]

    def know(self, *guests):
        """These have answered the long questions today."""
        for guest in guests:
            folder = os.path.join(self.history, guest, "limber")
            os.makedirs(folder, mode=0o700)
            path = os.path.join(folder, "profile.yaml")
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
                file.write(f"limber: 1\ntold: true\nchecked: {datetime.date.today()}\n")

    def come(self, *words, options=("-tt",), columns=80, rows=24, **environment):
        usual = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "HOME": self.folder}
        return Terminal(self.ssh(*words, options=options), {**usual, **environment}, columns, rows)

    def come_directly(self, *words, **environment):
        """As sshd starts it, without the way there."""
        usual = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "SSH_ORIGINAL_COMMAND": " ".join(words)}
        return Terminal([self.limber, "guest", "--config", self.config], {**usual, **environment})

    def run(self, *words, options=(), bound_s=20):
        return subprocess.run(self.ssh(*words, options=options), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=bound_s)

    def guests(self):
        """The processes of guests that are here, not the shells that sshd starts them through."""
        found = []
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(path, "rb") as file:
                    words = file.read().split(b"\0")
            except OSError:
                continue
            if words[0] == self.limber.encode() and self.config.encode() in words:
                found.append(int(path.split("/")[2]))
        return found

    def sessions(self, guest):
        """What the history of `guest` (KIND/NAME) holds: routines and outcomes."""
        told = subprocess.run([self.limber, "history", "--json"], check=True, stdout=subprocess.PIPE,
                              env={**os.environ, "XDG_DATA_HOME": os.path.join(self.history, guest)}).stdout
        return sorted((session["started"], session["routine"], session["outcome"]) for session in json.loads(told))

    def is_left(self):
        """Nobody stays behind."""
        until(lambda: self.guests() == [], 5, "the guests' end")


def begin(guest, words):
    """Answers what is asked first (none of these, go on) until `words` are there."""
    end, answered = time.monotonic() + 20, 0
    while words not in guest.text():
        assert time.monotonic() < end, (words, guest.text()[-2000:])
        shown = len(guest.seen)
        time.sleep(0.05)
        # Once a page, when it stands: what is typed ahead would be keys of the player.
        if len(guest.seen) == shown and shown != answered:
            answered = shown
            guest.press("0\r" if "now?" in guest.text()[-1500:] else "n\r")


def play_a_while(place, nickname, routine="own"):
    with place.come(routine) as guest:
        guest.until("Nickname")
        guest.press(nickname + "\n")
        begin(guest, "Lift")
        leave(guest)


def leave(guest):
    """Out of the player, the summary or the library."""
    def gone():
        try:
            guest.press("qy")
        except OSError:
            pass
        try:
            guest.wait(0.3)
            return True
        except AssertionError:
            return False
    try:
        until(gone, 15, "leaving")
    except AssertionError:
        print(guest.text()[-1500:].replace("\033","^["))
        raise


def a_routine_is_played_and_kept_apart(place):
    play_a_while(place, "Ada")
    play_a_while(place, "ben")
    play_a_while(place, "ada")
    assert [row[1] for row in place.sessions("nickname/ada")] == ["own", "own"], place.sessions("nickname/ada")
    assert [row[1] for row in place.sessions("nickname/ben")] == ["own"], place.sessions("nickname/ben")
    for path in glob.glob(place.history + "/**", recursive=True):
        mode = os.stat(path).st_mode & 0o777
        assert mode == (0o700 if os.path.isdir(path) else 0o600), (path, oct(mode))
    place.is_left()


def names_name_nothing_else(place):
    for typed in ("../ada", "ada/../ben", "\033]0;x\033\\", "a" * 5000, "nul\x01", "ünal", "-x", "$(id)"):
        with place.come("own") if typed.startswith("\033") else place.come_directly("own") as guest:
            guest.until("Nickname")
            guest.press(typed + "\n")
            guest.until("That is none")
            assert "\033]0;" not in guest.text(), guest.text()
    assert sorted(os.listdir(place.history)) == ["nickname"] and sorted(os.listdir(place.history + "/nickname")) == ["ada", "ben"]
    with place.come("own") as guest:
        guest.until("Nickname")
        guest.press("\n")
        begin(guest, "Lift")
        leave(guest)
    assert sorted(os.listdir(place.history + "/nickname")) == ["ada", "ben"]
    place.is_left()


def nothing_else_is_run(place):
    canary = os.path.join(place.folder, "canary")
    for command in (f"own; touch {canary}", f"$(touch {canary})", "limber play --log " + canary + " own"):
        done = place.run(command)
        assert done.returncode == 2 and ONLY_PLAY in done.stderr and not os.path.exists(canary), (command, done)
    done = place.run("own")
    assert done.returncode == 3 and "needs a terminal" in done.stderr, done
    done = place.run("sftp", options=("-s",))
    assert done.returncode != 0 and done.stdout == "", done
    for words in (["-O"], []):
        source = place.config
        done = subprocess.run(["scp", *words, "-F", place.server.config, source, f"far:{canary}"], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20)
        assert done.returncode != 0 and not os.path.exists(canary), done
    # The rest needs no line: sshd hands the command on as it is.
    bad = ["", " ", "sh -c id", "../own", "limber play own --yes", "own own", "limber list", "play own", "limber play --link", "--link own", "--link " + "x" * 31,
           "limber play --link " + "x" * 32 + " own more", "/etc/passwd", "own.yaml", "./own", "own\n", "own\t", "'own'", "OWN",
           "own\033[2J", "own&", "-- own", "--yes", "--audio portaudio own", "--voice command:id own", "--config /x", "x" * 100000,
           "x " * 90, "\xff", "limber guest", "own|sh", "a" * 65]
    for command in bad:
        environment = {"SSH_ORIGINAL_COMMAND": command, "TERM": "xterm"}
        done = subprocess.run([place.limber, "guest", "--config", place.config], stdin=subprocess.DEVNULL, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=10)
        empty = command.strip(" ") == ""
        assert done.returncode == (3 if empty else 2), (command[:50], done)
        assert b"\033" not in done.stderr and b"\xff" not in done.stderr, done


def settings_are_checked(limber, folder):
    path = os.path.join(folder, "settings", "guest.yaml")
    os.makedirs(os.path.dirname(path))
    for text, words in ((documented("yaml"), None), ("limber: 1\nguests: nickname\n", "no folder for their histories"),
                        ("limber: 1\nguests: nicknames\n", 'did you mean "nickname"'), ("limber: 1\nonly: [../x]\n", "not the id"),
                        ("limber: 1\nroutines: here\n", "not a whole path"), ("limber: 1\nidel: 5m\n", '"idle"'),
                        ("limber: 1\nfigure: sold\n", 'did you mean "solid"'), ("limber: 1\nidle: 0s\n", "idle"), ("guests: none\n", "limber"), ("limber: [", "guest.yaml:")):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([limber, "check", path], stdout=subprocess.PIPE, text=True)
        assert done.returncode == (words is not None) and (words or "") in done.stdout, (text, done)
        if words is not None:
            with Terminal([limber, "guest", "--config", path], {"TERM": "xterm"}) as guest:
                guest.until("cannot be used as it is")
                assert guest.wait() == 1


def the_figure_is_drawn_as_the_admin_says(limber, folder):
    config = os.path.join(folder, "figure.yaml")
    for style, drawn, absent in (("ascii", r"@", r"[\u2801-\u28ff]"), ("braille", r"[\u2801-\u28ff]", r"@")):
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"limber: 1\nfigure: {style}\n")
        with Terminal([limber, "guest", "--config", config], {"TERM": "xterm-256color", "LANG": "C.UTF-8"}) as guest:
            until(lambda: re.search(drawn, guest.text()), 10, f"a figure in {style}")
            assert not re.search(absent, guest.text()), guest.text()


def only_what_was_chosen_is_there(limber, folder):
    config = os.path.join(folder, "chosen.yaml")
    with open(config, "w", encoding="utf-8") as file:
        file.write("limber: 1\nonly: [hips-1, core-1]\n")
    for command, status, words in (("hips-1", None, "Easy march"), ("hips-2", 1, "there is no routine"), ("own", 1, "there is no routine"),
                                   (None, None, "routines")):
        environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", **({"SSH_ORIGINAL_COMMAND": command} if command else {})}
        with Terminal([limber, "guest", "--config", config], environment) as guest:
            begin(guest, words) if words == "Easy march" else guest.until(words)
            if status is not None:
                assert guest.wait() == status
            elif command is None:
                assert "20 more" not in guest.text() and "minutes" not in guest.text()
                assert len(re.findall(r"\d+ min", guest.text())) <= 3, guest.text()


def a_process_has_nothing_but_its_session(place):
    with place.come("own") as guest:
        guest.until("Nickname")
        guest.press("ada\n")
        begin(guest, "Lift")
        [pid] = place.guests()
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            status = file.read()
        with open(f"/proc/{pid}/limits", encoding="ascii") as file:
            limits = {line[:26].strip(): line[26:].split()[:2] for line in file}
        with open(f"/proc/{pid}/environ", "rb") as file:
            assert b"SSH_AUTH" not in file.read()
        if sys.platform == "linux":
            assert re.search(r"^NoNewPrivs:\s1$", status, re.MULTILINE), status
        assert limits["Max core file size"] == ["0", "0"] and limits["Max open files"] == ["64", "64"], limits
        assert limits["Max file size"] == [str(64 << 20)] * 2 and limits["Max processes"] == ["2000"] * 2, limits
        sanitized = int(re.search(r"^VmPeak:\s+(\d+)", status, re.MULTILINE).group(1)) > 1 << 30  # kB: no limit leaves that much
        assert sanitized or limits["Max address space"] == [str(256 << 20)] * 2, limits
        children = "".join(open(path, encoding="ascii").read() for path in glob.glob(f"/proc/{pid}/task/*/children"))
        assert children == "", children
        leave(guest)


def forwards_are_refused_but_the_link(place):
    port, inner = free_port(), free_port()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", inner))
        listener.listen()
        listener.settimeout(0)
        near = subprocess.Popen(place.ssh(options=("-N", "-L", f"{port}:127.0.0.1:{inner}", "-D", str(free_port()))),
                                stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            def knock():
                try:
                    with socket.create_connection(("127.0.0.1", port), 5) as connection:
                        return connection.recv(1) == b""
                except ConnectionRefusedError:
                    return False
                except ConnectionError:
                    return True
            until(knock, 10, "a forward that is closed at once")
            try:
                listener.accept()
                raise AssertionError("the forward went through")
            except BlockingIOError:
                pass
        finally:
            near.kill()  # asked to end, it may wait for forwards that are still open
            near.wait(10)
    done = place.run(options=("-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{free_port()}:127.0.0.1:{inner}"))
    assert done.returncode == 255, done


def the_link_is_there_and_leaves_nothing(place):
    token = "".join(random.SystemRandom().choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(32))
    folder = os.path.join(place.history, "nickname", "ben", "limber")
    shutil.copy(os.path.join(ROOT, "sounds", "finish.flac"), folder)
    with open(os.path.join(folder, "config.yaml"), "w", encoding="utf-8") as file:
        file.write("limber: 1\nsounds:\n  finish: finish.flac\n")
    near, far = os.path.join(place.folder, "near.sock"), f"/tmp/limber-{token}.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(near)
        listener.listen()
        listener.settimeout(20)
        with place.come(f"limber play --link {token} own", options=("-tt", "-R", f"{far}:{near}")) as guest:
            guest.until("Nickname")
            guest.press("ben\n")
            begin(guest, "Lift")
            connection, _ = listener.accept()
            with connection, connection.makefile() as lines:
                assert '"hello"' in lines.readline()
                # Even where an admin has given a guest a sound, no file of the machine goes anywhere.
                connection.sendall(b'{"type":"hello","version":2,"role":"sounder","output":"portaudio"}\n'
                                   b'{"type":"ping","sent_ns":7}\n')
                heard = [json.loads(lines.readline())]
                while heard[-1]["type"] != "pong":
                    heard.append(json.loads(lines.readline()))
                assert not [message for message in heard if message["type"] == "offer"], heard
                assert not os.path.exists(far)
            leave(guest)


def children(pid):
    """The names of its children."""
    names = []
    for path in glob.glob(f"/proc/{pid}/task/*/children"):
        with open(path, encoding="ascii") as file:
            for child in file.read().split():
                with contextlib.suppress(OSError), open(f"/proc/{child}/comm", encoding="ascii") as name:
                    names.append(name.read().strip())
    return names


def limber_ssh_is_all_it_takes(place):
    """What docs/ssh.md tells guests to type: the sounder of their own machine is found from the player of this one."""
    run = os.path.join(place.folder, "run")
    os.mkdir(run, 0o700)
    environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "HOME": place.folder,
                   "XDG_RUNTIME_DIR": run}
    for words, shown in ((["own"], "Lift"), ([], "routines")):
        with Terminal([place.limber, "ssh", "-F", place.server.config, "far", *words], environment) as guest:
            guest.until("Nickname")
            guest.press("ben\n")
            begin(guest, shown)
            if words:
                until(lambda: "limber-sounder" in children(guest.pid), 5, "the sounder here")
            leave(guest)
        assert glob.glob(run + "/limber/*") == []
    place.is_left()


def the_environment_says_nothing(place):
    evil = os.path.join(place.folder, "evil")
    os.makedirs(os.path.join(evil, "limber", "routines"))
    shutil.copy(os.path.join(place.folder, "routines", "own.yaml"), os.path.join(evil, "limber", "routines", "planted.yaml"))
    sent = [f"XDG_DATA_HOME={evil}", f"XDG_CONFIG_HOME={evil}", f"TERMINFO={evil}", "LIMBER_GUEST=ben", "LIMBER_LINK=../../x",
            f"HOME={evil}", "LIMBER_MOTION=reduced", f"LOCPATH={evil}", "COLORTERM=" + "x" * 10000, "LC_ALL=../../x"]
    options = ("-tt", "-o", "SetEnv " + " ".join(sent))
    with place.come("planted", options=options, TERM="../../x") as guest:
        guest.until("Nickname")
        guest.press("ada\n")
        guest.until('there is no routine "planted"')
        assert guest.wait() == 1
    for term in ("../../x", "$(id)", "x" * 3000, "xterm-unheard-of", "gibberish"):
        direct = dict(sentence.split("=", 1) for sentence in sent)
        with place.come_directly("own", **{**direct, "TERM": term, "LANG": "../../../x"}) as guest:
            guest.until("Nickname")
            guest.press("ada\n")
            begin(guest, "Lift")
            leave(guest)
    assert os.listdir(evil) == ["limber"] and os.listdir(os.path.join(evil, "limber")) == ["routines"]
    assert sorted(os.listdir(place.history + "/nickname")) == ["ada", "ben"] and os.listdir(place.history) == ["nickname"]
    place.is_left()


def what_the_environment_leaves_open_is_asked(place):
    """No LANG comes along: the terminal proves that it takes UTF-8, or does not; COLORTERM comes along, or does not."""
    for answer, colours, seen, unseen in (("\033[1;2R", "truecolor", ("\033[38;2;", "━"), ()),
                                          ("", "", ("\033[38;5;", "----"), ("\033[38;2;", "━"))):
        with place.come("own", options=("-tt", "-o", "SendEnv COLORTERM"), COLORTERM=colours) as guest:
            guest.until("Nickname")
            guest.press("ada\n")
            guest.until("\033[6n")
            guest.press(answer)
            begin(guest, "Lift")
            for words in seen:
                guest.until(words)
            assert not [words for words in unseen if words in guest.text()], guest.text()[-1000:]
            leave(guest)


def without_a_home_it_is_played_all_the_same(place):
    routine = os.path.join(place.folder, "routines", "own.yaml")
    for home in ({"HOME": "/proc/1/nowhere"}, {"HOME": "/dev/null"}):
        done = subprocess.run([place.limber, "play", routine, "--yes", "--plain", "--audio", "none", "--speed", "20"],
                              env={"PATH": os.environ["PATH"], **home}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=30)
        assert done.returncode == 0 and "Not saved for now: cannot use the folder" in done.stdout, done


def resize(guest, columns, rows):
    fcntl.ioctl(guest.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.kill(guest.pid, signal.SIGWINCH)


def is_there_and_not_stopped(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            assert "State:\tT" not in file.read(), "stopped"
    except (FileNotFoundError, ProcessLookupError):
        return False
    return True


def no_size_and_no_key_is_too_much(place):
    with place.come("hips-1", columns=0, rows=0) as guest:
        guest.until("Nickname")
        guest.press("ada\n")
        begin(guest, "Easy march")
        [pid] = place.guests()
        for columns, rows in ((65535, 65535), (0, 0), (1, 1), (65535, 1), (1, 65535), (80, 24)):
            before = len(guest.seen)
            resize(guest, columns, rows)
            until(lambda: len(guest.seen) > before, 10, f"a frame at {columns}x{rows}")
        for key in ("\x1a", "\x1c"):  # ^Z and ^\ have nobody to go back to
            guest.press(key)
        chance = random.Random(1)
        keys = "hjklnbe ?+-mvuxt[]\t\r\033[A\033OP\x01\x7f\xc3(" * 40
        for _ in range(8):
            guest.press("".join(chance.choice(keys) for _ in range(2000)))
        # Many a key leads on: so many may have gone through the whole routine and closed its summary.
        if is_there_and_not_stopped(pid):
            os.kill(guest.pid, signal.SIGKILL)
        else:
            assert guest.wait() in (0, 130), guest.status
    place.is_left()


def a_hang_up_leaves_nothing(place):
    with place.come("hips-1") as guest:
        guest.until("Nickname")
        guest.press("ben\n")
        begin(guest, "Easy march")
        assert len(place.guests()) == 1
        until(lambda: place.sessions("nickname/ben"), 5, "the session's first line in the history")
        os.kill(guest.pid, signal.SIGKILL)
        until(lambda: place.guests() == [], 3, "the end after a hang-up")
    assert place.sessions("nickname/ben")[-1][1:] == ("hips-1", "interrupted"), place.sessions("nickname/ben")
    with place.come() as guest:  # nobody answers at all
        guest.until("Nickname")
        os.kill(guest.pid, signal.SIGKILL)
    place.is_left()


def nobody_stays_for_ever(place):
    with place.come() as idle, place.come("hips-1") as busy:
        idle.until("Nickname")
        idle.press("ben\n")
        idle.until("routines")
        busy.until("Nickname")
        busy.press("ada\n")
        begin(busy, "Easy march")
        idle.until("nobody was there for 3 s", 15)
        assert idle.wait() == 143 and len(place.guests()) == 1, idle.status
        busy.until("the time for one session is over", 15)
        assert busy.wait() == 143, busy.status
    assert place.sessions("nickname/ada")[-1][1:] == ("hips-1", "interrupted")
    place.is_left()


def a_key_is_a_guest(place):
    with place.come("own") as guest:
        begin(guest, "Lift")
        leave(guest)
    listed = subprocess.run(["ssh-keygen", "-lf", place.server.path("user.pub")], check=True, stdout=subprocess.PIPE, text=True).stdout
    fingerprint = listed.split()[1].replace(":", "_").replace("+", "-").replace("/", "_")
    assert os.listdir(os.path.join(place.history, "key")) == [fingerprint], listed
    assert [row[1] for row in place.sessions("key/" + fingerprint)] == ["own"]
    with open(place.server.path("user.pub"), encoding="utf-8") as file:
        key = file.read()
    for line, words in ((f'restrict,pty,command="{place.limber} guest --config {place.config} --name Eve" {key}', "own"),):
        # A command of the key's own counts where there is no ForceCommand: here that goes before, so it is called as sshd would.
        assert "restrict" in line
        with Terminal([place.limber, "guest", "--config", place.config, "--name", "Eve"],
                      {"TERM": "xterm-256color", "SSH_ORIGINAL_COMMAND": words}) as guest:
            begin(guest, "Lift")
            leave(guest)
    assert [row[1] for row in place.sessions("given/eve")] == ["own"]


def a_given_name_is_the_admins(place):
    with open(place.server.path("user.pub"), encoding="utf-8") as file:
        key = file.read()
    place.server.write("authorized", f'environment="LIMBER_GUEST=cleo" {key}')
    with place.come("own", options=("-tt", "-o", "SetEnv LIMBER_GUEST=ada")) as guest:
        begin(guest, "Lift")
        leave(guest)
    assert os.listdir(os.path.join(place.history, "given")) == ["cleo"]


EVERYTHING = "guests: nickname\nhistory: {history}\nroutines: {routines}\n"
CARELESS = "LANG LC_* COLORTERM LIMBER_* XDG_* TERMINFO HOME LOCPATH"
AT_A_PLACE = (
    (no_size_and_no_key_is_too_much, EVERYTHING), (a_routine_is_played_and_kept_apart, EVERYTHING),
    (the_environment_says_nothing, EVERYTHING), (nothing_else_is_run, EVERYTHING),
    (nobody_stays_for_ever, "guests: nickname\nhistory: {history}\nidle: 3s\nsession: 6s\n"),
    (what_the_environment_leaves_open_is_asked, EVERYTHING), (without_a_home_it_is_played_all_the_same, EVERYTHING),
    (a_key_is_a_guest, "guests: key\nhistory: {history}\nroutines: {routines}\n"), (names_name_nothing_else, EVERYTHING),
    (a_given_name_is_the_admins, "guests: given\nhistory: {history}\nroutines: {routines}\n"),
    (a_hang_up_leaves_nothing, EVERYTHING), (limber_ssh_is_all_it_takes, EVERYTHING), (the_link_is_there_and_leaves_nothing, EVERYTHING),
    (a_process_has_nothing_but_its_session, EVERYTHING), (forwards_are_refused_but_the_link, EVERYTHING))


IN_A_FOLDER = (only_what_was_chosen_is_there, the_figure_is_drawn_as_the_admin_says, settings_are_checked)


def at_a_place(limber, test, settings):
    accept = (CARELESS,) if settings == EVERYTHING else ()
    with tempfile.TemporaryDirectory(prefix="limber-guest-") as folder, Place(limber, folder, settings, *accept) as place:
        test(place)


def in_a_folder(limber, test):
    with tempfile.TemporaryDirectory(prefix="limber-guest-") as folder:
        test(limber, folder)


def main(limber):
    if SSHD is None:
        print("no sshd here")
        sys.exit(77)
    signal.alarm(170)
    os.umask(0o077)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(at_a_place, limber, test, settings) for test, settings in AT_A_PLACE]
        running += [pool.submit(in_a_folder, limber, test) for test in IN_A_FOLDER]
        for done in concurrent.futures.as_completed(running):
            done.result()


main(*sys.argv[1:])
