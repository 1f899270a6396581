"""What a report is made of: the findings, how many documents they come from, and the lines that they point to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Level, Problem

if TYPE_CHECKING:
    from vorlagenwerk.data.catalogue import Explanation


def _nothing(_place: Place) -> None:
    return None


def _unexplained(_code: str) -> None:
    return None


class Findings(NamedTuple):
    """The findings of a call, sorted.

    `line` gives the line that a place points to, None where it cannot be read, and `written` the same as it stands in
    the file, letters not composed; `explain` says what a code or a rule means; `closing` is the sentence at the end for
    people; `color` allows the colours of a terminal.
    """

    problems: Sequence[Problem]
    documents: int = 0
    line: Callable[[Place], str | None] = _nothing
    explain: Callable[[str], Explanation | None] = _unexplained
    closing: str = ""
    color: bool = False
    written: Callable[[Place], str | None] = _nothing


def message(problem: Problem) -> str:
    """What is wrong and what to do, for programs that show one text a finding."""
    return f"{problem.text} {problem.remedy}".strip()


def counted(problems: Sequence[Problem]) -> str:
    """How many findings of each level: “2 Fehler, 1 Warnung”."""
    parts = []
    for level, one, many in (
        (Level.FEHLER, "Fehler", "Fehler"),
        (Level.WARNUNG, "Warnung", "Warnungen"),
        (Level.HINWEIS, "Hinweis", "Hinweise"),
    ):
        number = sum(1 for problem in problems if problem.level is level)
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    return ", ".join(parts) or "keine Meldungen"
