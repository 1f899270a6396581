"""Content controls in headers and footers: found once, filled for each document by their tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vorlagenwerk.writers.docx.markup import run_content
from vorlagenwerk.writers.docx.scan import Element, scan


class Slot(NamedTuple):
    """A content control cut open: what stands before and behind its text, and what stands there without a text."""

    tag: str
    before: bytes
    after: bytes
    empty: bytes

    def fill(self, value: str) -> bytes:
        """The control with this text; without one nothing that could pass for a text remains."""
        return self.before + run_content(value).encode() + self.after if value else self.empty


class FramePart(NamedTuple):
    """A header or footer: fixed bytes and slots in turn."""

    name: str
    pieces: tuple[bytes | Slot, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its content controls, in order."""
        return tuple(piece.tag for piece in self.pieces if isinstance(piece, Slot))

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The part with the document's values; a control that the document offers nothing for loses its text."""
        return b"".join(
            piece.fill(values.get(piece.tag, "")) if isinstance(piece, Slot) else piece for piece in self.pieces
        )


def read_frame_part(name: str, data: bytes) -> FramePart:
    """The part cut at its content controls."""
    pieces: list[bytes | Slot] = []
    at = 0
    for control in tagged_controls(scan(data)):
        pieces += [data[at : control.start], _slot(control, data)]
        at = control.end
    return FramePart(name, (*pieces, data[at:]))


def tagged_controls(root: Element) -> list[Element]:
    """The outermost content controls with a tag, in order; pictures and table rows are none of ours."""
    found: list[Element] = []
    for child in root.children:
        found += [child] if _holds_text(child) else tagged_controls(child)
    return found


def _holds_text(element: Element) -> bool:
    if element.name != "w:sdt" or not element.value("w:sdtPr/w:tag"):
        return False
    return element.find("w:sdtPr/w:picture") is None and element.find("w:sdtContent/w:tr") is None


def _slot(control: Element, data: bytes) -> Slot:
    content = control.find("w:sdtContent") or Element("w:sdtContent", {}, control.end)
    properties = control.find("w:sdtPr") or Element("w:sdtPr", {}, control.start)
    paragraph = next(content.all("w:p"), None)
    run = next((run for run in content.all("w:r") if run.find("w:t")), next(content.all("w:r"), None))
    style = b"" if run is None else _run_properties(run, properties, data)
    # everything but the first paragraph and the first text run was sample text
    inner_before, inner_after, empty = b"", b"", b""
    if paragraph is not None:
        paragraph_properties = _raw(paragraph.find("w:pPr"), data)
        inner_before, inner_after = b"<w:p>" + paragraph_properties, b"</w:p>"
        empty = inner_before + inner_after
        cell = next(content.all("w:tc"), None)
        if cell is not None:
            cell_head = b"<w:tc>" + _raw(cell.find("w:tcPr"), data)
            inner_before, inner_after = cell_head + inner_before, inner_after + b"</w:tc>"
            empty = cell_head + empty + b"</w:tc>"
    head = b"<w:sdt>" + _properties(properties, data) + b"<w:sdtContent>"
    before = head + inner_before + b"<w:r>" + style
    return Slot(control.value("w:sdtPr/w:tag"), before, b"</w:r>" + inner_after + b"</w:sdtContent></w:sdt>", empty)


def _run_properties(run: Element, properties: Element, data: bytes) -> bytes:
    # text still marked as a placeholder is grey; the control's own properties are what a typed text would get
    source = properties if properties.find("w:showingPlcHdr") else run
    return _raw(source.find("w:rPr"), data)


def _properties(properties: Element, data: bytes) -> bytes:
    """The control's properties without those that would make Word show or fetch another text."""
    dropped = ("w:showingPlcHdr", "w:dataBinding", "w15:dataBinding", "w:temporary")
    kept = b"".join(_raw(child, data) for child in properties.children if child.name not in dropped)
    return b"<w:sdtPr>" + kept + b"</w:sdtPr>"


def _raw(element: Element | None, data: bytes) -> bytes:
    return data[element.start : element.end] if element else b""
