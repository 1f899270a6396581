"""Rules compiled: all conditions into one run, the slots of a message when it is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vorlagenwerk.basics import expressions, german
from vorlagenwerk.basics.expressions import Condition, Expression, ExpressionError, Loop
from vorlagenwerk.checks.figures import FORMATS
from vorlagenwerk.checks.language import FORMULA_FILTERS
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.rulespec import RuleSpec

FUNCTIONS = {"schluessel": "_schluessel", "anlagen": "_anlagen"}
"""Functions of rules, and the names under which they are called: a field may have their name."""
REPORT = "_melde"
"""The name of the function that a run calls where a rule is broken."""

_PARTS = ("eintrag", "nummer", "vorher", "darueber")
_QUICK = frozenset({*FUNCTIONS.values(), REPORT})
_FILTERS = {**FORMATS, **FORMULA_FILTERS}


@cache
def rule_sandbox() -> expressions.Sandbox:
    """The sandbox in which rules are judged; what they look at is counted."""
    return expressions.make_sandbox(filters=_FILTERS, functions={}, counts=True, quick_functions=_QUICK)


@cache
def slots_sandbox() -> expressions.Sandbox:
    """The sandbox in which messages are filled: plain text, every value clipped."""
    return expressions.make_sandbox(
        filters=_FILTERS, functions={}, finalize=_shown, escapes=False, counts=True, quick_functions=_QUICK
    )


class Need(NamedTuple):
    """A list that a run goes through: the path to it, the type of the annexes that it is repeated for, the fields that
    make groups of it, and of each rule the fields on which its verdict on an entry depends, where it does on no more.
    """

    path: tuple[str, ...]
    annex: str
    groups: tuple[str, ...]
    keys: Mapping[int, tuple[str, ...] | None]


class Program(NamedTuple):
    """Rules compiled into one run; `needs` are the lists that it goes through, by the name of their rows."""

    rules: tuple[RuleSpec, ...]
    run: expressions.Rendered
    needs: Mapping[str, Need]
    constants: Mapping[str, Any]


@lru_cache(maxsize=256)
def compiled(rules: tuple[RuleSpec, ...]) -> Program:
    """The rules as one run; 200 papers of a type compile it once. Raises ExpressionError."""
    lists: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for number, rule in enumerate(rules):
        lists.setdefault((rule.list_path, rule.annex_type), []).append(number)
    loops: list[Loop] = []
    needs = {}
    for (path, annex), numbers in lists.items():
        groups = tuple(dict.fromkeys(rules[n].group_field for n in numbers if rules[n].group_field))
        conditions = [(n, _condition(rules[n], n, groups)) for n in numbers]
        name = f"_zeilen_{len(loops)}"
        loops.append(Loop(name, [*_parts(path, annex, groups), *(said.due for _, said in conditions)], conditions))
        needs[name] = Need(path, annex, groups, {n: _key(rules[n], said) for n, said in conditions})
    constants = {_constant(n, name): value for n, rule in enumerate(rules) for name, value in rule.constants}
    return Program(rules, expressions.compile_loops(rule_sandbox(), loops, REPORT), needs, constants)


def _parts(path: tuple[str, ...], annex: str, groups: Sequence[str]) -> list[str]:
    """The names of what a row of a list puts together for each entry."""
    named = [*_PARTS, *(f"_gruppe_{name}" for name in groups)] if path else []
    return ["_stelle", *named, *(["anlage"] if annex else [])]


def _constant(number: int, name: str) -> str:
    return f"_wert_{number}_{name}"


def _known(rule: RuleSpec, number: int) -> dict[str, str]:
    known = {name: _constant(number, name) for name, _value in rule.constants}
    return known | ({"gruppe": f"_gruppe_{rule.group_field}"} if rule.group_field else {})


def values_of(rule: RuleSpec) -> list[str]:
    """The names of what a run reports of a broken rule: what its message may speak of besides the document."""
    named = [*_PARTS, *(["gruppe"] if rule.group_field else [])] if rule.list_path else []
    return [*named, *(["anlage"] if rule.annex_type else []), *(name for name, _ in rule.computed)]


def _condition(rule: RuleSpec, number: int, groups: Sequence[str]) -> Condition:
    computed = [(name, _parsed(source)) for name, source in rule.computed]
    when = _parsed(rule.condition) if rule.condition else None
    asked = set(when.names) if when else set()
    for name, expression in reversed(computed):  # what `wenn` needs comes before it, all else may rely on it
        if name in asked:
            asked |= expression.names
    first = [pair for pair in computed if pair[0] in asked]
    then = [pair for pair in computed if pair[0] not in asked]
    return Condition(f"_faellig_{number}", _known(rule, number), first, when, then, _parsed(rule.test), values_of(rule))


def _key(rule: RuleSpec, said: Condition) -> tuple[str, ...] | None:
    """The fields of an entry on which a verdict depends; None where it depends on more than the entry, or on all of it.

    Entries with the same group have the same value in the field that makes it.
    """
    wholes = frozenset().union(*(part.wholes for part in said.parts))
    fields = {field for part in said.parts for field in part.fields}
    elsewhere = any(name in _PARTS and name != "eintrag" for name, _ in fields) or wholes.intersection(_PARTS)
    if elsewhere or rule.annex_type or not rule.list_path:
        return None
    own = {field for name, field in fields if name == "eintrag"}
    is_grouped = "gruppe" in wholes or any(name == "gruppe" for name, _ in fields)
    return tuple(sorted(own | {rule.group_field} if is_grouped else own)) or None


def _parsed(source: str) -> Expression:
    return expressions.parse_expression(rule_sandbox(), source, FUNCTIONS)


@lru_cache(maxsize=1024)
def slots(source: str) -> expressions.Rendered:
    """A text with slots, compiled. Raises ExpressionError."""
    return expressions.compile_slots(slots_sandbox(), source, FUNCTIONS)


def _shown(value: Any) -> str:
    """A value in a message: German, on one line, clipped."""
    if value is None:
        return "nichts"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, Decimal):
        value = german.number(value, group=False)
    elif isinstance(value, (list, tuple, dict)):
        value = list(value.values()) if isinstance(value, dict) else value
        value = ", ".join(map(_shown, value[:20]))
    return quote(value)[1:-1]


def slots_problem(rule: RuleSpec, field: str, trouble: ExpressionError) -> Problem:
    """The finding on a text whose slots cannot be filled."""
    text = f"In der Regel {rule.ident} lässt sich „{field}“ nicht ausfüllen. {trouble.text}"
    remedy = "In doppelten geschweiften Klammern stehen Ausdrücke wie in „pruefe“."
    return error("TYP-410", rule.place(field), text, remedy)


def syntax_problem(rule: RuleSpec) -> Problem | None:
    """The finding on the first expression of a rule that is not written correctly."""
    for field, expression in rule.expressions():
        try:
            expressions.compile_expression(rule_sandbox(), expression)
        except ExpressionError as trouble:
            text = f"Der Ausdruck {quote(expression)} der Regel {rule.ident} ist nicht zu lesen. {trouble.text}"
            return error("TYP-410", rule.place(*field), text, "Bitte Klammern, Anführungszeichen und Filter prüfen.")
    return None
