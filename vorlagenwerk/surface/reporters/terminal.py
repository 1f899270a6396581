"""The report for people: the message contract, the line with a caret under the value, the counts at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vorlagenwerk.data.problems import Level, Problem
from vorlagenwerk.surface.reporters.findings import Findings

_COLORS = {Level.FEHLER: "1;31", Level.WARNUNG: "1;33", Level.HINWEIS: "1;36"}
_BOLD, _DIM = "1", "2"


def report(findings: Findings) -> str:
    """`datei:zeile:spalte: Stufe CODE Satz`, the remedy indented, the line with its caret; then the closing words."""
    lines = [line for problem in findings.problems for line in _told(problem, findings)]
    return "\n".join([*lines, findings.closing] if findings.closing else lines)


def wants_color(is_terminal: bool, environment: Mapping[str, str]) -> bool:
    """Whether to use colours: on a terminal, unless the user says otherwise (no-color.org, force-color.org)."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def _told(problem: Problem, findings: Findings) -> Iterator[str]:
    from vorlagenwerk.surface.reporters.excerpts import visible  # not needed where all is well

    place = str(problem.place)
    if not place.isprintable():
        place = "".join(map(visible, place))
    level = _painted(problem.level.german, _COLORS[problem.level], findings)
    text = "\n    ".join(problem.text.split("\n"))
    yield f"{place}: {level} {_painted(problem.code, _BOLD, findings)} {text}"
    if problem.remedy:
        yield "    " + "\n    ".join(problem.remedy.split("\n"))
    line = findings.line(problem.place)
    if line is not None and line.strip():
        yield from _shown(line, problem, findings)


def _shown(line: str, problem: Problem, findings: Findings) -> Iterator[str]:
    from vorlagenwerk.surface.reporters.excerpts import excerpt
    from vorlagenwerk.surface.reporters.lines import extent, pinned

    problem = pinned(line, problem)
    seen = excerpt(line, problem.place.column, extent(line, problem))
    yield _painted(f"{problem.place.line:5} |", _DIM, findings) + f" {seen.text}"
    if seen.width:
        caret = _painted("^" * seen.width, _COLORS[problem.level], findings)
        yield _painted("      |", _DIM, findings) + f" {' ' * seen.indent}{caret}"


def _painted(text: str, color: str, findings: Findings) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if findings.color else text
