"""Days in a text: those that no calendar has, and those that fall on another day of the week."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import cache

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
_FILE_NUMBER = re.compile(r"(?:[0-9.,/§-]|\b(?:Az\.|Aktenzeichen|Nr\.|GZ):? )$")
"""What stands before numbers that look like a day and belong to no calendar."""


@cache
def _date() -> re.Pattern[str]:
    return re.compile(rf"{DATE}(?!\.?-?[0-9])")


@cache
def _weekday() -> re.Pattern[str]:
    long, short = "|".join((*WEEKDAYS, *_SAME)), "|".join(_SHORT)
    return re.compile(rf"\b(?:(?P<long>{long}),?|(?P<short>{short})(?:\.,?|,)) (?:de[nmr] )?$")


def days_said(text: str) -> list[re.Match[str]]:
    """Every day in a text, possible or not."""
    return [
        found
        for found in _date().finditer(text)
        if not _FILE_NUMBER.search(text, max(0, found.start() - 14), found.start())
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
    """Days that fall on another day of the week than the one named before them."""
    for found in said:
        named = _weekday().search(found.string, max(0, found.start() - 16), found.start())
        day = day_of(found)
        if named is None or day is None:
            continue
        weekday, right = named["long"] or _SHORT[named["short"]], WEEKDAYS[day.weekday()]
        if _SAME.get(weekday, weekday) != right:
            words = quote(named[0] + found[0])
            yield Hit(
                named.start(), found.end(), "TXT-362", Level.WARNUNG,
                f"Im Text steht {words}; dieser Tag ist ein {right}.", "Bitte Wochentag oder Datum berichtigen.",
            )  # fmt: skip


def _month(found: re.Match[str]) -> int:
    return int(found["month"]) if found["month"] else MONTHS.index(found["name"]) + 1


def _exists(found: re.Match[str]) -> bool:
    month = _month(found)
    return 1 <= month <= 12 and 1 <= int(found["day"]) <= _last(month, int(found["year"] or _LEAP_YEAR))


def _last(month: int, year: int) -> int:
    return monthrange(year, month)[1]
