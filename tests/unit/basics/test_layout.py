"""The widths of columns and the heights of rows."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.captions import suffix_of
from vorlagenwerk.basics.typesetting.columns import lines_within, measure, shortest_length
from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.metrics import longest_word
from vorlagenwerk.basics.typesetting.splitting import split
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import Column, Part, Row, Table

ROOM = 9354
"""Width of the text on the shipped sheet in twips."""


def table(*rows: tuple[str, ...], **more: object) -> Table:
    """A table with columns A, B …"""
    columns = tuple(Column(letter, letter) for letter in "ABCDEFGHIJKLMNOPQR"[: len(rows[0])])
    given = {"ident": "t", "caption": "", "description": "", "columns": columns, "rows": tuple(map(Row, rows))}
    return Table(**given | more)  # type: ignore[arg-type]


def test_the_parts_fill_the_room_and_no_word_breaks() -> None:
    """All tables of a paper are as wide as its text."""
    shown = table(("Zuwendungsvoraussetzung", "1", "kurz"), ("x", "2", "ein langer Text " * 20))
    (part,) = plan_parts(shown, ROOM, 18)
    assert sum(part.widths) == ROOM
    longest = longest_word(["Zuwendungsvoraussetzung"], bold=True) * part.half_points / 100
    assert part.widths[0] >= longest + 2 * part.margin


def test_a_title_stands_upright_in_few_lines() -> None:
    """A head of two lines is much shorter than one of one line, and a word is never cut."""
    words = (100.0, 300.0, 200.0)
    assert [shortest_length(words, lines) for lines in (1, 2, 3)] == [1156, 678, 300]
    assert [lines_within(words, length) for length in (1156, 678, 300)] == [1, 2, 3]


def test_upright_titles_make_columns_narrow_and_the_head_high() -> None:
    """The column is as wide as its lines are high; the head as high as the longest line is long."""
    title = "Einschätzung des energetischen Konzepts"
    shown = table(("1", "1"), ("2", "2"))
    columns = (shown.columns[0], replace(shown.columns[1], title=title, turned_title=True))
    lying = replace(shown, columns=(columns[0], replace(columns[1], turned_title=False)))
    (upright,), (flat,) = plan_parts(replace(shown, columns=columns), 1200, 18), plan_parts(lying, 1200, 18)
    assert upright.turned_titles == (1,) and upright.half_points > flat.half_points
    assert upright.overfull == () and flat.overfull == (1,)
    assert upright.head_height > 1500


def test_the_height_of_long_tables_grows_with_their_rows() -> None:
    """A sample is measured; the head stands once."""
    few, many = (plan_parts(table(*[("a", "Wort " * 40)] * count), 4000, 18)[0] for count in (200, 2000))
    assert few.head_height == many.head_height < 400
    assert many.height - many.head_height == 10 * (few.height - few.head_height)


def test_a_merged_cell_shares_its_text_among_its_rows() -> None:
    """A long name beside four rows makes none of them high."""
    shown = table(*[("Kreis mit einem recht langen Namen in vier Zeilen", str(number)) for number in range(4)])
    columns = (replace(shown.columns[0], merged=True), shown.columns[1])
    (merged,), (apart,) = plan_parts(replace(shown, columns=columns), 2000, 18), plan_parts(shown, 2000, 18)
    assert merged.height < apart.height


def test_upright_cells_make_a_group_narrow() -> None:
    """The name of a group of several rows stands upright in a column as wide as a line is high."""
    columns = tuple(Column(name, name, merged=name == "A", turned=name == "A") for name in "AB")
    shown = table(*[("Hochsauerlandkreis", str(number)) for number in range(6)], columns=columns)
    (part,) = plan_parts(replace(shown, row_header=1), ROOM, 18)
    assert part.widths[0] < part.widths[1]
    assert measure(shown)[0].body < longest_word(["Hochsauerlandkreis"], bold=False)


def test_parts_are_filled_evenly() -> None:
    """The widest part is as narrow as the order of the columns allows; each begins with the repeated columns."""
    columns = measure(table(("1", *["Gesamtschulgebäude"] * 9)))
    halves = next(iter(split(columns, frozenset(), 0, 14000, 2)))
    assert halves == ((0, 1, 2, 3, 4, 5), (0, 6, 7, 8, 9))


def test_key_columns_that_fill_the_sheet_are_not_repeated() -> None:
    """Otherwise nothing else would fit beside them; the column that names the row always does."""
    columns = measure(table(("1", "x" * 60, *["Gesamtschulgebäude"] * 4)))
    first, second = next(iter(split(columns, frozenset({1}), 0, 6500, 2)))
    assert 1 in first and 1 not in second and second[0] == 0


def test_more_parts_than_letters_have_names_of_their_own() -> None:
    """They are named on, behind “z”."""
    parts = (Part((0,), (1,), 18, 80),) * 60
    assert [suffix_of(parts, number) for number in (0, 25, 26, 27, 52)] == ["a", "z", "za", "zb", "zza"]
    assert suffix_of(parts[:1], 0) == ""
