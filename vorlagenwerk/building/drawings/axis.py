"""The axis of a time line: where a day stands, and which years, quarters or months are named above it."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from vorlagenwerk.building.drawings.dates import Times

_MONTHS = ("Jan.", "Febr.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
_MOST_MONTHS, _MOST_QUARTERS = 16, 26
"""Steps above which the next coarser step is taken: a name of 8 points needs its room."""
_LEAST_YEAR = 24.0
"""Room of a year's name."""


class Step(NamedTuple):
    """A month, quarter or year on the axis; no name where there is no room for it."""

    x: float
    width: float
    name: str


class Axis(NamedTuple):
    """The axis from `first` to the day before `end` over `width` points."""

    first: datetime.date
    end: datetime.date
    width: float

    def x(self, day: datetime.date) -> float:
        """Where a day begins."""
        return (day - self.first).days / max((self.end - self.first).days, 1) * self.width

    def years(self) -> list[Step]:
        """The years; of many only some have a name."""
        days = [datetime.date(year, 1, 1) for year in range(self.first.year, self.end.year + 1)]
        steps = self._steps([(day, str(day.year)) for day in days])
        usual = max((step.width for step in steps), default=0)
        every = next((count for count in (1, 2, 5, 10, 20) if usual * count >= _LEAST_YEAR), 20)
        return [
            step if step.width >= _LEAST_YEAR or (every > 1 and int(step.name) % every == 0) else step._replace(name="")
            for step in steps
        ]

    def parts(self) -> list[Step]:
        """The months or quarters; none where even quarters would be too narrow."""
        months = _months(self.first, self.end)
        if months <= _MOST_MONTHS:
            starts = [_later(self.first, number) for number in range(months)]
            return self._steps([(day, _MONTHS[day.month - 1]) for day in starts])
        if months <= _MOST_QUARTERS * 3:
            starts = [_later(self.first, number) for number in range(0, months, 3)]
            return self._steps([(day, f"Q{(day.month + 2) // 3}") for day in starts])
        return []

    def _steps(self, starts: list[tuple[datetime.date, str]]) -> list[Step]:
        ends = [day for day, _ in starts[1:]] + [self.end]
        shown = []
        for (day, name), end in zip(starts, ends, strict=True):
            left, right = self.x(max(day, self.first)), self.x(min(end, self.end))
            if right > left:
                shown.append(Step(left, right - left, name))
        return shown


def axis_of(times: Times, width: float) -> Axis:
    """The axis that holds all days: whole months where there are few, or else whole quarters or years."""
    days = [day for phase in times.phases for day in (phase.first, phase.last)]
    days += [stone.day for stone in times.milestones]
    first, last = min(days), max(days)
    start, end = first.replace(day=1), _later(last.replace(day=1), 1)
    for grain in (1, 3, 12):
        start = datetime.date(first.year, (first.month - 1) // grain * grain + 1, 1)
        end = _later(datetime.date(last.year, (last.month - 1) // grain * grain + 1, 1), grain)
        if _months(start, end) <= {1: _MOST_MONTHS, 3: _MOST_QUARTERS * 3}.get(grain, 10**6):
            break
    if _months(start, end) < 3:
        end = _later(start, 3)
    return Axis(start, end, width)


def _months(first: datetime.date, end: datetime.date) -> int:
    return (end.year - first.year) * 12 + end.month - first.month


def _later(day: datetime.date, months: int) -> datetime.date:
    count = day.year * 12 + day.month - 1 + months
    return datetime.date(count // 12, count % 12 + 1, 1)
