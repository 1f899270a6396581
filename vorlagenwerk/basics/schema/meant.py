"""What an author meant by a value in German form where the schema wants another: numbers, days, yes and no, names.

Each answer says whether it is certain, which means that no other reading makes sense; only then may a program put
it into the file.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import NamedTuple

from vorlagenwerk.basics import german


class Meant(NamedTuple):
    """What is to be written in the file, and whether nothing else can be meant."""

    text: str
    certain: bool


_TRUE = frozenset({"ja", "j", "yes", "y", "on", "wahr", "true"})
_FALSE = frozenset({"nein", "n", "no", "off", "falsch", "false"})


def truth(value: str) -> Meant | None:
    """`true` or `false` for “ja”, “Nein”, “yes”, “off” and their like; a single letter is only a guess."""
    word = value.strip().lower()
    if word not in _TRUE | _FALSE:
        return None
    return Meant("true" if word in _TRUE else "false", len(word) > 1)


# --- numbers ---------------------------------------------------------------------------------------------

# Patterns are given as text: they are needed for findings only.
_NUMBER = r"(?P<sign>[-+\u2212\u2013]?)(?P<digits>[0-9.,' _\u00a0\u202f]*[0-9])(?P<tail>,[-\u2013\u2014]{1,2})?"
_UNIT = r"[ \u00a0]?(?P<unit>(?:Tsd\.?|T|Mio\.?|Mrd\.?)?[ \u00a0]?(?:€|EUR|Euro)|Tsd\.?|Mio\.?|Mrd\.?|%|v\. ?H\.)?"
_ZEROS = {"T": 3, "Mi": 6, "Mr": 9}
"""Zeros that a word behind the figures stands for, by how it begins."""
_GROUPED = r"[1-9][0-9]{0,2}(?:[' _\u00a0\u202f][0-9]{3})+"
_FORMS = (
    (r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", ""),
    (r"\.[0-9]+", ""),
    (r"(?:0|[1-9][0-9]*),[0-9]{1,2}", ""),
    (r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+", "."),
    (r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}", "."),
    (r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+", ","),
    (rf"{_GROUPED}(?:,[0-9]+)?", "' _\u00a0\u202f"),
)
"""Ways to write a number, and the signs that only group its digits.

`12,500` is not among them (12.5 or 12500), nor is `007`, which looks like a key.
"""
_TWO_READINGS = r"[1-9](?:[^.]*\.|[^,]*,)[0-9]{3}"
"""Three digits behind a sign that stands there once: a thousand to one reader, a fraction to another.

`1.200` may be 1200 or 1.2, and in `4,250.000` one of the two signs is a slip.
"""
_UNITS = {"tsd_euro": r"Tsd\.?[ \u00a0]?(?:€|EUR|Euro)?|T€|T ?EUR", "euro": r"€|EUR|Euro", "prozent": r"%|v\. ?H\."}
_LONGEST = 60
"""Characters of a text that may still be a number or a day."""
THOUSAND = r"[1-9][0-9]{0,2}\.[0-9]{3}"
"""A number that has two readings: 1.200 may be 1200 or 1.2."""


def number(value: str, *, whole: bool, unit: str = "") -> Meant | None:
    """The number that a text stands for; `whole` where the field takes no fraction, `unit` what it counts.

    A word behind the figures is certain only where it is the field's own unit: 45.002 € in a field that counts
    thousands may be either.
    """
    found = re.fullmatch(_NUMBER + _UNIT, value.strip()) if len(value) <= _LONGEST else None
    if found is None:
        return None
    digits, said = found["digits"], found["unit"] or ""
    own_unit = not said or (unit in _UNITS and re.fullmatch(_UNITS[unit], said) is not None)
    if own_unit and said and re.fullmatch(THOUSAND, digits) and unit == "euro":
        digits = digits.replace(".", "")  # an amount of money has two decimals, never three
    plain = None if re.fullmatch(_TWO_READINGS, digits) else _plain(digits)
    if plain is None:
        return None
    exact = Decimal(f"-{plain}" if found["sign"] not in ("", "+") else plain)
    if zeros := _zeros(said, unit):
        exact = exact.scaleb(zeros)
    if whole and exact != int(exact):
        return None
    return Meant(str(int(exact)) if whole else format(exact, "f"), own_unit)


def _plain(digits: str) -> str | None:
    """Figures without the signs that group them, with a point; None where they have no known form."""
    for form, grouping in _FORMS:
        if re.fullmatch(form, digits):
            return "".join(sign for sign in digits if sign not in grouping).replace(",", ".")
    return None


def _zeros(said: str, unit: str) -> int:
    """How many zeros the word behind the figures adds in a field that counts this unit, never less than none."""
    zeros = next((zeros for start, zeros in _ZEROS.items() if said.startswith(start)), 0)
    return max(zeros - 3, 0) if unit == "tsd_euro" else zeros


# --- days ------------------------------------------------------------------------------------------------

_DAY_FORMS = (
    r"(?P<y>[0-9]{4})[-/.\u2010-\u2015](?P<m>[0-9]{1,2})[-/.\u2010-\u2015](?P<d>[0-9]{1,2})",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    r"(?:[A-Z][a-z]+,? )?(?:den )?(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4}|[0-9]{2})",
    r"(?:[A-Z][a-z]+,? )?(?:den )?(?P<d>[0-9]{1,2})\. ?(?P<month>[A-Za-zä]{3,9}\.?) (?P<y>[0-9]{4}|[0-9]{2})",
)


def day(value: str) -> Meant | None:
    """The ISO date for “18.06.2009” or “18. Juni 2009”; a year of two digits is only a guess.

    Figures parted by strokes with the year behind (18/06/2009, 06/18/2009) have no order that everybody shares.
    """
    text = value.strip().replace("\u00a0", " ")
    for form in _DAY_FORMS if len(text) <= _LONGEST else ():
        if found := re.fullmatch(form, text):
            said = found.groupdict()
            month = _month(said["month"]) if "month" in said else int(said["m"])
            year = int(said["y"]) + (2000 if len(said["y"]) == 2 else 0)
            try:
                meant = datetime.date(year, month, int(said["d"]))
            except ValueError:
                return None
            weekday = re.match("[A-Z][a-z]+(?=,? )", text)
            agrees = weekday is None or weekday[0] in (german.weekday(meant.isoformat()), "Den")
            return Meant(meant.isoformat(), agrees and len(said["y"]) == 4)
    return None


def _month(word: str) -> int:
    """The number of a month from its name, whole or shortened; 0 for any other word."""
    stem = word.rstrip(".").lower()
    names = [month.lower() for month in german.MONTHS]
    return next((n for n, name in enumerate(names, 1) if name == stem or (len(stem) < 5 and name.startswith(stem))), 0)


# --- names -----------------------------------------------------------------------------------------------

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "-": "", "_": "", " ": ""})


def name(said: str, missing: Collection[str]) -> str | None:
    """The one missing field that an unknown name stands for with certainty.

    Umlauts, capitals, blanks and hyphens do not count; otherwise one letter may be wrong, lacking, doubled or
    swapped with its neighbour in a word of at least four. None where two fields come into question.
    """
    same = [known for known in missing if _fold(known) == _fold(said)]
    near = same or [known for known in missing if len(known) > 3 and _differ_by_one(_fold(said), _fold(known))]
    return near[0] if len(near) == 1 else None


def option(said: str, allowed: Iterable[str]) -> str | None:
    """The one allowed value that is written the same but for capitals, umlauts, blanks and hyphens."""
    same = [known for known in allowed if _fold(known) == _fold(said)]
    return same[0] if len(same) == 1 else None


def _fold(word: str) -> str:
    return word.lower().translate(_FOLDED)


def _differ_by_one(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or (len(one) > 1 and swapped)
