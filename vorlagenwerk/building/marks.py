"""Opaque marks: how values travel through a template without ever being text in it.

A mark is a pair of private-use characters around a number. Content cannot contain them (loading refuses private
use), templates are checked for them, and Markdown treats them as letters of a word. After parsing, each mark is
swapped for what it stands for, so no value can change a document's structure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, Self

from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Path, Place

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")


class Inlines(NamedTuple):
    """Nodes that stand in a line of text."""

    children: tuple[tree.Inline, ...]


class Blocks(NamedTuple):
    """Blocks that are made when the level of the heading above them is known."""

    make: Callable[[int], tuple[tree.Block, ...]]


class Template(NamedTuple):
    """Rendered template text of its own, such as a macro's result: Markdown with marks in it."""

    text: str


class Entered(str):
    """A text of the content, with the path of the field that it stands in."""

    path: Path

    def __new__(cls, text: str, path: Path) -> Self:
        """Text that knows its place."""
        entered = super().__new__(cls, text)
        entered.path = path
        return entered

    def __getnewargs__(self) -> tuple[str, Path]:  # type: ignore[override]  # copies and pickles need the path too
        return str(self), self.path


class Prose(Entered):
    """A Markdown text of the content."""


class Line(Entered):
    """A line of the content in which figures stood: reads as it is printed, and knows which `pieces` are figures."""

    pieces: tuple[tree.Value, ...]

    @classmethod
    def of(cls, pieces: tuple[tree.Value, ...], path: Path) -> Self:
        """The line made of these pieces."""
        line = cls("".join(piece.text for piece in pieces), path)
        line.pieces = pieces
        return line


Meaning = Inlines | Blocks | Template | Prose


class Marks:
    """The meanings of the marks handed out for one document."""

    def __init__(self) -> None:
        self._meanings: list[Meaning] = []
        self._written: dict[int, Callable[[], Place]] = {}

    def put(self, meaning: Meaning, written: Callable[[], Place] | None = None) -> str:
        """A new mark that stands for `meaning`; `written` tells where a template prints it."""
        if written:
            self._written[len(self._meanings)] = written
        self._meanings.append(meaning)
        return f"{OPEN}{len(self._meanings) - 1}{CLOSE}"

    def meaning(self, number: str) -> Meaning:
        """What the mark with this number stands for."""
        return self._meanings[int(number)]

    def place(self, number: str) -> Place | None:
        """Where a template prints the mark with this number, None where that is not known."""
        written = self._written.get(int(number))
        return written() if written else None
