"""What a line between two boxes means: words, direction, arrow heads, pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

BELOW = "unter"
"""The kind of the line from a box to those that stand below it."""


class LineKind(NamedTuple):
    """`label` says what the line means; where it holds “…”, the second name could stand in its place.

    `rank` is 1 where the line leads downwards, -1 upwards, 0 where both boxes stand beside each other. `arrows` says at
    which ends there are heads; `pattern` is the number of a stroke in the SVG template.
    """

    label: str
    rank: int = 1
    arrows: int = 1
    pattern: int = 0

    @property
    def words(self) -> str:
        """The label as it stands in the legend."""
        return " ".join(self.label.replace("…", " ").split())


_KNOWN: Mapping[str, LineKind] = {
    BELOW: LineKind("steht über", 1, 0),
    "leitet": LineKind("leitet"),
    "steuert": LineKind("steuert"),
    "beauftragt": LineKind("beauftragt"),
    "arbeitet_zu": LineKind("arbeitet … zu", -1),
    "berichtet": LineKind("berichtet an", -1),
    "entsendet": LineKind("entsendet Mitglieder in", -1),
    "stimmt_ab": LineKind("stimmt sich ab mit", 0, 2),
    "abgestimmt": LineKind("stimmt sich ab mit", 0, 2),
}
_PATTERNS = {1: (0, 4, 2, 5), 0: (1, 2, 4, 5), -1: (3, 2, 4, 5)}
"""Strokes by rank, the first that is free: solid leads, dashed is agreed on, dashes and dots report."""


def line_kinds(names: Iterable[str], label_of: Callable[[str], str]) -> dict[str, LineKind]:
    """The kinds of the lines of a drawing by name; `label_of` gives the words of a code list, or ""."""
    found: dict[str, LineKind] = {}
    used: set[int] = set()
    for name in dict.fromkeys(names):
        kind = _KNOWN.get(name) or LineKind(name.replace("_", " "))
        pattern = 0
        if name != BELOW:
            wanted = _PATTERNS[kind.rank]
            pattern = next((number for number in wanted if number not in used), wanted[0])
            used.add(pattern)
        found[name] = kind._replace(label=label_of(name) or kind.label, pattern=pattern)
    return found
