"""Text that reads well in a file and is gone behind the parser: lines run into one, lines taken for remarks.

All of it is right as YAML, so that only a second reading beside the lines themselves can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from vorlagenwerk.basics.loading import findings
from vorlagenwerk.basics.loading.events import ParsedEvent, ScalarEvent, StreamEndEvent, open_events
from vorlagenwerk.basics.loading.lines import dissect
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem

_POINT = r"[-*\u2022\u2013] |\d{1,2}[.)] "


def vanished(text: str, file: str, joined: set[str], most: int, *, folds: bool) -> list[Problem]:
    """The findings on a file that was read without complaint; `joined` holds the texts whose lines may have run.

    Where `folds` is set, those behind “>” were meant to.
    """
    lines = text.split("\n")
    remarks = _odd_remarks(lines) if " #" in text else set()
    if not joined and not remarks:
        return []
    styles = ("|", ">") if folds else ("|",)
    return list(islice(_judged(text, lines, file, joined, remarks, styles), most))


def _judged(
    text: str, lines: list[str], file: str, joined: set[str], remarks: set[int], meant: tuple[str, ...]
) -> Iterator[Problem]:
    """`meant` holds the styles of texts whose lines are as their author wants them."""
    next_event = open_events(text)
    name: ParsedEvent | None = None  # of the field whose value comes next
    while not isinstance(event := next_event(), StreamEndEvent):
        is_scalar = type(event) is ScalarEvent
        if not is_scalar:
            name = None
        elif _is_name(lines, event):
            name = event
        else:
            if event.style not in meant and event.value in joined and runs(lines, event):
                place = Place(file, event.start_mark.line + 1, event.start_mark.column + 1)
                yield findings.joined_lines(place, event.value, event.style or "")
            if remarks:
                yield from _lost_lines(lines, file, name, event, remarks)
            name = None


def _is_name(lines: Sequence[str], event: ParsedEvent) -> bool:
    end = event.end_mark
    return event.style not in ("|", ">") and lines[end.line][end.column :].lstrip(" ").startswith(":")


def _lost_lines(
    lines: Sequence[str], file: str, name: ParsedEvent | None, event: ParsedEvent, remarks: set[int]
) -> Iterator[Problem]:
    """The remarks between a field name and its text, or behind the text, that stand deeper than the name."""
    first = event.start_mark.line if name is None else name.start_mark.line
    column = _column(lines[first])
    for number in (*range(first + 1, event.start_mark.line), *_remarks_below(lines, event)):
        depth = _indentation(lines[number])
        if number in remarks and depth > column:
            yield findings.lost_line(Place(file, number + 1, depth + 1), lines[number].strip())


def over_lines(texts: Iterable[str], lines: Sequence[str]) -> set[str]:
    """Those of `texts`, written without a “|”, whose points or paragraphs may stand on lines of their own.

    A blank, a dash and a blank are a minus in most texts: where no line begins like that, nothing was joined.
    """
    begun = {tuple(line.split(maxsplit=2)[:2]) for line in lines if re.match(_POINT, line.lstrip())}
    return {text for text in texts if "\n" in text or not begun.isdisjoint(pairwise(text.split()))}


def runs(lines: Sequence[str], event: ParsedEvent) -> bool:
    """Whether the lines of a text below its first hold paragraphs or points, which are one line to the parser."""
    last = event.end_mark.line + 1
    if event.style == ">":  # ends where the next thing begins
        last -= 1
    below = [line.strip() for line in lines[event.start_mark.line + 1 : last]]
    while below and not below[-1]:
        below.pop()
    points = sum(re.match(_POINT, line) is not None for line in below)
    return points > 1 or "" in below  # a single one may be a day or a minus


def _odd_remarks(lines: Sequence[str]) -> set[int]:
    """The lines with a remark that stands deeper than what it would be a remark on: that may be meant as text."""
    odd: set[int] = set()
    before, waiting = "", []
    for number, line in enumerate(lines):
        said = line.lstrip(" ")
        if said[:1] == "#" and said is not line:
            waiting.append(number)
        elif said and waiting:
            if not _is_below(line, before):
                odd.update(remark for remark in waiting if _is_odd(_indentation(lines[remark]), before, line))
            waiting = []
        if said and said[0] != "#":
            before = line
    return odd.union(waiting)


def _is_odd(depth: int, before: str, behind: str) -> bool:
    return depth > _column(before) or _indentation(behind) < depth < _indentation(before)


def _is_below(line: str, before: str) -> bool:
    """Whether a line begins the group of fields or entries of the name before it, so that no text is near a remark."""
    if not before.endswith(":"):
        return False
    found = dissect(line)
    if "-" in found.lead:
        return _indentation(line) >= _column(before)
    return bool(found.name or found.value.endswith(":")) and len(found.lead) > _column(before)


def _remarks_below(lines: Sequence[str], event: ParsedEvent) -> Iterator[int]:
    """The remarks behind a text, up to the next line that is none."""
    number = event.end_mark.line + (event.end_mark.column > 0)
    while number < len(lines) and (not lines[number].strip() or lines[number].lstrip(" ")[0] == "#"):
        yield number
        number += 1


def _column(line: str) -> int:
    """Where the field name of a line begins, or the dash of an entry that has none."""
    found = dissect(line)
    return len(found.lead) if found.name or found.value.endswith(":") else max(found.lead.rfind("-"), 0)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
