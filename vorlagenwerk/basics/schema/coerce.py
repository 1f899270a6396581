"""Types come from the schema: where it says text, the text as written is the value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, compress
from typing import Any

from vorlagenwerk.basics.schema.shape import Shape
from vorlagenwerk.data.positions import Path

Found = tuple[Path, str, Shape]


def coerce(data: Any, shape: Shape) -> Any:
    """`data` with numbers and truth values turned back into the text that was written, where the schema wants text.

    Loading types plain scalars without loss (`str` gives back what was written), so nothing needs the source here.
    Maps and lists are changed in place; the result is given back for a scalar root.
    """
    if isinstance(data, dict):
        _coerce_fields(data, shape)
        return data
    if isinstance(data, list):
        _coerce_entries(data, shape.entry)
        return data
    return as_text(data) if shape.is_text and not isinstance(data, str) else data


def as_text(value: object) -> str:
    """A scalar as its author wrote it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _coerce_fields(data: dict[str, Any], shape: Shape) -> None:
    for name, value in data.items():
        child = shape.fields.get(name, shape.extra)
        if child is not None and type(value) is not str:
            data[name] = coerce(value, child)


def _coerce_entries(entries: list[Any], shape: Shape | None) -> None:
    if shape is None:
        return
    if shape.fields and not any(child.fields or child.entry for child in shape.fields.values()):
        texts = {name for name, child in shape.fields.items() if child.is_text}
        for entry in entries:  # flat rows, perhaps tens of thousands: no call per cell
            if type(entry) is dict:
                for name, value in entry.items():
                    if type(value) is not str and name in texts and not isinstance(value, (dict, list)):
                        entry[name] = as_text(value)
        return
    for index, entry in enumerate(entries):
        entries[index] = coerce(entry, shape)


def find_texts(data: Any, shape: Shape | None, wanted: Callable[[str], object], path: Path = ()) -> Iterator[Found]:
    """Path, text and shape of every text below `data` that `wanted` says yes to, in reading order.

    Flat rows are asked all at once first: `wanted` must say yes to texts joined by NUL if it says yes to one.
    """
    entries: Iterable[tuple[Any, Any]]
    if type(data) is list:
        entries = enumerate(data) if len(data) < 2 else _asked_at_once(data, wanted)
    else:
        entries = data.items()
    for step, value in entries:
        if type(value) is str:
            if wanted(value):
                yield (*path, step), value, (shape and shape.at((step,))) or Shape()
        elif type(value) in _HOLDERS:
            yield from find_texts(value, shape.at((step,)) if shape else None, wanted, (*path, step))


_HOLDERS = frozenset((dict, list))


def _asked_at_once(data: list[Any], wanted: Callable[[str], object]) -> Iterable[tuple[int, Any]]:
    """The entries that may hold a wanted text: all of them, or all but the flat rows."""
    try:
        cells = dict.fromkeys(chain.from_iterable(map(dict.values, data)))  # long tables repeat few values
        others: list[tuple[int, Any]] = []
    except TypeError:  # an entry that is no row, or a row with lists in it
        flat = [type(entry) is dict and _HOLDERS.isdisjoint(map(type, entry.values())) for entry in data]
        others = [(step, entry) for step, entry in enumerate(data) if not flat[step]]
        cells = dict.fromkeys(cell for entry in compress(data, flat) for cell in entry.values())
    texts = [cell for cell in cells if type(cell) is str]
    return enumerate(data) if wanted("\0".join(texts)) else others
