"""The journal when things go wrong: kills, a full disk, no place to write, locks, damage, other versions, other machines.

usage: limber_journal.py LIMBER [KILLS [TEST...]]

KILLS: 40 unless told. TEST: the names of some tests; all of them unless told.
"""

import concurrent.futures
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

LIMBER = sys.argv[1]
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 40
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORK = ("hold", "reps", "timed")
MANY_SETS = "limber: 1\ntitle: Many sets\ntiming: {transition: 4s, rest: 3s, switch: 3s}\nsteps:\n" + \
            "".join("  - pigeon-supported 2x10s/side\n  - march-in-place 12s\n" for _ in range(4))


class Home:
    """A data folder of its own, and a routine with many short sets."""

    def __init__(self, folder):
        self.folder = folder
        self.data = os.path.join(folder, "data")
        self.database = os.path.join(self.data, "limber", "history.db")
        self.routine = os.path.join(folder, "many-sets.yaml")
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "XDG_DATA_HOME": self.data, "LANG": "C.UTF-8"}
        self.write_routine(MANY_SETS)

    def write_routine(self, text):
        with open(self.routine, "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, *arguments, **more):
        return subprocess.Popen([LIMBER, "play", *(arguments or (self.routine,)), "--json", "--yes", "--audio", "none",
                                 "--speed", str(more.pop("speed", 200))], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=self.environment, **more)

    def play(self, *arguments, **more):
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=60)
        return process.returncode, [json.loads(line) for line in out.splitlines()], err

    def run(self, *arguments, **more):
        return subprocess.run([LIMBER, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, env=self.environment, timeout=60, **more)

    def history(self):
        done = self.run("history", "--json")
        assert done.returncode == 0, done
        return json.loads(done.stdout)

    @contextlib.contextmanager
    def open_database(self):
        connection = sqlite3.connect(self.database, isolation_level=None, timeout=10)
        try:
            yield connection
        finally:
            connection.close()

    def is_whole(self):
        with self.open_database() as connection:
            return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@contextlib.contextmanager
def new_home():
    with tempfile.TemporaryDirectory(prefix="limber-journal-") as folder:
        yield Home(folder)


def kinds(events, kind):
    return [event for event in events if event["event"] == kind]


def work_of(events):
    return [event for event in kinds(events, "segment") if event["kind"] in WORK]


def what(step):
    return step["exercise"], step["side"], step["set"], step["done_s"]


def wait_for(condition, what_for, patience_s=10):
    end = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < end, f"still not: {what_for}"
        time.sleep(0.02)


# --- the usual ---------------------------------------------------------------------------------------------------------------


def every_set_is_saved_once_before_the_end_is_told():
    with new_home() as home:
        status, events, err = home.play(home.routine)
        assert status == 0 and err == "", (status, err)
        saved = kinds(events, "saved")
        assert len(saved) == len(work_of(events)) == 20 and events[-1]["event"] == "finished", len(saved)
        assert [(event["exercise"], event["side"], event["set"]) for event in saved] == \
               [(event["exercise"], event["side"], event["set"]) for event in work_of(events)]
        (session,) = home.history()
        assert session["outcome"] == "finished" and session["title"] == "Many sets", session
        assert [what(step) for step in session["steps"]] == [what(event) for event in saved]
        assert session["done_s"] == sum(step["done_s"] for step in session["steps"]) == 4 * (4 * 10 + 12)
        modes = [os.stat(os.path.join(home.data, "limber")).st_mode & 0o777, os.stat(home.database).st_mode & 0o777]
        assert modes == [0o700, 0o600], modes
        # Read and written in place: homes on a network have no shared memory for a write-ahead log.
        with open(home.database, "rb") as file:
            assert file.read(20)[18:] == b"\x01\x01"
        assert not [name for name in os.listdir(os.path.dirname(home.database)) if name.endswith(("-wal", "-shm"))]


def a_run_without_a_name_plays_the_last_one():
    with new_home() as home:
        home.play("breathe-calm", speed=1000)
        status, events, _ = home.play("--volume", "50", speed=1000)
        assert status == 0 and events[0]["routine"] == "breathe-calm", events[0]


# --- kills -------------------------------------------------------------------------------------------------------------------


def kill_one(home, chance, results):
    process = home.start(speed=150)
    time.sleep(0.05 + chance.random() * 1.2)
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=20)
    lines = out.splitlines()
    if lines and not out.endswith("\n"):
        lines.pop()  # killed in the middle of a line
    results.append([json.loads(line) for line in lines])


def nothing_finished_is_lost_by_kills():
    chance = random.Random(7)
    results = []
    with new_home() as home:
        begin = time.monotonic()
        while len(results) < KILLS:
            threads = [threading.Thread(target=kill_one, args=(home, random.Random(chance.random()), results))
                       for _ in range(min(4, KILLS - len(results)))]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        kept = [[what(step) for step in session["steps"]] for session in home.history()]
        saved = lost = under_way = 0
        for events in results:
            told = [what(event) for event in kinds(events, "saved")]
            # Sessions that were begun but not yet written when they were killed have told nothing as saved.
            match = next((steps for steps in kept if steps[:len(told)] == told), None)
            saved += len(told)
            lost += 0 if match is not None or not told else len(told)
            ended = work_of(events)[:-1] if events and events[-1]["event"] != "finished" else work_of(events)
            under_way += max(0, len(ended) - len(told))
        assert home.is_whole()
        home.play("breathe-calm", speed=1000)  # what writes next tidies up
        outcomes = {session["outcome"] for session in home.history()}
        assert outcomes <= {"interrupted", "finished"} and "interrupted" in outcomes, outcomes
        print(f"{KILLS} kills in {time.monotonic() - begin:.1f} s: {saved} sets told as saved, {lost} of them lost; "
              f"{under_way} had ended and not been told as saved")
        assert saved > 2 * KILLS and lost == 0
        leftovers = [name for name in os.listdir(os.path.join(home.data, "limber")) if name.startswith("running.")]
        assert not leftovers, leftovers


def an_interrupted_session_goes_on_where_it_was():
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
        with new_home() as home:
            process = home.start(speed=60)
            lines = []
            while sum('"event":"saved"' in line for line in lines) < 4:
                lines.append(process.stdout.readline())
            time.sleep(0.2)
            process.send_signal(number)
            begin = time.monotonic()
            out, _ = process.communicate(timeout=10)
            assert time.monotonic() - begin < 1 and process.returncode in (128 + number, -number)
            first = [json.loads(line) for line in lines + out.splitlines()]
            (session,) = home.history()
            assert session["outcome"] == "interrupted"
            status, events, err = home.play("--resume", speed=300)
            assert status == 0 and err == "" and events[-1]["event"] == "finished", (status, err)
            (session,) = home.history()
            assert session["outcome"] == "finished"
            saved = [what(event)[:3] for event in kinds(first, "saved") + kinds(events, "saved")]
            assert [what(step)[:3] for step in session["steps"]] == saved and len(saved) == 20, (number, len(saved))
            again = home.run("play", "--resume", "--yes", "--json")
            assert again.returncode == 1 and "no interrupted session" in again.stderr, again


def a_changed_routine_is_not_gone_on_with():
    with new_home() as home:
        process = home.start(speed=20)
        while '"event":"saved"' not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        home.write_routine(MANY_SETS.replace("2x10s", "2x14s"))
        done = home.run("play", "--resume", "--yes", "--plain", "--audio", "none")
        assert done.returncode == 1 and "Many sets has changed since" in done.stderr, done


# --- no place to write -------------------------------------------------------------------------------------------------------


def unsaved_reasons(events):
    return [event["reason"] for event in kinds(events, "unsaved")]


def a_full_disk_is_told_and_made_up_for():
    with new_home() as home:
        def few_bytes():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        process = home.start(speed=60, preexec_fn=few_bytes)
        lines = []
        while not any('"event":"unsaved"' in line for line in lines):
            lines.append(process.stdout.readline())
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        out, err = process.communicate(timeout=60)
        events = [json.loads(line) for line in lines + out.splitlines()]
        assert process.returncode == 0 and err == "", (process.returncode, err)
        reasons = unsaved_reasons(events)
        assert "disk" in reasons[0] and reasons[-1] is None, reasons
        (session,) = home.history()
        assert len(kinds(events, "saved")) == len(session["steps"]) == 20 and session["outcome"] == "finished"
        assert max(cue["late_s"] for cue in kinds(events, "cue")) < 60 * 0.25


def a_session_that_cannot_be_saved_goes_on_and_says_so():
    with new_home() as home:
        with open(home.data, "w", encoding="utf-8"):
            pass  # a file where the folder should be: nobody can write there
        status, events, err = home.play(home.routine, speed=300)
        assert status == 0 and events[-1]["event"] == "finished" and not kinds(events, "saved"), (status, err)
        assert len(unsaved_reasons(events)) == 1 and "could not all be saved" in err, err
        os.unlink(home.data)
        process = home.start(speed=60)
        with open(home.data, "w", encoding="utf-8"):
            process.stdout.readline()
        process.kill()
        process.communicate()


def a_folder_that_becomes_writable_gets_everything():
    with new_home() as home:
        with open(home.data, "w", encoding="utf-8"):
            pass
        process = home.start(speed=80)
        lines = [process.stdout.readline()]
        while '"event":"unsaved"' not in lines[-1]:
            lines.append(process.stdout.readline())
        os.unlink(home.data)
        out, err = process.communicate(timeout=60)
        events = [json.loads(line) for line in lines + out.splitlines()]
        assert err == "" and unsaved_reasons(events)[-1] is None, err
        assert len(home.history()[0]["steps"]) == len(kinds(events, "saved")) == 20


def a_lock_delays_saving_and_no_cue():
    with new_home() as home:
        home.play("breathe-calm", speed=1000)
        with home.open_database() as connection:
            connection.execute("BEGIN EXCLUSIVE")
            process = home.start(speed=60)
            lines = [process.stdout.readline()]
            while '"event":"unsaved"' not in lines[-1]:
                lines.append(process.stdout.readline())
                assert '"event":"saved"' not in lines[-1]
            connection.execute("ROLLBACK")
        out, err = process.communicate(timeout=60)
        events = [json.loads(line) for line in lines + out.splitlines()]
        assert process.returncode == 0 and err == "", err
        assert "another program holds it" in unsaved_reasons(events)[0]
        assert len(kinds(events, "saved")) == 20 and any(len(session["steps"]) == 20 for session in home.history())
        late_ms = sorted(1000 * cue["late_s"] / 60 for cue in kinds(events, "cue"))
        print(f"with the database locked cues were {late_ms[len(late_ms) // 2]:.1f} ms late, at most {late_ms[-1]:.1f} ms")
        assert late_ms[len(late_ms) * 9 // 10] < 50


def two_at_once_are_both_kept():
    with new_home() as home:
        processes = [home.start(speed=100) for _ in range(3)]
        outs = [process.communicate(timeout=60) for process in processes]
        assert all(process.returncode == 0 for process in processes) and all(err == "" for _, err in outs), outs[0][1]
        sessions = home.history()
        assert [len(session["steps"]) for session in sessions] == [20, 20, 20] and len({s["id"] for s in sessions}) == 3
        assert home.is_whole()


def one_that_runs_is_running():
    with new_home() as home:
        process = home.start(speed=20)
        while '"event":"saved"' not in process.stdout.readline():
            pass
        assert [session["outcome"] for session in home.history()] == ["running"]
        again = home.run("play", "--resume", "--yes", "--json")
        assert again.returncode == 1 and "no interrupted session" in again.stderr, again
        process.kill()
        process.communicate()
        assert [session["outcome"] for session in home.history()] == ["interrupted"]


# --- damage ------------------------------------------------------------------------------------------------------------------


def make_history(home, sessions, days=60):
    lines = subprocess.run(["/usr/bin/python3", os.path.join(SOURCE, "tests", "support", "history_lines.py"), str(sessions),
                            str(days), "2026-11-20"], check=True, stdout=subprocess.PIPE).stdout
    path = os.path.join(home.folder, "made-up.jsonl")
    with open(path, "wb") as file:
        file.write(lines)
    done = home.run("history", "import", path)
    assert done.returncode == 0, done
    return path


def damage_pages(path, pages):
    """Overwrites whole pages with what is no page of a database."""
    with open(path, "r+b") as file:
        for page in pages:
            file.seek(page * 4096)
            file.write(b"\xa5" * 4096)


def play_and_keep(home):
    """A session runs and is kept whole, if only after its end was told; what it said on standard error."""
    status, events, err = home.play("breathe-calm", speed=1000)
    whole = [session for session in home.history() if session["routine"] == "breathe-calm"
             and len(session["steps"]) == len(work_of(events)) and session["outcome"] == "finished"]
    assert status == 0 and whole, (status, err)
    return err


def damaged_in(home, harm, least):
    """How many of 300 sessions are there after `harm` and one more session."""
    make_history(home, 300)
    with open(home.database, "r+b") as file:
        harm(file)
    with open(home.database, "rb") as file:
        harmed = file.read()
    err = play_and_keep(home)
    assert "the history was damaged" in err and "history.db.damaged-1" in err, err
    with open(home.database + ".damaged-1", "rb") as file:
        assert file.read() == harmed, "the damaged file is not kept as it was"
    left = len(home.history()) - 1
    assert home.is_whole() and left >= least, (left, least)
    return left


def a_damaged_file_is_put_aside_and_what_can_be_read_is_kept():
    def truncated(file):
        file.truncate(file.seek(0, os.SEEK_END) * 2 // 3)

    def header(file):
        file.write(b"\0" * 100)

    def middle(file):
        size = file.seek(0, os.SEEK_END)
        for page in range(20, size // 4096, 7):
            file.seek(page * 4096)
            file.write(b"\xa5" * 64)

    def text(file):
        file.truncate(0)
        file.write(b"this is no database at all, though it has some length\n" * 40)

    counts = {}
    for harm, least in ((truncated, 100), (header, 300), (middle, 100), (text, 0)):
        with new_home() as home:
            counts[harm.__name__] = damaged_in(home, harm, least)
    print("of 300 sessions there were left: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def flipped_bytes_never_stop_a_session():
    chance = random.Random(11)
    asides = 0
    with new_home() as home:
        make_history(home, 120)
        with open(home.database, "rb") as file:
            good = file.read()
        for _ in range(12):
            bad = bytearray(good)
            for _ in range(chance.choice((1, 10, 200))):
                bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
            for name in os.listdir(os.path.dirname(home.database)):
                os.unlink(os.path.join(os.path.dirname(home.database), name))
            with open(home.database, "wb") as file:
                file.write(bad)
            play_and_keep(home)
            asides += os.path.exists(home.database + ".damaged-1")
            assert home.run("history").returncode == 0 and home.is_whole()
    print(f"12 files with flipped bytes: {asides} put aside")


def a_write_cut_off_in_the_middle_is_rolled_back():
    """As a power cut leaves it: pages of a transaction in the file, and the journal to undo them beside it."""
    with new_home() as home, new_home() as after:
        make_history(home, 200)
        os.makedirs(os.path.dirname(after.database))
        with home.open_database() as connection:
            connection.executescript("PRAGMA journal_mode=TRUNCATE; PRAGMA cache_size=1; BEGIN;"
                                     "UPDATE sessions SET note = 'half done', done_ns = 1; UPDATE steps SET done_ns = 1;")
            for suffix in ("", "-journal"):
                shutil.copy(home.database + suffix, after.database + suffix)
            connection.execute("ROLLBACK")
        assert os.path.getsize(after.database + "-journal") > 0
        with open(after.database, "rb") as file:
            assert b"half done" in file.read()
        assert after.history() == home.history() and after.is_whole()
        assert not any(session["note"] == "half done" for session in after.history())


# --- other versions ----------------------------------------------------------------------------------------------------------

SCHEMA_1 = """
CREATE TABLE schema(version INTEGER NOT NULL);
INSERT INTO schema VALUES(1);
CREATE TABLE sessions(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, routine TEXT NOT NULL, started_s INTEGER NOT NULL,
  planned_s REAL NOT NULL, done_s REAL NOT NULL, outcome TEXT NOT NULL, before INTEGER, after INTEGER, note TEXT);
CREATE TABLE steps(session INTEGER NOT NULL, sequence INTEGER NOT NULL, exercise TEXT NOT NULL, side TEXT,
  set_number INTEGER NOT NULL, planned_s REAL NOT NULL, done_s REAL NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY(session, sequence)) WITHOUT ROWID;
INSERT INTO sessions VALUES(1, '00112233445566778899aabbccddeeff', 'hips-1', 1795000000, 644, 501.5, 'finished', 4, 2, 'soft');
INSERT INTO sessions VALUES(2, '00112233445566778899aabbccddee00', 'core-1', 1795100000, 500, 30, 'running', NULL, NULL, NULL);
INSERT INTO steps VALUES(1, 0, 'pigeon-supported', 'left', 1, 30, 30, 'done');
INSERT INTO steps VALUES(1, 1, 'pigeon-supported', 'right', 1, 30, 15.5, 'eased');
"""


def write_database(home, script):
    os.makedirs(os.path.dirname(home.database), mode=0o700, exist_ok=True)
    with home.open_database() as connection:
        connection.executescript(script)


def an_older_history_is_brought_up_to_date_with_a_copy_beside_it():
    with new_home() as home:
        write_database(home, SCHEMA_1)
        with open(home.database, "rb") as file:
            old = file.read()
        sessions = home.history()
        assert [session["outcome"] for session in sessions] == ["finished", "interrupted"], sessions
        assert (sessions[0]["before"], sessions[0]["after"], sessions[0]["note"], sessions[0]["done_s"]) == (4, 2, "soft", 501.5)
        assert [what(step) for step in sessions[0]["steps"]] == [("pigeon-supported", "left", 1, 30),
                                                                 ("pigeon-supported", "right", 1, 15.5)]
        with sqlite3.connect(home.database + ".schema-1") as connection:
            assert connection.execute("SELECT version FROM schema").fetchone() == (1,)
            assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (2,)
        assert len(old) > 0 and home.is_whole()
        status, events, err = home.play("breathe-calm", speed=1000)
        assert status == 0 and err == "" and len(home.history()) == 3, err


def a_migration_that_fails_changes_nothing():
    with new_home() as home:
        write_database(home, SCHEMA_1 + "CREATE TABLE days(in_the_way INTEGER);")
        done = home.run("history")
        assert done.returncode == 3, done
        with home.open_database() as connection:
            assert connection.execute("SELECT version FROM schema").fetchone() == (1,)
            assert connection.execute("SELECT count(*) FROM steps").fetchone() == (2,)


def a_newer_history_is_left_alone():
    with new_home() as home:
        write_database(home, SCHEMA_1 + "UPDATE schema SET version = 3;")
        with open(home.database, "rb") as file:
            before = file.read()
        done = home.run("history")
        assert done.returncode == 3 and "newer limber" in done.stderr, done
        status, events, err = home.play("breathe-calm", speed=1000)
        assert status == 0 and "newer limber" in err and not kinds(events, "saved"), err
        with open(home.database, "rb") as file:
            assert file.read() == before


# --- other machines ----------------------------------------------------------------------------------------------------------


def export(home):
    done = home.run("history", "export", "-")
    assert done.returncode == 0, done
    return done.stdout


def merge(home, text):
    done = subprocess.run([LIMBER, "history", "import", "-"], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, env=home.environment, timeout=60)
    assert done.returncode == 0, done
    return done.stdout


def any_order_of_merging_ends_in_the_same():
    """A property: versions of sessions, dealt out to three machines and merged in any order and as often as one likes."""
    chance = random.Random(3)
    lines = subprocess.run(["/usr/bin/python3", os.path.join(SOURCE, "tests", "support", "history_lines.py"), "30", "20",
                            "2026-11-20"], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    versions = []
    for line in lines:
        for _ in range(chance.randrange(1, 4)):
            session = json.loads(line)
            session["revision"] = chance.randrange(1, 4)
            session["note"] = chance.choice((None, "soft", "Zäh", "a, b"))
            session["after"] = chance.choice((None, 0, 3, 10))
            session["steps"] = session["steps"][:chance.randrange(9)]
            versions.append(json.dumps(session))
    with contextlib.ExitStack() as stack:
        homes = [stack.enter_context(new_home()) for _ in range(3)]
        for home in homes:
            merge(home, "\n".join(chance.sample(versions, len(versions) * 2 // 3)))
        merge(homes[0], "\n".join(versions))
        for _ in range(2):
            for i, j in chance.sample([(0, 1), (1, 2), (2, 0), (1, 0), (2, 1), (0, 2)], 6):
                merge(homes[j], export(homes[i]))
        texts = {export(home) for home in homes}
        assert len(texts) == 1 and texts.pop().count("\n") == 30
        told = merge(homes[0], export(homes[1]))
        assert told.startswith("0 new, 0 brought up to date, 30 known"), told
        totals = []
        for home in homes:
            with home.open_database() as connection:
                totals.append(connection.execute("SELECT * FROM days ORDER BY day").fetchall())
                summed = connection.execute("SELECT day, count(*), sum(done_ns) FROM sessions WHERE done_ns > 0 GROUP BY day "
                                            "ORDER BY day").fetchall()
                assert [row[:3] for row in totals[-1]] == summed
        assert totals[0] == totals[1] == totals[2]


def a_wrong_line_changes_nothing_and_is_named():
    with new_home() as home:
        path = make_history(home, 3)
        with open(path, encoding="utf-8") as file:
            good = file.read()
        before = export(home)
        for bad, words in (("{", "no JSON object"), ("[]", "no JSON object"), ('{"kind": "session"}', "`id`"),
                           (good.splitlines()[0].replace('"finished"', '"glorious"').replace('"stopped"', '"glorious"'), "`outcome`"),
                           (good.splitlines()[0].replace('"before": ', '"before": 1'), "`before`"),
                           ('{"kind": "wish"}', "`kind`"), ("x" * (1 << 21), "longer")):
            fresh = good.splitlines()[0].replace('"id": "', '"id": "0')[:-1]
            with open(path, "w", encoding="utf-8") as file:
                file.write(good + bad + "\n")
            done = home.run("history", "import", path)
            assert done.returncode == 1 and ":4: " in done.stderr and words in done.stderr, (bad[:80], done.stderr, fresh[:10])
            assert export(home) == before
        escape = json.loads(good.splitlines()[0])
        escape.update(id="f" * 32, note="\x1b]0;mine\x07 \u202e evil")
        merge(home, json.dumps(escape))
        shown = home.run("history")
        assert "\x1b" not in shown.stdout and "\u202e" not in shown.stdout and "mine" in shown.stdout, shown.stdout


def what_is_exported_is_for_oneself_alone():
    with new_home() as home:
        make_history(home, 3)
        path = os.path.join(home.folder, "out.jsonl")
        done = home.run("history", "export", path)
        assert done.returncode == 0 and "3 sessions" in done.stdout, done
        assert os.stat(path).st_mode & 0o777 == 0o600
        table = home.run("history", "--csv").stdout.splitlines()
        assert len(table) == 4 and table[0].startswith("id,routine,title,started,")


def all_of_it_can_be_forgotten():
    with new_home() as home:
        make_history(home, 5)
        shutil.copy(home.database, home.database + ".damaged-1")
        answers = [os.path.join(home.folder, ".config", "limber", "profile.yaml"),
                   os.path.join(home.data, "limber", "what-to-say.txt")]
        for path in answers:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write("limber: 1\n")
        refused = home.run("history", "--forget")
        assert refused.returncode == 1 and "5 sessions" in refused.stdout and "--yes" in refused.stderr, refused
        assert len(home.history()) == 5 and all(os.path.exists(path) and path in refused.stdout for path in answers), refused
        done = home.run("history", "--forget", "--yes")
        assert done.returncode == 0 and home.database in done.stdout and ".damaged-1" in done.stdout, done
        left = [name for name in os.listdir(os.path.dirname(home.database)) if name.startswith("history.db")]
        assert not left and home.history() == [], left
        assert not any(os.path.exists(path) for path in answers)


TESTS = [every_set_is_saved_once_before_the_end_is_told, a_run_without_a_name_plays_the_last_one,
         nothing_finished_is_lost_by_kills, an_interrupted_session_goes_on_where_it_was, a_changed_routine_is_not_gone_on_with,
         a_full_disk_is_told_and_made_up_for, a_session_that_cannot_be_saved_goes_on_and_says_so,
         a_folder_that_becomes_writable_gets_everything, a_lock_delays_saving_and_no_cue, two_at_once_are_both_kept,
         one_that_runs_is_running, a_damaged_file_is_put_aside_and_what_can_be_read_is_kept,
         flipped_bytes_never_stop_a_session, a_write_cut_off_in_the_middle_is_rolled_back, an_older_history_is_brought_up_to_date_with_a_copy_beside_it,
         a_migration_that_fails_changes_nothing, a_newer_history_is_left_alone, any_order_of_merging_ends_in_the_same,
         a_wrong_line_changes_nothing_and_is_named, what_is_exported_is_for_oneself_alone, all_of_it_can_be_forgotten]

# What measures time, or needs the machine, is run by itself.
ALONE = [nothing_finished_is_lost_by_kills, a_lock_delays_saving_and_no_cue]


def run(test):
    begin = time.monotonic()
    test()
    print(f"passed: {test.__name__.replace('_', ' ')} ({time.monotonic() - begin:.1f} s)", flush=True)


def main(wanted):
    chosen = [test for test in TESTS if not wanted or test.__name__ in wanted]
    assert len(chosen) == (len(wanted) or len(TESTS)), "there is no such test"
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(run, [test for test in chosen if test not in ALONE]))
    for test in ALONE:
        if test in chosen:
            run(test)
    print(f"{len(chosen)} passed, 0 failed")


if __name__ == "__main__":
    main(sys.argv[3:])
