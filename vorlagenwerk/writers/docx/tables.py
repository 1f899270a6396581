"""Tables: captions with native numbers, marked head rows, planned widths, rows streamed in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.data.tree import Cell, Part, Row, Table
from vorlagenwerk.writers.docx.inlines import InlineWriter
from vorlagenwerk.writers.docx.markup import ODD, attribute, cell_content, escape
from vorlagenwerk.writers.docx.styles_used import StylesUsed

_BATCH = 250
_SEPARATOR = "\x00"
_ROW_HEAD = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_ALIGNMENT = {"links": "", "rechts": '<w:jc w:val="right"/>', "mitte": '<w:jc w:val="center"/>'}


def table_markup(
    table: Table, layout: Part, title: str, styles: StylesUsed, inlines: InlineWriter
) -> Iterator[str | bytes]:
    """The `w:tbl` of one printed part, piece by piece."""
    printed = _printed_rows(table, layout.columns)
    has_sum = bool(printed) and printed[-1].kind == "summe"
    yield _head_of_table(table, layout, title, styles, has_sum=has_sum) + _head_row(table, layout, styles)
    for is_sum, precedes_sum, rows in _segments(printed):
        template = _RowTemplate(table, layout, styles, is_sum=is_sum, keep_next=precedes_sum)
        for start in range(0, len(rows), _BATCH):
            yield template.rows([row.cells for row in rows[start : start + _BATCH]], inlines)
    yield "</w:tbl>"


def _printed_rows(table: Table, columns: tuple[int, ...]) -> tuple[Row, ...]:
    """The rows of a part; a sum at the end whose figures all stand in another part would say nothing here."""
    rows = table.rows
    if rows and rows[-1].kind == "summe" and not any(rows[-1].cells[i] for i in columns if i != table.row_header):
        return rows[:-1]
    return rows


def too_wide(table: Table, layout: Part, place: Place) -> Problem:
    """The finding for words that break in their columns although the text is as small as it may be."""
    names = ", ".join(quote(table.columns[index].title) for index in layout.overfull)
    return warning(
        "STI-521",
        place,
        f"Die Tabelle {quote(table.caption or table.ident)} ist für das Papier zu breit: Auch in 7 Punkt werden Wörter "
        f"mitten im Wort umbrochen, vor allem in {names}.",
        "Teilen Sie die Tabelle in tabellen.yaml (teile), setzen Sie den Dokumenttyp ins Querformat, oder kürzen Sie "
        "die Spaltentitel.",
    )


def _head_of_table(table: Table, layout: Part, title: str, styles: StylesUsed, *, has_sum: bool) -> str:
    has_row_heads = table.row_header is not None and layout.columns[0] == table.row_header
    look = 0x0420 | 0x40 * has_sum | 0x80 * has_row_heads
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
    style = styles.table(table.role)
    description = f'<w:tblDescription w:val="{attribute(table.description)}"/>' if table.description else ""
    caption = f'<w:tblCaption w:val="{attribute(title)}"/>' if title else ""
    return (
        f"<w:tbl><w:tblPr>{style}"
        f'<w:tblW w:w="{sum(layout.widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{layout.margin}" w:type="dxa"/>'
        f'<w:right w:w="{layout.margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="1" w:lastRow="{int(has_sum)}" '
        f'w:firstColumn="{int(has_row_heads)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"{caption}{description}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _head_row(table: Table, layout: Part, styles: StylesUsed) -> str:
    cells = []
    for index, width in zip(layout.columns, layout.widths, strict=True):
        column = table.columns[index]
        properties = styles.paragraph("tabellenkopf", layout.half_points) + _ALIGNMENT[column.align]
        letter = f"<w:r><w:t>{escape(column.letter)}</w:t><w:br/></w:r>" if column.letter else ""
        title = f"<w:r><w:t>{cell_content(column.title)}</w:t></w:r>"
        cells.append(f"{_cell_head(width)}<w:p><w:pPr>{properties}</w:pPr>{letter}{title}</w:p></w:tc>")
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _cell_head(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'


def _segments(rows: tuple[Row, ...]) -> Iterator[tuple[bool, bool, tuple[Row, ...]]]:
    """Runs of rows that look alike: whether they are sums, and whether a sum follows that must not stand alone."""
    sums = [row.kind == "summe" for row in rows]
    following = [*sums[1:], False] if sums else []
    at = 0
    for (is_sum, precedes_sum), run in groupby(zip(sums, following, strict=True)):
        end = at + sum(1 for _ in run)
        yield is_sum, precedes_sum, rows[at:end]
        at = end


class _RowTemplate:
    """The mark-up of a row with a gap for each cell, compiled once for all rows of a kind."""

    def __init__(self, table: Table, layout: Part, styles: StylesUsed, *, is_sum: bool, keep_next: bool) -> None:
        self._heads = []
        kept = "<w:keepNext/>" if keep_next else ""
        for index, width in zip(layout.columns, layout.widths, strict=True):
            role = "tabellenzeilenkopf" if index == table.row_header else "tabellentext"
            style = styles.paragraph("tabellensumme" if is_sum else role, layout.half_points)
            alignment = _ALIGNMENT[table.columns[index].align]
            self._heads.append(f"{_cell_head(width)}<w:p><w:pPr>{style}{kept}{alignment}</w:pPr>")
        self._frame = self._gaps()
        self._pick = _picker(layout.columns, len(table.columns))

    def rows(self, batch: list[Sequence[Cell]], inlines: InlineWriter) -> bytes:
        """The mark-up of some rows."""
        selected = [self._pick(cells) for cells in batch] if self._pick else batch
        flat = list(chain.from_iterable(selected))
        try:
            joined = _SEPARATOR.join(flat)  # type: ignore[arg-type]
        except TypeError:
            return "".join(self._mixed_row(cells, inlines) for cells in selected).encode()
        texts = _escaped(joined, flat).encode().split(_SEPARATOR.encode())
        # one list of mark-up and texts in turn, joined as bytes: several times faster than formatting rows
        pieces = [b""] * (2 * len(flat) + 1)
        pieces[0::2] = self._frame[0] + self._frame[1] * (len(batch) - 1) + self._frame[2]
        pieces[1::2] = texts
        return b"".join(pieces)

    def _gaps(self) -> tuple[list[bytes], list[bytes], list[bytes]]:
        """What stands before the cells' texts: in the first row, in each further row, and behind the last cell."""
        end, row_end = "</w:t></w:r></w:p></w:tc>", "</w:tr>"
        heads = [f"{head}<w:r><w:t>" for head in self._heads]
        inner = [end + head for head in heads[1:]]
        first = [_ROW_HEAD + heads[0], *inner]
        further = [end + row_end + _ROW_HEAD + heads[0], *inner]
        return _encoded(first), _encoded(further), _encoded([end + row_end])

    def _mixed_row(self, cells: Sequence[Cell], inlines: InlineWriter) -> str:
        contents = (
            f"<w:r><w:t>{cell_content(cell)}</w:t></w:r>" if isinstance(cell, str) else inlines.write(cell)
            for cell in cells
        )
        filled = zip(self._heads, contents, strict=True)
        return _ROW_HEAD + "".join(f"{head}{content}</w:p></w:tc>" for head, content in filled) + "</w:tr>"


def _picker(columns: tuple[int, ...], count: int) -> Callable[[Sequence[Cell]], Sequence[Cell]] | None:
    """Selects a part's cells from a row; None where the part is the whole row."""
    if columns == tuple(range(count)):
        return None
    if len(columns) == 1:
        return lambda cells: (cells[columns[0]],)
    return itemgetter(*columns)


def _escaped(joined: str, cells: list[Cell]) -> str:
    """The joined texts as mark-up; one search over all of them decides whether escaping is enough."""
    is_intact = joined.count(_SEPARATOR) == len(cells) - 1
    if is_intact and not ODD.search(joined):
        return escape(joined)
    return _SEPARATOR.join(cell_content(str(cell)) for cell in cells)


def _encoded(texts: list[str]) -> list[bytes]:
    return [text.encode() for text in texts]
