"""What an expression costs: everything that looks at entries or long texts is counted against a budget.

Counting instead of a clock, so that the answer is the same on every machine. Without a budget nothing is refused.
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

from vorlagenwerk.basics.expressions.wording import ExpressionError

LETTERS_PER_ENTRY = 32
"""So many characters of a text cost as much as one entry of a list."""

MOST_BUILT = 100_000
"""So many values may hang together in a list that an expression writes down."""

_LONG: frozenset[type] = frozenset({list, tuple, dict})


class TooMuch(ExpressionError):
    """The budget is used up."""


class _Meter:
    left = sys.maxsize


_meter = _Meter()


@contextmanager
def budget(visits: int) -> Iterator[None]:
    """Within this block expressions may look at so many entries; after that they raise TooMuch."""
    before, _meter.left = _meter.left, visits
    try:
        yield
    finally:
        _meter.left = before


def budget_left() -> int:
    """How many entries may still be looked at."""
    return _meter.left


def spend(visits: int) -> None:
    """Count entries that are looked at. Raises TooMuch when the budget is used up."""
    _meter.left -= visits
    if _meter.left < 0:
        raise TooMuch("Der Ausdruck sieht zu viele Einträge an.")


def size_of(value: object) -> int:
    """What it costs to look at all of a value."""
    if isinstance(value, str):
        return len(value) // LETTERS_PER_ENTRY
    return len(value) if isinstance(value, (list, tuple, dict, range)) else 0


def counted(function: Callable[..., Any], price: int, *, texts_only: bool) -> Callable[..., Any]:
    """A filter of the library that pays for what it looks at; what comes piece by piece is first made a list.

    `price` is what it takes for an entry. With `texts_only` it refuses lists, which it would turn into long texts.
    A list is never an option of such a filter: `sum(start=[])` would put lists together again and again.
    """
    at = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def run(*args: Any, **options: Any) -> Any:
        value = args[at]
        extra = (*args[at + 1 :], *options.values(), *((value,) if texts_only else ()))
        if any(isinstance(said, (list, tuple, dict, range)) for said in extra):
            raise TypeError("a list is no text and no option")
        if isinstance(value, Iterator):
            value = list(value)
            args = (*args[:at], value, *args[at + 1 :])
        spend(size_of(value) * price)
        result = function(*args, **options)
        return list(result) if isinstance(result, Iterator) else result

    return run


def _comparison(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def compared(left: Any, right: Any) -> Any:
        if left.__class__ in _LONG or right.__class__ in _LONG:
            spend(size_of(left) + size_of(right))
        return compare(left, right)

    return compared


def _in(left: Any, right: Any) -> bool:
    spend(size_of(right))
    return left in right


def _not_in(left: Any, right: Any) -> bool:
    spend(size_of(right))
    return left not in right


COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": _comparison(operator.eq),
    "ne": _comparison(operator.ne),
    "lt": _comparison(operator.lt),
    "lteq": _comparison(operator.le),
    "gt": _comparison(operator.gt),
    "gteq": _comparison(operator.ge),
    "in": _in,
    "notin": _not_in,
}
"""Comparisons that pay for the values they go through, by Jinja2's word for them."""


def built(value: Any) -> Any:
    """A list or mapping that an expression writes down, paid for with all that hangs in it.

    `[x, x]` of such lists again and again would be one that no computer can compare or print.
    """
    seen, waiting = 0, [value]
    while waiting:
        inside = waiting.pop()
        parts = inside.values() if isinstance(inside, dict) else inside
        seen += len(parts)
        if seen > MOST_BUILT:
            raise TooMuch("Der Ausdruck baut eine zu große Liste.")
        waiting += [part for part in parts if part.__class__ in _LONG]
    spend(seen)
    return value


def sliced(value: Any, start: Any, stop: Any, step: Any) -> Any:
    """A part of a list or text, paid for."""
    part = value[start:stop:step]
    spend(size_of(part))
    return part
