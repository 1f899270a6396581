"""Sums carried from page to page: whatever rows a table has, they are right and stand where pages end."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.looks import shipped_look
from vorlagenwerk.basics.typesetting.page_ends import Stack, cut
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.building.sums import with_sums
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import Column, Document, Paragraph, Row, Summed, Table, Text
from vorlagenwerk.data.walking import every_block
from vorlagenwerk.project.columnspec import ColumnSpec
from vorlagenwerk.project.tablespec import TableSpec

LOOK = shipped_look()
SPECS = (
    ColumnSpec("bereich", "Bereich", "bereich", merged=True),
    ColumnSpec("zweck", "Zweck", "zweck"),
    ColumnSpec("betrag", "Betrag", "betrag", format="euro", summed=True),
)
COLUMNS = tuple(Column(spec.key, spec.title, merged=spec.merged) for spec in SPECS)
AMOUNTS = st.one_of(st.none(), st.integers(-(10**9), 10**12), st.decimals(-1000, 1000, places=2))
ENTRIES = st.tuples(st.sampled_from("AAAAB"), st.sampled_from([1, 1, 1, 2, 40, 300, 3000]), AMOUNTS)


LISTS = st.lists(ENTRIES, min_size=1, max_size=25)


def table_of(entries: list[tuple[str, int, int | Decimal | None]], subtotals: str) -> Table:
    """A list with short rows and long ones, now and then with groups and their sums."""
    body = tuple(Row((group, "Wort " * words, str(amount)), (group, "", amount)) for group, words, amount in entries)
    spec = TableSpec("t", "T", "T", SPECS, rows="liste", row_header="zweck", subtotals=subtotals, carry="seite")
    summed = (Summed(2, "euro"),)
    return Table("t", "Liste", "", COLUMNS, with_sums(body, spec, summed), 1, carried=summed)


@settings(max_examples=60, deadline=None)
@given(LISTS, st.integers(1, 6), st.sampled_from(["", "bereich"]), st.integers(0, 400), st.booleans())
def test_any_list_carries_its_sums(
    entries: list[tuple[str, int, int | Decimal | None]], times: int, subtotals: str, words: int, landscape: bool
) -> None:
    """Where sums are carried, they are those of all rows above; every other row is as it was."""
    table = table_of(entries * times, subtotals)
    paper = Document("Bericht", (Paragraph((Text("Wort " * words),)), table), landscape=landscape)
    planned, _problems = plan_pages(paper, LOOK, Place("x.yaml"))
    (found,) = (block for block in every_block(planned.children) if isinstance(block, Table))
    assert tuple(row for row in found.rows if row.kind != "uebertrag") == table.rows
    so_far, carried = Decimal(0), []
    for row in found.rows:
        if row.kind == "zeile":
            so_far += row.values[2] or 0  # type: ignore[operator]
        elif row.kind == "uebertrag":
            carried.append(row)
            assert row.values[2] == so_far and row.cells[1] == "Übertrag"
    assert len(carried) % 2 == 0 and carried[0::2] == carried[1::2], "below the one page, above the next"
    kinds = [row.kind for row in found.rows]
    assert ("uebertrag", "summe") not in set(pairwise(kinds)), "a sum has a row above it"
    assert kinds[0] == "zeile" and kinds[-1] == "summe"


HEIGHTS = st.lists(st.sampled_from([250, 250, 400, 2500, 9000, 30000]), min_size=1, max_size=80)


@settings(max_examples=300, deadline=None)
@given(HEIGHTS, st.sets(st.integers(0, 79)), st.integers(0, 14000))
def test_any_rows_fill_pages(heights: list[int], kept: set[int], first: int) -> None:
    """No page is fuller than it may be unless one row is, and what is kept together stays so where a page holds it."""
    head, carried, further = 300, 280, 14000
    kept &= set(range(len(heights) - 1))
    sums = {len(heights) - 1} - {0}
    kept |= {at - 1 for at in sums}
    ends = cut(Stack(head, heights, frozenset(kept), frozenset(sums), carried), first, further - 500, further)
    edges = [0, *(end + 1 for end in ends), len(heights)]
    assert list(ends) == sorted(set(ends)) and all(end < len(heights) - 1 for end in ends)
    for page, (start, end) in enumerate(pairwise(edges)):
        used = head + carried * (start > 0) + sum(heights[start:end]) + carried * (end < len(heights))
        room = further - 500 if page == 0 else further
        tied = end - start == 2 and end - 1 in sums
        assert used <= room or tied or max(heights[start:end]) > further - head - 2 * carried
    together = [run for run in _runs(heights, kept) if sum(heights[at] for at in run) <= further - head - 2 * carried]
    assert not any(at in ends for run in together for at in run[:-1])
    if head + sum(heights) <= first:
        assert ends == ()


def _runs(heights: list[int], kept: set[int]) -> list[list[int]]:
    """The rows in runs that stay together."""
    groups = accumulate([0, *(at not in kept for at in range(len(heights) - 1))])
    runs: dict[int, list[int]] = {}
    for at, group in enumerate(groups):
        runs.setdefault(group, []).append(at)
    return list(runs.values())
