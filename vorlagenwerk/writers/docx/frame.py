"""Content controls in headers and footers: found once, filled for each document by their tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


class PageCount(NamedTuple):
    """The result of a NUMPAGES field; Word counts anew, but previews and other programs show what stands here."""

    template: bytes
    goes_on: bool
    """Whether the result began in the run before: the number stands there."""


class FramePart(NamedTuple):
    """A header or footer: fixed bytes and what documents fill in, in turn."""

    name: str
    pieces: tuple[bytes | Slot | PageCount, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether documents fill anything in."""
        return any(not isinstance(piece, bytes) for piece in self.pieces)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its content controls, in order."""
        return tuple(piece.tag for piece in self.pieces if isinstance(piece, Slot))

    def fill(self, values: Mapping[str, str], pages: int) -> bytes:
        """The part with the document's values; a control that the document offers nothing for loses its text."""
        return b"".join(_filled(piece, values, pages) for piece in self.pieces)


def read_frame_part(name: str, data: bytes) -> FramePart:
    """The part cut at its content controls."""
    pieces: list[bytes | Slot | PageCount] = []
    at = 0
    root = scan(data)
    controls = [(control, False) for control in tagged_controls(root)]
    for gap, goes_on in sorted((*controls, *_page_counts(root)), key=lambda found: found[0].start):
        if gap.name == "w:sdt":
            pieces += [data[at : gap.start], _slot(gap, data)]
            at = gap.end
        else:
            end = data.rindex(b"</", gap.head_end, gap.end)
            pieces += [data[at : gap.head_end], PageCount(data[gap.head_end : end], goes_on)]
            at = end
    return FramePart(name, (*pieces, data[at:]))


def tagged_controls(root: Element) -> list[Element]:
    """The outermost content controls with a tag, in order; pictures and table rows are none of ours."""
    found: list[Element] = []
    for child in root.children:
        found += [child] if _holds_text(child) else tagged_controls(child)
    return found


def _filled(piece: bytes | Slot | PageCount, values: Mapping[str, str], pages: int) -> bytes:
    match piece:
        case Slot():
            return piece.fill(values.get(piece.tag, ""))
        case PageCount(template, goes_on):
            number = b"" if goes_on else str(pages).encode()
            return number if pages else template
    return piece


def _page_counts(root: Element) -> Iterator[tuple[Element, bool]]:
    """The texts that show the number of pages, and whether they go on; in a control the document's value takes their
    place.
    """
    is_result = goes_on = False
    for element in _outside_controls(root):
        if element.name == "w:fldSimple" and _counts_pages(element.get("w:instr")):
            texts = (text for text in element.all("w:t") if text.text)
            yield from ((text, number > 0) for number, text in enumerate(texts))
        elif element.name == "w:instrText" and _counts_pages(element.text):
            is_result, goes_on = True, False
        elif element.get("w:fldCharType") == "end":
            is_result = False
        elif is_result and element.name == "w:t" and element.text:
            yield element, goes_on
            goes_on = True


def _outside_controls(root: Element) -> Iterator[Element]:
    for child in root.children:
        if not _holds_text(child):
            yield child
            yield from _outside_controls(child)


def _counts_pages(instruction: str) -> bool:
    return instruction.upper().split()[:1] == ["NUMPAGES"]


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
