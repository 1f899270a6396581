"""Where something stands in a source file."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way from the root of a content file to a field: keys and 0-based list indexes."""


class Position(NamedTuple):
    """A place in a text file; line and column are counted from 1, as editors show them."""

    line: int
    column: int


class Place(NamedTuple):
    """A position in a named file; line 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, the form that editors and terminals turn into a link."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


def field_name(path: Path) -> str:
    """A field as a person would name it: `massnahmen, 6. Eintrag, gesamtkosten`."""
    return ", ".join(f"{step + 1}. Eintrag" if isinstance(step, int) else step for step in path)


def pointer(path: Path) -> str:
    """A field as JSON Pointer (RFC 6901): `/massnahmen/5/gesamtkosten`."""
    return "".join(f"/{step}" for step in path)  # names of fields hold neither ~ nor /


def path_of(pointer: str) -> Path:
    """The field that `pointer` named."""
    return tuple(int(step) if step.isdigit() else step for step in pointer.split("/")[1:])
