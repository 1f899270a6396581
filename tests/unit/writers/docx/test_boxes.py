"""Quotations and call-outs: one box around paragraphs, lists, pictures and what else stands in them."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from vorlagenwerk.data.tree import Block, Column, Image, List, ListItem, Paragraph, Picture, Quote, Row, Table, Text

LEFT, STEP = 142, 357
"""Where text in a call-out of the shipped template begins, and how far its lists stand in, in twips."""


def par(text: str, role: str = "standard") -> Paragraph:
    return Paragraph((Text(text),), role)


def item(*blocks: Block | str) -> ListItem:
    return ListItem(tuple(par(block) if isinstance(block, str) else block for block in blocks))


def points(*items: ListItem, ordered: bool = False) -> List:
    return List(items, ordered=ordered)


NESTED = points(item("eins", points(item("drin"), ordered=True), "weiter"), item("zwei"))


def edge(paragraph: Any, own: int) -> int:
    """Where the box of a paragraph begins: at the first line where that hangs."""
    indent = paragraph._p.pPr.find(qn("w:ind"))
    if indent is None:
        return own
    return int(indent.get(qn("w:left"))) - int(indent.get(qn("w:hanging"), 0))


def test_what_a_call_out_holds_is_in_its_style_and_begins_at_its_edge(write):
    """Word joins borders and grounds of neighbours only where their edges are the same."""
    written = write(Quote((par("Hinweis"), NESTED, par("Ende")), "hinweis"))
    boxed = written.document.paragraphs[1:]
    assert [p.text for p in boxed] == ["Hinweis", "eins", "drin", "weiter", "zwei", "Ende"]
    assert {p.style.name for p in boxed} == {"Hinweis"}
    assert {edge(p, LEFT) for p in boxed} == {LEFT}
    lefts = [int(p._p.pPr.find(qn("w:ind")).get(qn("w:left"))) for p in boxed[1:5]]
    assert lefts == [LEFT + STEP, LEFT + 2 * STEP, LEFT + STEP, LEFT + STEP]


def test_numbers_further_in_have_blanks_before_them(write):
    """They hang from the box's edge and still stand above the text that they belong to."""
    written = write(Quote((par("Hinweis"), NESTED), "hinweis"))
    inner, more = (written.document.paragraphs[at]._p.pPr.numPr.numId.val for at in (3, 4))
    numbers = written.part("word/numbering.xml")

    def level(num: int, index: int) -> str:
        abstract = numbers.split(f'<w:num w:numId="{num}"><w:abstractNumId w:val="')[1].split('"')[0]
        levels = numbers.split(f'w:abstractNumId="{abstract}">')[1]
        return levels.split(f'<w:lvl w:ilvl="{index}"')[1].split("</w:lvl>")[0]

    assert '<w:lvlText w:val="      %2)"/>' in level(inner, 1) and "lowerLetter" in level(inner, 1)
    assert '<w:lvlText w:val=""/>' in level(more, 0) and '<w:suff w:val="tab"/>' in level(more, 0)


def test_a_list_keeps_its_own_spacing_but_at_the_ends_of_the_box(write):
    """There the space is that of a call-out from one paragraph."""
    written = write(Quote((points(item("eins"), item("zwei"), item("drei")),), "hinweis"))
    spacing = [p._p.pPr.find(qn("w:spacing")) for p in written.document.paragraphs[1:]]
    said = [(found.get(qn("w:before")), found.get(qn("w:after"))) for found in spacing]
    assert said == [(None, "80"), ("0", "80"), ("0", None)]


def test_a_short_box_stays_together_and_a_long_one_breaks(write):
    """Its paragraphs are kept with the next one, except the last."""
    short = write(Quote((par("Hinweis"), points(item("a"), item("b"))), "hinweis"))
    kept = [p._p.pPr.find(qn("w:keepNext")) is not None for p in short.document.paragraphs[1:]]
    assert kept == [True, True, False]
    long = write(Quote((par("Hinweis"), points(*[item("a")] * 40)), "hinweis"))
    assert not long.body.xpath(".//w:p/w:pPr/w:keepNext")
    loose = write(Quote((par("Zitat"), points(item("a")))))
    assert not loose.body.xpath(".//w:p/w:pPr/w:keepNext")


def test_pictures_and_quotations_in_a_call_out_take_its_border_and_ground(write):
    """They keep their own styles."""
    png = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55")
    picture = Picture("b", "Ort", "Karte", Image("png", png, 1000, 500), number="1")
    written = write(Quote((par("Hinweis"), picture, Quote((par("Zitat"),)), par("Ende")), "hinweis"))
    own = written.document.paragraphs[1:]
    assert [p.style.name for p in own] == ["Hinweis", "Abbildung", "Caption", "Quote", "Hinweis"]
    for paragraph in own[1:4]:
        assert len(paragraph._p.pPr.find(qn("w:pBdr"))) == 4
        assert paragraph._p.pPr.find(qn("w:shd")).get(qn("w:fill")) == "E6ECF2"
        assert edge(paragraph, LEFT) == LEFT


def test_a_box_in_a_list_stands_in_with_its_item(write):
    """Its lists count their steps from the box's edge."""
    box = Quote((par("Hinweis"), points(item("drin"))), "hinweis")
    written = write(points(item("Punkt", box, par("allein", "hinweis"), "weiter")))
    _, _, first, inner, alone, _ = written.document.paragraphs
    assert edge(first, 0) == edge(inner, 0) == edge(alone, 0) == STEP + LEFT
    assert int(inner._p.pPr.find(qn("w:ind")).get(qn("w:left"))) == 2 * STEP + LEFT


def test_a_list_in_a_role_without_border_looks_like_every_list(write):
    """Only its letters are those of the role."""
    written = write(Quote((par("Quellen"), points(item("Amt", "mehr"))), "beschriftung"))
    _, _, head, more = written.document.paragraphs
    assert {head.style.name, more.style.name} == {"Caption"}
    assert edge(head, 0) == 0 and edge(more, 0) == STEP and more._p.pPr.numPr is None


def test_a_bullet_before_a_quotation_is_a_bullet(write):
    """The style of a quotation brings none along."""
    written = write(points(item(Quote((par("Zitat"),))), item(par("Hinweis", "hinweis"))))
    assert all(p._p.pPr.numPr is not None for p in written.document.paragraphs[1:])


TABLE = Table("t", "", "Tabelle", (Column("a", "A"), Column("b", "B")), (Row(("a", "b")),))


def test_a_table_in_a_call_out_has_its_ground_and_its_edges(write):
    """Word draws paragraphs and tables apart; in a box they line up and look like one."""
    written = write(Quote((par("Hinweis"), TABLE, par("Ende")), "hinweis"))
    edge, border = int(written.body.xpath(".//w:tblPr/w:tblInd/@w:w")[0]), written.body.xpath(".//w:tblBorders/*")
    reach = LEFT - edge
    assert 120 <= reach <= 130
    assert [element.tag for element in border] == [qn("w:left"), qn("w:right")]
    assert int(written.body.xpath(".//w:tblPr/w:tblW/@w:w")[0]) <= 9354 - 2 * edge
    assert len(written.body.xpath(".//w:tc[w:tcPr/w:shd]")) == 2
    assert written.document.paragraphs[2].style.name == "Hinweis"


def test_a_call_out_of_a_table_alone_is_a_box(write):
    """Nothing else would show that it is one."""
    written = write(Quote((TABLE,), "hinweis"))
    sides = [element.tag for element in written.body.xpath(".//w:tblBorders/*")]
    assert sides == [qn(f"w:{side}") for side in ("top", "left", "bottom", "right")]


def test_two_call_outs_in_a_row_are_two_boxes(write):
    """Word joins neighbours that begin at the same place (ECMA-376, 17.3.1.24)."""
    written = write(*(Quote((par(text),), "hinweis") for text in ("eins", "zwei", "drei")))
    first, second, third = (edge(paragraph, LEFT) for paragraph in written.document.paragraphs[1:])
    assert first == third != second


def test_a_symbol_as_bullet_is_a_sign_of_every_font_in_a_box(write, load, rebuild):
    """Behind blanks it is text, and LibreOffice shows nothing for a symbol without its font."""
    symbol = r'\1<w:lvlText w:val="·"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    data = rebuild(replace={"word/numbering.xml": ('(<w:numFmt w:val="bullet"/>)<w:lvlText w:val="[•–]"/>', symbol)})
    written = write(
        Quote((par("Hinweis"), points(item("Punkt", points(item("tiefer"))))), "zitat"), template=load(data)[0]
    )
    levels = re.findall(r'<w:numFmt w:val="none"/>.*?</w:lvl>', written.part("word/numbering.xml"))
    assert any("•" in level for level in levels) and "Symbol" not in "".join(levels)


def test_an_unknown_role_of_a_box_is_a_finding(write):
    """Its text stays."""
    written = write(Quote((par("Text"), points(item("Punkt"))), "gibtsnicht"))
    assert [problem.code for problem in written.problems] == ["STI-520"]
    assert [p.text for p in written.document.paragraphs[1:]] == ["Text", "Punkt"]


def test_wide_numbers_stand_out_further(write):
    """Word would let the text behind “100.” begin at its next tab, and the second line before it."""
    narrow, wide = (write(List((item("a"),) * count, ordered=True)) for count in (99, 100))
    assert not narrow.body.xpath(".//w:p/w:pPr/w:ind")
    indents = wide.body.xpath(".//w:p/w:pPr/w:ind")
    assert len(indents) == 100
    assert {(ind.get(qn("w:left")), ind.get(qn("w:hanging"))) for ind in indents} == {("469", "469")}
