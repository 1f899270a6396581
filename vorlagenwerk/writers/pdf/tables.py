"""Tables: captions, marked head rows, planned widths, a page of their own for the further parts of long ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vorlagenwerk.basics.typesetting.captions import caption_of
from vorlagenwerk.basics.typesetting.columns import title_words
from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.look import FACTS, Look
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.rows import PrintedRows, printed_rows
from vorlagenwerk.data.tree import Part, Table
from vorlagenwerk.writers.pdf.cells import CellWriter, line_room, upright_length
from vorlagenwerk.writers.pdf.inlines import InlineWriter
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.tagging import TableTags

_ALIGNMENT = {"links": "start", "rechts": "end", "mitte": "center"}
_EM_SPACE = "\u2003"
_LONG = 0.9
"""Tables whose parts are together higher than this part of a page begin a page for each further part."""


_WHOLE = "#set block(breakable:false)\n#show figure:set block(breakable:false)\n"
"""A small table stays on one page."""


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

    def write(self, table: Table, page: Page, *, may_turn_page: bool) -> Iterator[str]:
        """The mark-up of the table, or of one table a part."""
        parts = plan_parts(table, page.text_width, round(self._look.role("tabellentext").size * 2))
        is_long = sum(part.height for part in parts) > page.text_height * _LONG
        for number, part in enumerate(parts):
            printed = printed_rows(table, part)
            cells = CellWriter(table, part, printed, page, self._inlines)
            self.tags.append(_tags(table, part, printed, cells.heads))
            # readers turn the page for the second half only where one page cannot hold both
            if number and is_long and may_turn_page:
                yield "#pagebreak(weak:true)\n"
            caption = caption_of(table, parts, number)
            inside = self._table(table, part, cells)
            figure = f"figure(caption:{one_line(caption)},{inside})" if caption else f"block({inside})"
            figure += self._take_label(table.ident)
            yield f"#[{_WHOLE}#{figure}]\n" if printed.is_small else f"#{figure}\n"

    def _table(self, table: Table, part: Part, cells: CellWriter) -> str:
        columns = [table.columns[index] for index in part.columns]
        widths = ",".join(f"{width / TWIPS:g}pt" for width in part.widths)
        inner = range(1, 1 if table.role == FACTS else len(columns))
        # the last row of a page that ends early reaches down to its foot, and rules would go with it
        starts, ends = [0, *(row + 2 for row in cells.page_ends)], [row + 1 for row in cells.page_ends]
        ranges = [f"start:{start},end:{end or 'none'}" for start, end in zip(starts, [*ends, 0], strict=True)]
        rules = "".join(f"table.vline(x:{x},{run},stroke:fein)," for x in inner for run in ranges)
        text = self._look.role("tabellentext")
        inset = f"x:{part.margin / TWIPS:g}pt,top:{max(text.before, 1):g}pt,bottom:{max(text.after, 1):g}pt"
        head = ",".join(self._head(table, place, part) for place in range(len(columns)))
        return (
            f"{{let innen=({inset});set text(size:{part.half_points / 2:g}pt,"
            f"hyphenate:{'true' if part.overfull else 'false'});"
            f"table(columns:({widths},),align:({','.join(_ALIGNMENT[column.align] for column in columns)},),"
            f"inset:innen,table.hline(y:0,stroke:kraeftig),"
            f"table.header({head},table.hline(stroke:kraeftig)),"
            f"{rules}{','.join(cells.rows(self.rows))})}}"
        )

    def _head(self, table: Table, place: int, part: Part) -> str:
        index = part.columns[place]
        column = table.columns[index]
        if index in part.turned_titles or column.turned_title:
            length = upright_length(title_words(column), part, place)
            text = f"{column.letter}{_EM_SPACE}{column.title}" if column.letter else column.title
            title = f"gedreht({length:g}pt,{self._inlines.cell(text, length / (part.half_points / 2))})"
        else:
            title = self._inlines.cell(column.title, line_room(part, place))
            title = f"{{{one_line(column.letter)};linebreak();{title}}}" if column.letter else title
        return f"kopf({_ALIGNMENT[column.align]},{title})"


def _tags(table: Table, part: Part, printed: PrintedRows, heads: tuple[int, ...]) -> TableTags:
    spans = {place: printed.spans[index] for place, index in enumerate(part.columns) if index in printed.spans}
    return TableTags(heads, table.description, len(part.columns), spans)
