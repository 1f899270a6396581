"""Guides: read in order, refused where an ident is there twice."""

from __future__ import annotations

from tests.conftest import Workplace
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.doctype import load_doctype
from vorlagenwerk.project.guide import Guide, GuideItem, load_guide

FILE = "schemas/kim-konzept/leitfragen.yaml"
SMALL = """leitfaden: kim-konzept
titel: Leitfaden
abschnitte:
  - kennung: "1"
    titel: Rolle
    seite: 3
    leitfragen:
      - {kennung: 1.a, seite: 3, fragen: 1, wortlaut: "Wer?"}
    punkte:
      - kennung: 1.K
        titel: Wie?
        fragen: 1
        bedingung: kreis
        leitfragen:
          - {kennung: 1.K.a, seite: 4, fragen: 0, wortlaut: Anzahl, nur_wenn: sofern vorhanden,
             voraussetzung: es_gibt, verbindlich: true, feld: erklaerung}
"""


def load(workplace: Workplace, text: str) -> tuple[Guide | None, list[Problem]]:
    """The guide in this text, and the findings."""
    workplace.write(FILE, text)
    guide, _source, problems = load_guide(workplace.project, "kim-konzept")
    return guide, problems


def test_items_come_in_the_order_of_the_guide(workplace: Workplace) -> None:
    """With the heading above them, and the condition of the heading in between."""
    guide, problems = load(workplace, SMALL)
    assert problems == [] and guide is not None
    assert guide.items == (
        GuideItem("1.a", "1", "Rolle", "", "Wer?", 1, 3),
        GuideItem("1.K", "1", "Rolle", "", "Wie?", 1, 3, "kreis", is_point=True),
        GuideItem(
            "1.K.a",
            "1",
            "Rolle",
            "Wie?",
            "Anzahl",
            0,
            4,
            "kreis",
            "sofern vorhanden",
            is_required=True,
            field="erklaerung",
            premise="es_gibt",
        ),
    )
    assert guide.by_ident["1.K.a"].page == 4


def test_a_type_without_a_guide_has_none(workplace: Workplace) -> None:
    """And nothing is wrong with that."""
    assert load_guide(workplace.project, "erhebungsbogen") == (None, None, [])


def test_an_ident_that_is_there_twice_is_a_finding(workplace: Workplace) -> None:
    """On the second."""
    _guide, problems = load(workplace, SMALL.replace("kennung: 1.K.a", "kennung: 1.a"))
    assert [(problem.code, problem.place.line) for problem in problems] == [("TYP-220", 15)]


def test_a_guide_of_another_type_is_a_finding(workplace: Workplace) -> None:
    """A copied folder whose file was not changed."""
    _guide, problems = load(workplace, SMALL.replace("leitfaden: kim-konzept", "leitfaden: anderer-typ"))
    assert [problem.code for problem in problems] == ["TYP-203"]


def test_a_field_of_a_guide_that_does_not_exist_is_a_finding(workplace: Workplace) -> None:
    """The meta schema names what is possible."""
    guide, problems = load(workplace, SMALL.replace("fragen: 0", "frage: 0"))
    assert guide is None
    assert "SCH-102" in {problem.code for problem in problems}


def test_a_schema_that_lists_other_idents_is_a_finding_of_the_type(workplace: Workplace) -> None:
    """The guide must not ask for what the schema refuses."""
    workplace.change(FILE, ("kennung: 1.A.b", "kennung: 1.A.c"))
    doctype, problems = load_doctype(workplace.project, "kim-konzept")
    (problem,) = problems
    assert doctype is None and (problem.code, problem.place.file) == (
        "TYP-224",
        "schemas/kim-konzept/inhalt.schema.json",
    )
    said = "Schema und Leitfaden kennen verschiedene Punkte: nur in leitfragen.yaml 1.A.c; nur im Schema 1.A.b."
    assert problem.text == said


def test_a_premise_that_nobody_explains_is_a_finding(workplace: Workplace) -> None:
    """Its points would never be asked for."""
    workplace.change("templates/kim-konzept/dokumenttyp.yaml", ("    weiterleitung: (", "    weiter: ("))
    _doctype, problems = load_doctype(workplace.project, "kim-konzept")
    assert [problem.code for problem in problems] == ["TYP-222"] and "„weiterleitung“" in problems[0].text
