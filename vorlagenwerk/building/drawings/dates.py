"""Phases and milestones as the content says them, with findings where their days do not fit together."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.basics.expressions import fail
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.drawings.entries import entries_of, path_of, report, said, too_many, words
from vorlagenwerk.data.problems import quote

MOST_PHASES = 60
MOST_MILESTONES = 80
"""More do not fit a page in a size that can be read."""
MOST_YEARS = 60


class Phase(NamedTuple):
    """A phase with its first and its last day."""

    title: str
    first: datetime.date
    last: datetime.date


class Milestone(NamedTuple):
    """What is reached on a day."""

    title: str
    day: datetime.date


class Times(NamedTuple):
    """What is to be drawn; milestones in the order of their days."""

    phases: tuple[Phase, ...]
    milestones: tuple[Milestone, ...]


def read_times(assembly: Assembly, phases: Any, milestones: Any) -> Times | None:
    """The phases and milestones; None with findings on the content, or where there is nothing to draw."""
    phases, milestones = entries_of("zeitschiene", phases), entries_of("zeitschiene", milestones)
    count = len(assembly.problems)
    for entries, what, most in ((phases, "Phasen", MOST_PHASES), (milestones, "Meilensteine", MOST_MILESTONES)):
        if len(entries) > most:
            too_many(assembly, entries, what, most, ("die Zeitschiene", "Zeitschienen"))
    if len(assembly.problems) > count or not (phases or milestones):
        return None
    read = [_phase(assembly, entry) for entry in phases]
    stones = [_milestone(assembly, entry) for entry in milestones]
    if len(assembly.problems) > count:
        return None
    times = Times(
        tuple(phase for phase in read if phase),
        tuple(sorted((stone for stone in stones if stone), key=lambda stone: stone.day)),
    )
    return times if _is_short(assembly, (*phases, *milestones)) else None


def _phase(assembly: Assembly, entry: Mapping[str, Any]) -> Phase | None:
    title = _title(entry)
    first, last = (_day(assembly, entry, name) for name in ("von", "bis"))
    if first is None or last is None:
        return None
    if last[1] < first[0]:
        report(
            assembly,
            path_of(entry["bis"]),
            "BIL-324",
            f"Die Phase {quote(title)} endet ({_told(entry['bis'])}), bevor sie beginnt ({_told(entry['von'])}).",
            "Bitte „von“ oder „bis“ berichtigen.",
        )
    return Phase(title, first[0], last[1])


def _told(written: str) -> str:
    """A day or a month as people write it: 31.03.2026, 03/2026."""
    year, month, *day = written.strip().split("-")
    return german.date(written.strip()) if day else f"{month}/{year}"


def _milestone(assembly: Assembly, entry: Mapping[str, Any]) -> Milestone | None:
    title, day = _title(entry), _day(assembly, entry, "datum")
    return Milestone(title, day[0]) if day else None


def _title(entry: Mapping[str, Any]) -> str:
    title = said(entry, "titel", "name")
    if not title:
        fail("zeitschiene(…) erwartet Phasen und Meilensteine mit einem „titel“.")
    return words(title)


def _day(assembly: Assembly, entry: Mapping[str, Any], name: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of what is written there: a day, or a month."""
    written = said(entry, name)
    if not written:
        fail(f"zeitschiene(…) erwartet Phasen mit „von“ und „bis“ und Meilensteine mit „datum“; „{name}“ ist leer.")
    found = re.fullmatch(r"([12][0-9]{3})-([0-9]{2})(?:-([0-9]{2}))?", written.strip(), re.ASCII)
    try:
        if found:
            year, month = int(found[1]), int(found[2])
            if found[3]:
                day = datetime.date(year, month, int(found[3]))
                return day, day
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, IndexError):  # a month or day that does not exist; calendar raises an error of its own
        pass
    report(
        assembly,
        path_of(written),
        "BIL-325",
        f"Für die Zeitschiene steht hier {quote(words(written))}; das ist weder ein Tag noch ein Monat.",
        "Ein Tag wird so geschrieben: 2026-03-01, ein Monat so: 2026-03.",
    )
    return None


def _is_short(assembly: Assembly, entries: Iterable[Mapping[str, Any]]) -> bool:
    """Whether all days lie within years that a page can show; else the last one is told, most likely a slip."""
    written = sorted(value for entry in entries for name in ("von", "bis", "datum") if (value := said(entry, name)))
    first, last = int(written[0].strip()[:4]), int(written[-1].strip()[:4])
    if last - first < MOST_YEARS:
        return True
    report(
        assembly,
        path_of(written[-1]),
        "BIL-326",
        f"Die Zeitschiene reichte von {first} bis {last}; lesbar sind höchstens {MOST_YEARS} Jahre.",
        "Bitte die Tage prüfen oder auf mehrere Zeitschienen verteilen.",
    )
    return False
