"""Where the pages of a table end that carries its sums."""

from __future__ import annotations

import pytest

from tests.looks import shipped_look
from vorlagenwerk.basics.typesetting.page_ends import Stack, cut, page_ends
from vorlagenwerk.basics.typesetting.pagination import paginate
from vorlagenwerk.building.carrying import widest_row
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import Block, Column, Document, Paragraph, Part, Row, Section, Summed, Table, Text
from vorlagenwerk.data.walking import every_block

LOOK = shipped_look()
COLUMNS = (Column("name", "Name", is_key=True), Column("ort", "Ort"), Column("betrag", "Betrag"))


def ends(*heights: int, first: int = 1000, kept: tuple[int, ...] = (), sums: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Where pages of 1000 twips end below a head of 100, with carried sums of 50."""
    stack = Stack(100, heights, frozenset(kept), frozenset(sums), 50)
    return cut(stack, first, 1000, 1000)


def listing(count: int, **more: object) -> Table:
    """A list of so many rows that carries its sums."""
    rows = (*(Row((f"Kita {n}", "Musterstadt", "1"), (None, None, 1)) for n in range(count)),
            Row(("Summe", "", str(count)), (None, None, count), "summe"))  # fmt: skip
    return Table("t", "Liste", "", COLUMNS, rows, carried=(Summed(2, "zahl"),), **more)  # type: ignore[arg-type]


def planned(*blocks: Block, **more: object) -> list[Table]:
    """The tables of the planned paper."""
    found, _problems = plan_pages(Document("Titel", blocks, **more), LOOK, Place("x"))  # type: ignore[arg-type]
    return [block for block in every_block(found.children) if isinstance(block, Table)]


def lines(count: int) -> Paragraph:
    """A paragraph of so many lines."""
    return Paragraph((Text("Musterstadt berät. " * 4 * count),))


def pieces(table: Table) -> list[int]:
    """How many rows stand between carried sums."""
    marks = "".join("|" if row.kind == "uebertrag" else "." for row in table.rows)
    return [len(piece) for piece in marks.split("||")]


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ((100,) * 9, ()),  # the whole page, and no sum carried
        ((100,) * 10, (7,)),  # from now on each page needs room for it
        ((100,) * 18, (7, 15)),
        ((100, 100, 600, 100, 100, 100), (2,)),
        ((100, 100, 3000, 100, 100, 100), (1,)),  # what is higher than a page goes on on the next ones
        ((), ()),
    ],
)
def test_pages_end_before_they_are_full(heights: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """Each page but the last has room for the sums that it carries, each but the first for those it takes up."""
    assert ends(*heights) == expected


def test_a_table_begins_with_three_rows_or_on_the_next_page() -> None:
    """One row and its sum below a text look lost."""
    assert ends(*[100] * 10, first=450) == (2,)
    assert ends(*[100] * 10, first=449) == (7,), "the first page is a whole one"
    assert ends(*[100] * 9, first=449) == ()


def test_rows_that_stay_together_are_not_parted() -> None:
    """A page rather ends early, unless no page could hold them; even then no sum is without a row."""
    assert ends(*[100] * 12, kept=(5, 6, 7)) == (4,)
    assert ends(*[100] * 12, kept=tuple(range(11))) == (7,)
    assert ends(*[100] * 12, kept=tuple(range(11)), sums=(8, 9)) == (6,)


def test_the_room_below_a_text_is_used() -> None:
    """The more text stands above the table, the fewer rows come before its first page's end."""
    first = [pieces(planned(lines(count), listing(100))[0])[0] for count in (1, 10, 30)]
    assert first[0] > first[1] > first[2] > 3
    further = [pieces(planned(lines(count), listing(100))[0])[1] for count in (1, 10)]
    assert further[0] == further[1] > first[0]


def test_every_part_ends_its_pages_at_the_same_rows() -> None:
    """The highest row of all parts counts, so that sheets can be laid side by side."""
    long = replace(listing(60), split=((0, 1), (0, 2)))
    high = replace(long, rows=(Row(("Kita", "Musterstadt am See " * 40, "1"), (None, None, 1)), *long.rows))
    (found,), (lower,) = planned(high), planned(long)
    assert len(found.parts) == 2 and pieces(found)[0] < pieces(lower)[0]


def test_tables_in_a_row_know_of_each_other() -> None:
    """The second one begins where the first one's last page has room left."""
    first, second = planned(listing(60), listing(60))
    assert pieces(second)[0] < pieces(first)[0] and sum(pieces(second)) == 61


def test_the_pages_are_those_that_are_counted() -> None:
    """With the carried sums put in, the count of pages agrees: each of them ends a page."""
    found, _problems = plan_pages(Document("Titel", (lines(8), listing(150))), LOOK, Place("x"))
    (table,) = (block for block in found.children if isinstance(block, Table))
    assert paginate(found, LOOK).pages == len(pieces(table)) > 3


def test_other_paper_has_other_pages() -> None:
    """In landscape fewer rows stand on a page."""
    (wide,) = planned(Section((listing(100),), landscape=True))
    assert pieces(wide)[1] < pieces(planned(listing(100))[0])[1]


def test_only_what_is_asked_for_is_measured() -> None:
    """Nothing behind the last table that carries sums is looked at."""
    part = (Part((0, 1, 2), (3000, 3000, 3000), 18, 80),)
    table = listing(80, parts=part)
    broken = replace(listing(1, parts=part), carried=(), rows=(None,))
    paper = Document("Titel", (table, broken))
    assert len(page_ends(paper, LOOK, [widest_row(table)])) == 1
