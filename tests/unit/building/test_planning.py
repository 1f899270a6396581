"""Planning pages: which sheet a table gets, in which parts, and what moves with it."""

from __future__ import annotations

import sys

import pytest

from tests.looks import shipped_look
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.data.node import replace
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
    Quote,
    Row,
    Section,
    Table,
    Text,
)
from vorlagenwerk.data.walking import walk

LOOK = shipped_look()
PLACE = Place("templates/bericht/tabellen.yaml")
UPRIGHT, LANDSCAPE, A3 = (False, "a4"), (True, "a4"), (True, "a3")
LONG_TITLE = "Förderpriorität"


def table(*titles: str, cell: str = "1", rows: int = 3, **more: object) -> Table:
    """A table with these titles and the same text in every cell but the first of each row."""
    columns = tuple(Column(f"spalte_{i}", title, turned_title=None) for i, title in enumerate(titles))  # type: ignore[arg-type]
    body = tuple(Row((str(number + 1), *[cell] * (len(titles) - 1))) for number in range(rows))
    return Table(**{"ident": "t", "caption": "Maßnahmen", "description": "", "columns": columns, "rows": body, **more})  # type: ignore[arg-type]


def wide(count: int = 9, **more: object) -> Table:
    """A table whose cells hold one long word each: it fits no upright sheet, and turning titles gains nothing."""
    return table("Nr.", *[f"Titel {i}" for i in range(count)], cell="Gesamtschulgebäude", **more)


def text(words: str, role: str = "standard") -> Paragraph:
    """A paragraph."""
    return Paragraph((Text(words),), role)


def head(words: str) -> Heading:
    """A heading of level 1."""
    return Heading(1, (Text(words),))


def plan(*blocks: Block, **more: object) -> Document:
    """The planned paper."""
    return plan_pages(Document("Bericht", blocks, **more), LOOK, PLACE)[0]  # type: ignore[arg-type]


def tables(document: Document) -> list[Table]:
    """All tables of a paper."""
    return [node for node in walk(document) if isinstance(node, Table)]


def sheet(document: Document, wanted: int = 0) -> tuple[bool, str]:
    """The sheet on which a table of the paper stands."""
    table = tables(document)[wanted]
    sections = [node for node in walk(document) if isinstance(node, Section) and table in node.children]
    return (sections[-1].landscape, sections[-1].paper) if sections else (document.landscape, "a4")


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """The classes of blocks, with those inside sections, fields and quotes."""
    return [
        (type(block).__name__, shape(block.children)) if isinstance(block, Section | Field) else type(block).__name__
        for block in blocks
    ]


def test_a_table_that_fits_stays_where_it_is() -> None:
    """In one part, in the size of the style, without a section of its own."""
    planned = plan(text("Davor."), table("Nr.", "Ort", "Kosten"))
    assert shape(planned.children) == ["Paragraph", "Table"]
    (part,) = tables(planned)[0].parts
    assert (part.columns, part.half_points, part.turned_titles) == ((0, 1, 2), 18, ())


def test_a_wide_table_gets_a_page_in_landscape() -> None:
    """The text around it stays upright."""
    planned = plan(text("Davor."), wide(7), text("Danach."))
    assert shape(planned.children) == ["Paragraph", ("Section", ["Table"]), "Paragraph"]
    assert sheet(planned) == LANDSCAPE and not planned.landscape


def test_headings_and_what_introduces_the_table_move_with_it() -> None:
    """A heading alone at the foot of a page leads nowhere; the source below the table belongs to it as well."""
    blocks = (text("Davor."), head("Kosten"), text("Die Tabelle zeigt alle Kosten."), wide(7), text("KfI", "quelle"))
    assert shape(plan(*blocks).children) == ["Paragraph", ("Section", ["Heading", "Paragraph", "Table", "Paragraph"])]


def test_a_long_text_below_a_heading_stays_on_its_page() -> None:
    """Only a short paragraph introduces a table."""
    planned = plan(head("Kosten"), text("Lang. " * 200), wide(7))
    assert shape(planned.children) == ["Heading", "Paragraph", ("Section", ["Table"])]


def test_neighbouring_wide_tables_share_their_pages() -> None:
    """Each section begins a new page, so a section for each would leave pages half empty."""
    planned = plan(text("Davor."), head("A"), wide(7), head("B"), wide(7), text("Danach."))
    assert shape(planned.children)[1] == ("Section", ["Heading", "Table", "Heading", "Table"])


def test_a_field_is_cut_in_two() -> None:
    """Both halves keep the name of the field, and the heading above comes along."""
    field = Field("/text", "Text", (wide(7), text("Danach.")))
    planned = plan(text("Davor."), head("A"), field)
    assert shape(planned.children) == [
        "Paragraph",
        ("Section", ["Heading", ("Field", ["Table"])]),
        ("Field", ["Paragraph"]),
    ]
    assert {node.pointer for node in walk(planned) if isinstance(node, Field)} == {"/text"}


def test_an_annex_with_nothing_but_a_wide_table_lies_in_landscape() -> None:
    """No upright page is left with nothing on it."""
    planned = plan(text("Davor."), Section((head("Anlage 1"), wide(7))))
    assert shape(planned.children) == ["Paragraph", ("Section", ["Heading", "Table"])]
    assert sheet(planned) == LANDSCAPE


def test_the_title_is_not_left_alone_on_a_page() -> None:
    """A paper that begins with a wide table begins in landscape; what follows is upright again."""
    planned = plan(head("Kosten"), wide(7), text("Danach."))
    assert planned.landscape
    assert shape(planned.children) == ["Heading", "Table", ("Section", ["Paragraph"])]
    assert planned.children[-1].landscape is False  # type: ignore[union-attr]


@pytest.mark.parametrize("around", [lambda t: List((ListItem((t,)),)), lambda t: Quote((t,))])
def test_tables_in_lists_and_quotes_stay_there(around: object) -> None:
    """They are split rather than torn out of their list."""
    planned = plan(around(wide(9)))  # type: ignore[operator]
    assert not planned.landscape and not [node for node in walk(planned) if isinstance(node, Section)]
    assert len(tables(planned)[0].parts) > 1


def test_narrow_columns_get_upright_titles_before_the_table_is_split() -> None:
    """Eighteen columns of single figures are read in one piece, with their titles upright."""
    (planned,) = tables(plan(table(*[f"{LONG_TITLE} {i}" for i in range(18)])))
    (part,) = planned.parts
    assert len(part.turned_titles) == 18 and part.half_points >= 14
    assert part.head_height > part.half_points * 10 * 5


def test_titles_stay_as_they_are_where_the_column_forbids_turning() -> None:
    """`titel_hochkant: false` fixes the titles, and the table is split instead."""
    given = table(*[f"{LONG_TITLE} {i}" for i in range(18)])
    fixed = replace(given, columns=tuple(replace(column, turned_title=False) for column in given.columns))
    (planned,) = tables(plan(fixed))
    assert len(planned.parts) > 1 and not any(part.turned_titles for part in planned.parts)


def test_titles_stand_upright_where_the_column_asks_for_it() -> None:
    """`titel_hochkant: true` holds although the table would fit without."""
    given = table("Nr.", LONG_TITLE, "Ort")
    asked = replace(given, columns=(given.columns[0], replace(given.columns[1], turned_title=True), given.columns[2]))
    (part,) = tables(plan(asked))[0].parts
    assert part.turned_titles == (1,)


def test_a_table_too_wide_for_a_sheet_is_split_evenly() -> None:
    """Each part repeats the column that names the row; no part is much fuller than another."""
    (planned,) = tables(plan(wide(20)))
    first, second = planned.parts[:2]
    assert first.columns[0] == second.columns[0] == 0
    assert abs(len(first.columns) - len(second.columns)) <= 1
    assert {part.half_points for part in planned.parts} == {first.half_points}


def test_key_columns_are_repeated_in_each_part() -> None:
    """All of them, wherever they stand."""
    given = wide(20)
    keys = tuple(replace(column, is_key=index in (0, 2)) for index, column in enumerate(given.columns))
    (planned,) = tables(plan(replace(given, columns=keys)))
    assert all({0, 2} <= set(part.columns) for part in planned.parts)


def test_a_wished_split_is_obeyed() -> None:
    """Even where the table would fit in one piece."""
    wished = ((0, 1), (0, 2, 3))
    (planned,) = tables(plan(table("Nr.", "A", "B", "C", split=wished)))
    assert tuple(part.columns for part in planned.parts) == wished


@pytest.mark.parametrize(("paper", "expected"), [("hoch", UPRIGHT), ("quer", LANDSCAPE), ("a3", A3)])
def test_a_wished_sheet_is_obeyed(paper: str, expected: tuple[bool, str]) -> None:
    """Whatever would fit better; the parts are as wide as that sheet allows."""
    for given in (table("Nr.", "Ort"), wide(9)):
        planned = plan(text("Davor."), replace(given, paper=paper))
        assert sheet(planned) == expected
        room = LOOK.page.sheet(landscape=expected[0], paper=expected[1]).text_width
        assert {sum(part.widths) for part in tables(planned)[0].parts} == {room}


def test_rows_that_would_become_very_high_move_to_wider_paper() -> None:
    """No word breaks upright, but the text would run down in columns of a few letters."""
    prose = "Die Sanierung der Halle ist mit dem Land abgestimmt und wird im Jahr darauf begonnen. " * 3
    given = table("Nr.", *["Titel"] * 8, cell=prose)
    narrow = replace(given, rows=tuple(row._replace(cells=(*row.cells[:7], "Schulgebäude", "1")) for row in given.rows))
    assert sheet(plan(text("Davor."), narrow)) == LANDSCAPE
    few = table("Nr.", "Bericht", cell=prose)
    assert sheet(plan(text("Davor."), few)) == UPRIGHT


def test_facts_stay_with_their_text() -> None:
    """The head of a paper never moves to a page of its own."""
    facts = Table("", "", "", (Column("a", "Angabe"), Column("b", "Inhalt")), (Row(("Adresse", "x" * 150)),))
    planned = plan(replace(facts, role="tabelle_angaben"))
    assert shape(planned.children) == ["Table"] and not planned.landscape


def test_a_word_that_fits_nowhere_is_a_finding() -> None:
    """It names table and column and blames the place that the caller says."""
    document = Document("Bericht", (table("Nr.", "Adresse", cell="x" * 400),))
    planned, (problem,) = plan_pages(document, LOOK, PLACE)
    assert (problem.code, problem.place) == ("STI-521", PLACE)
    assert "„Maßnahmen“" in problem.text and "„Adresse“" in problem.text and "„Nr.“" not in problem.text
    assert tables(planned)[0].parts[0].overfull == (1,)
    assert sheet(planned) == UPRIGHT, "a single word is no reason for other paper"


def test_ten_times_the_rows_cost_far_less_than_ten_times_the_work() -> None:
    """Everything but the longest words is estimated from a sample. Work is counted in calls, the same everywhere."""

    def calls(rows: int) -> int:
        given, counted = wide(17, rows=rows), 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            plan(given)
        finally:
            sys.setprofile(None)
        return counted

    plan(wide(17, rows=100))  # what is compiled or read on first use
    assert calls(10_000) < 5 * calls(1_000)


def test_a_table_in_lists_and_quotes_has_the_room_that_they_leave() -> None:
    """Otherwise it sticks out of the right margin by their indents."""
    long = table("Nr.", "Titel", cell="Ein langer Text, der eine ganze Zeile füllt und noch eine dazu. " * 3)

    def width(*blocks: Block) -> int:
        (found,) = [node for node in walk(plan(*blocks)) if isinstance(node, Table)]
        return sum(found.parts[0].widths)

    step, quote = round(LOOK.lists.at(0, ordered=False).left * 20), LOOK.role("zitat")
    inner = List((ListItem((text("a"), long)),))
    assert width(inner) == width(long) - step
    assert width(List((ListItem((text("b"), inner)),))) == width(long) - 2 * step
    assert width(Quote((long,))) == width(long) - round((quote.left + quote.right) * 20)
