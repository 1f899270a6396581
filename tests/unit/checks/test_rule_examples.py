"""Rules judged themselves: their names, their fields and their examples, each told at its line of the rule file."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.checks.rules.examples import check_examples
from vorlagenwerk.checks.rules.names import check_idents, check_rule_names
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.story.workshop import Workshop

FILE = "schemas/erhebungsbogen/regeln.yaml"
RULE = """
  - id: EX-{number:03}
    titel: Die Zuwendung übersteigt nicht die Kosten
    stufe: fehler
    fuer: massnahmen
    je: kommune
    anlage: erhebungsbogen
    werte: {{faktor: 1}}
    berechne: {{soll: eintrag.gesamtkosten * faktor}}
    wenn: eintrag.zuwendung is not none
    pruefe: eintrag.zuwendung <= soll
    feld: zuwendung
    meldung: "{{{{ eintrag.zuwendung | zahl }}}}"
    abhilfe: Bitte prüfen.
    warum: Darum.
    beispiele:
      gut:
        - massnahmen: [{{gesamtkosten: 3, zuwendung: 2}}]
          anlage: {{titel: Anlage}}
      schlecht:
        - massnahmen: [{{gesamtkosten: 3, zuwendung: 4}}]
          anlage: {{titel: Anlage}}
"""


def found(place: Workplace, *changes: tuple[str, str], count: int = 1) -> list[Problem]:
    """Everything told about the rules of the type, with changes to the rule above."""
    text = "regeln:" + "".join(RULE.format(number=number) for number in range(1, count + 1))
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    place.write(FILE, text)
    workshop = Workshop(place.project)
    kind = workshop.doctype("erhebungsbogen")
    if kind is None:
        return workshop.problems
    sound, problems = check_rule_names(kind, workshop.lists, workshop.doctype, workshop.type_names)
    return [*problems, *check_examples(sound, kind, workshop.lists, workshop.doctype), *workshop.problems]


def test_a_rule_that_is_fine_is_not_told(workplace: Workplace) -> None:
    """Names, fields and examples of the rule that all other cases change."""
    assert found(workplace, count=2) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "said"),
    [
        ("pruefe: eintrag", "prüfe: eintrag", "SCH-102", 11, "prüfe"),
        ("stufe: fehler", "stufe: schlimm", "SCH-105", 4, "schlimm"),
        ("id: EX-001", "id: EX1", "SCH-106", 2, "EX1"),
        ("eintrag.zuwendung <= soll", "eintrag.zuwendung <= (soll", "TYP-410", 11, "nicht zu lesen"),
        ("eintrag.zuwendung <= soll", "eintrag.zuwendung | gros", "TYP-410", 11, "gros"),
        ("| zahl", "| zahlen2", "TYP-410", 13, "zahlen2"),
        ("eintrag.zuwendung <= soll", "eintrag.zuwendng <= soll", "TYP-411", 11, "„zuwendng“"),
        ("eintrag.zuwendung <= soll", "eintrag.zuwendung <= sol", "TYP-411", 11, "„sol“"),
        ("wenn: eintrag.zuwendung", "wenn: anlage.titl", "TYP-411", 10, "„titl“"),
        ("wenn: eintrag.zuwendung", "wenn: massnahmen.zuwendung", "TYP-411", 10, "„zuwendung“"),
        ("wenn: eintrag.zuwendung", "wenn: massnahmen | summe('zuwendng')", "TYP-411", 10, "„zuwendng“"),
        ("wenn: eintrag.zuwendung", "wenn: schluessel('hks', eintrag.hsk)", "TYP-411", 10, "„hks“"),
        ("fuer: massnahmen", "fuer: masnahmen", "TYP-412", 5, "„masnahmen“"),
        ("feld: zuwendung", "feld: zuwendng", "TYP-413", 12, "„zuwendng“"),
        ("je: kommune", "je: komune", "TYP-414", 6, "„komune“"),
        ("{faktor: 1}", "{nummer: 1}", "TYP-415", 8, "„nummer“"),
        ("zuwendung: 2}", "zuwendung: 9}", "TYP-416", 18, "gute Beispiel"),
        ("zuwendung: 4}", "zuwendung: 3}", "TYP-416", 21, "schlechten Beispiel"),
        ("{gesamtkosten: 3, zuwendung: 2}", "{zuwendung: 2}", "TYP-416", 18, "lässt sich nicht prüfen"),
        ("{gesamtkosten: 3, zuwendung: 2}", "{gesamtkosten: 3, zuwendng: 2}", "TYP-417", 18, "zuwendng"),
        ("anlage: {titel: Anlage}", "anlage: {titl: Anlage}", "TYP-417", 19, "titl"),
        ("EX-001", "SCH-001", "TYP-419", 2, "„SCH“"),
        ("anlage: erhebungsbogen", "anlage: bogen", "TYP-423", 7, "„bogen“"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_rule_is_told_at_its_line(
    old: str, new: str, code: str, line: int, said: str, workplace: Workplace
) -> None:
    """One finding, in the rule file, with the nearest known name where there is one."""
    problems = found(workplace, (old, new))
    told = [problem for problem in problems if problem.code == code]
    assert told and (told[0].place.file, told[0].place.line) == (FILE, line), problems
    assert said in told[0].text and told[0].remedy


def test_a_rule_without_examples_breaks_the_type(workplace: Workplace) -> None:
    """Nobody would notice that it never finds anything."""
    text = RULE.format(number=1)
    workplace.write(FILE, "regeln:" + text[: text.index("    beispiele:")])
    workshop = Workshop(workplace.project)
    assert workshop.doctype("erhebungsbogen") is None
    (problem,) = workshop.problems
    assert problem.code == "SCH-101" and "beispiele" in problem.text and problem.place.file == FILE


def test_an_ident_belongs_to_one_rule(workplace: Workplace) -> None:
    """Within a file and among all types."""
    (problem,) = found(workplace, ("EX-002", "EX-001"), count=2)
    assert (problem.code, problem.place.line) == ("TYP-418", 24)
    workplace.write(FILE, "regeln:" + RULE.format(number=1))
    kind = Workshop(workplace.project).doctype("erhebungsbogen")
    assert kind is not None
    (problem,) = check_idents([kind, kind._replace(name="anderer")])
    assert problem.code == "TYP-420" and problem.place.line == 2


def test_rules_about_an_annex_do_not_suffer_from_its_broken_type(workplace: Workplace) -> None:
    """What is wrong with a type is told there; examples that need it cannot be judged meanwhile."""
    workplace.change(FILE, ("id: EB-002", "id: EB-001"))
    workshop = Workshop(workplace.project)
    kind = workshop.doctype("regionalrat-vorlage")
    assert kind is not None and workshop.doctype("erhebungsbogen") is None
    assert check_examples(kind.rules, kind, workshop.lists, workshop.doctype) == []


def test_a_misspelt_name_is_told_once(workplace: Workplace) -> None:
    """That the examples cannot be run either follows from it."""
    problems = found(workplace, ("eintrag.zuwendung <= soll", "eintrag.zuwendung <= sol"))
    assert [problem.code for problem in problems] == ["TYP-411"]
