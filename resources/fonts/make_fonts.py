#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the bundled fonts from Inter and JetBrains Mono as Debian ships them (fonts-inter, fonts-jetbrains-mono).

Three things are changed, because the window must look the same on every machine and Qt 6.4 cannot choose font
features: digits are tabular by default (numbers that tick do not jitter), joining features are dropped (what was
received is shown as it is, "->" stays two characters), and only the scripts and signs the window uses are kept. The
families are renamed, so that an installed Inter never takes their place.

Usage: make_fonts.py [OUTPUT_FOLDER]      needs python3-fonttools
"""
import os
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

INTER = "/usr/share/fonts/opentype/inter/Inter-%s.otf"
MONO = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-%s.ttf"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1E6, 0x1E7),
    (0x1EA, 0x1EB), (0x218, 0x21B), (0x237, 0x237), (0x2B9, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x304),
    (0x306, 0x30C), (0x312, 0x312), (0x323, 0x323), (0x326, 0x328), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x4FF),
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9), (0x2000, 0x200A), (0x2010, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2199), (0x21A9, 0x21AA), (0x21B5, 0x21B5),
    (0x2212, 0x2215), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x2303, 0x2303), (0x2318, 0x2318),
    (0x2325, 0x2325), (0x25A0, 0x25A1), (0x25B2, 0x25B3), (0x25B6, 0x25B7), (0x25BC, 0x25BD), (0x25C0, 0x25C1),
    (0x25CB, 0x25CB), (0x25CF, 0x25CF), (0x2713, 0x2713), (0x2715, 0x2715), (0xFFFD, 0xFFFD),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]


def tabular_digits(font):
    """Points the digits of the character map at their tabular forms."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    forms = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                sub = getattr(sub, "ExtSubTable", sub)
                forms.update(getattr(sub, "mapping", {}))
    for cmap in font["cmap"].tables:
        for code in range(0x30, 0x3A):
            name = cmap.cmap.get(code)
            if name in forms:
                cmap.cmap[code] = forms[name]


def quadratic(font):
    """CFF outlines to TrueType ones."""
    if "CFF " not in font:
        return
    order = font.getGlyphOrder()
    source = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(source)
        source[name].draw(Cu2QuPen(pen, 0.6, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    glyf.compile(font)
    for name in order:
        glyf[name].recalcBounds(glyf)
    font["hmtx"].metrics = {n: (w, getattr(glyf[n], "xMin", 0)) for n, (w, _) in font["hmtx"].metrics.items()}
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field, value in dict(maxZones=1, maxTwilightPoints=0, maxStorage=0, maxFunctionDefs=0, maxInstructionDefs=0,
                             maxStackElements=0, maxSizeOfInstructions=0, maxPoints=0, maxContours=0,
                             maxCompositePoints=0, maxCompositeContours=0, maxComponentElements=0,
                             maxComponentDepth=0).items():
        setattr(maxp, field, value)
    maxp.recalc(font)
    font["post"].formatType = 2.0
    font["post"].extraNames, font["post"].mapping = [], {}
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font.sfntVersion = "\000\001\000\000"


def rename(font, family, style, weight):
    keep = {r.nameID: str(r) for r in font["name"].names if r.nameID in (0, 7, 8, 9, 11, 12, 13, 14)}
    plain = style in ("Regular", "Bold")
    texts = {1: family if plain else "%s %s" % (family, style), 2: style if plain else "Regular",
             3: "1.0;%s-%s" % (family.replace(" ", ""), style), 4: "%s %s" % (family, style), 5: "Version 1.0",
             6: "%s-%s" % (family.replace(" ", ""), style), 16: family, 17: style, **keep}
    names = newTable("name")
    names.names = []
    for number, text in sorted(texts.items()):
        names.setName(text, number, 3, 1, 0x409)
    font["name"] = names
    os2 = font["OS/2"]
    os2.usWeightClass = weight
    os2.fsSelection = (os2.fsSelection & ~0x61) | (0x20 if style == "Bold" else 0x40 if style == "Regular" else 0)
    font["head"].macStyle = 1 if style == "Bold" else 0


def make(source, family, style, weight, folder):
    font = TTFont(source, recalcTimestamp=False)
    tabular_digits(font)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["DSIG", "STAT", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    subsetter.subset(font)
    quadratic(font)
    rename(font, family, style, weight)
    path = os.path.join(folder, "%s-%s.ttf" % (family.replace(" ", ""), style))
    font["post"].formatType = 3.0
    font.save(path)
    print("%s %d kB" % (path, os.path.getsize(path) // 1024))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    for style, weight in WEIGHTS.items():
        make(INTER % style, "Console Sans", style, weight, folder)
        make(MONO % style, "Console Mono", style, weight, folder)


if __name__ == "__main__":
    main()
