"""Slips that make a file say something else than it shows: remarks, joined lines, blanks and dashes from Word."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.basics.loading.decoding import recode
from vorlagenwerk.data.problems import Level, Problem


def findings(text: str | bytes) -> list[Problem]:
    """The findings of a text."""
    return load_yaml(text.encode() if isinstance(text, str) else text, "x.yaml")[1]


@pytest.mark.parametrize(
    "line",
    [
        "a: 5 # fünf",
        "a: 2009-06-18 # ein Donnerstag",
        "a: SUW # Stadtumbau West",
        "a: true # ja",
        'a: "Bau # 3" # zwei Wörter',
        "a: Bau eines Stegs  # am Ufer",
        "a: Bau eines Stegs #",
        "a: # folgt",
        "# ein Satz # und noch einer\na: 1",
        "a:\n  # eingerückt, mit Text\n  b: 1",
        "a: |\n  Bau eines Stegs # 3",
    ],
)
def test_what_is_certainly_a_remark_is_not_told(line: str) -> None:
    """Remarks on lines of their own, behind figures and codes, and set apart by two blanks are meant as such."""
    assert findings(line) == []


@pytest.mark.parametrize("line", ["a: Nummer #3", "a: Bau eines Stegs # am Ufer", "a:\n  - Zimmer #3 im Rathaus"])
def test_text_that_may_be_cut_is_told(line: str) -> None:
    """A sentence that ends at a “#” may have lost its second half, without a word in the paper."""
    (problem,) = findings(line)
    assert (problem.code, problem.level) == ("YML-050", Level.HINWEIS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: Der Rat\n  - nimmt Kenntnis\n  - stimmt zu", True),
        ("a: Der Rat\n  1. nimmt Kenntnis\n  2. stimmt zu", True),
        ("a: Der Rat\n\n  stimmt zu", True),
        ("a: Der Rat\n  stimmt - wie immer -\n  zu", False),
        ("a: Der Rat - der alte - stimmt zu", False),
        ('a: "Der Rat\n\n  stimmt zu"', True),
        ("a: |\n  Der Rat\n\n  - stimmt zu", False),
    ],
)
def test_points_and_paragraphs_without_a_bar_are_told(text: str, told: bool) -> None:
    """Without a “|” a list becomes a sentence with dashes; lines of one sentence may be broken anywhere."""
    assert [problem.code for problem in findings(text)] == ["YML-051"] * told


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("a:\n\u00a0\u00a0b: 1\n  c: 2", "2:1", "YML-016"),
        ("a: 1\n\u00a0b: 1\n\u00a0c: 2", "2:1", "YML-016"),
        ("a:\u00a01\nb: 2", "1:3", "YML-016"),
        ("a:\n  –  b: 1\n     c: 2", "2:3", "YML-015"),
        ("a:\n  • b: 1", "2:3", "YML-015"),
        ("a:\n  -b: 1\n   c: 2", "2:3", "YML-008"),
        ("a\ufe55 1\nb: 2", "1:2", "YML-017"),
        ("a: 1\n||||||| Stand\nb: 2", "2:1", "YML-014"),
        ("a: 1\n>>>>>>> zweig\nb: 2", "2:1", "YML-014"),
        ("a:\n\u200b  b: 1\n  c: 2", "2:1", "YML-043"),
        ("a: StraÃŸe", "1:8", "YML-046"),
        ("a: 5 â‚¬", "1:6", "YML-046"),
    ],
)
def test_each_slip_has_one_finding_at_its_place(text: str, where: str, code: str) -> None:
    """The parser stumbles lines below, or not at all; the finding stands where the slip is."""
    assert [(str(problem.place), problem.code) for problem in findings(text)] == [(f"x.yaml:{where}", code)]


@pytest.mark.parametrize(
    "text", ["a: – ein Gedanke –", "a: |\n  – ein Punkt\n  \u00a0 5 €", "a: SÃO TOMÉ", "a: =====\nb: x"]
)
def test_the_same_signs_in_a_text_are_no_slips(text: str) -> None:
    """Dashes, unbreakable blanks and foreign letters belong to prose."""
    assert findings(text) == []


def test_a_web_page_is_no_document() -> None:
    """What a browser saved has another ending only by its name."""
    assert [problem.code for problem in findings("<!DOCTYPE html><html></html>")] == ["DAT-012"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Straße „für“ Ärzte – 5 €".encode("cp1252"), "Straße „für“ Ärzte – 5 €"),
        ("Straße".encode("utf-16"), "Straße"),
        ("Straße".encode("utf-16-be"), "Straße"),
        ("Straße".encode("cp850"), None),
        ("Kindertagesstätte".encode("cp850"), None),
        ("Öffnung".encode("mac_roman"), None),
        ("Ärzte".encode("mac_roman"), None),
        ("Größe".encode("mac_roman"), None),
        ("a\0b".encode("utf-16"), None),
        (b"\xff\xfea", None),
    ],
)
def test_an_encoding_is_certain_only_with_german_letters(raw: bytes, text: str | None) -> None:
    """Bytes from a Mac or from DOS also make signs in the encoding of Windows, but not where German has them."""
    found = recode(raw)
    assert (found[0] if found else None) == text
