"""Tables: marked head rows, planned widths, rows streamed in batches, locked because they are generated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.rows import printed_rows
from vorlagenwerk.data.tree import Column, Part, Table
from vorlagenwerk.writers.docx.controls import END
from vorlagenwerk.writers.docx.inlines import InlineWriter
from vorlagenwerk.writers.docx.markup import attribute, cell_content
from vorlagenwerk.writers.docx.merging import head_height
from vorlagenwerk.writers.docx.paragraphs import SLIVER
from vorlagenwerk.writers.docx.rows import ALIGNMENT, UPRIGHT, cell_head, is_generated, row_markup
from vorlagenwerk.writers.docx.styles_used import StylesUsed

_NEW_PAGE = SLIVER._replace(properties=f"<w:pageBreakBefore/>{SLIVER.properties}").render()


class TableFrame(NamedTuple):
    """What a box draws around a table in it: borders and ground, and how far its edges stand out, in twips."""

    borders: str = ""
    ground: str = ""
    left: int = 0
    right: int = 0
    fills_head: bool = False
    """Whether the head row has the ground too, because the table style gives it none."""

    def widened(self, widths: tuple[int, ...]) -> tuple[int, ...]:
        """The widths of columns that reach from edge to edge."""
        first, *others = widths
        *inner, last = (first + self.left, *others)
        return (*inner, last + self.right)


NO_FRAME = TableFrame()


def table_markup(
    table: Table,
    layout: Part,
    title: str,
    styles: StylesUsed,
    inlines: InlineWriter,
    indent: int = 0,
    frame: TableFrame = NO_FRAME,
) -> Iterator[str | bytes]:
    """The `w:tbl` of one printed part, piece by piece, in a content control that keeps it from being typed into.

    `indent` is how far its text stands in, in twips.
    """
    if frame is not NO_FRAME:
        layout = layout._replace(widths=frame.widened(layout.widths))
    is_locked = is_generated(table)
    if is_locked:
        tag = table.pointer if table.pointer.startswith("/") else table.ident
        yield inlines.controls.locked(title, tag)
    printed = printed_rows(table, layout)
    has_sum = bool(printed.rows) and printed.rows[-1].kind == "summe"
    row = _head_row(table, layout, styles, frame.ground if frame.fills_head else "")
    last = _head_of_table(table, layout, title, styles, indent, frame, has_sum=has_sum) + row
    # LibreOffice obeys no break inside a table, so it ends with the page and begins anew
    pages = len(printed.begins)
    head = _head_of_table(table, layout, title, styles, indent, frame, has_sum=False) + row if pages else last
    yield head
    turns = (f"</w:tbl>{_NEW_PAGE}{head if page < pages else last}" for page in range(1, pages + 1))
    yield from row_markup(table, layout, printed, styles, inlines, turns, frame.ground)
    yield "</w:tbl>"
    if is_locked:
        yield END


def _head_of_table(
    table: Table, layout: Part, title: str, styles: StylesUsed, indent: int, frame: TableFrame, *, has_sum: bool
) -> str:
    has_row_heads = table.row_header is not None and layout.columns[0] == table.row_header
    look = 0x0420 | 0x40 * has_sum | 0x80 * has_row_heads
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
    style = styles.table(table.role)
    description = f'<w:tblDescription w:val="{attribute(table.description)}"/>' if table.description else ""
    caption = f'<w:tblCaption w:val="{attribute(title)}"/>' if title else ""
    return (
        f"<w:tbl><w:tblPr>{style}"
        f'<w:tblW w:w="{sum(layout.widths)}" w:type="dxa"/><w:tblInd w:w="{indent - frame.left}" w:type="dxa"/>'
        f'{frame.borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{layout.margin}" w:type="dxa"/>'
        f'<w:right w:w="{layout.margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="1" w:lastRow="{int(has_sum)}" '
        f'w:firstColumn="{int(has_row_heads)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"{caption}{description}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _head_row(table: Table, layout: Part, styles: StylesUsed, ground: str) -> str:
    upright = frozenset(i for i in layout.columns if i in layout.turned_titles or table.columns[i].turned_title)
    cells = []
    for index, width in zip(layout.columns, layout.widths, strict=True):
        column = table.columns[index]
        is_upright = index in upright
        # upright titles begin at the bottom, whichever side the figures below them stand on
        alignment = "" if is_upright else ALIGNMENT[column.align]
        properties = styles.paragraph("tabellenkopf", layout.half_points) + alignment
        head = cell_head(width, ground + (UPRIGHT + '<w:vAlign w:val="center"/>' if is_upright else ""))
        content = _letter(column, is_upright=is_upright) + f"<w:r><w:t>{cell_content(column.title)}</w:t></w:r>"
        cells.append(f"{head}<w:p><w:pPr>{properties}</w:pPr>{content}</w:p></w:tc>")
    height = head_height(table.columns, upright, layout)
    fixed = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{fixed}<w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _letter(column: Column, *, is_upright: bool) -> str:
    """The column's letter on a line of its own, so that all letters stand side by side."""
    if not column.letter:
        return ""
    behind = "\u2003" if is_upright else ""
    line = "" if is_upright else "<w:br/>"
    return f"<w:r><w:t>{cell_content(column.letter)}{behind}</w:t>{line}</w:r>"
