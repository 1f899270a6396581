"""Exceptions: what they take back, what remains, and those that are wrong themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.unit.checks.test_rules import judged, loaded, rules
from vorlagenwerk.checks.rules.exceptions import Excused, apply_exceptions, excuse_texts
from vorlagenwerk.checks.rules.judging import MOST_TOLD
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note

EACH = {"fuer": "zeilen", "pruefe": "eintrag.a < 3", "meldung": "Es sind {{ eintrag.a }} Projekte.", "feld": "a"}
WHOLE = {"pruefe": "zeilen | anzahl == 9", "titel": "Neun Zeilen"}
STRICT = {"pruefe": "false", "ausnahmen": "verboten"}
ROWS = [{"a": 1}, {"a": 4}, {"a": 5}]
TEXT = note("ZAH-411", Place("content/a.yaml", 1, 2), "Im Text steht „24\u00a0Projekte“.", "Bitte verweisen.")


def applied(
    *said: Mapping[str, Any], rows: Sequence[Any] = ROWS, other: Sequence[Problem] | None = ()
) -> tuple[list[str], list[Excused]]:
    """Codes of what remains, and what is excused, of the rules above in a document with these exceptions."""
    full = [{"begruendung": "Darum.", **one} for one in said]
    data = {"zeilen": list(rows), "ausnahmen": full}
    hits, trouble = judged(data, EACH, WHOLE, STRICT)
    assert trouble == []
    kept, excused = apply_exceptions(loaded(data, "content/a.yaml"), full, hits, other, rules(EACH, WHOLE, STRICT))
    return [problem.code for problem in kept], excused


ALL = ["EX-001", "EX-001", "EX-002", "EX-003"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([], ALL),
        ([{"regel": "EX-001", "eintrag": 2}], ["EX-001", "EX-002", "EX-003"]),
        ([{"regel": "EX-001", "alle": True}], ["EX-002", "EX-003"]),
        ([{"regel": "EX-001"}], [*ALL, "AUS-406"]),
        ([{"regel": "EX-001", "alle": False}], [*ALL, "AUS-406"]),
        ([{"regel": "EX-001", "alle": True, "eintrag": 2}], [*ALL, "AUS-406"]),
        ([{"regel": "EX-001", "eintrag": 2, "wert": "4"}], ["EX-001", "EX-002", "EX-003"]),
        ([{"regel": "EX-001", "eintrag": 2, "wert": "5"}], [*ALL, "AUS-401"]),
        ([{"regel": "EX-001", "stelle": "Projekte", "wert": "5"}], ["EX-001", "EX-002", "EX-003"]),
        ([{"regel": "EX-002", "wert": "5"}], [*ALL, "AUS-405"]),
        ([{"regel": "EX-002", "alle": True}], ["EX-001", "EX-001", "EX-003"]),
        ([{"regel": "EX-001", "stelle": "5 Projekte"}], ["EX-001", "EX-002", "EX-003"]),
        ([{"regel": "EX-002"}], ["EX-001", "EX-001", "EX-003"]),
        ([{"regel": "EX-001", "eintrag": 2}, {"regel": "EX-001", "eintrag": 3}], ["EX-002", "EX-003"]),
        ([{"regel": "EX-001", "eintrag": 1}], [*ALL, "AUS-401"]),
        ([{"regel": "EX-001", "stelle": "7 Projekte"}], [*ALL, "AUS-401"]),
        ([{"regel": "EX-009"}], [*ALL, "AUS-402"]),
        ([{"regel": "SCH-101"}], [*ALL, "AUS-403"]),
        ([{"regel": "EX-003"}], [*ALL, "AUS-403"]),
        ([{"regel": "EX-002"}, {"regel": "EX-002"}], ["EX-001", "EX-001", "EX-003", "AUS-404"]),
        ([{"regel": "EX-001", "eintrag": 4}], [*ALL, "AUS-405"]),
        ([{"regel": "EX-002", "eintrag": 1}], [*ALL, "AUS-405"]),
    ],
)  # fmt: skip
def test_what_remains(said: list[dict[str, Any]], kept: list[str]) -> None:
    """An exception takes back what it names and no more; a wrong one takes back nothing and is told once."""
    assert applied(*said)[0] == kept


def on_exception(*said: Mapping[str, Any]) -> Problem:
    """The one finding on an exception."""
    full = [{"begruendung": "Darum.", **one} for one in said]
    data = {"zeilen": ROWS, "ausnahmen": full}
    source = loaded(data, "content/a.yaml")
    found, _excused = apply_exceptions(source, full, judged(data, EACH)[0], [TEXT], rules(EACH))
    (problem,) = (problem for problem in found if problem.code.startswith("AUS"))
    return problem


def test_an_exception_that_names_no_entry_is_told_which_are_meant() -> None:
    """Those at which the rule is broken and that no other exception names."""
    assert "hier „eintrag: 2“ und „eintrag: 3“." in on_exception({"regel": "EX-001"}).remedy
    assert "hier „eintrag: 3“." in on_exception({"regel": "EX-001"}, {"regel": "EX-001", "eintrag": 2}).remedy
    assert "hier „stelle: 24\u00a0Projekte“." in on_exception({"regel": "ZAH-411"}).remedy


def test_an_exception_remembers_the_value_that_it_is_for() -> None:
    """A new value needs a new reason; both values are told."""
    found = on_exception({"regel": "EX-001", "eintrag": 2, "wert": "1277"})
    assert "Begründet ist sie für „1277“, im Feld „zeilen, 2. Eintrag, a“ steht „4“." in found.text


def test_exceptions_of_very_many_entries_are_all_used() -> None:
    """How many are listed has nothing to do with which are stale."""
    rows = [{"a": 4}] * 700
    said = [{"regel": "EX-001", "eintrag": number, "wert": "4"} for number in range(1, 701)]
    assert applied(*said, rows=rows)[0] == ["EX-002", "EX-003"]


def test_what_is_excused_is_listed_with_its_reason() -> None:
    """For the audit report: rule, title, reason, where it stands, what the rule had said, which entry."""
    (excused,) = applied({"regel": "EX-001", "eintrag": 3, "begruendung": "Der Antrag ist älter."})[1]
    assert excused[:3] == ("EX-001", "Eine Regel", "Der Antrag ist älter.")
    assert (excused.text, excused.entry) == ("Es sind 5 Projekte.", "3. Eintrag")
    assert excused.place.file == "content/a.yaml" and excused.place.column > 1


@pytest.mark.parametrize(
    ("said", "codes", "count"),
    [
        ([{"regel": "ZAH-411", "alle": True}], [], 1),
        ([{"regel": "ZAH-411"}], ["ZAH-411", "AUS-406"], 0),
        ([{"regel": "ZAH-411", "stelle": "24 Projekte"}], [], 1),
        ([{"regel": "ZAH-411", "stelle": "25 Projekte"}], ["ZAH-411", "AUS-401"], 0),
        ([{"regel": "TXT-361"}], ["ZAH-411", "AUS-401"], 0),
        ([{"regel": "EX-001"}], ["ZAH-411"], 0),
    ],
)
def test_findings_on_the_finished_text_can_be_excused(said: list[dict[str, Any]], codes: list[str], count: int) -> None:
    """By the words that they quote, whatever the blanks between them; exceptions from rules are not judged here."""
    full = [{"begruendung": "Darum.", **one} for one in said]
    kept, excused = excuse_texts(loaded({"ausnahmen": full}, "content/a.yaml"), full, [TEXT])
    assert ([problem.code for problem in kept], len(excused)) == (codes, count)


def test_exceptions_from_checks_that_did_not_run_are_not_judged() -> None:
    """Where rules stop a document its text is never made, and nobody knows what would be found in it."""
    assert applied({"regel": "ZAH-411", "alle": True}, other=None)[0] == ALL
    assert applied({"regel": "ZAH-411", "alle": True}, other=())[0] == [*ALL, "AUS-401"]
    assert applied({"regel": "ZAH-411", "alle": True}, other=[TEXT])[0] == ALL


def test_of_very_many_hits_the_first_are_told() -> None:
    """The others are one number, of the same rule, so that its exception covers them too."""
    rows = [{"a": 4}] * 100
    assert applied(rows=rows)[0] == ["EX-001"] * (MOST_TOLD + 1) + ["EX-002", "EX-003"]
    assert applied({"regel": "EX-001", "alle": True}, rows=rows)[0] == ["EX-002", "EX-003"]
    assert applied({"regel": "EX-001", "eintrag": 99}, rows=rows)[0].count("AUS-401") == 0
