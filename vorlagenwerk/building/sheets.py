"""Chooses how a table is printed: on which sheet, in which parts, with which titles upright.

The rules, in order; the first plan in which no word breaks is taken:

1. As it stands, on the sheet of its surroundings, in 8 points or more.
2. On A4 in landscape, in 7 points or more.
3. The same with upright titles over columns whose cells are all narrower than the longest word of the title.
4. In two to four parts, with the key columns (or else the column that names the row) in each.
5. On A3 in landscape, as it stands, then with upright titles, then in parts.
6. In as many parts on A4 as it takes.

A plan whose rows are more than five lines high on average loses against a later one of the rules 1 to 4 in which the
table is lower by more than a third (1.6 times): such columns are too narrow to be read. What administrators wish goes
before the rules: `papier` fixes the sheet, `teile` the parts, `titel_hochkant` the titles. Tables of facts, in lists
and in quotes stay on the sheet that they stand on.

Where nothing fits, words that are longer than 24 times the size of the text (about 45 letters) are given up, which
is a finding; where even that does not help, the widest columns are cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from vorlagenwerk.basics.typesetting.columns import LINE, Measured, measure
from vorlagenwerk.basics.typesetting.layout import sizes
from vorlagenwerk.basics.typesetting.look import FACTS, Look
from vorlagenwerk.basics.typesetting.splitting import split
from vorlagenwerk.basics.typesetting.widths import PADDING, SMALLEST, Groups, breaking, fit, squeeze
from vorlagenwerk.data.tree import Part, Table

_READABLE = 16
"""Half points below which a table rather moves to a wider sheet."""
_MOST_PARTS = 4
_HIGH_ROW = 5
"""Lines of text from which a row counts as high."""
_MUCH_LOWER = 1.6
_LEAST_ROOM = 2835
"""Twips that are left to a table, however deep it stands in lists: 5 cm."""
_LONGEST_KEPT = 24_000
"""Words that are longer are rather broken than given a sheet of their own; in thousandths of the font size."""


class Sheet(NamedTuple):
    """A kind of paper: the fields of a Section."""

    landscape: bool = False
    paper: Literal["a4", "a3"] = "a4"


WIDE, A3 = Sheet(landscape=True), Sheet(landscape=True, paper="a3")
_WISHED = {"hoch": Sheet(), "quer": WIDE, "a3": A3}


class Plan(NamedTuple):
    """A table's sheet and its parts."""

    sheet: Sheet
    parts: tuple[Part, ...]


def plan_table(table: Table, here: Sheet, look: Look, *, stays: bool, indent: int = 0) -> Plan:
    """How the table is printed among pages of the kind `here`; `stays` where it cannot leave them.

    `indent` is what lists and quotes around it take of the width, in twips.
    """
    stays = stays or table.role == FACTS
    if not stays and table.paper:
        here, stays = _WISHED[table.paper], True
    columns = measure(table)
    plan = _Chooser(table, columns, here, look, stays=stays, indent=indent).choose()
    if plan is None:
        short = tuple(column.broken(_LONGEST_KEPT) for column in columns)
        chooser = _Chooser(table, short, here, look, stays=stays, indent=indent)
        plan = chooser.choose() or chooser.least_bad()
    return plan._replace(parts=tuple(part._replace(overfull=breaking(part, columns)) for part in plan.parts))


def _height(plan: Plan) -> int:
    return sum(part.height for part in plan.parts)


def _has_high_rows(plan: Plan, rows: int) -> bool:
    line = plan.parts[0].half_points * LINE / 100
    return any(part.height - part.head_height > rows * (_HIGH_ROW * line + PADDING) for part in plan.parts)


class _Chooser:
    """The plans for one table, one after the other."""

    def __init__(
        self, table: Table, columns: Sequence[Measured], here: Sheet, look: Look, *, stays: bool, indent: int
    ) -> None:
        self._table = table
        self._columns = columns
        self._look = look
        self._here = here
        self._wide = here if stays or here.paper == "a3" else WIDE
        self._stays = stays
        self._indent = indent
        self._whole: Groups = (tuple(range(len(columns))),)
        said = [column.turned_title for column in table.columns]
        self._wished = frozenset(index for index, turned in enumerate(said) if turned)
        gains = frozenset(index for index, column in enumerate(columns) if column.gains_by_turning)
        self._turned = self._wished | gains - {index for index, turned in enumerate(said) if turned is False}
        self._longest = max((max(column.body, column.title) for column in columns), default=0.0)

    def choose(self) -> Plan | None:
        """The first readable plan in which no word breaks."""
        best: Plan | None = None
        for plan in self._plans():
            if best is None or _height(best) > _MUCH_LOWER * _height(plan):
                best = plan
            if not _has_high_rows(best, len(self._table.rows)):
                break
        return best or next(self._last_resorts(), None)

    def _plans(self) -> Iterator[Plan]:
        """What the rules 1 to 4 allow, each plan made when it is asked for."""
        wished = self._table.split
        yield from self._undivided(wished or self._whole)
        if not wished:
            yield from self._in_parts(self._wide, self._wished, most=_MOST_PARTS)

    def _last_resorts(self) -> Iterator[Plan]:
        """What the rules 5 and 6 allow."""
        wished = self._table.split
        if not self._stays and self._longest <= _LONGEST_KEPT:
            yield from self._fitting(A3, wished or self._whole, self._wished)
            yield from self._fitting(A3, wished or self._whole, self._turned)
            if not wished:
                yield from self._in_parts(A3, self._turned, most=_MOST_PARTS)
        if not wished:
            yield from self._in_parts(self._wide, self._turned, most=len(self._columns))

    def least_bad(self) -> Plan:
        """The plan whose words break least."""
        groups = self._table.split or self._whole
        return Plan(self._wide, squeeze(self._columns, groups, self._room(self._wide), self._turned))

    def _undivided(self, groups: Groups) -> Iterator[Plan]:
        if self._wide != self._here:
            yield from self._fitting(self._here, groups, self._wished, smallest=_READABLE)
        yield from self._fitting(self._wide, groups, self._wished)
        if self._turned != self._wished:
            yield from self._fitting(self._wide, groups, self._turned)

    def _in_parts(self, sheet: Sheet, turned: frozenset[int], *, most: int) -> Iterator[Plan]:
        room = self._room(sheet)
        keys = frozenset(index for index, column in enumerate(self._table.columns) if column.is_key)
        for groups in split(self._columns, keys, self._table.row_header, room, most):
            yield from self._fitting(sheet, groups, turned)

    def _fitting(
        self, sheet: Sheet, groups: Groups, turned: frozenset[int], smallest: int = SMALLEST
    ) -> Iterator[Plan]:
        style = round(self._look.role("tabellentext").size * 2)
        parts = fit(self._columns, groups, self._room(sheet), sizes(style, smallest), turned)
        if parts is not None:
            yield Plan(sheet, parts)

    def _room(self, sheet: Sheet) -> int:
        width = self._look.page.sheet(landscape=sheet.landscape, paper=sheet.paper).text_width - self._indent
        return max(width, _LEAST_ROOM)
