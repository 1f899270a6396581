"""Tables from tabellen.yaml: what they show, add up and refuse."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.conftest import Workplace
from tests.looks import shipped_look
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.building.sums import with_sums
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import (
    Document,
    Row,
    Summed,
    Table,
)
from vorlagenwerk.data.walking import every_block, walk
from vorlagenwerk.project.columnspec import ColumnSpec, letter_of
from vorlagenwerk.project.tablespec import TableSpec, table_specs

FORM = "gueltig/erhebungsbogen/zwei-massnahmen.yaml"
TABLES = "templates/erhebungsbogen/tabellen.yaml"
SPLIT = ("kopfspalte: nr", "kopfspalte: nr\n    teile: [A-K, L-R]")
GROUPS = (
    ("kopfspalte: nr", "kopfspalte: bezeichnung\n    zwischensummen: bezirksregierung"),
    ('zeige: "{bezirk}"', 'zeige: "{bezirk}", verbinden: true'),
)
ROW = (
    '\n  - {{nr: {nr}, gemeindeschluessel: "{code}", kommune: {name}, bezeichnung: Bau {nr}, art: 1, zustand: 2,'
    " gebiet: E, hsk: 1, foerderkulisse: 2, gebaeudekulisse: 3, konzept: 1, wissensvermittlung: 1,"
    " foerderprioritaet: C, gesamtkosten: {cost}, zuwendung: 0}}\n"
)


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A workplace with a form of two rows."""
    workplace.take(FORM, "content/x.yaml")
    return workplace


def table(place: Workplace) -> Table:
    """The form's table."""
    found = [node for node in walk(place.tree("content/x.yaml")) if isinstance(node, Table)]
    return found[-1]


def add_rows(place: Workplace, *rows: tuple[str, str, str]) -> None:
    """More rows below those of the form: key of the municipality, its name, costs."""
    with (place.root / "content/x.yaml").open("a", encoding="utf-8") as file:
        file.writelines(
            ROW.format(nr=number, code=code, name=name, cost=cost) for number, (code, name, cost) in enumerate(rows, 9)
        )


def trouble(place: Workplace) -> list[Problem]:
    """Everything that is said about the form and its type."""
    prepared, problems = place.prepare("content/x.yaml")
    return [*prepared.problems, *problems]


def test_cells_show_codes_as_the_column_says(place: Workplace) -> None:
    """A pattern may take any attribute of a code, derived ones too; numbers are grouped, missing values empty."""
    place.change(TABLES, ('zeige: "{bezeichnung} ({code})"', 'zeige: "{kurz}, AGS {ags}"'))
    first, second, _total = table(place).rows
    assert first.cells[2] == "Sundern, AGS 05958044"
    assert (first.cells[13], second.cells[15], second.cells[17]) == ("1.200", "", "")


def test_values_stay_numbers_behind_their_text(place: Workplace) -> None:
    """A spreadsheet gets 1200, not „1.200“."""
    assert table(place).rows[0].values[13] == 1200


def test_the_sum_counts_each_summed_column(place: Workplace) -> None:
    """Missing amounts count nothing; other columns stay empty."""
    total = table(place).rows[-1]
    assert total.kind == "summe"
    assert [(i, cell) for i, cell in enumerate(total.cells) if cell] == [(0, "Summe"), (13, "1.200"), (14, "0")]


def test_the_parts_repeat_the_key_columns(place: Workplace) -> None:
    """Each printed part can be read on its own."""
    place.change(TABLES, SPLIT)
    assert table(place).split == (tuple(range(11)), (0, 2, 3, *range(11, 18)))


def test_too_many_rows_are_a_finding(place: Workplace) -> None:
    """The bound of the type is told with both numbers."""
    place.change("templates/erhebungsbogen/dokumenttyp.yaml", ("zeilen: 60000", "zeilen: 1"))
    (problem,) = trouble(place)
    assert problem.code == "TAB-301" and "2 Einträge" in problem.text and "höchstens 1 " in problem.text


def test_an_unknown_attribute_is_a_finding(place: Workplace) -> None:
    """A typing error in a pattern names the attributes that there are."""
    place.change(TABLES, ('zeige: "{bezirk}"', 'zeige: "{bezirck}"'))
    text = " ".join(problem.text for problem in trouble(place))
    assert "bezirck" in text and "bezirk" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kennung: bemerkungen", "kennung: bemerkung"),
        ("kopfspalte: nr", "kopfspalte: nummer"),
        ("kopfspalte: nr", "kopfspalte: nr\n    teile: [A-K]"),
        ("kopfspalte: nr", "kopfspalte: nr\n    teile: [A-K, L-Z]"),
        ("kopfspalte: nr", "kopfspalte: nr\n    teile: [K-A, A-R]"),
    ],
)
def test_a_table_that_would_lose_a_column_is_a_finding(old: str, new: str, place: Workplace) -> None:
    """Nothing vanishes: a column or list that does not exist is told to administration."""
    place.change(TABLES, (old, new))
    assert trouble(place)


def test_a_list_that_does_not_exist_is_a_finding(place: Workplace) -> None:
    """A typing error in `zeilen` would print an empty table."""
    place.change(TABLES, ("zeilen: massnahmen", "zeilen: massnahme"))
    assert any("massnahme" in problem.text for problem in trouble(place))


def test_groups_end_with_their_sums(place: Workplace) -> None:
    """Below each group stands what it adds up to, below all of them the whole, exact to the cent."""
    place.change(TABLES, *GROUPS)
    add_rows(place, ("315000", "Köln", "1"), ("913000", "Dortmund", "30"))
    shown = table(place)
    assert [(row.kind, row.cells[3], row.cells[13], row.values[13]) for row in shown.rows] == [
        ("zeile", "Schule „Am Röhr“", "1.200", 1200),
        ("summe", "Summe Arnsberg", "1.200", 1200),
        ("zeile", "Kita & Hort", "0", 0),
        ("zeile", "Bau 9", "1", 1),
        ("summe", "Summe Köln", "1", 1),
        ("zeile", "Bau 10", "30", 30),
        ("summe", "Summe Arnsberg", "30", 30),
        ("summe", "Summe insgesamt", "1.231", 1231),
    ]
    assert [column.key for column in shown.columns if column.merged] == ["bezirksregierung"]


def test_a_group_is_named_beside_a_running_number(place: Workplace) -> None:
    """A column of numbers is too narrow for names, so the name of the group stands in its own column."""
    place.change(TABLES, ("kopfspalte: nr", "kopfspalte: nr\n    zwischensummen: bezirksregierung"), GROUPS[1])
    sums = [row.cells[:3] for row in table(place).rows if row.kind == "summe"]
    assert sums == [("Summe", "Arnsberg", ""), ("Summe", "Köln", ""), ("Summe insgesamt", "", "")]


def test_a_group_that_comes_back_is_told(place: Workplace) -> None:
    """Rows are not sorted; the note leads to the row that comes too late, and names the value."""
    place.change(TABLES, *GROUPS)
    add_rows(place, ("315000", "Köln", "1"), ("913000", "Dortmund", "30"))
    (problem,) = [problem for problem in trouble(place) if problem.code == "TAB-303"]
    lines = (place.root / "content/x.yaml").read_text(encoding="utf-8").splitlines()
    assert "Dortmund" in lines[problem.place.line - 1] and "„Arnsberg“" in problem.text and "4. Zeile" in problem.text


def test_groups_in_groups_may_have_equal_names(place: Workplace) -> None:
    """A value that comes back below another group on its left is no trouble."""
    place.change(TABLES, *GROUPS, ("titel: Gebiet,", "titel: Gebiet, verbinden: true,"))
    add_rows(place, ("315000", "Köln", "1"))
    assert [problem for problem in trouble(place) if problem.code == "TAB-303"] == []


def test_sums_are_carried_from_page_to_page(place: Workplace) -> None:
    """After so many rows the sums so far stand twice: at the end of a page and at the beginning of the next."""
    place.change(TABLES, ("kopfspalte: nr", "kopfspalte: nr\n    uebertrag: 5"))
    add_rows(place, *[("315000", "Köln", str(cost)) for cost in (1, 10, 100, 1000, 2000, 3000, 4000, 5000)])
    kinds = [row.kind for row in table(place).rows]
    carried = ["uebertrag", "uebertrag"]
    assert kinds == [*["zeile"] * 5, *carried, *["zeile"] * 5, "summe"], "nothing is carried behind the last row"
    assert [(row.cells[0], row.cells[13]) for row in table(place).rows if row.kind != "zeile"] == [
        ("Übertrag", "1.311"),
        ("Übertrag", "1.311"),
        ("Summe", "16.311"),
    ]


def test_sums_carried_where_a_page_ends_wait_for_the_planner(place: Workplace) -> None:
    """Screens have no pages; the tree for paper learns which sums are meant and how they are printed."""
    place.change(TABLES, ("kopfspalte: nr", "kopfspalte: nr\n    uebertrag: seite"))
    add_rows(place, *[("315000", "Köln", str(cost)) for cost in range(200)])
    shown = table(place)
    assert {row.kind for row in shown.rows} == {"zeile", "summe"} and shown.carried == (
        Summed(13, "zahl"),
        Summed(14, "zahl"),
    )
    planned, _problems = plan_pages(Document("T", (shown,)), shipped_look(), Place("x"))
    carried = [row for block in every_block(planned.children) if isinstance(block, Table)
               for row in block.rows if row.kind == "uebertrag"]  # fmt: skip
    assert carried[0] == carried[1] and carried[0].cells[:2] == ("Übertrag", "")


def test_wishes_about_paper_and_titles_reach_the_table(place: Workplace) -> None:
    """`papier` and `titel_hochkant` are for the planner; without a word it decides."""
    titles = (
        ("titel: HSK,", "titel: HSK, titel_hochkant: true,"),
        ("titel: Gebiet,", "titel: Gebiet, titel_hochkant: false,"),
    )
    place.change(TABLES, ("kopfspalte: nr", "kopfspalte: nr\n    papier: a3"), *titles)
    shown = table(place)
    assert shown.paper == "a3"
    assert [shown.columns[index].turned_title for index in (5, 6, 7)] == [None, False, True]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kopfspalte: nr", "kopfspalte: nr\n    zwischensummen: gebiet", "TYP-209"),
        ("kopfspalte: nr", "kopfspalte: nr\n    zwischensummen: bezirck", "TYP-209"),
        ("titel: lfd. Nr.,", "titel: lfd. Nr., verbinden: true,", "TYP-211"),
        ("Gesamtkosten in Tsd. €,", "Gesamtkosten in Tsd. €, verbinden: true,", "TYP-211"),
        ("titel: Gebiet,", "titel: Gebiet, hochkant: true,", "TYP-212"),
        ("titel: Gebiet,", "titel: Gebiet, format: zahl,", "TYP-213"),
        ("titel: Bemerkungen}", "titel: Bemerkungen, summe: true}", "TYP-213"),
        ("Tsd. €, format: zahl, summe: true", "Tsd. €, format: datum, summe: true", "TYP-213"),
    ],
)
def test_columns_that_cannot_be_are_findings(old: str, new: str, code: str, place: Workplace) -> None:
    """Administration is led to the line in tabellen.yaml before any paper is built."""
    place.change(TABLES, (old, new))
    (problem,) = [problem for problem in trouble(place) if problem.code == code]
    lines = (place.root / TABLES).read_text(encoding="utf-8").splitlines()
    assert problem.place.file == TABLES and new.split("\n")[-1].strip() in lines[problem.place.line - 1]


def test_carrying_needs_something_to_carry(place: Workplace) -> None:
    """Without a summed column the pages would end with empty rows."""
    place.change(TABLES, ("kopfspalte: nr", "kopfspalte: nr\n    uebertrag: 20"))
    place.change(TABLES, *[("format: zahl, summe: true", "format: zahl")] * 2)
    assert [problem.code for problem in trouble(place) if problem.code.startswith("TYP")] == ["TYP-210"]


@pytest.mark.parametrize(
    ("format_", "costs", "shown"),
    [
        ("zahl", ("1.5", "2"), ["1,5", "2,0", "3,5"]),
        ("euro", ("1000.50", "2000.5"), ["1.000,50\u00a0€", "2.000,50\u00a0€", "3.001,00\u00a0€"]),
        ("euro", ("1000.50", "105007"), ["1.000,50\u00a0€", "105.007,00\u00a0€", "106.007,50\u00a0€"]),
        ("euro", ("1000.00", "105007"), ["1.000\u00a0€", "105.007\u00a0€", "106.007\u00a0€"]),
        ("tsd_euro", ("1500", "45000"), ["1,5\u00a0Tsd.\u00a0€", "45,0\u00a0Tsd.\u00a0€", "46,5\u00a0Tsd.\u00a0€"]),
        ("prozent", ("12.5", "7"), ["12,5\u00a0%", "7,0\u00a0%", "19,5\u00a0%"]),
    ],
)
def test_a_column_with_its_sum_has_one_number_of_decimals(
    format_: str, costs: tuple[str, str], shown: list[str], place: Workplace
) -> None:
    """Figures below each other are compared digit by digit."""
    place.change(TABLES, ("Gesamtkosten in Tsd. €, format: zahl", f"Gesamtkosten in Tsd. €, format: {format_}"))
    schema = '"gesamtkosten": {\n            "$ref": "../_gemeinsam/gemeinsam.schema.json#/$defs/betrag_tsd_euro"'
    place.change("schemas/erhebungsbogen/inhalt.schema.json", (schema, '"gesamtkosten": {"type": "number"'))
    content = place.root / "content/x.yaml"
    said = iter(costs)
    lines = content.read_text(encoding="utf-8").splitlines()
    content.write_text(
        "\n".join(re.sub(r"gesamtkosten: \d+", lambda _: f"gesamtkosten: {next(said)}", line) for line in lines)
    )
    assert [row.cells[13] for row in table(place).rows] == shown


def test_sums_of_long_figures_lose_no_digit() -> None:
    """Decimal arithmetic rounds to 28 digits unless told otherwise."""
    columns = (ColumnSpec("a", "A", "a"), ColumnSpec("b", "B", "b", format="zahl", summed=True))
    spec = TableSpec("t", "T", "T", columns, rows="r", row_header="a")
    body = tuple(Row(("x", ""), ("x", Decimal(said))) for said in ("1" + "0" * 40, "0.01"))
    total = with_sums(body, spec, [Summed(1, "zahl")])[-1]
    assert total.cells == ("Summe", "10" + ".000" * 13 + ",01")


def test_more_columns_than_letters_go_on_as_in_spreadsheets() -> None:
    """The 27th column of a form is AA, and parts may name it."""
    said = {"kennung": "x", "titel": "X"}
    columns = [said | {"kennung": f"x{number}"} for number in range(30)]
    table = {"titel": "T", "beschreibung": "T", "spalten": columns, "zeilen": "r", "teile": ["A-Z", "AA-AD"]}
    spec = table_specs({"tabellen": {"t": table}})["t"]
    assert spec.split == (tuple(range(26)), tuple(range(26, 30)))
    assert [letter_of(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
