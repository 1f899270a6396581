"""Days in a text: those that no calendar has, that fall on another day of the week, or that end before they begin."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from vorlagenwerk.basics.german import MONTHS, WEEKDAYS
from vorlagenwerk.checks.text.whole import Hit
from vorlagenwerk.data.problems import Level, quote

_LEAP_YEAR = 2000
"""Stands in for a year that a text does not tell: 29 February may exist."""
_SHORT = {name[:2]: name for name in WEEKDAYS}
_SAME = {"Sonnabend": "Samstag"}
DATE = (
    r"(?P<day>[0-9][0-9]?)\. ?"
    rf"(?:(?P<month>[0-9][0-9]?)\. ?(?=[12][0-9]{{3}})|(?P<name>{'|'.join(MONTHS)})\b)"
    r"(?: ?(?P<year>[12][0-9]{3})(?![0-9]))?"
)
"""A day as German texts write it: 18.06.2009, 18. Juni 2009, 18. Juni."""


@cache
def _date() -> re.Pattern[str]:
    return re.compile(rf"{DATE}(?!\.?-?[0-9])")


@cache
def _file_number() -> re.Pattern[str]:
    """What stands before numbers that look like a day and belong to no calendar."""
    return re.compile(r"(?:[0-9.,/§-]|\b(?:Az\.|Aktenzeichen|Nr\.|GZ):? )$")


_LONG, _BRIEF = "|".join((*WEEKDAYS, *_SAME)), "|".join(_SHORT)


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?P<long>{_LONG}),?|(?P<short>{_BRIEF})(?:\.,?|,)) (?:de[nmr] |\((?:de[nmr] )?)?$")


@cache
def _weekday_behind() -> re.Pattern[str]:
    return re.compile(rf" ?\((?:(?P<long>{_LONG})|(?P<short>{_BRIEF})\.?)\)")


@cache
def _short_year() -> re.Pattern[str]:
    """A day whose year has two digits is one only behind its weekday; elsewhere it may be a file number."""
    short_year = r"(?P<day>[0-9][0-9]?)\. ?(?P<month>[0-9][0-9]?)\. ?(?P<year>[0-9]{2})\b(?!\.?-?[0-9])"
    return re.compile(rf"\b(?P<long>{_LONG}),? (?:de[nmr] )?{short_year}")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf" (?:bis(?: zum| einschließlich)?|–|-) (?:(?:{_LONG}),? )?(?:de[nm] )?$")


def days_said(text: str) -> list[re.Match[str]]:
    """Every day in a text, possible or not."""
    return [
        found
        for found in _date().finditer(text)
        if not _file_number().search(text, max(0, found.start() - 14), found.start())
    ]


def day_of(found: re.Match[str]) -> datetime.date | None:
    """The day that a match of `DATE` names; None without a year, or for one that no calendar has."""
    if not found["year"] or not _exists(found):
        return None
    return datetime.date(int(found["year"]), _month(found), int(found["day"]))


def impossible_days(said: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Days such as 31.06.2009 or 30. Februar."""
    for found in said:
        month, day = _month(found), int(found["day"])
        # two numbers that are both out of range are no mistyped day but something else
        if _exists(found) or (month > 12 and day > 31) or day > 39:
            continue
        known = 1 <= month <= 12
        year = f" {found['year']}" if month == 2 and found["year"] else ""
        last = _last(month, int(found["year"] or _LEAP_YEAR)) if known else 0
        length = f"Der {MONTHS[month - 1]}{year} hat {last} Tage." if known else "Ein Jahr hat zwölf Monate."
        yield Hit(
            *found.span(), "TXT-361", Level.FEHLER, f"Den Tag {quote(found[0])} gibt es nicht.",
            f"{length} Bitte das Datum berichtigen.",
        )  # fmt: skip


def wrong_weekdays(said: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Days that fall on another day of the week than the one named before or in brackets behind them."""
    for found in said:
        named = _weekday().search(found.string, max(0, found.start() - 18), found.start())
        named = named or _weekday_behind().match(found.string, found.end())
        if (day := day_of(found)) is not None and named is not None:
            yield from _compared(
                found.string, min(named.start(), found.start()), max(named.end(), found.end()), named, day
            )


def wrong_short_weekdays(text: str) -> Iterator[Hit]:
    """The same for days such as „Montag, dem 18.06.09“."""
    if not any(name in text for name in WEEKDAYS):
        return
    for found in _short_year().finditer(text):
        if _exists(found):
            day = datetime.date(2000 + int(found["year"]), _month(found), int(found["day"]))
            yield from _compared(text, *found.span(), found, day)


def _compared(text: str, start: int, end: int, named: re.Match[str], day: datetime.date) -> Iterator[Hit]:
    said = named.groupdict()
    weekday, right = said["long"] or _SHORT[said["short"]], WEEKDAYS[day.weekday()]
    if _SAME.get(weekday, weekday) != right:
        yield Hit(
            start, end, "TXT-362", Level.WARNUNG,
            f"Im Text steht {quote(text[start:end])}; dieser Tag ist ein {right}.",
            "Bitte Wochentag oder Datum berichtigen.",
        )  # fmt: skip


def turned_periods(said: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Periods that end before they begin: „vom 20.06.2009 bis 18.06.2009“."""
    for first, second in pairwise(said):
        text, begin, end = first.string, day_of(first), day_of(second)
        if begin and end and end < begin and _until().fullmatch(text, first.end(), second.start()):
            yield Hit(
                first.start(), second.end(), "TXT-369", Level.WARNUNG,
                f"Der Zeitraum {quote(text[first.start() : second.end()])} endet, bevor er beginnt.",
                "Bitte eines der beiden Daten berichtigen.",
            )  # fmt: skip


def _month(found: re.Match[str]) -> int:
    said = found.groupdict()
    return int(said["month"]) if said["month"] else MONTHS.index(said["name"]) + 1


def _exists(found: re.Match[str]) -> bool:
    month = _month(found)
    return 1 <= month <= 12 and 1 <= int(found["day"]) <= _last(month, int(found["year"] or _LEAP_YEAR))


def _last(month: int, year: int) -> int:
    return monthrange(year, month)[1]
