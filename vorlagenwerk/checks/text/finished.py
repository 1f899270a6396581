"""The scan of the finished paper: what its first reader would stumble over, found before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.text.announced import announced_and_past
from vorlagenwerk.checks.text.days import (
    days_said,
    impossible_days,
    turned_periods,
    wrong_short_weekdays,
    wrong_weekdays,
)
from vorlagenwerk.checks.text.empty import empty_places
from vorlagenwerk.checks.text.marks_left import marks_left
from vorlagenwerk.checks.text.missing_parts import missing_parts
from vorlagenwerk.checks.text.passages import Passage
from vorlagenwerk.checks.text.slips import doubled_words, mixed_quotes
from vorlagenwerk.checks.text.typed_numbers import typed_numbers
from vorlagenwerk.checks.text.whole import Whole
from vorlagenwerk.data import tree
from vorlagenwerk.data.problems import Problem

MOST = 50
"""Findings of one kind told of a paper; who mends the first of so many will meet the others."""


def check_finished(
    document: tree.Document, text: Sequence[Passage], source: Source, template: str, day: str
) -> list[Problem]:
    """The findings on a finished tree and its passages (`text`), each where the words were written.

    That is the content, a value's field, or `template`. `day` is the reference day of the paper (ISO), "" where its
    type has none; what was announced for a time before it has passed. Annexes taken in are checked as papers of their
    own; cells of generated tables are data, not text.
    """
    whole = Whole(text, source, template)
    days = days_said(whole.text)
    searches = (
        marks_left(whole, source.data),
        impossible_days(days),
        wrong_weekdays(days),
        wrong_short_weekdays(whole.text),
        turned_periods(days),
        announced_and_past(whole.text, days, day),
        missing_parts(whole, document),
        doubled_words(whole),
        mixed_quotes(whole.text),
    )
    # a value may stand in several places of a paper; it is wrong once
    problems: dict[tuple[object, ...], Problem] = {}
    for hit in chain.from_iterable(islice(search, MOST) for search in searches):
        problem = whole.problem(hit)
        problems.setdefault((hit.code, problem.place, whole.text[hit.start : hit.end]), problem)
    by_heading = (empty_places(document, whole), typed_numbers(document, whole, source))
    return [*problems.values(), *chain.from_iterable(islice(search, MOST) for search in by_heading)]
