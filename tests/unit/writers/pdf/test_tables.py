"""Tables: heads of columns and rows, captions, sums, parts, rows that stay whole."""

from __future__ import annotations

import pikepdf
import pytest

from vorlagenwerk.data.tree import Break, Column, Heading, Link, Paragraph, Reference, Row, Strong, Table, Text
from vorlagenwerk.writers.pdf.tagging import TableTags, complete_tags

COLUMNS = (
    Column("nr", "lfd. Nr.", "A", "rechts", True),
    Column("name", "Name", "B"),
    Column("k", "Kosten", "C", "rechts"),
)
ROWS = (Row(("1", "Hamm", "6.298")), Row(("2", "Werl", "753")), Row(("Summe", "", "7.051"), kind="summe"))
SMALL = Table("liste", "Maßnahmen", "Eine Zeile je Maßnahme.", COLUMNS, ROWS, number="1")


def wide(columns: int, words: str, parts: tuple[tuple[int, ...], ...] = ()) -> Table:
    """A table of equal columns named A, B, C."""
    names = tuple(Column(f"s{n}", words, chr(65 + n)) for n in range(columns))
    return Table("t", "Breit", "", names, (Row((words,) * columns),) * 3, split=parts, number="2")


def test_heads_of_columns_and_rows_are_marked(write):
    """Each cell names the heads above and beside it, and the names lead to the heads."""
    written = write(Heading(1, (Text("A"),)), SMALL)
    (table,) = written.tags.all("Table")
    assert table.outline() == "Table(Caption(Span) THead(TR(TH TH TH)) TBody(TR(TH TD TD) TR(TH TD TD) TR(TH TD TD)))"
    heads = table.all("TH")
    assert [str(head.attributes["/Scope"]) for head in heads] == ["/Column"] * 3 + ["/Row"] * 3
    second = table.all("TR")[2].kids[2]
    assert second.text == "753"
    assert [str(name) for name in second.attributes["/Headers"]] == [heads[4].ident, heads[2].ident]
    ids = pikepdf.NameTree(written.pdf.Root.StructTreeRoot.IDTree)
    assert [str(ids[head.ident].S) for head in heads] == ["/TH"] * 6


def test_a_table_has_caption_summary_and_letters(write):
    """The caption is read with the table, the summary before it; letters stand above the titles."""
    (table,) = write(SMALL).tags.all("Table")
    assert table.kids[0].text == "Tabelle 1: Maßnahmen"
    assert str(table.attributes["/Summary"]) == "Eine Zeile je Maßnahme."
    assert [tag.text for tag in table.all("TH")[:3]] == ["Alfd. Nr.", "BName", "CKosten"]


def test_a_table_without_row_heads_or_caption(write):
    """Facts of a paper: no caption, and here no column that heads its row."""
    facts = Table("", "", "", COLUMNS[1:], tuple(Row(row.cells[1:]) for row in ROWS), None, role="tabelle_angaben")
    (table,) = write(facts).tags.all("Table")
    assert table.outline() == "Table(THead(TR(TH TH)) TBody(TR(TD TD) TR(TD TD) TR(TD TD)))"


def test_an_empty_table_has_its_head(write):
    """No rows are no reason to fail."""
    (table,) = write(Table("", "Leer", "", COLUMNS, ())).tags.all("Table")
    assert [tag.name for tag in table.walk()].count("TH") == 3


def test_rows_with_marked_text_stand_among_plain_ones(write):
    """Links, breaks and references work in cells; the order of rows stays."""
    cell = (
        Strong((Text("Hamm"),)),
        Break(),
        Link("https://hamm.de/", (Text("Stadt"),)),
        Reference("liste", (Text("1"),)),
    )
    (table,) = write(Table("liste", "T", "", COLUMNS, (ROWS[0], Row(("2", cell, "")), ROWS[1], ROWS[2]))).tags.all(
        "Table"
    )
    assert [row.kids[1].text for row in table.all("TR")[1:]] == ["Hamm", "HammStadt1", "Werl", ""]
    assert len(table.all("Link")) == 2 and table.all("TR")[2].kids[0].name == "TH"


def test_a_long_table_is_one_table_with_repeated_heads(write):
    """The repeated heads are artifacts, and no row is broken across pages."""
    rows = tuple(Row((str(n), "Erste Zeile\nZweite Zeile", "1")) for n in range(200))
    written = write(Table("", "Lang", "", COLUMNS, rows))
    (table,) = written.tags.all("Table")
    assert len(written.pdf.pages) > 5 and len(table.all("TR")) == 201
    for number in range(len(written.pdf.pages)):
        text = written.page_text(number)
        assert "lfd. Nr." in text and text.count("Erste Zeile") == text.count("Zweite Zeile")


def test_a_row_taller_than_a_page_may_break(write):
    """Kept whole, its end would be cut off."""
    long = " ".join(f"Wort{n}" for n in range(3000))
    written = write(Table("", "Hoch", "", COLUMNS, (Row(("1", long, "2")),)))
    assert len(written.pdf.pages) > 1 and "Wort2999" in written.tags.text


def test_parts_are_used_where_the_whole_does_not_fit(write):
    """Key columns are repeated, captions say which columns a part shows."""
    parts = ((0, *range(1, 9)), (0, *range(9, 18)))
    written = write(wide(18, "Förderpriorität", parts), landscape=True)
    assert written.problems == []
    captions = [tag.text for tag in written.tags.all("Caption")]
    assert captions == ["Tabelle 2a: Breit (Spalten A bis I)", "Tabelle 2b: Breit (Spalten A, J bis R)"]
    assert [len(table.all("TR")[0].kids) for table in written.tags.all("Table")] == [9, 10]


def test_parts_are_not_used_where_the_whole_fits(write):
    """Short words leave room for all columns side by side."""
    (table,) = write(wide(18, "ja", (tuple(range(9)), (0, *range(9, 18)))), landscape=True).tags.all("Table")
    assert table.kids[0].text == "Tabelle 2: Breit" and len(table.all("TR")[0].kids) == 18


def test_a_table_too_wide_for_its_paper_is_a_finding(write):
    """Words break then, but nothing is lost or printed over the next column."""
    written = write(wide(20, "Fördervoraussetzungen"))
    assert [problem.code for problem in written.problems] == ["STI-521"]
    assert written.tags.all("TD")[0].text.replace("\xad", "") == "Fördervoraussetzungen"


def test_references_lead_to_the_table(write):
    """The first part carries the label."""
    written = write(Paragraph((Reference("liste", (Text("Tabelle 1"),)),)), SMALL)
    assert [tag.text for tag in written.tags.all("Link")] == ["Tabelle 1"]


def test_a_file_of_another_make_is_refused():
    """The splices know what Typst writes; anything else is a defect and must not pass in silence."""
    with pytest.raises(ValueError, match="table of its objects"):
        complete_tags(b"%PDF-1.7\n", [TableTags(0, "")])
