"""Takes out of a part what people noted while they worked on it: tracked changes, comments, leave to edit.

Each names a person with the time of day, and papers are published. What remains is what Word shows as the text
without mark-up: insertions stay, deletions go (ECMA-376, 17.13.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from vorlagenwerk.writers.docx.scan import Element, scan, splice

_SIGNS = (b"w:author", b"w:perm", b"w:comment")
"""Without these bytes a part holds nothing of the kind."""
_ADDED = ("w:ins", "w:moveTo")
_TAKEN = ("w:del", "w:moveFrom")
_MARKS = frozenset(
    {
        *("w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd"),
        *("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:permStart", "w:permEnd"),
        *("w:cellIns", "w:cellDel", "w:cellMerge"),
    }
)
_MARKS_BEGIN = ("w:customXmlIns", "w:customXmlDel", "w:customXmlMove")


def without_revisions(data: bytes) -> tuple[bytes, bool]:
    """The part with its changes accepted and without names; whether text had been inserted or deleted."""
    if not any(sign in data for sign in _SIGNS):
        return data, False
    root = scan(data)
    is_changed = any(True for name in (*_ADDED, *_TAKEN) for _ in root.all(name))
    return splice(data, _edits(root.children, data)), is_changed


def _edits(siblings: Sequence[Element], data: bytes) -> Iterator[tuple[int, int, bytes]]:
    for element, following in zip_longest(siblings, siblings[1:]):
        if _goes(element) or _is_deleted(element, following):
            yield element.start, element.end, b""
            continue
        if element.name in _ADDED:
            yield element.start, element.head_end, b""
            yield data.rindex(b"</", element.head_end, element.end), element.end, b""
        yield from _edits(element.children, data)


def _goes(element: Element) -> bool:
    if element.name in _ADDED:  # without content it marks a paragraph, row or number as new
        return not element.children
    is_mark = element.name in _MARKS or element.name.startswith(_MARKS_BEGIN)
    return is_mark or element.name in _TAKEN or (element.name.startswith("w:") and element.name.endswith("Change"))


def _is_deleted(element: Element, following: Element | None) -> bool:
    """Whether a row, or a paragraph before another one, has been deleted as a whole."""
    if element.name == "w:tr":
        return element.find("w:trPr/w:del") is not None
    if element.name == "w:tbl":
        rows = [child for child in element.children if child.name == "w:tr"]
        return bool(rows) and all(_is_deleted(row, None) for row in rows)
    if element.name != "w:p" or element.find("w:pPr/w:rPr/w:del") is None:
        return False
    is_empty = all(child.name == "w:pPr" or _goes(child) for child in element.children)
    return is_empty and following is not None and following.name == "w:p"
