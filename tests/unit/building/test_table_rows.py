"""Tables from tabellen.yaml: which rows and values they show, and how numbers stand below each other."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.tree import Table
from vorlagenwerk.data.walking import walk

FORM = "gueltig/erhebungsbogen/zwei-massnahmen.yaml"
TABLES = "templates/erhebungsbogen/tabellen.yaml"
KIM = "gueltig/kim-konzept/kurz.yaml"
POST = """  - baustein: 1
    art: koordination
    bezeichnung: Koordination
    traeger: Stadt Musterstadt
    traegerart: ki
    ort: Rathaus
    vzae: 1.5
    aufgabenprofil: Steuerung
"""


def is_named(node: object, ident: str) -> bool:
    """Whether a node is the table with this name."""
    return isinstance(node, Table) and node.ident == ident


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A workplace with a form of two rows."""
    workplace.take(FORM, "content/x.yaml")
    return workplace


def test_a_table_shows_the_rows_with_the_values_wanted(place: Workplace) -> None:
    """And adds up only those."""
    place.change(TABLES, ("kopfspalte: nr", 'kopfspalte: nr\n    wo: {gebiet: SE, zustand: "1"}'))
    (shown,) = [node for node in walk(place.tree("content/x.yaml")) if is_named(node, "massnahmen")]
    assert isinstance(shown, Table)
    assert [row.cells[0] for row in shown.rows] == ["7", "Summe"]
    assert shown.rows[-1].values[13] == 1200


def test_a_field_to_choose_rows_by_must_exist(place: Workplace) -> None:
    """A typing error would show an empty table."""
    place.change(TABLES, ("kopfspalte: nr", "kopfspalte: nr\n    wo: {gebeit: E}"))
    _prepared, problems = place.prepare("content/x.yaml")
    (problem,) = [problem for problem in problems if problem.code == "TYP-205"]
    assert "gebeit" in problem.text and "gebiet" in problem.remedy


def test_numbers_below_each_other_have_equally_many_decimals(workplace: Workplace) -> None:
    """No digit is lost, and the sum aligns with them."""
    workplace.take(KIM, "content/x.yaml", (POST, POST.replace("1.5", "1.25") + POST.replace("1.5", "2")))
    (shown,) = [node for node in walk(workplace.tree("content/x.yaml")) if is_named(node, "stellen_koordination")]
    assert isinstance(shown, Table)
    assert [row.cells[3] for row in shown.rows] == ["1,25", "2,00", "3,25"]


def test_a_cell_may_show_several_values(workplace: Workplace) -> None:
    """Each as its code list says, with commas between them."""
    workplace.take(KIM, "content/x.yaml")
    (shown,) = [node for node in walk(workplace.tree("content/x.yaml")) if is_named(node, "ziele")]
    assert isinstance(shown, Table)
    words = ["I\u00a0Erstintegration", "II\u00a0Nachhaltige Integration", "III\u00a0Migrationsgesellschaft"]
    assert shown.rows[0].cells[1] == ", ".join(words)


def test_a_cell_shows_no_group_of_fields(workplace: Workplace) -> None:
    """Nobody could say which of them is meant."""
    workplace.take(KIM, "content/x.yaml")
    file = "templates/kim-konzept/tabellen.yaml"
    workplace.change(file, ("kennung: traeger, titel: Träger", "kennung: traeger, feld: abschnitte, titel: Träger"))
    workplace.change(file, ("zeilen: programme", "zeilen: gliederung"))
    prepared, problems = workplace.prepare("content/x.yaml")
    assert "TYP-214" in {problem.code for problem in (*prepared.problems, *problems)}


def test_a_line_of_facts_may_fill_several_columns(workplace: Workplace) -> None:
    """A value for each column, an empty one where nothing is to be said."""
    workplace.take(KIM, "content/x.yaml", ("ort: Musterstadt", "ort: Musterstadt"))
    (shown,) = [node for node in walk(workplace.tree("content/x.yaml")) if is_named(node, "finanzierung")]
    assert isinstance(shown, Table)
    assert {len(row.cells) for row in shown.rows} == {4}
    assert shown.rows[0].cells[0] == "Koordination" and shown.role != "tabelle_angaben"


def test_a_line_of_facts_needs_a_value_for_each_column(workplace: Workplace) -> None:
    """A table with cells missing cannot be read; the line is told."""
    workplace.take(KIM, "content/x.yaml")
    workplace.change(
        "templates/kim-konzept/tabellen.yaml", ('wert: ["", "", "**{{ eigenanteil }}**"]', 'wert: ["", "x"]')
    )
    _prepared, problems = workplace.prepare("content/x.yaml")
    (problem,) = [problem for problem in problems if problem.code == "TYP-215"]
    assert "hat die Zeile „Eigenanteil“ nicht so viele Werte wie erwartet: 2 statt 3." in problem.text


def test_facts_may_run_over_a_list(workplace: Workplace) -> None:
    """A line for each entry, none for an empty list."""
    more = "  - {name: Zweite, funktion: F, telefon: 0123 45-1, email: b@musterstadt.example}\n"
    workplace.take(KIM, "content/x.yaml", ("ort: Musterstadt", f"{more}ort: Musterstadt"))
    cover = workplace.tree("content/x.yaml").cover
    (shown,) = [block for block in cover if isinstance(block, Table)]
    names = [row.cells[0] for row in shown.rows]
    assert names.count("Ansprechperson") == 1 and names.count("Weitere Ansprechperson") == 1
