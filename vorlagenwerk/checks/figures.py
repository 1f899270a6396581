"""Figures: computed from the content, entered once, or taken from an annex; every one has a name and a unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vorlagenwerk.basics import expressions, german
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.checks.language import FORMULA_FILTERS
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.doctype import FigureSpec


class Quantity(NamedTuple):
    """A figure: its value, its unit (a key of `_PRINTERS`), what it means and where it comes from.

    `origin` is the formula of a computed figure, the source of one that was entered (`is_entered`).
    """

    value: Any
    unit: str
    title: str = ""
    origin: str = ""
    is_entered: bool = False


def in_euro(value: Any) -> Any:
    """The amount in euro of a figure or of a bare number that is meant in euro."""
    if isinstance(value, Quantity):
        return value.value * 1000 if value.unit == "tsd_euro" else value.value
    return value


def plain(value: Any) -> Any:
    """The bare value of a figure."""
    return value.value if isinstance(value, Quantity) else value


FORMATS: Mapping[str, Callable[[Any], str]] = {
    "euro": lambda value: german.euro(in_euro(value)),
    "tsd_euro": lambda value: german.thousand_euro(in_euro(value)),
    "mio_euro": lambda value: german.million_euro(in_euro(value)),
    "zahl": lambda value: german.number(plain(value)),
    "prozent": lambda value: german.percent(plain(value)),
    "datum": lambda value: german.date(plain(value)),
    "datum_lang": lambda value: german.date_long(plain(value)),
    "wochentag": lambda value: german.weekday(plain(value)),
}
"""The closed list of filters that turn a value into German text, in templates as in prose."""

_PRINTERS: Mapping[str, Callable[[Any], str]] = {
    "anzahl": FORMATS["zahl"],
    "dezimal": FORMATS["zahl"],
    "euro": FORMATS["euro"],
    "tsd_euro": FORMATS["tsd_euro"],
    "prozent": FORMATS["prozent"],
    "datum": FORMATS["datum"],
    "text": lambda value: str(plain(value)),
}


def printed(figure: Quantity) -> str:
    """The German text of a figure by its unit, when no filter says otherwise."""
    return _PRINTERS[figure.unit](figure)


LookUp = Callable[[str, str], Mapping[str, str] | None]
"""`schluessel("liste", code)`: what a code list says about a code, None where it is unknown or not valid that day."""


@cache
def sandbox() -> expressions.Sandbox:
    """The sandbox in which figures are worked out; what they look at is counted."""
    return expressions.make_sandbox(filters={**FORMATS, **FORMULA_FILTERS}, functions={}, counts=True)


@cache
def _free_names(formula: str) -> frozenset[str]:
    return expressions.names_in(sandbox(), formula)


@cache
def _formula(source: str) -> Callable[[Mapping[str, Any]], Any]:
    return expressions.compile_expression(sandbox(), source)


def compute_figures(
    specs: Sequence[FigureSpec], data: Mapping[str, Any], look_up: LookUp | None = None
) -> tuple[dict[str, Quantity], list[Problem]]:
    """The figures of a document from its data, each after those that its formula uses.

    Formulas ask code lists by `look_up`, under the name `schluessel`.
    A formula that is broken, circular or does not fit the data is a finding at the formula (TYP-4xx).
    """
    values: dict[str, Any] = {**data, "schluessel": look_up}
    figures: dict[str, Quantity] = {}
    problems: list[Problem] = []
    rounds, circle = _rounds(tuple(specs))
    for ready in rounds:
        found, troubles = _evaluate(ready, values)
        problems += troubles
        values |= found
        for spec in ready:
            if spec.name in found:
                figures[spec.name] = Quantity(found[spec.name], spec.unit, spec.title, spec.formula)
    return figures, [*problems, *([_circular(circle)] if circle else [])]


@lru_cache(maxsize=64)
def _rounds(specs: tuple[FigureSpec, ...]) -> tuple[list[list[FigureSpec]], list[FigureSpec]]:
    """The figures of a type in rounds, each using only those of earlier ones, and those that use each other."""
    rounds = []
    waiting = {spec.name: spec for spec in specs}
    while ready := [spec for spec in waiting.values() if not _used(spec.formula, waiting.keys())]:
        rounds.append(ready)
        for spec in ready:
            del waiting[spec.name]
    return rounds, list(waiting.values())


def _evaluate(specs: Sequence[FigureSpec], values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The values of formulas that do not need each other: all at once, one by one when one of them fails."""
    try:
        together = _formula("[" + ", ".join(f"({spec.formula})" for spec in specs) + "]")
        return dict(zip((spec.name for spec in specs), together(values), strict=True)), []
    except ExpressionError:
        pass
    found, problems = {}, []
    for spec in specs:
        try:
            found[spec.name] = _formula(spec.formula)(values)
        except ExpressionError as trouble:
            text = f"Die Kennzahl „{spec.name}“ lässt sich nicht berechnen. {trouble.text}"
            remedy = (
                f"Bitte die Formel berichtigen: {quote(spec.formula)}. Felder, die fehlen können, fängt „if … else“ ab."
            )
            problems.append(error("TYP-401", spec.place, text, remedy))
    return found, problems


def _used(formula: str, names: Collection[str]) -> set[str]:
    """Which of the names a formula uses; a formula that cannot be read uses none and fails when evaluated."""
    suspects = {name for name in re.findall(r"[a-z_][a-z0-9_]*", formula) if name in names}
    if not suspects:
        return suspects  # most formulas use no other figure, and parsing is dear
    try:
        return suspects & _free_names(formula)
    except ExpressionError:
        return set()


def _circular(specs: list[FigureSpec]) -> Problem:
    names = german.join_list([f"„{spec.name}“" for spec in specs])
    text = f"Die Kennzahlen {names} hängen im Kreis voneinander ab."
    return error("TYP-402", specs[0].place, text, "Bitte eine der Formeln so ändern, dass der Kreis aufgeht.")


def entered_figures(data: Mapping[str, Any]) -> dict[str, Quantity]:
    """The figures entered once under `angaben`."""
    return {
        name: Quantity(said["wert"], said["einheit"], said.get("titel", ""), said.get("quelle", ""), is_entered=True)
        for name, said in data.get("angaben", {}).items()
    }
