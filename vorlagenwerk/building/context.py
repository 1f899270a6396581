"""The data as templates see them: prose knows its place, optional fields that are missing are empty."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.building.marks import Entered, Prose
from vorlagenwerk.data.positions import Path

MOST_TRACKED = 100
"""A longer list of flat entries is the material of a table, whose cells carry no fields of their own."""


def template_data(data: Any, shape: Shape | None, path: Path = ()) -> Any:
    """A copy of `data` in which texts know their place (Prose, Entered) and optional fields left out are None.

    Flat rows of long lists are shared with the source, not copied.
    """
    if shape is None:
        return data
    if type(data) is dict:
        fields, extra = shape.fields, shape.extra
        full: dict[str, Any] = dict.fromkeys(fields)
        for name, value in data.items():
            below = fields.get(name, extra)
            if type(value) is str and below is not None:  # most values: no call for each
                full[name] = (Prose if below.prose else Entered)(value, (*path, name))
            else:
                full[name] = template_data(value, below, (*path, name)) if type(value) in _HOLDERS else value
        return full
    if type(data) is list:
        return _entries(data, shape.entry, path)
    if type(data) is str:
        return Prose(data, path) if shape.prose else Entered(data, path)
    return data


_HOLDERS = frozenset((dict, list))
Fill = Callable[[str, Path], str]
"""Gives a line of text, read at its path, with the figures in its braces."""


def with_figures(data: Any, shape: Shape, fill: Fill, path: Path = ()) -> Any:
    """`data` with its lines filled in; itself where no line has braces, so that long lists stay shared."""
    if type(data) is dict:
        filled = dict(_filled(data, shape, fill, path))
        return {**data, **filled} if filled else data
    if type(data) is not list or shape.entry is None:
        return data
    entry = shape.entry
    names = [name for name, field in entry.fields.items() if field.line]
    if _is_flat(entry) and not any(_has_braces(row.get(name)) for row in data for name in names):
        return data  # most lists, and the long ones fast
    entries = [
        fill(one, (*path, index)) if entry.line and _has_braces(one) else with_figures(one, entry, fill, (*path, index))
        for index, one in enumerate(data)
    ]
    return data if all(map(operator.is_, entries, data)) else entries


def _filled(data: dict[str, Any], shape: Shape, fill: Fill, path: Path) -> Iterator[tuple[str, Any]]:
    """The fields that change."""
    for name, value in data.items():
        below = shape.fields.get(name, shape.extra)
        if below is None:
            continue
        if below.line and _has_braces(value):
            yield name, fill(value, (*path, name))
        elif type(value) in _HOLDERS and (new := with_figures(value, below, fill, (*path, name))) is not value:
            yield name, new


def _has_braces(value: Any) -> bool:
    return isinstance(value, str) and ("{" in value or "}" in value)


def _entries(entries: list[Any], shape: Shape | None, path: Path) -> list[Any]:
    if len(entries) > MOST_TRACKED and shape is not None and _is_flat(shape):
        names = tuple(shape.fields)
        for entry in entries:
            if len(entry) < len(names):
                for name in names:
                    entry.setdefault(name, None)
        return entries
    return [template_data(entry, shape, (*path, index)) for index, entry in enumerate(entries)]


def _is_flat(shape: Shape) -> bool:
    children = shape.fields.values()
    return bool(children) and not any(c.prose or c.fields or c.entry or c.extra for c in children)
