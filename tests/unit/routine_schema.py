"""The JSON Schema for editors: it accepts every file that limber brings and every example of the manual, and refuses what
limber check refuses for its shape."""
import json
import pathlib
import re
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(sys.argv[1])


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core meaning: no and off are words."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)

HEAD = "limber: 1\ntitle: T\nsteps: "
EXERCISE = "limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 30s\nsetup: Stand tall.\n"
BREATH = EXERCISE.replace("hold: 30s", "time: 60s\ntempo: 4-0-6")

GOOD = [
    HEAD + "[clamshell]",
    HEAD + "[clamshell 2x12/side @2-1-2 rest 1m30s, clamshell rest 20 @2-1-2, clamshell 45s, clamshell @0-60-0]",
    HEAD + "[{circuit: 2, rest: 30s, steps: [{wait: Now.}, {exercise: clamshell, sets: {left: 0, right: 1}}]}]",
    HEAD + "[clamshell]\ntiming: {transition: 12s, rest: 0}\narea: [hips, core]\nsay: no",
    HEAD + "[own]\nexercises: {own: {name: N, type: mobility, area: hips, position: any, time: 1m, setup: S, figure: {base: prone, moments: [{name: a}]}}}",
    EXERCISE,
    BREATH.replace("stretch", "breathing"),
    EXERCISE.replace("hold: 30s", "reps: 5\ntempo: 2-1-2\nphases: [lift, hold, lower]"),
]

SAFETY = (ROOT / "routines/safety.yaml").read_text()

BAD = {
    "an empty mapping": "{}",
    "a list": "[clamshell]",
    "no title": "limber: 1\nsteps: [clamshell]",
    "another version": "limber: 2\ntitle: T\nsteps: [clamshell]",
    "an unknown key": HEAD + "[clamshell]\ntitel: T",
    "no steps": HEAD + "[]",
    "a title that is a number": "limber: 1\ntitle: 7\nsteps: [clamshell]",
    "an unknown area": HEAD + "[clamshell]\narea: hip",
    "a level out of range": HEAD + "[clamshell]\nlevel: 4",
    "a word for a boolean": HEAD + "[clamshell]\ngentle: yes",
    "an hour as a unit": HEAD + "[clamshell]\ntiming: {rest: 1h}",
    "an unknown timing": HEAD + "[clamshell]\ntiming: {pause: 5s}",
    "none as a tool": HEAD + "[clamshell]\nequipment: none",
    "an exercise in capitals": HEAD + "[Clamshell]",
    "a tempo of two phases": HEAD + "[glute-bridge 10 @2-3]",
    "one side": HEAD + "[clamshell 12/left]",
    "blanks in a dose": HEAD + "[clamshell 2 x 12]",
    "too many sets": HEAD + "[clamshell 21x12]",
    "too many repetitions": HEAD + "[clamshell 1001]",
    "a step with a colon": HEAD + "[{clamshell: 12}]",
    "an unknown key of a step": HEAD + "[{exercise: clamshell, hold_s: 30}]",
    "two amounts": HEAD + "[{exercise: clamshell, hold: 30, reps: 10}]",
    "sets of one side": HEAD + "[{exercise: clamshell, sets: {left: 1}}]",
    "sets of neither side": HEAD + "[{exercise: clamshell, sets: {left: 0, right: 0}}]",
    "a circuit of no rounds": HEAD + "[{circuit: 0, steps: [clamshell]}]",
    "a circuit without steps": HEAD + "[{circuit: 2}]",
    "a wait with a rest": HEAD + "[{wait: Now., rest: 5}]",
    "a version in an own exercise": HEAD + "[own]\nexercises: {own: {limber: 1, name: N, type: mobility, area: hips, "
    "position: any, time: 1m, setup: S}}",
    "an own exercise with a bad id": HEAD + "[own]\nexercises: {Own: {name: N, type: mobility, area: hips, position: any, "
    "time: 1m, setup: S}}",
    "a figure without moments": EXERCISE + "figure: {base: prone}\n",
    "a figure with an unknown base": EXERCISE + "figure: {base: flying, moments: [{name: a}]}\n",
    "a figure's unknown muscle": EXERCISE + "figure: {base: prone, target: heart, moments: [{name: a}]}\n",
    "a figure's reach to nowhere": EXERCISE + "figure: {base: prone, moments: [{name: a, reach: {feet: {flat: true}}}]}\n",
    "an exercise without a version": EXERCISE.replace("limber: 1\n", ""),
    "an exercise without a name": EXERCISE.replace("name: N\n", ""),
    "an exercise without a dose": EXERCISE.replace("hold: 30s\n", ""),
    "an exercise of two doses": EXERCISE + "reps: 10\ntempo: 2-1-2\n",
    "an unknown key of an exercise": EXERCISE + "sit: down\n",
    "an unknown type": EXERCISE.replace("stretch", "dance"),
    "repetitions without a tempo": EXERCISE.replace("hold: 30s", "reps: 10"),
    "a hold with a tempo": EXERCISE + "tempo: 2-1-2\n",
    "a time with a tempo that is no breathing": BREATH,
    "a hold that alternates": EXERCISE.replace("each", "alternate"),
    "a hold of no length": EXERCISE.replace("30s", "0s"),
    "two phases": EXERCISE + "phases: [in, out]\n",
    "a long short name": EXERCISE + "short: Nineteen columns...\n",
    "an unknown reason to avoid it": EXERCISE + "avoid: [knees]\n",
    "a figure that is a list": EXERCISE + "figure: [a]\n",
    "safety rules without their groups": "limber: 1\ntitle: T\nquestions: {}\n",
    **{f"safety rules with {wrong} for {right}": SAFETY.replace(right, wrong, 1) for right, wrong in (
        ("every-days: 28", "every-day: 28"), ("from-rating: 7", "from-rating: 11"), ("tags: [knee]", "tags: [knees]"),
        ("unsure-is-yes: true", "unsure-is-yes: maybe"), ("soft: massage-swedish", "soft: swedish"),
        ("least: 45s", "least: 1h"), ("id: a1", "id: A1"))},
}


def examples():
    """The files that the manual shows, and its lists of steps made into files."""
    for block in re.findall(r"^```yaml\n(.*?)^```", (ROOT / "docs/format.md").read_text(), re.M | re.S):
        yield block if block.startswith("limber:") else HEAD + "\n" + block


SETTINGS_BAD = ["volume: 101", "volum: 3", "voice: flit", "voice: {}", "verbosity: loud", "sounds: {gong: a.wav}", "sounds: a.wav",
                "audio: loud", "[volume]", "limber: 2"]


def check_settings():
    """The schema of config.yaml judges the manual's example and what is wrong as limber check does; returns how often not."""
    schema = json.loads((ROOT / "routines/config.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = re.findall(r"^```yaml settings\n(.*?)^```", (ROOT / "docs/format.md").read_text(), re.M | re.S)
    good += ["# nothing", "voice: {command: piper -f -}", "colors: true", "colors: never"]
    wrong = [text for text in good if not validator.is_valid(yaml.load(text, CoreLoader))]
    wrong += [text for text in SETTINGS_BAD if validator.is_valid(yaml.load(text, CoreLoader))]
    for text in wrong:
        print(f"settings judged wrongly: {text}")
    return len(wrong) if len(good) > 4 else 1


PHRASES_BAD = {
    "an unknown moment": "limber: 1\nphrases: {halfways: [Halfway.]}",
    "a slot that is not there": "limber: 1\nphrases: {halfway: ['{name}']}",
    "no variant": "limber: 1\nphrases: {halfway: []}",
    "an unknown engine": "limber: 1\npronunciation: {ITB: {parrot: I T B}}",
    "no version": "phrases: {halfway: Halfway.}",
    "an unknown word": "limber: 1\nwords: {hours: {more: '{number}'}}",
    "a counted thing without the form for more": "limber: 1\nwords: {minutes: {one: one minute}}",
    "a form for no number": "limber: 1\nwords: {minutes: {few: minutes, more: minutes}}",
    "a slot that counts nothing": "limber: 1\nwords: {minutes: {more: '{n} minutes'}}",
}


def wrong_phrases():
    """How many phrases files are judged wrongly."""
    schema = json.loads((ROOT / "routines/phrases.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    manual = (ROOT / "docs/format.md").read_text()
    good = [(ROOT / "routines/phrases.yaml").read_text(), *re.findall(r"^```yaml-phrases\n(.*?)^```", manual, re.M | re.S)]
    assert len(good) == 2
    wrong = [error.message for text in good for error in validator.iter_errors(yaml.load(text, CoreLoader))]
    wrong += [name for name, text in PHRASES_BAD.items() if validator.is_valid(yaml.load(text, CoreLoader))]
    print("phrases judged wrongly:", wrong)
    return len(wrong)


def main():
    schema = json.loads((ROOT / "routines/limber.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    files = [*sorted((ROOT / "routines").glob("*.yaml")), *sorted((ROOT / "routines/exercises").glob("*.yaml"))]
    files = [path for path in files if path.stem != "phrases"]
    good = {str(path): path.read_text() for path in files}
    good.update({f"good {i}": text for i, text in enumerate(GOOD)})
    good.update({f"example {i}": text for i, text in enumerate(examples())})
    wrong = check_settings()
    for name, text in good.items():
        for error in validator.iter_errors(yaml.load(text, CoreLoader)):
            print(f"{name}: {'/'.join(map(str, error.path))}: {error.message}")
            wrong += 1
    for name, text in BAD.items():
        if validator.is_valid(yaml.load(text, CoreLoader)):
            print(f"not refused: {name}")
            wrong += 1
    print(f"{len(good)} good files, {len(BAD)} bad ones, {wrong} judged wrongly")
    return 1 if wrong_phrases() or wrong or len(files) < 31 else 0


sys.exit(main())
