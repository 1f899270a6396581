"""A content file that was read: its data, and on demand where each field stands and how it was written."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from vorlagenwerk.data.positions import Path, Place

if TYPE_CHECKING:
    from vorlagenwerk.basics.loading.spots import Duplicate, Spots


class Source:
    """The data of a file, made of str, int, Decimal, bool, None, list and dict with text keys."""

    def __init__(self, file: str, data: dict[str, object], text: str) -> None:
        self.file = file
        self.data = data
        self._text = text

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at this path stands, or its field name; for a missing one the closest above."""
        spot, exact = self._spots.find(path)
        # The name of a group of fields says better than its first field that something is missing in it.
        wants_name = key or not exact
        return Place(self.file, *self._spots.position(spot.key if wants_name else spot.start))

    def written(self, path: Path) -> str:
        """The text of a single value as it stands in the file, with its quotation marks; "" if none."""
        spot, exact = self._spots.find(path)
        return self._spots.written(spot) if exact else ""

    def place_of(self, path: Path, snippet: str) -> Place:
        """Where `snippet` begins within the value at this path; the value's own place if it is not found."""
        spot, exact = self._spots.find(path)
        found = self._text.find(snippet, spot.start, max(spot.end, spot.start)) if exact and snippet else -1
        return Place(self.file, *self._spots.position(found)) if found >= 0 else self.place(path)

    def place_of_line(self, path: Path, line: int) -> Place:
        """Where the line with this number (from 0) of a text begins; one that stands beside its name has no lines."""
        spot, exact = self._spots.find(path)
        if not exact or self._text[spot.start : spot.start + 1] not in ("|", ">"):
            return self.place(path)
        offset = spot.start
        for _ in range(line + 1):
            offset = self._text.find("\n", offset, spot.end) + 1 or spot.end
        while self._text[offset : offset + 1] == " ":
            offset += 1
        return Place(self.file, *self._spots.position(offset))

    @property
    def duplicates(self) -> list[Duplicate]:
        """Field names that stand twice in their group."""
        return self._spots.duplicates

    def position(self, offset: int) -> Place:
        """The place of an offset into the file's text."""
        return Place(self.file, *self._spots.position(offset))

    @cached_property
    def _spots(self) -> Spots:
        # Most files are clean and never need this second reading, nor many commands the YAML library.
        from vorlagenwerk.basics.loading.events import open_events
        from vorlagenwerk.basics.loading.spots import Spots

        with collector_at_rest():
            return Spots(self._text, open_events(self._text))


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No garbage collection while many long-lived values are made: it would walk them again and again."""
    was_active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_active:
            gc.enable()
