"""The cover that an administrator made in Word: the beginning of the style template's text, with controls to fill.

Word's own covers (Einfügen, Deckblatt) are one control of the gallery “Cover Pages”; others end at a section break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.writers.docx.archive import Packed
from vorlagenwerk.writers.docx.frame import TITLE, Filling, FramePart
from vorlagenwerk.writers.docx.frame_reading import read_frame_part, tagged_controls
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.package import Package, Relation
from vorlagenwerk.writers.docx.pages import read_page_setup
from vorlagenwerk.writers.docx.scan import Element, scan, splice
from vorlagenwerk.writers.docx.stylesheet import StyleSheet

BLOCKS = "deckblatt"
"""Tag of the control in whose place the blocks of the document's own cover stand."""

_HEAD, _TAIL = b"<w:hdr>", b"</w:hdr>"
"""Around a cover while it is read: it is filled like a header."""
_ROOM = b"<!--deckblatt-->"
"""Where blocks go; Word writes no comments of XML."""
_GONE = frozenset(
    {
        *("w:sectPr", "w:proofErr", "w:permStart", "w:permEnd", "w:del", "w:moveFrom"),
        *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd"),
        *("w:commentReference", "w:footnoteReference", "w:endnoteReference"),
    }
)
"""What belongs to the template's own text: its section, numbers that papers give themselves, notes to colleagues."""
_PROPERTIES = {
    "title": TITLE,
    "subject": "dokument.thema",
    "creator": "dokument.verfasser",
    "Company": "dokument.verfasser",
}
"""What Word's own covers show: the properties of a file, by their names in XML."""
_LOOKS = ("w:pPr", "w:rPr", "w:lastRenderedPageBreak")


class Found(NamedTuple):
    """The blocks of a cover in the template, and the properties of the section that it has to itself."""

    blocks: tuple[Element, ...]
    section: Element | None

    @property
    def end(self) -> int:
        """Where the cover ends in the bytes of the part."""
        return self.blocks[-1].end


class Cover(NamedTuple):
    """A cover of Word's with what it brings into a document."""

    part: FramePart
    section: str
    """Its `w:sectPr` as Word made it; "" where it has no section of its own and gets that of any cover."""
    page: Page
    has_room: bool
    """Whether there is a control for the blocks of the document's own cover."""
    relations: tuple[Relation, ...]
    parts: tuple[Packed, ...]
    """Pictures and the like that only the cover shows."""
    types: Mapping[str, str]
    """Their content types."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its controls, in order; what has a place for blocks is none of them."""
        return self.part.tags

    def fill(self, filling: Filling) -> tuple[bytes, bytes]:
        """What stands before and behind the blocks of the document's cover; a control without value goes."""
        filled = self.part.fill(filling)[len(_HEAD) : -len(_TAIL)]
        before, _, after = filled.partition(_ROOM)
        return before, after


def find_cover(body: Element) -> Found | None:
    """Word's cover page, or what stands before the first section break, or all text; None without a value to fill in.

    A cover without a control would be the same on all papers: it is sample text.
    """
    blocks: list[Element] = []
    section: Element | None = None
    for block in body.children:
        if block.name == "w:sectPr" or (blocks and _is_cover_page(blocks[-1]) and list(_shown(block))):
            break
        blocks.append(block)
        section = next(block.all("w:sectPr"), None)
        if section or (len(blocks) > 1 and _is_cover_page(blocks[-2])):
            break
    return Found(tuple(blocks), section) if any(_tag(control) for control in _controls(blocks)) else None


def read_cover(found: Found, package: Package, page: Page, sheet: StyleSheet, kept: Iterable[str]) -> Cover:
    """The cover, ready to be filled; `page` is the sheet of papers, `kept` the parts that they have anyway."""
    data = package.xml[package.main]
    edits = list(_edits(found.blocks, _blank_end(found.blocks)))
    start = found.blocks[0].start
    shown = splice(data[start : found.end], [(begin - start, end - start, new) for begin, end, new in edits])
    marked = _HEAD + shown + _TAIL
    section = _section(found.section, data) if found.section else b""
    used = {ident.decode() for ident in re.findall(rb'\b[ro]:\w+="([^"]*)"', shown)}
    relations = tuple(line for line in package.relations.get(package.main, ()) if line.ident in used)
    names = package.reachable([line.target for line in relations if not line.external])
    names = [name for name in names if name not in set(kept)]
    return Cover(
        read_frame_part(package.main, marked, scan(marked), sheet),
        section.decode(),
        read_page_setup(_alone(found.section), data).page if found.section else page,
        any(new == _ROOM for _, _, new in edits),
        relations,
        tuple(package.packed[name] for name in names),
        {name: package.content_types[name] for name in names if name in package.content_types},
    )


def controls_behind(found: Found | None, body: Element) -> list[Element]:
    """The controls of the template's text that no document shows."""
    return [control for control in tagged_controls(body) if found is None or control.start >= found.end]


def _is_cover_page(block: Element) -> bool:
    return block.name == "w:sdt" and block.value("w:sdtPr/w:docPartObj/w:docPartGallery") == "Cover Pages"


def _controls(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        if element.name == "w:sdt":
            yield element
        yield from _controls(element.children)


def _tag(control: Element) -> str:
    """What a control is filled with: what its tag says, or the property that it shows in Word's own covers.

    One that asks to be filled in and has no tag goes by its title, so that its sample text stands on no paper.
    """
    if said := control.value("w:sdtPr/w:tag"):
        return said
    bound = control.find("w:sdtPr/w:dataBinding")
    name = bound.get("w:xpath").rpartition("/")[2].partition(":")[2].partition("[")[0] if bound else ""
    if name in _PROPERTIES:
        return _PROPERTIES[name]
    is_asking = control.find("w:sdtPr/w:showingPlcHdr") is not None
    return control.value("w:sdtPr/w:alias", "ohne Tag") if is_asking else ""


def _edits(blocks: Iterable[Element], gone: Element | None) -> Iterator[tuple[int, int, bytes]]:
    """Cuts out what papers must not show, tags the controls of Word's own covers, and makes room for blocks."""
    room = next((block for block in _outer(blocks) if block.value("w:sdtPr/w:tag") == BLOCKS), None)
    yield from _inner_edits(blocks, gone, room)


def _inner_edits(
    elements: Iterable[Element], gone: Element | None, room: Element | None
) -> Iterator[tuple[int, int, bytes]]:
    for element in elements:
        if element is room:
            yield element.start, element.end, _ROOM
        elif element is gone or element.name in _GONE:
            yield element.start, element.end, b""
        else:
            yield from _tagged(element)
            yield from _inner_edits(element.children, gone, room)


def _outer(blocks: Iterable[Element]) -> Iterator[Element]:
    """The blocks of the text itself, not those in tables and text boxes."""
    for block in blocks:
        yield block
        if block.name == "w:sdt":
            content = block.find("w:sdtContent")
            yield from _outer(content.children if content else ())


def _tagged(control: Element) -> Iterator[tuple[int, int, bytes]]:
    """The tag of a control that has none and shows a property."""
    properties = control.find("w:sdtPr") if control.name == "w:sdt" else None
    if properties is None or control.value("w:sdtPr/w:tag") or not (tag := _tag(control)):
        return
    before = [child.end for child in properties.children if child.name in ("w:rPr", "w:alias")]
    at = max(before, default=properties.head_end)
    yield at, at, f'<w:tag w:val="{attribute(tag)}"/>'.encode()
    if empty := properties.find("w:tag"):
        yield empty.start, empty.end, b""


def _blank_end(blocks: tuple[Element, ...]) -> Element | None:
    """The page break or blank paragraph at the end: the section that ends there begins a page itself."""
    siblings = [block for block in blocks if block.name not in _GONE]
    while siblings and siblings[-1].name == "w:sdt":
        content = siblings[-1].find("w:sdtContent")
        siblings = [block for block in content.children if block.name not in _GONE] if content else []
    if not siblings or siblings[-1].name != "w:p":
        return None
    last = siblings[-1]
    shown = list(_shown(last))
    is_break = bool(shown) and shown[-1].name == "w:br" and shown[-1].get("w:type") == "page"
    if len(shown) == is_break and len(siblings) > 1:
        return last
    return shown[-1] if is_break else None


def _shown(element: Element) -> Iterator[Element]:
    """What a reader sees of a paragraph, down to the last element."""
    for child in element.children:
        if child.name in _LOOKS or child.name in _GONE:
            continue
        if child.children:
            yield from _shown(child)
        elif child.name != "w:r" and (child.name != "w:t" or child.text):
            yield child


def _section(section: Element, data: bytes) -> bytes:
    # printer settings are a binary part of one machine
    gone = [child for child in section.children if child.name == "w:printerSettings"]
    edits = [(child.start - section.start, child.end - section.start, b"") for child in gone]
    return splice(data[section.start : section.end], edits)


def _alone(section: Element | None) -> Element:
    body = Element("w:body", {}, 0)
    body.children = [section] if section else []
    return body
