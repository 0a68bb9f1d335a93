"""limber inside tmux and inside GNU screen: drawn right at two sizes, left alone and come back to, and gone without a trace.

Argument: limber. A multiplexer that is not installed is passed over, and said so.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

LIMBER = sys.argv[1]
PLAY = f"{LIMBER} play hips-1 --yes --audio none"
PATIENCE_S = 10
failed = []


def check(what, condition, seen=""):
    if not condition:
        failed.append(what)
        print(f"FAILED {what}\n{seen}")


def eventually(what, look, *wanted):
    """Waits until the screen that `look` returns holds all that is wanted; returns it."""
    end = time.monotonic() + PATIENCE_S
    while True:
        text = look()
        if all(one in text for one in wanted):
            return text
        if time.monotonic() > end:
            check(f"{what}: {wanted}", False, text)
            return text
        time.sleep(0.02)


class Window:
    """A terminal window of the person's, that a multiplexer shows itself in."""

    def __init__(self, arguments, environment, columns, rows):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(arguments[0], arguments, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = b""

    def look(self):
        """All that was written so far."""
        while select.select([self.terminal], [], [], 0.01)[0]:
            try:
                self.seen += os.read(self.terminal, 1 << 16)
            except OSError:
                break
        return self.seen.decode(errors="replace")

    def close(self):
        try:
            os.kill(self.pid, signal.SIGHUP)
        except ProcessLookupError:
            pass
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def environment(folder, **more):
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}
    return {**kept, "HOME": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8", "SHELL": "/bin/sh", "PS1": "$ ", **more}


def in_tmux(folder, columns, rows, wanted, paused):
    settings = environment(folder, TMUX_TMPDIR=folder)

    def tmux(*arguments):
        return subprocess.run(["tmux", "-L", "limber", "-f", "/dev/null", *arguments], env=settings, capture_output=True,
                              text=True, timeout=30).stdout

    def pane():
        return tmux("capture-pane", "-p", "-t", "limber")

    tmux("new-session", "-d", "-s", "limber", "-x", str(columns), "-y", str(rows), "/bin/sh")
    try:
        where = f"tmux {columns}x{rows}"
        tmux("send-keys", "-t", "limber", PLAY, "Enter")
        text = eventually(where, pane, *wanted)
        check(f"{where}: nothing wider than the window", max(map(len, text.split("\n"))) <= columns, text)
        tmux("send-keys", "-t", "limber", "Space")
        eventually(where, pane, *paused)

        one = Window(["tmux", "-L", "limber", "attach", "-t", "limber"], settings, 80, 25)
        eventually(f"{where}, attached", one.look, "Paused at 15 seconds.")
        tmux("detach-client", "-s", "limber")
        eventually(f"{where}, left", lambda: "none" + tmux("list-clients"), "none")
        one.close()
        two = Window(["tmux", "-L", "limber", "attach", "-t", "limber"], settings, 40, 13)
        eventually(f"{where}, attached in a smaller window", lambda: tmux("display", "-p", "#{window_width}x#{window_height}"),
                   "40x12")
        eventually(f"{where}, attached in a smaller window", lambda: "only " + pane().lstrip(), "only Next: Easy", "PAUSED")
        two.close()

        tmux("send-keys", "-t", "limber", "q")
        eventually(where, pane, "STOP")
        tmux("send-keys", "-t", "limber", "y")
        eventually(where, pane, "0 of 8")
        tmux("send-keys", "-t", "limber", "q")
        eventually(f"{where}, at the end", lambda: "now " + tmux("display", "-p", "-t", "limber", "#{alternate_on}#{cursor_flag}"),
                   "now 01")
        tmux("send-keys", "-t", "limber", "stty -a", "Enter")
        eventually(f"{where}, at the end", pane, " icanon", " echo ")
    finally:
        tmux("kill-server")


def hears(what, window):
    """Whoever sits at the window hears a bell from now on."""
    window.look()
    before = window.seen.count(b"\a")
    eventually(what, lambda: f"{min(1, window.look().count(chr(7)) - before)} more", "1 more")


def has_ended(settings):
    """Nobody writes any more where the session was."""
    sockets = os.path.join(settings["XDG_RUNTIME_DIR"], "limber")
    eventually("the end", lambda: f"{len(os.listdir(sockets))} left", "0 left")


def ringing(folder):
    """A session in which a bell is never far."""
    path = os.path.join(folder, "ringing.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("""
limber: 1
title: Often
timing: {transition: 4s, rest: 3s, switch: 4s}
steps: [{circuit: 20, rest: 3s, steps: [lift 1]}]
exercises:
  lift: {name: Lift, type: strength, area: glutes, position: standing, reps: 1, tempo: 1-0-1, setup: Lift.}
""")
    return f"{LIMBER} play {path} --yes --audio bell --speed 4"


def the_bell_follows_who_sits_at_tmux(folder):
    """… and the status line of tmux shows how the session stands."""
    settings = environment(folder, TMUX_TMPDIR=folder, XDG_RUNTIME_DIR=os.path.join(folder, "run"))
    os.mkdir(settings["XDG_RUNTIME_DIR"], 0o700)

    def tmux(*arguments):
        return subprocess.run(["tmux", "-L", "limber", "-f", "/dev/null", *arguments], env=settings, capture_output=True,
                              text=True, timeout=30).stdout

    tmux("new-session", "-d", "-s", "limber", "-x", "80", "-y", "24", ringing(folder))
    try:
        tmux("set", "-g", "bell-action", "any", ";", "set", "-g", "monitor-bell", "on", ";", "set", "-g", "status-interval", "1",
             ";", "set", "-g", "status-right-length", "60", ";", "set", "-g", "status-right",
             f"#({LIMBER} ctl status --format '~{{name}} {{left}}~' 2>&1)")
        for size in ((80, 25), (100, 31)):
            window = Window(["tmux", "-L", "limber", "attach", "-t", "limber"], settings, *size)
            hears(f"tmux, attached at {size}", window)
            eventually("tmux's status line", lambda: "~" + ".".join(re.findall(r"~([^~]+ \d+:\d\d)~", window.look())[-1:]), ":")
            tmux("detach-client", "-s", "limber")
            eventually("tmux, left", lambda: "none" + tmux("list-clients"), "none")
            window.close()
    finally:
        tmux("kill-server")
        has_ended(settings)


def the_bell_follows_who_sits_at_screen(folder):
    sockets = os.path.join(folder, "screens")
    os.mkdir(sockets, 0o700)
    settings = environment(folder, SCREENDIR=sockets, XDG_RUNTIME_DIR=os.path.join(folder, "run"), SYSSCREENRC="/dev/null")
    os.mkdir(settings["XDG_RUNTIME_DIR"], 0o700)
    window = Window(["screen", "-U", "-c", "/dev/null", "-S", "limber", *ringing(folder).split()], settings, 80, 24)
    try:
        eventually("GNU screen", window.look, "left")
        subprocess.run(["screen", "-S", "limber", "-X", "vbell", "off"], env=settings, capture_output=True, timeout=30)
        hears("GNU screen", window)
        subprocess.run(["screen", "-S", "limber", "-d"], env=settings, capture_output=True, timeout=30)
        eventually("GNU screen, left", window.look, "detached from")
        window.close()
        window = Window(["screen", "-U", "-r", "limber"], settings, 100, 30)
        eventually("GNU screen, attached again", window.look, "left")
        hears("GNU screen, attached again", window)
    finally:
        subprocess.run(["screen", "-S", "limber", "-X", "quit"], env=settings, capture_output=True, timeout=30)
        window.close()
        has_ended(settings)


def drawn_as_drawn_anew(folder, columns, rows, wanted, paused, within=""):
    """
    What was drawn change by change looks as it does drawn anew, also in rows that ncurses had not known of at first; in tmux
    itself, or within another multiplexer, a command, in it.
    """
    sockets = os.path.join(folder, "sockets")
    os.mkdir(sockets, 0o700)
    settings = environment(folder, TMUX_TMPDIR=folder, SCREENDIR=sockets)

    def tmux(*arguments):
        return subprocess.run(["tmux", "-L", "limber", "-f", "/dev/null", *arguments], env=settings, capture_output=True,
                              text=True, timeout=30).stdout

    def pane():
        return tmux("capture-pane", "-p", "-t", "limber")

    tmux("new-session", "-d", "-s", "limber", "-x", str(columns), "-y", str(rows), f"{within} {PLAY}")
    try:
        where = f"{within} in tmux {columns}x{rows}"
        eventually(where, pane, *wanted)
        tmux("send-keys", "-t", "limber", "f")
        eventually(where, pane, "The figure larger.")
        tmux("send-keys", "-t", "limber", "f")
        eventually(where, pane, "The digits larger.")
        tmux("send-keys", "-t", "limber", "f", "Space")
        eventually(where, pane, *paused)
        before = pane()
        tmux("resize-window", "-t", "limber", "-x", str(columns), "-y", str(rows + 3))
        eventually(f"{where}, higher", lambda: "other" if pane().rstrip() != before.rstrip() else "same", "other")
        tmux("resize-window", "-t", "limber", "-x", str(columns), "-y", str(rows))
        eventually(f"{where}, drawn anew", lambda: "same" if pane() == before else before + pane(), "same")
    finally:
        if within:
            subprocess.run(["screen", "-S", "limber", "-X", "quit"], env=settings, capture_output=True, timeout=30)
        tmux("kill-server")


def in_screen(folder, columns, rows, wanted, paused):
    sockets = os.path.join(folder, "screens")
    os.mkdir(sockets, 0o700)
    copy = os.path.join(folder, "hardcopy")
    settings = environment(folder, SCREENDIR=sockets)
    where = f"GNU screen {columns}x{rows}"

    def command(*arguments):
        subprocess.run(["screen", "-S", "limber", "-X", *arguments], env=settings, capture_output=True, timeout=30)

    def picture():
        window.look()
        command("hardcopy", copy)
        try:
            with open(copy, encoding="utf-8", errors="replace") as file:
                return file.read()
        except OSError:
            return ""

    window = Window(["screen", "-U", "-c", "/dev/null", "-S", "limber", "/bin/sh"], settings, columns, rows)
    try:
        eventually(where, picture, "$")
        command("stuff", PLAY + "\n")
        text = eventually(where, picture, *(one for one in wanted if one.isascii()))  # a hardcopy is no UTF-8
        eventually(where, window.look, "█")
        check(f"{where}: nothing wider than the window", max(map(len, text.split("\n"))) <= columns, text)
        check(f"{where}: it is not asked what it cannot answer", "\033]11" not in window.look())
        command("stuff", " ")
        eventually(where, picture, *paused)
        command("stuff", "q")
        eventually(where, picture, "Stop here?" if columns > 60 else "STOP")
        command("stuff", "y")
        eventually(where, picture, "0 of 8")
        command("stuff", "q")
        eventually(f"{where}, at the end", lambda: "\n" + picture(), "\n$")
        command("stuff", "stty -a\n")
        eventually(f"{where}, at the end", picture, " icanon", " echo ")
    finally:
        command("quit")
        window.close()


def main():
    usual = ("GET READY", "Next: Easy march on the spot", "1 of 8", "? help", "█"), ("Paused at",)
    small = ("Next: Easy march", "READY", "1 of 8", "10:", "█"), ("PAUSED",)
    for name, run in (("tmux", in_tmux), ("screen", in_screen)):
        if shutil.which(name) is None:
            print(f"{name} is not installed: passed over")
            continue
        for columns, rows, wanted in ((80, 24, usual), (40, 12, small)):
            with tempfile.TemporaryDirectory() as folder:
                run(folder, columns, rows, *wanted)
                print(f"{name} {columns}x{rows}: looked at")
    for name, run in (("tmux", the_bell_follows_who_sits_at_tmux), ("screen", the_bell_follows_who_sits_at_screen)):
        if shutil.which(name) is not None:
            with tempfile.TemporaryDirectory() as folder:
                run(folder)
                print(f"{name}: left and come back to, the bell comes along")
    if shutil.which("tmux") is not None:
        with tempfile.TemporaryDirectory() as folder:
            drawn_as_drawn_anew(folder, 100, 36, *usual)
            print("tmux 100x36: drawn anew")
    if shutil.which("tmux") is not None and shutil.which("screen") is not None:
        with tempfile.TemporaryDirectory() as folder:
            drawn_as_drawn_anew(folder, 80, 24, *usual, within="screen -U -c /dev/null -S limber")
            print("GNU screen 80x24: drawn anew")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
