"""Tables: captions with native numbers, marked head rows, planned widths, rows streamed in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter, itemgetter

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.data.tree import Cell, Table
from vorlagenwerk.writers.docx.inlines import InlineWriter
from vorlagenwerk.writers.docx.layout import Layout
from vorlagenwerk.writers.docx.markup import ODD, attribute, cell_content, escape
from vorlagenwerk.writers.docx.styles_used import StylesUsed

_BATCH = 250
_SEPARATOR = "\x00"
_ALIGNMENT = {"links": "", "rechts": '<w:jc w:val="right"/>', "mitte": '<w:jc w:val="center"/>'}


def table_markup(table: Table, layout: Layout, title: str, styles: StylesUsed, inlines: InlineWriter) -> Iterator[str]:
    """The `w:tbl` of one printed part, piece by piece."""
    yield _head_of_table(table, layout, title, styles) + _head_row(table, layout, styles)
    for kind, rows in groupby(table.rows, key=attrgetter("kind")):
        template = _RowTemplate(table, layout, styles, is_sum=kind == "summe")
        batch: list[Sequence[Cell]] = []
        for row in rows:
            batch.append(row.cells)
            if len(batch) == _BATCH:
                yield template.rows(batch, inlines)
                batch = []
        yield template.rows(batch, inlines)
    yield "</w:tbl>"


def part_label(table: Table, part: tuple[int, ...], number: int) -> str:
    """Which columns a part shows: “Spalten A bis K”, or “Teil 2 von 3” where columns have no letters."""
    if not all(table.columns[index].letter for index in part):
        return f"Teil {number + 1} von {len(table.parts)}"
    runs: list[list[int]] = []
    for index in part:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    letters = [_letters([table.columns[index].letter for index in run]) for run in runs]
    return ("Spalte " if len(part) == 1 else "Spalten ") + ", ".join(chain.from_iterable(letters))


def too_wide(table: Table, layout: Layout, place: Place) -> Problem:
    """The finding for words that break in their columns although the text is as small as it may be."""
    names = ", ".join(quote(table.columns[index].title) for index in layout.overfull)
    return warning(
        "STI-521",
        place,
        f"Die Tabelle {quote(table.caption or table.ident)} ist für das Papier zu breit: Auch in 7 Punkt werden Wörter "
        f"mitten im Wort umbrochen, vor allem in {names}.",
        "Setzen Sie die Tabelle in tabellen.yaml ins Querformat, teilen Sie sie, oder kürzen Sie die Spaltentitel.",
    )


def _letters(run: list[str]) -> list[str]:
    return [f"{run[0]} bis {run[-1]}"] if len(run) > 2 else run


def _head_of_table(table: Table, layout: Layout, title: str, styles: StylesUsed) -> str:
    has_sum = bool(table.rows) and table.rows[-1].kind == "summe"
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


def _head_row(table: Table, layout: Layout, styles: StylesUsed) -> str:
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


class _RowTemplate:
    """The mark-up of a row with a gap for each cell, compiled once for all rows of a kind."""

    def __init__(self, table: Table, layout: Layout, styles: StylesUsed, *, is_sum: bool) -> None:
        self._heads = []
        for index, width in zip(layout.columns, layout.widths, strict=True):
            role = "tabellenzeilenkopf" if index == table.row_header else "tabellentext"
            style = styles.paragraph("tabellensumme" if is_sum else role, layout.half_points)
            alignment = _ALIGNMENT[table.columns[index].align]
            self._heads.append(f"{_cell_head(width)}<w:p><w:pPr>{style}{alignment}</w:pPr>")
        gaps = "".join(f"{head.replace('%', '%%')}<w:r><w:t>%s</w:t></w:r></w:p></w:tc>" for head in self._heads)
        self._row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{gaps}</w:tr>"
        self._batch = self._row * _BATCH
        columns = layout.columns
        self._is_whole = columns == tuple(range(len(table.columns)))
        self._columns = columns
        self._select = itemgetter(*columns) if len(columns) > 1 else lambda cells: (cells[columns[0]],)

    def rows(self, batch: list[Sequence[Cell]], inlines: InlineWriter) -> str:
        """The mark-up of some rows."""
        if not batch:
            return ""
        selected = batch if self._is_whole else [self._select(cells) for cells in batch]
        flat = list(chain.from_iterable(selected))
        try:
            joined = _SEPARATOR.join(flat)
        except TypeError:
            return "".join(self._mixed_row(cells, inlines) for cells in selected)
        template = self._batch if len(batch) == _BATCH else self._row * len(batch)
        # one search over all cells decides whether any of them needs more than escaping
        odd = ODD.search(joined.replace(_SEPARATOR, "")) or joined.count(_SEPARATOR) != len(flat) - 1
        texts = [cell_content(cell) for cell in flat] if odd else escape(joined).split(_SEPARATOR)
        return template % tuple(texts)

    def _mixed_row(self, cells: Sequence[Cell], inlines: InlineWriter) -> str:
        contents = (
            f"<w:r><w:t>{cell_content(cell)}</w:t></w:r>" if isinstance(cell, str) else inlines.write(cell)
            for cell in cells
        )  # fmt: skip
        written = "".join(f"{head}{content}</w:p></w:tc>" for head, content in zip(self._heads, contents, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>"


