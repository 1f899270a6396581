"""Taking a paper into another as its annex: names get a prefix, headings sink, nothing else changes."""

from __future__ import annotations

from vorlagenwerk.building.taking import take_in
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import (
    Column,
    Document,
    Emphasis,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
)

REFERENCE = Reference("a", (Text("1"),))
RENAMED = Reference("x-a", (Text("1"),))
COLUMNS = (Column("k", "K"),)


def test_references_are_renamed_wherever_they_stand() -> None:
    """In lists, quotations, sections, cells and inside other marks."""
    inner = (Strong((Emphasis((REFERENCE,)),)), Link("https://a.example", (REFERENCE,)))
    outer = (Strong((Emphasis((RENAMED,)),)), Link("https://a.example", (RENAMED,)))
    before, after = Paragraph(inner, "hinweis"), Paragraph(outer, "hinweis")
    blocks = (
        List((ListItem((before,)),), ordered=True, start=3),
        Quote((before,)),
        Section((before,), landscape=True),
        Table("", "T", "", COLUMNS, (Row((inner,)), Row((inner,), kind="summe"))),
    )
    taken = take_in(blocks, "x")
    assert taken[:3] == (
        List((ListItem((after,)),), ordered=True, start=3),
        Quote((after,)),
        Section((after,), landscape=True),
    )
    table = taken[3]
    assert isinstance(table, Table)
    assert table.rows == (Row((outer,)), Row((outer,), kind="summe"))


def test_what_has_no_name_gets_none() -> None:
    """An empty ident is no target, with a prefix it would become one."""
    heading, table = take_in((Heading(1, (Text("H"),)), Table("", "T", "", COLUMNS, ())), "x")
    assert isinstance(heading, Heading) and heading.ident == ""
    assert isinstance(table, Table) and table.ident == ""


def test_numbers_are_given_up_and_counted_anew() -> None:
    """Tables count through the whole paper, headings below the annex."""
    own = (Heading(1, (Text("A"),), "a", True), Table("t", "T", "", COLUMNS, (), number="1"))
    done, _ = finish(Document("", own), [], Place)
    first, second = done.children
    assert isinstance(first, Heading) and first.number == "1"
    taken = take_in((first, second), "x")
    assert [block.number for block in taken if isinstance(block, Heading | Table)] == ["", ""]
    again, _ = finish(Document("", (*own, *taken)), [], Place)
    assert [block.number for block in again.children if isinstance(block, Table)] == ["1", "2"]
    assert [block.number for block in again.children if isinstance(block, Heading)] == ["1", "1.1"]


def test_the_same_paper_twice_has_no_doubled_names() -> None:
    """Two annexes of one document differ by the annexes' names."""
    paper = (Heading(1, (Text("A"),), "a"), Table("t", "T", "", COLUMNS, ()))
    _, problems = finish(Document("", (*take_in(paper, "x"), *take_in(paper, "y"))), [], Place)
    assert problems == []
    _, problems = finish(Document("", (*take_in(paper, "x"), *take_in(paper, "x"))), [], Place)
    assert [(problem.code, problem.place.file) for problem in problems] == [("TXT-321", "x-a"), ("TXT-321", "x-t")]


def test_an_annex_of_an_annex_keeps_both_names() -> None:
    """Names grow from the inside out."""
    (once,) = take_in((Heading(1, (REFERENCE,), "a"),), "x")
    (twice,) = take_in((once,), "y")
    assert twice == Heading(3, (Reference("y-x-a", (Text("1"),)),), "y-x-a")
