"""Makes the two font files of the default theme from npm's @fontsource/be-vietnam-pro.

In: the folder of the npm package. Out: be-vietnam-pro-400.woff2 and -600.woff2 in themes/default/static, holding
basic Latin, every Vietnamese letter, kerning, and tabular figures (`tnum`), which the original lacks: each figure
centred in the width of the widest. Needs PyPI's fonttools and brotli.

    python3 themes/make-fonts.py node_modules/@fontsource/be-vietnam-pro
"""

import pathlib
import sys
import tempfile

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
)
SIGNS = "§«°·»½×–—‘’“”•…₫−\u00a0"
FIGURES = "0123456789"


def merged(package, weight):
    """The Latin and Vietnamese parts of one weight as one font."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for part in ("latin", "vietnamese"):
            name = f"be-vietnam-pro-{part}-{weight}-normal.woff2"
            font = TTFont(package / "files" / name)
            font.flavor = None
            paths.append(f"{folder}/{part}.ttf")
            font.save(paths[-1])
        return Merger().merge(paths)


def add_tabular_figures(font):
    """Adds `zero.tnum` … as composites of equal width, and the feature that shows them."""
    names = [font.getBestCmap()[ord(figure)] for figure in FIGURES]
    width = max(font["hmtx"][name][0] for name in names)
    rules = []
    for name in names:
        advance, bearing = font["hmtx"][name]
        offset = (width - advance) // 2
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(name, (1, 0, 0, 1, offset, 0))
        font["glyf"][f"{name}.tnum"] = pen.glyph()
        font["hmtx"][f"{name}.tnum"] = (width, bearing + offset)
        rules.append(f"sub {name} by {name}.tnum;")
    font.setGlyphOrder(list(font["glyf"].glyphOrder))
    feature = f"feature tnum {{ {' '.join(rules)} }} tnum;"
    addOpenTypeFeaturesFromString(font, feature, tables=["GSUB"])


def main():
    package = pathlib.Path(sys.argv[1])
    target = pathlib.Path(__file__).parent / "default" / "static"
    for weight in (400, 600):
        font = merged(package, weight)
        font.recalcTimestamp = False
        add_tabular_figures(font)
        options = subset.Options()
        options.flavor = "woff2"
        options.layout_features = ["kern", "tnum", "mark", "mkmk"]
        options.hinting = False
        characters = LETTERS + LETTERS.upper() + SIGNS + "".join(map(chr, range(32, 127)))
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.flavor = "woff2"
        # The same fonts give the same bytes, on any day.
        font["head"].created = font["head"].modified = 0
        font.save(target / f"be-vietnam-pro-{weight}.woff2")


main()
