"""Lines of a paragraph: where they end, and where a German word may be hyphenated."""

from __future__ import annotations

import itertools

import pytest

from vorlagenwerk.basics.typesetting.families import family_of
from vorlagenwerk.basics.typesetting.hyphens import break_points
from vorlagenwerk.basics.typesetting.lines import Hyphenation, line_starts, strip_of
from vorlagenwerk.basics.typesetting.metrics import letter_widths
from vorlagenwerk.data.tree import Break, Code, Note, PageReference, Strong, Text

EM = 200.0
"""Ten points, in twips."""


def lines(text: str, room: float, hyphenation: Hyphenation | None = None) -> list[str]:
    """The lines of a text in a column that is so many letters „n“ wide."""
    widths = letter_widths(text, bold=False)
    starts = line_starts(text, widths, room * 556, hyphenation, EM)
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_as_many_words_as_fit_stand_on_a_line() -> None:
    """The blank at the end of a line needs no room."""
    assert lines("nnnn nnnn nnn", 9) == ["nnnn nnnn", "nnn"]
    assert lines("nnnn nnnn nnn", 9 - 0.6) == ["nnnn", "nnnn nnn"]
    assert lines("nnnn nnnn  ", 9) == ["nnnn nnnn"]
    assert lines("", 9) == [""]


def test_lines_end_behind_dashes_and_at_breaks_but_not_at_unbreakable_blanks() -> None:
    """A hyphen before a figure and a sign before it stay with it."""
    assert lines("Kosten-Nutzen-Rechnung", 15) == ["Kosten-Nutzen-", "Rechnung"]
    assert lines("nnnn 2026–2029", 12) == ["nnnn 2026–", "2029"]
    assert lines("nnnn 10-12-09", 11) == ["nnnn", "10-12-09"]
    assert lines("nnnn §\u00a09", 6) == ["nnnn", "§\u00a09"]
    assert lines("a\nb", 9) == ["a", "b"]


def test_a_word_longer_than_the_line_breaks_anywhere() -> None:
    """However narrow the column, every line takes at least a letter."""
    assert lines("n" * 10, 4) == ["nnnn", "nnnn", "nn"]
    assert lines("nnn", 0.1) == ["n", "n", "n"]


def test_words_are_hyphenated_where_that_saves_more_than_the_zone() -> None:
    """Word leaves a line alone that is nearly full, and hyphenates few lines in a row."""
    text = "nnnnnn Beratungen"
    assert lines(text, 14, Hyphenation(zone=0)) == ["nnnnnn Beratun", "gen"]
    assert lines(text, 14, Hyphenation(zone=2000)) == ["nnnnnn", "Beratungen"]
    text = "Be Beratungen Beratungen"
    assert lines(text, 8, Hyphenation(0, 1)) == ["Be Bera", "tungen", "Beratun", "gen"]
    assert lines("§9abc Aufgaben", 12, Hyphenation(zone=0)) == ["§9abc Aufga", "ben"]


def test_hyphens_without_a_limit_may_follow_each_other() -> None:
    """Word says so by a limit of 0."""
    word = "Gemeindeverwaltungsvereinbarungen"
    assert lines(word, 10, Hyphenation(0, 1))[:2] == ["Gemeinde", "verwaltungs"]
    assert lines(word, 10, Hyphenation(0, 0))[:3] == ["Gemeinde", "verwal", "tungsverein"]


@pytest.mark.parametrize("word", ["a" + "sch" * 300, "a" + "qu" * 300 + "x", "schlosch" * 20_000])
def test_odd_words_take_no_longer_than_others(word: str) -> None:
    """Nobody can stop a build by a word of many sounds that may be read in several ways."""
    assert "".join(lines(word, 40, Hyphenation(0, 0))) == word
    assert all(0 < point < len(word) for point in break_points(word[:600]))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Wanderung", "Wan-de-rung"),
        ("waschen", "wa-schen"),
        ("Haushaltsplanung", "Haus-halts-pla-nung"),
        ("Hauptstraße", "Haupt-stra-ße"),
        ("Verwaltung", "Ver-wal-tung"),
        ("Fenster", "Fens-ter"),
        ("Rat", "Rat"),
        ("BMWK", "BMWK"),
    ],
)
def test_syllables_of_german_words(word: str, parts: str) -> None:
    """Seams of compounds are found by their consonants; abbreviations and short words stay whole."""
    points = (0, *break_points(word), len(word))
    assert "-".join(word[start:end] for start, end in itertools.pairwise(points)) == parts


def test_marked_text_has_its_own_widths() -> None:
    """Bold is wider, code has letters of one width, a footnote's number is small, a page reference has its words."""
    plain = strip_of("Wort", bold=False)
    assert sum(strip_of((Strong((Text("Wort"),)),), bold=False).widths) > sum(plain.widths)
    assert strip_of((Code("iW"),), bold=False).widths == [600, 600]
    note = strip_of((Text("a"), Note((Text("Text"),), "1"), Break()), bold=False)
    assert note.text == "a1\n" and [at for at, _ in note.notes] == [1] and note.widths[1] < 556
    page = strip_of((PageReference("x", (Text("Anlage"),), "7"),), bold=False)
    assert page.text == "Seite\u00a07" and page.has_pages


def test_letters_outside_the_table_have_a_width() -> None:
    """Names from all over Europe are measured, and nothing is measured as nothing."""
    assert all(width > 0 for width in letter_widths("čłő→\u202f中?ß…", bold=True))


def test_other_families_are_compared_with_arial() -> None:
    """Calibri runs narrower and stands in higher lines; an unknown family counts as Arial."""
    assert family_of("Calibri").width < 1 < family_of("Verdana").width
    assert family_of("Calibri").line > family_of("Arial").line == family_of("Hausschrift").line
