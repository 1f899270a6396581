"""The finished paper as passages of text, in which every value still knows where it came from.

What reads a paper like a reader does (numbers, leftovers, tense) reads these; no check walks the tree on its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from vorlagenwerk.data import tree, walking

Kind = Literal["titel", "ueberschrift", "absatz", "zelle", "beschriftung", "fussnote"]


class Origin(NamedTuple):
    """A stretch of a passage that is a value: from `start` up to `end`, and the pointer of a `tree.Value`."""

    start: int
    end: int
    pointer: str


class Passage(NamedTuple):
    """A paragraph, heading, cell, caption or footnote as its reader sees it.

    `field` is the JSON Pointer of the authored prose field around it, "" where the template says it. What `origins`
    does not cover was typed there. `where` names the place as a reader finds it (“Abschnitt 4.1 Kriterien”).
    """

    text: str
    kind: Kind
    field: str
    origins: tuple[Origin, ...]
    where: str

    def origin(self, start: int, end: int) -> str | None:
        """The pointer of the value that covers this stretch, None where (a part of) it was typed."""
        return next((one.pointer for one in self.origins if one.start <= start and end <= one.end), None)


def passages(document: tree.Document) -> Iterator[Passage]:
    """All passages in reading order.

    Left out are papers taken in as annexes, which are checked on their own, and the cells of generated tables that
    are plain strings: they are data, not text.
    """
    yield Passage(document.title, "titel", "", (), "Titel")
    reader = _Reader("Deckblatt")
    yield from reader.blocks(document.cover, "")
    reader.where = "Anfang"
    yield from reader.blocks(document.children, "")


class _Reader:
    def __init__(self, where: str) -> None:
        self.where = where
        self.notes = 0

    def blocks(self, blocks: tuple[tree.Block, ...], field: str) -> Iterator[Passage]:
        for block in blocks:
            match block:
                case tree.Paragraph(children):
                    yield from self._line(children, "absatz", field)
                case tree.Heading(_, children):
                    title = walking.plain_text(children)
                    self.where = f"Abschnitt {block.number} {title}" if block.number else f"Abschnitt „{title}“"
                    yield from self._line(children, "ueberschrift", field)
                case tree.List(items):
                    for item in items:
                        yield from self.blocks(item.children, field)
                case tree.Quote(children) | tree.Field(_, _, children):
                    yield from self.blocks(children, block.pointer if isinstance(block, tree.Field) else field)
                case tree.Section(children):
                    yield from self.blocks(children[:1] if block.is_taken else children, field)
                case tree.Table():
                    yield from self._table(block, field)
                case tree.Picture():
                    yield from self._words((block.caption, block.description), field, f"Abbildung {block.number}")
                case tree.Contents(_, title):
                    yield from self._words((title,), field, self.where)

    def _table(self, table: tree.Table, field: str) -> Iterator[Passage]:
        where = f"Tabelle {table.number}" if table.number else self.where
        titles = (column.title for column in table.columns)
        yield from self._words((table.caption, table.description, *titles), field, where)
        outer, self.where = self.where, where
        for row in table.rows:
            if row.values and not field:
                continue  # generated from typed values: all plain, and perhaps ten thousand of them
            for cell in row.cells:
                if not isinstance(cell, str):
                    yield from self._line(cell, "zelle", field)
                elif field:
                    yield Passage(cell, "zelle", field, (), where)
        self.where = outer

    def _words(self, texts: tuple[str, ...], field: str, where: str) -> Iterator[Passage]:
        for text in texts:
            if text:
                yield Passage(text, "beschriftung", field, (), where)

    def _line(self, inlines: tuple[tree.Inline, ...], kind: Kind, field: str) -> Iterator[Passage]:
        line = _Line()
        line.spell(inlines)
        yield Passage("".join(line.letters), kind, field, tuple(line.origins), self.where)
        for note in line.notes:
            self.notes += 1
            outer, self.where = self.where, f"Fußnote {self.notes}"
            yield from self._line(note.children, "fussnote", field)
            self.where = outer


class _Line:
    """A line of inlines as it is read: its letters, the values among them, and the notes that belong to it."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.origins: list[Origin] = []
        self.notes: list[tree.Note] = []
        self._length = 0

    def spell(self, inlines: tuple[tree.Inline, ...]) -> None:
        """Take up the inlines one after the other."""
        for inline in inlines:
            match inline:
                case tree.Text(text):
                    self._add(text)
                case tree.Value(text, pointer):
                    self._add(text, pointer)
                case tree.Note():
                    self.notes.append(inline)
                case tree.Strong(children) | tree.Emphasis(children) | tree.Link(_, children):
                    self.spell(children)
                case tree.Foreign(_, children):
                    self.spell(children)
                case tree.Reference(_, children) | tree.PageReference(_, children):
                    # what a reference shows is made by the program, like a value
                    self._add(walking.plain_text(children), "#" + inline.ident)
                case tree.Code(text):
                    self._add(text, "")  # no prose, and a figure in it has become letters
                case _:
                    self._add(walking.plain_text((inline,)))

    def _add(self, text: str, pointer: str | None = None) -> None:
        if pointer is not None:
            self.origins.append(Origin(self._length, self._length + len(text), pointer))
        self.letters.append(text)
        self._length += len(text)
