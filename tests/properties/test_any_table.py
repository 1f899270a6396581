"""Tables of any width with any wishes: planning ends, loses nothing, and keeps within the sheet."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.looks import shipped_look
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import (
    Block,
    Column,
    Document,
    Field,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from vorlagenwerk.data.walking import walk  # fmt: skip

LOOK = shipped_look()
WORDS = st.sampled_from(["", "1", "Ort", "Grundschule", "Gesamtkosten in Tsd. €", "x" * 60, "y" * 500, "a b " * 80])


@st.composite
def any_table(draw: st.DrawFn) -> Table:
    """A table of any width, with any wishes."""
    count = draw(st.sampled_from([1, 2, 5, 18, 60]))
    merged = draw(st.integers(-1, count - 1))
    columns = tuple(
        Column(
            str(index),
            draw(WORDS) or "T",
            draw(st.sampled_from(["", "A"])),
            is_key=draw(st.integers(0, 9)) == 0,
            merged=index == merged,
            turned=index == merged and draw(st.booleans()),
            turned_title=draw(st.sampled_from([None, True, False])),  # type: ignore[arg-type]
        )
        for index in range(count)
    )
    kinds = st.sampled_from(["zeile", "zeile", "summe", "uebertrag"])
    cells = [draw(WORDS) for _ in range(count)]
    rows = tuple(
        Row(tuple(cells[number:] + cells[:number]), (), draw(kinds))  # type: ignore[arg-type]
        for number in range(draw(st.integers(0, 4)))
    )
    header = draw(st.sampled_from([0, None, count - 1]))
    cut = draw(st.integers(1, count))
    split = draw(st.sampled_from([(), (tuple(range(cut)), tuple(range(cut, count)) or (0,))]))
    paper = draw(st.sampled_from(["", "", "hoch", "quer", "a3"]))
    return Table("t", "Tabelle", "", columns, rows, header, split, paper=paper)  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(any_table(), st.booleans())
def test_any_table_is_planned_whole(table: Table, landscape: bool) -> None:
    """Planning ends, keeps all columns and rows, and no part is wider than its sheet."""
    field = Field("/f", "F", (Paragraph((Text("Davor."),)), table))
    around: tuple[Block, ...] = (Heading(1, (Text("A"),)), field, List((ListItem((table,)),)))
    planned, _problems = plan_pages(Document("Bericht", around, landscape=landscape), LOOK, Place("x.yaml"))
    first, second = (node for node in walk(planned) if isinstance(node, Table))
    assert first.rows == second.rows == table.rows and first.columns == table.columns
    for number, found in enumerate((first, second)):
        assert {index for part in found.parts for index in part.columns} == set(range(len(table.columns)))
        side, paper = sheet_around(planned, number)
        room = LOOK.page.sheet(landscape=side, paper=paper).text_width
        for part in found.parts:
            assert sum(part.widths) <= room and min(part.widths) > 0 and len(part.widths) == len(part.columns)
            assert 14 <= part.half_points <= 18 and part.height >= part.head_height > 0


def sheet_around(document: Document, wanted: int) -> tuple[bool, str]:
    """The sheet of the table, which may stand in a field or a list."""
    found: list[tuple[bool, str]] = []

    def look(blocks: tuple[Block, ...], here: tuple[bool, str]) -> None:
        for block in blocks:
            match block:
                case Table():
                    found.append(here)
                case Section(children, side, paper):
                    look(children, (side, paper))
                case Field(_, _, children):
                    look(children, here)
                case List(items):
                    look(items[0].children, here)

    look(document.children, (document.landscape, "a4"))
    return found[wanted]
