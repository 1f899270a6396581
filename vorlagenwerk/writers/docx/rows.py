"""Rows of a table: runs of rows that look alike, their mark-up compiled once and filled in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.rows import PrintedRows
from vorlagenwerk.data.tree import Cell, Part, Table
from vorlagenwerk.writers.docx.inlines import InlineWriter
from vorlagenwerk.writers.docx.markup import ODD, cell_content, escape
from vorlagenwerk.writers.docx.merging import Merging
from vorlagenwerk.writers.docx.styles_used import StylesUsed

ALIGNMENT = {"links": "", "rechts": '<w:jc w:val="right"/>', "mitte": '<w:jc w:val="center"/>'}
UPRIGHT = '<w:textDirection w:val="btLr"/>'
"""Letters that are read from below: how people turn their head, and a book on a shelf in Germany."""

_BATCH = 250
_SEPARATOR = "\x00"
_ROLES = {"summe": "tabellensumme", "uebertrag": "tabellenuebertrag"}
_CENTERED = '<w:vAlign w:val="center"/>'


class _RowLook(NamedTuple):
    """What rows have in common that share their mark-up."""

    kind: str
    is_kept: bool
    """Whether the row stays on a page with the next one."""
    begins_page: bool
    merged: tuple[str, ...] = ()
    """The `w:vMerge` of each printed cell."""
    height: int = 0
    """At least so many twips, because letters stand upright in the row."""


def row_markup(
    table: Table,
    layout: Part,
    printed: PrintedRows,
    styles: StylesUsed,
    inlines: InlineWriter,
    turns: Iterator[str],
    ground: str = "",
) -> Iterator[bytes]:
    """The `w:tr` of the rows, piece by piece; what `turns` gives stands before each that begins a page.

    `ground` is the `w:shd` of their cells, "" for that of the table style.
    """
    at = 0
    # groups and merged cells make many short runs of few kinds
    templates: dict[_RowLook, _RowTemplate] = {}
    for look, count in _runs(table, layout, printed):
        template = templates.get(look)
        if template is None:
            template = templates[look] = _RowTemplate(table, layout, styles, look, ground)
        end = at + count
        if look.begins_page:
            yield next(turns).encode()
        for start in range(at, end, _BATCH):
            chosen = printed.rows[start : min(start + _BATCH, end)]
            yield template.rows([row.cells for row in chosen], inlines)
        at = end


def cell_head(width: int, properties: str = "") -> str:
    """The start of a `w:tc`, with what stands behind the width in its properties."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'


def _runs(table: Table, layout: Part, printed: PrintedRows) -> Iterator[tuple[_RowLook, int]]:
    """Runs of rows that look alike, and how many they are."""
    kept, begins = printed.kept, printed.begins
    is_special = any(table.columns[index].merged or table.columns[index].turned for index in layout.columns)
    merging = Merging(table, layout, printed) if is_special else None

    def look(at: int, kind: str) -> _RowLook:
        if merging is None:
            return _RowLook(kind, at in kept, at in begins)
        return _RowLook(kind, at in kept, at in begins, merging.marks(at), merging.height(at))

    looks = (look(at, row.kind) for at, row in enumerate(printed.rows))
    yield from ((shared, sum(1 for _ in run)) for shared, run in groupby(looks))


def is_generated(table: Table) -> bool:
    """Whether a table's rows come from lists or figures: what is typed there in Word leads back to no field."""
    is_list = bool(table.ident and table.rows) and table.role != "tabelle_angaben"
    return is_list or table.pointer.startswith("/")


class _RowTemplate:
    """The mark-up of a row with a gap for each cell."""

    def __init__(self, table: Table, layout: Part, styles: StylesUsed, look: _RowLook, ground: str) -> None:
        height = f'<w:trHeight w:val="{look.height}" w:hRule="atLeast"/>' if look.height else ""
        self._row_head = f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"
        kept = "<w:keepNext/>" if look.is_kept else ""
        self._heads = []
        for position, (index, width) in enumerate(zip(layout.columns, layout.widths, strict=True)):
            column = table.columns[index]
            role = "tabellenzeilenkopf" if index == table.row_header else "tabellentext"
            style = styles.paragraph(_ROLES.get(look.kind, role), layout.half_points)
            is_upright = column.turned and look.kind == "zeile"
            turned = UPRIGHT + _CENTERED if is_upright else ""
            merged = look.merged[position] if look.merged else ""
            alignment = ALIGNMENT["mitte" if is_upright else column.align]
            head = cell_head(width, merged + ground + turned)
            self._heads.append(f"{head}<w:p><w:pPr>{style}{kept}{alignment}</w:pPr>")
        self._frame = self._gaps()
        self._pick = _picker(layout.columns, len(table.columns))
        self._covered = [position for position, mark in enumerate(look.merged) if mark == Merging.COVERED]
        self._has_controls = not is_generated(table)

    def rows(self, batch: list[Sequence[Cell]], inlines: InlineWriter) -> bytes:
        """The mark-up of some rows."""
        selected = [self._pick(cells) for cells in batch] if self._pick else batch
        if self._covered:
            selected = [self._without_covered(cells) for cells in selected]
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
        first = [self._row_head + heads[0], *inner]
        further = [end + row_end + self._row_head + heads[0], *inner]
        return _encoded(first), _encoded(further), _encoded([end + row_end])

    def _mixed_row(self, cells: Sequence[Cell], inlines: InlineWriter) -> str:
        contents = (
            f"<w:r><w:t>{cell_content(cell)}</w:t></w:r>"
            if isinstance(cell, str)
            else inlines.write(cell, has_controls=self._has_controls)
            for cell in cells
        )
        filled = zip(self._heads, contents, strict=True)
        return self._row_head + "".join(f"{head}{content}</w:p></w:tc>" for head, content in filled) + "</w:tr>"

    def _without_covered(self, cells: Sequence[Cell]) -> list[Cell]:
        """A merged cell has its text once, at its beginning."""
        left = list(cells)
        for position in self._covered:
            left[position] = ""
        return left


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
