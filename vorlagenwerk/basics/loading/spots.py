"""Where every field of a file stands: built from a second reading, only when a finding asks for a place."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from vorlagenwerk.basics.loading.characters import tidy
from vorlagenwerk.basics.loading.events import (
    MappingEndEvent,
    MappingStartEvent,
    NextEvent,
    NodeEvent,
    ParsedEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from vorlagenwerk.data.positions import Path, Position


class Spot(NamedTuple):
    """The place of one value as offsets into the text, that of its field name, and the spots below it."""

    key: int
    start: int
    end: int
    below: dict[str | int, Spot] | None = None


class Duplicate(NamedTuple):
    """A field name that a group of fields holds twice, with both places."""

    name: str
    first: int
    again: int


class Spots:
    """The places in a text that was read without complaint before."""

    def __init__(self, text: str, next_event: NextEvent) -> None:
        self.duplicates: list[Duplicate] = []
        self._text = text
        self._next = next_event
        self._line_starts = [0]
        for line in text.split("\n"):
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)
        self._root = self._spot(self._first_node())

    def find(self, path: Path) -> tuple[Spot, bool]:
        """The spot at a path, or the closest one above that exists, and whether it is the one asked for."""
        spot = self._root
        for step in path:
            inner = None if spot.below is None else spot.below.get(step)
            if inner is None:
                return spot, False
            spot = inner
        return spot, True

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def written(self, spot: Spot) -> str:
        """The source text of a single value, "" for a list or a group of fields."""
        return self._text[spot.start : spot.end] if spot.below is None else ""

    def _first_node(self) -> ParsedEvent:
        while True:
            event = self._next()
            if isinstance(event, NodeEvent | StreamEndEvent):  # a text without any value has nothing but its end
                return event

    def _spot(self, event: ParsedEvent, named_at: int | None = None) -> Spot:
        start = event.start_mark.index
        key = start if named_at is None else named_at  # an entry of a list has no name
        if isinstance(event, MappingStartEvent):
            return Spot(key, start, start, self._fields())
        if isinstance(event, SequenceStartEvent):
            return Spot(key, start, start, self._entries())
        return Spot(key, start, event.end_mark.index)

    def _fields(self) -> dict[str | int, Spot]:
        below: dict[str | int, Spot] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            name = tidy(event.value) if isinstance(event, ScalarEvent) else ""
            key = event.start_mark.index
            spot = self._spot(self._next(), key)
            if name in below:
                self.duplicates.append(Duplicate(name, below[name].key, key))
            else:
                below[name] = spot
        return below

    def _entries(self) -> dict[str | int, Spot]:
        below: dict[str | int, Spot] = {}
        while not isinstance(event := self._next(), SequenceEndEvent):
            below[len(below)] = self._spot(event)
        return below
