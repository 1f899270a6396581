"""Lists of words in templates: printed as one text that still knows which field each word came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.building.marks import Entered, Line
from vorlagenwerk.building.values import text_of, values_of
from vorlagenwerk.data import tree

_WORD = "\0"


def joined(join: Callable[..., Any]) -> Callable[..., Any]:
    """The filter `join`, whose result knows the fields in it."""

    def run(words: Iterable[Any], between: str = "") -> Any:
        listed = list(words)
        shown = join(listed, between)
        return _line(listed, [str(between)] * (len(listed) - 1)) if _are_fields(listed) else shown

    return run


def enumerated(words: Iterable[Any]) -> str:
    """`liste | aufzaehlung`: „A, B und C“."""
    listed = list(words)
    if _are_fields(listed):
        return _line(listed, german.join_list([_WORD] * len(listed)).split(_WORD)[1:-1])
    return german.join_list([text_of(word) for word in listed])


def _are_fields(words: Sequence[Any]) -> bool:
    return bool(words) and all(isinstance(word, Entered) for word in words)


def _line(words: Sequence[Entered], between: Sequence[str]) -> Line:
    pieces = [*values_of(words[0])]
    for said, word in zip(between, words[1:], strict=True):
        pieces += [tree.Value(said), *values_of(word)]
    return Line.of(tuple(pieces), words[0].path[:-1])
