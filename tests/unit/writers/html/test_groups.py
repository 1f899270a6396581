"""Tables with merged cells: who heads which rows."""

from __future__ import annotations

from collections.abc import Callable

from lxml import html

from vorlagenwerk.data.tree import Column, Note, Row, Table, Text

Write = Callable[..., html.HtmlElement]

COLUMNS = (
    Column("quartier", "Quartier", merged=True, turned=True),
    Column("traeger", "Träger", merged=True),
    Column("massnahme", "Maßnahme"),
    Column("kosten", "Kosten", align="rechts"),
)


def grouped(*rows: Row, row_header: int | None = 2, columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("massnahmen", "Maßnahmen", "", columns, rows, row_header, number="1")


def row(*cells: str) -> Row:
    return Row(cells)


def total(*cells: str) -> Row:
    return Row(cells, (), "summe")


TABLE = grouped(
    row("Nord", "Stadt", "Beratung", "1"),
    row("Nord", "Stadt", "Sprachcafé", "2"),
    row("Nord", "Verein", "Lotsen", "3"),
    total("Summe Nord", "", "", "6"),
    row("Süd", "Verein", "Lotsen", "4"),
    total("Summe", "", "", "10"),
)


def test_every_group_is_a_body_headed_by_its_cell(body: Write) -> None:
    """A head cell of a row group heads the rest of its body, so a body must end where the group does."""
    bodies = body(TABLE).findall(".//tbody")
    assert [group.xpath("string(tr[1]/th[@scope='rowgroup'])") for group in bodies] == ["Nord", "Süd"]
    assert bodies[0].find("tr/th").get("rowspan") == "3" and bodies[1].find("tr/th").get("rowspan") is None


def test_merged_cell_inside_a_group_heads_just_its_rows(body: Write) -> None:
    """A second level heads the rows that it covers, not the whole group."""
    first, second, third, _ = body(TABLE).findall(".//tbody[1]/tr")
    assert [(cell.text, cell.get("scope"), cell.get("rowspan")) for cell in first.findall("th")] == [
        ("Nord", "rowgroup", "3"),
        ("Stadt", "row", "2"),
        ("Beratung", "row", None),
    ]
    assert [cell.text for cell in second] == ["Sprachcafé", "2"]
    assert [cell.text for cell in third] == ["Verein", "Lotsen", "3"]


def test_sum_of_a_group_stands_in_its_body_with_room_for_its_words(body: Write) -> None:
    """The columns of groups are narrow; the words of a sum take the empty cells beside them."""
    label, figure = body(TABLE).find(".//tbody[1]/tr[@class='summe']")
    assert (label.tag, label.text, label.get("scope"), label.get("colspan")) == ("th", "Summe Nord", "row", "3")
    assert (figure.tag, figure.text, figure.get("class")) == ("td", "6", "rechts")


def test_total_stays_the_foot(body: Write) -> None:
    """The last sum belongs to no group."""
    assert body(TABLE).xpath("string(.//tfoot/tr/th)") == "Summe"


def test_every_row_fills_the_grid(body: Write) -> None:
    """Spans must neither overlap nor leave holes, also where sums are empty or come first."""
    odd = grouped(
        total("", "", "", ""), row("", "Stadt", "a", "1"), row("", "Stadt", "b", "2"), total("", "Summe", "", "3")
    )
    for found in (body(TABLE), body(odd)):
        taken: dict[int, int] = {}
        for line in found.xpath(".//tbody/tr | .//tfoot/tr"):
            width = sum(1 for left in taken.values() if left > 0)
            taken = {column: left - 1 for column, left in taken.items()}
            for cell in line:
                width += int(cell.get("colspan", 1))
                taken[len(taken)] = int(cell.get("rowspan", 1)) - 1
            assert width == len(COLUMNS)


def test_merged_cells_right_of_the_row_header_are_data(body: Write) -> None:
    """What stands behind the row's head does not head it."""
    found = body(grouped(row("Nord", "Stadt", "a", "1"), row("Nord", "Stadt", "b", "1"), row_header=None))
    assert [cell.tag for cell in found.find(".//tbody/tr")] == ["td"] * 4


def test_text_is_turned_in_the_cells_of_its_column(body: Write) -> None:
    """The style sheet turns what is marked, where there is room."""
    found = body(TABLE)
    assert found.find(".//tbody/tr/th").get("class") == "gedreht"
    assert found.find(".//thead//th").get("class") is None


def test_inlines_in_merged_rows_keep_their_mark_up(body: Write) -> None:
    """Notes in grouped rows are gathered like all others."""
    noted = (Text("Beratung"), Note((Text("Ohne Miete."),), "1"))
    main = body(grouped(Row(("Nord", "Stadt", noted, "1")), row("Nord", "Stadt", "x", "2")))
    assert main.xpath("string(.//tbody//sup)") == "1" and "Ohne Miete." in main.find("section").text_content()
