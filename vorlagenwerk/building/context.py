"""The data as templates see them: prose knows its place, optional fields that are missing are empty."""

from __future__ import annotations

from typing import Any

from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.building.marks import Prose
from vorlagenwerk.data.positions import Path


def template_data(data: Any, shape: Shape | None, path: Path = ()) -> Any:
    """A copy of `data` in which prose fields are Prose and optional fields that were left out are None.

    Flat rows of long lists are shared with the source, not copied.
    """
    if shape is None:
        return data
    if isinstance(data, dict):
        full: dict[str, Any] = dict.fromkeys(shape.fields)
        for name, value in data.items():
            full[name] = template_data(value, shape.fields.get(name, shape.extra), (*path, name))
        return full
    if isinstance(data, list):
        return _entries(data, shape.entry, path)
    if shape.prose and isinstance(data, str):
        return Prose(data, path)
    return data


def _entries(entries: list[Any], shape: Shape | None, path: Path) -> list[Any]:
    if shape is not None and shape.fields and not any(_has_structure(child) for child in shape.fields.values()):
        names = tuple(shape.fields)
        for entry in entries:
            if len(entry) < len(names):
                for name in names:
                    entry.setdefault(name, None)
        return entries
    return [template_data(entry, shape, (*path, index)) for index, entry in enumerate(entries)]


def _has_structure(shape: Shape) -> bool:
    return bool(shape.prose or shape.fields or shape.entry or shape.extra)
