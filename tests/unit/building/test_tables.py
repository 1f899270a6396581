"""Tables from tabellen.yaml: what they show, add up and refuse."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Table, walk

FORM = "gueltig/erhebungsbogen/zwei-massnahmen.yaml"
TABLES = "templates/erhebungsbogen/tabellen.yaml"


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A workplace with a form of two rows."""
    workplace.take(FORM, "content/x.yaml")
    return workplace


def table(place: Workplace) -> Table:
    """The form's table."""
    found = [node for node in walk(place.tree("content/x.yaml")) if isinstance(node, Table)]
    return found[-1]


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
    assert table(place).split == (tuple(range(11)), (0, 2, 3, *range(11, 18)))


def test_too_many_rows_are_a_finding(place: Workplace) -> None:
    """The bound of the type is told with both numbers."""
    place.change("templates/erhebungsbogen/dokumenttyp.yaml", ("zeilen: 60000", "zeilen: 1"))
    (problem,) = trouble(place)
    assert problem.code == "TAB-301" and "2 Einträge" in problem.text and "höchstens 1 " in problem.remedy


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
        ("teile: [A-K, L-R]", "teile: [A-K]"),
        ("teile: [A-K, L-R]", "teile: [A-K, L-Z]"),
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
