"""Numbers, labels and references in a finished tree, and papers taken into other papers."""

from __future__ import annotations

import pytest

from tests.looks import shipped_look
from vorlagenwerk.basics.typesetting.heading_numbers import DECIMAL, HeadingNumbers, NumberLevel
from vorlagenwerk.building.assembly import Mention
from vorlagenwerk.building.taking import take_in
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import (
    Block,
    Column,
    Document,
    Heading,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from vorlagenwerk.data.walking import plain_text, walk


def place_of(ident: str) -> Place:
    """Where a target is written; tests find it by its name."""
    return Place(f"{ident}.yaml", 1, 1)


def heading(level: int, title: str, *, numbered: bool = True, ident: str = "") -> Heading:
    """A heading."""
    return Heading(level, (Text(title),), ident, numbered)


def paragraph(*inlines: object) -> Paragraph:
    """A paragraph of texts and nodes."""
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))  # type: ignore[misc]


def table(ident: str, caption: str) -> Table:
    """A small table."""
    return Table(ident, caption, "Beschreibung.", (Column("a", "A"),), (Row(("x",)),))


def finished(*blocks: Block) -> tuple[Block, ...]:
    """The blocks after all transforms, which must find nothing."""
    done, problems = finish(Document("", blocks), (), place_of)
    assert problems == []
    return done.children


def numbers(*blocks: Block) -> list[str]:
    """The number of each heading in reading order, "-" for those without."""
    found = []
    for block in finished(*blocks):
        found += [n.number or "-" for n in (block, *walk(block)) if isinstance(n, Heading)]
    return found


def test_headings_count_by_level() -> None:
    """Each level counts afresh below the heading above it."""
    levels = [1, 2, 2, 1, 2, 3, 3, 2]
    assert numbers(*(heading(level, "x") for level in levels)) == [
        "1",
        "1.1",
        "1.2",
        "2",
        "2.1",
        "2.1.1",
        "2.1.2",
        "2.2",
    ]


def test_numbers_begin_at_the_topmost_numbered_level() -> None:
    """Where only the sections of a chapter are numbered, they begin with 1, not with 0.1."""
    chapter = heading(1, "Begründung", numbered=False)
    assert numbers(chapter, heading(2, "x"), heading(3, "y"), heading(2, "z")) == ["-", "1", "1.1", "2"]


def test_each_chapter_counts_afresh() -> None:
    """Below a new heading above the numbered levels, counting begins again."""
    chapter = heading(1, "x", numbered=False)
    assert numbers(chapter, heading(2, "x"), heading(2, "x"), chapter, heading(2, "x")) == ["-", "1", "2", "-", "1"]


def test_numbers_are_written_as_the_house_writes_them() -> None:
    """Headings show what the list of the style template says, references the same without what stands around it."""
    chapter = NumberLevel("%1.", 567, 567, "upperRoman", start=4)
    house = shipped_look()._replace(numbers=HeadingNumbers((chapter, *DECIMAL.levels[1:])))
    blocks = (heading(1, "a", ident="a"), heading(2, "b", ident="b"), paragraph(Reference("a"), Reference("b")))
    done, _ = finish(Document("", blocks), (), place_of, lambda: house)
    shown = [(n.number, n.label, n.counts) for n in done.children if isinstance(n, Heading)]
    assert shown == [("IV.", "IV", (4,)), ("IV.1", "IV.1", (4, 1))]
    last = done.children[-1]
    assert isinstance(last, Paragraph) and [plain_text((i,)) for i in last.children] == ["IV", "IV.1"]


def test_nobody_asks_for_the_look_of_a_paper_without_numbers() -> None:
    """Reading a style template takes time, and checks of most papers can do without."""
    asked: list[str] = []
    finish(Document("", (heading(1, "a", numbered=False),)), (), place_of, lambda: asked.append("look"))  # type: ignore[func-returns-value]
    assert asked == []


def test_headings_without_number_do_not_disturb_the_count() -> None:
    """A heading without number between numbered ones takes no number away."""
    assert numbers(heading(1, "a"), heading(1, "b", numbered=False), heading(1, "c")) == ["1", "-", "2"]


def test_below_a_heading_without_number_nothing_pretends_to_belong_to_its_neighbour() -> None:
    """1.1.1 below “Ohne Nummer” would read as part of 1.1, which is another section."""
    found = numbers(heading(1, "a"), heading(2, "b"), heading(2, "Ohne Nummer", numbered=False), heading(3, "c"))
    assert found[3] != "1.1.1"


def test_only_tables_with_a_caption_count() -> None:
    """A layout of single facts is no table that anybody refers to by number."""
    done = finished(table("a", "A"), table("b", ""), Section((table("c", "C"),)), List((ListItem((table("d", "D"),)),)))
    found = [node.number for block in done for node in (block, *walk(block)) if isinstance(node, Table)]
    assert found == ["1", "", "2", "3"]


def test_a_reference_without_text_shows_what_it_leads_to() -> None:
    """Number of a section, title of an unnumbered one, number of a table, name of an annex."""
    done = finished(
        heading(1, "Erstes", ident="eins"),
        heading(1, "Ohne", numbered=False, ident="ohne"),
        table("tab", "T"),
        Section((Heading(1, (Text("Anlage 1: A"),), "anlage", label="Anlage 1"),)),
        paragraph(*(Reference(name) for name in ("eins", "ohne", "tab", "anlage"))),
    )
    last = done[-1]
    assert isinstance(last, Paragraph)
    assert [plain_text((i,)).replace("\u00a0", " ") for i in last.children] == ["1", "Ohne", "Tabelle 1", "Anlage 1"]


def test_a_reference_keeps_the_words_it_has() -> None:
    """“siehe Anlage” stays “siehe Anlage”."""
    done = finished(heading(1, "x", ident="a"), paragraph(Reference("a", (Strong((Text("siehe Anlage"),)),))))
    assert plain_text(done[1].children) == "siehe Anlage"  # type: ignore[union-attr,arg-type]


def test_a_number_stays_with_the_word_before_it() -> None:
    """“Abschnitt 1” does not break; words that stand before other references may."""
    shown = finished(
        heading(1, "Eins", ident="eins"),
        paragraph("Siehe Abschnitt ", Reference("eins"), " und ", Reference("eins"), "."),
    )
    assert plain_text(shown[1].children) == "Siehe Abschnitt\u00a01 und 1."  # type: ignore[union-attr]


def test_a_dead_reference_is_told_where_it_was_written() -> None:
    """The place is that of the mention, and all targets that exist are offered."""
    _done, (problem,) = finish(
        Document("", (heading(1, "x", ident="da"),)), [Mention("weg", lambda: Place("x.yaml", 7, 3))], place_of
    )
    assert (problem.code, str(problem.place)) == ("TXT-320", "x.yaml:7:3")
    assert "#da" in problem.remedy


def test_an_ident_given_twice_is_told() -> None:
    """A reference to it could lead to the wrong place."""
    _done, problems = finish(
        Document("", (heading(1, "x", ident="a"), Section((heading(1, "y", ident="a"),)))), (), place_of
    )
    assert [(problem.code, problem.place.file) for problem in problems] == [("TXT-321", "a.yaml")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("§ 9", "§\u00a09"),
        ("z. B.", "z.\u00a0B."),
        ("10 %", "10\u00a0%"),
        ("am 18. Juni 2009", "am 18.\u00a0Juni 2009"),
    ],
)
def test_blanks_that_belong_together_become_unbreakable(before: str, after: str) -> None:
    """In paragraphs, headings, links and emphasis alike."""
    done = finished(
        heading(1, before),
        paragraph(before, Strong((Text(before),)), Link("https://a.de", (Text(before),))),
        Quote((paragraph(before),)),
    )
    found = [node.text for block in done for node in walk(block) if isinstance(node, Text)]
    assert found == [after] * 5


def test_a_link_without_words_shows_its_target() -> None:
    """Nothing invisible is left to click on."""
    (done,) = finished(paragraph(Link("https://a.de", ())))
    assert plain_text(done.children) == "https://a.de"  # type: ignore[union-attr,arg-type]


def test_a_paper_taken_in_keeps_its_references_to_itself() -> None:
    """Headings go one level down, and all names get the annex's name in front, so that none meets another."""
    taken = take_in((heading(1, "x", ident="a"), table("t", "T"), paragraph(Reference("a"))), "bogen")
    first, second, third = taken
    assert isinstance(first, Heading) and (first.level, first.ident, first.number) == (2, "bogen-a", "")
    assert isinstance(second, Table) and (second.ident, second.number) == ("bogen-t", "")
    assert isinstance(third, Paragraph) and third.children[0] == Reference("bogen-a")


def test_a_paper_taken_in_never_sinks_below_the_lowest_level() -> None:
    """Word knows nine levels, HTML six; a heading of level 6 stays one."""
    (taken,) = take_in((heading(6, "x"),), "a")
    assert isinstance(taken, Heading) and taken.level == 6


def test_a_footnote_cited_again_keeps_its_number() -> None:
    """Two notes that only read alike („ebd.“) are two; also in a paper that is taken in."""
    note, alike = Note((Text("Satzung"),)), Note((Text("Satzung"),))
    blocks = (paragraph(note, alike), paragraph(note))
    for tree in (finished(*blocks), finished(*take_in(blocks, "anlage"))):
        found = [node.number for block in tree for node in walk(block) if isinstance(node, Note)]
        assert found == ["1", "2", "1"]
