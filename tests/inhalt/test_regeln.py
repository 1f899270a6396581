"""The shipped rules: each finds what it is made for, in its examples and in the real papers, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CASES, ROOT, WORDINGS, wording
from tests.inhalt import test_kim_regeln
from tests.inhalt.judging import FORM, PAPER, SMALL_FORM, Change, doctype, judge, replace, row, workshop
from vorlagenwerk.checks.rules.examples import check_examples
from vorlagenwerk.checks.rules.names import check_idents, check_rule_names
from vorlagenwerk.data.problems import Level

KINDS = sorted(path.parent.name for path in (ROOT / "schemas").glob("*/regeln.yaml"))
"""All types with rules."""
SK = ("  - gremium: SK\n    beteiligt: true\n", "  - gremium: SK\n    beteiligt: true\n    datum: {}\n")
FORM_FILE = "erhebungsbogen-investitionspakt-2009.yaml"
TITLE = "\n  titel: Investitionspakt 2009"
VK = "  - gremium: VK\n    beteiligt: false\n"


def sk_on(day: str) -> Change:
    """The Strukturkommission meets on a day."""
    return replace((SK[0], SK[1].format(day)))


def one_later(text: str) -> str:
    """All numbers of the form raised by one, as if its first row were lost."""
    return re.sub(r"(?m)^  - nr: (\d+)$", lambda found: f"  - nr: {int(found[1]) + 1}", text)


BROKEN: list[tuple[str, str, Change]] = [
    ("EB-001", "massnahmen, 6. Eintrag, foerderkulisse", row(6, foerderkulisse='"2"')),
    ("EB-001", "massnahmen, 6. Eintrag, foerderkulisse", row(6, hsk='"0"')),
    ("EB-002", "massnahmen, 5. Eintrag, zuwendung", row(5, zuwendung=103)),
    ("EB-002", "massnahmen, 5. Eintrag, zuwendung", row(5, zuwendung=105)),
    ("EB-003", "massnahmen, 5. Eintrag, zuwendung", row(5, zuwendung=106)),
    ("EB-004", "massnahmen, 11. Eintrag, art", row(11, art='"2"')),
    ("EB-006", "massnahmen, 5. Eintrag, foerderprioritaet", row(5, foerderprioritaet="A")),
    ("EB-006", "massnahmen, 15. Eintrag, foerderprioritaet", row(15, konzept='"3"')),
    (
        "EB-008",
        "massnahmen, 6. Eintrag, gemeindeschluessel",
        row(6, gemeindeschluessel='"315000"', kommune="Köln"),
    ),
    (
        "EB-009",
        "massnahmen, 2. Eintrag, hsk",
        row(2, hsk='"0"', foerderkulisse='"2"', foerderprioritaet="2A"),
    ),
    ("EB-010", "massnahmen, 24. Eintrag, nr", replace(("- nr: 24\n", "- nr: 25\n"))),
    ("EB-010", "massnahmen, 24. Eintrag, nr", replace(("- nr: 24\n", "- nr: 23\n"))),
    ("EB-011", "massnahmen, 18. Eintrag, gebaeudekulisse", row(18, beschreibung=None)),
    ("EB-012", "massnahmen, 1. Eintrag, bemerkungen", row(1, bemerkungen="187 / 439,3 / 53,8")),
    ("EB-012", "massnahmen, 1. Eintrag, bemerkungen", row(1, bemerkungen="187/439,3/53,8")),
    ("EB-012", "massnahmen, 1. Eintrag, bemerkungen", row(1, bemerkungen="187 /439,3\u00a0/\u202f53,8")),
    ("EB-013", "massnahmen, 5. Eintrag, konzept", row(5, konzept='"0"')),
    ("EB-021", "massnahmen, 14. Eintrag, gebiet", row(14, gebiet="E")),
    ("EB-022", "massnahmen, 5. Eintrag, zuwendung", row(5, zuwendung=157)),
    ("EB-024", "massnahmen, 1. Eintrag, nr", one_later),
    ("EB-025", "absender, behoerde", replace(("Bezirksregierung Arnsberg\n", "Bezirksregierung Arnberg\n"))),
    ("EB-026", "massnahmen, 1. Eintrag, kommune", row(1, gemeindeschluessel='"954012"', kommune="Gevensberg")),
    ("RV-001", "vorlagennummer", replace(("10/02/09", "10/02/08"))),
    ("RV-001", "vorlagennummer", replace(("10/02/09", "10/02/2010"))),
    ("RV-002", "vorberatung, 2. Eintrag, datum", sk_on("2009-07-09")),
    ("RV-003", "sitzung", replace(("sitzung: 2009-06-18", "sitzung: 2009-06-20"))),
    ("RV-004", "vorberatung, 3. Eintrag, gremium", replace((VK, VK.replace("VK", "SK")))),
    ("RV-005", "vorberatung, 3. Eintrag, datum", replace((VK, VK + "    datum: 2009-06-09\n"))),
    (
        "RV-006",
        "vorberatung, 3. Eintrag, gremium",
        replace((SK[0], SK[1].format("2009-06-09")), (VK, VK.replace("false", "true"))),
    ),
    ("RV-007", "vorberatung, 2. Eintrag, datum", replace((SK[0], SK[1].format("2009-06-17").replace("SK", "RR")))),
    ("RV-008", "sitzung", replace(("sitzung: 2009-06-18", "sitzung: 2009-05-14"))),
    (
        "RV-009",
        "anlagen, 3. Eintrag, dokument",
        lambda text: f"{text}  - kennung: bogen\n    titel: Bogen\n    dokument: {FORM_FILE}\n",
    ),
    ("RV-010", "top, nummer", replace(("nummer: 3b", "nummer: TOP 3b"))),
    ("RV-011", "top, titel", replace((TITLE, TITLE + " - Beratung"))),
    ("RV-012", "dokumenttyp", replace(("vorlagennummer: 10/02/09\n", ""))),
    ("RV-013", "vorberatung, 2. Eintrag, datum", sk_on("2008-06-10")),
    ("RV-014", "vorberatung, 2. Eintrag, datum", sk_on("2009-06-13")),
]
"""A rule, the field that its finding points to, and the change of the real paper that breaks just this rule."""
HARMLESS: list[tuple[str, Change]] = [
    (FORM, row(14, konzept='"0"', denkmal="D")),
    (FORM, row(1, bemerkungen="siehe Bescheid vom 2/3/2009")),
    (FORM, row(20, beschreibung=None)),
    (FORM, row(8, gebaeudekulisse='"3"', bezeichnung="Turnhalle der Grundschule", foerderprioritaet="C")),
    (SMALL_FORM, replace(("titel: Programmvorschlag", "titel: Nachtrag"), ("- nr: 1\n", "- nr: 25\n"))),
    (PAPER, replace(("10/02/09", "10/02/2009"))),
    (PAPER, sk_on("2009-06-18")),
    (PAPER, replace((SK[0], SK[1].format("2009-06-18").replace("SK", "RR")))),
    (PAPER, replace((VK, VK.replace("false", "true")))),
    (PAPER, replace(("nummer: 3b", "nummer: 3.a"))),
    (PAPER, replace((TITLE, "\n  titel: Bericht über die Beratung"))),
]
"""What real papers do as well, and what no rule may object to."""


def place_name(text: str, line: int) -> str:
    """The field in a line of a content file, as findings name it; only as deep as the real papers go."""
    lines = text.split("\n")[:line]
    own = re.match(r"( *)(?:- )?([a-z]+)", lines[-1])
    assert own is not None
    if not own[1]:
        return own[2]
    top = max(number for number, said in enumerate(lines) if re.match(r"[a-z]", said))
    name = lines[top].split(":")[0]
    entry = sum(said.startswith("  - ") for said in lines[top:])
    return f"{name}, {entry}. Eintrag, {own[2]}" if entry else f"{name}, {own[2]}"


def paper_of(code: str) -> str:
    """The real paper to which a rule belongs."""
    return FORM if code.startswith("EB") else PAPER


@pytest.mark.parametrize(("code", "place", "change"), BROKEN, ids=lambda value: value if isinstance(value, str) else "")
def test_a_broken_rule_is_the_only_finding(code: str, place: str, change: Change) -> None:
    """One wrong value in the real paper gives one finding, at the field that is wrong."""
    text = change(paper_of(code))
    found = judge(text).problems
    assert [problem.code for problem in found] == [code]
    assert place_name(text, found[0].place.line) == place


def test_every_shipped_rule_is_broken_once() -> None:
    """A rule of whatever type that no test breaks may never have worked; EB-023 has a test of its own."""
    rules = {rule.ident for kind in KINDS for rule in doctype(kind).rules}
    assert rules == {code for code, *_ in BROKEN} | {code for code, *_ in test_kim_regeln.BROKEN} | {"EB-023"}


@pytest.mark.parametrize(("paper", "change"), HARMLESS)
def test_rules_do_not_cry_wolf(paper: str, change: Change) -> None:
    """Variants that real papers show are no findings."""
    assert judge(change(paper)).problems == []


@pytest.mark.parametrize("kind", KINDS)
def test_rules_name_what_there_is(kind: str) -> None:
    """Every field, list and document type that an expression or a message of a shipped rule names exists."""
    tools = workshop()
    assert check_rule_names(doctype(kind), tools.lists, tools.doctype, tools.type_names)[1] == []


def test_rules_of_different_types_have_different_names() -> None:
    """An exception or a report that names a rule means exactly one."""
    assert check_idents([doctype(kind) for kind in KINDS]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_examples_do_what_they_say(kind: str) -> None:
    """Each rule is silent on its good examples and speaks on its bad ones."""
    kind_of = doctype(kind)
    assert check_examples(kind_of.rules, kind_of, workshop().lists, workshop().doctype) == []


@pytest.mark.parametrize(("code", "change"), [(code, change) for code, _place, change in BROKEN])
def test_a_finding_says_what_stands_there_and_what_to_do(code: str, change: Change) -> None:
    """Whole German sentences with a remedy, in the words of people who write papers, not of programs."""
    (problem,) = judge(change(paper_of(code))).problems
    assert re.fullmatch(r"[A-ZÄÖÜ„].*[.!?]", problem.text), problem.text
    assert problem.remedy.endswith("."), problem.remedy
    assert not re.search(r"\b(None|null|True|False|nichts)\b|\{|\}", problem.text), problem.text


def test_the_wording_of_rules_is_unchanged(golden: Callable[[Path, str], None]) -> None:
    """One readable list of what the shipped rules say when the real papers break them."""
    told = [wording(f"{code} {place}", judge(change(paper_of(code))).problems) for code, place, change in BROKEN]
    golden(WORDINGS / "regeln.txt", "\n".join(told))


def test_the_rows_of_a_finding_are_named() -> None:
    """A reader finds the row without counting lines: its number, its name, and what is expected."""
    (problem,) = judge(row(5, zuwendung=103)(FORM)).problems
    assert problem.text == (
        "Lfd. Nr. 5 (Kindertagesstätte Bärenhöhle): Die Zuwendung beträgt 103 Tsd. €, 2/3 der Gesamtkosten von "
        "156 Tsd. € sind gerundet 104 Tsd. €."
    )
    assert problem.level is Level.WARNUNG


# --- the rate of a programme -----------------------------------------------------------------------------


def test_a_programme_without_rate_is_told_once() -> None:
    """Nobody believes amounts to be checked that are not; the exceptions from the check are then stale."""
    found = judge(replace(("programm: Investitionspakt 2009", "programm: Investitionspakt 2010"))(FORM))
    assert found.said == ["AUS-401", "AUS-401", "EB-023"]


def test_a_rate_holds_in_its_years_only() -> None:
    """The rate of 2009 says nothing about 2019; the codes of 2009 that ended meanwhile are other rules' business."""
    found = judge(replace(("stand: 2009-05-18", "stand: 2019-05-18"))(SMALL_FORM))
    assert found.said == ["EB-023"]


def test_a_higher_grant_is_found_without_a_rate() -> None:
    """More than the whole cost is impossible in every programme."""
    change = replace(("programm: Investitionspakt 2009", "programm: X"), ("zuwendung: 104", "zuwendung: 157"))
    assert judge(change(SMALL_FORM)).said == ["EB-022", "EB-023"]


# --- exceptions ------------------------------------------------------------------------------------------

EXCUSED = [("EB-012", 3), ("EB-002", 4), ("EB-002", 9), ("EB-006", 16)]
"""The exceptions that the real form claims: rule and row."""


def test_the_real_papers_are_free_of_findings() -> None:
    """What strikes in the real form is excused with a reason, four times and not more."""
    found = judge(FORM)
    assert found.problems == []
    assert [one.rule for one in found.excused] == [rule for rule, _row in EXCUSED]
    assert all(len(one.reason) > 40 for one in found.excused)
    assert judge(PAPER).problems == []
    assert judge(PAPER).excused == []


@pytest.mark.parametrize(("code", "number"), EXCUSED)
def test_each_exception_is_needed(code: str, number: int) -> None:
    """Without its exception the row is a finding again, and only that."""
    said = re.compile(
        rf"  - regel: {code}\n    eintrag: {number}\n(?:    \w+: .*\n)*    begruendung: >-\n(?:      .*\n)+"
    )
    text, count = said.subn("", FORM)
    assert count == 1
    (problem,) = judge(text).problems
    assert (problem.code, problem.text.split(" (")[0]) == (code, f"Lfd. Nr. {number}")


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (row(3, bemerkungen="372 / 218 / 89,9"), 3),
        (row(4, zuwendung=1290), 4),
        (row(9, zuwendung=955), 9),
        (row(16, foerderprioritaet="B"), 16),
    ],
)
def test_an_exception_that_is_no_longer_needed_is_told(change: Change, number: int) -> None:
    """Whoever mends the row is told to strike the exception; it would hide the next mistake."""
    (problem,) = judge(change(FORM)).problems
    assert problem.code == "AUS-401"
    text = change(FORM).split("\n")
    assert f"eintrag: {number}" in "\n".join(text[problem.place.line - 1 : problem.place.line + 1])


# --- what codes check, and what rules therefore do not -----------------------------------------------------

CODED = ("art", "zustand", "gebiet", "hsk", "foerderkulisse", "gebaeudekulisse", "konzept", "wissensvermittlung",
         "foerderprioritaet", "denkmal")  # fmt: skip


@pytest.mark.parametrize("field", CODED)
def test_a_code_without_legend_is_refused(field: str) -> None:
    """A code that stands in no legend is found by the code lists, in every coded column."""
    assert "COD-301" in judge(row(2, **{field: '"9"'})(FORM)).said


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kommune": "Hemer"}, "COD-303"),
        ({"gemeindeschluessel": '"916000"'}, "COD-303"),
        ({"gemeindeschluessel": '"915999"'}, "COD-301"),
    ],
)
def test_key_and_name_belong_together(changes: dict[str, Any], code: str) -> None:
    """Name and key of a municipality are compared by the code list, whichever of them is wrong."""
    assert code in judge(row(1, **changes)(FORM)).said


@pytest.mark.parametrize("file", sorted((CASES / "gueltig").rglob("erhebungsbogen/*.yaml")), ids=lambda file: file.name)
def test_valid_cases_and_examples_are_quiet(file: Any) -> None:
    """What the tests and the examples call valid breaks no rule either."""
    assert judge(file.read_text("utf-8")).problems == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_type_breaks_no_rule(kind: str) -> None:
    """The example that administrators copy is a good one."""
    assert judge((ROOT / f"templates/{kind}/beispiel.yaml").read_text("utf-8")).problems == []
