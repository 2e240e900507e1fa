#!/usr/bin/python3
"""Makes the font files of this folder from Debian's packages.

    apt-get install --no-install-recommends fonts-morisawa-bizud-mincho fonts-noto-cjk fonttools
    /usr/bin/python3 core/paper/fonts/make.py

The first face is copied whole. Kanji it lacks come from Noto Serif CJK JP, cut into shards by code point, each with the
variation sequences of its characters. The same packages give the same bytes.
"""

import pathlib
import re
import shutil

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
FIRST = "/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf"
NOTO = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
JAPANESE = 0
RANGES = [(start, start + 0x3FF) for start in range(0x3400, 0xA000, 0x400)]
RANGES += [(0xF900, 0xFAFF)]
RANGES += [(start, start + 0x1FFF) for start in range(0x20000, 0x32000, 0x2000)]


def licence(package):
    """The OFL as Debian's copyright file quotes it."""
    text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text()
    holders = "\n".join(re.findall(r"^Files: \*\n(Copyright:.*\n(?: .*\n)*?)(?=License)", text, re.M))
    body = re.search(r"^License: (?:SIL-1\.1|OFL-1\.1)\n((?: .*\n?)+)", text, re.M).group(1)
    lines = [line[1:].replace(".", "", 1) if line.strip() == "." else line[1:] for line in body.splitlines()]
    return holders + "\n" + "\n".join(line.rstrip() for line in lines) + "\n"


def main():
    shutil.copyfile(FIRST, HERE / "BIZUDMincho-Regular.ttf")
    (HERE / "BIZUDMincho-OFL.txt").write_text(licence("fonts-morisawa-bizud-mincho"))
    (HERE / "NotoSerifCJK-OFL.txt").write_text(licence("fonts-noto-cjk"))
    known = set(TTFont(FIRST).getBestCmap())
    lacking = set(TTFont(NOTO, fontNumber=JAPANESE).getBestCmap()) - known
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.font_number = JAPANESE
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += ["GPOS", "GSUB", "vhea", "vmtx", "VORG", "BASE", "DSIG", "STAT"]
    for start, end in RANGES:
        unicodes = {code for code in lacking if start <= code <= end}
        if unicodes:
            font = subset.load_font(NOTO, options)
            shard = subset.Subsetter(options)
            shard.populate(unicodes=unicodes)
            shard.subset(font)
            subset.save_font(font, str(HERE / f"NotoSerifCJK-{start:05X}.otf"), options)


main()
