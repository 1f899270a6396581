"""The numbers in a German text: amounts, counts, shares, dates and years, told from what only holds digits.

A law (§ 171 e), a standard (DIN 18599), a road (B 7), a telephone number or a key says nothing about how much or when:
such digits are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from vorlagenwerk.basics.german import MONTHS

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


_BLANK = "[ \u00a0\u202f]"
_WORD = 200
"""No word is longer; so many letters are looked at on each side of digits."""
_SCALES = {"Tsd.": 3, "Tausend": 3, "T": 3, "Mio.": 6, "Millionen": 6, "Million": 6, "Mrd.": 9, "Milliarden": 9}
_REFERRING = frozenset((
    "§", "§§", "Art.", "Artikel", "Artikels", "Abs.", "Absatz", "Absätze", "Nr.", "Nrn.", "Nummer", "Nummern",
    "Ziff.", "Ziffer", "Ziffern", "Satz", "Sätze", "Kap.", "Kapitel", "Abschnitt", "Abschnitts", "Anlage", "Anlagen",
    "Anhang", "Tab.", "Tabelle", "Tabellen", "Abb.", "Abbildung", "Abbildungen", "Fußnote", "TOP", "Seite", "Seiten",
    "S.", "Bd.", "Band", "Rn.", "Drs.", "Drucksache", "Drucksachen", "Vorlage", "Az.", "Aktenzeichen", "DIN", "EN",
    "ISO", "VDI", "VDE", "RAL", "SGB", "Dezernat", "Dezernate", "Dezernaten", "Dez.", "Referat", "Referate",
    "Referaten", "Fachbereich", "Fachbereichs", "Sachgebiet", "Priorität", "Prioritätsstufe", "Stufe", "Phase",
    "Baustein", "Bausteine", "Bausteinen", "Modul", "Los", "Bauabschnitt", "Klasse", "Klassen", "Haus", "Zimmer",
    "Raum", "Buchst.", "Tel.", "Tel", "Telefon", "Fax", "Mobil", "Durchwahl", "Postfach", "Kategorie", "Typ",
    "Variante", "Version", "Flur", "Flurstück", "Flurstücke", "Bebauungsplan", "Titel", "Konto", "Schlüssel",
    "Gemeindeschlüssel", "AGS", "IBAN", "PLZ", "Linie", "A", "B", "L", "K", "E",
))  # fmt: skip
"""Words that make a name of the number behind them: § 9, Nr. 4, B 7."""
_PLURAL = ("§§", "Nr.", "Nrn.", "Nummern", "Ziffern", "Seiten", "Dezernate", "Absätze", "Sätze", "Anlagen", "Tabellen")
_STANDARDS = ("DIN", "EN", "ISO", "VDI", "VDE")
_MEASURES = frozenset((
    "Uhr", "Jahr", "Jahre", "Jahren", "Monat", "Monate", "Monaten", "Woche", "Wochen", "Tag", "Tage", "Tagen",
    "Stunde", "Stunden", "Minute", "Minuten", "Sekunde", "Sekunden", "Kilometer", "Kilometern", "Meter", "Metern",
    "Seite", "Seiten", "Hektar", "km", "m", "cm", "ha", "kW", "kWh", "MWh", "°C", "t", "l", "m²", "km²", "m³",
))  # fmt: skip
_ARTICLES = frozenset((
    "am", "der", "die", "das", "dem", "den", "des", "im", "vom", "zum", "zur", "beim", "bis", "ab", "seit", "jeder",
    "jede", "jedes", "ein", "eine",
))  # fmt: skip


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)  # when first used: most runs read no paper with numbers


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
_DIGITS = r"[0-9]+(?:[.,:/][0-9]+)*"
_PLAIN = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"
_DAY = r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})"
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])"
_RANGE = r"(?:[1-9][0-9]{0,2}-[1-9][0-9]{0,2}|(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2})(?![0-9/-])"
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
    position, chain = 0, _Chain(0, "")
    for found in _pattern(_DIGITS).finditer(text):
        start, end = found.span()
        if start < position:
            continue  # the year of a date that was read already
        if chain.link and start == chain.end:
            chain = _extended(text, end, chain.link)
            continue
        if _is_part_of_name(text, start, end) or _refers(text, start):
            chain = _extended(text, end, _link(text, start))
            continue
        form = _date(text, start) or _number(text, start, end)
        if form is not None:
            position = form.end
            yield form


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether letters, or signs of an address, stand at the digits: CO2, 3b, 25-jährig, x@y.de."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or (before and before in "_@#&"):
        return True
    if before == "-" and text[start - 2 : start - 1].isalnum():
        first = start - len(text[max(0, start - _WORD) : start].rpartition(" ")[2])
        return _pattern(rf"(?<![0-9./-]){_RANGE}").match(text, first) is None
    if after.isalpha() or (after and after in "_@"):
        return not text.startswith(("T€", "TEUR", "EUR", "Euro"), end)
    if after == "-" and text[end + 1 : end + 2].isalnum():
        return not _pattern(rf"{_ISO}|{_RANGE}").match(text, start)
    before, after = text[max(0, start - _WORD) : start], text[end : end + _WORD]
    word = before.rpartition(" ")[2] + after.partition(" ")[0]
    return "://" in word or "@" in word or word.startswith("www.")


def _refers(text: str, start: int) -> bool:
    """Whether the word before makes a name of the number: § 9, Nr. 4, B 7, der 3. Sitzung; or it is a dialling code."""
    if text[start] == "0" and text[start + 1 : start + 2].isdigit() and not _pattern(_DAY).match(text, start):
        return True
    if text[start - 1 : start] == "+" and start:
        return True
    return _word_before(text, start) in _REFERRING


def _word_before(text: str, start: int) -> str:
    """The word before digits, without a bracket, a colon or a slash; "" where no blank parts them."""
    before = text[max(0, start - 30) : start].replace("\u00a0", " ")
    if not before.endswith(" "):
        return before[-1:] if before[-1:] == "§" else ""
    return before[:-1].rstrip(":").rpartition(" ")[2].rpartition("/")[2].lstrip("(„")


class _Chain(NamedTuple):
    """Digits that begin at `end` belong to the same name as those before: what stands between them is `link`."""

    end: int
    link: str


def _link(text: str, start: int) -> str:
    """What may stand between the parts of a name: the blocks of a telephone number, one paragraph and the next."""
    if text[start] == "0" or text[start - 1 : start] == "+":
        return r"[ \u00a0/()-]{1,3}"
    before = text[max(0, start - 24) : start].rstrip(" \u00a0")
    if before.endswith(_STANDARDS):
        return r"[ \u00a0-]"
    return r"(?:[ \u00a0][a-z])?(?:,|[ \u00a0](?:und|bis|oder)|[–-])[ \u00a0]?" if before.endswith(_PLURAL) else ""


def _extended(text: str, end: int, link: str) -> _Chain:
    found = _pattern(rf"{link}(?=[0-9])").match(text, end) if link else None
    return _Chain(found.end(), link) if found else _Chain(0, "")


def _date(text: str, start: int) -> Form | None:
    """The day that begins here, in figures or with its month in letters."""
    if found := _pattern(_DAY).match(text, start):
        day, month, year = found.groups()
        full = year if len(year) == 4 else f"20{year}"
        return Form(start, found.end(), found.end(), f"{full}-{month:0>2}-{day:0>2}", "datum")
    if found := _pattern(_ISO).match(text, start):
        return Form(start, found.end(), found.end(), found[0], "datum")
    found = _pattern(_LONG_DAY).match(text, start)
    if found and found[2] in MONTHS:
        day, name, year = found.groups()
        exact = year and found[0].count(".") == 1
        value = f"{year}-{MONTHS.index(name) + 1:02}-{day:0>2}" if exact else found[0]
        return Form(start, found.end(), found.end(), value, "datum")
    return None


def _number(text: str, start: int, end: int) -> Form | None:
    digits = text[start:end]
    if not _pattern(_PLAIN).fullmatch(digits) or len(digits) > 40:
        return None  # 2.1 is a section, 10/02/09 a file number, 9:30 a time
    found = _pattern(_UNIT).match(text, end)
    scale, unit = found.groups() if found else (None, None)
    if unit is None and _is_ordinal(text, start, end):
        return None
    step = Decimal(1).scaleb(_SCALES.get(scale or "", 0) - len(digits.partition(",")[2]))
    exact = Decimal(digits.replace(".", "").replace(",", "")) * step
    value = int(exact) if exact == int(exact) else exact
    if text[start - 1 : start] in ("-", "−") and start and not text[start - 2 : start - 1].isalnum():
        start, value, = start - 1, -value  # fmt: skip
    stop = found.end() if found and (scale or unit) else end
    if unit is not None:
        return Form(start, stop, end, value, "prozent" if unit in ("%", "Prozent") or unit[0] == "v" else "euro", step)
    if len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20") and scale is None:
        return Form(start, end, end, value, "datum" if _word_before(text, start) in MONTHS else "jahr")
    if text[stop : stop + 12].replace("\u00a0", " ").lstrip().split(" ")[0].rstrip(".,;:)") in _MEASURES:
        return Form(start, stop, end, value, "mass", step)
    if scale is None and len(digits) < 5 and digits.isdigit() and _ends_a_name(text, start, end):
        return None
    return Form(start, stop, end, value, "anzahl", step)


_NOUN = rf"((?:{_BLANK}[a-zäöüß]+e[nrsm]?\b){{0,2}}){_BLANK}([A-ZÄÖÜ][\w/-]*)"


def noun_after(text: str, end: int) -> tuple[str, str]:
    """The noun that a count counts, with up to two adjectives between: (“eingereichte”, “Anträge”); or nothing."""
    found = _pattern(_NOUN).match(text, end)
    if found is None or not _LITTLE.isdisjoint(found[1].split()):
        return "", ""
    return found[1].strip(), found[2]


def _ends_a_name(text: str, start: int, end: int) -> bool:
    """Whether a noun stands before the digits and none behind that could be counted: Ebene 2, Marktplatz 1."""
    before = _word_before(text, start)
    is_noun = len(before) > 3 and before.istitle() and before.isalpha() and before.lower() not in _STARTING
    return is_noun and not noun_after(text, end)[1]


def _is_ordinal(text: str, start: int, end: int) -> bool:
    """Whether the number counts a place in a row: der 3. Sitzung, 2. Bauabschnitt."""
    if text[end : end + 1] != "." or not text[start:end].isdigit():
        return False
    following = text[end + 1 : end + 3].lstrip(" \u00a0")
    if following[:1].islower() or (end - start < 3 and start == 0):
        return True
    return bool(following) and _word_before(text, start) in _ARTICLES
