"""Takes over into the pages what the style template for Word says: font, colours, and for print sizes, paper, hyphens.

The properties are those that docs/handbuch/html-aussehen-aendern.md lists. A colour that would be hard to read on the
ground that stil.css gives it is left out, and the style sheet's own stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from vorlagenwerk.basics.typesetting.contrast import contrast
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.writers.html.anchors import safe_name

LEGIBLE = 4.5
"""Least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3); taken for large text too."""
DISCERNIBLE = 3.0
"""Least contrast of lines that mean something (WCAG 2.2, success criterion 1.4.11)."""
TWIPS_PER_MILLIMETRE = 1440 / 25.4

_DEFINITION = re.compile(r"(--[a-z-]+):\s*#([0-9a-fA-F]{6})\b")
_GROUNDS = {"--grund": "FFFFFF", "--flaeche": "EEF2F6", "--flaeche-summe": "E1E8EF", "--kopfschrift": "FFFFFF"}
_SELECTORS = {
    "titel": "h1",
    **{f"ueberschrift_{level}": f"main h{level + 1}" for level in range(1, 6)},
    "inhaltsverzeichnis": "nav :is(h2, .verzeichnistitel)",
    "beschriftung": ":is(caption, figcaption)",
    "tabellenkopf": "thead th",
    **{role: f":is(p, .kasten).{role}" for role in ("untertitel", "hinweis", "beschlussvorschlag", "quelle")},
}
"""The roles whose letters may be in capitals, underlined or spaced, and what they are on the page."""
_SHEETS = {
    "": (False, "a4"),
    " hochformat": (False, "a4"),
    " hochformat-a3": (False, "a3"),
    " querformat": (True, "a4"),
    " querformat-a3": (True, "a3"),
}
"""The page names of stil.css: whether they lie in landscape, and their paper."""


def look_css(look: Look, css: str = "") -> str:
    """The rules to follow the style sheet `css`, which says the grounds that colours stand on."""
    variables = "".join(f"{name}:{value};" for name, value in (*_font(look), *_colors(look, _grounds_in(css))))
    sizes = "".join(
        f"{name}:{look.role(role).size:g}pt;"
        for name, role in (("--groesse", "standard"), ("--groesse-tabelle", "tabellentext"))
    )
    # Word's answer is one for lines of paper; a narrow screen cannot do without hyphens
    sizes += "" if look.hyphenation else "--silbentrennung:manual;"
    number = f"@bottom-right{{font-family:{_quoted(look.font)},Arial,sans-serif}} " if _quoted(look.font) else ""
    sheets = "\n".join(
        f"@page{name}{{{_sheet(look.page.sheet(landscape=landscape, paper=paper))}{'' if name else number}}}"
        for name, (landscape, paper) in _SHEETS.items()
    )
    screen = f":root{{{variables}}}\n{_letters(look)}{_bands(look)}"
    return f"{screen}@media print{{:root{{{sizes}}} {_page_breaks(look)}}}\n{sheets}"


def _letters(look: Look) -> str:
    """The rules for capitals, underlines and spaced letters; "" for a look without."""
    rules = []
    for role, style in look.roles.items():
        said = "text-transform:uppercase;" if style.capitals else ""
        said += "text-decoration:underline;" if style.underlined else ""
        said += f"letter-spacing:{style.tracking / style.size:.3g}em;" if style.tracking else ""
        if said and role in _SELECTORS:
            rules.append(f"{_SELECTORS[role]}{{{said}}}\n")
    return "".join(rules)


def _bands(look: Look) -> str:
    """The rules for rows with grounds in turn, where letters can be read on them; groups of rows have their own."""
    rules = []
    for fill, rows in zip(look.bands, ("odd", "even"), strict=True):
        grounds = (look.role("tabellentext").color, look.role("tabellenzeilenkopf").color, look.link_color)
        if _is_color(fill) and all(not _is_color(other) or contrast(other, fill) >= LEGIBLE for other in grounds):
            rules.append(f"table:not(.angaben) tbody:only-of-type > tr:nth-child({rows}) > *{{background:#{fill}}}\n")
    return "".join(rules)


def _page_breaks(look: Look) -> str:
    """The rule for what begins a page: headings, and paragraphs by the class that is their role."""
    headings = {f"ueberschrift_{level}": f"h{level + 1}" for level in range(1, 6)}
    broken = [headings.get(role) or f"p.{safe_name(role)}" for role, style in look.roles.items() if style.new_page]
    return f"main :is({','.join(broken)}){{break-before:page}}" if broken else ""


@lru_cache(maxsize=8)
def _grounds_in(css: str) -> dict[str, str]:
    """The grounds as the style sheet defines them first; later definitions are those for print."""
    grounds: dict[str, str] = {}
    for name, color in _DEFINITION.findall(css):
        if name in _GROUNDS:
            grounds.setdefault(name, color)
    return {**_GROUNDS, **grounds}


def _font(look: Look) -> Iterator[tuple[str, str]]:
    if _quoted(look.font):
        yield "--hausschrift", _quoted(look.font)


def _quoted(font: str) -> str:
    """The family's name for CSS; "" for one that no font has, so that nothing can end the string."""
    return f'"{font}"' if font and all(letter.isalnum() or letter in " -_." for letter in font) else ""


def _colors(look: Look, grounds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    ground, area, sums, band = (grounds[name] for name in _GROUNDS)
    title, quiet = look.role("titel").color, look.role("quelle").color
    wanted = [
        ("--titelfarbe", title, LEGIBLE, (ground,)),
        ("--kopffarbe", title, LEGIBLE, (band,)),
        ("--akzent", look.link_color, LEGIBLE, (ground, area, sums)),
        ("--text-leise", quiet, LEGIBLE, (ground, area)),
        ("--linie", look.strong_rule_color, DISCERNIBLE, (ground,)),
        ("--linie-zart", look.rule_color, 1.0, (ground,)),
    ]
    for level in range(1, 6):
        wanted.append((f"--ueberschrift-{level}", look.role(f"ueberschrift_{level}").color, LEGIBLE, (ground,)))
    for name, color, least, behind in wanted:
        if _is_color(color) and all(contrast(color, other) >= least for other in behind):
            yield name, f"#{color}"
    fill, letters = look.head_fill or ground, look.role("tabellenkopf").color
    if _is_color(fill) and _is_color(letters) and contrast(fill, letters) >= LEGIBLE:
        yield from (("--tabellenkopf", f"#{fill}"), ("--tabellenkopf-schrift", f"#{letters}"))


def _sheet(page: Page) -> str:
    sides = (page.top, page.right, page.bottom, page.left + page.gutter)
    margins = " ".join(_millimetres(abs(side)) for side in sides)
    return f"size:{_millimetres(page.width)} {_millimetres(page.height)};margin:{margins};"


def _millimetres(twips: int) -> str:
    return f"{round(twips / TWIPS_PER_MILLIMETRE, 1):g}mm"


def _is_color(text: str) -> bool:
    return len(text) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in text)
