"""What many guests at once cost: so many sessions of `limber guest`, each on a terminal of its own, played at the same time.

usage: guests.py LIMBER FLOOR [--guests N] [--seconds S]

Processor time is the kernel's to the nanosecond (schedstat), memory the sum of the proportional set sizes, so that what they share
counts once. Each guest has a history; with the figure moving and with it still; the floor is the same number of the smallest
countdowns there can be. Ends with 1 where a goal is missed.
"""

import argparse
import datetime
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time

SETTINGS = "limber: 1\nguests: nickname\nhistory: {history}\nsession: 60m\n{calm}"


class Crowd:
    """So many programs, each in a pty of its own that is read as a person's terminal would."""

    def __init__(self, arguments, environment, count):
        self.terminals, self.pids, self.bytes = [], [], 0
        for i in range(count):
            pid, terminal = pty.fork()
            if pid == 0:
                os.closerange(3, 4096)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
                os.execve(arguments[0], arguments, environment)
            self.pids.append(pid)
            self.terminals.append(terminal)
        self.poll = select.epoll()
        for terminal in self.terminals:
            self.poll.register(terminal, select.EPOLLIN)

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for terminal, _ in self.poll.poll(left):
                try:
                    self.bytes += len(os.read(terminal, 1 << 16))
                except OSError:
                    self.poll.unregister(terminal)

    def type(self, keys):
        for terminal in self.terminals:
            os.write(terminal, keys.encode())

    def processor_ns(self):
        """Of all their threads."""
        total = 0
        for pid in self.pids:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
                    total += int(file.read().split()[0])
        return total

    def memory_mb(self, key="Pss:"):
        total = 0
        for pid in self.pids:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith(key))
        return total / 1024

    def alive(self):
        return sum(os.waitpid(pid, os.WNOHANG)[0] == 0 for pid in self.pids)

    def end(self):
        for pid in self.pids:
            os.kill(pid, signal.SIGKILL)
        for pid in self.pids:
            os.waitpid(pid, 0)
        for terminal in self.terminals:
            os.close(terminal)


def measure(crowd, seconds):
    processor, size = crowd.processor_ns(), crowd.bytes
    began = time.monotonic()
    crowd.read(seconds)
    took = time.monotonic() - began
    return (crowd.processor_ns() - processor) / took / 1e7, (crowd.bytes - size) / took


def guests(limber, count, seconds, moving):
    os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix="limber-guests-") as folder:
        config = os.path.join(folder, "guest.yaml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(SETTINGS.format(history=os.path.join(folder, "guests"), calm="" if moving else "motion: reduced\n"))
        environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "SSH_ORIGINAL_COMMAND": "hips-1"}
        crowd = Crowd([limber, "guest", "--config", config], environment, count)
        for i in range(count):  # they have answered the long questions today
            known = os.path.join(folder, "guests", "nickname", f"guest-{i}", "limber")
            os.makedirs(known, mode=0o700)
            with open(os.path.join(known, "profile.yaml"), "w", encoding="utf-8") as file:
                file.write(f"limber: 1\ntold: true\nchecked: {datetime.date.today()}\n")
        crowd.read(2)
        for i, terminal in enumerate(crowd.terminals):
            os.write(terminal, f"guest-{i}\n".encode())
        for keys in ("n", "0\r", "\r", "\r", "n"):  # no fall, how the back is, what to leave out, what is different; to the first exercise
            crowd.read(5)
            crowd.type(keys)
        crowd.read(5)
        result = (*measure(crowd, seconds), crowd.memory_mb(), crowd.memory_mb("Private_Dirty:"), crowd.alive())
        crowd.end()
        return result


def floors(floor, count, seconds):
    crowd = Crowd([floor, "600"], {"TERM": "xterm-256color", "LANG": "C.UTF-8"}, count)
    crowd.read(5)
    result = (*measure(crowd, seconds), crowd.memory_mb(), crowd.memory_mb("Private_Dirty:"), crowd.alive())
    crowd.end()
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("limber")
    parser.add_argument("floor")
    parser.add_argument("--guests", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    rows = (("the floor", floors(options.floor, options.guests, options.seconds), None, None),
            ("guests, figure still", guests(options.limber, options.guests, options.seconds, False), 5, 150),
            ("guests, figure moving", guests(options.limber, options.guests, options.seconds, True), 60, 150))
    missed = []
    print(f"{options.guests} at once         % of a core   goal  bytes/s in all     MB   goal  of that written to  alive")
    for what, (processor, rate, memory, dirty, alive), most_processor, most_memory in rows:
        print(f"{what:<22} {processor:12.2f} {most_processor or '':>6} {rate:15.0f} {memory:6.1f} {most_memory or '':>6} "
              f"{dirty:19.1f} {alive:6}", flush=True)
        if alive != options.guests or (most_processor and processor > most_processor) or (most_memory and memory > most_memory):
            missed.append(what)
    if missed:
        print("missed: " + "; ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
