"""The typed numbers of a paper, each with what its sentence says around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from vorlagenwerk.checks.numbers.forms import noun_after
from vorlagenwerk.checks.numbers.matching import Figures, stem, stems
from vorlagenwerk.checks.numbers.register import Number
from vorlagenwerk.checks.text.passages import Passage

_LOOKED_AT = 5_000
"""So many typed numbers are looked at."""
_WORDS = 200
"""So many letters before and after a number are its surroundings at most."""
_SENTENCE = 1_000
"""So many letters of a sentence are read as a whole."""
_QUOTED = 400
"""Quotation marks are looked for in so many letters before and after."""


class Typed(NamedTuple):
    """A typed number with its sentence: what it counts, what is said around it, and which figures stand beside it.

    `lead` are the words up to the number before it, `said` is the whole sentence without its numbers; `is_alone` where
    it is the only count in it.
    """

    number: Number
    noun: str
    phrase: str
    around: frozenset[str]
    before: str
    beside: frozenset[str]
    sentence: tuple[int, int]
    lead: str
    said: str
    is_alone: bool


def typed_numbers(numbers: Iterable[Number], text: Sequence[Passage], known: Figures) -> list[Typed]:
    """The typed numbers that are worth a look; figures learn on the way in which words the paper shows them."""
    leads = {id(passage): before for before, passage in pairwise(text)}
    found: list[Typed] = []
    for _, members in groupby(numbers, key=lambda number: id(number.passage)):
        inside = list(members)
        passage = inside[0].passage
        stops = [0, *(one.end() for one in _stops().finditer(passage.text)), len(passage.text) + 1]
        lead = _open_end(leads.get(id(passage)))
        for index, group in groupby(inside, key=lambda number: bisect_right(stops, number.start)):
            if len(found) < _LOOKED_AT:
                found += _in_sentence(
                    list(group), (stops[index - 1], stops[index]), known, lead if index == 1 else None
                )
    return found


def _in_sentence(members: list[Number], sentence: tuple[int, int], known: Figures, lead: Passage | None) -> list[Typed]:
    """The typed numbers of a sentence, each with the words up to the next number; `lead` stands before the sentence."""
    found = []
    beside = frozenset(number.source for number in members)
    borders = [number for number in members if number.unit not in ("jahr", "datum")]
    introduced = _end(lead) if lead and lead.kind != "ueberschrift" else ""  # a heading is no part of the sentence
    counts = sum(number.unit == "anzahl" for number in members)
    text, passed = members[0].passage.text, 0
    for number in members:
        passed += passed < len(borders) and borders[passed] is number
        earlier = passed - 2 if passed and borders[passed - 1] is number else passed - 1
        left = borders[earlier].end if earlier >= 0 else sentence[0]
        right = borders[passed].start if passed < len(borders) else sentence[1]
        before, after = text[max(left, number.start - _WORDS) : number.start], text[number.end : right][:_WORDS]
        around = f"{before} {after}" if number.start else f"{_end(lead)} {after}"
        if number.kind != "getippt":
            if number.source in known.by_name:
                shown = known.by_name[number.source]
                shown.shown_in.append(around)
                if noun := noun_after(text, number.end)[1]:
                    shown.shown_as.add(stem(noun))
        elif number.unit not in ("jahr", "mass") and not _is_quoted(text, number.start, number.end):
            one = _one(number, around, beside, sentence)
            found.append(
                one._replace(lead=before, said=_said(members, number, sentence, introduced), is_alone=counts == 1)
            )
    return found


def _said(members: Sequence[Number], number: Number, sentence: tuple[int, int], lead: str) -> str:
    """The sentence of a number without its numbers; years stay, and of a text field only what it says itself."""
    passage, (first, last) = number.passage, sentence
    if number.source:
        own = [one for one in passage.origins if one.pointer == number.source]
        first, last, lead = max(first, own[0].start), min(last, own[-1].end), ""
    pieces, position = [lead], first
    for other in members:
        if other.start > first + _SENTENCE:
            break
        if other.unit != "jahr" and first <= other.start < last:
            pieces.append(passage.text[position : other.start])
            position = other.end
    return " ".join((*pieces, passage.text[position:last]))[:_SENTENCE]


def _one(number: Number, around: str, beside: frozenset[str], sentence: tuple[int, int]) -> Typed:
    text = number.passage.text
    adjectives, noun = noun_after(text, number.end) if number.unit == "anzahl" else ("", "")
    if not noun.isupper() and number.value != 1 and noun[-1:] not in ("e", "n", "r", "l", "s"):
        adjectives = noun = ""  # no plural: the name of a town behind the last digits of a date, a table in words
    phrase = " ".join(f"{number.text} {adjectives} {noun}".split())
    before = text[max(sentence[0], number.start - 24) : number.start].lower()
    return Typed(number, stem(noun) if noun else "", phrase, stems(around), before, beside, sentence, "", "", False)


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-zäöüß)]{3})[.!?](?=\s+[A-ZÄÖÜ„])|[;\n]|(?<=[0-9€%])\.(?=\s+[A-ZÄÖÜ„])")


def _open_end(before: Passage | None) -> Passage | None:
    """The paragraph before if it ends in the middle of a sentence."""
    return None if before is None or before.text.rstrip()[-1:] in (".", "!", "?", "") else before


def _end(passage: Passage | None) -> str:
    """The last words of a paragraph."""
    return passage.text[-80:] if passage else ""


def _is_quoted(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _QUOTED) : start], text[end : end + _QUOTED]
    opened, closed = max(map(before.rfind, "„»")), max(map(before.rfind, "“«"))
    return opened > closed and any(sign in after for sign in "“«")


_LIMITS = (
    "davon", "darunter", "weitere", "weiteren", "je", "jeweils", "pro", "rund", "rd.", "ca.", "circa", "etwa", "knapp",
    "über", "als", "fast", "mindestens", "höchstens", "unter", "zusätzlich", "zusätzliche", "noch", "nur", "statt",
    "bisher", "bislang", "künftig", "zunächst", "früher", "zwischen", "gut", "alle", "zu",
)  # fmt: skip


def is_bounded(one: Typed) -> bool:
    """Whether a word before a count says that it is a part, a share, a bound or a guess."""
    words = one.before.replace("\u00a0", " ").split()[-2:]
    return one.number.unit == "anzahl" and any(word.strip("(,") in _LIMITS for word in words)
