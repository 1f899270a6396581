"""What stands above and below the text of every page, as a style template says it, and how its pages are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.heading_numbers import FORMS
from vorlagenwerk.basics.typesetting.letterhead import Count, HeadLine, Logo

IN_DASHES = "numberInDash"
"""Word's name for the form „- 5 -“, which only page numbers have."""
PAGE_FORMS = (*(form for form in FORMS if form not in ("none", "decimalZero")), IN_DASHES)
"""The forms of page numbers that Word's dialog offers and every format can write."""


class PageNumbers(NamedTuple):
    """The number of the first page, and how all are written, by Word's name for it."""

    first: int = 1
    form: str = "decimal"

    def shown(self, page: int) -> str:
        """What stands on the page that is so many from the first one, which is 1."""
        number = page + self.first - 1
        return f"- {number} -" if self.form == IN_DASHES else FORMS[self.form](max(number, 0))


class HeadCell(NamedTuple):
    """A cell of a table in a header or footer; width and the room left of and right of its text in twips."""

    width: int
    margin: int
    lines: tuple[HeadLine | Logo, ...]


class HeadRow(NamedTuple):
    """A row of a table in a header or footer, and its least height in twips."""

    cells: tuple[HeadCell, ...]
    height: int = 0


Strip = tuple[HeadLine | Logo | HeadRow, ...]
"""A header or footer from top to bottom."""


class Running(NamedTuple):
    """Headers and footers, but for the header of the first page, which is the letterhead.

    What only even pages or the first one have is None where they have the same as the others.
    """

    header: Strip = ()
    footer: Strip = ()
    even_header: Strip | None = None
    even_footer: Strip | None = None
    first_footer: Strip | None = None


RUNNING = Running(
    tuple(HeadLine(f"kopfzeile_{name}", ("", f"dokument.{name}", "")) for name in ("absender", "kurztitel")),
    (HeadLine("fusszeile", ("Seite ", Count(), " von ", Count(is_total=True), "")),),
)
"""Those of papers whose style template nobody has read."""


def shown_lines(lines: Strip, values: Mapping[str, str]) -> Strip:
    """What a paper with these values has of them: lines without a value go, but for one where there would be none."""
    found = tuple(line for line in lines if not isinstance(line, HeadLine) or line.is_shown(values))
    return found or tuple(line._replace(pieces=("",)) for line in lines[-1:] if isinstance(line, HeadLine))
