"""A line of a content file taken apart as a person reads it: indentation, list marks, field name, value."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"(?P<lead> *(?:- +)*)(?P<name>[^\s:#\"'\[{&*!|>%@`][^:\"']*: +)?(?P<value>.*)")


class Line(NamedTuple):
    """The parts of a line; put together they are the line without the blanks at its end."""

    lead: str
    name: str
    value: str

    @property
    def column(self) -> int:
        """The 0-based column of the value."""
        return len(self.lead) + len(self.name)


def dissect(line: str) -> Line:
    """The parts of a line; `name` holds the colon and the blanks behind it; "" where there is no field."""
    found = _LINE.match(line)
    if found is None:
        return Line("", "", line)
    return Line(found["lead"], found["name"] or "", found["value"].rstrip())


def behind_quote(value: str) -> str | None:
    """What stands behind the closing quotation mark of a quoted value, in the same line, no comment.

    None if the mark at its start is not closed.
    """
    end = _closing_quote(value)
    if end < 0:
        return None
    rest = value[end + 1 :].split("\n", 1)[0]
    return "" if rest.lstrip(" ").startswith("#") else rest.rstrip()


def _closing_quote(value: str) -> int:
    mark = value[0]
    position = 1
    while position < len(value):
        if value[position] == mark:
            if mark != "'" or value[position + 1 : position + 2] != "'":
                return position
            position += 1
        elif value[position] == "\\" and mark == '"':
            position += 1
        position += 1
    return -1


def in_quotes(value: str) -> str:
    """A text between quotation marks that suit it."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
