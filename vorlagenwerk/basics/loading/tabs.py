"""Tabulators in the indentation as blanks, where only one width can be meant."""

from __future__ import annotations

import re

from vorlagenwerk.basics.loading.construction import Stop, build
from vorlagenwerk.basics.loading.events import StreamEndEvent, YAMLError, open_events
from vorlagenwerk.basics.loading.limits import Limits
from vorlagenwerk.data.positions import Position
from vorlagenwerk.data.problems import Mend

_INDENTED = re.compile(r"^[ \t]+(?=[^ \t\n])", re.MULTILINE)
_WIDTHS = (2, 4, 8)
"""Blanks that a tabulator stands for, as editors show it; the first is what this project writes."""


def mend_tabs(text: str) -> Mend | None:
    """The mend that puts blanks for every tabulator in an indentation.

    It is certain where every width that can be read gives the same data, or where nothing but tabulators indents.
    Where something else stops the reading further down, the lines above that decide.
    """
    last = max((found.start() for found in _INDENTED.finditer(text) if "\t" in found[0]), default=-1)
    if last < 0:
        return None
    spread = {width: _spread(text, width) for width in _WIDTHS}
    reach = {width: _reach(said) for width, said in spread.items()}
    furthest = max(reach.values())
    wide = [width for width in _WIDTHS if reach[width] == furthest > text.count("\n", 0, last)]
    heads = {width: "\n".join(spread[width].split("\n")[:furthest]) for width in wide}
    readings = {width: data for width, head in heads.items() if (data := _data(head)) is not None}
    if readings:
        width = min(readings)
        if any(data != readings[width] for data in readings.values()):
            return None
    elif all(set(found[0]) == {"\t"} for found in _INDENTED.finditer(text)):
        width = _WIDTHS[0]
    else:
        return None
    old, new = text.split("\n"), _spread(text, width).split("\n")
    changed = [number for number, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
    first, last = changed[0], changed[-1]
    return Mend(Position(first + 1, 1), Position(last + 1, len(old[last]) + 1), "\n".join(new[first : last + 1]))


def _spread(text: str, width: int) -> str:
    return _INDENTED.sub(lambda found: found[0].replace("\t", " " * width), text)


def _reach(text: str) -> int:
    """How many lines can be read as YAML, the one with the first fault and those below it left out."""
    next_event, line = open_events(text), 0
    try:
        while not isinstance(event := next_event(), StreamEndEvent):
            line = event.start_mark.line
    except YAMLError:
        return line
    return text.count("\n") + 1


def _data(text: str) -> dict[str, object] | None:
    try:
        return build(text, "", Limits(events=len(text)), open_events(text), []).data
    except (Stop, YAMLError):
        return None
