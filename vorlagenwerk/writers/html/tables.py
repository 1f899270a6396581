"""Writes a table as HTML: caption, one head row, rows in batches or groups, sums at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vorlagenwerk.basics.typesetting.captions import caption_of
from vorlagenwerk.basics.typesetting.look import FACTS
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import Column, Table
from vorlagenwerk.writers.html.anchors import CAPTION, DESCRIPTION, safe_name
from vorlagenwerk.writers.html.escaping import escape, escape_attribute
from vorlagenwerk.writers.html.groups import GroupWriter
from vorlagenwerk.writers.html.inlines import InlineWriter
from vorlagenwerk.writers.html.rows import RowWriter
from vorlagenwerk.writers.html.widths import fixed_columns, is_long, needs_landscape, needs_scrolling, text_class

TURNED = "gedreht"
"""The class of cells whose text stands upright where there is room for it."""
TURNED_TITLE = "titel-gedreht"
"""The class of head cells whose text stands upright in print; screens scroll instead."""


def write_table(table: Table, ident: str, inlines: InlineWriter) -> Iterator[str]:
    """The table in pieces: what stands around the rows, then the rows in batches."""
    table = _without_carried_sums(table)
    scrolls = table.role != FACTS and (is_long(table) or needs_scrolling(table))
    fixed = fixed_columns(table) if scrolls else {}
    if table.description and caption_of(table, (), 0):
        yield f'<p class="nur-vorlesen" id="{ident}{DESCRIPTION}">{escape(table.description)}</p>\n'
    if scrolls:
        kind = _names("rollbereich", "breit" if needs_landscape(table) else "", "hoch" if is_long(table) else "")
        yield f'<div class="{kind}" role="region"{_region_name(table, ident)} tabindex="0">\n'
    yield _opening(table, ident, fixed, scrolls=scrolls)
    yield _head(table, fixed, scrolls=scrolls)
    yield from _rows(table, _cell_classes(table, fixed), inlines)
    yield "</table>\n</div>\n" if scrolls else "</table>\n"


def _without_carried_sums(table: Table) -> Table:
    """The table without the sums that are carried from page to page: a screen has one page."""
    if all(row.kind != "uebertrag" for row in table.rows):
        return table
    return replace(table, rows=tuple(row for row in table.rows if row.kind != "uebertrag"))


def _rows(table: Table, classes: Sequence[str], inlines: InlineWriter) -> Iterator[str]:
    """The body or, where cells are merged, a body for each group; the sums at the end are the table's foot."""
    count = len(table.rows)
    end = count
    while end and table.rows[end - 1].kind == "summe":
        end -= 1
    if any(column.merged for column in table.columns):
        groups = GroupWriter(table, classes, inlines)
        body, foot = groups.write(0, end), groups.write(end, count)
    else:
        rows = RowWriter(classes, table.row_header, inlines)
        body, foot = rows.write(table.rows[:end]), rows.write(table.rows[end:])
    yield "<tbody>\n"
    yield from body
    yield "</tbody>\n"
    if end < count:
        yield "<tfoot>\n"
        yield from foot
        yield "</tfoot>\n"


def _column_classes(table: Table, fixed: dict[int, float]) -> list[str]:
    """What the cells of a column and its head have in common; the nth fixed column is called `fest-n`."""
    places = {index: f"fest-{place}" for place, index in enumerate(fixed, 1)}
    return [
        _names(places.get(index, ""), column.align if column.align != "links" else "")
        for index, column in enumerate(table.columns)
    ]


def _cell_classes(table: Table, fixed: dict[int, float]) -> list[str]:
    return [
        _names(common, TURNED if column.turned else "")
        for column, common in zip(table.columns, _column_classes(table, fixed), strict=True)
    ]


def _head_classes(table: Table, fixed: dict[int, float], *, scrolls: bool) -> list[str]:
    """The class names of the head cells: also how wide their columns must be where the table scrolls."""
    return [
        _names(
            common,
            text_class(table, index) if scrolls and index not in fixed and not column.turned else "",
            TURNED_TITLE if column.turned_title else "",
        )
        for index, (column, common) in enumerate(zip(table.columns, _column_classes(table, fixed), strict=True))
    ]


def _names(*names: str) -> str:
    return " ".join(filter(None, names))


def _region_name(table: Table, ident: str) -> str:
    if caption_of(table, (), 0):
        return f' aria-labelledby="{ident}{CAPTION}"'
    return f' aria-label="{escape_attribute(_nameless(table))}"'


def _nameless(table: Table) -> str:
    """What a table without a caption is called: by its description, or else by what it is about."""
    return table.description or f"Tabelle mit {', '.join(column.title for column in table.columns[:3])}"


def _opening(table: Table, ident: str, fixed: dict[int, float], *, scrolls: bool) -> str:
    kind = "angaben" if table.role == FACTS else safe_name(table.role)
    style = f' style="{_measures(len(table.columns), fixed)}"' if scrolls else ""
    caption = caption_of(table, (), 0)
    shown = f'<caption><span id="{ident}{CAPTION}">{escape(caption)}</span></caption>\n' if caption else ""
    return f'<table class="{kind}" id="{ident}"{_description(table, ident)}{style}>\n{shown}'


def _description(table: Table, ident: str) -> str:
    """A table without a caption takes its description for a name, so that it never stands without one."""
    if not caption_of(table, (), 0):
        return f' aria-label="{escape_attribute(_nameless(table))}"'
    return f' aria-describedby="{ident}{DESCRIPTION}"' if table.description else ""


def _measures(columns: int, fixed: dict[int, float]) -> str:
    """Custom properties for the style sheet: number of columns, width and left edge of each fixed column."""
    measures = [f"--spalten:{columns}"]
    edge = 0.0
    for place, width in enumerate(fixed.values(), 1):
        measures += [f"--breite-{place}:{width:g}rem", f"--links-{place}:{edge:g}rem"]
        edge = round(edge + width, 1)
    measures.append(f"--fest:{edge:g}rem")
    return ";".join(measures)


def _head(table: Table, fixed: dict[int, float], *, scrolls: bool) -> str:
    cells = map(_head_cell, table.columns, _head_classes(table, fixed, scrolls=scrolls))
    return f"<thead>\n<tr>{''.join(cells)}</tr>\n</thead>\n"


def _head_cell(column: Column, classes: str) -> str:
    named = f' class="{classes}"' if classes else ""
    letter = f'<span class="buchstabe">{escape(column.letter)}</span> ' if column.letter else ""
    return f'<th scope="col"{named}>{letter}{escape(column.title)}</th>'
