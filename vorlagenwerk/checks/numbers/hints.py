"""Typed numbers that should be references: they equal a figure of the paper, or contradict one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, cast

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.figures import FORMATS, Quantity, printed
from vorlagenwerk.checks.numbers.entered import check_entered
from vorlagenwerk.checks.numbers.matching import Figures, Known, clash, related, shared, weight
from vorlagenwerk.checks.numbers.places import place_of_number
from vorlagenwerk.checks.numbers.register import Number, find_numbers, typed_units
from vorlagenwerk.checks.numbers.typed import Typed, is_bounded, typed_numbers
from vorlagenwerk.checks.numbers.wholes import Subject, amount_named, head_of, is_head, is_whole, means_whole, subject
from vorlagenwerk.checks.text.passages import Passage
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note, quote

MOST = 100
"""So many hints are given for a paper; a paper with more is mended step by step."""
_COMPARED = 20_000
"""So many pairs of a typed number and a figure are compared word by word."""
_SMALL = 3
"""Counts below this are found in every text."""


def check_numbers(
    text: Sequence[Passage], figures: Mapping[str, Quantity], source: Source, template: str
) -> list[Problem]:
    """A hint for each typed number that equals a figure (ZAH-411), contradicts one (412) or another typed one (413).

    Equal alone is not enough: the unit must fit, and for a count its noun, or words around it must be those of the
    figure. What stands in quotation marks was said by others. A finding is placed in the content, or at the
    `template` that typed the number.
    """
    problems = check_entered(text, figures, source)
    if all(unit in ("jahr", "mass") for unit in typed_units(text)):
        return problems
    known = Figures(figures)
    typed = typed_numbers(find_numbers(text, figures), text, known)
    about = subject(text, known.by_name.values())
    place = partial(place_of_number, source=source, template=template)
    room = _COMPARED
    for one in typed:
        found, compared = _compare(one, known, about, place)
        problems += found
        room -= compared
        if room < 0 or len(problems) >= MOST:
            break
    return [*problems, *_differing(typed, place)][:MOST]


def _compare(one: Typed, known: Figures, about: Subject, place: Callable[[Number], Place]) -> tuple[list[Problem], int]:
    """The hint about a typed number, if any, and how many figures were looked at."""
    number = one.number
    if number.unit == "anzahl" and number.value < _SMALL:  # type: ignore[operator]  # a count is no text
        return [], 0
    equal = known.equal(number)
    fitting = [figure for figure in equal if _means(one, figure)]
    if fitting:
        return [_equal(one, max(fitting, key=lambda figure: _rank(one, figure)), place)], len(equal)
    similar = known.similar(number) if number.unit != "datum" else []
    others = [figure for figure in similar if figure.name not in one.beside and _contradicts(one, figure, known, about)]
    if others and not is_bounded(one):
        return [_other(one, max(others, key=lambda figure: _rank(one, figure)), place)], len(similar)
    whole, compared = _whole(one, equal, known, about)
    return [_other(one, whole, place)] if whole else [], len(equal) + len(similar) + compared


def _whole(one: Typed, equal: Sequence[Known], known: Figures, about: Subject) -> tuple[Known | None, int]:
    """The figure that a number contradicts, whatever its digits, since its sentence speaks of the whole of it."""
    number, value = one.number, cast(int, one.number.value)
    if number.unit not in ("anzahl", "euro") or is_bounded(one) or any(map(partial(_is_same_thing, one), equal)):
        return None, 0
    if number.unit == "anzahl" and not (one.is_alone and one.noun):
        return None, 0
    noun = one.noun or amount_named(one.lead, about) or amount_named(one.said, about)
    nouns = [figure for figure in known.of_unit(number.unit) if noun and is_head(noun, head_of(figure), number.unit)]
    if any(_is_rounded(number, figure) for figure in nouns):
        return None, len(nouns)
    found = [
        figure
        for figure in nouns
        if figure.name not in one.beside and means_whole(one.said, figure, about, number.where)
    ]
    return min(found, key=lambda figure: abs(figure.value - value), default=None), len(nouns)


def _is_same_thing(one: Typed, figure: Known) -> bool:
    return one.number.unit != "anzahl" or _counts(one, figure)


def _counts(one: Typed, figure: Known) -> bool:
    """Whether the figure counts what the number counts."""
    return bool(one.noun) and any(related(one.noun, word) for word in figure.own_words | figure.shown_as)


def _closeness(one: Typed, figure: Known) -> int:
    """How many words around the number speak for the figure, beside what is counted; a year alone says nothing."""
    near = shared((word for word in figure.words if not (one.noun and related(word, one.noun))), one.around)
    return 0 if near == 1 and any(word.isdigit() for word in figure.words & one.around) else near


def _rank(one: Typed, figure: Known) -> tuple[bool, bool, float]:
    near = _closeness(one, figure)
    return not figure.shown_in, _counts(one, figure), near + near / (1 + len(figure.own_words))


def _means(one: Typed, figure: Known) -> bool:
    """Whether a number with the value of the figure stands for it, rather than being the same by chance."""
    if clash(one.around, figure.words):
        return False
    if one.number.unit == "datum":
        return not _cited().search(one.before)
    if one.number.unit == "anzahl":
        if not one.noun:
            return False
        if _counts(one, figure):
            return abs(figure.value) >= 10 or _closeness(one, figure) >= 1
        return not figure.shown_as and abs(figure.value) >= 10 and _closeness(one, figure) >= 2
    is_telling = one.number.unit == "euro" and weight(figure.value) >= 3
    return is_telling or _closeness(one, figure) >= 1


@cache
def _cited() -> re.Pattern[str]:
    return re.compile(r"(?:gesetz|verordnung|satzung|urteil|beschluss|richtlinie|bgbl|gv)\w* (?:\w+ )?vom $")


def _contradicts(one: Typed, figure: Known, known: Figures, about: Subject) -> bool:
    """Whether a number with nearly the digits of the figure stands where the figure was meant."""
    value: Any = one.number.value
    unused, near = not figure.shown_in, _closeness(one, figure)
    if clash(one.around, figure.words):
        return False
    if one.number.unit != "anzahl":
        if _is_rounded(one.number, figure):
            return False
        if one.number.unit == "prozent" and value + figure.value == 100:
            return False  # the other part of the whole
        digits = min(weight(figure.value), weight(value))
        return digits >= 5 or (digits == 4 and unused) or near >= (1 if digits >= 3 or (unused and digits > 1) else 2)
    if not _counts(one, figure) or abs(figure.value) < _SMALL:
        return False
    big = abs(figure.value) >= 10
    if near >= 2 or (unused and (near == 1 or (big and "." not in figure.name and is_whole(figure, about)))):
        return True
    # a part of what is counted has the same noun too, but seldom nearly the same number
    alone = known.counting.get(one.noun) == [figure.name]
    return big and abs(value - figure.value) <= 2 and (near == 1 or alone or (unused and is_whole(figure, about)))


def _is_rounded(number: Number, figure: Known) -> bool:
    """Whether the number is the figure with fewer digits: 84,3 Mio. € of 84.273.000 €."""
    value: Any = number.value
    return abs(value - figure.value) < number.step and weight(value) < weight(figure.value)


def _equal(one: Typed, figure: Known, place: Callable[[Number], Place]) -> Problem:
    text = f"{quote(one.phrase)} ist getippt; denselben Wert hat „{_title(figure)}“."
    shown = _reference(figure, one.number.text)
    remedy = f"Mit {shown} statt „{one.number.text}“ stimmt die Zahl auch nach einer Änderung."
    return note("ZAH-411", place(one.number), text, remedy)


def _other(one: Typed, figure: Known, place: Callable[[Number], Place]) -> Problem:
    text = f"{quote(one.phrase)} ist getippt; „{_title(figure)}“ ist aber {printed(figure.figure)}."
    shown = _reference(figure, one.number.text)
    remedy = f"Wenn dasselbe gemeint ist, bitte {shown} statt „{one.number.text}“ schreiben."
    return note("ZAH-412", place(one.number), text, remedy)


def _title(figure: Known) -> str:
    return figure.figure.title or figure.name


_SPELT = {
    "EUR": "€", "Euro": "€", "Millionen": "Mio.", "Million": "Mio.", "Tausend": "Tsd.", "T€": "Tsd. €",
    "Milliarden": "Mrd.", "Prozent": "%", "\u00a0": " ",
}  # fmt: skip


def _reference(figure: Known, text: str) -> str:
    """What to write so that the figure is shown as it was typed."""
    for spelt, sign in _SPELT.items():
        text = text.replace(spelt, sign)
    unit = figure.figure.unit
    filters = ("euro", "tsd_euro", "mio_euro") if unit in ("euro", "tsd_euro") else ("datum", "datum_lang")
    if unit in ("euro", "tsd_euro", "datum") and _plain(printed(figure.figure)) != text:
        same = next((name for name in filters if _plain(FORMATS[name](figure.figure)) == text), "")
        if same:
            return f"{{{{ {figure.name} | {same} }}}}"
    return f"{{{{ {figure.name} }}}}"


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _differing(typed: Iterable[Typed], place: Callable[[Number], Place]) -> list[Problem]:
    """A hint where the same is counted twice in a section, in the same words, with different numbers."""
    problems = []
    groups: dict[tuple[str, str], list[Typed]] = {}
    for one in typed:
        if one.noun and one.around - {one.noun}:
            earlier = groups.setdefault((one.number.where, one.noun), [])
            other = next((two for two in earlier[:20] if _is_same(one, two)), None)
            earlier.append(one)
            if other is not None and other.number.value != one.number.value:
                text = f"Im selben Zusammenhang sind {quote(other.phrase)} und {quote(one.phrase)} getippt."
                remedy = "Bitte prüfen, welche Zahl stimmt; am besten steht sie einmal unter „angaben“."
                problems.append(note("ZAH-413", place(one.number), text, remedy))
    return problems


def _is_same(one: Typed, other: Typed) -> bool:
    if one.number.passage is other.number.passage and one.sentence == other.sentence:
        return False  # within a sentence two numbers are compared or listed
    fewer, more = sorted((one.around - {one.noun}, other.around - {one.noun}), key=len)
    guesses = {"ca.", "rund", "etwa", "circa"}
    bounded = any(is_bounded(two) and guesses.isdisjoint(two.before.split()[-1:]) for two in (one, other))
    return not bounded and fewer <= more and (len(fewer) > 1 or fewer == more)
