"""How a table is printed: what stands in its node in the tree besides columns and rows."""

from __future__ import annotations

from typing import NamedTuple


class Summed(NamedTuple):
    """A column that is summed up: its index, the key of its format, its decimals (0: each number has its own)."""

    column: int
    format: str
    decimals: int = 0


class Part(NamedTuple):
    """A printed part of a table, as the planner made it: its columns by index, their widths and margin in twips, the
    size of the text in half points, and the columns whose title stands upright.

    In the columns `overfull` words break although the text is as small as it may be; heights are estimated, in twips.
    """

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    half_points: int
    margin: int
    turned_titles: tuple[int, ...] = ()
    overfull: tuple[int, ...] = ()
    height: int = 0
    head_height: int = 0
    page: str = ""
