#!/usr/bin/python3
"""Makes the font files of this folder from Debian's packages.

    apt-get install --no-install-recommends fonts-morisawa-bizud-mincho fonts-noto-cjk fonttools
    /usr/bin/python3 core/paper/fonts/make.py

Both faces are cut, each with the variation sequences of its characters, and without hints, which paper does not need: BIZ UDMincho
into a first file (everything but kanji, the kanji of JIS X 0208 level 1, and those below) and shards by code point for
its other kanji, Noto Serif CJK JP into shards for the kanji that BIZ UDMincho lacks. The same packages give the same
bytes.
"""

import pathlib
import re

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
FIRST = "/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf"
NOTO = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
JAPANESE = 0
RANGES = [(start, start + 0x3FF) for start in range(0x3400, 0xA000, 0x400)]
RANGES += [(0xF900, 0xFAFF)]
RANGES += [(start, start + 0x1FFF) for start in range(0x20000, 0x32000, 0x2000)]
# Beyond level 1: what letters about illness and names of people often hold.
OFTEN = (
    "痺嚥胱褥瘡喘痙攣瘻譫糜肛疼頸腱腿鬆脛腓罹跛躁癲癇癪癰疽疣疱痂痒痰瘤瘢瘙癬疥癜癖癒癆癩皰皺皸眩暈眸睫瞼瞳瞑矮砒絆膵"
    "腎脾肋肱肘胛胚腋腔腟膣膿臀臍臑臓舐舌苔萎蕁薔蛋蠕衄裔訝誤譫譴讐跟跪踵踝蹲躯軋轢鉗鎖鑷閾靱靭鞘頷顆顎顫餌饉骸髄髏鬱鰾"
    "鼾齲齦齧齟齬涎涸滲瀉瀰灼炙燻狗狭猝瑕甦甲畸痔痣瘍瘋瘠瘧癌癢盂盲眇眥睨矍磊祟竇篩籠絨綻縊縮繃羸羞翳耄聳肪胖脆腑腥膏膠膩"
    "咀嚼嚢囁嗄嗽噛噎嘔吃呑咳喀喉喋囈垢埃塞壊夭妊娩嬰尻屍弛彎徊徘怯悸慄憊懈扁拇拗拭捻掻揉攪斑橈歪殆毳沫泄洩浣浮淋淵溢溺"
    "髙﨑邊邉齋齊斎澤廣濱濵德彌惠瀨瀬曾會國學實寶壽嶋嶌嶽巖帶戀戰拜搖敎數櫻檜櫛欅淸渕渚淺滿潛濟燈爲犧獨瓊當眞碕禮穗穰"
    "竜龍總縣繩纐聰聲與萬葛葭蔣藏藪藝蘆蘭蘇衞裝覺觀證豐賣轉辯遙邨郷釼鈴鎭鐵閒關陸雜靑靜顯餘館驛髮鬪鷗鷲鷹麥麴黃黑點鼈齡"
)


def licence(package):
    """The OFL as Debian's copyright file quotes it."""
    text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text()
    holders = "\n".join(re.findall(r"^Files: \*\n(Copyright:.*\n(?: .*\n)*?)(?=License)", text, re.M))
    body = re.search(r"^License: (?:SIL-1\.1|OFL-1\.1)\n((?: .*\n?)+)", text, re.M).group(1)
    lines = [line[1:].replace(".", "", 1) if line.strip() == "." else line[1:] for line in body.splitlines()]
    return holders + "\n" + "\n".join(line.rstrip() for line in lines) + "\n"


def cut(source, number, unicodes, name):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.font_number = number
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += ["GPOS", "GSUB", "vhea", "vmtx", "VORG", "BASE", "DSIG", "STAT", "meta"]
    font = subset.load_font(source, options)
    shard = subset.Subsetter(options)
    shard.populate(unicodes=unicodes)
    shard.subset(font)
    subset.save_font(font, str(HERE / name), options)


def shards(source, number, unicodes, name, ending):
    for start, end in RANGES:
        mine = {code for code in unicodes if start <= code <= end}
        if mine:
            cut(source, number, mine, f"{name}-{start:05X}.{ending}")


def is_kanji(code):
    return any(start <= code <= end for start, end in RANGES)


def is_level_1(code):
    """Rows 16 to 47 of JIS X 0208."""
    try:
        row = chr(code).encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return len(row) == 2 and 0xB0 <= row[0] <= 0xCF


def main():
    for old in [*HERE.glob("*.ttf"), *HERE.glob("*.otf")]:
        old.unlink()
    (HERE / "BIZUDMincho-OFL.txt").write_text(licence("fonts-morisawa-bizud-mincho"))
    (HERE / "NotoSerifCJK-OFL.txt").write_text(licence("fonts-noto-cjk"))
    known = set(TTFont(FIRST).getBestCmap())
    first = {code for code in known if not is_kanji(code) or is_level_1(code) or chr(code) in OFTEN}
    cut(FIRST, 0, first, "BIZUDMincho-Regular.ttf")
    shards(FIRST, 0, known - first, "BIZUDMincho", "ttf")
    lacking = set(TTFont(NOTO, fontNumber=JAPANESE).getBestCmap()) - known
    shards(NOTO, JAPANESE, lacking, "NotoSerifCJK", "otf")


main()
