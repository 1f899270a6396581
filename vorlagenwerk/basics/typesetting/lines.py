"""Breaks paragraphs into lines as Word does: as many words as fit, then the next line.

A paragraph is its letters and the width of each of them in thousandths of the font size. Lines end at blanks and
behind hyphens and dashes; no-break blanks are no blanks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.hyphens import break_points
from vorlagenwerk.basics.typesetting.look import Hyphenation
from vorlagenwerk.basics.typesetting.metrics import MONOSPACED, letter_widths
from vorlagenwerk.data.tree import (
    Break,
    Cell,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    PageReference,
    Reference,
    Strong,
    Text,
    Value,
)

_HYPHEN = 333
_LONGEST_WORD = 100
"""Letters of a word that are looked at for hyphens: more are no German, and would be read again on every line."""
_DASHES = "-–—\xad"
_RAISED = 0.58
"""Size of a raised number, in sizes of the text around it."""


class Strip(NamedTuple):
    """The letters of a paragraph as one long line, and the footnotes with their place in it.

    `code` is where text in another font stands, `has_pages` says that the number of a page is shown.
    """

    text: str
    widths: list[int]
    notes: tuple[tuple[int, Note], ...] = ()
    code: tuple[int, ...] = ()
    has_pages: bool = False


def strip_of(inlines: Cell, *, bold: bool) -> Strip:
    """The paragraph before it is broken."""
    if isinstance(inlines, str):
        return Strip(inlines, letter_widths(inlines, bold=bold))
    strip = _Gathered([], [], [], [], [])
    _gather(inlines, bold, strip)
    return Strip("".join(strip.texts), strip.widths, tuple(strip.notes), tuple(strip.code), bool(strip.pages))


class _Gathered(NamedTuple):
    texts: list[str]
    widths: list[int]
    notes: list[tuple[int, Note]]
    code: list[int]
    pages: list[PageReference]


def _gather(inlines: tuple[Inline, ...], bold: bool, strip: _Gathered) -> None:
    texts, widths = strip.texts, strip.widths
    for inline in inlines:
        match inline:
            case Text(text) | Value(text):
                texts.append(text)
                widths += letter_widths(text, bold=bold)
            case Break():
                texts.append("\n")
                widths.append(0)
            case Strong(children):
                _gather(children, True, strip)
            case Emphasis(children) | Link(_, children) | Reference(_, children) | Foreign(_, children):
                _gather(children, bold, strip)
            case Code(text):
                strip.code.extend((len(widths), len(widths) + max(len(text) - 1, 0)))
                texts.append(text)
                widths += [MONOSPACED] * len(text)
            case Note(children, number):
                strip.notes.append((len(widths), inline))
                strip.pages.extend(child for child in children if isinstance(child, PageReference))
                texts.append(number)
                widths += [round(width * _RAISED) for width in letter_widths(number, bold=bold)]
            case PageReference(_, _, page):
                strip.pages.append(inline)
                shown = f"Seite\xa0{page or '10'}"
                texts.append(shown)
                widths += letter_widths(shown, bold=bold)


def line_starts(
    text: str, widths: Sequence[int], room: float, hyphenation: Hyphenation | None = None, em: float = 1.0
) -> list[int]:
    """The index of the first letter of each line; `room` is a line's width, `em` the font size in twips."""
    cumulated = list(accumulate(widths, initial=0))
    has_breaks = "\n" in text
    if cumulated[-1] <= room and not has_breaks:
        return [0]
    dashes = [dash for dash in _DASHES if dash in text]
    zone = hyphenation.zone * 1000 / em if hyphenation else 0
    # no limit is a limit of 0 in Word (ISO/IEC 29500-1, 17.15.1.21)
    most_hyphens = (hyphenation.in_a_row or len(text)) if hyphenation else 0
    starts = [0]
    at = hyphens = 0
    while True:
        limit = cumulated[at] + room
        stop = bisect_right(cumulated, limit, at) - 1
        newline = text.find("\n", at, stop + 1) if has_breaks else -1
        if newline >= 0:
            at, hyphens = newline + 1, 0
        elif stop >= len(text):
            return starts
        else:
            following = _following(text, at, stop, dashes)
            point = 0
            if hyphens < most_hyphens and limit - cumulated[following] > zone:
                point = _hyphen(text, cumulated, following, limit - _HYPHEN)
            hyphens = hyphens + 1 if point else 0
            # a word that is longer than the line breaks anywhere
            at = point or (following if following > at else max(stop, at + 1))
            if at >= len(text):  # nothing but blanks is left
                return starts
        starts.append(at)


def _following(text: str, at: int, stop: int, dashes: Sequence[str]) -> int:
    """Where the next line begins if that from `at` on may end anywhere before `stop`; `at` if it must not end."""
    blank = text.rfind(" ", at, stop + 1)
    for mark in dashes:
        dash = text.rfind(mark, max(blank, at), stop)
        # a line ends neither behind a sign (-5) nor between a hyphen and a figure (2026-1)
        if dash > max(blank + 1, at) and not (mark == "-" and text[dash + 1].isdigit()):
            blank = dash
    if blank < 0:
        return at
    blank += 1
    while text.startswith(" ", blank):
        blank += 1
    return blank


def _hyphen(text: str, cumulated: Sequence[int], at: int, limit: int | float) -> int:
    """Where the word from `at` on is hyphenated, at the last point before `limit`; 0 if it is not."""
    end, most = at, min(at + _LONGEST_WORD, len(text))
    while end < most and text[end].isalpha():
        end += 1
    found = 0
    for point in break_points(text[at:end]):
        if cumulated[at + point] > limit:
            break
        found = at + point
    return found
