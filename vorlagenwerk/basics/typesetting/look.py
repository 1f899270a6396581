"""How the pages look: fonts, sizes, colours, margins. A style template says it; the defaults are those shipped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from vorlagenwerk.basics.typesetting.pages import A4, Page
from vorlagenwerk.data.positions import Place

BLUE = "1F3A55"
"""Headings and strong rules: 11 : 1 on white."""
RULE = "9AA7B5"
SHADE = "E6ECF2"
GREY = "4A4A4A"
LINK = "0B4F8A"
BLACK = "000000"

FACTS = "tabelle_angaben"
"""The role of the quiet two-column table that lists facts of the paper."""

PAGE = Page(*A4, 1418, 1134, 1134, 1418, 709, 567, 0)
TEMPLATE = Place("templates/_stil/standard.docx")


class Stroke(NamedTuple):
    """A rule beside text: thickness and distance from the text in points; thickness 0 is none."""

    thickness: float = 0
    space: float = 0
    color: str = BLACK


NO_STROKE = Stroke()


class ParagraphLook(NamedTuple):
    """A paragraph style; spaces and indents in points, `line` in multiples of the font's own line."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    color: str = BLACK
    before: float = 0
    after: float = 6
    line: float = 1.15
    left: float = 0
    right: float = 0
    bar: float = 0
    """Thickness of a rule on the left, `bar_space` away from the text."""
    bar_space: float = 0
    fill: str = ""
    font: str = ""
    """The font where it is not that of running text."""
    bar_color: str = ""
    frame: Stroke = NO_STROKE
    """A rule on all four sides; with `fill`, its space is the room between text and edge of the coloured box."""
    above: Stroke = NO_STROKE
    below: Stroke = NO_STROKE
    first_line: float = 0
    """Further indent of the first line in points, negative where it hangs out."""
    align: Literal["links", "rechts", "mitte", "block"] = "links"
    keep_next: bool = False
    """Whether no page may end behind the paragraph."""
    keep_lines: bool = False
    """Whether no page may end inside the paragraph."""
    hyphenated: bool = True
    tight: bool = False
    """Whether paragraphs of this style follow each other without space before and after."""


def _standard_roles() -> dict[str, ParagraphLook]:
    small, bar = ParagraphLook(8.5, color=GREY, after=0), ParagraphLook(before=6, bar_color=BLUE)
    cell, head = (
        ParagraphLook(9, before=1.2, after=1.2, line=1, hyphenated=False),
        _kept(ParagraphLook(color=BLUE, line=1.05)),
    )
    levels = ((15, 18, 6), (13, 15, 5), (11.5, 12, 4), (11, 12, 4), (11, 10, 3), (11, 10, 3))
    headings = {
        f"ueberschrift_{index}": head._replace(size=size, bold=index < 5, italic=index == 6, before=before, after=after)
        for index, (size, before, after) in enumerate(levels, 1)
    }
    short_title = small._replace(align="rechts", below=Stroke(0.5, 4, RULE))
    return headings | {
        "titel": head._replace(size=18, bold=True),
        "untertitel": _kept(ParagraphLook(13, color=GREY, after=12)),
        "standard": ParagraphLook(),
        "aufzaehlung": ParagraphLook(after=4),
        "nummerierung": ParagraphLook(after=4),
        "listenfortsetzung": ParagraphLook(after=4),
        "zitat": bar._replace(color=GREY, left=21.25, right=21.25, bar=1.5, bar_space=12),
        "beschlussvorschlag": bar._replace(left=14.2, bar=3, bar_space=10),
        "hinweis": ParagraphLook(
            before=8, after=10, line=1.1, left=7.1, right=7.1, fill=SHADE, frame=Stroke(0.5, 6, SHADE), keep_lines=True
        ),
        "quelle": ParagraphLook(8.5, color=GREY, before=3, after=8),
        "beschriftung": ParagraphLook(9.5, bold=True, color=BLUE, before=12, after=4, keep_next=True, keep_lines=True),
        "inhaltsverzeichnis": headings["ueberschrift_1"],
        "verzeichnis_1": ParagraphLook(after=3),
        "verzeichnis_2": ParagraphLook(after=3, left=22.7),
        "verzeichnis_3": ParagraphLook(after=3, left=53.9),
        "tabellentext": cell,
        "tabellenkopf": cell._replace(bold=True, keep_next=True),
        "tabellenzeilenkopf": cell._replace(bold=True),
        "tabellensumme": cell._replace(bold=True),
        "kopfzeile": small,
        "fusszeile": small._replace(align="rechts", above=Stroke(0.5, 4, RULE)),
        "kopfzeile_absender": small,
        "kopfzeile_kurztitel": short_title,
        "briefkopf_absender": ParagraphLook(15, bold=True, color=BLUE, after=2),
        "briefkopf_stelle": ParagraphLook(10, color=GREY, after=2),
        "briefkopf_kontakt": small._replace(after=24, below=Stroke(0.5, 6, RULE)),
    }


def _kept(look: ParagraphLook) -> ParagraphLook:
    return look._replace(keep_next=True, keep_lines=True, hyphenated=False)


STANDARD_ROLES = MappingProxyType(_standard_roles())


class Hyphenation(NamedTuple):
    """How Word hyphenates, as the settings of a style template say it; the defaults are those shipped.

    `zone` is the room in twips that a line may leave free without a word being hyphenated, `in_a_row` how many lines
    one after the other may end in a hyphen.
    """

    zone: int = 425
    in_a_row: int = 3


class Look(NamedTuple):
    """What a style template says about the pages.

    Fonts are named as Word names them; `fonts.printable` puts those in their place that a PDF can hold, since no font
    outside `font_folder` and Typst itself is looked for.
    """

    font_folder: Path
    font: str = "Liberation Sans"
    code_font: str = "DejaVu Sans Mono"
    """Comes with Typst."""
    roles: Mapping[str, ParagraphLook] = STANDARD_ROLES
    page: Page = PAGE
    link_color: str = LINK
    rule_color: str = RULE
    strong_rule_color: str = BLUE
    head_fill: str = SHADE
    list_step: float = 17.85
    """Indent of a list level in points."""
    hyphenation: Hyphenation | None = Hyphenation()
    """None where words are not hyphenated."""
    place: Place = TEMPLATE
    """What findings about the look blame."""

    def role(self, name: str) -> ParagraphLook:
        """The look of a role; that of running text for an unknown one."""
        return self.roles.get(name) or self.roles.get("standard") or ParagraphLook()
