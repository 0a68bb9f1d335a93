"""The commands as people type them: what they print, where, and their exit status.

Argument: limber. A table of calls; then what cannot be said in a row.
"""

import json
import os
import subprocess
import sys
import tempfile

LIMBER = sys.argv[1]
passed, failed = 0, []


def run(*arguments, stdin=subprocess.DEVNULL, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}
    done = subprocess.run([LIMBER, *arguments], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**kept, "HOME": HOME, "LANG": "C.UTF-8", "TERM": "dumb", **environment}, timeout=60)
    return done.returncode, done.stdout, done.stderr


def check(what, condition, seen=""):
    global passed
    if condition:
        passed += 1
    else:
        failed.append(what)
        print(f"FAILED {what}\n{seen}")


def write(name, text):
    path = os.path.join(HOME, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def calls():
    """arguments, exit status, a piece of standard output, a piece of standard error"""
    yield ["--help"], 0, "limber play [ROUTINE]", ""
    yield ["help", "play"], 0, "--speed N", ""
    yield ["play", "--help"], 0, "--speed N", ""
    yield ["--version"], 0, "limber ", ""
    yield ["list"], 0, "hips-1", ""
    yield [], 0, "hips-1", ""
    yield ["list", "--area", "core"], 0, "core-1", ""
    yield ["list", "--area", "hip"], 2, "", "did you mean hips"
    yield ["list", "--max", "9"], 0, "core-1", ""
    yield ["list", "--level", "4"], 2, "", "--level is 1, 2 or 3"
    yield ["list", "--exercises", "--type", "breathing"], 0, "breathe-belly", ""
    yield ["show", "hips-1"], 0, "10:44", ""
    yield ["show", "massage-ball"], 0, "Foot ball roll\n    Aim for 4 to 6 of 10, never above 7.", ""
    yield ["show"], 2, "", "which routine"
    yield ["show", "hips-2x"], 1, "", "hips-1"
    yield ["check"], 2, "", "which file"
    yield ["check", "/nowhere/at-all.yaml"], 1, "", "/nowhere/at-all.yaml"
    yield ["paly"], 2, "", "did you mean play?"
    yield ["play", "hips-1", "--speeed", "2"], 2, "", "did you mean --speed?"
    yield ["play", "hips-1", "--speed"], 2, "", "--speed needs a value"
    yield ["play", "hips-1", "--speed", "0"], 2, "", "--speed is a number"
    yield ["play", "hips-1", "--json=1"], 2, "", "--json takes no value"
    yield ["play", "hips-1", "--plain", "--json"], 2, "", "not both"
    yield ["play", "hips-1", "--volume", "101"], 2, "", "--volume"
    yield ["play", "hips-1", "--audio", "loud"], 2, "", "--audio is auto"
    yield ["play", "hips-1", "core-1"], 2, "", "one routine"
    yield ["play", "--plain", "--yes"], 2, "", "limber list"
    yield ["play", "--plain"], 1, "", "--yes"
    yield ["play", "--resume", "--yes"], 1, "", "no interrupted session"
    yield ["play", "hips-1", "--resume", "--yes"], 2, "", "name none"
    yield ["history"], 0, "No sessions yet.", ""
    yield ["history", "--json"], 0, "[]", ""
    yield ["history", "--csv", "--json"], 2, "", "one thing at a time"
    yield ["history", "export"], 2, "", "which file"
    yield ["history", "impart", "x"], 2, "", "export FILE and import FILE"
    yield ["history", "--yes"], 2, "", "--forget"
    yield ["history", "--forget"], 0, "nothing to forget", ""
    yield ["play", "no-such", "--yes"], 1, "", "no-such"
    # Nobody is there to be asked, and the way out is named.
    yield ["play", "hips-1"], 1, "", "--yes"


def check_calls():
    for arguments, status, out, err in calls():
        got = run(*arguments)
        check(" ".join(["limber", *arguments]), got[0] == status and out in got[1] and err in got[2], got)
        if status != 0:
            check(f"{arguments}: nothing on standard output", got[1] == "" or arguments[0] == "check", got)


def check_json():
    listed = json.loads(run("list", "--json")[1])
    check("list --json has every key", all(set(item) == {"id", "title", "area", "level", "total_s", "equipment", "gentle", "desk",
                                                         "file", "shadows"} for item in listed), listed)
    exercises = json.loads(run("list", "--exercises", "--json")[1])
    keys = {"id", "name", "type", "area", "position", "muscles", "sides", "level", "equipment", "avoid", "gentle", "desk", "setup", "care",
            "easier", "harder", "figure", "source", "file"}
    check("list --exercises --json has every key", len(exercises) >= 27 and all(set(item) == keys for item in exercises), exercises)
    for item in listed:
        shown = json.loads(run("show", item["id"], "--json")[1])
        check(f"{item['id']}: show and list agree", shown["total_s"] == item["total_s"])
        ends = [segment["start_s"] + segment["length_s"] for segment in shown["segments"]]
        starts = [segment["start_s"] for segment in shown["segments"]]
        check(f"{item['id']}: segments follow each other", starts == [0, *ends[:-1]] and ends[-1] == shown["total_s"])
        check(f"{item['id']}: cues in order", [cue["at_s"] for cue in shown["cues"]] == sorted(cue["at_s"] for cue in shown["cues"]))


def check_bad_files():
    bad = write("bad.yaml", "limber: 1\ntitle: Bad\nsteps:\n  - hip-circle-standin 8/side\n  - glute-bridge @2-3\nlevle: 2\n")
    status, out, err = run("check", bad)
    check("check: 1 when something is wrong", status == 1, (status, out, err))
    check("check: place and help", "bad.yaml:4:5: error:" in out and "did you mean" in out and "levle" in out and "level" in out, out)
    problems = json.loads(run("check", bad, "--json")[1])
    check("check --json", {"file", "line", "column", "severity", "message", "help"} == set(problems[0]) and
          {problem["line"] for problem in problems} == {4, 5, 6}, problems)
    status, out, err = run("play", bad, "--yes", "--plain")
    check("play: a bad file is said on standard error with its place", status == 1 and out == "" and "bad.yaml:4:5" in err, err)
    evil = write("evil.yaml", 'limber: 1\ntitle: "\\e]0;owned\\a"\nsteps: [hip-hinge]\n')
    status, out, err = run("check", evil)
    check("check: escape sequences are refused and not repeated", status == 1 and "\033" not in out + err, out + err)
    tight = write("tight.yaml", "limber: 1\ntitle: Tight\ntiming: {transition: 4s}\nsteps: [hip-hinge]\n")
    status, out, err = run("check", tight)
    check("check: set-up words that do not fit are a warning", status == 0 and "warning" in out and "make the transition" in out, out)


def check_own_files():
    write(".local/share/limber/routines/hips-1.yaml", "limber: 1\ntitle: My hips\nsteps: [hip-wipers]\n")
    status, out, _ = run("list")
    check("a routine of one's own stands before the built-in one", status == 0 and "My hips" in out and "yours" in out, out)
    listed = {item["id"]: item for item in json.loads(run("list", "--json")[1])}
    check("list --json says so", listed["hips-1"]["shadows"] is not None and listed["core-1"]["shadows"] is None, listed)
    write(".local/share/limber/routines/broken.yaml", "limber: 1\n")
    status, out, err = run("list")
    check("a broken one is left out of the list, and said", status == 0 and "broken" not in out and "broken.yaml" in err, (out, err))


def check_full_output():
    if not os.path.exists("/dev/full"):
        return
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([LIMBER, "show", "hips-1", "--json"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=20)
    check("a full disk is said", done.returncode == 3 and "could be written" in done.stderr, done)


with tempfile.TemporaryDirectory(prefix="limber-commands-") as HOME:
    check_calls()
    check_json()
    check_bad_files()
    check_own_files()
    check_full_output()
print(f"{passed} passed, {len(failed)} failed")
sys.exit(1 if failed else 0)
