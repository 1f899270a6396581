"""Sums that are carried where a page ends: their rows stay with those that they add up."""

from __future__ import annotations

from docx.oxml.ns import qn

from vorlagenwerk.data.tree import Column, Row, Summed, Table

COLUMNS = (Column("name", "Name"), Column("ort", "Ort"), Column("betrag", "Betrag"))
CARRIED = Row(("Übertrag", "", "3"), (None, None, 3), "uebertrag")


def listing(*rows: Row, split: tuple[tuple[int, ...], ...] = ()) -> Table:
    """A table that carries its sums wherever a page ends."""
    return Table("t", "Liste", "", COLUMNS, rows, split=split, number="1", carried=(Summed(2, "zahl"),))


def row(name: str) -> Row:
    """A row of the content."""
    return Row((name, "Musterstadt", "1"), (None, None, 1))


def kept(written, table: int) -> list[bool]:
    """Which rows of a table stay with the next one, the head among them."""
    rows = written.tables[table]._tbl.iter(qn("w:tr"))
    return [bool(found.findall(".//" + qn("w:keepNext"))) for found in rows]


def test_the_rows_of_the_first_page_stay_together(write):
    """A text above that takes a line more moves all of them, not the carried sum alone; further pages begin anew."""
    written = write(listing(*map(row, "abcd"), CARRIED, CARRIED, *map(row, "efghi")))
    assert kept(written, 0) == [False, True, True, True, True, False]
    assert kept(written, 1) == [False, False, False, False, False, True, False]


def test_a_table_without_a_page_end_stays_on_one_page(write):
    """Where no sum is carried, none may be missing."""
    assert kept(write(listing(*map(row, "abcd"))), 0) == [False, True, True, True, False]


def test_the_pages_of_all_parts_end_behind_the_same_rows(write):
    """Also where a part has no figures to carry."""
    written = write(listing(*map(row, "abc"), CARRIED, CARRIED, *map(row, "de"), split=((0, 2), (0, 1))))
    shown = [[found.cells[0].text for found in table.rows[1:]] for table in written.tables]
    assert shown == [["a", "b", "c", "Übertrag"], ["Übertrag", "d", "e"]] * 2
    assert written.tables[2].rows[4].cells[1].text == ""


def test_only_the_sum_at_the_end_is_the_last_row(write):
    """Styles draw a rule above it and set it in bold; a carried sum is none."""
    total = Row(("Summe", "", "9"), (None, None, 9), "summe")
    written = write(listing(row("a"), CARRIED, CARRIED, row("b"), CARRIED, CARRIED, row("c"), total))
    looks = [table._tbl.find(f".//{qn('w:tblLook')}").get(qn("w:lastRow")) for table in written.tables]
    assert looks == ["0", "0", "1"]
