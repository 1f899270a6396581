"""The printed parts of a table that a writer meets."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.columns import measure
from vorlagenwerk.basics.typesetting.widths import LARGEST, SMALLEST, breaking, fit, squeeze
from vorlagenwerk.data.tree import Part, Table


def plan_parts(table: Table, text_width: int, style_half_points: int) -> tuple[Part, ...]:
    """The printed parts of a table as the planner decided, or, for a table that no planner has seen, as it is asked
    to be split; all in one font size.
    """
    if table.parts:
        return table.parts
    columns = measure(table)
    groups = table.split or (tuple(range(len(columns))),)
    turned = frozenset(index for index, column in enumerate(table.columns) if column.turned_title)
    parts = fit(columns, groups, text_width, sizes(style_half_points), turned)
    if parts is None:
        parts = squeeze(columns, groups, text_width, turned)
    return tuple(part._replace(overfull=breaking(part, columns)) for part in parts)


def sizes(style_half_points: int, smallest: int = SMALLEST) -> range:
    """The sizes of table text that are tried, from that of the style downwards, in half points."""
    return range(max(min(LARGEST, style_half_points), smallest), smallest - 1, -1)
