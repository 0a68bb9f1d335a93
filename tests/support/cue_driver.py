"""The cue driver (tests/support/cue_driver.c) from Python: words in, lines out."""

import os
import select
import subprocess
import time

from sound import SOUNDS, is_alive, until


def children_of(pid):
    """The process ids of its living children."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(child) for child in file.read().split() if is_alive(int(child))]


class Driver:
    def __init__(self, program, sounder, environment, log, audio="auto"):
        self.command = [program, audio, sounder, SOUNDS, log]
        self.environment, self.lines, self.kept = environment, [], b""

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment)
        return self

    def say(self, word):
        self.process.stdin.write(word.encode() + b"\n")
        self.process.stdin.flush()

    def listen(self, wait_s):
        """Takes in what it prints within wait_s; false once it has ended."""
        if not select.select([self.process.stdout], [], [], wait_s)[0]:
            return True
        got = os.read(self.process.stdout.fileno(), 65536)
        *lines, self.kept = (self.kept + got).split(b"\n")
        self.lines += [line.decode() for line in lines]
        return bool(got)

    def wait_for(self, condition, bound_s, what):
        """Waits for a line, old or new, of which condition(line) is true, and returns it; takes out all up to it."""
        end = time.monotonic() + bound_s
        alive = True
        while True:
            for at, line in enumerate(self.lines):
                if condition(line):
                    del self.lines[:at + 1]
                    return line
            if not alive or time.monotonic() > end:
                raise AssertionError(f"{what}: not within {bound_s} s (alive: {alive}); heard {self.lines[-5:]}")
            alive = self.listen(0.05)

    def sounder(self):
        """The process id of its sounder."""
        return until(lambda: children_of(self.process.pid), 10, "a sounder")[0]

    def leave(self, word=None, bound_s=10):
        """Ends it; the seconds that took. Nothing may be left of it."""
        children = children_of(self.process.pid)
        begin = time.monotonic()
        if word:
            self.say(word)
        else:
            self.process.stdin.close()
        while self.listen(0.05):
            assert time.monotonic() - begin < bound_s, "the driver does not end"
        assert self.process.wait(bound_s) == 0
        assert not any(is_alive(child) for child in children), "the sounder outlived it"
        return time.monotonic() - begin

    def __exit__(self, *ignored):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(5)
        self.process.stdin.close()
        self.process.stdout.close()
