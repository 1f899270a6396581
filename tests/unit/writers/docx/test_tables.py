"""Tables: structure for screen readers, captions, planned widths, parts, and the fast path for plain text."""

from __future__ import annotations

import io
import tracemalloc
from typing import Any

import pytest
from docx.oxml.ns import qn

from vorlagenwerk.basics.typesetting.captions import part_label
from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.data.tree import (
    Column,
    Document,
    Link,
    Paragraph,
    Part,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from vorlagenwerk.writers.docx import write_docx

LETTERS = "ABCDEFGHIJKLMNOPQR"


def columns(count: int, *, letters: bool = False) -> tuple[Column, ...]:
    return tuple(Column(f"k{i}", f"Spalte {i}", LETTERS[i] if letters else "") for i in range(count))


def table(count: int = 2, width: int = 3, **settings: Any) -> Table:
    cells = tuple(Row(tuple(f"{row}.{column}" for column in range(width))) for row in range(count))
    given: dict[str, Any] = {"columns": columns(width), "rows": cells, "number": "1"} | settings
    return Table("t", given.pop("caption", "Kosten"), given.pop("description", "Kosten je Jahr"), **given)


def attributes(element: Any) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def test_the_head_row_repeats_and_no_row_breaks(write):
    """`tblHeader` and `cantSplit` without a value: older readers and the schema want it so."""
    written = write(table())
    (head,) = written.body.xpath(".//w:tr[w:trPr/w:tblHeader]")
    assert head is written.body.xpath(".//w:tr")[0] or head.getparent().index(head) == 2
    assert len(written.body.xpath(".//w:tr/w:trPr/w:cantSplit")) == 3
    assert not written.body.xpath(".//w:tblHeader[@w:val]")


def test_a_table_says_what_it_is(write):
    """Title and description reach screen readers; first row and first column are marked."""
    written = write(table())
    assert written.values(".//w:tblPr/w:tblCaption") == ["Tabelle 1: Kosten"]
    assert written.values(".//w:tblPr/w:tblDescription") == ["Kosten je Jahr"]
    look = attributes(written.body.xpath(".//w:tblLook")[0])
    assert (look["firstRow"], look["firstColumn"], look["lastRow"], look["val"]) == ("1", "1", "0", "04A0")


def test_the_caption_stands_above_with_a_field_that_word_can_update(write):
    """The number is there without updating, and the caption stays with its table."""
    written = write(table())
    caption = written.document.paragraphs[1]
    assert (caption.style.name, caption.text) == ("Caption", "Tabelle 1: Kosten")
    assert caption.paragraph_format.keep_with_next
    assert caption._p.getnext().find(f"{qn('w:sdtContent')}/{qn('w:tbl')}") is not None
    assert [i.text.strip() for i in caption._p.iter(qn("w:instrText"))] == ["SEQ Tabelle \\* ARABIC"]


def test_a_caption_that_skips_a_number_sets_the_counter(write):
    """Word's own counting would say 1."""
    written = write(table(number="4"))
    assert "SEQ Tabelle \\* ARABIC \\r 4" in written.part("word/document.xml")


def test_tables_without_captions_do_not_grow_together(write):
    """Word joins tables that touch."""
    body = write(table(caption=""), table(caption="")).body
    tags = [child.tag for child in body.iter(qn("w:tbl"), qn("w:p")) if child.getparent().tag != qn("w:tc")]
    assert tags == [qn("w:p"), qn("w:tbl"), qn("w:p"), qn("w:tbl"), qn("w:p")]


def test_a_paragraph_after_a_table_brings_the_space(write):
    """Tables have no space below them."""
    written = write(table(), Paragraph((Text("weiter"),)))
    assert written.document.paragraphs[-1]._p.pPr.find(qn("w:spacing")).get(qn("w:before")) == "160"


def test_head_cells_show_the_letter_above_the_title(write):
    """Official forms speak of column G; the letter has a line of its own."""
    head = write(table(columns=columns(3, letters=True))).tables[0].rows[0]
    assert [cell.text for cell in head.cells] == ["A\nSpalte 0", "B\nSpalte 1", "C\nSpalte 2"]


def test_numbers_stand_right_and_row_heads_have_their_style(write):
    """Alignment comes from the column, the row head from the table."""
    given = (Column("a", "A"), Column("b", "B", align="rechts"), Column("c", "C", align="mitte"))
    row = write(table(columns=given)).tables[0].rows[1]
    assert [cell.paragraphs[0].style.name for cell in row.cells] == [
        "Tabellenzeilenkopf",
        "Tabellentext",
        "Tabellentext",
    ]
    assert [cell.paragraphs[0]._p.pPr.jc is not None for cell in row.cells] == [False, True, True]


def test_the_sum_row_is_marked_and_keeps_the_row_above(write):
    """A sum alone on a page says nothing."""
    rows = (*(Row((f"a{number}", "1")) for number in range(20)), Row(("Summe", "20"), kind="summe"))
    written = write(table(columns=columns(2), rows=rows))
    *_, first, second, total = written.tables[0].rows
    assert total.cells[0].paragraphs[0].style.name == "Tabellensumme"
    kept = [row.cells[0].paragraphs[0]._p.pPr.find(qn("w:keepNext")) is not None for row in (first, second, total)]
    assert kept == [False, True, False]
    assert attributes(written.body.xpath(".//w:tblLook")[0])["lastRow"] == "1"


def test_a_small_table_stays_on_one_page(write):
    """Three rows at the foot of a page and two at the head of the next one are hard to read."""
    written = write(table(5))
    rows = [row.cells[0].paragraphs[0]._p.pPr for row in written.tables[0].rows]
    assert [row.find(qn("w:keepNext")) is not None for row in rows[1:]] == [True] * 4 + [False]


def test_cells_may_hold_inlines_beside_plain_text(write):
    """One linked cell must not cost the others their text."""
    cell = (Strong((Text("fett"),)), Text(" und "), Link("https://www.nrw.de", (Text("Land"),)))
    written = write(table(columns=columns(2), rows=(Row(("a & b", cell)), Row(("c", "d")))))
    cells = [cell.text for row in written.tables[0].rows[1:] for cell in row.cells]
    assert cells == ["a & b", "fett und Land", "c", "d"]


def test_the_grid_fills_the_text_width_exactly(write):
    """The same edge left and right for tables and text."""
    written = write(table(), Section((table(),), landscape=True), table())
    grids = [sum(int(c.get(qn("w:w"))) for c in g) for g in written.body.iter(qn("w:tblGrid"))]
    section = written.document.sections[1]
    wide = (section.page_width - section.left_margin - section.right_margin) // 635
    assert grids == [9354, wide, 9354] and wide > 13000


def test_no_word_breaks_and_the_text_shrinks_to_seven_points_at_most():
    """Long German words decide the size."""
    words = tuple(Column(str(i), "Zuwendungsvoraussetzung") for i in range(8))
    (layout,) = plan_parts(table(columns=words, rows=(Row(("x",) * 8),)), 15800, 18)
    assert 14 <= layout.half_points < 18 and layout.overfull == () and layout.margin == 40
    (normal,) = plan_parts(table(), 9354, 18)
    assert normal.half_points == 18 and normal.margin == 80


def test_small_text_is_a_style_of_its_own(write):
    """One place to change it in Word, and no direct formatting in thousands of cells."""
    words = tuple(Column(str(i), "Zuwendungsvoraussetzung") for i in range(5))
    written = write(table(columns=words, rows=(Row(("x",) * 5),)))
    style = written.tables[0].rows[1].cells[1].paragraphs[0].style
    assert style.name.startswith("Tabellentext ") and style.base_style.name == "Tabellentext"
    assert not written.body.xpath(".//w:tc//w:sz")


def test_parts_repeat_their_key_columns_and_say_which_columns_they_show(write):
    """Table 1a and 1b: the second begins on a new page where one page cannot hold both."""
    given = table(80, 6, columns=columns(6, letters=True), split=((0, 1, 2, 3), (0, 4, 5)))
    written = write(given)
    captions = [p for p in written.document.paragraphs if p.style.name == "Caption"]
    assert [p.text for p in captions] == [
        "Tabelle 1a: Kosten (Spalten A bis D)",
        "Tabelle 1b: Kosten (Spalten A, E, F)",
    ]
    assert [bool(p.paragraph_format.page_break_before) for p in captions] == [False, True]
    assert [cell.text for cell in written.tables[1].rows[3].cells] == ["2.0", "2.4", "2.5"]


def test_short_parts_share_a_page(write):
    """No half-empty pages for a table of two rows."""
    written = write(table(2, 6, columns=columns(6, letters=True), split=((0, 1, 2), (0, 3, 4, 5))))
    assert not written.body.xpath(".//w:pageBreakBefore")


@pytest.mark.parametrize(
    ("part", "label"),
    [((0,), "Spalte A"), ((0, 1), "Spalten A, B"), ((0, 2, 3, 11, 12, 13), "Spalten A, C, D, L bis N")],
)
def test_part_labels_name_runs_of_columns(part, label):
    """As an official form would say it."""
    parts = (Part(part, (1,) * len(part), 18, 80),)
    assert part_label(table(columns=columns(18, letters=True)), parts, 0) == label


def test_parts_without_letters_are_counted():
    """Without letters there is nothing else to name."""
    parts = tuple(Part(part, (1,) * len(part), 18, 80) for part in ((0, 1), (0, 2, 3)))
    assert part_label(table(width=4), parts, 0) == "Teil 1 von 2"


def test_many_rows_are_the_same_as_few(write):
    """Batches have no seams: every cell arrives in its place, odd ones too."""
    rows = tuple(Row((str(n), "a\nb" if n == 300 else f"<{n}>")) for n in range(620))
    written = write(table(columns=columns(2), rows=rows))
    texts = ["".join(t.text or "" for t in row.iter(qn("w:t"))) for row in written.body.iter(qn("w:tr"))][1:]
    assert len(texts) == 620 and texts[0] == "0<0>" and texts[300] == "300ab" and texts[619] == "619<619>"


def test_rows_are_streamed(style):
    """Memory holds a few batches of mark-up, not the whole table."""
    document = Document("T", (table(5000, 18, columns=columns(18)),))
    write_docx(document, style, io.BytesIO())
    tracemalloc.start()
    write_docx(document, style, io.BytesIO())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000


def merges(written: Any, column: int) -> list[str]:
    """For each row how its cell in a column is merged: "", "restart" or "continue"."""
    found = []
    for row in written.body.iter(qn("w:tr")):
        mark = row.findall(qn("w:tc"))[column].find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        found.append("" if mark is None else mark.get(qn("w:val"), "continue"))
    return found


def grouped(*names: str, **column: Any) -> Table:
    given = (Column("g", "Gruppe", merged=True, **column), Column("n", "Nummer"))
    return table(columns=given, rows=tuple(Row((name, str(n))) for n, name in enumerate(names)), row_header=1)


def test_equal_neighbours_in_a_merged_column_are_one_cell(write):
    """Its text stands once; a neighbour alone stays an ordinary cell."""
    written = write(grouped("A", "A", "B", "C", "C"))
    assert merges(written, 0) == ["", "restart", "continue", "", "restart", "continue"]
    texts = ["".join(t.text or "" for t in row.findall(qn("w:tc"))[0].iter(qn("w:t")))
             for row in written.body.iter(qn("w:tr"))]  # fmt: skip
    assert texts == ["Gruppe", "A", "", "B", "C", ""]


def test_small_groups_stay_on_one_page_and_large_ones_may_break(write):
    """A group that fills a page anyway must not leave one half empty; only its ends hold two rows together."""
    for size, kept in ((12, 12), (13, 2)):
        rows = list(write(grouped(*("A" * size), *"BCDEFGHIJK")).body.iter(qn("w:tr")))[1:]
        assert sum(bool(row.findall(".//" + qn("w:keepNext"))) for row in rows) == kept


def test_tables_without_merged_columns_have_no_marks_of_them(write):
    """Most tables; thousands of rows must not grow."""
    assert "vMerge" not in write(table(30)).part("word/document.xml")


def test_upright_titles_stand_in_a_row_that_is_high_enough(write):
    """As the planner says, or as their words need it."""
    given = (Column("a", "A"), Column("b", "Zuwendungsvoraussetzung", "B", turned_title=True))
    written = write(table(columns=given, rows=(Row(("x", "1")),)))
    head = next(written.body.iter(qn("w:tr")))
    directions = [cell.find(f"{qn('w:tcPr')}/{qn('w:textDirection')}") for cell in head.findall(qn("w:tc"))]
    assert directions[0] is None and directions[1].get(qn("w:val")) == "btLr"
    height = head.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    assert 1800 < int(height.get(qn("w:val"))) < 3000 and height.get(qn("w:hRule")) == "atLeast"
    planned = Part((0, 1), (800, 400), 16, 40, turned_titles=(0,), head_height=1234)
    head = next(write(table(columns=given, rows=(Row(("x", "1")),), parts=(planned,))).body.iter(qn("w:tr")))
    assert head.find(f"{qn('w:trPr')}/{qn('w:trHeight')}").get(qn("w:val")) == "1234"
    assert len(head.findall(".//" + qn("w:textDirection"))) == 2


def test_upright_groups_make_their_rows_high_enough(write):
    """A long name beside a single row would be cut off."""
    written = write(grouped("Gemeinde Beispielhausen", turned=True))
    row = list(written.body.iter(qn("w:tr")))[1]
    assert int(row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}").get(qn("w:val"))) > 1000
    assert row.find(f".//{qn('w:textDirection')}") is not None


def test_a_carried_sum_begins_the_next_page(write):
    """The first of two ends the page, the second begins one; LibreOffice obeys no break inside a table."""
    rows = (Row(("a", "1")), Row(("Übertrag", "1"), kind="uebertrag"), Row(("Übertrag", "1"), kind="uebertrag"),
            Row(("b", "2")))  # fmt: skip
    written = write(table(columns=columns(2), rows=rows))
    first, second = written.tables
    assert [[row.cells[0].text for row in found.rows] for found in (first, second)] == [
        ["Spalte 0", "a", "Übertrag"], ["Spalte 0", "Übertrag", "b"],
    ]  # fmt: skip
    assert written.body.xpath(".//w:tbl/following-sibling::*[1][self::w:p/w:pPr/w:pageBreakBefore]")
    assert len(written.body.xpath(".//w:tblHeader")) == 2
    kept = [bool(row.findall(".//" + qn("w:keepNext"))) for row in written.body.iter(qn("w:tr"))]
    assert kept == [False, True, False, False, False, False]
    assert first.rows[2].cells[0].paragraphs[0].style.name == "Tabellenübertrag"


def test_a_sum_whose_figures_stand_in_another_part_is_left_out(write):
    """In the middle as at the end."""
    rows = (Row(("a", "1", "x")), Row(("Summe", "1", ""), kind="summe"), Row(("b", "2", "y")))
    written = write(table(columns=columns(3), rows=rows, split=((0, 1), (0, 2))))
    assert [len(found.rows) for found in written.tables] == [4, 3]
