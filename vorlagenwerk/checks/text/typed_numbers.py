"""Numbers that were typed before a heading although the paper counts its headings itself: “3.1 1.1 Hintergrund”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.text.whole import Whole
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.positions import path_of
from vorlagenwerk.data.problems import Mend, Problem, note, quote

_DIGITS = {"I": 1, "V": 5, "X": 10}
_ORDINAL = (
    r"(?:[\w-]*(?:abschnitt|änderung|änderungssatzung|aufruf|auflage|ergänzung|fortschreibung|halbjahr|jahr|lesung"
    r"|monat|nachtrag|obergeschoss|phase|priorität|quartal|rang|runde|satz|schritt|sitzung|stufe|tag|teil|woche)"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?:s|es|n|en)?(?!\w)"
)
"""Words before which a number with a full stop is read as an ordinal: „2. Bauabschnitt“, „II. Quartal“."""
_PLAIN = r"[A-ZÄÖÜa-zäöü][\w ,.()/–§-]*[\w.)]"
"""A title that needs no quotation marks in YAML."""


class _Typed(NamedTuple):
    """A heading with the number typed before it; `ordinal` is what the number says where it may be one, else 0."""

    heading: tree.Heading
    field: str
    number: str
    title: str
    ordinal: int


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"(?P<sure>(?:1?[0-9]|20)(?:\.(?:1?[0-9]|20))+\.?|\(?(?:[0-9]{1,2}|([a-z])\2?|[ivx]{1,4})\))\s+(?=[^\W\d_])"
        rf"|(?P<ordinal>[1-9][0-9]?|[IVX]{{1,5}}|[A-H])\.\s+(?=[A-ZÄÖÜ])(?!(?i:{_ORDINAL}))"
    )


def typed_numbers(document: tree.Document, whole: Whole, source: Source) -> Iterator[Problem]:
    """Headings that are numbered by the program and by hand (TXT-370).

    A number that may be an ordinal counts only where it says the heading's own place, or goes on from its likes.
    """
    found = list(_typed(document.children, ""))
    ordinals = {(one.heading.level, one.ordinal) for one in found}
    for one in found:
        level, count = one.heading.level, one.ordinal
        goes_on = not ordinals.isdisjoint({(level, count - 1), (level, count + 1)} if count > 1 else {(level, 2)})
        if not count or (count,) == one.heading.counts[-1:] or goes_on:
            yield _problem(one, whole, source)


def _typed(blocks: tuple[tree.Block, ...], field: str) -> Iterator[_Typed]:
    """The headings of the paper itself that begin with a number; annexes taken in are papers of their own."""
    for block in blocks:
        match block:
            case tree.Field(pointer, _, children):
                yield from _typed(children, pointer)
            case tree.Section(children, is_taken=False):
                yield from _typed(children, field)
            case tree.Heading(_, (first, *_), number=number) if number and not _is_figure(first):
                words = walking.plain_text(block.children)
                if _may_begin_with_number(words) and (said := _number().match(words)):
                    ordinal = said["ordinal"] or ""
                    typed = said[0].strip()
                    yield _Typed(block, field, typed, words[said.end() :], _count(ordinal) if ordinal else 0)


def _may_begin_with_number(words: str) -> bool:
    """Whether it is worth having the pattern, which most papers need not."""
    return words[:1].isdigit() or words[:1] == "(" or not {".", ")"}.isdisjoint(words[1:6])


def _is_figure(inline: tree.Inline) -> bool:
    return isinstance(inline, tree.Value) and inline.pointer.startswith("=")


def _count(word: str) -> int:
    """The number behind „2“, „II“ or „B“."""
    if word.isdigit():
        return int(word)
    if word not in _DIGITS and len(word) == 1:
        return ord(word) - ord("A") + 1
    values = [_DIGITS[letter] for letter in word]
    return sum(-one if one < next_ else one for one, next_ in zip(values, [*values[1:], 0], strict=True))


def _problem(said: _Typed, whole: Whole, source: Source) -> Problem:
    heading = said.heading
    value = next((inline.pointer for inline in heading.children if isinstance(inline, tree.Value)), "")
    shown = f"{heading.number} {said.number} {said.title}"
    text = f"Eine Überschrift beginnt mit der getippten Nummer „{said.number}“; im Papier steht {quote(shown)}."
    remedy = f"Bitte „{said.number}“ streichen: Das Programm zählt die Überschriften selbst."
    place = whole.place_of(said.field or value, said.number)
    return note("TXT-370", place, text, remedy)._replace(mend=_mend(said, value, source))


def _mend(said: _Typed, pointer: str, source: Source) -> Mend | None:
    """The title without its number, where the number is nothing else and the title is a field of its own."""
    if said.ordinal or said.field or len(said.heading.children) != 1 or not pointer.startswith("/"):
        return None
    written: Any = source.data
    for step in path_of(pointer):
        written = written[step]
    title = str(written).removeprefix(said.number).lstrip()
    return source.mend(path_of(pointer), title) if title != written and re.fullmatch(_PLAIN, title) else None
