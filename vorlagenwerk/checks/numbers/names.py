"""Digits that belong to a name: a law (§ 171 e), a standard (DIN 18599), a road (B 7), a telephone number, a key."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_WORD = 200
"""No word is longer; so many letters are looked at on each side of digits."""
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
DAY = r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})"
"""A day in figures: 18.06.2009."""
ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])"
"""A day as files write it: 2009-06-18."""
_RANGE = r"(?:[1-9][0-9]{0,2}-[1-9][0-9]{0,2}|(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2})(?![0-9/-])"
_RANGE_ALONE = rf"(?<![0-9./-]){_RANGE}"
_ISO_OR_RANGE = rf"{ISO}|{_RANGE}"


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """The expression, compiled when it is first used: most runs read no paper with numbers."""
    return re.compile(expression)


def is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether letters, or signs of a name, stand at the digits: CO2, 3b, 25-jährig, x@y.de."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or (before and before in "_@#&"):
        return True
    if before == "-" and text[start - 2 : start - 1].isalnum():
        first = start - len(text[max(0, start - _WORD) : start].rpartition(" ")[2])
        return pattern(_RANGE_ALONE).match(text, first) is None
    if after.isalpha() or (after and after in "_@"):
        return not text.startswith(("T€", "TEUR", "EUR", "Euro"), end)
    if after == "-" and text[end + 1 : end + 2].isalnum():
        return not pattern(_ISO_OR_RANGE).match(text, start)
    return False


def is_in_address(text: str, start: int, end: int) -> bool:
    """Whether the word around the digits is an address: https://x.de/2009, n.34@x.de."""
    before, after = text[max(0, start - _WORD) : start], text[end : end + _WORD]
    word = before.rpartition(" ")[2] + after.partition(" ")[0]
    return "://" in word or "@" in word or word.startswith("www.")


def refers(text: str, start: int) -> bool:
    """Whether the word before makes a name of the number: § 9, Nr. 4, B 7, der 3. Sitzung; or it is a dialling code."""
    if text[start] == "0" and text[start + 1 : start + 2].isdigit() and not pattern(DAY).match(text, start):
        return True
    if text[start - 1 : start] == "+" and start:
        return True
    return word_before(text, start) in _REFERRING


def word_before(text: str, start: int) -> str:
    """The word before digits, without a bracket, a colon or a slash; "" where no blank parts them."""
    before = text[max(0, start - 30) : start].replace("\u00a0", " ")
    if not before.endswith(" "):
        return before[-1:] if before[-1:] == "§" else ""
    return before[:-1].rstrip(":").rpartition(" ")[2].rpartition("/")[2].lstrip("(„")


class Chain(NamedTuple):
    """Digits that begin at `end` belong to the same name as those before: what stands between them is `link`."""

    end: int
    link: str


def joint(text: str, start: int) -> str:
    """What may stand between the parts of a name: the blocks of a telephone number, one paragraph and the next."""
    if text[start] == "0" or text[start - 1 : start] == "+":
        return r"[ \u00a0/()-]{1,3}"
    before = text[max(0, start - 24) : start].rstrip(" \u00a0")
    if before.endswith(_STANDARDS):
        return r"[ \u00a0-]"
    return r"(?:[ \u00a0][a-z])?(?:,|[ \u00a0](?:und|bis|oder)|[–-])[ \u00a0]?" if before.endswith(_PLURAL) else ""


def extended(text: str, end: int, link: str) -> Chain:
    """The name that ends at `end`, and where it goes on if its link stands there."""
    found = pattern(rf"{link}(?=[0-9])").match(text, end) if link else None
    return Chain(found.end(), link) if found else Chain(0, "")
