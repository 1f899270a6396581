"""What stands in a written file and not in the tree, or the other way round: the file read like its reader does.

The lines come from the `reading` module of a writer's package; `where` is what it calls the place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from vorlagenwerk.checks.text.marks_left import unfilled
from vorlagenwerk.checks.text.whole import BORDER
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import Node, fields_of
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote, warning

MARK_SIGNS = (b"{", b"}", "«".encode(), b"\xee\x80")
"""One of these bytes stands in whatever holds an unresolved mark; few, so that big files are searched quickly."""
SIGNS = (*MARK_SIGNS, b"[", b"xx", b"XX", b"TODO", b"TBD", b"FIXME", b"???", b"TT.", b"Klicken", b"hlen Sie ein")
"""The same for every placeholder that `check_written` tells."""

_LEADERS = frozenset("._…")
"""Rows of these are leaders in lists of contents and lines to sign on, where no author typed them."""
_PARTS = (("header", "Kopfzeile"), ("footer", "Fußzeile"), ("core", "Eigenschaften"), ("custom", "Eigenschaften"))


def check_written(lines: Iterable[tuple[str, str]], document: tree.Document, place: Place) -> list[Problem]:
    """Marks and placeholders that the tree does not hold, so that they came from what frames it: `place`.

    That is the style template or the page frame; nothing in the finding depends on the paper, so that many papers
    tell it once.
    """
    read = list(lines)
    whole = BORDER.join([line for _where, line in read])
    problems: dict[str, Problem] = {}
    for found in unfilled(whole):
        if found[0] in problems or set(found[0]) <= _LEADERS or _says(document, found[0]):
            continue
        where, _line = read[whole.count(BORDER, 0, found.start())]
        text = f"Im fertigen Papier bliebe {quote(found[0])} stehen ({_readable(where)})."
        remedy = "Ersetzen Sie die Stelle in der Vorlage durch festen Text oder durch ein Inhaltssteuerelement."
        problems[found[0]] = error("TXT-368", place, text, remedy)
    return list(problems.values())


def lost_headings(lines: Iterable[tuple[str, str]], document: tree.Document, place: Place) -> list[Problem]:
    """Headings whose words do not occur in the file: what is lost there is lost elsewhere too."""
    said = _letters("".join(line for _where, line in lines))
    return [
        warning(
            "PDF-604",
            place,
            f"Im PDF ist die Überschrift {quote(walking.plain_text(heading.children))} nicht zu finden.",
            "Bitte das PDF ansehen und den Fehler melden: Vermutlich fehlt dort Text.",
        )
        for heading in walking.places((*document.cover, *document.children))
        if isinstance(heading, tree.Heading) and not all(part in said for part in _unbroken(heading))
    ]


def _unbroken(heading: tree.Heading) -> Iterator[str]:
    """The letters of a heading in stretches that no footnote's number interrupts; none where it runs to the left."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in walking.plain_text(heading.children)):
        return
    stretch: list[tree.Inline] = []
    for inline in (*heading.children, tree.Note(())):
        if isinstance(inline, tree.Note):
            yield _letters(walking.plain_text(tuple(stretch)))
            stretch = []
        else:
            stretch.append(inline)


def _letters(text: str) -> str:
    """Letters and digits alone: hyphens, blanks and ligatures differ from what was meant, and no reader minds."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _says(value: object, text: str) -> bool:
    if isinstance(value, str):
        return text in value
    if isinstance(value, Node):
        return any(_says(inner, text) for inner in fields_of(value))
    return isinstance(value, tuple) and any(_says(inner, text) for inner in value)


def _readable(where: str) -> str:
    name = where.rpartition("/")[2]
    return next(
        (german for part, german in _PARTS if name.startswith(part)), "Text" if name.endswith(".xml") else where
    )
