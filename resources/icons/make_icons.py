#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes lucide.paths from the SVG files of the npm package lucide-static (ISC, see LICENSE beside this file).

One line an icon: its name, a blank, then move/line/cubic/close steps on Lucide's 24 x 24 grid. The program strokes
them at paint time with the colour and at the device pixel ratio it needs, so no SVG module and no pictures in several
sizes are needed and every scale is crisp.

Usage: make_icons.py PATH/TO/lucide-static/icons      needs python3-fonttools
"""
import os
import re
import sys
import tempfile

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.svgLib.path import SVGPath

ICONS = """layout-dashboard activity plug refresh-cw triangle-alert bell settings database search list-filter pause play
x copy rotate-ccw chevron-down chevron-up chevron-right chevron-left chevrons-up-down check circle-check circle-x
circle-alert info timer clock download upload external-link link unlink webhook table-2 layers history shield-check
shield-alert shield-x key-round eye eye-off plus pencil trash-2 flask-conical command corner-down-left inbox
circle-dashed loader users user-round briefcase-business file-text arrow-right arrow-up arrow-down ellipsis power zap
circle hourglass git-compare minus folder sun moon monitor terminal radio pin message-square palette""".split()


def number(value):
    text = "%.3f" % value
    return text.rstrip("0").rstrip(".") if "." in text else text


def steps(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    # Without fill="none" on the root the reader would not care, but it wants plain numbers.
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as clean:
        clean.write(text)
        clean.flush()
        pen = DecomposingRecordingPen(None)
        SVGPath(clean.name).draw(pen)
    out, at = [], (0, 0)
    for name, points in pen.value:
        if name == "qCurveTo":
            control, end = points
            points = tuple((s[0] + 2 / 3 * (control[0] - s[0]), s[1] + 2 / 3 * (control[1] - s[1])) for s in (at, end)) + (end,)
            name = "curveTo"
        letter = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z", "endPath": ""}[name]
        if letter:
            out.append(letter + " ".join(number(c) for point in points for c in point))
        if points:
            at = points[-1]
    return " ".join(out)


def main():
    source = sys.argv[1]
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "lucide.paths"), "w", encoding="ascii") as out:
        for name in sorted(ICONS):
            out.write("%s %s\n" % (name, steps(os.path.join(source, name + ".svg"))))


if __name__ == "__main__":
    main()
