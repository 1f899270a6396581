"""How much findings weigh in a house (`stufen` in `templates/_stil/profile.yaml`): more, less, or not told at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import Level, Problem, error, quote
from vorlagenwerk.project.project import Folder
from vorlagenwerk.project.settings import load_settings

Levels = Mapping[str, Level | None]
"""The level of a code or rule, None for one that is not told."""

PROFILES_FILE = "_stil/profile.yaml"
_TEXT_CHECK = re.compile(r"TXT-3[367][0-9]|ZAH-41[0-9]")
"""Findings on the wording, about which houses may differ; a schema, a code or an annex is right or wrong everywhere."""


def levels_said(said: Mapping[str, Any]) -> Levels:
    """The levels of a `stufen` group as the meta schema lets it be."""
    return {code: None if word == "aus" else Level[word.upper()] for code, word in said.get("stufen", {}).items()}


def common_levels(templates: Folder) -> Levels:
    """The levels of all houses, for documents that belong to none; trouble with the file is told by `load_profiles`."""
    file = f"{templates.name}/{PROFILES_FILE}"
    data = load_settings(templates, file, "profile")[0] if templates.has(file) else None
    return levels_said(data or {})


def levelled(problems: Iterable[Problem], levels: Levels) -> list[Problem]:
    """The findings with the levels of a house, without those that it does not want to be told."""
    if not levels:
        return list(problems)
    found = []
    for problem in problems:
        level = levels.get(problem.code, problem.level) if _may_differ(problem.code) else problem.level
        if level is not None:
            found.append(problem._replace(level=level))
    return found


def check_levels(templates: Folder, rules: Collection[str]) -> list[Problem]:
    """Codes in `stufen` that do not exist or may not differ; `rules` are the ids of the rules of all types."""
    data, source, _problems = load_settings(templates, f"{templates.name}/{PROFILES_FILE}", "profile")
    if data is None or source is None:
        return []
    houses: Mapping[str, Any] = data.get("profile", {})
    groups: list[tuple[Path, Any]] = [((), data), *((("profile", name), said) for name, said in houses.items())]
    return [
        problem
        for path, said in groups
        for code in said.get("stufen", ())
        if code not in rules
        for problem in _judged(code, (*path, "stufen", code), source, rules)
    ]


def _judged(code: str, path: Path, source: Source, rules: Collection[str]) -> Iterator[Problem]:
    place = source.place(path, key=True)
    allowed = [*filter(_TEXT_CHECK.fullmatch, catalogue()), *rules]
    if code not in catalogue():
        near = german.nearest(code, allowed)
        meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
        text = f"Das Kennzeichen {quote(code)} gibt es nicht."
        yield error("STI-536", place, text, f"{meant}Der Befehl „list“ zeigt die Regeln, „explain“ die Meldungen.")
    elif not _may_differ(code):
        text = f"Die Stufe der Meldung {quote(code)} lässt sich nicht ändern."
        remedy = "Einstellbar sind Regeln und die Prüfungen des Textes (TXT-33x, TXT-36x, TXT-37x, ZAH-41x)."
        yield error("STI-536", place, text, remedy)


def _may_differ(code: str) -> bool:
    return _TEXT_CHECK.fullmatch(code) is not None or code not in catalogue()
