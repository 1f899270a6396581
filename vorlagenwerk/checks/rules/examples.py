"""The examples of rules, run (verb `check`): in good ones the rule finds nothing, in bad ones something."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.schema import Shape, coerce
from vorlagenwerk.checks.figures import compute_figures, entered_figures
from vorlagenwerk.checks.rules.judging import Annexed, check_rules
from vorlagenwerk.checks.rules.names import choice
from vorlagenwerk.checks.rules.programs import rule_sandbox
from vorlagenwerk.data.positions import Path, field_name
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.lists import CodeLists
from vorlagenwerk.project.rulespec import RuleSpec

DocTypes = Callable[[str], DocType | None]


def check_examples(
    rules: Iterable[RuleSpec], doctype: DocType, lists: CodeLists, doctypes: DocTypes
) -> list[Problem]:  # fmt: skip
    """Every example of rules of a type, run: in good ones the rule finds nothing, in bad ones something (TYP-416, 417).

    The rules are those in which `check_rule_names` found nothing: of the others no example can be right.
    """
    problems: list[Problem] = []
    for rule in rules:
        told: dict[str, Problem] = {}  # an expression that fails in every example fails once
        for kind, examples in (("gut", rule.good), ("schlecht", rule.bad)):
            for index, example in enumerate(examples):
                for problem in _check_example(rule, kind, index, example, doctype, lists, doctypes):
                    told.setdefault(problem.text, problem)
        problems += told.values()
    return problems


def _check_example(
    rule: RuleSpec, kind: str, index: int, said: Mapping[str, Any], doctype: DocType, lists: CodeLists,
    doctypes: DocTypes,
) -> list[Problem]:  # fmt: skip
    path: Path = ("beispiele", kind, index)
    annex_type = _annex_type(rule)
    annex = doctypes(annex_type) if annex_type else None
    if annex_type and annex is None:
        return []  # the type of the annex is broken, which is told there
    own = {name: value for name, value in said.items() if annex is None or name != "anlage"}
    unknown = list(_unknown_fields(own, doctype.schema.shape, ()))
    if annex is not None:
        unknown += _unknown_fields(said.get("anlage") or {}, annex.schema.shape, ("anlage",))
    if unknown:
        way, known = unknown[0]
        text = f"Das Feld {quote(field_name(way))} gibt es in diesem Dokumenttyp nicht."
        place = rule.source.place(("regeln", rule.position, *path, *way), key=True)
        return [error("TYP-417", place, text, choice(str(way[-1]), known))]
    annexes = []
    if annex is not None and "anlage" in said:
        taken = _completed(said["anlage"], annex.schema.shape)
        look_up = partial(lists.fields, day=annex.day_of(taken))
        figures, _ = compute_figures(annex.figures, taken, look_up)
        annexes = [Annexed(str(said["anlage"].get("kennung", annex.name)), annex.name, taken, figures)]
    data = _completed(own, doctype.schema.shape)
    day = doctype.day_of(data)
    # a figure that this piece of content cannot give is unknown
    figures, _ = compute_figures(doctype.figures, data, partial(lists.fields, day=day))
    entered = entered_figures({"angaben": own.get("angaben") or {}})
    hits, trouble = check_rules([rule], rule.source, data, {**entered, **figures}, annexes, lists, day)
    return _verdict(rule, path, [problem.text for problem in trouble], [hit.problem.text for hit in hits[:1]])


def _verdict(rule: RuleSpec, path: Path, trouble: list[str], said: list[str]) -> list[Problem]:
    place = rule.place(*path)
    if trouble:
        remedy = "Bitte den Ausdruck berichtigen, oder im Beispiel die Felder ergänzen, die er braucht."
        return [error("TYP-416", place, f"Das Beispiel lässt sich nicht prüfen. {trouble[0]}", remedy)]
    number = f"Das {int(path[2]) + 1}. "
    if said and path[1] == "gut":
        text = f"{number}gute Beispiel der Regel {rule.ident} ist gar nicht gut: Die Regel meldet {quote(said[0])}."
        return [error("TYP-416", place, text, "Bitte die Regel oder das Beispiel berichtigen.")]
    if not said and path[1] == "schlecht":
        text = f"Im {int(path[2]) + 1}. schlechten Beispiel der Regel {rule.ident} meldet die Regel nichts."
        return [error("TYP-416", place, text, "Bitte die Regel oder das Beispiel berichtigen.")]
    return []


def _annex_type(rule: RuleSpec) -> str:
    """The type of the annex in the rule's examples: that of the rule, or the one that an expression asks for."""
    if rule.annex_type:
        return rule.annex_type
    for _field, source in rule.expressions():
        for kind in sorted(expressions.calls_in(rule_sandbox(), source, "anlagen", template=False)):
            return kind
    return ""


def _unknown_fields(data: Any, shape: Shape, way: Path) -> Iterator[tuple[Path, list[str]]]:
    """The paths of fields that the schema does not know, with the names that it knows there."""
    if isinstance(data, dict):
        for name, value in data.items():
            child = shape.fields.get(name, shape.extra)
            if child is not None:
                yield from _unknown_fields(value, child, (*way, name))
            elif shape.fields:
                yield (*way, name), list(shape.fields)
    elif isinstance(data, list) and shape.entry is not None:
        for index, entry in enumerate(data):
            yield from _unknown_fields(entry, shape.entry, (*way, index))


def _completed(said: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """An example as content would be: typed by the schema, with the fields that were left out."""
    data = copy.deepcopy(dict(said))
    coerce(data, shape)
    full: dict[str, Any] = _filled(data, shape)
    return full


def _filled(data: Any, shape: Shape | None) -> Any:
    if shape is None:
        return data
    if isinstance(data, dict):
        empty: dict[str, Any] = {
            name: [] if field.entry and name in shape.required else None for name, field in shape.fields.items()
        }
        return empty | {name: _filled(value, shape.fields.get(name, shape.extra)) for name, value in data.items()}
    if isinstance(data, list):
        return [_filled(entry, shape.entry) for entry in data]
    return data
