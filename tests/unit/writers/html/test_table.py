"""Tables: structure, names, fast and careful rows, wide tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from vorlagenwerk.data.tree import Cell, Column, Paragraph, Reference, Row, Strong, Table, Text
from vorlagenwerk.writers.html.inlines import InlineWriter
from vorlagenwerk.writers.html.rows import BATCH, RowWriter
from vorlagenwerk.writers.html.widths import MOST_KEYS

Write = Callable[..., html.HtmlElement]

CSS = (Path(__file__).parents[4] / "templates" / "_stil" / "stil.css").read_text("utf-8")


def columns(count: int) -> tuple[Column, ...]:
    return tuple(Column(f"s{index}", f"Spalte {index}", align="rechts" if index else "links") for index in range(count))


def table(*rows: Row, count: int = 2, caption: str = "Kosten", number: str = "1", description: str = "") -> Table:
    return Table("kosten", caption, description, columns(count), rows, number=number)


def row(*cells: Cell) -> Row:
    return Row(cells)


def total(*cells: Cell) -> Row:
    return Row(cells, (), "summe")


def wide(*, keys: tuple[int, ...] = (), rows: tuple[Row, ...] = (), title: str = "Spalte") -> Table:
    return Table("weit", "Weit", "", tuple(Column(str(i), title, is_key=i in keys) for i in range(12)), rows)


def test_table_has_caption_head_and_row_heads(body: Write) -> None:
    """Screen readers name a cell by its column and its row."""
    found = body(table(row("Bau", "12"))).find("table")
    assert found.findtext("caption/span") == "Tabelle 1: Kosten"
    assert [cell.get("scope") for cell in found.findall("thead/tr/th")] == ["col", "col"]
    assert found.find("tbody/tr/th").get("scope") == "row"
    assert (found.findtext("tbody/tr/td"), found.find("tbody/tr/td").get("class")) == ("12", "rechts")


def test_letter_stands_in_front_of_the_column_title(body: Write) -> None:
    """Official forms name their columns by letter."""
    head = body(Table("t", "T", "", (Column("a", "Art", "E"),), ())).find(".//th")
    assert head.find("span[@class='buchstabe']").text == "E" and head.text_content() == "E Art"


def test_description_belongs_to_the_table(body: Write) -> None:
    """The description is there for those who cannot see the table."""
    main = body(table(description="Je Jahr eine Zeile."))
    described = main.get_element_by_id(main.find("table").get("aria-describedby"))
    assert described.text == "Je Jahr eine Zeile."


def test_table_without_caption_is_named_by_its_description(body: Write) -> None:
    """No table stands without a name."""
    found = body(table(caption="", number="", description="Kopf der Vorlage")).find("table")
    assert found.get("aria-label") == "Kopf der Vorlage"
    assert found.get("aria-describedby") is None and found.find("caption") is None


def test_table_without_row_heads_has_data_cells_only(body: Write) -> None:
    """Where no column heads its row, no cell claims to."""
    found = body(Table("t", "T", "", columns(2), (row("a", "b"),), None)).find("table")
    assert [cell.tag for cell in found.find("tbody/tr")] == ["td", "td"]


def test_last_sums_are_the_foot_and_sums_of_groups_stay(body: Write) -> None:
    """The order of rows is content; only the total moves into the foot."""
    found = body(table(row("a", "1"), total("Gruppe", "1"), row("b", "2"), total("Summe", "3"))).find("table")
    assert [line.text_content() for line in found.findall("tbody/tr")] == ["a1", "Gruppe1", "b2"]
    assert found.findtext("tfoot/tr/th") == "Summe" and found.find("tfoot/tr/th").get("scope") == "row"


def test_sum_is_headed_by_its_first_cell_with_text(body: Write) -> None:
    """The word “Summe” may stand in any column."""
    cells = body(table(total("", "", "Summe"), count=3)).find(".//tfoot/tr")
    assert [cell.tag for cell in cells] == ["td", "td", "th"]


@pytest.mark.parametrize("empty", ["", "  ", ()])
def test_empty_cells_are_no_head_cells(body: Write, empty: Cell) -> None:
    """An empty head cell heads nothing."""
    assert body(table(row(empty, ""))).xpath("count(.//tbody//th)") == 0


def test_cell_of_inlines_keeps_its_mark_up(body: Write) -> None:
    """A cell may hold references and emphasis."""
    cell = body(table(row("a", (Strong((Text("fett"),)), Reference("kosten", (Text("hier"),)))))).find(".//tbody//td")
    assert cell.findtext("strong") == "fett" and cell.find("a").get("href") == "#kosten"


@pytest.mark.parametrize("odd", ["<b>&</b>", "100 %", "%s", "a\tb", "„Zitat“", '"', "{{ x }}"])
def test_every_cell_arrives_as_it_was(body: Write, odd: str) -> None:
    """Neither the fast nor the careful way changes a text."""
    fast = body(table(row("kopf", odd))).find(".//tbody//td")
    careful = body(table(row((Text("kopf"),), odd))).find(".//tbody//td")
    assert fast.text_content() == careful.text_content() == odd


def test_forbidden_character_in_a_cell_is_replaced(body: Write) -> None:
    """The separator of the fast way cannot be smuggled in either."""
    assert body(table(row("kopf", "a\x1fb\x00"))).find(".//tbody//td").text == "a\ufffdb\ufffd"


def test_line_feed_in_a_cell_is_a_line_break(body: Write) -> None:
    """A cell of several lines keeps them."""
    assert len(body(table(row("kopf", "eins\nzwei"))).findall(".//tbody//td/br")) == 1


def test_fast_and_careful_rows_are_alike() -> None:
    """Which way a batch goes must not show."""
    writer = RowWriter(["", "rechts", "fest-1"], 0, InlineWriter({}))
    plain = [row(f"Zeile {index}", "1 < 2", "x\ny") for index in range(BATCH + 3)]
    careful = [row((Text(f"Zeile {index}"),), "1 < 2", "x\ny") for index in range(BATCH + 3)]
    assert "".join(writer.write(plain)) == "".join(writer.write(careful))


def test_rows_come_in_pieces() -> None:
    """A long table is never held as one text."""
    rows = [row("a", "b")] * (3 * BATCH + 1)
    pieces = list(RowWriter(["", ""], 0, InlineWriter({})).write(rows))
    assert len(pieces) == 4 and "".join(pieces).count("<tr>") == len(rows)


def test_row_of_another_length_is_a_defect() -> None:
    """A row that does not fit its columns must not slip through by accident."""
    with pytest.raises(ValueError):
        list(RowWriter(["", ""], 0, InlineWriter({})).write([row("a"), row("a", "b", "c")]))


def test_wide_table_scrolls_in_a_named_region(body: Write) -> None:
    """The page itself never scrolls sideways, and the keyboard reaches the region."""
    region = body(wide()).find("div")
    assert (region.get("class"), region.get("role"), region.get("tabindex")) == ("rollbereich breit", "region", "0")
    assert region.xpath(f"string(//*[@id='{region.get('aria-labelledby')}'])") == "Weit"


def test_table_without_any_name_is_named_by_its_columns(body: Write) -> None:
    """A region without a name is none, and tables in prose have no caption."""
    region = body(Table("t", "", "", columns(9), ())).find("div")
    assert {region.get("aria-label"), region.find("table").get("aria-label")} == {
        "Tabelle mit Spalte 0, Spalte 1, Spalte 2"
    }


def test_narrow_table_needs_no_region(body: Write) -> None:
    """A region that never scrolls would be an idle stop for the keyboard."""
    assert body(table(row("Bau", "12"))).find("div") is None


@pytest.mark.parametrize(("rows", "kind"), [(40, None), (41, "rollbereich hoch")])
def test_long_table_gets_a_height_of_its_own(body: Write, rows: int, kind: str | None) -> None:
    """Its head stays in sight; a shorter one flows with the page, since a box within a page is tedious."""
    found = body(table(*[row("Bau", "12")] * rows)).find("div")
    assert (None if found is None else found.get("class")) == kind


@pytest.mark.parametrize(("rows", "kind"), [(20, "rollbereich breit"), (21, "rollbereich breit hoch")])
def test_wide_table_gets_a_height_sooner(body: Write, rows: int, kind: str) -> None:
    """The bar that moves its columns must not lie screens below."""
    assert body(wide(rows=(row(*["Wert"] * 12),) * rows)).find("div").get("class") == kind


def test_only_long_tables_are_bounded_in_height() -> None:
    """A box of the screen's height around every table would be tedious to scroll."""
    assert re.findall(r"([^\n{}]+) \{ max-height: 85vh", CSS) == ["  .hoch"]


def test_few_columns_with_long_words_scroll_on_a_phone(body: Write) -> None:
    """The number of columns alone does not tell how wide a table is."""
    long = table(row("Berichterstattung", "Regierungsvizepräsidentin"))
    assert body(long).find("div").get("class") == "rollbereich"


def test_key_columns_stay_in_place_side_by_side(body: Write) -> None:
    """Each fixed column begins where those before it end."""
    found = body(wide(keys=(0, 2), rows=(row(*["Wert"] * 12),))).find(".//table")
    style = dict(part.split(":") for part in found.get("style").split(";"))
    assert [cell.get("class") for cell in found.find("tbody/tr")][:4] == ["fest-1", None, "fest-2", None]
    assert style["--links-1"] == "0rem" and style["--links-2"] == style["--breite-1"]
    assert float(style["--fest"][:-3]) == pytest.approx(sum(float(style[f"--breite-{n}"][:-3]) for n in (1, 2)))


def test_key_columns_never_cover_the_screen(body: Write) -> None:
    """Keys beyond the room for them scroll with the others."""
    found = body(wide(keys=(0, 1, 2, 3), title="Integrationsmanagement")).find(".//table")
    assert [cell.get("class") for cell in found.findall("thead/tr/th")][:4] == ["fest-1", "fest-2", None, None]


def test_no_more_columns_stay_in_place_than_the_style_sheet_knows(body: Write) -> None:
    """Each fixed column needs a rule of its own in stil.css."""
    found = body(wide(keys=tuple(range(8)), title="A"))
    assert max(found.xpath(".//th/@class")) == f"fest-{MOST_KEYS}"
    assert f".fest-{MOST_KEYS} {{" in CSS and f".fest-{MOST_KEYS + 1}" not in CSS


def test_facts_are_a_quiet_block_with_a_visible_head_row(body: Write) -> None:
    """The fact table is never wide, and its head row is there for all."""
    facts = Table("a", "", "Angaben", columns(2), (row("Berichterstattung" * 3, "Wert" * 20),), role="tabelle_angaben")
    found = body(facts).find("table")
    assert found.get("class") == "angaben" and len(found.findall("thead/tr/th")) == 2


def test_table_that_is_split_on_paper_is_whole_on_screen(body: Write) -> None:
    """Parts are for paper."""
    split = Table("t", "T", "", columns(3), (row("a", "b", "c"),), split=((0, 1), (0, 2)))
    assert len(body(split, Paragraph((Text("x"),))).findall(".//table")) == 1


def test_carried_sums_stay_on_paper(body: Write) -> None:
    """A screen has no next page to carry a sum to."""
    carried = Row(("Übertrag", "1"), (), "uebertrag")
    found = body(table(row("a", "1"), carried, carried, row("b", "2"), total("Summe", "3")))
    assert [line.text_content() for line in found.findall(".//tbody/tr")] == ["a1", "b2"]


def test_turned_title_is_marked_for_print_and_does_not_turn_the_cells(body: Write) -> None:
    """Head and cells turn on their own."""
    turned = Table("t", "T", "", (Column("a", "Art"), Column("b", "Betrag", turned_title=True)), (row("a", "b"),))
    found = body(turned)
    assert [cell.get("class") for cell in found.findall(".//thead//th")] == [None, "titel-gedreht"]
    assert found.find(".//tbody//td").get("class") is None
