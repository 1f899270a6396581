"""Estimates how much room the columns of a table need, so that key columns can stay in place and wide tables scroll."""

from __future__ import annotations

from itertools import islice

from vorlagenwerk.data.tree import (
    Cell,
    Table,
)
from vorlagenwerk.data.walking import plain_text

SAMPLE = 200
"""Rows that are looked at: the estimate must not cost more than writing the table."""

MANY_COLUMNS = 6
COLUMNS_ON_UPRIGHT_PAPER = 10
MANY_ROWS = 40
"""About two screens of rows; what is shorter flows with the page, since a box within it is tedious to scroll."""
NARROW_SCREEN = 30
"""Letters of table text that stand side by side on a screen of 320 pixels."""

LETTER_REM = 0.53
PADDING_REM = 1.5
WIDEST_KEY_REM = 12.0
ALL_KEYS_REM = 28.0
"""Key columns may take this much of the screen; those beyond it scroll with the others."""
MOST_KEYS = 5
"""Fixed columns that the style sheet has rules for (`fest-1` and so on)."""

MIDDLING_TEXT = 18
LONG_TEXT = 60


def needs_scrolling(table: Table) -> bool:
    """Whether the table is too wide for a small screen: many columns, or few with long words."""
    if len(table.columns) > MANY_COLUMNS:
        return True
    padding = 2 * len(table.columns)
    return padding + sum(_longest_word(table, index) for index in range(len(table.columns))) > NARROW_SCREEN


def is_long(table: Table) -> bool:
    """Whether a reader loses sight of the head, so that the table gets a height of its own and its head stays.

    Rows of many columns are high, and the bar that moves them stands below the last one.
    """
    return len(table.rows) > (MANY_ROWS // 2 if needs_landscape(table) else MANY_ROWS)


def needs_landscape(table: Table) -> bool:
    """Whether the printed table needs a sheet in landscape."""
    return len(table.columns) > COLUMNS_ON_UPRIGHT_PAPER


def fixed_columns(table: Table) -> dict[int, float]:
    """The key columns that stay at the left while the others scroll, with their width in rem.

    A column of turned text is as narrow as a line is high, so no width is set for it, and it scrolls with the others.
    """
    room = ALL_KEYS_REM
    widths: dict[int, float] = {}
    for index, column in enumerate(table.columns):
        if not column.is_key or column.turned:
            continue
        words = _longest_word(table, index) * LETTER_REM + PADDING_REM
        text = _longest_text(table, index) * LETTER_REM + PADDING_REM
        width = round(min(max(words, min(text, WIDEST_KEY_REM)), WIDEST_KEY_REM), 1)
        if width > room or len(widths) == MOST_KEYS:
            break
        room -= width
        widths[index] = width
    return widths


def text_class(table: Table, index: int) -> str:
    """How wide a column of a scrolling table must at least be: "", "mittel" or "lang"."""
    longest = _longest_text(table, index)
    if longest > LONG_TEXT:
        return "lang"
    return "mittel" if longest > MIDDLING_TEXT else ""


def _longest_text(table: Table, index: int) -> int:
    return max((len(text) for text in _sample(table, index)), default=0)


def _longest_word(table: Table, index: int) -> int:
    words = [word for text in (table.columns[index].title, *_sample(table, index)) for word in text.split()]
    return max(map(len, words), default=0)


def _sample(table: Table, index: int) -> list[str]:
    return [_letters(row.cells[index]) for row in islice(table.rows, SAMPLE)]


def _letters(cell: Cell) -> str:
    return cell if isinstance(cell, str) else plain_text(cell)
