"""Where the entries of lists stand, by how many lists they stand in."""

from __future__ import annotations

from typing import NamedTuple


class ItemPlace(NamedTuple):
    """Where the text of an entry begins, and how far its bullet or number stands out to the left; points."""

    left: float
    hanging: float


class ListPlaces(NamedTuple):
    """The levels of both kinds of lists, outermost first; lists in lists count together, whichever kind they are."""

    bulleted: tuple[ItemPlace, ...]
    numbered: tuple[ItemPlace, ...]

    def at(self, depth: int, *, ordered: bool) -> ItemPlace:
        """The place in a list that stands in so many others; deeper ones than Word has stand like its last."""
        levels = self.numbered if ordered else self.bulleted
        return levels[min(depth, len(levels) - 1)]
