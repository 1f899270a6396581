"""Tables: captions, marked head rows, planned widths; plain rows travel as data beside the mark-up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from vorlagenwerk.basics.typesetting.captions import caption_of
from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.look import FACTS, Look
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.data.tree import Cell, Part, Table, plain_text
from vorlagenwerk.writers.pdf.inlines import InlineWriter
from vorlagenwerk.writers.pdf.literals import clean, one_line
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.tagging import TableTags

_ALIGNMENT = {"links": "start", "rechts": "end", "mitte": "center"}
_TALLEST = 0.5
"""A row higher than this part of a page may break; any other moves to the next page as a whole."""
_LONG_ROW = 400
"""Letters from which a row's height is worth an estimate."""
_LINE = 1.15


class TableWriter:
    """Writes the tables of one document and gathers the rows and tags that go beside the mark-up."""

    def __init__(self, look: Look, inlines: InlineWriter, take_label: Callable[[str], str]) -> None:
        self._look = look
        self._inlines = inlines
        self._take_label = take_label
        self.rows: dict[str, str] = {}
        """Rows as JSON by the name under which the mark-up asks for them."""
        self.tags: list[TableTags] = []
        """What each table's tags lack, in the order of the tables."""
        self.problems: list[Problem] = []

    def write(self, table: Table, page: Page) -> Iterator[str]:
        """The mark-up of the table, or of one table a part where it is too wide for the page."""
        layouts = self._plan(table, page)
        is_long = sum(layout.height for layout in layouts) > page.text_height * 0.9
        for number, layout in enumerate(layouts):
            if layout.overfull:
                self.problems.append(_too_wide(table, layout, self._look))
            row_header = layout.columns.index(table.row_header) if table.row_header in layout.columns else None
            self.tags.append(TableTags(row_header, table.description))
            # readers turn the page for the second half only where one page cannot hold both
            if number and is_long:
                yield "#pagebreak(weak:true)\n"
            caption = caption_of(table, layouts, number)
            inside = self._table(table, layout, row_header, page)
            figure = f"figure(caption:{one_line(caption)},{inside})" if caption else f"block({inside})"
            yield f"#{figure}{self._take_label(table.ident)}\n"

    def _plan(self, table: Table, page: Page) -> tuple[Part, ...]:
        """The printed parts."""
        return plan_parts(table, page.text_width, round(self._look.role("tabellentext").size * 2))

    def _table(self, table: Table, layout: Part, row_header: int | None, page: Page) -> str:
        columns = [table.columns[index] for index in layout.columns]
        widths = ",".join(f"{width / TWIPS:g}pt" for width in layout.widths)
        inner = range(1, 1 if table.role == FACTS else len(columns))
        rules = "".join(f"table.vline(x:{x},stroke:fein)," for x in inner)
        margin = layout.margin / TWIPS
        head = ",".join(self._head(table, index, layout) for index in range(len(columns)))
        return (
            f"{{set text(size:{layout.half_points / 2:g}pt,hyphenate:{'true' if layout.overfull else 'false'});"
            f"table(columns:({widths},),align:({','.join(_ALIGNMENT[column.align] for column in columns)},),"
            f"inset:(x:{margin:g}pt,y:1.2pt),table.hline(y:0,stroke:kraeftig),"
            f"table.header({head},table.hline(stroke:kraeftig)),"
            f"{rules}{','.join(self._rows(table, layout, row_header, page))})}}"
        )

    def _head(self, table: Table, place: int, layout: Part) -> str:
        column = table.columns[layout.columns[place]]
        title = self._inlines.cell(column.title, _room(layout, place))
        if column.letter:
            title = f"{{{one_line(column.letter)};linebreak();{title}}}"
        return f"kopf({_ALIGNMENT[column.align]},{title})"

    def _rows(self, table: Table, layout: Part, row_header: int | None, page: Page) -> Iterator[str]:
        pick = _picker(layout.columns, len(table.columns))
        needs_markup = _MarkupTest(layout, page)
        last = ""
        for (is_sum, in_markup), run in groupby(
            table.rows, key=lambda row: (row.kind == "summe", needs_markup(pick(row.cells)))
        ):
            rows = [pick(row.cells) for row in run]
            if is_sum and last != "summe":
                yield "table.hline(stroke:kraeftig)"
            last = "summe" if is_sum else "zeile"
            if in_markup:
                yield from (self._markup_row(cells, layout, row_header, page, is_sum=is_sum) for cells in rows)
                continue
            name = f"zeilen-{len(self.rows) + 1}"
            cleaned = [[clean(cell) for cell in cells if isinstance(cell, str)] for cells in rows]
            self.rows[name] = json.dumps(cleaned, ensure_ascii=False, separators=(",", ":"))
            head = "none" if row_header is None else str(row_header)
            yield f'..summen("{name}")' if is_sum else f'..zeilen("{name}",{head})'

    def _markup_row(
        self, cells: Sequence[Cell], layout: Part, row_header: int | None, page: Page, *, is_sum: bool
    ) -> str:
        is_tall = _height(cells, layout) > page.text_height / TWIPS * _TALLEST
        written = []
        for place, cell in enumerate(cells):
            content = self._inlines.cell(cell, _room(layout, place))
            content = f"fett({content})" if is_sum or place == row_header else content
            written.append(f"fest({content})" if is_tall else content)
        return ",".join(written)


class _MarkupTest:
    """Whether a row must be written as mark-up: marked text, words to be broken, or too tall to be kept whole."""

    def __init__(self, layout: Part, page: Page) -> None:
        self._layout = layout
        self._height = page.text_height / TWIPS * _TALLEST

    def __call__(self, cells: Sequence[Cell]) -> bool:
        """The answer for a row's cells in this part."""
        if self._layout.overfull or any(type(cell) is not str for cell in cells):
            return True
        return sum(map(len, cells)) > _LONG_ROW and _height(cells, self._layout) > self._height


def _room(layout: Part, place: int) -> float:
    """The room for a line in a column, in font sizes."""
    return (layout.widths[place] - 2 * layout.margin) / (layout.half_points * 10)


def _height(cells: Sequence[Cell], layout: Part) -> float:
    """Estimated height of a row in points."""
    lines = 1.0
    for place, cell in enumerate(cells):
        text = cell if isinstance(cell, str) else plain_text(cell)
        # half the font size is the mean width of a letter; ragged ends take the rest
        lines = max(lines, len(text) * 0.55 / _room(layout, place) + text.count("\n"))
    return lines * layout.half_points / 2 * _LINE


def _picker(columns: tuple[int, ...], count: int) -> Callable[[Sequence[Cell]], Sequence[Cell]]:
    """Selects a part's cells from a row."""
    if columns == tuple(range(count)):
        return lambda cells: cells
    if len(columns) == 1:
        return lambda cells: (cells[columns[0]],)
    return itemgetter(*columns)


def _too_wide(table: Table, layout: Part, look: Look) -> Problem:
    names = ", ".join(quote(table.columns[index].title) for index in layout.overfull)
    return warning(
        "STI-521",
        look.place,
        f"Die Tabelle {quote(table.caption or table.ident)} ist für das Papier zu breit: Auch in 7 Punkt werden Wörter "
        f"mitten im Wort umbrochen, vor allem in {names}.",
        "Teilen Sie die Tabelle in tabellen.yaml (teile), setzen Sie den Dokumenttyp ins Querformat, oder kürzen Sie "
        "die Spaltentitel.",
    )
