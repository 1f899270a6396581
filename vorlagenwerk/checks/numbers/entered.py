"""Entered figures that no proof works out: those that are a figure of the paper again, or contradict one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.figures import Quantity, printed
from vorlagenwerk.checks.numbers.forms import noun_after
from vorlagenwerk.checks.numbers.matching import Known, stem, weight
from vorlagenwerk.checks.numbers.register import UNITS
from vorlagenwerk.checks.numbers.wholes import Subject, head_of, is_head, is_whole, means_whole, subject, title_of
from vorlagenwerk.checks.text.passages import Passage
from vorlagenwerk.data.problems import Problem, note, quote

_PROVING = frozenset(("summe", "differenz", "vielfaches", "anteil", "gleich"))
"""Proofs that say what a figure must be; a bound leaves it open."""
_PARTS = 20
"""A list of more parts is not added up."""
_NEAR = 2
"""Counts that differ by no more are taken for the same."""
_TELLING = 5
"""An amount with so many digits is not nearly another one by chance."""
_NAMED = 4
"""So many parts of a sum are named."""


def check_entered(text: Sequence[Passage], figures: Mapping[str, Quantity], source: Source) -> list[Problem]:
    """A hint for each entered figure without a proof that equals a computed one (ZAH-414) or contradicts one (415).

    They are compared by what their titles say, and by what the paper shows: where an entered figure counts what a
    figure counts that the paper does not show, or has nearly its digits. A count is also compared with the sum of the
    parts that a list counts. What a proof relates is left alone.
    """
    entered: Any = source.data.get("angaben") or {}
    open_ones = {name: Known(name, figures[name]) for name in entered if _is_open(entered[name], figures.get(name))}
    if not open_ones:
        return []
    others = [Known(name, one) for name, one in figures.items() if name not in entered and _is_number(one)]
    about = subject(text, [*open_ones.values(), *others])
    shown = _shown(text)
    unused = [other for other in others if other.name not in shown and is_whole(other, about)]
    namesakes: dict[str, list[Known]] = {}
    for other in others:
        namesakes.setdefault(head_of(other), []).append(other)
    problems = []
    for name, own in open_ones.items():
        related = {one for said in entered[name].get("proben") or () for one in _named(said)}
        title, unit = title_of(own), UNITS[own.figure.unit]
        heads = [head for head in namesakes if head and is_head(head_of(own), head, unit)]
        found = [other for head in heads for other in namesakes[head] if means_whole(title, other, about)]
        found += [other for other in unused if _replaces(own, other, shown)]
        found = [one for one in found if UNITS[one.figure.unit] == unit and one.name not in related]
        if found:
            problems.append(_told(own, min(found, key=lambda other: abs(other.value - own.value)), source))
    told = {problem.place for problem in problems}
    sums = _sums(_lists(text, figures), open_ones, figures, about, source)
    return [*problems, *(problem for problem in sums if problem.place not in told)]


def _shown(text: Sequence[Passage]) -> dict[str, set[str]]:
    """The figures that the paper shows, each with the stems of the nouns behind it."""
    found: dict[str, set[str]] = {}
    for passage in text:
        for one in passage.origins:
            if one.pointer[:1] == "=":
                noun = noun_after(passage.text, one.end)[1]
                found.setdefault(one.pointer[1:], set()).add(stem(noun) if noun else "")
    return found


def _is_open(entry: Mapping[str, Any], figure: Quantity | None) -> bool:
    return _is_number(figure) and all(_PROVING.isdisjoint(said) for said in entry.get("proben") or ())


def _is_number(figure: Quantity | None) -> bool:
    return figure is not None and UNITS[figure.unit] in ("anzahl", "euro") and isinstance(figure.value, (int, Decimal))


def _named(said: Mapping[str, Any]) -> Iterator[str]:
    return (said[field] for field in ("hoechstens", "mindestens") if field in said)


def _replaces(own: Known, other: Known, shown: Mapping[str, set[str]]) -> bool:
    """Whether an entered figure stands where another figure, which the paper does not show, would be expected."""
    unit = UNITS[own.figure.unit]
    if unit != UNITS[other.figure.unit] or own.name not in shown or not _same_years(own, other):
        return False
    if unit == "anzahl":
        return head_of(other) in shown[own.name] and own.value >= 10 and abs(own.value - other.value) <= _NEAR
    return weight(own.value) >= _TELLING and _are_alike(own.value, other.value)


def _same_years(own: Known, other: Known) -> bool:
    return set(filter(str.isdigit, own.own_words)) == set(filter(str.isdigit, other.own_words))


def _are_alike(value: Any, other: Any) -> bool:
    """Whether two amounts are the same but for one digit, or for two neighbours that have changed places."""
    one, two = f"{value:.2f}", f"{other:.2f}"
    if len(one) != len(two):
        return False
    differing = [index for index in range(len(one)) if one[index] != two[index]]
    if len(differing) == 2:
        first, second = differing
        return second == first + 1 and one[first] == two[second] and one[second] == two[first]
    return len(differing) < 2


def _told(own: Known, other: Known, source: Source) -> Problem:
    place = source.place(("angaben", own.name, "wert"))
    spelt = "" if other.figure.unit == own.figure.unit else f" | {own.figure.unit}"
    shown, title = f"{{{{ {other.name}{spelt if spelt.endswith('euro') else ''} }}}}", f"„{title_of(other)}“"
    if own.value == other.value:
        text = f"Die Angabe {quote(own.name)} ist {printed(own.figure)}; denselben Wert hat {title} ohnehin."
        remedy = (
            f"Mit {shown} im Text stimmt die Zahl auch nach einer Änderung; die Angabe entfällt. "
            f"Kommt sie von außen, hält die Probe „gleich: {other.name}“ beide zusammen."
        )
        return note("ZAH-414", place, text, remedy)
    text = f"Die Angabe {quote(own.name)} ist {printed(own.figure)}; {title} ist aber {printed(other.figure)}."
    remedy = (
        f"Wenn dasselbe gemeint ist, bitte im Text {shown} schreiben; die Angabe entfällt. "
        "Sonst sagt eine Probe, wie beide zusammenhängen."
    )
    return note("ZAH-415", place, text, remedy)


def _sums(
    lists: Iterable[tuple[str, list[str]]],
    open_ones: Mapping[str, Known],
    figures: Mapping[str, Quantity],
    about: Subject,
    source: Source,
) -> Iterator[Problem]:
    """A hint for each entered count that the parts of a list nearly add up to, or of two lists to the same sum."""
    sums = [(noun, names, sum(figures[name].value for name in names)) for noun, names in lists]
    for own in open_ones.values():
        if not sums or UNITS[own.figure.unit] != "anzahl":
            continue
        fitting = [one for one in sums if one[0] == head_of(own)]
        totals = [total for _noun, _names, total in fitting]
        if any(own.name in names for _noun, names, _total in fitting):
            continue
        for _noun, names, total in fitting:
            is_near = own.value >= 10 and abs(own.value - total) <= _NEAR
            is_sure = totals.count(total) > 1 and is_whole(own, about)
            if own.value != total and (is_near or is_sure):
                yield _sum_told(own, names, total, figures, source)
                break


def _sum_told(own: Known, names: list[str], total: Any, figures: Mapping[str, Quantity], source: Source) -> Problem:
    parts = [f"„{name}“ ({printed(figures[name])})" for name in names[:_NAMED]]
    rest = [f"{len(names) - _NAMED} weitere"] if len(names) > _NAMED else []
    text = (
        f"Die Angabe {quote(own.name)} ist {printed(own.figure)}; "
        f"{german.join_list([*parts, *rest])} sind zusammen aber {german.number(total)}."
    )
    remedy = "Bitte prüfen, welche Zahl falsch ist; eine Probe „summe“ rechnet sie künftig nach."
    return note("ZAH-415", source.place(("angaben", own.name, "wert")), text, remedy)


def _lists(text: Sequence[Passage], figures: Mapping[str, Quantity]) -> Iterator[tuple[str, list[str]]]:
    """The figures with which the entries of a list begin, all counting the same noun; and the stem of that noun."""
    for noun, members in groupby(text, key=lambda passage: _counted_first(passage, figures)):
        names = [passage.origins[0].pointer[1:] for passage in members] if noun else []
        if 1 < len(set(names)) == len(names) <= _PARTS:
            yield noun, names


def _counted_first(passage: Passage, figures: Mapping[str, Quantity]) -> str:
    """The stem of the noun that a figure counts at the beginning of a passage, "" without one."""
    first = passage.origins[0] if passage.origins else None
    if first is None or first.start or first.pointer[:1] != "=":
        return ""
    figure = figures.get(first.pointer[1:])
    if figure is None or UNITS[figure.unit] != "anzahl" or not _is_number(figure):
        return ""
    noun = noun_after(passage.text, first.end)[1]
    return stem(noun) if noun else ""
