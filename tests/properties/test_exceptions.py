"""Exceptions of any kind: they take back what they name, nothing else, and striking them brings it back."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.checks.test_rules import LISTS, loaded, rules
from vorlagenwerk.checks.rules.exceptions import Excused, apply_exceptions
from vorlagenwerk.checks.rules.judging import check_rules
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note
from vorlagenwerk.project.rulespec import RuleSpec

RULES = ("EX-001", "EX-002", "EX-003", "EX-004")
TEXTS = [
    note("ZAH-411", Place("content/a.yaml", 1, 2), f"Im Text steht „{number} Projekte“.", "A.") for number in (2, 3)
]


@cache
def specs() -> tuple[RuleSpec, ...]:
    """Two rules on entries, one on the whole document, one without exceptions."""
    each = {"fuer": "zeilen", "feld": "a"}
    return rules(
        {**each, "pruefe": "eintrag.a < 3", "meldung": "Es sind {{ eintrag.a }} Projekte."},
        {**each, "pruefe": "eintrag.a != 4", "meldung": "Es sind {{ eintrag.a }} Anträge."},
        {"pruefe": "zeilen | anzahl == 9", "meldung": "Es sind {{ zeilen | anzahl }} Zeilen."},
        {**each, "pruefe": "eintrag.a < 5", "ausnahmen": "verboten"},
    )


codes = st.sampled_from((*RULES, "EX-009", "SCH-101", "ZAH-411", "TXT-361"))
words = st.sampled_from(("3 Projekte", "4\u00a0Projekte", "Anträge", "gibt es nicht"))
exceptions = st.lists(
    st.fixed_dictionaries(
        {"regel": codes, "begruendung": st.just("Darum.")},
        optional={
            "eintrag": st.integers(1, 6),
            "stelle": words,
            "wert": st.integers(3, 5).map(str),
            "alle": st.booleans(),
        },
    ),
    max_size=5,
)
rows = st.lists(st.integers(0, 6), max_size=5)


def applied(values: list[int], said: list[dict[str, Any]]) -> tuple[list[Problem], list[Excused]]:
    """What remains and what is excused in a document with these entries and exceptions."""
    data = {"zeilen": [{"a": value} for value in values], "ausnahmen": said}
    source = loaded(data, "content/a.yaml")
    hits, trouble = check_rules(specs(), source, data, {}, (), LISTS, "")
    assert trouble == []
    return apply_exceptions(source, said, hits, TEXTS, specs())


def findings(kept: list[Problem]) -> Counter[tuple[str, str]]:
    """Code and text of what is not about exceptions."""
    return Counter((problem.code, problem.text) for problem in kept if not problem.code.startswith("AUS"))


def taken_back(excused: list[Excused]) -> Counter[tuple[str, str]]:
    """Code and text of what was excused."""
    return Counter((one.rule, one.text) for one in excused)


@settings(max_examples=80, deadline=None)
@given(rows, exceptions)
def test_every_finding_is_told_or_excused_once(values: list[int], said: list[dict[str, Any]]) -> None:
    """Striking all exceptions brings back exactly what they excused."""
    kept, excused = applied(values, said)
    assert findings(kept) + taken_back(excused) == findings(applied(values, [])[0])


@settings(max_examples=80, deadline=None)
@given(rows, exceptions)
def test_an_exception_hides_no_other_finding(values: list[int], said: list[dict[str, Any]]) -> None:
    """What is excused was named by rule, entry and words; a rule that allows no exception is always told."""
    kept, excused = applied(values, said)
    for one in excused:
        (entry, words) = (one.entry.split(".")[0], " ".join(one.text.split()))
        assert any(
            claim["regel"] == one.rule
            and claim.get("eintrag") in (None, int(entry) if entry else None)
            and " ".join(claim.get("stelle", "").split()) in words
            and (claim.keys() & {"eintrag", "stelle"} or claim.get("alle") or one.rule == "EX-003")
            and ("wert" not in claim or values[int(entry) - 1] == int(claim["wert"]))
            for claim in said
        ), one
        assert one.rule not in ("EX-004", "SCH-101")
    broken = sum(value >= 5 for value in values)
    assert sum(problem.code == "EX-004" for problem in kept) == broken


@settings(max_examples=80, deadline=None)
@given(rows, exceptions)
def test_an_exception_is_used_or_told(values: list[int], said: list[dict[str, Any]]) -> None:
    """No exception lies in a paper without effect and without a word about it."""
    kept, excused = applied(values, said)
    told = sum(problem.code.startswith("AUS") for problem in kept)
    used = {one.place for one in excused}
    assert told + len(used) == len(said)
