"""Which rows of a printed table share a page."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.typesetting.rows import PrintedRows
from vorlagenwerk.data.tree import Row


def _rows(kinds: str) -> tuple[Row, ...]:
    names = {"z": "zeile", "s": "summe", "u": "uebertrag"}
    return tuple(Row((str(number),), (), names[kind]) for number, kind in enumerate(kinds))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        ("zzzzz", {0, 3}),  # no page holds the first row or the last one alone
        ("zzzzs", {0, 3}),  # nor the sum
        ("zzszzs", {0, 1, 4}),
        ("zz", set()),  # two rows may stand on two pages: nothing is alone that is not anyway
        ("z", set()),
        ("", set()),
        ("zzuuzzs", {0, 1, 5}),  # behind a carried sum the page ends
    ],
)
def test_no_row_stands_alone(kinds: str, kept: set[int]) -> None:
    """First and last rows keep to their neighbours, sums to what they sum up."""
    assert PrintedRows(_rows(kinds), {}).kept == kept


def test_a_small_table_is_whole() -> None:
    """Every row but the last keeps to the next one."""
    assert PrintedRows(_rows("zzz"), {}, whole=3).kept == {0, 1}
