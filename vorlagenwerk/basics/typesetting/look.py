"""How the pages look: fonts, sizes, colours, margins, as a style template says it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from vorlagenwerk.basics.typesetting.heading_numbers import DECIMAL, HeadingNumbers
from vorlagenwerk.basics.typesetting.letterhead import SENDER, Letterhead
from vorlagenwerk.basics.typesetting.list_places import ListPlaces
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.running import RUNNING, PageNumbers, Running
from vorlagenwerk.data.positions import Place

BLACK, WHITE = "000000", "FFFFFF"

FACTS = "tabelle_angaben"
"""The role of the quiet two-column table that lists facts of the paper."""


class Stroke(NamedTuple):
    """A rule beside text: thickness and distance from the text in points; thickness 0 is none."""

    thickness: float = 0
    space: float = 0
    color: str = BLACK


NO_STROKE = Stroke()


class ParagraphLook(NamedTuple):
    """A paragraph style; spaces and indents in points, `line` in multiples of the font's own line."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = BLACK
    before: float = 0
    after: float = 0
    line: float = 1
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
    new_page: bool = False
    """Whether the paragraph begins a page."""
    lone_lines: bool = False
    """Whether the first or the last line of a paragraph may stand alone on its page."""
    hyphenated: bool = True
    capitals: bool = False
    """Whether it is printed in capitals; its words stay as they are written."""
    underlined: bool = False
    tracking: float = 0
    """Further distance between two letters in points, negative where they stand closer."""
    tight: bool = False
    """Whether paragraphs of this style follow each other without space before and after."""


class Hyphenation(NamedTuple):
    """How Word hyphenates, as the settings of a style template say it.

    `zone` is the room in twips that a line may leave free without a word being hyphenated, `in_a_row` how many lines
    one after the other may end in a hyphen, 0 for any number.
    """

    zone: int = 425
    in_a_row: int = 3


class Look(NamedTuple):
    """What a style template says about the pages.

    Fonts are named as Word names them; `fonts.printable` puts those in their place that a PDF can hold, since no font
    outside `font_folder` and Typst itself is looked for.
    """

    font_folder: Path
    font: str
    code_font: str
    roles: Mapping[str, ParagraphLook]
    page: Page
    link_color: str
    lists: ListPlaces
    """Where the entries of lists stand."""
    hyphenation: Hyphenation | None
    """None where words are not hyphenated."""
    place: Place
    """What findings about the look blame."""
    rule_color: str = BLACK
    strong_rule_color: str = BLACK
    head_fill: str = WHITE
    bands: tuple[str, str] = ("", "")
    """The grounds of odd and even rows of tables; "" for none."""
    numbers: HeadingNumbers = DECIMAL
    """How headings are numbered."""
    letterhead: Letterhead = SENDER
    """What stands above the text of the first page."""
    running: Running = RUNNING
    """What stands above and below the text of every page."""
    page_numbers: PageNumbers = PageNumbers()
    """How pages are numbered."""

    def role(self, name: str) -> ParagraphLook:
        """The look of a role; that of running text for an unknown one."""
        return self.roles.get(name) or self.roles.get("standard") or ParagraphLook()
