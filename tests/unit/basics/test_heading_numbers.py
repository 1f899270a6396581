"""Numbers of headings: how counts are written, what references show of them, when a level counts afresh."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.typesetting.heading_numbers import (
    DECIMAL,
    FORMS,
    LEVELS,
    HeadingCounter,
    HeadingNumbers,
    NumberLevel,
    decimal_level,
)


def house(*levels: NumberLevel) -> HeadingNumbers:
    """The numbers of a house that says so much of the nine levels."""
    return HeadingNumbers((*levels, *map(decimal_level, range(len(levels), LEVELS))))


def level(pattern: str, form: str = "decimal", **more: object) -> NumberLevel:
    """A level whose place on the page does not matter."""
    return NumberLevel(pattern, 0, 0, form, **more)  # type: ignore[arg-type]


STATUTE = house(level("%1.", "upperRoman"), level("%2.", "upperLetter"), level("§ %3"))


@pytest.mark.parametrize(
    ("form", "count", "said"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalZero", 12, "12"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 26, "Z"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 54, "bbb"),
        ("none", 7, ""),
        ("upperRoman", 0, "0"),
        ("lowerLetter", 0, "0"),
    ],
)
def test_each_form_is_written_as_word_writes_it(form: str, count: int, said: str) -> None:
    """Behind Z comes AA, then BB; what counts nothing shows 0."""
    assert FORMS[form](count) == said


@pytest.mark.parametrize(
    ("counts", "shown", "referred"),
    [
        ((4,), "IV.", "IV"),
        ((4, 1), "A.", "IV.A"),
        ((4, 1, 3), "§ 3", "IV.A.3"),
        ((4, 1, 3, 2), "IV.A.3.2", "IV.A.3.2"),
    ],
)
def test_a_level_shows_what_its_pattern_says(counts: tuple[int, ...], shown: str, referred: str) -> None:
    """Each count in the form of its own level; references add what is missing above, and leave words out."""
    assert (STATUTE.shown(counts), STATUTE.referred(counts)) == (shown, referred)


def test_without_a_house_numbers_are_digits() -> None:
    """“4.1” before the heading and in references alike."""
    assert [DECIMAL.shown((4, 1)), DECIMAL.referred((4, 1))] == ["4.1", "4.1"]


def test_words_around_a_number_are_known() -> None:
    """A field that leaves them out needs to be told so; a full stop is no word."""
    assert STATUTE.is_bare((4, 1)) and not STATUTE.is_bare((4, 1, 3))
    assert not house(level("Teil %1"), level("%2)")).is_bare((1, 2))


def test_legal_numbers_are_digits_on_all_levels() -> None:
    """Article IV, but 4.1 below it."""
    numbers = house(level("Artikel %1", "upperRoman"), level("%1.%2", "upperLetter", is_legal=True))
    assert [numbers.shown((4,)), numbers.shown((4, 1))] == ["Artikel IV", "4.1"]


def test_odd_patterns_are_no_exception() -> None:
    """A percent sign, a level that comes later, no count at all."""
    assert house(level("100 % – %1"), level("%3%2")).shown((2,)) == "100 % – 2"
    assert house(level("%1"), level("%3%2")).shown((2, 5)) == "5"
    assert house(level("Präambel")).shown((1,)) == "Präambel" and house(level("Präambel")).referred((1,)) == ""


def test_a_level_begins_where_it_says_and_afresh_below_another() -> None:
    """Also each time that it begins anew."""
    counter = HeadingCounter(house(level("%1"), level("%1.%2", start=5)))
    assert [counter.count(depth) for depth in (1, 2, 2, 1, 2)] == [(1,), (1, 5), (1, 6), (2,), (2, 5)]


def test_paragraphs_of_a_statute_count_on_through_its_sections() -> None:
    """§ 3 follows § 2 although a new section begins; below a level that it names, a level counts afresh."""
    through = HeadingCounter(house(level("%1"), level("§ %2", restarts_after=0)))
    assert [through.count(depth)[-1] for depth in (1, 2, 2, 1, 2)] == [1, 1, 2, 2, 3]
    below_first = HeadingCounter(house(level("%1"), level("%2"), level("§ %3", restarts_after=1)))
    assert [below_first.count(depth)[-1] for depth in (1, 2, 3, 2, 3, 1, 2, 3)] == [1, 1, 1, 2, 2, 2, 1, 1]


def test_counting_goes_on_from_what_was_said() -> None:
    """The next heading of the level is one further, those below it begin."""
    counter = HeadingCounter(DECIMAL)
    counter.go_on((3, 2))
    assert [counter.count(2), counter.count(3), counter.count(1)] == [(3, 3), (3, 3, 1), (4,)]
