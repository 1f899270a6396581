"""Headers and footers as fixed bytes and gaps: what each document fills in, and which lines go where it has nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from vorlagenwerk.data.tree import Document, Text, Value
from vorlagenwerk.writers.docx.runs import RunLook

TITLE = "dokument.titel"
"""Tag of the paper's title."""
Pieces = tuple[Text | Value, ...]


class Filling:
    """What a document puts into the controls of headers, footers and a cover of Word's.

    `write` gives the runs of a value, with controls of their own for the fields in it.
    """

    def __init__(self, document: Document, write: Callable[[Pieces, RunLook], str]) -> None:
        self._values: dict[str, Pieces] = {tag: (Text(text),) for tag, text in document.frame if text}
        self._values |= {fact.tag: fact.children for fact in document.facts if fact.tag in self._values}
        self._write = write
        self.pages = document.pages

    def __contains__(self, tag: str) -> bool:
        return tag in self._values

    def runs(self, tag: str, look: bytes) -> bytes:
        """The value of a tag in runs with these properties (`w:rPr`)."""
        return self._write(self._values[tag], RunLook(given=look.decode())).encode()


class Slot(NamedTuple):
    """A content control cut open: what stands before and behind its text, and what stands there without a text."""

    tag: str
    before: bytes
    look: bytes
    """The `w:rPr` of its text."""
    after: bytes
    empty: bytes

    def fill(self, filling: Filling) -> bytes:
        """The control with its text; without one nothing that could pass for a text remains."""
        return self.before + filling.runs(self.tag, self.look) + self.after if self.tag in filling else self.empty


class PageCount(NamedTuple):
    """The result of a NUMPAGES field; Word counts anew, but previews and other programs show what stands here."""

    template: bytes
    goes_on: bool
    """Whether the result began in the run before: the number stands there."""


class Line(NamedTuple):
    """A paragraph that holds nothing but controls: it goes when all of them stay empty.

    A document of empty paragraphs is read aloud as „leer, leer“ by screen readers.
    """

    head: bytes
    rest: bytes
    """`head` ends where a rule may be put in; `rest` ends before the first control."""
    pieces: tuple[bytes | Slot, ...]
    rule: bytes
    """The line below the paragraph, as a border; it passes to the paragraph above when this one goes."""
    takes_rule: bool
    group: int
    """Lines of the same group may not all go, because a cell or part needs a paragraph; 0 for any other line."""

    def has_text(self, filling: Filling) -> bool:
        """Whether the document has a value for a control."""
        return any(piece.tag in filling for piece in self.pieces if isinstance(piece, Slot))

    def fill(self, filling: Filling, rule: bytes = b"") -> bytes:
        """The paragraph with the document's values, and with the rule of a paragraph that has gone."""
        border = b"<w:pBdr>" + rule + b"</w:pBdr>" if rule and self.takes_rule else b""
        return b"".join((self.head, border, self.rest, *(_filled(piece, filling) for piece in self.pieces)))


class FramePart(NamedTuple):
    """A header or footer: fixed bytes and what documents fill in, in turn."""

    name: str
    pieces: tuple[bytes | Slot | PageCount | Line, ...]
    styles: tuple[tuple[str, str], ...]
    """The tag of each content control, in order, and the id of the style of the paragraph around it, or ""."""

    @property
    def has_gaps(self) -> bool:
        """Whether documents fill anything in."""
        return any(not isinstance(piece, bytes) for piece in self.pieces)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its content controls, in order."""
        return tuple(tag for tag, _ in self.styles)

    def fill(self, filling: Filling) -> bytes:
        """The part with the document's values; what the document offers nothing for loses its text, or goes."""
        lines = [piece for piece in self.pieces if isinstance(piece, Line)]
        shown = {line.group for line in lines if line.has_text(filling)}
        needed = {line.group: line for line in lines if line.group and line.group not in shown}
        filled: list[bytes] = []
        above: Line | None = None
        for piece in self.pieces:
            if not isinstance(piece, Line):
                filled.append(_filled(piece, filling))
                above = None
            elif piece.has_text(filling) or needed.get(piece.group) is piece:
                filled.append(piece.fill(filling))
                above = piece
            elif above and piece.rule and not above.rule:
                filled[-1] = above.fill(filling, piece.rule)
        return b"".join(filled)


def _filled(piece: bytes | Slot | PageCount, filling: Filling) -> bytes:
    match piece:
        case Slot():
            return piece.fill(filling)
        case PageCount(template, goes_on):
            number = b"" if goes_on else str(filling.pages).encode()
            return number if filling.pages else template
    return piece
