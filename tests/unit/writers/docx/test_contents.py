"""Lists of contents, references and captions: native fields that show the right thing before anyone updates them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from docx.oxml.ns import qn

from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import (
    Break,
    Column,
    Contents,
    Heading,
    Inline,
    List,
    ListItem,
    Note,
    PageReference,
    Paragraph,
    Part,
    Reference,
    Row,
    Section,
    Table,
    Text,
)


def line(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def heading(level: int, text: str, number: str = "", page: str = "2", **named: Any) -> Heading:
    counts = tuple(map(int, number.split("."))) if number else ()
    named = {"numbered": bool(number), "label": number, "counts": counts} | named
    return Heading(level, line(text), number=number, page=page, **named)


def table(ident: str, number: str, parts: tuple[Part, ...] = (), **named: Any) -> Table:
    columns = (Column("a", "A", "A"), Column("b", "B", "B"))
    return Table(ident, "Kosten", "Kosten je Jahr", columns, (Row(("x", "1")),), number=number, parts=parts, **named)


def instructions(element: Any) -> list[str]:
    return [instruction.text.strip() for instruction in element.iter(qn("w:instrText"))]


def entries(written: Any, style: str) -> list[str]:
    found = written.body.xpath(f'.//w:p[w:pPr/w:pStyle[starts-with(@w:val, "{style}")]]')
    return ["".join(t.text if t.tag == qn("w:t") else "|" for t in p.iter(qn("w:t"), qn("w:tab")) if t.get(qn("w:pos"))
                    is None) for p in found]  # fmt: skip


def marks(written: Any) -> dict[str, str]:
    """The text that each bookmark covers."""
    xml = written.part("word/document.xml")
    found = {}
    for ident, name in re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]*)"/>', xml):
        start = xml.index(f'<w:bookmarkStart w:id="{ident}"')
        inside = xml[start : xml.index(f'<w:bookmarkEnd w:id="{ident}"/>')]
        found[name] = "".join(re.findall("<w:t[ >][^<]*", inside)).replace("<w:t>", "")
    return {name: re.sub("<w:t[^>]*>", "", text) for name, text in found.items()}


def test_the_list_of_contents_is_native_and_filled(write):
    """Word offers to update it and shows the same before: number, title and page of every heading down to its depth."""
    written = write(Contents("inhalt", "Inhalt", 2), heading(1, "Lage", "1"), heading(2, "Ort", "1.1", "3"),
                    heading(3, "Tief", "1.1.1"), heading(1, "Anlage", page="4"))  # fmt: skip
    (gallery,) = written.values("./w:sdt/w:sdtPr/w:docPartObj/w:docPartGallery")
    assert gallery == "Table of Contents"
    assert entries(written, "TOC")[1:] == ["1|Lage|2", "1.1|Ort|3", "Anlage|4"]
    assert instructions(written.body)[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert written.body.xpath(".//w:p[w:pPr/w:pStyle/@w:val='TOCHeading']//w:t")[0].text == "Inhalt"


def test_an_entry_is_one_line_without_marks_of_notes(write):
    """A break or tab in a heading would push its page away, and the mark of a note stands at the heading alone."""
    children = (Text("Lage\tund"), Break(), Text("Ort"), Note((Text("Anmerkung"),), "1"))
    written = write(Contents("inhalt", "Inhalt"), Heading(1, children, page="2"))
    assert entries(written, "TOC")[1:] == ["Lage und Ort|2"]


def test_a_list_without_entries_keeps_no_tables_apart(write):
    """Word would make one table of two that touch each other."""
    plain = [replace(table(ident, ""), caption="") for ident in "ab"]
    written = write(plain[0], Contents("abbildungen", "Abbildungen"), plain[1])
    controls = written.body.xpath("./w:sdt/w:sdtContent")
    assert [[child.tag for child in control] for control in controls] == [[qn("w:tbl"), qn("w:p")]] * 2


def test_every_entry_leads_to_its_heading(write):
    """Link and page number name the hidden bookmark around that heading."""
    written = write(Contents("inhalt", "Inhalt"), heading(1, "Lage", "1"), heading(1, "Ort", "2"))
    anchors = [link.get(qn("w:anchor")) for link in written.body.iter(qn("w:hyperlink"))]
    assert [marks(written)[anchor] for anchor in anchors] == ["Lage", "Ort"]
    assert instructions(written.body)[1:] == [f"PAGEREF {anchor} \\h" for anchor in anchors]


def test_fields_are_balanced(write):
    """A field that never ends makes the rest of the paper its result."""
    written = write(Contents("inhalt", "Inhalt"), Contents("tabellen", "Tabellen"), heading(1, "Lage", "1"),
                    table("t", "1"))  # fmt: skip
    kinds = [mark.get(qn("w:fldCharType")) for mark in written.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 3


def test_an_unknown_page_leaves_no_dots(write):
    """Without a layout there is no page to lead to."""
    written = write(Contents("inhalt", "Inhalt"), heading(1, "Lage", "1", page=""))
    assert entries(written, "TOC1") == ["1|Lage"] and not [i for i in instructions(written.body) if "PAGEREF" in i]


def test_a_list_without_entries_is_left_out(write):
    """A title above nothing, or a control around nothing, which Word repairs."""
    written = write(Contents("abbildungen", "Abbildungen"), Contents("inhalt", "Inhalt"), Paragraph(line("Text")))
    assert [p.text for p in written.document.paragraphs] == ["Titel", "Text"]
    assert not written.body.xpath(".//w:sdt")


def test_a_list_in_landscape_ends_at_its_own_margin(write):
    """The style's tab stands where upright pages end."""
    written = write(heading(1, "Lage", "1"), Section((Contents("inhalt", "Inhalt"),), landscape=True))
    (clear, right) = written.body.xpath(".//w:p[w:pPr/w:pStyle/@w:val='TOC1']/w:pPr/w:tabs/w:tab")
    section = written.document.sections[1]
    assert clear.get(qn("w:val")) == "clear"
    assert int(right.get(qn("w:pos"))) == (section.page_width - section.left_margin - section.right_margin) // 635
    assert not write(Contents("inhalt", "Inhalt"), heading(1, "Lage", "1")).body.xpath(".//w:pPr/w:tabs")


def test_the_list_of_tables_has_one_entry_a_caption(write):
    """Both halves of a split table, with the words of their captions."""
    parts = (Part((0,), (900,), 18, 80, page="3"), Part((0, 1), (900, 900), 18, 80, page="4"))
    written = write(Contents("tabellen", "Tabellen"), table("t", "1", parts), table("u", "2"))
    assert instructions(written.body)[0] == 'TOC \\h \\z \\c "Tabelle"'
    captions = [p.text for p in written.document.paragraphs if p.style.name == "Caption"]
    assert captions == ["Tabelle 1a: Kosten (Spalte A)", "Tabelle 1b: Kosten (Spalten A, B)", "Tabelle 2: Kosten"]
    listed = entries(written, "TableofFigures")
    assert listed == [f"{captions[0]}|3", f"{captions[1]}|4", captions[2]]
    assert [marks(written)[link.get(qn("w:anchor"))] for link in written.body.iter(qn("w:hyperlink"))] == captions


def test_headings_with_styles_of_their_own_are_named(write, load, rebuild, standard):
    """Word gathers only its own heading styles by itself."""
    template, problems = load(
        rebuild(replace={"word/styles.xml": ('<w:name w:val="heading 2"/>', '<w:name w:val="Kapitel"/>')}),
        ueberschrift_2="Kapitel",
    )
    written = write(Contents("inhalt", "Inhalt"), heading(1, "Lage", "1"), template=template)
    assert problems == [] and instructions(written.body)[0] == 'TOC \\o "1-3" \\h \\z \\t "Kapitel;2" \\u'


@pytest.mark.parametrize(
    ("target", "shown", "field", "covered"),
    [
        (heading(1, "Lage", "1", ident="z"), "1", "REF z \\w \\h", "Lage"),
        (heading(1, "Lage", ident="z"), "Lage", "REF z \\h", "Lage"),
        (heading(1, "Anlage 1: Kosten", ident="z", label="Anlage 1"), "Anlage\u00a01", "REF z \\h", "Anlage 1"),
        (table("z", "3"), "Tabelle\u00a03", "REF z \\h", "Tabelle 3"),
        (table("z", "3", split=((0,), (0, 1))), "Tabelle 3", "REF z \\h", "Tabelle 3"),
    ],
)
def test_a_reference_to_a_label_is_a_field(write, target, shown, field, covered):
    """It follows when someone inserts a heading or a table in Word, and shows what its bookmark covers."""
    written = write(Paragraph((Reference("z", line(shown)),)), target)
    paragraph = written.document.paragraphs[1]
    assert instructions(paragraph._p) == [field] and paragraph.text == shown
    assert marks(written)["z"] == covered


def test_a_list_of_contents_may_stand_in_a_list(write):
    """Odd, but no reason to stop."""
    written = write(List((ListItem((Contents("inhalt", "Inhalt"),)),)), heading(1, "Lage", "1"))
    assert entries(written, "TOC1") == ["1|Lage|2"]


def test_a_reference_with_words_of_its_own_stays_a_link(write):
    """A field would overwrite them; a heading with a footnote would bring it along a second time."""
    noted = Heading(1, (Text("Ort"), Note(line("Hier."))), "ort")
    written = write(Paragraph((Reference("z", line("dort")), Reference("ort", line("Ort")))),
                    heading(1, "Lage", "1", ident="z"), noted)  # fmt: skip
    assert instructions(written.body) == [] and len(written.body.findall(".//" + qn("w:hyperlink"))) == 2


def test_a_page_reference_shows_the_page(write):
    """Until nobody knows the page it shows the label of its target."""
    target = heading(1, "Lage", "1", ident="z")
    known = write(Paragraph((PageReference("z", line("1"), "7"),)), target).document.paragraphs[1]
    assert known.text == "Seite\u00a07" and instructions(known._p) == ["PAGEREF z \\h"]
    unknown = write(Paragraph((PageReference("z", line("1")),)), target)
    assert [t.text for t in unknown.body.iter(qn("w:t"))][1] == "1" and instructions(unknown.body) == []


def test_no_prompt_at_opening(write):
    """updateFields would make Word ask every reader a question."""
    assert "updateFields" not in write(Contents("inhalt", "I"), heading(1, "Lage", "1")).part("word/settings.xml")
