"""The finished paper as one text to search in, whose every letter knows where it was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.text.passages import Passage
from vorlagenwerk.data.positions import Path, Place, path_of
from vorlagenwerk.data.problems import Level, Problem

BORDER = "\0"
"""Stands between passages; no content holds it, so no pattern that excludes it runs from one into the next."""
_BLANKS = "\u00a0\u202f"


class Hit(NamedTuple):
    """Something found in the whole text: from `start` up to `end`, with what its finding says."""

    start: int
    end: int
    code: str
    level: Level
    text: str
    remedy: str


def fields_with(words: str, data: object, path: Path = ()) -> Iterator[Path]:
    """The fields of the content whose text contains these words."""
    if isinstance(data, str) and words in data:
        yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from fields_with(words, value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from fields_with(words, value, (*path, index))


class Whole:
    """All passages of a paper joined; `text` has plain blanks only, so that one pattern serves every blank."""

    def __init__(self, text: Sequence[Passage], source: Source, template: str) -> None:
        self.passages = text
        self.text = BORDER.join([passage.text for passage in self.passages])
        for blank in _BLANKS:
            self.text = self.text.replace(blank, " ")
        self._starts = [0, *accumulate(len(passage.text) + 1 for passage in self.passages)][:-1]
        self._source = source
        self._template = Place(template)

    def passage_at(self, offset: int) -> tuple[Passage, int]:
        """The passage that holds this offset, and the offset at which it begins."""
        index = bisect_right(self._starts, offset) - 1
        return self.passages[index], self._starts[index]

    def problem(self, hit: Hit) -> Problem:
        """The finding at the place where the words that were hit were written."""
        return Problem(hit.code, hit.level, self._place(hit.start, hit.end), hit.text, hit.remedy)

    def place_of(self, pointer: str, snippet: str) -> Place:
        """Where these words stand in the field of a pointer; the template's file where no field says them."""
        path = self._path(pointer)
        return self._template if path is None else self._source.place_of(path, snippet)

    def _place(self, start: int, end: int) -> Place:
        passage, begin = self.passage_at(start)
        here, until = start - begin, end - begin
        path = self._path(passage.origin(here, until) or "")
        if path is not None:
            return self._source.place_of(path, self.text[start:end])
        if passage.field:
            typed = next((one.start for one in passage.origins if here < one.start < until), until)
            return self._within(path_of(passage.field), begin, here, typed)
        touched = [one.pointer for one in passage.origins if one.start < until and here < one.end]
        path = next((found for pointer in touched if (found := self._path(pointer)) is not None), None)
        if path is not None:
            return self._source.place(path)
        # the title is made of values that no longer know where they came from
        words = self.text[start:end]
        path = next(fields_with(words, self._source.data), None)
        return self._template if path is None else self._source.place_of(path, words)

    def _within(self, path: Path, begin: int, here: int, until: int) -> Place:
        """The place of a stretch in a field, told from its likes by the words before and behind it."""
        field = self._source.place(path)
        for around in (30, 12, 0):
            first = max(begin, begin + here - around)
            place = self._source.place_of(path, self.text[first : begin + until + around])
            if place != field:
                return place._replace(column=place.column + begin + here - first)
        return field

    def _path(self, pointer: str) -> Path | None:
        """The field behind a pointer; a figure's is the `angabe` in which it was entered, if it was."""
        if pointer.startswith("/"):
            return path_of(pointer)
        entered = self._source.data.get("angaben")
        name = pointer.removeprefix("=")
        return ("angaben", name, "wert") if isinstance(entered, Mapping) and name in entered else None
