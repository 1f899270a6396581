"""What rules see of the entries of a list, and which entries they must look at: of those alike, the first tells all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add, itemgetter
from typing import Any

from vorlagenwerk.data.positions import Path

Row = tuple[Any, ...]
"""Path, entry, number, entry before and outer entry; then the groups it is in, and an annex."""
Found = tuple[Any, ...]
"""A broken rule: its number, the path of the entry, the values for its message."""
MANY = 100
"""Entries from which it is quicker to look for those that are alike."""
_EXACT = frozenset({str, int, type(None)})
"""Types whose values are the same where they are equal; 1, 1.0 and true are equal and print differently."""


class Entries:
    """The entries of a list; `keys` are the fields on which the verdict of each rule depends, where that is known."""

    def __init__(self, rows: Sequence[Row], keys: Mapping[int, tuple[str, ...] | None]) -> None:
        self._rows = rows
        self._alike = {n: _column(rows, key) if key and len(rows) >= MANY else None for n, key in keys.items()}

    @property
    def are_alike(self) -> bool:
        """Whether there is a rule that does not look at all of them."""
        return any(column is not None for column in self._alike.values())

    def first(self) -> list[Row]:
        """Each entry with a mark for each rule whether to judge it: the first of those that are alike."""
        count = len(self._rows)
        return self._marked([_firsts(column) if column else bytes([1]) * count for column in self._alike.values()])

    def like(self, broken: Iterable[Found]) -> list[Row]:
        """The same for entries that are like those where rules were broken."""
        paths: dict[int, set[Path]] = {}
        for number, path, *_ in broken:
            paths.setdefault(number, set()).add(path)
        marks = [self._like(paths.get(number, set()), column) for number, column in self._alike.items()]
        return [row for row in self._marked(marks) if any(row[-len(marks) :])]

    def _like(self, paths: set[Path], column: Sequence[Any] | None) -> Iterable[bool]:
        hit = [row[0] in paths for row in self._rows]
        if column is None or not paths:
            return hit
        wanted = {key for key, is_hit in zip(column, hit, strict=True) if is_hit}
        return [key in wanted for key in column]

    def _marked(self, marks: Iterable[Iterable[int]]) -> list[Row]:
        return list(map(add, self._rows, zip(*marks, strict=True)))


def _column(rows: Sequence[Row], key: tuple[str, ...]) -> Sequence[Any] | None:
    """The values of these fields, one for each entry; None where they may be equal and not the same."""
    entries = [row[1] for row in rows]
    try:
        types = {kind for name in key for kind in set(map(type, map(itemgetter(name), entries)))}
    except (KeyError, TypeError):  # a field that no entry has, a list of no entries: the rule will tell
        return None
    return list(map(itemgetter(*key), entries)) if types <= _EXACT else None


def _firsts(column: Sequence[Any]) -> bytearray:
    """A mark for each value that no other before it equals."""
    marks = bytearray(len(column))
    last = len(column) - 1
    for index in dict(zip(reversed(column), range(last, -1, -1), strict=True)).values():
        marks[index] = 1
    return marks


def entries_in(here: Any, path: tuple[str, ...], way: Path = (), outer: Any = None) -> Iterator[Row]:
    """What rules see of all entries of the list at a dotted path."""
    value = here.get(path[0]) if isinstance(here, Mapping) else None
    way = (*way, path[0])
    if not isinstance(value, list):
        if len(path) > 1:
            yield from entries_in(value, path[1:], way, outer)
        return
    before = None
    for index, entry in enumerate(value):
        if len(path) > 1:
            yield from entries_in(entry, path[1:], (*way, index), entry)
        else:
            yield (*way, index), entry, index + 1, before, outer
            before = entry


def grouped(rows: Sequence[Row], field: str) -> list[Row]:
    """The entries, each with all entries that have the same value in a field."""
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(row[1].get(field), []).append(row[1])
    return [(*row, groups[row[1].get(field)]) for row in rows]
