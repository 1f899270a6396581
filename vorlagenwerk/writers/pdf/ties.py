"""Ties rows together that no page may divide: a sum to the row above it, the rows of a small group.

Typst has no rule for that, but it moves the rows that an unbreakable cell covers as one. So the table gets one more
column, without width, whose cells reach over the rows; `tagging` takes them out of the tags again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator


def ties(kept: frozenset[int], rows: int, column: int, fits: Callable[[int, int], bool]) -> str:
    """The cells of the column with this index, which must precede those of the rows; "" where no rows are tied.

    No page ends behind the rows in `kept`; `fits` says whether the rows from one to before another may be tied, since
    what is higher than a page could not be set at all.
    """
    if not kept:
        return ""
    cells = []
    for start, end in _runs(kept, rows):
        breakable = "false" if start in kept and fits(start, end) else "true"
        cells.append(f"table.cell(x:{column},y:{start + 1},rowspan:{end - start},breakable:{breakable},none),")
    return "".join(cells)


def _runs(kept: frozenset[int], rows: int) -> Iterator[tuple[int, int]]:
    """The rows in runs of tied and of loose ones, each from its first to before its end."""
    start = 0
    while start < rows:
        end = start + 1
        while end < rows and (end - 1 in kept if start in kept else end not in kept):
            end += 1
        yield start, end
        start = end
