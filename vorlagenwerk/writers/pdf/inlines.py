"""Inlines as Typst expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vorlagenwerk.basics.typesetting.metrics import line_width
from vorlagenwerk.data.tree import (
    Break,
    Cell,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    PageReference,
    Reference,
    Strong,
    Text,
    Value,
)
from vorlagenwerk.data.walking import has_words
from vorlagenwerk.writers.pdf.literals import breakable, clean, language, literal, one_line

NOTHING = '""'
_BREAK = "linebreak()"
_BLANKS = "([ \n\t\r]+)"
_MONOSPACED = 0.66
"""Width of a letter of code, in font sizes."""
_NOTE_ROOM = 60
"""Room for a line of a footnote in font sizes: that of the narrowest text there is, and words hardly ever need it."""


class InlineWriter:
    """Writes lines of inlines; knows the labels that references may name, and the footnotes that it has written."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._notes: dict[Note, str] = {}
        self._is_in_heading = False
        self._is_in_note = False

    def write(self, inlines: tuple[Inline, ...], room: float) -> str:
        """One expression for the line; words wider than `room` (in font sizes) get places to break."""
        pieces: list[str] = []
        text = ""
        for inline in inlines:
            if isinstance(inline, (Text, Value)):
                text += inline.text
                continue
            if self._is_in_note and isinstance(inline, Break) and not text and pieces[-1:] == [_BREAK]:
                continue  # paragraphs of a note, of which Typst's tags know one only
            if text:
                pieces.append(text_expression(text, room))
                text = ""
            pieces.append(self._marked(inline, room))
        if text:
            pieces.append(text_expression(text, room))
        # a block joins its statements one by one; a chain of “+” would be as deep as the line is long
        return pieces[0] if len(pieces) == 1 else "{" + ";".join(pieces) + "}" if pieces else NOTHING

    def heading(self, inlines: tuple[Inline, ...], room: float) -> str:
        """The expression for a heading, which lists of contents repeat without its footnotes."""
        self._is_in_heading = True
        inside = self.write(inlines, room)
        self._is_in_heading = False
        return inside

    def cell(self, cell: Cell, room: float) -> str:
        """The expression for the inside of a table cell."""
        return text_expression(cell, room) if isinstance(cell, str) else self.write(cell, room)

    def _marked(
        self, inline: Strong | Emphasis | Code | Link | Reference | PageReference | Foreign | Note | Break, room: float
    ) -> str:
        match inline:
            case Strong(children):
                return f"strong({self.write(children, room)})"
            case Emphasis(children):
                return f"emph({self.write(children, room)})"
            case Code(text):
                return _code(text, room)
            case Link(_, children) | Reference(_, children) if not has_words(children):
                # a link without words is announced as nothing at all
                return self.write(children, room)
            case Link(target, children):
                return f"link({literal(target)},verweis({self.write(children, room)}))"
            case Reference(ident, children):
                return self._reference(ident, self.write(children, room))
            case PageReference(ident, children):
                label = self._labels.get(ident)
                # the words of a heading must be known before the pages are: they make the bookmark
                is_counted = label and not self._is_in_heading
                return self._reference(ident, f'seite(label("{label}"))' if is_counted else self.write(children, room))
            case Foreign(tag, children):
                inside, spoken = self.write(children, room), language(tag)
                return f"text({spoken},{inside})" if spoken else inside
            case Note():
                return self._note(inline)
            case Break():
                return _BREAK

    def _reference(self, ident: str, inside: str) -> str:
        # a target that is not in the paper leaves the words and no dead link; transforms report it
        label = self._labels.get(ident)
        return f'link(label("{label}"),verweis({inside}))' if label else inside

    def _note(self, note: Note) -> str:
        number = note.number or "*"
        label = self._notes.get(note)
        if label:
            # key columns stand in every part of a table: the second mark leads to the first one's note
            return f'footnote(label("{label}"))'
        label = self._notes[note] = f"fussnote-{len(self._notes) + 1}"
        self._is_in_note = True
        inside = f"{{hinter({one_line(number)});{self.write(note.children, _NOTE_ROOM)}}}"
        self._is_in_note = False
        footnote = f'[#footnote(numbering:fest({one_line(number)}),{inside})#label("{label}")]'
        return f"{{context if not im-verzeichnis.get(){{{footnote}}}}}" if self._is_in_heading else footnote


def text_expression(text: str, room: float) -> str:
    """The text as one literal, or as several where a word is wider than `room` font sizes."""
    if len(text) <= room or not any(_is_wide(word, room) for word in text.split()):
        return literal(text)
    pieces: list[str] = []
    plain = ""
    for word in re.split(_BLANKS, text):
        if not _is_wide(word, room):
            plain += word
            continue
        if plain:
            pieces.append(literal(plain))
        plain = ""
        pieces.append(";fuge;".join(literal(piece) for piece in breakable(word, _chunk(room))))
    if plain:
        pieces.append(literal(plain))
    return "{" + ";".join(pieces) + "}"


def line_expression(text: str, room: float) -> str:
    """The same for text that has no line ends: titles and what stands in letterhead, header and footer."""
    return text_expression(" ".join(clean(text).split()), room)


def _code(text: str, room: float) -> str:
    is_wide = any(len(word) * _MONOSPACED > room for word in text.split())
    return f"bruch(raw({literal(text)}))" if is_wide else f"raw({literal(text)})"


def _chunk(room: float) -> int:
    return max(1, min(20, int(room / 2)))


def _is_wide(word: str, room: float) -> bool:
    return len(word) > room and line_width(word, bold=True) > room * 1000
