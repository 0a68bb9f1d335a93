#!/usr/bin/python3
"""Makes a picture of a terminal screen.

usage: tmux capture-pane -e -N -p | screenshot.py OUT.png [--columns N] [--light]
       screenshot.py OUT.png --from FILE

Reads lines with SGR sequences (16, 256 and 24-bit colours, bold, reverse) or plain text, and draws them in DejaVu Sans Mono.
Block elements are drawn as rectangles and braille as dots, as terminals do: big type has no seams, and the figure is even.
"""

import argparse
import re
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf"
WIDTH, HEIGHT, MARGIN = 10, 20, 8
SIXTEEN = ["000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
           "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff"]
# The quadrants that a block element sets: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
QUADRANTS = dict(zip("▘▝▀▖▌▞▛▗▚▐▜▄▙▟█", range(1, 16)))


def rgb(text):
    return tuple(int(text[i:i + 2], 16) for i in (0, 2, 4))


def palette(number):
    if number < 16:
        return rgb(SIXTEEN[number])
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    levels = [0, 95, 135, 175, 215, 255]
    number -= 16
    return levels[number // 36], levels[number // 6 % 6], levels[number % 6]


class Pen:
    def __init__(self):
        self.reset()

    def reset(self):
        self.fore = self.back = None
        self.bold = self.reverse = False

    def colour(self, codes):
        kind = codes.pop(0)
        return palette(codes.pop(0)) if kind == 5 else tuple(codes.pop(0) for _ in range(3))

    def apply(self, sequence):
        codes = [int(code or 0) for code in re.split("[;:]", sequence)]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code in (1, 22):
                self.bold = code == 1
            elif code in (7, 27):
                self.reverse = code == 7
            elif code == 38:
                self.fore = self.colour(codes)
            elif code == 48:
                self.back = self.colour(codes)
            elif code in (39, 49):
                self.fore, self.back = (None, self.back) if code == 39 else (self.fore, None)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.fore = palette(code - 30 if code < 90 else code - 82)
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.back = palette(code - 40 if code < 100 else code - 92)


def cells(line, pen):
    """The characters of a line with their column, width and pen."""
    column = 0
    for sequence, character in re.findall("\x1b\\[([0-9;:]*)m|([^\x1b])", line):
        if not character:
            pen.apply(sequence)
        elif unicodedata.combining(character):
            yield column - 1, 0, character, pen
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            yield column, width, character, pen
            column += width


def draw_block(draw, x, y, quadrants, colour):
    for bit in range(4):
        if quadrants >> bit & 1:
            left, top = x + bit % 2 * WIDTH // 2, y + bit // 2 * HEIGHT // 2
            draw.rectangle([left, top, left + WIDTH // 2 - 1, top + HEIGHT // 2 - 1], fill=colour)


def draw_braille(draw, x, y, dots, colour):
    for bit in range(8):
        if dots >> bit & 1:
            column, row = (bit // 3, bit % 3) if bit < 6 else (bit - 6, 3)
            left, top = x + column * WIDTH // 2, y + row * HEIGHT // 4
            draw.ellipse([left, top, left + WIDTH // 2 - 2, top + HEIGHT // 4 - 2], fill=colour)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--from", dest="source")
    parser.add_argument("--columns", type=int, default=0)
    parser.add_argument("--light", action="store_true")
    options = parser.parse_args()
    source = open(options.source, encoding="utf-8") if options.source else sys.stdin
    lines = source.read().rstrip("\n").split("\n")
    ground, ink = (rgb("ffffff"), rgb("000000")) if options.light else (rgb("0f1115"), rgb("d0d0d0"))
    fonts = {bold: ImageFont.truetype(FONTS.format("-Bold" if bold else ""), 16) for bold in (False, True)}
    parsed, pen = [], Pen()
    for line in lines:
        parsed.append([(column, width, character, pen.fore, pen.back, pen.bold, pen.reverse)
                       for column, width, character, pen in cells(line, pen)])
    columns = options.columns or max([column + width for row in parsed for column, width, *_ in row] + [1])
    image = Image.new("RGB", (columns * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN), ground)
    draw = ImageDraw.Draw(image)
    for number, row in enumerate(parsed):
        for column, width, character, fore, back, bold, reverse in row:
            x, y = MARGIN + column * WIDTH, MARGIN + number * HEIGHT
            fore, back = fore or ink, back or ground
            if reverse:
                fore, back = back, fore
            if back != ground:
                draw.rectangle([x, y, x + max(width, 1) * WIDTH - 1, y + HEIGHT - 1], fill=back)
            if character in QUADRANTS:
                draw_block(draw, x, y, QUADRANTS[character], fore)
            elif "\u2800" <= character <= "\u28ff":
                draw_braille(draw, x, y, ord(character) - 0x2800, fore)
            elif character != " ":
                draw.text((x, y), character, font=fonts[bold], fill=fore)
    image.save(options.out)


if __name__ == "__main__":
    main()
