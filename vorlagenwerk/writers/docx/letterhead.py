"""Reads headers and footers for the formats that have none of Word's: lines of text, tables, and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.letterhead import Count, HeadLine, Letterhead, Logo, Side, Stop
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.running import HeadCell, HeadRow, Strip
from vorlagenwerk.data.problems import quote
from vorlagenwerk.data.tree import Image
from vorlagenwerk.writers.docx.drawings import Drawing, read_drawing
from vorlagenwerk.writers.docx.frame_pieces import Pieces
from vorlagenwerk.writers.docx.frame_reading import is_control
from vorlagenwerk.writers.docx.inheritance import said_in, whole_number
from vorlagenwerk.writers.docx.scan import Element
from vorlagenwerk.writers.docx.stylesheet import StyleSheet

_MOST_LINES = 40
_ALIGNED: Mapping[str, Side] = {
    "left": "links",
    "start": "links",
    "center": "mitte",
    "right": "rechts",
    "end": "rechts",
}
_STOPS: Mapping[str, Side] = {**_ALIGNED, "num": "links", "decimal": "rechts"}
_SKIPPED = ("mc:Fallback", "w:pPr", "w:rPr", "w:del")
_OF_LINE = ("w:pPr/w:pStyle", "w:pPr/w:tabs/w:tab")
_CELL_MARGIN = 108
"""Room in twips left of and right of the text of a cell where a table does not say it, as Word's own style has it."""


class Said(NamedTuple):
    """How a line looks: the id of its style, or "", and what it says itself, by the way to the property."""

    style: str
    own: tuple[tuple[str, Mapping[str, str]], ...] = ()


class Head(NamedTuple):
    """The letterhead, how its lines look by role, and what of it only Word shows."""

    letterhead: Letterhead = Letterhead()
    styles: Mapping[str, Said] = {}
    lost: tuple[str, ...] = ()


class StripRead(NamedTuple):
    """A running header or footer, how its lines look by role, and what of it only Word shows."""

    strip: Strip = ()
    styles: Mapping[str, Said] = {}
    lost: tuple[str, ...] = ()


class _Reader:
    """Collects lines and logos in the order of reading; their roles begin with `place`."""

    def __init__(self, place: str, page: Page, images: Mapping[str, Image], sheet: StyleSheet) -> None:
        self.place = place
        self.page = page
        self.images = images
        self.sheet = sheet
        self.lines: list[HeadLine | Logo | HeadRow] = []
        self.beside: list[Logo] = []
        self.styles: dict[str, Said] = {}
        self.lost: list[str] = []
        self.is_running = place != "briefkopf"

    def read(self, element: Element, column: Side | None = None) -> None:
        """The paragraphs below an element; `column` is where the cell around them stands in its row."""
        for child in element.children:
            self._block(child, column)

    def _block(self, block: Element, column: Side | None) -> None:
        if is_control(block):
            self._line(next(block.all("w:p"), block), ["", block.value("w:sdtPr/w:tag"), ""], None)
        elif block.name == "w:p":
            self._paragraph(block, column)
        elif block.name == "w:tbl" and self.is_running and column is None:
            self._table(block)
        elif block.name == "w:tr":
            cells = list(_cells(block))
            for number, cell in enumerate(cells):
                self._cell(cell, _column(number, len(cells)) or column)
        elif block.name not in _SKIPPED:
            self.read(block, column)

    def _cell(self, cell: Element, column: Side | None) -> None:
        if is_control(cell):
            self._line(next(cell.all("w:p"), cell), ["", cell.value("w:sdtPr/w:tag"), ""], None)
        else:
            self.read(cell, column)

    def _table(self, table: Element) -> None:
        """The rows of a table, whose cells stand side by side; one inside another one is read as its lines."""
        grid = [whole_number(column.get("w:w"), 0) for column in table.all("w:gridCol")]
        left = table.find("w:tblPr/w:tblCellMar/w:left") or table.find("w:tblPr/w:tblCellMar/w:start")
        margin = min(whole_number(left.get("w:w"), _CELL_MARGIN) if left else _CELL_MARGIN, _CELL_MARGIN * 5)
        for row in table.all("w:tr"):
            if len(self.lines) >= _MOST_LINES:
                self.lost.append("weiterer Text")
                return
            cells: list[HeadCell] = []
            at = 0
            for cell in list(_cells(row))[:_MOST_LINES]:
                inner = next(cell.all("w:tc"), cell) if is_control(cell) else cell
                span = max(whole_number(inner.value("w:tcPr/w:gridSpan"), 1), 1)
                width = self._width(inner.find("w:tcPr/w:tcW")) or sum(grid[at : at + span])
                at += span
                outside, self.lines = self.lines, []
                self._cell(cell, "mitte")
                inside, self.lines = self.lines, outside
                lines = tuple(line for line in inside if not isinstance(line, HeadRow))
                cells.append(HeadCell(width, margin, lines))
            height = row.find("w:trPr/w:trHeight")
            self.lines.append(
                HeadRow(_fitting(cells, self.page), whole_number(height.get("w:val"), 0) if height else 0)
            )

    def _width(self, said: Element | None) -> int:
        """The width of a cell in twips; 0 where the table's columns say it."""
        if said is None or said.get("w:type") not in ("dxa", "pct"):
            return 0
        width = whole_number(said.get("w:w").removesuffix("%"), 0)
        if said.get("w:type") == "dxa":
            return width
        return width * self.page.text_width // (100 if said.get("w:w").endswith("%") else 5000)

    def _paragraph(self, paragraph: Element, column: Side | None) -> None:
        pieces = Pieces(paragraph)
        self.lost += pieces.lost
        aligned = _ALIGNED.get(paragraph.value("w:pPr/w:jc"))
        inline = False
        for element, is_first in pieces.drawings:
            drawing = read_drawing(element, self.page)
            if drawing is None:
                self._lose(element, has_boxes=bool(pieces.boxes))
                continue
            inline |= drawing.side is None
            if self.is_running:
                self._picture(drawing, aligned)
                continue
            beside = ("links" if is_first else "rechts") if pieces.has_text else column
            self._logo(drawing, drawing.side or beside, aligned)
        if pieces.has_text or not inline:
            self._line(paragraph, pieces.found, aligned, pieces.stops)
        for box in pieces.boxes:
            if self.is_running:
                self.lost.append("ein Textfeld")
            else:
                self.read(box, column)

    def _lose(self, drawing: Element, *, has_boxes: bool) -> None:
        """Word's watermarks are letters along a path."""
        words = next((path.get("string") for path in drawing.all("v:textpath") if path.get("string")), "")
        if words:
            self.lost.append(f"das Wasserzeichen {quote(words)}")
        elif not has_boxes:
            self.lost.append("eine Zeichnung")

    def _image(self, drawing: Drawing) -> Image | None:
        """The picture; which ones cannot be shown is told of all that the template holds."""
        image = self.images.get(drawing.relation)
        if image and drawing.is_cropped:
            self.lost.append("ein zugeschnittenes Bild")
            return None
        return image

    def _picture(self, drawing: Drawing, aligned: Side | None) -> None:
        """A picture that every page shows: where one floats, nobody but Word can tell."""
        image = self._image(drawing)
        if image is None:
            return
        if drawing.side is not None or len(self.lines) >= _MOST_LINES:
            self.lost.append("ein Bild neben dem Text")
            return
        self.lines.append(
            Logo(image, "", drawing.width or image.width, drawing.height or image.height, aligned or "links")
        )

    def _logo(self, drawing: Drawing, beside: Side | None, aligned: Side | None) -> None:
        image = self._image(drawing)
        if image is None:
            return
        if len(self.beside) >= _MOST_LINES:
            self.lost.append("weitere Bilder")
            return
        size = drawing.width or image.width, drawing.height or image.height
        description = "" if drawing.is_decorative else drawing.description
        logo = Logo(image, description, *size, beside or aligned or "links", drawing.side is not None)
        if beside in ("links", "rechts"):
            self.beside.append(logo)
        else:
            self.lines.append(logo)

    def _line(
        self, paragraph: Element, pieces: list[str | Count], aligned: Side | None, stops: Sequence[Stop] = ()
    ) -> None:
        if len(self.lines) >= _MOST_LINES or len(self.styles) >= _MOST_LINES * 4:
            self.lost.append("weiterer Text")
            return
        style = paragraph.value("w:pPr/w:pStyle")
        if not stops and any(isinstance(piece, str) and "\t" in piece for piece in pieces):
            stops = self._stops(paragraph, style)
        line = HeadLine("", tuple(pieces), aligned or "", tuple(stops))
        name = line.value.removeprefix("dokument.") if line.value else ""
        role = f"{self.place}_{name}"
        if not name or role in self.styles:
            role = f"{self.place}_{len(self.styles) + 1}"
        self.styles[role] = Said(style, tuple(_own(paragraph)))
        self.lines.append(line._replace(role=role))

    def _stops(self, paragraph: Element, style: str) -> list[Stop]:
        """The tab stops of a paragraph and its style, from left to right."""
        ident = style if style in self.sheet else self.sheet.default("paragraph") or ""
        stops: dict[int, Side] = {}
        for tabs in (*self.sheet.inherited(ident, "w:pPr/w:tabs"), paragraph.find("w:pPr/w:tabs")):
            for tab in tabs.children[:_MOST_LINES] if tabs else ():
                at, side = whole_number(tab.get("w:pos"), 0), _STOPS.get(tab.get("w:val"))
                stops.pop(at, None)
                stops |= {at: side} if side else {}
        return [Stop(at, side) for at, side in sorted(stops.items())]


def read_letterhead(root: Element, page: Page, images: Mapping[str, Image], sheet: StyleSheet) -> Head:
    """What the header of the first page shows; `images` are its pictures by the id of their relation."""
    reader = _Reader("briefkopf", page, images, sheet)
    reader.read(root)
    lines = tuple(line for line in reader.lines if not isinstance(line, HeadRow))
    if len(lines) == 1 and isinstance(lines[0], HeadLine) and not lines[0].text({}, "1") and len(lines[0].pieces) == 1:
        lines = ()  # the paragraph that Word wants in each header
    return Head(Letterhead(lines, tuple(reader.beside)), reader.styles, tuple(reader.lost))


def read_strip(root: Element, place: str, page: Page, images: Mapping[str, Image], sheet: StyleSheet) -> StripRead:
    """What another header or footer shows; the roles of its lines begin with `place`."""
    reader = _Reader(place, page, images, sheet)
    reader.read(root)
    return StripRead(tuple(reader.lines), reader.styles, tuple(reader.lost))


def _own(paragraph: Element) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What is formatted by hand: the paragraph, and its first letters."""
    yield from ((path, said) for path, said in said_in(paragraph) if path not in _OF_LINE)
    run = next((run for run in paragraph.all("w:r") if any(text.text.strip() for text in run.all("w:t"))), None)
    if run and paragraph.find("w:sdt/w:sdtPr/w:showingPlcHdr") is None:
        yield from said_in(run)


def _fitting(cells: list[HeadCell], page: Page) -> tuple[HeadCell, ...]:
    """The cells with a width each: those of a table that says none share the room alike."""
    if all(cell.width > 0 for cell in cells):
        return tuple(cells)
    return tuple(cell._replace(width=page.text_width // len(cells)) for cell in cells)


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
