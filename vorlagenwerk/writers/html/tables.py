"""Writes a table as HTML: caption, one head row, rows in batches, sums at the foot."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.data.tree import Column, Row, Table
from vorlagenwerk.writers.html.anchors import CAPTION, DESCRIPTION, safe_name
from vorlagenwerk.writers.html.escaping import escape, escape_attribute
from vorlagenwerk.writers.html.inlines import Targets
from vorlagenwerk.writers.html.rows import RowWriter
from vorlagenwerk.writers.html.widths import fixed_columns, needs_landscape, needs_scrolling, text_class

FACTS = "tabelle_angaben"
"""The role of the quiet two-column table that lists facts of the paper."""


def write_table(table: Table, ident: str, targets: Targets) -> Iterator[str]:
    """The table in pieces: what stands around the rows, then the rows in batches."""
    scrolls = table.role != FACTS and needs_scrolling(table)
    fixed = fixed_columns(table) if scrolls else {}
    body, foot = _split_sums(table.rows)
    rows = RowWriter(_cell_classes(table, fixed), table.row_header, targets)
    if table.description and _caption_text(table):
        yield f'<p class="nur-vorlesen" id="{ident}{DESCRIPTION}">{escape(table.description)}</p>\n'
    if scrolls:
        kind = "rollbereich breit" if needs_landscape(table) else "rollbereich"
        yield f'<div class="{kind}" role="region"{_region_name(table, ident)} tabindex="0">\n'
    yield _opening(table, ident, fixed, scrolls=scrolls)
    yield _head(table, fixed, scrolls=scrolls)
    yield "<tbody>\n"
    yield from rows.write(body)
    yield "</tbody>\n"
    if foot:
        yield "<tfoot>\n"
        yield from rows.write(foot)
        yield "</tfoot>\n"
    yield "</table>\n</div>\n" if scrolls else "</table>\n"


def _split_sums(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The sums at the end are the table's foot; sums of groups stay where they stand."""
    end = len(rows)
    while end and rows[end - 1].kind == "summe":
        end -= 1
    return rows[:end], rows[end:]


def _cell_classes(table: Table, fixed: dict[int, float]) -> tuple[str, ...]:
    """The class names of the cells of each column; the nth fixed column is called `fest-n`."""
    places = {index: f"fest-{place}" for place, index in enumerate(fixed, 1)}
    return tuple(
        " ".join(filter(None, (places.get(index), column.align if column.align != "links" else "")))
        for index, column in enumerate(table.columns)
    )


def _caption_text(table: Table) -> str:
    label = f"Tabelle {table.number}" if table.number else ""
    return ": ".join(part for part in (label, table.caption) if part)


def _region_name(table: Table, ident: str) -> str:
    if _caption_text(table):
        return f' aria-labelledby="{ident}{CAPTION}"'
    return f' aria-label="{escape_attribute(table.description or "Tabelle")}"'


def _opening(table: Table, ident: str, fixed: dict[int, float], *, scrolls: bool) -> str:
    kind = "angaben" if table.role == FACTS else safe_name(table.role)
    style = f' style="{_measures(len(table.columns), fixed)}"' if scrolls else ""
    caption = _caption_text(table)
    shown = f'<caption><span id="{ident}{CAPTION}">{escape(caption)}</span></caption>\n' if caption else ""
    return f'<table class="{kind}" id="{ident}"{_description(table, ident)}{style}>\n{shown}'


def _description(table: Table, ident: str) -> str:
    """A table without a caption is named by its description, so that it never stands without a name."""
    if not table.description:
        return ""
    if _caption_text(table):
        return f' aria-describedby="{ident}{DESCRIPTION}"'
    return f' aria-label="{escape_attribute(table.description)}"'


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
    cells = [
        _head_cell(column, f"{classes} {text_class(table, index) if scrolls and index not in fixed else ''}".strip())
        for index, (column, classes) in enumerate(zip(table.columns, _cell_classes(table, fixed), strict=True))
    ]
    return f"<thead>\n<tr>{''.join(cells)}</tr>\n</thead>\n"


def _head_cell(column: Column, classes: str) -> str:
    named = f' class="{classes}"' if classes else ""
    letter = f'<span class="buchstabe">{escape(column.letter)}</span> ' if column.letter else ""
    return f'<th scope="col"{named}>{letter}{escape(column.title)}</th>'
