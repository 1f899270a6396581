"""How prose is read: the guards around Markdown, and what is refused with a message."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.tree import (
    Break,
    Code,
    Emphasis,
    Field,
    Heading,
    List,
    Paragraph,
    Quote,
    Strong,
    Table,
)
from vorlagenwerk.data.walking import plain_text, walk

PAPER = "gueltig/regionalrat-vorlage/kurz.yaml"


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A workplace."""
    return workplace


def prose(text: str, place: Workplace) -> tuple[object, ...]:
    """The blocks that a prose text becomes."""
    said = json.dumps(text, ensure_ascii=False)
    place.take(PAPER, "content/x.yaml", ("text: Es liegt ein Antrag vor.", f"text: {said}"))
    blocks = place.tree("content/x.yaml").children
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and plain_text(b.children) == "Anlass")
    (field,) = blocks[start + 1 :]
    assert isinstance(field, Field)
    return field.children


def codes(text: str, place: Workplace) -> list[str]:
    """The findings on a prose text."""
    said = json.dumps(text, ensure_ascii=False)
    place.take(PAPER, "content/x.yaml", ("text: Es liegt ein Antrag vor.", f"text: {said}"))
    return [problem.code for problem in place.prepare("content/x.yaml")[0].problems]


@pytest.mark.parametrize("text", ["18. Juni 2009 war Sitzung.", "1. Januar 2010", "  3. März 2011 und 4. April 2011"])
def test_a_date_at_the_start_is_no_list(text: str, place: Workplace) -> None:
    """A date never becomes item 18 of a list."""
    (block,) = prose(text, place)
    assert isinstance(block, Paragraph)
    assert plain_text(block.children).replace("\u00a0", " ") == text.strip()


def test_a_list_directly_below_a_paragraph_is_a_list(place: Workplace) -> None:
    """People do not leave a blank line before a list."""
    first, second = prose("Gefördert werden:\n- Schulen\n- Kitas", place)
    assert isinstance(first, Paragraph) and isinstance(second, List) and len(second.items) == 2


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
def test_a_nested_list_may_be_indented_as_people_do(indent: str, place: Workplace) -> None:
    """Two, three or four blanks all nest."""
    (block,) = prose(f"- a\n{indent}- b\n- c", place)
    assert isinstance(block, List) and len(block.items) == 2
    assert isinstance(block.items[0].children[1], List)


@pytest.mark.parametrize("bullet", ["•", "▪", "●", "‣", "·"])
def test_typed_bullets_are_list_marks(bullet: str, place: Workplace) -> None:
    """What an editor puts before a line is a list all the same."""
    (block,) = prose(f"{bullet} a\n{bullet} b", place)
    assert isinstance(block, List) and len(block.items) == 2


def test_a_list_keeps_its_first_number(place: Workplace) -> None:
    """A list that goes on after a paragraph goes on counting."""
    (block,) = prose("3. drei\n4. vier", place)
    assert isinstance(block, List) and block.ordered and block.start == 3


def test_every_kind_of_mark_becomes_a_node(place: Workplace) -> None:
    """Bold, italic, literal text, line breaks, quotations and tables."""
    blocks = prose("**a** *b* `c`\\\nd\n\n> e\n\n| f |\n|---|\n| g |", place)
    kinds = {type(node) for block in blocks for node in (block, *walk(block))}  # type: ignore[arg-type]
    assert {Strong, Emphasis, Code, Break, Quote, Table} <= kinds


def test_headings_in_prose_stand_below_their_section(place: Workplace) -> None:
    """However an author counts, the topmost heading of a text is one level below the heading above."""
    blocks = prose("### a\n\n#### b\n\n### c", place)
    assert [b.level for b in blocks if isinstance(b, Heading)] == [3, 4, 3]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- " * 10 + "x", "TXT-301"),
        ("#", "TXT-302"),
        ("3. x", "TXT-303"),
        ("a\n\n---", "TXT-304"),
        ("Text ![x](y.png)", "TXT-305"),
        ("![Der Plan](y.png)", "BIL-301"),
        ("![](y.png)", "BIL-303"),
        ("[x](ftp://a.de)", "TXT-306"),
        ("<u>x</u>", "TXT-307"),
        ("{{ x }}", "TXT-311"),
        ("[x](#weg)", "TXT-320"),
    ],
)
def test_what_a_paper_cannot_show_is_a_finding(text: str, code: str, place: Workplace) -> None:
    """Nothing is dropped in silence."""
    assert code in codes(text, place)


@pytest.mark.parametrize(
    "words", ["hier", "Hier", "hier klicken", "mehr", "Link", "weiterlesen", "Download.", "Klicken Sie hier", ""]
)
def test_a_link_says_where_it_leads(words: str, place: Workplace) -> None:
    """Links are read out as a list, without the sentence around them."""
    assert codes(f"Siehe [{words} ](https://a.de/).", place) == ["BAR-103"]


@pytest.mark.parametrize(
    "text", ["a < b und c > d", "x<y", "<3", "Der Wert < 5 %", "R&D", "a&nbsp;b", "1 <2> 3", "<Name>"]
)
def test_angle_brackets_of_ordinary_text_are_no_finding(text: str, place: Workplace) -> None:
    """Only what looks like HTML is told."""
    assert codes(text, place) == []


@pytest.mark.parametrize("text", ["*a " * 3000, "`" * 3000, "_" * 3000 + "x", "\\" * 3000, "> " * 9 + "x", "a|" * 3000])
def test_texts_made_to_be_hard_are_read_like_others(text: str, place: Workplace) -> None:
    """Thousands of marks that open something and never close it are text or a finding."""
    assert isinstance(codes(text, place), list)


@pytest.mark.parametrize("text", ["[" * 400, "![" * 400, "*a **b " * 300 + "b** a*" * 300])
def test_deeply_nested_marks_are_a_finding_or_text(text: str, place: Workplace) -> None:
    """A kilobyte of brackets in a pull request must not end in a defect of the program."""
    assert isinstance(codes(text, place), list)


def test_a_table_may_stand_in_a_quotation(place: Workplace) -> None:
    """The sign of the quotation is no cell; a cell too many is told there as elsewhere."""
    (quote,) = prose("> | Straße | Kosten |\n> |---|---|\n> | Nordring | 12 |", place)
    assert isinstance(quote, Quote) and isinstance(quote.children[0], Table)
    assert codes("> | Straße | Kosten |\n> |---|---|\n> | Nordring | 12 | 13 |", place) == ["TXT-308"]
