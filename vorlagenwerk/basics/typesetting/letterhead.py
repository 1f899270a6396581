"""What stands above the text of the first page, as a style template says it: lines of text, and logos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from vorlagenwerk.data.tree import Image


class Logo(NamedTuple):
    """A picture of the letterhead; width and height on paper in twips.

    `description` is "" for one that only decorates.
    """

    image: Image
    description: str
    width: int
    height: int
    side: Literal["links", "mitte", "rechts"]
    floats: bool = False
    """Whether it takes no room from the lines, so that a tall one pushes no text down."""


class HeadLine(NamedTuple):
    """A paragraph of the letterhead: its role in the look, and its text.

    `pieces` are fixed text and the names of values in turn, beginning and ending with text: ("Tel. ",
    "dokument.telefon", ""). `side` is its alignment where that is not the one of the role.
    """

    role: str
    pieces: tuple[str, ...]
    side: Literal["", "links", "mitte", "rechts"] = ""

    def text(self, values: Mapping[str, str]) -> str:
        """The line with the values of a document; "" where it shows nothing."""
        filled = (values.get(piece, "") if number % 2 else piece for number, piece in enumerate(self.pieces))
        return "".join(filled).strip()

    @property
    def value(self) -> str:
        """The name of the one value that the line shows and nothing else, or ""."""
        return self.pieces[1] if len(self.pieces) == 3 and not (self.pieces[0] + self.pieces[2]).strip() else ""


class Letterhead(NamedTuple):
    """Lines and logos from top to bottom, and the logos that stand beside them all."""

    lines: tuple[HeadLine | Logo, ...] = ()
    beside: tuple[Logo, ...] = ()


SENDER = Letterhead(
    tuple(HeadLine(f"briefkopf_{name}", ("", f"dokument.{name}", "")) for name in ("absender", "stelle", "kontakt"))
)
"""The letterhead of papers whose style template nobody has read."""
