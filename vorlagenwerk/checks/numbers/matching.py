"""Which figure a typed number may stand for: the same value or nearly the same digits, and words that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from vorlagenwerk.checks.figures import Quantity, in_euro
from vorlagenwerk.checks.numbers.forms import Unit
from vorlagenwerk.checks.numbers.register import UNITS, Number

_COMMON = frozenset((
    "dies", "diese", "durch", "nach", "über", "unter", "davon", "darüber", "bereits", "sowie", "insgesamt", "höhe",
    "anzahl", "zahl", "summe", "jahr", "jahre", "jahren", "einschließlich", "zwischen", "entsprechend", "mindestens",
    "höchstens", "folgende", "folgenden", "eingereicht", "teil", "rahmen", "und", "der", "die", "das", "von", "bei",
    "für", "mit", "auf", "aus", "den", "dem", "des", "ein", "eine", "alle", "aller", "bis", "zum", "zur", "vom",
))  # fmt: skip
"""Words that many sentences share, so that they show nothing."""
_SAME = {
    "projekt": "massnahm", "vorhab": "massnahm", "kita": "kindertagesstatt",
    "kindertageseinrichtung": "kindertagesstatt", "kindergart": "kindertagesstatt", "burg": "einwohn",
}  # fmt: skip
"""Stems of words that offices use for the same thing."""
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_HUGE = 10**15
_NUMBERED = "#"
"""Stands between a stem and the number that belongs to it: prioritat#1."""
_PART = 5
"""A word of so many letters counts as found inside a compound: Gesamtkosten in Gesamtkostenvolumen."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without umlauts and endings, so that Projekt, Projekte and Projekten are one."""
    text = word.lower().translate(_FOLDED)
    for umlaut, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        text = text.replace(umlaut, letter)
    while True:
        shorter = next((text[: -len(e)] for e in ("en", "er", "em", "es", "e", "n", "s") if text.endswith(e)), text)
        if len(shorter) < 4 or shorter == text:
            return _SAME.get(text, text)
        text = shorter


@cache
def _words() -> re.Pattern[str]:
    # nouns and abbreviations, years, long words; what is short and begins small says little
    return re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]+|\b(?:19|20)[0-9]{2}\b|[a-zäöüß]{8,}")


def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that say what it is about."""
    found = {stem(word) for word in _words().findall(text) if word.lower() not in _COMMON}
    return frozenset(found | {f"{stem(word)}{_NUMBERED}{number}" for word, number in _numbered().findall(text)})


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"([A-ZÄÖÜ][a-zäöüß]{3,})[ \u00a0]([1-9][0-9]?)(?![\w%]|[.,][0-9])")


def clash(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the same word has another number: Priorität 1 and Priorität 2."""
    numbered = {word for word in some if _NUMBERED in word}
    if numbered.isdisjoint(others):
        rivals = {word.partition(_NUMBERED)[0] for word in others if _NUMBERED in word}
        return any(word.partition(_NUMBERED)[0] in rivals for word in numbered)
    return False


def related(one: str, other: str) -> bool:
    """Whether two stems are the same word, or one is a part of the other."""
    if one == other or _NUMBERED in one + other:
        return one == other
    short, long = sorted((one, other), key=len)
    return len(short) >= _PART and (long.startswith(short) or long.endswith(short))


def shared(some: Iterable[str], others: frozenset[str]) -> int:
    """How many of the stems have a relative among the others."""
    return sum(any(related(one, other) for other in others) for one in some)


class Known:
    """A figure as a paper knows it: its words are those of its title, its name, and of the sentences that show it."""

    def __init__(self, name: str, figure: Quantity) -> None:
        self.name = name
        self.figure = figure
        self.value = in_euro(figure)
        self.shown_in: list[str] = []
        """The words around it wherever the paper shows it."""
        self.shown_as: set[str] = set()
        """The stems of the nouns that it counts there."""

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The stems of its title and of its name."""
        return stems(self.figure.title) | {stem(part) for part in re.split(r"[._]", self.name) if len(part) > 2}

    @cached_property
    def words(self) -> frozenset[str]:
        """All stems that speak for it."""
        return self.own_words.union(*map(stems, self.shown_in[:10]))


class Figures:
    """The figures of a paper by what a typed number has: unit and value, or nearly the same digits."""

    def __init__(self, figures: Mapping[str, Quantity]) -> None:
        self.by_name = {name: Known(name, figure) for name, figure in figures.items() if _is_judged(figure)}
        self._by_value: dict[tuple[Unit, object], list[Known]] = {}
        for known in self.by_name.values():
            self._by_value.setdefault((UNITS[known.figure.unit], known.value), []).append(known)

    @cached_property
    def _by_mask(self) -> dict[tuple[Unit, str], list[Known]]:
        found: dict[tuple[Unit, str], list[Known]] = {}
        for known in self.by_name.values():
            for mask in _masks(known.value):
                found.setdefault((UNITS[known.figure.unit], mask), []).append(known)
        return found

    def equal(self, number: Number) -> list[Known]:
        """The figures with this unit and value; a wording like “26. und 28. Mai 2009” letter by letter."""
        value = number.value.replace("\u00a0", " ") if isinstance(number.value, str) else number.value
        return self._by_value.get((number.unit, value), [])

    def similar(self, number: Number) -> list[Known]:
        """The figures of which the number differs in one digit, in the order of two, or by one."""
        if isinstance(number.value, str):
            return []
        found: dict[str, Known] = {}
        for mask in _masks(number.value):
            found |= {known.name: known for known in self._by_mask.get((number.unit, mask), ())}
        if number.unit == "anzahl" and number.value == int(number.value):
            for value in (number.value - 1, number.value + 1):
                found |= {known.name: known for known in self._by_value.get((number.unit, value), ())}
        return [known for known in found.values() if known.value != number.value]

    def of_unit(self, unit: Unit) -> list[Known]:
        """The figures that are in a text what a number with this unit is."""
        return self._by_unit.get(unit, [])

    @cached_property
    def _by_unit(self) -> dict[Unit, list[Known]]:
        found: dict[Unit, list[Known]] = {}
        for known in self.by_name.values():
            found.setdefault(UNITS[known.figure.unit], []).append(known)
        return found

    @cached_property
    def counting(self) -> dict[str, list[str]]:
        """The names of the figures that the paper shows before a noun, by its stem."""
        found: dict[str, list[str]] = {}
        for known in self.by_name.values():
            for noun in known.shown_as:
                found.setdefault(noun, []).append(known.name)
        return found


def _is_judged(figure: Quantity) -> bool:
    if figure.unit in ("datum", "text"):
        return isinstance(figure.value, str)
    return isinstance(figure.value, (int, Decimal)) and abs(in_euro(figure)) < _HUGE


def _masks(value: object) -> list[str]:
    """The digits with each one hidden, and with each two neighbours in order: what similar numbers share."""
    if isinstance(value, str):
        return []
    digits = f"{abs(Decimal(str(value))):.4f}".replace(".", "")
    hidden = [f"{digits[:i]}?{digits[i + 1 :]}" for i in range(len(digits))]
    swapped = [
        f"{digits[:i]}{min(digits[i : i + 2])}{max(digits[i : i + 2])}~{digits[i + 2 :]}"
        for i in range(len(digits) - 1)
        if digits[i] != digits[i + 1]
    ]
    return hidden + swapped


def weight(value: object) -> int:
    """How many digits of a number say something: 3 of 64,6 Mio., 5 of 45.002."""
    return len(f"{abs(Decimal(str(value))):.4f}".replace(".", "").strip("0"))
