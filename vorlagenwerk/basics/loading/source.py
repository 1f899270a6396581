"""A content file that was read: its data, and on demand where each field stands and how it was written."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from vorlagenwerk.data.positions import Path, Place
from vorlagenwerk.data.problems import Mend

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

    def mend(self, path: Path, text: str) -> Mend | None:
        """The change that puts `text` for the value at this path; None unless it is a single one within a line."""
        spot, exact = self._spots.find(path)
        written = self._spots.written(spot) if exact else ""
        if not written or "\n" in written or written[0] in "|>":
            return None
        return Mend(self._spots.position(spot.start), self._spots.position(spot.end), text)

    def mend_name(self, path: Path, name: str) -> Mend | None:
        """The change that gives the field at this path another name; None where its name stands in quotation marks."""
        spot, exact = self._spots.find(path)
        said = str(path[-1]) if path else ""
        if not exact or not said or not self._text.startswith(said, spot.key):
            return None
        return Mend(self._spots.position(spot.key), self._spots.position(spot.key + len(said)), name)

    def mend_entries(self, path: Path) -> Mend | None:
        """The change that makes a list of lines that begin with a dash, a point or a hyphen without its blank."""
        spot, exact = self._spots.find(path)
        lines = self._spots.written(spot).split("\n") if exact else []
        marks = {line.strip()[:1] for line in lines}
        first_line = self._text[self._text.rfind("\n", 0, spot.start) + 1 : spot.start]
        if len(marks) != 1 or not marks & set("-\u2010\u2011\u2012\u2013\u2014\u2022\u00b7") or first_line.strip():
            return None
        mended = [re.sub(r"^( *).[ \u00a0]*", r"\1- ", line) for line in lines]
        return Mend(self._spots.position(spot.start), self._spots.position(spot.end), "\n".join(mended))

    def mend_single(self, path: Path) -> Mend | None:
        """The change that makes a list of one entry of a value that stands behind its field name."""
        spot, exact = self._spots.find(path)
        written = self._spots.written(spot) if exact else ""
        start = self._text.rfind("\n", 0, spot.key) + 1
        lead = self._text[start : spot.key]
        between = self._text[spot.key : spot.start]
        if not written or "\n" in written or written[0] in "|>[{" or lead.strip(" -") or ":" not in between:
            return None
        colon = spot.key + between.index(":") + 1
        entry = f"\n{' ' * len(lead)}  - {written}"
        return Mend(self._spots.position(colon), self._spots.position(spot.end), entry)

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
