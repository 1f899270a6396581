"""The layout of a time line: the axis, milestones as diamonds, a bar for each phase, the numbers explained."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import NamedTuple

from vorlagenwerk.basics.german import date
from vorlagenwerk.building.drawings.axis import Axis, Step, axis_of
from vorlagenwerk.building.drawings.dates import Milestone, Phase, Times
from vorlagenwerk.building.drawings.placing import ROOM
from vorlagenwerk.building.drawings.text import LEADING, LEAST_SIZE, Font, Line, height_of, set_lines

_SIZE = 9.0
_EDGE = 8.0
"""Free on both sides, so that a diamond on the first or the last day stands inside."""
_HEAD_ROW, _BAR_PAD, _ROW_GAP = 15.0, 3.5, 5.0
_LEAST_BAR = 3.0
_AFTER = 5.0
_MANY = 16
"""Phases from which on several of them share a row where they do not meet."""
_DIAMOND = 6.0
_NUMBER_ROOM = 14.0
_LEVEL = 24.0
"""From one row of diamonds to the next: the diamond and its number below."""
_MOST_LEVELS = 8
"""So many rows of diamonds; where more would be needed, neighbours share one."""
_SHARED = 30.0
"""The width on the axis within which they do: room for „19–24“."""
_FEW, _LABEL = 5, 96.0
"""So many milestones are named where they stand, in columns of this width, if they do not meet."""
_COLUMN_GAP = 16.0


class Bar(NamedTuple):
    """A phase."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    is_beside: bool
    """Whether the words stand beside the bar."""


class Diamond(NamedTuple):
    """A milestone; `top` is where its thin line up to the axis begins."""

    x: float
    y: float
    lines: tuple[Line, ...]


class _Group(NamedTuple):
    """Milestones that share a diamond: where the first and the last of them stand on the axis, and their numbers."""

    left: float
    right: float
    first: int
    last: int

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class TimeSketch(NamedTuple):
    """A time line in points."""

    width: float
    height: float
    axis: Axis
    years: list[Step]
    parts: list[Step]
    head: float
    """Height of the axis with its names."""
    field: float
    """How far down the bars and diamonds reach."""
    bars: list[Bar]
    diamonds: list[Diamond]
    lines: list[Line]
    """The words of the axis and below the field."""


def draw_times(times: Times, font: Font) -> TimeSketch:
    """The sketch of a time line."""
    axis = axis_of(times, ROOM - 2 * _EDGE)
    years = [step._replace(x=step.x + _EDGE) for step in axis.years()]
    parts = [step._replace(x=step.x + _EDGE) for step in axis.parts()]
    head = _HEAD_ROW * (2 if parts else 1)
    lines = [*_names(years, 0, _SIZE, bold=True), *_names(parts, _HEAD_ROW, LEAST_SIZE, bold=False)]
    diamonds: list[Diamond] = []
    y = head + _ROW_GAP
    if times.milestones:
        diamonds, y = _diamonds(times.milestones, axis, y, font)
        y += _ROW_GAP
    bars, y = _bars(times.phases, axis, y, font)
    field = y + 1
    height = field + 1
    if diamonds and not _says_titles(diamonds, times.milestones):
        explained, height = _explained(times.milestones, field + 8, font)
        lines += explained
    return TimeSketch(ROOM, height, axis, years, parts, head, field, bars, diamonds, lines)


def _names(steps: list[Step], top: float, size: float, *, bold: bool) -> list[Line]:
    inner = top + (_HEAD_ROW - size * LEADING) / 2
    return [
        line
        for step in steps
        if step.name
        for line in set_lines([step.name], step.x + step.width / 2, inner, size, bold=bold)
    ]


def _bars(phases: tuple[Phase, ...], axis: Axis, top: float, font: Font) -> tuple[list[Bar], float]:
    """The bars below each other in the order given, and how far down they reach."""
    rows: list[list[tuple[float, float, Bar]]] = []
    for phase in phases:
        bar = _bar(phase, axis, font)
        left = min([bar.x, *(line.left(font) for line in bar.lines)])
        right = max([bar.x + bar.width, *(line.left(font) + font.measure(line.text, line.size) for line in bar.lines)])
        row = None
        if len(phases) >= _MANY:
            row = next((row for row in rows if all(right + 4 < low or high + 4 < left for low, high, _ in row)), None)
        if row is None:
            rows.append(row := [])
        row.append((left, right, bar))
    bars, y = [], top
    for row in rows:
        height = max(bar.height for _, _, bar in row)
        for _, _, bar in row:
            down = y + (height - bar.height) / 2
            moved = tuple(line._replace(y=line.y + down) for line in bar.lines)
            bars.append(bar._replace(y=down, lines=moved))
        y += height + _ROW_GAP
    return bars, y


def _bar(phase: Phase, axis: Axis, font: Font) -> Bar:
    """A bar at the upper edge: its words inside if they fit, or else on the side where there is more room."""
    x = axis.x(phase.first) + _EDGE
    right = axis.x(phase.last + datetime.timedelta(days=1)) + _EDGE
    width = max(right - x, _LEAST_BAR)
    inside, behind, before = width - 2 * _AFTER, ROOM - x - width - _AFTER - 2, x - _AFTER - 2
    room = max(inside, behind, before)
    if font.measure(phase.title, _SIZE) <= inside or inside == room:
        texts = font.wrap(phase.title, inside, _SIZE)
        lines = set_lines(texts, x + width / 2, _BAR_PAD, _SIZE)
    elif behind >= before or font.measure(phase.title, _SIZE) <= behind:
        texts = font.wrap(phase.title, behind, _SIZE)
        lines = set_lines(texts, x + width + _AFTER, _BAR_PAD, _SIZE, anchor="start")
    else:
        texts = font.wrap(phase.title, before, _SIZE)
        lines = set_lines(texts, x - _AFTER, _BAR_PAD, _SIZE, anchor="end")
    is_beside = lines[0].anchor != "middle"
    return Bar(x, 0, width, height_of(len(texts), _SIZE) + 2 * _BAR_PAD, tuple(lines), is_beside)


def _diamonds(stones: tuple[Milestone, ...], axis: Axis, top: float, font: Font) -> tuple[list[Diamond], float]:
    xs = [axis.x(stone.day) + _EDGE for stone in stones]
    if len(stones) <= _FEW and (named := _named(stones, xs, top, font)):
        return named
    groups = _grouped(xs, 0.001)
    if _levels(groups)[1] > _MOST_LEVELS:
        groups = _grouped(xs, _SHARED)
    levels, count = _levels(groups)
    diamonds = []
    for group, level in zip(groups, levels, strict=True):
        x, y = (group.left + group.right) / 2, top + _DIAMOND + level * _LEVEL
        below = set_lines([group.label], x, y + _DIAMOND + 0.5, LEAST_SIZE, bold=True)
        diamonds.append(Diamond(x, y, tuple(below)))
    return diamonds, top + count * _LEVEL


def _grouped(xs: list[float], width: float) -> list[_Group]:
    """Milestones by number, those within `width` of the first of them together."""
    groups: list[_Group] = []
    for number, x in enumerate(xs, 1):
        if groups and x - groups[-1].left < width:
            groups[-1] = groups[-1]._replace(right=x, last=number)
        else:
            groups.append(_Group(x, x, number, number))
    return groups


def _levels(groups: list[_Group]) -> tuple[list[int], int]:
    """The row of each diamond, so that none meets another, and how many rows there are."""
    ends: list[float] = []
    levels = []
    for group in groups:
        x, half = (group.left + group.right) / 2, _SHARED / 2 if group.last > group.first else _NUMBER_ROOM / 2
        level = next((index for index, end in enumerate(ends) if x - half >= end), len(ends))
        ends[level:] = [x + half, *ends[level + 1 :]]
        levels.append(level)
    return levels, len(ends)


def _named(
    stones: tuple[Milestone, ...], xs: list[float], top: float, font: Font
) -> tuple[list[Diamond], float] | None:
    """The diamonds with day and title below each; None where these would meet."""
    middles = [min(max(x, _LABEL / 2), ROOM - _LABEL / 2) for x in xs]
    if any(b - a < _LABEL + 6 for a, b in pairwise(middles)):
        return None
    diamonds, down = [], 0.0
    for stone, x, middle in zip(stones, xs, middles, strict=True):
        texts = font.wrap(stone.title, _LABEL, LEAST_SIZE)
        below = top + 2 * _DIAMOND + 2
        lines = set_lines([date(stone.day.isoformat())], middle, below, LEAST_SIZE, bold=True)
        lines += set_lines(texts, middle, below + LEAST_SIZE * LEADING, LEAST_SIZE)
        down = max(down, below + height_of(len(texts) + 1, LEAST_SIZE))
        diamonds.append(Diamond(x, top + _DIAMOND, tuple(lines)))
    return diamonds, down


def _says_titles(diamonds: list[Diamond], stones: tuple[Milestone, ...]) -> bool:
    return len(diamonds[0].lines) > 1 and len(stones) == len(diamonds)


def _explained(stones: tuple[Milestone, ...], top: float, font: Font) -> tuple[list[Line], float]:
    """Number, day and title of each milestone in two columns, and how far down they reach."""
    column = (ROOM - _COLUMN_GAP) / 2
    numbers = font.measure(f"{len(stones)} ", LEAST_SIZE, bold=True) + 4
    days = font.measure("00.00.0000 ", LEAST_SIZE) + 3
    blocks = [font.wrap(stone.title, column - numbers - days, LEAST_SIZE) for stone in stones]
    lines: list[Line] = []
    bottom, half = top, -(-len(stones) // 2)
    for first, left in ((0, 0.0), (half, column + _COLUMN_GAP)):
        y = top
        for index in range(first, min(first + half, len(stones))):
            lines += set_lines([str(index + 1)], left + numbers - 5, y, LEAST_SIZE, bold=True, anchor="end")
            lines += set_lines([date(stones[index].day.isoformat())], left + numbers, y, LEAST_SIZE, anchor="start")
            lines += set_lines(blocks[index], left + numbers + days, y, LEAST_SIZE, anchor="start")
            y += height_of(len(blocks[index]), LEAST_SIZE) + 2.5
        bottom = max(bottom, y)
    return lines, bottom
