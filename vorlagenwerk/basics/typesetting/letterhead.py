"""What stands above the text of the first page, as a style template says it: lines of text, and logos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from vorlagenwerk.data.tree import Image

Side = Literal["links", "mitte", "rechts"]


class Logo(NamedTuple):
    """A picture of the letterhead; width and height on paper in twips.

    `description` is "" for one that only decorates.
    """

    image: Image
    description: str
    width: int
    height: int
    side: Side
    floats: bool = False
    """Whether it takes no room from the lines, so that a tall one pushes no text down."""


class Count(NamedTuple):
    """The number of the page that a line stands on, or of all pages; `form` is Word's name for how it is written.

    Without a form, the number of a page is written like the others of the paper.
    """

    is_total: bool = False
    form: str = ""


class Stop(NamedTuple):
    """A tab stop: so many twips from the left margin; None is the middle or the right edge, whichever its side is."""

    at: int | None
    side: Side


class HeadLine(NamedTuple):
    """A paragraph of the letterhead: its role in the look, and its text.

    `pieces` are fixed text and what is filled in (names of values, page numbers) in turn, beginning and ending with
    text: ("Tel. ", "dokument.telefon", ""). `side` is its alignment where that is not the one of the role. `stops` are
    its tab stops; text with tabs is parted there.
    """

    role: str
    pieces: tuple[str | Count, ...]
    side: Side | Literal[""] = ""
    stops: tuple[Stop, ...] = ()

    def text(self, values: Mapping[str, str], number: str = "") -> str:
        """The line with the values of a document, and with a number where it counts pages; "" where it shows nothing.

        Tabs and line ends are blanks.
        """
        return "".join(self.filled(values, number)).replace("\t", " ").replace("\n", " ").strip()

    def filled(self, values: Mapping[str, str], number: str = "") -> list[str]:
        """The pieces with the values of a document, and with a number where they count pages."""
        return [
            number if isinstance(piece, Count) else values.get(piece, "") if at % 2 else piece
            for at, piece in enumerate(self.pieces)
        ]

    @property
    def value(self) -> str:
        """The name of the one value that the line shows and nothing else, or ""."""
        piece = self.pieces[1] if len(self.pieces) == 3 and not self._has_text else ""
        return piece if isinstance(piece, str) else ""

    @property
    def counts_pages(self) -> bool:
        """Whether it shows a number of pages, which means nothing on a screen."""
        return any(isinstance(piece, Count) for piece in self.pieces)

    def is_shown(self, values: Mapping[str, str]) -> bool:
        """Whether a paper has the line: one of nothing but values goes when all of them are empty."""
        names = [piece for piece in self.pieces[1::2] if isinstance(piece, str)]
        return self._has_text or self.counts_pages or not names or any(values.get(name) for name in names)

    @property
    def _has_text(self) -> bool:
        return any(piece.strip() for piece in self.pieces[::2] if isinstance(piece, str))


class Letterhead(NamedTuple):
    """Lines and logos from top to bottom, and the logos that stand beside them all."""

    lines: tuple[HeadLine | Logo, ...] = ()
    beside: tuple[Logo, ...] = ()


SENDER = Letterhead(
    tuple(HeadLine(f"briefkopf_{name}", ("", f"dokument.{name}", "")) for name in ("absender", "stelle", "kontakt"))
)
"""The letterhead of papers whose style template nobody has read."""
