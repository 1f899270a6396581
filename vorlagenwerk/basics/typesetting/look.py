"""How the pages look: fonts, sizes, colours, margins. A style template says it; the defaults are those shipped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

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


def _standard_roles() -> dict[str, ParagraphLook]:
    small, bar = ParagraphLook(8.5, color=GREY, after=0, line=1), ParagraphLook(before=6)
    levels = ((15, 18, 6), (13, 15, 5), (11.5, 12, 4), (11, 12, 4), (11, 10, 3), (11, 10, 3))
    headings = {
        f"ueberschrift_{index}": ParagraphLook(size, index < 5, index == 6, BLUE, before, after, 1.05)
        for index, (size, before, after) in enumerate(levels, 1)
    }
    return headings | {
        "titel": ParagraphLook(18, bold=True, color=BLUE, line=1.05),
        "untertitel": ParagraphLook(13, color=GREY, after=12, line=1),
        "standard": ParagraphLook(),
        "aufzaehlung": ParagraphLook(after=4),
        "nummerierung": ParagraphLook(after=4),
        "listenfortsetzung": ParagraphLook(after=4),
        "zitat": bar._replace(color=GREY, left=21.25, right=21.25, bar=1.5, bar_space=12),
        "beschlussvorschlag": bar._replace(left=14.2, bar=3, bar_space=10),
        "hinweis": ParagraphLook(before=8, after=10, line=1.1, left=7.1, right=7.1, fill=SHADE),
        "quelle": ParagraphLook(8.5, color=GREY, before=3, after=8, line=1),
        "beschriftung": ParagraphLook(9.5, bold=True, color=BLUE, before=12, after=4, line=1),
        "inhaltsverzeichnis": headings["ueberschrift_1"],
        "verzeichnis_1": ParagraphLook(after=3, line=1),
        "tabellentext": ParagraphLook(9, after=0, line=1),
        "kopfzeile": small,
        "fusszeile": small,
        "briefkopf_absender": ParagraphLook(15, bold=True, color=BLUE, after=2, line=1),
        "briefkopf_stelle": ParagraphLook(10, color=GREY, after=2, line=1),
        "briefkopf_kontakt": small._replace(after=24),
    }


STANDARD_ROLES = MappingProxyType(_standard_roles())


class Look(NamedTuple):
    """What a style template says about the pages; no font outside `font_folder` and Typst itself is looked for."""

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
    place: Place = TEMPLATE
    """What findings about the look blame."""

    def role(self, name: str) -> ParagraphLook:
        """The look of a role; that of running text for an unknown one."""
        return self.roles.get(name) or self.roles.get("standard") or ParagraphLook()
