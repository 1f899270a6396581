"""Tables: heads of columns and rows, captions, sums, parts, rows that stay whole."""

from __future__ import annotations

import pikepdf
import pytest

from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import Break, Column, Heading, Link, Paragraph, Part, Reference, Row, Strong, Table, Text
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


def test_words_wider_than_their_column_break(write):
    """Nothing is lost or printed over the next column; the finding about it is the planner's."""
    written = write(wide(20, "Fördervoraussetzungen"))
    assert written.problems == []
    assert written.tags.all("TD")[0].text.replace("\xad", "") == "Fördervoraussetzungen"


GROUPED = Table(
    "g",
    "Schulen",
    "",
    (
        Column("ort", "Gemeinde", merged=True),
        Column("schule", "Schule"),
        Column("jahr", "Jahr", "D", merged=True, turned=True),
        Column("kosten", "Kosten", "E", "rechts", turned_title=True),
    ),
    (
        Row(("Hamm", "Nord", "2026", "1")),
        Row(("Hamm", "Süd", "2026", "2")),
        Row(("Hamm", "West", "2027", "3")),
        Row(("Werl", "Ost", "2027", "4")),
        Row(("Summe", "", "", "10"), kind="summe"),
    ),
    row_header=1,
)


def test_merged_cells_cover_their_rows_and_head_them(write):
    """A group heads all its rows, a value beside it belongs to every row that it covers."""
    (table,) = write(GROUPED).tags.all("Table")
    rows = table.all("TBody")[0].kids
    assert [[cell.text for cell in row.kids] for row in rows] == [
        ["Hamm", "Nord", "2026", "1"],
        ["Süd", "2"],
        ["West", "2027", "3"],
        ["Werl", "Ost", "2027", "4"],
        ["Summe", "", "", "10"],
    ]
    group, north, year, cost = rows[0].kids
    south, other_cost = rows[1].kids
    assert (group.name, int(group.attributes["/RowSpan"]), int(year.attributes["/RowSpan"])) == ("TH", 3, 2)
    assert [str(head.attributes["/Scope"]) for head in (group, north, south)] == ["/Row"] * 3
    assert headers(north)[:1] == [group.ident] and headers(cost)[:2] == [group.ident, north.ident]
    assert headers(year)[:3] == [group.ident, north.ident, south.ident]
    assert headers(other_cost)[:2] == [group.ident, south.ident]


def headers(cell) -> list[str]:
    """The heads that a cell names."""
    return [str(name) for name in cell.attributes["/Headers"]]


def test_the_names_of_heads_are_sorted(write):
    """Readers look them up by halving."""
    pdf = write(GROUPED, SMALL).pdf
    names = [str(name) for name in pdf.Root.StructTreeRoot.IDTree.Names][::2]
    assert names == sorted(names)


def test_merged_cells_hold_marked_text(write):
    """Strong words and links in a merged column work as in any other."""
    marked = (Strong((Text("Hamm"),)), Link("https://hamm.de/", (Text("Stadt"),)))
    rows = (Row((marked, "Nord", "2026", "1")), Row((marked, "Süd", "2027", "2")))
    (table,) = write(replace(GROUPED, rows=rows)).tags.all("Table")
    assert [[cell.text for cell in row.kids] for row in table.all("TBody")[0].kids] == [
        ["HammStadt", "Nord", "2026", "1"],
        ["Süd", "2027", "2"],
    ]


def test_a_group_longer_than_a_page_goes_on(write):
    """Its rows are printed on as many pages as they need."""
    rows = tuple(Row(("Hamm", f"Schule {n}", "2026", str(n))) for n in range(150))
    written = write(replace(GROUPED, rows=rows))
    assert len(written.pdf.pages) > 2 and written.tags.all("Table")[0].text.endswith("Schule 149149")
    assert "Schule 149" in written.page_text(len(written.pdf.pages) - 1)


def test_upright_titles_make_the_head_high_and_the_column_narrow(write):
    """The planner may turn titles too; letters stand upright with them."""
    long = Table("", "", "", (Column("a", "A"), Column("b", "Förderpriorität der Maßnahme", "B")), (Row(("1", "2")),))
    part = Part((0, 1), (8000, 400), 18, 80, turned_titles=(1,))
    heads = write(replace(long, parts=(part,))).tags.all("TH")
    assert heads[1].text.replace("\n", "") == "B\u2003Förderpriorität der Maßnahme"
    assert height_of(write(replace(long, parts=(part,)))) > 100 > height_of(write(long))


def height_of(written) -> float:
    """The height of the first table in points."""
    _, low, _, high = written.tags.all("Table")[0].attributes["/BBox"]
    return float(high - low)


def test_a_sum_whose_figures_stand_in_another_part_is_not_printed(write):
    """An empty line named “Summe” would say nothing; the other part has it."""
    columns = (Column("nr", "Nr.", "A", is_key=True), Column("name", "Name", "B"), Column("k", "Kosten", "C"))
    written = write(Table("", "T", "", columns, ROWS, split=((0, 1), (0, 2)), number="1"))
    assert [len(table.all("TR")) for table in written.tags.all("Table")] == [3, 4]


def long(rows: int, *, words: str = "Musterstadt") -> Table:
    """A table of groups of five rows, with a sum at its end."""
    columns = (Column("g", "Gruppe", merged=True), *COLUMNS)
    body = [Row((f"Gruppe {number // 5}", f"z{number}", words, "1")) for number in range(rows)]
    return Table("", "", "Alles.", columns, (*body, Row(("Summe", "", "", "9"), kind="summe")), 1)


@pytest.mark.parametrize("rows", range(46, 56))
def test_a_sum_never_stands_alone_on_a_page(write, rows):
    """The row above it goes with it, wherever the page ends."""
    plain = replace(long(rows), columns=(Column("g", "Gruppe"), *COLUMNS))
    written = write(plain)
    last = written.page_text(len(written.pdf.pages) - 1)
    assert f"z{rows - 1}" in last and "Summe" in last


@pytest.mark.parametrize("rows", range(50, 60, 2))
def test_a_small_group_stays_on_one_page(write, rows):
    """No page ends between the rows of a group, and nobody hears of what ties them."""
    written = write(Paragraph((Text("Zeile. " * rows),)), long(100))
    pages = [written.page_text(number) for number in range(len(written.pdf.pages))]
    assert len(pages) > 1
    for group in range(20):
        names = [f"z{number}Musterstadt" for number in range(group * 5, group * 5 + 5)]
        assert any(all(name in page for name in names) for page in pages)
    (table,) = written.tags.all("Table")
    assert [len(row.kids) for row in table.all("TR")] == [4, *[4, 3, 3, 3, 3] * 20, 4]
    assert not any("/ColSpan" in cell.attributes for cell in table.all("TH", "TD"))


def test_rows_too_high_for_a_page_are_not_tied(write):
    """A group of long texts breaks where it must, and every word is printed."""
    written = write(long(20, words="Wort " * 300))
    assert written.tags.text.count("Wort") == 20 * 300
    assert len(written.pdf.pages) > 5


def test_short_upright_titles_take_the_room_of_the_longest(write):
    """In Word the head row is one height; a title that fits into it stands in one line."""
    titles = ("Nr.", "Barrierefreies WC", "Anzahl aller Unterrichtsräume im Gebäude")
    columns = tuple(Column(f"s{n}", title, turned_title=n > 0) for n, title in enumerate(titles))
    part = Part((0, 1, 2), (2000, 700, 700), 18, 40, turned_titles=(1, 2))
    table = Table("t", "", "Räume", columns, (Row(("1", "2", "3")),), parts=(part,))
    assert "Barrierefreies WC" in write(table).page_text(0)


def test_a_sum_carried_over_begins_the_next_page(write):
    """Two of them in a row: one ends the page, the next begins the other; it is one table nevertheless."""
    carried = Row(("Übertrag", "", "7.051"), kind="uebertrag")
    written = write(Table("", "T", "", COLUMNS, (*ROWS[:2], carried, carried, *ROWS)))
    assert len(written.pdf.pages) == 2 and len(written.tags.all("Table")) == 1
    assert written.page_text(0).count("Übertrag") == written.page_text(1).count("Übertrag") == 1
    assert [row.kids[0].text for row in written.tags.all("TR")[1:]] == [
        "1",
        "2",
        "Übertrag",
        "Übertrag",
        "1",
        "2",
        "Summe",
    ]


def test_references_lead_to_the_table(write):
    """The first part carries the label."""
    written = write(Paragraph((Reference("liste", (Text("Tabelle 1"),)),)), SMALL)
    assert [tag.text for tag in written.tags.all("Link")] == ["Tabelle 1"]


def test_a_file_of_another_make_is_refused():
    """The splices know what Typst writes; anything else is a defect and must not pass in silence."""
    with pytest.raises(ValueError, match="table of its objects"):
        complete_tags(b"%PDF-1.7\n", [TableTags((0,), "", 1)])
