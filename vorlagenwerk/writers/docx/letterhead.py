"""Reads the header of the first page for the formats that have none of Word's: its lines of text, and its logos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Letterhead, Logo
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.tree import Image
from vorlagenwerk.writers.docx.drawings import Drawing, Side, read_drawing
from vorlagenwerk.writers.docx.frame_reading import is_control
from vorlagenwerk.writers.docx.scan import Element

_MOST_LINES = 40
_ALIGNED: Mapping[str, Side] = {
    "left": "links",
    "start": "links",
    "center": "mitte",
    "right": "rechts",
    "end": "rechts",
}
_BREAKS = ("w:br", "w:cr", "w:tab")
_FIELDS = ("w:instrText", "w:fldSimple")
_SKIPPED = ("mc:Fallback", "w:pPr", "w:rPr", "w:instrText", "w:del")


class Head(NamedTuple):
    """The letterhead, the ids of its lines' styles by role, and what of it only Word shows."""

    letterhead: Letterhead = Letterhead()
    styles: Mapping[str, str] = {}
    lost: tuple[str, ...] = ()


class _Reader:
    """Collects lines and logos in the order of reading."""

    def __init__(self, page: Page, images: Mapping[str, Image]) -> None:
        self.page = page
        self.images = images
        self.lines: list[HeadLine | Logo] = []
        self.beside: list[Logo] = []
        self.styles: dict[str, str] = {}
        self.lost: list[str] = []

    def read(self, element: Element, column: Side | None = None) -> None:
        """The paragraphs below an element; `column` is where the cell around them stands in its row."""
        for child in element.children:
            self._block(child, column)

    def _block(self, block: Element, column: Side | None) -> None:
        if is_control(block):
            self._line(next(block.all("w:p"), block), ["", block.value("w:sdtPr/w:tag"), ""], None)
        elif block.name == "w:p":
            self._paragraph(block, column)
        elif block.name == "w:tr":
            cells = list(_cells(block))
            for number, cell in enumerate(cells):
                self._block(cell, _column(number, len(cells)) or column)
        elif block.name not in _SKIPPED:
            self.read(block, column)

    def _paragraph(self, paragraph: Element, column: Side | None) -> None:
        pieces = [""]
        drawings: list[tuple[Element, bool]] = []
        boxes: list[Element] = []
        _collect(paragraph, pieces, drawings, boxes)
        has_text = len(pieces) > 1 or bool(pieces[0].strip())
        aligned = _ALIGNED.get(paragraph.value("w:pPr/w:jc"))
        for element, is_first in drawings:
            drawing = read_drawing(element, self.page)
            if drawing is None:
                if not boxes:
                    self.lost.append("eine Zeichnung")
                continue
            beside = ("links" if is_first else "rechts") if has_text else column
            self._logo(drawing, drawing.side or beside, aligned)
        if has_text:
            self._line(paragraph, pieces, aligned)
        for box in boxes:
            self.read(box, column)

    def _logo(self, drawing: Drawing, beside: Side | None, aligned: Side | None) -> None:
        image = self.images.get(drawing.relation)
        if image is None:
            return  # which pictures cannot be shown is told of all that the template holds
        if drawing.is_cropped or len(self.beside) >= _MOST_LINES:
            self.lost.append("ein zugeschnittenes Bild" if drawing.is_cropped else "weitere Bilder")
            return
        size = drawing.width or image.width, drawing.height or image.height
        description = "" if drawing.is_decorative else drawing.description
        logo = Logo(image, description, *size, beside or aligned or "links", drawing.side is not None)
        if beside in ("links", "rechts"):
            self.beside.append(logo)
        else:
            self.lines.append(logo)

    def _line(self, paragraph: Element, pieces: list[str], aligned: Side | None) -> None:
        if len(self.lines) >= _MOST_LINES:
            self.lost.append("weiterer Text")
            return
        line = HeadLine("", tuple(pieces), aligned or "")
        name = line.value.removeprefix("dokument.") if line.value else ""
        role = f"briefkopf_{name}"
        if not name or role in self.styles:
            role = f"briefkopf_{len(self.lines) + 1}"
        self.styles[role] = paragraph.value("w:pPr/w:pStyle")
        self.lines.append(line._replace(role=role))


def read_letterhead(root: Element, page: Page, images: Mapping[str, Image]) -> Head:
    """What the header of the first page shows; `images` are its pictures by the id of their relation.

    Letters that are formatted by hand look like the style of their paragraph.
    """
    reader = _Reader(page, images)
    reader.read(root)
    return Head(Letterhead(tuple(reader.lines), tuple(reader.beside)), reader.styles, tuple(reader.lost))


def fixed_texts(root: Element) -> Iterator[str]:
    """The paragraphs of a running header or footer that hold fixed text, but for those which number the pages."""
    for paragraph in root.all("w:p"):
        fields = "".join(said.text or said.get("w:instr") for name in _FIELDS for said in paragraph.all(name))
        pieces = [""]
        _collect(paragraph, pieces, [], [])
        text = "".join(pieces[::2]).strip()
        if "PAGE" not in fields.upper() and any(letter.isalnum() for letter in text):
            yield text


def _collect(element: Element, pieces: list[str], drawings: list[tuple[Element, bool]], boxes: list[Element]) -> None:
    """The text and the values of a paragraph in turn, its drawings with whether they stand before all text, and the
    contents of its text boxes.
    """
    for child in element.children:
        if is_control(child):
            pieces += [child.value("w:sdtPr/w:tag"), ""]
        elif child.name == "w:t":
            pieces[-1] += child.text
        elif child.name in _BREAKS:
            pieces[-1] += " "
        elif child.name in ("w:drawing", "w:pict"):
            drawings.append((child, len(pieces) == 1 and not pieces[0].strip()))
            boxes += child.all("w:txbxContent")
        elif child.name not in _SKIPPED:
            _collect(child, pieces, drawings, boxes)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row; of one that documents fill in, the control around it."""
    for child in row.children:
        if child.name == "w:tc" or is_control(child):
            yield child
        elif child.name in ("w:sdt", "w:sdtContent", "w:customXml"):
            yield from _cells(child)


def _column(number: int, count: int) -> Side | None:
    """Where a cell of a row stands; None where it has the row to itself."""
    if count < 2:
        return None
    return "links" if number == 0 else "rechts" if number == count - 1 else "mitte"
