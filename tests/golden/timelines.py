"""Every built-in routine compiles to the timeline kept in timelines/ID.txt.

Arguments: limber, and --update to write the files anew. A golden file has a line per segment and per cue, so that a change can
be read; it is made from `limber show ID --json`, the public way in.
"""

import glob
import json
import os
import subprocess
import sys

from kept import compare

HERE = os.path.dirname(os.path.abspath(__file__))
ROUTINES = os.path.join(HERE, "..", "..", "routines")
NOT_ROUTINES = {"safety", "phrases"}


def ids():
    stems = (os.path.splitext(os.path.basename(path))[0] for path in glob.glob(os.path.join(ROUTINES, "*.yaml")))
    return sorted(set(stems) - NOT_ROUTINES)


def segment_line(segment):
    tempo = "-".join(map(str, segment["tempo"])) if segment["tempo"] else ""
    reps = f'{segment["reps"]} reps' if segment["reps"] else ""
    sets = f'set {segment["set"]} of {segment["sets"]}' if segment["sets"] > 1 else ""
    words = [segment["kind"], segment["exercise"] or "-", segment["side"] or "", sets, reps, tempo]
    return f'{segment["start_s"]:8.2f}  {segment["length_s"]:6.2f}  ' + " ".join(word for word in words if word)


def cue_line(cue):
    words = [cue["kind"], f'[{cue["sound"]}]' if cue["sound"] else "", cue["text"] or ""]
    return f'{cue["at_s"]:8.2f}          . ' + " ".join(word for word in words if word)


def lines_of(shown):
    segments = [(segment["start_s"], 1, at, segment_line(segment)) for at, segment in enumerate(shown["segments"])]
    # What is called at the very end of a segment comes before the next one begins.
    ends = {segment["start_s"] for segment in shown["segments"]}
    cues = [(cue["at_s"], 0 if cue["kind"] in ("end", "done") and cue["at_s"] in ends else 2, at, cue_line(cue))
            for at, cue in enumerate(shown["cues"])]
    head = f'{shown["routine"]["title"]}: {shown["total_s"]} s'
    return [head] + [line for *_, line in sorted(segments + cues)]


def text_of(limber, routine):
    output = subprocess.run([limber, "show", routine, "--json"], check=True, stdout=subprocess.PIPE, timeout=20).stdout
    return "\n".join(lines_of(json.loads(output))) + "\n"


def main(limber, update):
    return compare("timelines", {routine: text_of(limber, routine) for routine in ids()}, update)


sys.exit(main(sys.argv[1], "--update" in sys.argv))
