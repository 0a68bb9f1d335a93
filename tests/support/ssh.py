"""What the tests of SSH share: a private OpenSSH server on loopback, a way to it that delays, and a terminal to sit at.

Everything started here is ended by leaving its `with` block.
"""

import asyncio
import fcntl
import os
import pty
import random
import select
import shutil
import signal
import socket
import struct
import subprocess
import termios
import threading
import time

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ["PATH"])


def until(condition, bound_s, what):
    end = time.monotonic() + bound_s
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, f"{what}: not within {bound_s} s"
        time.sleep(0.01)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """sshd with keys of its own, for the user who runs the tests; `block` is added to its configuration."""

    def __init__(self, folder, block="", accept="LANG LC_* COLORTERM LIMBER_*"):
        self.folder, self.block, self.accept = os.path.join(folder, "ssh"), block, accept
        self.port = free_port()

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def __enter__(self):
        os.makedirs(self.folder, mode=0o700)
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)
        for key in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", self.path(key)], check=True)
        shutil.copy(self.path("user.pub"), self.path("authorized"))
        with open(self.path("host.pub"), encoding="utf-8") as file:
            self.host_key = " ".join(file.read().split()[:2])
        self.write("sshd_config", f"""
Port {self.port}
ListenAddress 127.0.0.1
HostKey {self.path("host")}
PidFile none
AuthorizedKeysFile {self.path("authorized")}
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
PrintMotd no
PrintLastLog no
AcceptEnv {self.accept}
{self.block}
""")
        with open(self.path("log"), "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", self.path("sshd_config")], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        until(self.listens, 10, "sshd")
        self.configure(self.port)
        return self

    def listens(self):
        assert self.process.poll() is None, open(self.path("log"), encoding="utf-8").read()
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def configure(self, port, more=""):
        """Where `ssh -F config far` goes: here, or by way of a Line."""
        self.write("known", f"[127.0.0.1]:{port} {self.host_key}\n")
        self.write("config", f"""
Host far
  HostName 127.0.0.1
  Port {port}
  IdentityFile {self.path("user")}
  IdentitiesOnly yes
  UserKnownHostsFile {self.path("known")}
  StrictHostKeyChecking yes
  LogLevel ERROR
{more}
""")
        self.config = self.path("config")

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait(10)


class Line:
    """A way to `port` that takes its time: `delay_s` each way, give or take `jitter_s`, `rate` bytes a second, and stands still
    while `frozen`. Bytes stay in order, as TCP keeps them."""

    def __init__(self, port, delay_s=0.0, jitter_s=0.0, rate=0, seed=1):
        self.far_port, self.delay_s, self.jitter_s, self.rate = port, delay_s, jitter_s, rate
        self.random = random.Random(seed)
        self.frozen = False
        self.carried = {"up": 0, "down": 0}

    def __enter__(self):
        ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run(ready)), daemon=True)
        self.thread.start()
        assert ready.wait(10)
        return self

    async def _run(self, ready):
        self.loop, self.end = asyncio.get_running_loop(), asyncio.Event()
        self.connections = set()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self.end.wait()
        server.close()

    async def _connect(self, near_in, near_out):
        far_in, far_out = await asyncio.open_connection("127.0.0.1", self.far_port)
        for out in (near_out, far_out):
            out.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ends = [self._carry(near_in, far_out, "up"), self._carry(far_in, near_out, "down")]
        self.connections.update((near_out, far_out))
        await asyncio.gather(*ends, return_exceptions=True)

    async def _carry(self, source, sink, way):
        queue = asyncio.Queue()
        pump = asyncio.ensure_future(self._deliver(queue, sink, way))
        try:
            while data := await source.read(1024):
                late_s = self.delay_s + self.random.uniform(-self.jitter_s, self.jitter_s)
                await queue.put((self.loop.time() + max(0.0, late_s), data))
        except ConnectionError:
            pass
        await queue.put((0, b""))
        await pump

    async def _deliver(self, queue, sink, way):
        free_s = 0.0
        while True:
            due_s, data = await queue.get()
            if not data:
                sink.close()
                return
            if self.rate:
                free_s = max(free_s, self.loop.time()) + len(data) / self.rate
            await asyncio.sleep(max(0.0, max(due_s, free_s) - self.loop.time()))
            while self.frozen:
                await asyncio.sleep(0.01)
            self.carried[way] += len(data)
            try:
                sink.write(data)
                await sink.drain()
            except ConnectionError:
                return

    def drop(self):
        """The line is cut: both ends find their connections reset."""
        def cut():
            for out in self.connections:
                out.transport.abort()
        self.loop.call_soon_threadsafe(cut)

    def __exit__(self, *ignored):
        self.drop()
        self.loop.call_soon_threadsafe(self.end.set)
        self.thread.join(10)


class Terminal:
    """A person's terminal with a program in it; keeps what it prints. `answers`: says that it has shown what it was asked about."""

    def __init__(self, arguments, environment, columns=80, rows=24, answers=False):
        self.answers = answers
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(arguments[0], arguments, environment)
        self.seen, self.status, self.reading, self.closing = b"", None, True, False
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        while not self.closing:
            if not self.reading:
                time.sleep(0.01)
                continue
            if not select.select([self.terminal], [], [], 0.05)[0]:
                continue
            try:
                data = os.read(self.terminal, 1 << 16)
            except OSError:
                return
            if not data:
                return
            self.seen += data
            if self.answers:
                os.write(self.terminal, b"\033[0n" * data.count(b"\033[5n"))

    def text(self):
        return self.seen.decode(errors="replace")

    def until(self, words, bound_s=20):
        try:
            return until(lambda: words in self.text(), bound_s, repr(words))
        except AssertionError as error:
            raise AssertionError(f"{error}, in {self.text()[-2000:]!r}") from None

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def wait(self, bound_s=20):
        """The exit status, as a shell gives it."""
        def ended():
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid == 0:
                return False
            self.status = os.waitstatus_to_exitcode(status)
            self.status = 128 - self.status if self.status < 0 else self.status
            return True
        if self.status is None:
            until(ended, bound_s, "the end")
        return self.status

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.closing = True
        self.thread.join(10)  # before the descriptor is somebody else's
        os.close(self.terminal)
