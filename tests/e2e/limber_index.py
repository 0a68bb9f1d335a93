"""What is kept of the routines from one start to the next never shows: every change is seen at once, whatever happens to the file.

Argument: limber. Everything is seen through `limber list --json`, with what is kept and without.
"""

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

LIMBER = os.path.abspath(sys.argv[1])
ROUTINE = "limber: 1\ntitle: {title}\nsteps: [clamshell {reps}/side, glute-bridge 2x10]\n"
EXERCISE = ("limber: 1\nname: {name}\ntype: strength\narea: glutes\nposition: side-lying\nsides: each\nreps: {reps}\n"
            "tempo: 2-2-3\nsetup: Lie on your side.\n")
HEAD, MASK = 32, (1 << 64) - 1
SETTLED_S = 2  # a file younger than this is read each time
passed, failed = [], []


def check(what, condition, seen=""):
    if condition:
        passed.append(what)
    else:
        failed.append(what)
        print(f"FAILED {what} {seen}")


def hash_of(content):
    """As the file's own: FNV-1a, eight bytes at a time."""
    value = 14695981039346656037 + len(content) & MASK
    for at in range(0, len(content), 8):
        value = (value ^ int.from_bytes(content[at:at + 8], sys.byteorder)) * 1099511628211 & MASK
        value ^= value >> 32
    return value


class Home:
    """A person's folders, with routines of their own."""

    def __init__(self, folder):
        self.limber = LIMBER
        self.folder = folder
        self.cache = os.path.join(folder, "cache")
        self.index = os.path.join(self.cache, "limber", "routines.index")
        self.routines = os.path.join(folder, "data", "limber", "routines")
        os.makedirs(os.path.join(self.routines, "exercises"))
        kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
        self.environment = {**kept, "HOME": folder, "LANG": "C.UTF-8", "XDG_CACHE_HOME": self.cache,
                            "XDG_DATA_HOME": os.path.join(folder, "data"), "XDG_CONFIG_HOME": os.path.join(folder, "config")}

    def path(self, name):
        return os.path.join(self.routines, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, **environment):
        return subprocess.Popen([self.limber, "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**self.environment, **environment})

    def list(self, **environment):
        """What the list shows, by id, and what was said beside it."""
        return self.finish(self.start(**environment))

    def finish(self, process):
        out, said = process.communicate(timeout=60)
        check("the list is made", process.returncode == 0, said)
        return {routine["id"]: routine for routine in json.loads(out)}, said.decode()

    def list_afresh(self):
        """The same with nothing kept, and nothing kept of it."""
        return self.list(XDG_CACHE_HOME="/dev/null/nowhere")

    def bytes(self):
        with open(self.index, "rb") as file:
            return file.read()

    def put(self, content):
        with open(self.index, "wb") as file:
            file.write(content)

    def forge(self, old, new):
        """Changes what is kept as nothing but the program does: the hash fits."""
        rest = self.bytes()[HEAD:].replace(old.encode(), new.encode())
        self.put(self.bytes()[:24] + struct.pack("=Q", hash_of(rest)) + rest)

    def settle(self, name):
        """Lists until what is kept holds a file that has just been written."""
        until = time.monotonic() + 30
        while not (os.path.exists(self.index) and name.encode() in self.bytes()):
            if time.monotonic() > until:
                check(f"{name} is kept", False)
                return
            time.sleep(0.2)
            self.list()


def check_same(home, what):
    found, afresh = home.list(), home.list_afresh()
    check(f"{what}: the list is as if read afresh", found == afresh, found)
    return found[0]


def check_used(home):
    check("what is new is listed", check_same(home, "new")["mine"]["title"] == "My first")
    check("and the rest is kept", b"Hips, easy" in home.bytes() and b"My first" not in home.bytes())
    home.settle("My first")
    check_same(home, "kept")
    before = os.stat(home.index)
    check_same(home, "known")
    check("what is known is not written again", os.stat(home.index).st_mtime_ns == before.st_mtime_ns)
    home.forge("My first", "A forged")
    check("what is known is not read again", home.list()[0]["mine"]["title"] == "A forged")


def check_changes(home):
    home.settle("My first")
    status = os.stat(home.path("mine.yaml"))
    home.write("mine.yaml", ROUTINE.format(title="My other", reps=12))
    os.utime(home.path("mine.yaml"), ns=(status.st_atime_ns, status.st_mtime_ns))
    check("a change of the same size with the old time is seen", check_same(home, "changed")["mine"]["title"] == "My other")
    for i in range(30):
        home.write("mine.yaml", ROUTINE.format(title=f"My {i:02}nd", reps=12))
        check("changes in quick succession are seen", home.list()[0]["mine"]["title"] == f"My {i:02}nd")
    home.write("mine.yaml", ROUTINE.format(title="My first", reps=12))
    home.settle("My first")
    shutil.move(home.path("mine.yaml"), home.path("moved.yaml"))
    found = check_same(home, "moved")
    check("what was moved has moved", "mine" not in found and found["moved"]["title"] == "My first")
    shutil.move(home.path("moved.yaml"), home.path("mine.yaml"))
    home.write("hips-1.yaml", ROUTINE.format(title="My hips", reps=12))
    check("what hides a built-in routine is seen", check_same(home, "hidden")["hips-1"]["shadows"] is not None)
    os.remove(home.path("hips-1.yaml"))
    check("and what it hid", check_same(home, "shown again")["hips-1"]["title"] == "Hips, easy")


def check_exercises(home):
    home.settle("My first")
    usual = home.list()[0]
    home.write("exercises/clamshell.yaml", EXERCISE.format(name="Mine", reps=10))
    home.write("mine.yaml", ROUTINE.replace("clamshell {reps}/side", "clamshell").format(title="My first"))
    first = check_same(home, "an exercise")["mine"]["total_s"]
    time.sleep(SETTLED_S + 0.2)
    home.settle("My first")
    home.write("exercises/clamshell.yaml", EXERCISE.format(name="Mine", reps=90))
    found = check_same(home, "another dose")
    check("a changed exercise changes the routine", found["mine"]["total_s"] > first + 60, found["mine"])
    check("and those built in that name it", home.list_afresh()[0] == found)
    os.remove(home.path("exercises/clamshell.yaml"))
    home.write("mine.yaml", ROUTINE.format(title="My first", reps=12))
    check("without it all is as before", check_same(home, "the usual one") == usual)


def check_trouble(home):
    home.settle("My first")
    home.write("broken.yaml", "limber: 1\ntitle: Broken\nsteps: [no-such-exercise]\n")
    for _ in range(2):
        found, said = home.list()
        check("a broken file is told of each time", "broken" not in found and "1 error" in said, said)
    check("what is well is listed beside it", found == home.list_afresh()[0] and found["mine"])
    os.remove(home.path("broken.yaml"))
    home.write("exercises/odd.yaml", EXERCISE.format(name="Odd", reps="many"))
    home.write("odd.yaml", "limber: 1\ntitle: Odd\nsteps: [odd]\n")
    time.sleep(SETTLED_S + 0.2)
    for _ in range(3):
        found, said = home.list()
        check("a broken exercise is told of each time", "odd" not in found and "error" in said, said)
    os.remove(home.path("odd.yaml"))
    os.remove(home.path("exercises/odd.yaml"))
    check("and no more once it is gone", home.list()[1] == "")


def check_damage(home):
    home.settle("My first")
    whole, right = home.bytes(), home.list_afresh()[0]
    home.forge("My first", "A forged")
    forged = home.bytes()
    damages = [forged[:length] for length in (0, 1, 16, 31, 32, 80, 88, 100, len(forged) // 2, len(forged) - 1)]
    damages += [forged + b"\0", b"\0" * len(forged), forged[HEAD:], b"limber routines\0" * 4]
    for at in (0, 17, 24, 31, 33, 70, 75, 81, 90, 130, len(forged) // 2, len(forged) - 1):
        damages.append(forged[:at] + bytes([forged[at] ^ 1]) + forged[at + 1:])
    for damage in damages:
        home.put(damage)
        check("damage shows nowhere", home.list() == (right, ""), len(damage))
        check("and is mended", home.bytes() == whole)
    rest = forged[HEAD:]
    for at in (80, 88, 96, 104, 112, len(rest) - 8):  # numbers that cannot be, in a file whose hash fits
        lie = rest[:at] + b"\xff" * 8 + rest[at + 8:]
        home.put(forged[:24] + struct.pack("=Q", hash_of(lie)) + lie)
        home.list()
    home.put(whole)
    home.forge("My first", "\x1b[31mfirst"[:8])
    check("nothing kept drives a terminal", home.list()[0]["mine"]["title"] == "My first")
    os.remove(home.index)
    os.mkdir(home.index)
    check("a folder in its place is no harm", home.list() == (right, ""))
    os.rmdir(home.index)
    check_same(home, "mended")


def check_program(home):
    home.settle("My first")
    home.forge("My first", "A forged")
    other = os.path.join(home.folder, "limber")
    shutil.copy(LIMBER, other)
    home.limber = other
    check("another build reads for itself", home.list()[0]["mine"]["title"] == "My first")
    home.limber = LIMBER
    check("and this one again", home.list()[0]["mine"]["title"] == "My first")


def check_many(home):
    titles = set()
    for i in range(6):
        running = [home.start() for _ in range(6)]
        title = f"Round {i}"
        home.write("mine.yaml", ROUTINE.format(title=title, reps=12))
        titles.update(home.finish(process)[0].get("mine", {"title": "cut"})["title"] for process in running)
        check("after many at once the list is right", home.list()[0]["mine"]["title"] == title)
    check("all of them read something whole", titles <= {"My first", "cut", *(f"Round {i}" for i in range(6))}, titles)
    left = os.listdir(os.path.dirname(home.index))
    check("and leave one file", left == ["routines.index"], left)


def check_no_folder(home):
    blocked = os.path.join(home.folder, "blocked")
    with open(blocked, "w", encoding="ascii"):
        pass
    check("without a place to keep it nothing is said", home.list(XDG_CACHE_HOME=blocked) == home.list())


def run(part):
    with tempfile.TemporaryDirectory(prefix="limber-index-") as folder:
        home = Home(folder)
        home.write("mine.yaml", ROUTINE.format(title="My first", reps=12))
        part(home)


def main():
    parts = (check_used, check_changes, check_exercises, check_trouble, check_damage, check_program, check_many, check_no_folder)
    with ThreadPoolExecutor(len(parts)) as pool:  # they mostly wait for their files to be old enough
        for _ in pool.map(run, parts):
            pass
    print(f"{len(passed)} passed, {len(failed)} failed")
    return 1 if failed else 0


sys.exit(main())
