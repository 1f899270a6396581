"""Figures in one-line fields: titles, cells and captions take them as prose does."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.building.context import MOST_TRACKED, with_figures
from vorlagenwerk.checks.numbers.register import register
from vorlagenwerk.data.tree import Block, Heading, Paragraph, Picture, Table, Value
from vorlagenwerk.data.walking import every_block, plain_text, walk
from vorlagenwerk.story.prepared import all_figures

CONCEPT, SHEETS = "content/konzept.yaml", "content/muster.yaml"
TITLE = "titel: Aufgabe der koordinierenden Stelle"
FIGURE = "\nangaben:\n  jahre: {titel: Jahre der Planung, wert: 4, einheit: anzahl, quelle: Beschluss des Rates}\n"


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A short concept whose words for the parts of the grant are chosen in one place."""
    workplace.take("gueltig/kim-konzept/kurz.yaml", CONCEPT)
    return workplace


def blocks(place: Workplace, *changes: tuple[str, str]) -> list[Block]:
    """The blocks of the changed concept."""
    place.change(CONCEPT, *changes)
    return list(every_block(place.tree(CONCEPT).children))


def told(place: Workplace, *changes: tuple[str, str]) -> list[tuple[str, int, int]]:
    """The findings on the changed concept with their places."""
    place.change(CONCEPT, *changes)
    prepared, trouble = place.prepare(CONCEPT)
    assert trouble == []
    return [(one.code, one.place.line, one.place.column) for one in prepared.problems]


def test_a_title_shows_figures_that_know_where_they_come_from(place: Workplace) -> None:
    """What stands around them still belongs to the field."""
    found = blocks(place, (TITLE, 'titel: "Stellen ({{ baustein_1 }}) im {{ foerderbeginn | datum }}"'))
    title = next(block for block in found if isinstance(block, Heading))
    own = "/gliederung/0/titel"
    assert title.children == (
        Value("Stellen (", own),
        Value("Modul\u00a0I", "=baustein_1"),
        Value(") im ", own),
        Value("01.04.2023", "=foerderbeginn"),
    )


def test_a_title_that_is_nothing_but_a_figure_still_knows_its_field(place: Workplace) -> None:
    """The guide and the checks ask the heading which section it is."""
    found = blocks(place, (TITLE, 'titel: "{{ baustein_1 }}"'))
    title = next(block for block in found if isinstance(block, Heading))
    assert title.children[0] == Value("", "/gliederung/0/titel") and plain_text(title.children) == "Modul\u00a0I"
    prepared, _trouble = place.prepare(CONCEPT)
    assert prepared.told[("gliederung", 0)].name == "1 Modul\u00a0I"


def test_cells_remarks_and_drawings_show_them_too(place: Workplace) -> None:
    """Whoever asks for a field gets what is printed."""
    phases = (
        'vermerk: "Beantragt sind {{ vzae_beantragt }} Stellen."\nphasen:\n'
        '  - {titel: "{{ baustein_1 }}", von: 2023-04-01, bis: 2023-12-31, inhalt: "{{ ort }}"}\n'
    )
    found = blocks(
        place,
        ("beantragt:\n", phases.replace("{{ ort }}", "{{ kommune }}") + "beantragt:\n"),
        ("finanzierung,", "finanzierung, zeitschiene,"),
        ("aufgabenprofil: Steuerung", 'aufgabenprofil: "Steuerung von {{ baustein_2 }}"'),
    )
    cells = [cell for table in found if isinstance(table, Table) for row in table.rows for cell in row.cells]
    assert {"Steuerung von Modul\u00a0II", "Modul\u00a0I", "Stadt Musterstadt"} <= {
        c for c in cells if isinstance(c, str)
    }
    (picture,) = [block for block in found if isinstance(block, Picture)]
    assert "Phase „Modul I“" in picture.description
    cover = place.tree(CONCEPT).cover
    assert "Beantragt sind 1,5 Stellen." in [plain_text(one.children) for one in cover if isinstance(one, Paragraph)]


def test_the_register_calls_them_computed(place: Workplace) -> None:
    """As it does in prose."""
    place.change(CONCEPT, (TITLE, 'titel: "Die {{ lenkungsgruppe_sitze }} Sitze"'))
    prepared, _trouble = place.prepare(CONCEPT)
    assert prepared.document is not None
    numbers = register(prepared.document, all_figures(prepared))
    assert ("3", "berechnet") in [(one.text, one.kind) for one in numbers if one.passage.kind == "ueberschrift"]


@pytest.mark.parametrize(
    ("title", "finding"),
    [
        ('titel: "Stellen ({{ baustein_9 }})"', ("TXT-311", 23, 22)),
        ('titel: "Stellen ({{ 1 + 2 }})"', ("TXT-310", 23, 22)),
        ('titel: "Stellen ({{ baustein_1 | gross }})"', ("TXT-312", 23, 22)),
        ('titel: "Stellen ({{ baustein_1 | euro }})"', ("TXT-313", 23, 22)),
        ('titel: "Stellen (}}"', ("TXT-310", 23, 22)),
    ],
)
def test_what_is_no_figure_is_told_where_it_stands(title: str, finding: tuple[str, int, int], place: Workplace) -> None:
    """With the findings of prose."""
    assert told(place, (TITLE, title)) == [finding]


def test_a_line_that_is_not_printed_takes_none(place: Workplace) -> None:
    """Nobody would fill it in."""
    with (place.root / CONCEPT).open("a", encoding="utf-8") as file:
        file.write(FIGURE.replace("Beschluss des Rates", '"Beschluss {{ ort }}"'))
    assert [code for code, *_ in told(place)] == ["TXT-330"]


@pytest.mark.parametrize("rows", [2, MOST_TRACKED + 5])
def test_long_lists_show_them_as_short_ones_do(rows: int, workplace: Workplace) -> None:
    """The rows of long lists are shared with the source, which keeps what was written."""
    line = '  - {bereich: Schulen, massnahme: "Dach {{ jahre }}", plan_2026: 0, plan_2027: 1}\n'
    workplace.take(
        "gueltig/musterseiten/kurz.yaml",
        SHEETS,
        ("text: Text.\n", "text: Text.\n    tabelle: haushalt\n"),
        ("gebaeude:\n", line * rows + "gebaeude:\n"),
        ("hinweis: Alles", 'hinweis: "{{ jahre }} Jahre; alles'),
        ("erfunden.\n", 'erfunden."\n'),
    )
    with (workplace.root / SHEETS).open("a", encoding="utf-8") as file:
        file.write(FIGURE)
    tables = [one for one in walk(workplace.tree(SHEETS)) if isinstance(one, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    assert cells.count("Dach 4") == rows
    prepared, _trouble = workplace.prepare(SHEETS)
    assert prepared.data["haushalt"][1]["massnahme"] == "Dach {{ jahre }}"


def test_data_without_braces_is_not_copied() -> None:
    """Ten thousand rows stay where they are."""
    shape = Shape(fields={"liste": Shape(entry=Shape(fields={"name": Shape(types={"string"}, line=True)}))})
    data = {"liste": [{"name": "a"}, {"name": "b"}]}
    assert with_figures(data, shape, lambda text, path: text) is data
    changed = with_figures({"liste": [{"name": "a"}, {"name": "{x}"}]}, shape, lambda text, path: f"{path}")
    assert changed == {"liste": [{"name": "a"}, {"name": "('liste', 1, 'name')"}]}
