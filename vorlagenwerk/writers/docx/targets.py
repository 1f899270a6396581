"""What references show: the label of their target, as a native field where Word can find it by itself."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.heading_numbers import HeadingNumbers
from vorlagenwerk.data.tree import (
    Document,
    Heading,
    Inline,
    Note,
    Picture,
    Placed,
    Table,
    Text,
    Value,
)
from vorlagenwerk.data.walking import places, plain_text, walk

_NO_BREAK = "\u00a0"


_Target = tuple[str, str]
"""A label, and the switches of the REF field that shows it; "" where no bookmark covers it."""


class Targets:
    """The blocks of a document that references lead to, by ident; the first with an ident is its target."""

    def __init__(self, document: Document, numbers: HeadingNumbers) -> None:
        self._numbers = numbers
        self._found: dict[str, _Target] = {}
        for place in places((*document.cover, *document.children)):
            if place.ident:
                self._found.setdefault(place.ident, self._target(place))

    def __contains__(self, ident: str) -> bool:
        return ident in self._found

    def switches(self, ident: str, shown: str) -> str:
        """Switches of a REF field that shows the same as the reference; "" where the reference has its own words."""
        label, switches = self._found.get(ident, ("", ""))
        return switches if _same(label) == _same(shown) else ""

    def _target(self, place: Placed) -> _Target:
        match place:
            case Heading():
                return self._heading(place)
            case Table(number=number) if number and place.caption:
                return (f"Tabelle {number}", "\\h")
            case Picture(number=number) if number and place.caption:
                return (f"Abbildung {number}", "\\h")
        return ("", "")

    def _heading(self, heading: Heading) -> _Target:
        label, counts = heading.label, heading.counts
        if label and counts and label == self._numbers.referred(counts):
            # \t leaves out words that the style writes around the number
            return (label, "\\w \\h" if self._numbers.is_bare(counts) else "\\w \\t \\h")
        if label:
            return (label, "\\h" if labelled(heading)[1] else "")
        # Word would repeat a footnote wherever it repeats the words around it
        has_note = any(isinstance(node, Note) for node in walk(heading))
        return (plain_text(heading.children), "" if has_note else "\\h")


def labelled(heading: Heading) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """A heading cut behind the label that it begins with („Anlage 1“); the first half is the whole without one."""
    first = heading.children[0] if heading.children else None
    label = heading.label
    if not label or not isinstance(first, (Text, Value)) or not _same(first.text).startswith(_same(label)):
        return heading.children, ()
    rest = (Text(first.text[len(label) :]), *heading.children[1:])
    return (Text(first.text[: len(label)]),), rest


def _same(text: str) -> str:
    return text.replace(_NO_BREAK, " ")
