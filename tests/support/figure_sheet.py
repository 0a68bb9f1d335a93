#!/usr/bin/python3
"""Draws what `limber figure` prints as a picture: every exercise at three moments, dots as dots.

usage: figure_sheet.py LIMBER FILE.png [--size 44x18] [--at 0,0.5,1] [--style braille] [--color true] [--scale 0.5]
                       [--columns N] [--light] [--swap] [--side left] [--area hips] [EXERCISE...]
       figure_sheet.py LIMBER FOLDER --by-area [the same options]        FOLDER/AREA.png for every area
       figure_sheet.py LIMBER FOLDER --by-look [--area hips] [EXERCISE...]
                       FOLDER/LOOK.png for every way to draw: colour, light, 256, 16, solid, mono, ascii, 30x12, 20x8

Without EXERCISE all that have a figure. Exercises of which the figure is borrowed are left out unless named.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageDraw, ImageFont

CELL_WIDTH, CELL_HEIGHT = 10, 20
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
SGR = re.compile(r"\033\[([0-9;]*)m")
SIXTEEN = [(0, 0, 0), (205, 49, 49), (13, 188, 121), (205, 140, 16), (36, 114, 200), (188, 63, 188), (17, 168, 205), (190, 190, 190),
           (102, 102, 102), (241, 76, 76), (35, 209, 139), (245, 245, 67), (59, 142, 234), (214, 112, 214), (41, 184, 219),
           (255, 255, 255)]


def palette_colour(number):
    if number < 16:
        return SIXTEEN[number]
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    levels = (0, 95, 135, 175, 215, 255)
    number -= 16
    return levels[number // 36], levels[number // 6 % 6], levels[number % 6]


class Pen:
    def __init__(self, plain):
        self.plain = plain
        self.front, self.back = plain, None

    def apply(self, codes):
        numbers = [int(code or 0) for code in codes.split(";")]
        at = 0
        while at < len(numbers):
            number = numbers[at]
            if number in (38, 48):
                if numbers[at + 1] == 2:
                    colour, taken = tuple(numbers[at + 2:at + 5]), 5
                else:
                    colour, taken = palette_colour(numbers[at + 2]), 3
                at += taken
                if number == 38:
                    self.front = colour
                else:
                    self.back = colour
                continue
            if number == 0:
                self.front, self.back = self.plain, None
            elif number == 39:
                self.front = self.plain
            elif number == 49:
                self.back = None
            elif 30 <= number < 38:
                self.front = SIXTEEN[number - 30]
            elif 90 <= number < 98:
                self.front = SIXTEEN[number - 82]
            at += 1


def cells_of(line, plain):
    pen, at = Pen(plain), 0
    for match in SGR.finditer(line):
        for character in line[at:match.start()]:
            yield character, pen.front, pen.back
        pen.apply(match.group(1))
        at = match.end()
    for character in line[at:]:
        yield character, pen.front, pen.back


def draw_cell(draw, x, y, character, front, back, font):
    if back:
        draw.rectangle([x, y, x + 2 * CELL_WIDTH - 1, y + 2 * CELL_HEIGHT - 1], fill=back)
    code = ord(character)
    if not 0x2800 <= code < 0x2900:
        draw.text((x, y), character, font=font, fill=front)
        return
    for row, bits in enumerate(BITS):
        for column, bit in enumerate(bits):
            if code & bit:
                left, top = x + (column + .1) * CELL_WIDTH, y + (row + .1) * CELL_WIDTH
                draw.ellipse([left, top, left + .8 * CELL_WIDTH, top + .8 * CELL_WIDTH], fill=front)


def panel(limber, exercise, moment, options):
    columns, rows = map(int, options.size.split("x"))
    command = [limber, "figure", exercise, "--at", moment, "--size", options.size, "--style", options.style, "--color", options.color,
               "--side", options.side]
    command += ["--light"] if options.light else []
    command += ["--swap"] if options.swap else []
    run = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    background = (255, 255, 255) if options.light else (16, 18, 24)
    image = Image.new("RGB", (columns * CELL_WIDTH * 2 + 20, rows * CELL_HEIGHT * 2 + 60), background)
    draw = ImageDraw.Draw(image)
    title = f"{exercise} {moment}" + ("" if run.returncode == 0 else ": " + run.stderr.strip()[:60])
    draw.text((10, 6), title, font=options.font, fill=(120, 128, 140))
    for row, line in enumerate(run.stdout.split("\n")):
        for column, (character, front, back) in enumerate(cells_of(line, (40, 40, 40) if options.light else (225, 228, 232))):
            if character != " " or back:
                draw_cell(draw, 10 + column * CELL_WIDTH * 2, 50 + row * CELL_HEIGHT * 2, character, front, back, options.font)
    width, height = int(image.width * options.scale), int(image.height * options.scale)
    return image.resize((width, height), Image.LANCZOS)


def exercises_there(limber, area):
    """The exercises with a figure described at them, by area."""
    run = subprocess.run([limber, "list", "--exercises", "--json"], capture_output=True, text=True, timeout=60, check=True)
    found = {}
    for exercise in json.loads(run.stdout):
        with open(exercise["file"], encoding="utf-8") as file:
            described = any(line.rstrip() == "figure:" for line in file)
        if described and area in (None, exercise["area"]):
            found.setdefault(exercise["area"], []).append(exercise["id"])
    return found


# How a figure can look: what is asked of `limber figure` for it.
LOOKS = {
    "colour": {}, "light": {"light": True}, "256": {"color": "256"}, "256-light": {"color": "256", "light": True},
    "16": {"color": "16"}, "16-light": {"color": "16", "light": True}, "solid": {"style": "solid"},
    "mono": {"style": "mono", "color": "never"}, "mono-light": {"style": "mono", "color": "never", "light": True},
    "ascii": {"style": "ascii", "color": "never"}, "ascii-colour": {"style": "ascii"},
    "30x12": {"size": "30x12"}, "20x8": {"size": "20x8"}, "70x26": {"size": "70x26"},
}


def draw_sheet(options, exercises, file):
    moments = options.at.split(",")
    jobs = [(exercise, moment) for exercise in exercises for moment in moments]
    with ThreadPoolExecutor(max_workers=2) as pool:
        panels = list(pool.map(lambda job: panel(options.limber, *job, options), jobs))
    if not panels:
        return
    across = options.columns or 2 * len(moments)
    down = (len(panels) + across - 1) // across
    gap = 4
    width, height = panels[0].size
    sheet = Image.new("RGB", (across * (width + gap), down * (height + gap)), (90, 90, 90) if options.light else (0, 0, 0))
    for at, image in enumerate(panels):
        sheet.paste(image, (at % across * (width + gap), at // across * (height + gap)))
    # 256 colours are enough for dots, and take a fraction of the bytes.
    sheet.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file}: {len(exercises)} exercises")


def main():
    parser = argparse.ArgumentParser(description="Draws contact sheets of figures.")
    parser.add_argument("limber")
    parser.add_argument("file", help="the picture, or with --by-area or --by-look the folder for them")
    parser.add_argument("exercises", nargs="*")
    parser.add_argument("--size", default="44x18")
    parser.add_argument("--at", default="0,0.5,1")
    parser.add_argument("--style", default="braille")
    parser.add_argument("--color", default="true")
    parser.add_argument("--side", default="right")
    parser.add_argument("--scale", type=float, default=.4)
    parser.add_argument("--columns", type=int, default=0, help="panels in a row; two exercises' worth unless asked for")
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--swap", action="store_true")
    parser.add_argument("--area")
    parser.add_argument("--by-area", action="store_true")
    parser.add_argument("--by-look", action="store_true")
    options = parser.parse_intermixed_args()
    options.font = ImageFont.truetype("DejaVuSansMono.ttf", 32)
    areas = {} if options.exercises else exercises_there(options.limber, options.area)
    exercises = options.exercises or [exercise for area in sorted(areas) for exercise in areas[area]]
    if options.by_area or options.by_look:
        os.makedirs(options.file, exist_ok=True)
    if options.by_area:
        for area, of_area in areas.items():
            draw_sheet(options, of_area, os.path.join(options.file, area + ".png"))
    elif options.by_look:
        for look, changes in LOOKS.items():
            draw_sheet(argparse.Namespace(**{**vars(options), **changes}), exercises, os.path.join(options.file, look + ".png"))
    else:
        draw_sheet(options, exercises, options.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
