"""Columns of generated tables that show prose."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.tree import Break, Cell, Foreign, Strong, Table, Text
from vorlagenwerk.data.walking import walk

FORM = "gueltig/erhebungsbogen/zwei-massnahmen.yaml"
LINE = '"bemerkungen": {\n            "$ref": "../_gemeinsam/gemeinsam.schema.json#/$defs/text_zeile"'


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A workplace whose form has prose as remarks."""
    workplace.take(FORM, "content/x.yaml")
    workplace.change("schemas/erhebungsbogen/inhalt.schema.json", (LINE, LINE.replace("text_zeile", "prosa")))
    return workplace


def remark(place: Workplace, text: str) -> None:
    """Another row with this remark, in which \\n stands for a new line."""
    with (place.root / "content/x.yaml").open("a", encoding="utf-8") as file:
        file.write(
            '\n  - {nr: 9, gemeindeschluessel: "315000", kommune: Köln, bezeichnung: Bau, art: 1, zustand: 2,'
            " gebiet: E, hsk: 1, foerderkulisse: 2, gebaeudekulisse: 3, konzept: 1, wissensvermittlung: 1,"
            f' foerderprioritaet: C, gesamtkosten: 1, zuwendung: 0, bemerkungen: "{text}"}}\n'
        )


def shown(place: Workplace) -> Cell:
    """The cell with the last remark."""
    table = [node for node in walk(place.tree("content/x.yaml")) if isinstance(node, Table)][-1]
    index = [column.key for column in table.columns].index("bemerkungen")
    return [row for row in table.rows if row.kind == "zeile"][-1].cells[index]


def test_a_cell_shows_marks_as_prose_does(place: Workplace) -> None:
    """Nobody reads asterisks."""
    remark(place, "[Case]{en} **fett**")
    assert shown(place) == (Foreign("en", (Text("Case"),)), Text(" "), Strong((Text("fett"),)))


def test_words_without_marks_stay_text(place: Workplace) -> None:
    """Long tables pass untouched."""
    remark(place, "Bau am Rathaus")
    assert shown(place) == "Bau am Rathaus"


def test_paragraphs_stand_below_each_other(place: Workplace) -> None:
    """An empty line is one line break in a cell."""
    remark(place, "eins\\n\\nzwei")
    assert shown(place) == (Text("eins"), Break(), Text("zwei"))


@pytest.mark.parametrize("text", ["- a\\n- b", "## Titel", "> Zitat"])
def test_blocks_have_no_room_in_a_cell(text: str, place: Workplace) -> None:
    """The finding leads to the field."""
    remark(place, text)
    prepared, problems = place.prepare("content/x.yaml")
    (problem,) = [*prepared.problems, *problems]
    assert problem.code == "TAB-304" and problem.place.file == "content/x.yaml" and "Bemerkungen" in problem.text
