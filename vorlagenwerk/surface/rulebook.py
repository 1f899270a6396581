"""What `explain` prints: a code of the catalogue, a rule of a document type, or all rules of a type as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vorlagenwerk.data.catalogue import Explanation, catalogue
from vorlagenwerk.project.project import Project

if TYPE_CHECKING:
    from vorlagenwerk.project.rulespec import RuleSpec

_WIDEST_FLOW = 100
"""Characters up to which an entry of an example stands on one line."""
_PLAIN = re.compile(r"[A-Za-zÄÖÜäöüß](?:[\w .,()/–-]*[\w.)])?|[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Rulebook:
    """Every explanation of a project."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def rules(self) -> Mapping[str, Sequence[RuleSpec]]:
        """The rules of each document type; none where its file is missing or broken (see `check`)."""
        from vorlagenwerk.project.rulespec import load_rules  # codes of the catalogue do not need it

        return {name: load_rules(self._project, name)[0] for name in self._project.type_names()}

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[str, RuleSpec]]:
        return {rule.ident: (name, rule) for name, rules in self.rules.items() for rule in rules}

    def names(self) -> list[str]:
        """Everything that `page` knows."""
        return [*catalogue(), *self._by_code, *self.rules]

    def explain(self, code: str) -> Explanation | None:
        """What a code of a finding means, whether the program's own or a rule's."""
        if code in catalogue():
            return catalogue()[code]
        if code not in self._by_code:
            return None
        kind, rule = self._by_code[code]
        return Explanation(rule.title, "\n".join(_rule(rule, kind)))

    def page(self, word: str) -> str | None:
        """What there is to say of a code, a rule or a document type, as Markdown; None where there is no such thing."""
        if explained := self.explain(word.upper()):
            return f"{word.upper()}: {explained.title}\n\n{explained.text}"
        return "\n".join(_page(word, self.rules[word])) if word in self.rules else None


def _page(kind: str, rules: Sequence[RuleSpec]) -> Iterator[str]:
    """The page of a type: as a list, then rule by rule."""
    yield f"# Die Regeln des Dokumenttyps {kind}"
    yield ""
    if not rules:
        yield f"Dieser Dokumenttyp hat keine Regeln, oder `schemas/{kind}/regeln.yaml` ist fehlerhaft (siehe `check`)."
        return
    yield f"Diese Regeln stehen in `schemas/{kind}/regeln.yaml`; `check` und `build` prüfen sie."
    yield f"Die Seite schreibt das Programm selbst: `python build.py explain {kind}`."
    yield ""
    yield "| Regel | Stufe | Worum es geht |"
    yield "| --- | --- | --- |"
    for rule in rules:
        yield f"| [{rule.ident}](#{_anchor(rule)}) | {rule.level.german} | {rule.title.replace('|', '/')} |"
    for rule in rules:
        yield ""
        yield f"## {rule.ident} {rule.title}"
        yield ""
        yield from _rule(rule, "")


def _anchor(rule: RuleSpec) -> str:
    """The heading's address as git platforms make it."""
    kept = re.sub(r"[^\w\- ]", "", f"{rule.ident} {rule.title}".lower())
    return kept.replace(" ", "-")


def _rule(rule: RuleSpec, kind: str) -> Iterator[str]:
    """Everything about a rule below its title; `kind` is named where the surroundings do not say it."""
    if rule.reason:
        yield from (rule.reason.strip(), "")
    if kind:
        yield f"- Dokumenttyp: {kind}"
    yield f"- Stufe: {rule.level.german}"
    yield f"- Gilt für: {_scope(rule)}"
    if validity := _validity(rule):
        yield f"- Gültig: {validity}"
    if rule.reference:
        yield f"- Grundlage: {rule.reference.strip()}"
    yield f"- Ausnahmen: {'mit Begründung erlaubt' if rule.excusable else 'nicht erlaubt'}"
    for title, examples in (("Richtig", rule.good), ("Falsch", rule.bad)):
        yield from ("", f"{title}:", "", "```text")
        for number, example in enumerate(examples):
            if number:
                yield "# oder"
            yield from _lines(example)
        yield "```"


def _scope(rule: RuleSpec) -> str:
    if rule.list_path:
        entry = f"jeden Eintrag von „{'.'.join(rule.list_path)}“"
        entry += f" ({rule.entry_name})" if rule.entry_name else ""
        entry += f", Einträge mit gleichem „{rule.group_field}“ gemeinsam" if rule.group_field else ""
    else:
        entry = "das ganze Dokument"
    return entry + (f", mit jeder Anlage vom Typ {rule.annex_type}" if rule.annex_type else "")


def _validity(rule: RuleSpec) -> str:
    from vorlagenwerk.basics.german import date

    words = (("ab dem", rule.valid_from), ("bis zum", rule.valid_to))
    return " ".join(f"{word} {date(str(day))}" for word, day in words if day)


def _lines(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """A piece of content as an author would write it."""
    for key, inner in value.items():
        if isinstance(inner, Mapping) and inner:
            yield f"{indent}{key}:"
            yield from _lines(inner, f"{indent}  ")
        elif isinstance(inner, (list, tuple)) and inner:
            yield f"{indent}{key}:"
            yield from (line for entry in inner for line in _entry(entry, f"{indent}  "))
        else:
            yield f"{indent}{key}: {_flow(inner)}"


def _entry(entry: Any, indent: str) -> Iterator[str]:
    flow = _flow(entry)
    if not isinstance(entry, Mapping) or not entry or len(flow) <= _WIDEST_FLOW:
        yield f"{indent}- {flow}"
        return
    for number, line in enumerate(_lines(entry, f"{indent}  ")):
        yield line if number else f"{indent}- {line[len(indent) + 2 :]}"


def _flow(value: Any) -> str:
    """A value on one line; text in quotation marks where YAML might read something else."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        word = value.lower() in ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
        plain = _PLAIN.fullmatch(value) and ", " not in value and not word
        return value if plain else json.dumps(value, ensure_ascii=False)
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
