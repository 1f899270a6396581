"""The numbers in a German text: amounts, counts, shares, dates and years, told from what only holds digits.

A law (§ 171 e), a standard (DIN 18599), a road (B 7), a telephone number or a key says nothing about how much or when:
such digits are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from vorlagenwerk.basics.german import MONTHS
from vorlagenwerk.checks.numbers.names import (
    DAY,
    ISO,
    Chain,
    extended,
    is_in_address,
    is_part_of_name,
    joint,
    pattern,
    refers,
    word_before,
)

Unit = Literal["anzahl", "euro", "prozent", "datum", "jahr", "mass"]


class Form(NamedTuple):
    """A number as it stands in a text, from `start` up to `end` with its unit; its digits end at `digits_end`.

    An amount is in euro, a day is an ISO date, and less than a day its words. `step` is what one more in the last
    digit would add. Measures are numbers of hours, years, metres and the like.
    """

    start: int
    end: int
    digits_end: int
    value: int | Decimal | str
    unit: Unit
    step: Decimal = Decimal(1)


_ONE = Decimal(1)
_BLANK = "[ \u00a0\u202f\u2009]"
_SCALES = {"Tsd.": 3, "Tausend": 3, "T": 3, "Mio.": 6, "Millionen": 6, "Million": 6, "Mrd.": 9, "Milliarden": 9}
_MEASURES = frozenset((
    "Uhr", "Jahr", "Jahre", "Jahren", "Monat", "Monate", "Monaten", "Woche", "Wochen", "Tag", "Tage", "Tagen",
    "Stunde", "Stunden", "Minute", "Minuten", "Sekunde", "Sekunden", "Kilometer", "Kilometern", "Meter", "Metern",
    "Seite", "Seiten", "Hektar", "km", "m", "cm", "ha", "kW", "kWh", "MWh", "°C", "t", "l", "m²", "km²", "m³",
))  # fmt: skip
_ARTICLES = frozenset((
    "am", "der", "die", "das", "dem", "den", "des", "im", "vom", "zum", "zur", "beim", "bis", "ab", "seit", "jeder",
    "jede", "jedes", "ein", "eine",
))  # fmt: skip
_LITTLE = frozenset((
    "der", "die", "den", "dem", "des", "eine", "einer", "einem", "einen", "eines", "werden", "wurden", "wurde",
    "werde", "haben", "hatten", "hatte", "habe", "waren", "wären", "sollen", "sollten", "konnten", "können",
    "könnten", "müssen", "mussten", "seine", "ihre", "ihrer", "ihren", "diese", "dieser", "dieses", "diesem",
    "diesen", "wegen", "gegen", "neben", "unter", "über", "hinter", "jede", "jeder", "jedes", "alle", "aller",
    "allen", "keine", "keiner", "weder", "später", "bisher", "gemäß", "wie", "liegen", "entsprechen", "betreffen",
    "umfassen", "bei", "je", "aber", "oder", "ohne",
))  # fmt: skip
"""Words between a number and a noun that show that the number does not count it."""
_STARTING = frozenset((
    "insgesamt", "rund", "etwa", "knapp", "über", "unter", "mindestens", "höchstens", "circa", "davon", "darunter",
    "diese", "dafür", "dabei", "nach", "ungefähr", "alle", "weitere", "fast", "seit", "zwischen", "jeweils",
))  # fmt: skip
"""Words at the beginning of a sentence that are no nouns although they begin with a capital."""
FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
"""Signs that are a number in a single letter."""
_SIGNS = "".join(FRACTIONS)
_DIGITS = rf"[0-9{_SIGNS}][0-9{_SIGNS}]*(?:[.,:/][0-9]+)*"
_PLAIN = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"
_GROUPED = rf"[1-9][0-9]{{0,2}}(?:({_BLANK})[0-9]{{3}})(?:\1[0-9]{{3}})*(?:,[0-9]+)?(?![0-9]|[.,:/][0-9])"
"""Thousands parted by blanks, as DIN 5008 allows it: 29 990 000."""
_ENGLISH = r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}|(?:,[0-9]{3})+\.[0-9]{1,2})"
_POINT = r"[0-9]+\.[0-9]{1,2}"
_OF_A_WHOLE = rf"{_BLANK}(?:der|des|aller|von|davon|eines|einer)\b"
_PIECES = rf"{_BLANK}(?:Stellen?|VZÄ|Stunden?|Jahre?n?)\b"
_LONG_DAY = (
    rf"([0-9]{{1,2}})\.(?:{_BLANK}?(?:und|bis|oder|[/–-]){_BLANK}?[0-9]{{1,2}}\.)?{_BLANK}?([ADFJMNOS][a-zä]+)"
    rf"(?:{_BLANK}([0-9]{{4}})(?![0-9]))?"
)
_UNIT = (
    rf"(?:,[-–—]{{1,2}})?{_BLANK}?(?:(Tsd\.|Tausend|T(?=€|EUR)|Mio\.|Millionen|Million|Mrd\.|Milliarden){_BLANK}?)?"
    r"(€|(?:EUR|Euro)\b|%|(?:Prozent|v\.[ \u00a0]?H\.))?"
)


def forms(text: str) -> Iterator[Form]:
    """Every number of a text in reading order."""
    position, chain = 0, Chain(0, "")
    has_address = "@" in text or "://" in text or "www." in text
    for found in pattern(_DIGITS).finditer(text):
        start, end = found.span()
        if start < position:
            continue  # the year of a date that was read already
        if chain.link and start == chain.end:
            chain = extended(text, end, chain.link)
            continue
        if (
            is_part_of_name(text, start, end)
            or (has_address and is_in_address(text, start, end))
            or refers(text, start)
        ):
            chain = extended(text, end, joint(text, start))
            continue
        if text[end + 1 : end + 2].isdigit() and text[end].isspace():
            end = _end_of_groups(text, start, end)
        form = _date(text, start, end) or _number(text, start, end)
        if form is not None:
            position = form.end
            yield form


def _date(text: str, start: int, end: int) -> Form | None:
    """The day that begins with these digits, in figures or with its month in letters."""
    if "." in text[start:end] and (found := pattern(DAY).match(text, start)):
        day, month, year = found.groups()
        full = year if len(year) == 4 else f"20{year}"
        return Form(start, found.end(), found.end(), f"{full}-{month:0>2}-{day:0>2}", "datum")
    sign = text[end : end + 1]
    if sign == "-" and (found := pattern(ISO).match(text, start)):
        return Form(start, found.end(), found.end(), found[0], "datum")
    found = pattern(_LONG_DAY).match(text, start) if sign == "." else None
    if found and found[2] in MONTHS:
        day, name, year = found.groups()
        exact = year and found[0].count(".") == 1
        value = f"{year}-{MONTHS.index(name) + 1:02}-{day:0>2}" if exact else found[0]
        return Form(start, found.end(), found.end(), value, "datum")
    return None


def _end_of_groups(text: str, start: int, end: int) -> int:
    """Where a number ends whose thousands are parted by blanks; `end` where another number begins behind the blank.

    A single group behind an ordinary blank is one only before a unit or a noun: 29 990 Euro, 12 500 Plätze.
    """
    found = pattern(_GROUPED).match(text, start)
    if found is None or found.start(1) != end:
        return end
    is_sure = found[1] != " " or found[0].count(" ") > 1
    unit = None if is_sure else pattern(_UNIT).match(text, found.end())
    if is_sure or (unit and any(unit.groups())) or noun_after(text, found.end())[1]:
        return found.end()
    return end


def _number(text: str, start: int, end: int) -> Form | None:
    digits = text[start:end]
    if digits[-1] in FRACTIONS or "/" in digits:
        return _fraction(text, start, end)
    found = pattern(_UNIT).match(text, end)
    scale, unit = found.groups() if found else (None, None)
    if not digits.isdigit():
        digits = _german(digits, has_unit=unit is not None)
    if not digits or len(digits) > 40:
        return None  # 2.1 is a section, 9:30 a time
    if unit is None and _is_ordinal(text, start, end):
        return None
    value, step = _value(digits, scale)
    if text[start - 1 : start] in ("-", "−") and start and not text[start - 2 : start - 1].isalnum():
        start, value, = start - 1, -value  # fmt: skip
    stop = found.end() if found and (scale or unit) else end
    if unit is not None:
        return Form(start, stop, end, value, "prozent" if unit in ("%", "Prozent") or unit[0] == "v" else "euro", step)
    if len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20") and scale is None:
        return Form(start, end, end, value, "datum" if word_before(text, start) in MONTHS else "jahr")
    if text[stop : stop + 12].replace("\u00a0", " ").lstrip().split(" ")[0].rstrip(".,;:)") in _MEASURES:
        return Form(start, stop, end, value, "mass", step)
    if scale is None and len(digits) < 5 and digits.isdigit() and _ends_a_name(text, start, end):
        return None
    return Form(start, stop, end, value, "anzahl", step)


def _german(digits: str, *, has_unit: bool) -> str:
    """The digits as German spells them; "" where they are no number. Foreign spelling counts where it is certain."""
    digits = "".join(digits.split())
    if pattern(_PLAIN).fullmatch(digits):
        return digits
    if pattern(_ENGLISH).fullmatch(digits) or (has_unit and pattern(_POINT).fullmatch(digits)):
        return digits.replace(",", "").replace(".", ",")  # 1,234,567.00 and 12.50
    return ""


def _fraction(text: str, start: int, end: int) -> Form | None:
    """A part of a whole in per cent (3/4 der Mittel), or of a thing that is counted (½ Stelle); 10/02/09 is neither."""
    digits, sign = text[start:end], text[end - 1]
    if sign in FRACTIONS:
        whole = digits[:-1]
        value = FRACTIONS[sign] + int(whole or 0) if len(whole) < 8 and (whole.isdecimal() or not whole) else None
    else:
        upper, _, lower = digits.partition("/")
        is_part = len(digits) < 8 and lower.isdecimal() and upper.isdecimal() and 0 < int(upper) < int(lower)
        value = Decimal(upper) / int(lower) if is_part else None
    if value is None:
        return None
    if value < 1 and pattern(_OF_A_WHOLE).match(text, end):
        return Form(start, end, end, value * 100, "prozent")
    is_counted = sign in FRACTIONS or pattern(_PIECES).match(text, end)
    return Form(start, end, end, value, "anzahl") if is_counted else None


def _value(digits: str, scale: str | None) -> tuple[int | Decimal, Decimal]:
    """What German digits say, and what one more in the last of them would add."""
    if scale is None and "," not in digits:
        return int(digits.replace(".", "")), _ONE
    step = Decimal(1).scaleb(_SCALES.get(scale or "", 0) - len(digits.partition(",")[2]))
    exact = Decimal(digits.replace(".", "").replace(",", "")) * step
    return int(exact) if exact == int(exact) else exact, step


_NOUN = rf"((?:{_BLANK}[a-zäöüß]+e[nrsm]?\b){{0,2}}){_BLANK}([A-ZÄÖÜ][\w/-]*)"


def noun_after(text: str, end: int) -> tuple[str, str]:
    """The noun that a count counts, with up to two adjectives between: (“eingereichte”, “Anträge”); or nothing."""
    found = pattern(_NOUN).match(text, end)
    if found is None or not _LITTLE.isdisjoint(found[1].split()):
        return "", ""
    return found[1].strip(), found[2]


def _ends_a_name(text: str, start: int, end: int) -> bool:
    """Whether a noun stands before the digits and none behind that could be counted: Ebene 2, Marktplatz 1."""
    before = word_before(text, start)
    is_noun = len(before) > 3 and before.istitle() and before.isalpha() and before.lower() not in _STARTING
    return is_noun and not noun_after(text, end)[1]


def _is_ordinal(text: str, start: int, end: int) -> bool:
    """Whether the number counts a place in a row: der 3. Sitzung, 2. Bauabschnitt."""
    if text[end : end + 1] != "." or not text[start:end].isdigit():
        return False
    following = text[end + 1 : end + 3].lstrip(" \u00a0")
    if following[:1].islower() or (end - start < 3 and start == 0):
        return True
    return bool(following) and word_before(text, start) in _ARTICLES
