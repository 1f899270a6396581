"""The line below a finding: the caret stands under the value, whatever the line is made of."""

from __future__ import annotations

import pytest

from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Mend, error
from vorlagenwerk.surface.reporters.excerpts import WIDEST, cells, excerpt
from vorlagenwerk.surface.reporters.lines import extent, pinned

WRITTEN = [
    ("    gesamtkosten: 12,50", 19, "12,50"),
    ("    gesamtkosten: 12,50   # geschätzt", 19, "12,50"),
    ("  - nr: 1", 5, "nr"),
    ("gesammtkosten: 156", 1, "gesammtkosten"),
    ("titel: Baustein 1: Test", 8, "Baustein 1: Test"),
    ('kommune: "Arns#berg" # Stadt', 10, '"Arns#berg"'),
    (r'kommune: "Arns\"berg" # Stadt', 10, r'"Arns\"berg"'),
    ("kommune: 'O''Hara' # Name", 10, "'O''Hara'"),
    ("kommune: 'offen bis zum Ende", 10, "'offen bis zum Ende"),
    ("  - {nr: 1, kosten: 12,50}", 5, "{nr: 1, kosten: 12,50}"),
    ("  - {nr: 1, kosten: alt}", 21, "alt"),
    ("  - {nr: 1, kosten: alt}", 13, "kosten"),
    ("liste: [rot, gruen]", 14, "gruen"),
    ("  - Eintrag ohne Namen", 5, "Eintrag ohne Namen"),
    ("text: |", 7, "|"),
    ("      Das ist sehr wichtig.", 15, "sehr"),
    ("      Es sind {{ zal }} Anträge.", 15, "{{ zal }}"),
    ('  "type": "strng",', 11, '"strng"'),
]


def width(line: str, column: int, text: str = "Falsch.", mend: Mend | None = None) -> str:
    """What the caret covers."""
    problem = error("X-1", Place("x", 7, column), text)._replace(mend=mend)
    return line[column - 1 : column - 1 + extent(line, problem)]


@pytest.mark.parametrize(("line", "column", "value"), WRITTEN, ids=[line for line, _, _ in WRITTEN])
def test_the_caret_is_as_wide_as_what_is_written(line: str, column: int, value: str) -> None:
    """A name, a value up to its comment, in running text the word."""
    assert width(line, column) == value


def test_the_caret_covers_what_the_message_quotes() -> None:
    """Where the quotation stands at the place, it is what the finding is about; the longest one counts."""
    line = "      Das ist <b>fett</b>."
    assert width(line, 15, "Die Auszeichnung „<b>“ wird nicht ausgewertet.") == "<b>"
    assert width("wert: 1.200 Euro", 7, "Statt „1.200 Euro“ oder „1.200“ nur „1“.") == "1.200 Euro"
    assert width("wert: 12 Euro", 7, "Im 1. Eintrag steht „1“.") == "12 Euro"


def test_the_caret_covers_what_the_mend_replaces() -> None:
    """But only a mend that begins where the finding points, and ends in the same line."""
    line = "sitzung: 18.06.2009 (Donnerstag)"
    assert width(line, 10, mend=Mend(Position(7, 10), Position(7, 20), "2009-06-18")) == "18.06.2009"
    assert width(line, 10, mend=Mend(Position(7, 1), Position(7, 3), "x")) == "18.06.2009 (Donnerstag)"
    assert width(line, 10, mend=Mend(Position(7, 10), Position(9, 1), "x")) == "18.06.2009 (Donnerstag)"


@pytest.mark.parametrize(
    ("line", "column"),
    [("# {{ ueberschrift }}", 6), ("# Ohne den Namen", 0), ("{{ ueberschrift }} {{ ueberschrift }}", 0),
     ("{{ ueberschriften }}", 0)],
)  # fmt: skip
def test_what_is_quoted_is_found_in_a_line_without_column(line: str, column: int) -> None:
    """Templates tell the line only; the caret stands where there is no doubt."""
    assert (
        pinned(line, error("VOR-101", Place("x", 2), "Der Name „ueberschrift“ ist unbekannt.")).place.column == column
    )


@pytest.mark.parametrize("column", [0, 1, 5, 24, 25, 999])
def test_a_caret_has_a_width_wherever_it_points(column: int) -> None:
    """Also behind the end of the line, where something is missing."""
    line = "    gesamtkosten: 12,50"
    problem = error("X-1", Place("x", 1, column), "Fehlt.")
    seen = excerpt(line, column, extent(line, problem))
    assert seen.width >= (1 if column else 0) and seen.indent <= len(line)


@pytest.mark.parametrize(
    ("line", "column"),
    [("\tkommune: Arnsbreg", 11), ("kommune: Mu\u0308nster Arnsbreg", 19), ("名: 東京 Arnsbreg", 7),
     ("kommune: 🏫 Arnsbreg", 12), ("a: \u200b\u202e Arnsbreg", 7)],
)  # fmt: skip
def test_the_caret_stands_below_the_value(line: str, column: int) -> None:
    """Tabs, accents on their own, wide letters, pictures and invisible characters do not shift it."""
    seen = excerpt(line, column, 8)
    before = seen.text[: seen.text.index("Arnsbreg")]
    assert (seen.indent, seen.width) == (cells(before), 8)


def test_what_is_invisible_is_shown() -> None:
    """An author must see a tab and a zero-width blank; a terminal must not obey an escape sequence."""
    shown = excerpt("\ta\x1b[31m\u200b\u202eb", 1, 1).text
    assert shown == "→   aU+001B[31mU+200BU+202Eb"


@pytest.mark.parametrize("column", [1, 30, 95, 100, 150, 400, 5000, 9990, 10_000])
def test_a_long_line_is_clipped_around_the_caret(column: int) -> None:
    """The value stays in sight; dots say on which side something is left out."""
    line = ("x" * (column - 1) + "WERT" + "y" * 10_000)[:10_000]
    seen = excerpt(line, column, 4)
    assert cells(seen.text) <= WIDEST
    assert seen.text[seen.indent : seen.indent + seen.width] == line[column - 1 : column + 3]
    assert seen.text.startswith("…") == (column > 33) and seen.text.endswith("…") == (column < 9_900)


def test_a_value_wider_than_the_window_is_underlined_as_far_as_it_shows() -> None:
    """The caret never runs beyond the text."""
    seen = excerpt("text: " + "z" * 500, 7, 200)
    assert seen.indent + seen.width <= cells(seen.text) <= WIDEST
