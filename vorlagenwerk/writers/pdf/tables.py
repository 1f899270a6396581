"""Tables: captions, marked head rows, planned widths, a page of their own for the further parts of long ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vorlagenwerk.basics.typesetting.captions import caption_of
from vorlagenwerk.basics.typesetting.columns import LINE, lines_within, title_words
from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.look import FACTS, Look
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.rows import PrintedRows, printed_rows
from vorlagenwerk.data.tree import Column, Part, Table
from vorlagenwerk.writers.pdf.cells import CellWriter
from vorlagenwerk.writers.pdf.inlines import InlineWriter
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.roles import leading, spaces, style_of
from vorlagenwerk.writers.pdf.tagging import TableTags
from vorlagenwerk.writers.pdf.upright import line_room, upright_length, whole_unit

_ALIGNMENT = {"links": "start", "rechts": "end", "mitte": "center"}
_MANY_PAGES = 8
"""Pages from which it costs too much to set a table twice."""
_FIRST_LINES = 8
"""Lines of the caption and of the rows that stand at least below a head."""
_EM_SPACE = "\u2003"
_LONG = 0.9
"""Tables whose parts are together higher than this part of a page begin a page for each further part."""

_RULE = 0.5
"""Thickness of the rule between rows in points."""
_ABOVE_TITLE = 3
"""Points above upright titles."""
_WHOLE = "#set block(breakable:false)\n#show figure:set block(breakable:false)\n"
"""A small table stays on one page."""


class TableWriter:
    """Writes the tables of one document and gathers the rows and tags that go beside the mark-up."""

    def __init__(self, look: Look, inlines: InlineWriter, take_label: Callable[[str], str]) -> None:
        self._look = look
        self._inlines = inlines
        self._take_label = take_label
        text = look.role("tabellentext")
        self._above = max(text.before, 1)
        # rules take room of their own, as in Word
        self._below = max(text.after, 1) + leading(text, look) + _RULE
        self.rows: dict[str, str] = {}
        """Rows as JSON by the name under which the mark-up asks for them."""
        self.tags: list[TableTags] = []
        """What each table's tags lack, in the order of the tables."""

    def write(self, table: Table, page: Page, room: float, *, may_turn_page: bool) -> Iterator[str]:
        """The mark-up of the table, or of one table a part; it has `room` points of the page's width."""
        parts = self._parts(table, room)
        is_long = sum(part.height for part in parts) > page.text_height * _LONG
        for number, part in enumerate(parts):
            printed = printed_rows(table, part)
            cells = CellWriter(table, part, printed, page, self._inlines, self._above + self._below)
            self.tags.append(_tags(table, part, printed, cells))
            # readers turn the page for the second half only where one page cannot hold both
            if number and is_long and may_turn_page:
                yield "#pagebreak(weak:true)\n"
            caption = caption_of(table, parts, number)
            inside = self._table(table, part, cells)
            figure = f"figure(caption:{one_line(caption)},{inside})" if caption else f"block({inside})"
            figure += self._take_label(table.ident)
            if caption and part.height > page.text_height * _MANY_PAGES:
                yield self._with_room(figure, self._beginning(table, part), page)
            else:
                yield f"#[{_WHOLE}#{figure}]\n" if printed.is_small else f"#{figure}\n"

    def _with_room(self, figure: str, needed: float, page: Page) -> str:
        """A long table, behind a turn of the page where its beginning does not fit.

        Typst would find that out only when it has set all of the table, and set it once more with the heading above it.
        """
        height = min(needed, page.text_height / TWIPS / 2)
        above, _ = spaces(style_of("beschriftung", self._look), self._look)
        kept = (
            f"#block(breakable:false,sticky:true,above:{above:g}pt,below:0pt,height:{height:g}pt)\n#v(-{height:g}pt)\n"
        )
        return f"{kept}#[#show figure:set block(above:0pt)\n#{figure}]\n"

    def _beginning(self, table: Table, part: Part) -> float:
        """Estimated height in points of caption, head and first rows."""
        line = part.half_points / 2 * LINE / 1000
        lines, length = _FIRST_LINES, 0.0
        for place, index in enumerate(part.columns):
            words = title_words(table.columns[index])
            if _is_upright(table, part, index):
                length = max(length, upright_length(words, part, place))
            else:
                lines = max(lines, _FIRST_LINES + lines_within(words, line_room(part, place) * 1000))
        return max(length + _FIRST_LINES * line, lines * line) + 4 * (self._above + self._below)

    def is_small(self, table: Table, room: float) -> bool:
        """Whether the table stays on one page."""
        parts = self._parts(table, room)
        return len(parts) == 1 and printed_rows(table, parts[0]).is_small

    def _parts(self, table: Table, room: float) -> tuple[Part, ...]:
        return plan_parts(table, round(room * TWIPS), round(self._look.role("tabellentext").size * 2))

    def _table(self, table: Table, part: Part, cells: CellWriter) -> str:
        columns = [table.columns[index] for index in part.columns]
        widths = [f"{width / TWIPS:g}pt" for width in part.widths] + ["0pt"] * bool(cells.ties)
        align = [_ALIGNMENT[column.align] for column in columns]
        inner = range(1, 1 if table.role == FACTS else len(columns))
        # the last row of a page that ends early reaches down to its foot, and rules would go with it
        starts, ends = [0, *(row + 2 for row in cells.page_ends)], [row + 1 for row in cells.page_ends]
        ranges = [f"start:{start},end:{end or 'none'}" for start, end in zip(starts, [*ends, 0], strict=True)]
        rules = "".join(f"table.vline(x:{x},{run},stroke:fein)," for x in inner for run in ranges)
        inset = f"x:{part.margin / TWIPS:g}pt,top:{self._above:g}pt,bottom:{self._below:g}pt"
        # as in Word, where the head row is as high as its longest title: a shorter one need not wrap
        turned = [place for place, index in enumerate(part.columns) if _is_upright(table, part, index)]
        length = max((upright_length(title_words(columns[place]), part, place) for place in turned), default=0.0)
        lengths = [length if place in turned else 0 for place in range(len(columns))]
        titles = [self._title(column, part, place, lengths[place]) for place, column in enumerate(columns)]
        covered = [1] * (len(columns) - 1) + [2 if cells.ties else 1]
        heads = [f"kopf({','.join(said)})" for said in zip(map(str, covered), align, titles, strict=True)]
        return (
            f"{{let innen=({inset});set text(size:{part.half_points / 2:g}pt,"
            f"hyphenate:{'true' if part.overfull else 'false'});"
            f"table(columns:({','.join(widths)},),align:({','.join(align)},),"
            f"inset:innen,{'fill:none,' if table.role == FACTS else ''}table.hline(y:0,stroke:kraeftig),"
            f"table.header({','.join(heads)},table.hline(stroke:kraeftig)),"
            f"{rules}{cells.ties}{','.join(cells.rows(self.rows))})}}"
        )

    def _title(self, column: Column, part: Part, place: int, length: float) -> str:
        """The inside of a head cell, upright where it has a length."""
        if length:
            room = length / (part.half_points / 2)
            text = whole_unit(column.title, room)
            title = self._inlines.cell(f"{column.letter}{_EM_SPACE}{text}" if column.letter else text, room)
            return f"pad(top:{_ABOVE_TITLE}pt,gedreht({length:g}pt,pad(left:2pt,align(start,{title}))))"
        title = self._inlines.cell(column.title, line_room(part, place))
        return f"{{{one_line(column.letter)};linebreak();{title}}}" if column.letter else title


def _is_upright(table: Table, part: Part, index: int) -> bool:
    """Whether the title of a column stands upright."""
    return index in part.turned_titles or bool(table.columns[index].turned_title)


def _tags(table: Table, part: Part, printed: PrintedRows, cells: CellWriter) -> TableTags:
    spans = {place: printed.spans[index] for place, index in enumerate(part.columns) if index in printed.spans}
    return TableTags(cells.heads, table.description, len(part.columns), spans, has_ties=bool(cells.ties))
