"""Title, headings, paragraphs, lists, quotes and what stands in a line of text."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from vorlagenwerk.data.tree import (
    Block,
    Break,
    Code,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Text,
    Value,
)


def line(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def paragraph(text: str, role: str = "standard") -> Paragraph:
    return Paragraph(line(text), role)


def item(*blocks: Block | str) -> ListItem:
    return ListItem(tuple(paragraph(block) if isinstance(block, str) else block for block in blocks))


def numbering(paragraph: Any) -> tuple[str | None, str | None]:
    """(numId, ilvl) that a paragraph has of its own."""
    properties = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if properties is None:
        return None, None
    level, ident = properties.find(qn("w:ilvl")), properties.find(qn("w:numId"))
    return ident.get(qn("w:val")), level.get(qn("w:val")) if level is not None else None


def test_the_title_stands_first_in_the_style_title(write):
    """A reader and a screen reader meet the document's title before anything else."""
    first = write(paragraph("Text"), title="Förderung").document.paragraphs[0]
    assert (first.style.name, first.text) == ("Title", "Förderung")


def test_headings_have_words_own_styles_and_no_typed_number(write):
    """The number comes from Word's list, so that inserting a heading renumbers the paper."""
    written = write(
        Heading(1, line("Lage"), numbered=True, counts=(1,)), Heading(2, line("Ort"), numbered=True, counts=(1, 1))
    )
    headings = written.document.paragraphs[1:]
    assert [(h.style.name, h.text) for h in headings] == [("Heading 1", "Lage"), ("Heading 2", "Ort")]
    assert [numbering(h) for h in headings] == [(None, None), (None, None)]


def test_an_unnumbered_heading_leaves_the_list_of_its_style(write):
    """List 0 is Word's way to say that a heading has no number."""
    heading = write(Heading(1, line("Anlage"))).document.paragraphs[1]
    assert numbering(heading) == ("0", None)


def test_numbers_that_begin_at_the_second_level_get_a_list_of_their_own(write):
    """Headings of level 2 count 1, 2; the pattern of the derived list leaves the first level out."""
    written = write(
        Heading(1, line("Teil")),
        Heading(2, line("Lage"), numbered=True, counts=(1,)),
        Heading(3, line("Ort"), numbered=True, counts=(1, 1)),
        Heading(2, line("Ziel"), numbered=True, counts=(2,)),
    )
    used = [numbering(p) for p in written.document.paragraphs[2:]]
    assert len({ident for ident, _ in used}) == 1 and [level for _, level in used] == ["1", "2", "1"]
    numbers = written.part("word/numbering.xml")
    assert 'w:lvlText w:val="%2"/>' in numbers and 'w:lvlText w:val="%2.%3"/>' in numbers


def test_a_number_that_word_would_count_differently_is_set(write):
    """References say 3, so the heading must show 3 although it is the first of its list."""
    written = write(
        Heading(1, line("Später"), numbered=True, counts=(3,)), Heading(1, line("Noch"), numbered=True, counts=(4,))
    )
    idents = {numbering(p)[0] for p in written.document.paragraphs[1:]}
    assert len(idents) == 1 and '<w:startOverride w:val="3"/>' in written.part("word/numbering.xml")


def test_headings_deeper_than_word_knows_stay_on_its_last_level(write):
    """An annex in an annex may get there; its paper is written all the same."""
    headings = [Heading(level, (Text("a"),), numbered=True, counts=(1,) * level) for level in range(1, 12)]
    levels = write(*headings).values(".//w:numPr/w:ilvl")
    assert levels and max(map(int, levels)) == 8


def test_a_paragraph_has_the_style_of_its_role(write):
    """Roles are the only way in which a template asks for a look."""
    assert write(paragraph("Achtung", "hinweis")).document.paragraphs[1].style.name == "Hinweis"


def test_an_unknown_role_is_a_finding_and_the_text_stays(write):
    """Nothing vanishes because a role has no style."""
    written = write(paragraph("Text", "gibtsnicht"))
    assert [p.code for p in written.problems] == ["STI-520"]
    assert written.document.paragraphs[1].text == "Text"


def test_inlines_become_runs_with_their_marks(write):
    """Bold, italic, both, code and values stand where they stood in the tree."""
    both = Strong((Text("fett "), Emphasis(line("beides"))))
    written = write(
        Paragraph((Text("a "), both, Emphasis(line("kursiv")), Code("x_y"), Value("12"), Break(), Text("b")))
    )
    runs = written.document.paragraphs[1].runs
    found = [(run.text, bool(run.bold), bool(run.italic)) for run in runs]
    assert found == [("a ", False, False), ("fett ", True, False), ("beides", True, True), ("kursiv", False, True),
                     ("x_y", False, False), ("12\nb", False, False)]  # fmt: skip
    assert runs[4].style.name == "HTML Code"


def test_a_link_is_a_relationship_and_one_per_address(write):
    """Two links to one address share their relationship."""
    link = Link("https://www.land.nrw/?a=1&b=2", line("Land"))
    written = write(Paragraph((link, Text(" und "), link)))
    hyperlinks = written.body.findall(".//" + qn("w:hyperlink"))
    assert len({h.get(qn("r:id")) for h in hyperlinks}) == 1 and len(hyperlinks) == 2
    relation = written.document.part.rels[hyperlinks[0].get(qn("r:id"))]
    assert relation.is_external and relation.target_ref == "https://www.land.nrw/?a=1&b=2"
    assert written.values(".//w:hyperlink/w:r/w:rPr/w:rStyle") == ["Hyperlink", "Hyperlink"]


@pytest.mark.parametrize("ident", ["anlage", "Anlage-1", "maßnahme.förderung", "9a", "x" * 60])
def test_a_reference_points_to_the_bookmark_of_its_target(write, ident):
    """Whatever an ident looks like, its bookmark has a name that Word accepts."""
    written = write(Paragraph((Reference(ident, line("siehe")),)), Heading(1, line("Ziel"), ident))
    (anchor,) = [h.get(qn("w:anchor")) for h in written.body.findall(".//" + qn("w:hyperlink"))]
    (mark,) = [b.get(qn("w:name")) for b in written.body.findall(".//" + qn("w:bookmarkStart"))]
    assert anchor == mark and len(mark) <= 40 and mark[0].isalpha() and mark.replace("_", "a").isalnum()


def test_idents_that_differ_in_case_alone_keep_their_targets_apart(write):
    """Word does not tell bookmarks apart by case."""
    written = write(Heading(1, line("a"), "Anlage"), Heading(1, line("b"), "anlage"))
    names = [b.get(qn("w:name")).lower() for b in written.body.findall(".//" + qn("w:bookmarkStart"))]
    assert len(set(names)) == 2


def test_bullets_nest_by_level(write):
    """A list in a list is one list with levels, as Word makes it."""
    written = write(List((item("eins", List((item("innen"),))),)))
    outer, inner = written.document.paragraphs[1:]
    assert outer.style.name == inner.style.name == "List Bullet"
    assert numbering(outer) == (None, None) and numbering(inner) == ("2", "1")


def test_every_numbered_list_starts_anew(write):
    """Two lists are two lists in Word, each with its own beginning."""
    written = write(List((item("a"), item("b")), ordered=True), List((item("c"),), ordered=True, start=3))
    first, second, third = (numbering(p)[0] for p in written.document.paragraphs[1:])
    assert first == second != third
    assert '<w:startOverride w:val="3"/>' in written.part("word/numbering.xml")


def test_a_second_paragraph_of_an_item_is_indented_without_a_number(write):
    """It belongs to the item and must not look like the next one."""
    further = write(List((item("a", "b"),), ordered=True)).document.paragraphs[2]
    assert further.style.name == "List Continue" and numbering(further) == (None, None)
    assert further._p.pPr.ind.get(qn("w:left")) == "357"


def test_lists_deeper_than_word_knows_stay_on_its_last_level(write):
    """Word has nine levels; a tenth must not break the file."""
    block = List((item("unten"),))
    for _ in range(11):
        block = List((item("x", block),))
    written = write(block)
    assert max(int(value) for value in written.values(".//w:ilvl")) == 8


def test_a_quote_has_its_style(write):
    """A quotation is recognisable without quotation marks."""
    assert write(Quote((paragraph("so"),))).document.paragraphs[1].style.name == "Quote"


def test_a_quote_in_a_list_item_carries_the_bullet_only_when_it_comes_first(write):
    """The bullet belongs to the item's first paragraph, whatever it is."""
    written = write(List((item(Quote((paragraph("erst"), paragraph("dann")))),), ordered=True))
    first, second = written.document.paragraphs[1:]
    assert numbering(first)[0] is not None and numbering(second) == (None, None)


def test_a_list_in_a_quote_keeps_the_bar_in_its_place(write):
    """The border of a paragraph goes with its indent, so all of them begin at the same place."""
    written = write(Quote((paragraph("Zitat"), List((item("eins", List((item("drin"),), ordered=True), "weiter"),)))))
    quoted = [p for p in written.document.paragraphs if p.style.name == "Quote"]
    assert [p.text for p in quoted] == ["Zitat", "eins", "drin", "weiter"]
    assert [bool(p._p.pPr.numPr is not None) for p in quoted] == [False, True, True, True]
    beside = [p._p.pPr.find(qn("w:ind")) for p in quoted]
    starts = [425 if ind is None else int(ind.get(qn("w:left"))) - int(ind.get(qn("w:hanging"), 0)) for ind in beside]
    assert starts == [425] * 4
    assert all(p._p.pPr.find(qn("w:pBdr")) is None for p in quoted)
