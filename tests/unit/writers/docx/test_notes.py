"""Footnotes: native, in a part of their own, with their own links."""

from __future__ import annotations

import io
import re
import zipfile

from docx.oxml.ns import qn

from vorlagenwerk.data.tree import Break, Column, Link, Note, Paragraph, Row, Table, Text

PART = "word/footnotes.xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def noted(*texts: str) -> Paragraph:
    return Paragraph((Text("a"), *(Note((Text(text),)) for text in texts)))


def names(written) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
        return archive.namelist()


def test_marks_and_notes_belong_together(write):
    """In the order of the text, behind the two rules that Word wants."""
    written = write(noted("eins", "zwei"), noted("drei"))
    used = [mark.get(qn("w:id")) for mark in written.body.iter(qn("w:footnoteReference"))]
    part = written.part(PART)
    assert used == ["1", "2", "3"] and re.findall(r'w:id="(-?\d+)"', part) == ["-1", "0", "1", "2", "3"]
    assert re.findall("<w:t>([^<]*)</w:t>", part) == ["eins", "zwei", "drei"]
    assert '<w:pStyle w:val="FootnoteText"/>' in part and part.count("<w:footnoteRef/>") == 3


def test_the_package_knows_the_part(write):
    """Content type, relationship and the rules in the settings, in the place that the schema gives them."""
    written = write(noted("eins"))
    assert 'PartName="/word/footnotes.xml"' in written.part("[Content_Types].xml")
    assert 'Target="footnotes.xml"' in written.part("word/_rels/document.xml.rels")
    rules = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
    assert rules in written.part("word/settings.xml")


def test_a_paper_without_notes_has_no_part_for_them(write):
    """Nothing empty is carried along."""
    written = write(Paragraph((Text("a"),)))
    assert PART not in names(written) and "footnotePr" not in written.part("word/settings.xml")


def test_links_in_notes_are_relationships_of_their_part(write):
    """Word looks for them there."""
    link = Link("https://www.example.org/?a=1&b", (Text("Gesetz"),))
    written = write(Paragraph((Note((link,)),)))
    (ident,) = re.findall('r:id="([^"]*)"', written.part(PART))
    assert f'Id="{ident}"' in written.part("word/_rels/footnotes.xml.rels")
    assert "example.org" not in written.part("word/_rels/document.xml.rels")


def test_the_templates_own_notes_part_is_used_without_its_notes(load, rebuild, write):
    """German Word files have one, with other ids, and so do papers without notes that are made from them."""
    part = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:t>Muster</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    line = f'<Relationship Id="rId90" Type="{RELATIONSHIPS}/footnotes" '
    changes = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/{PART}" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": ("</Relationships>", line + 'Target="footnotes.xml"/></Relationships>'),
    }
    template, problems = load(rebuild({PART: part.encode()}, changes))
    with_note, without = write(noted("eins"), template=template), write(template=template)
    assert problems == [] and "Muster" not in with_note.part(PART) + without.part(PART)
    assert re.findall(r'w:id="(\d+)"', with_note.part(PART)) == ["0", "1", "2"]
    assert "<w:footnote w:id=" not in without.part(PART)
    assert names(with_note).count(PART) == 1 and 'w:id="1"/></w:footnotePr>' in without.part("word/settings.xml")


def test_endnotes_of_the_sample_text_stay_behind(load, rebuild, write):
    """Nobody would see them in a paper, and everybody could read them in its file."""
    part = (
        f'<w:endnotes xmlns:w="{W}"><w:endnote w:type="separator" w:id="-1"><w:p/></w:endnote>'
        '<w:endnote w:id="2"><w:p><w:r><w:t>Muster</w:t></w:r></w:p></w:endnote></w:endnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    line = f'<Relationship Id="rId91" Type="{RELATIONSHIPS}/endnotes" Target="endnotes.xml"/>'
    changes = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/endnotes.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": ("</Relationships>", line + "</Relationships>"),
    }
    template, _ = load(rebuild({"word/endnotes.xml": part.encode()}, changes))
    assert re.findall(r'w:id="(-?\d+)"', write(template=template).part("word/endnotes.xml")) == ["-1"]


def test_a_part_without_rules_is_replaced(load, rebuild, write):
    """Nothing but its root is left where somebody has cleaned a template."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    line = f'<Relationship Id="rId90" Type="{RELATIONSHIPS}/footnotes" Target="footnotes.xml"/>'
    changes = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/{PART}" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": ("</Relationships>", line + "</Relationships>"),
    }
    template, _ = load(rebuild({PART: f'<w:footnotes xmlns:w="{W}"/>'.encode()}, changes))
    assert re.findall(r'w:id="(-?\d+)"', write(noted("eins"), template=template).part(PART)) == ["-1", "0", "1"]


def test_a_note_in_a_column_that_parts_repeat_is_one_note(write):
    """A second one would have a number of its own, and every note behind it another than in the other formats."""
    columns = (Column("a", "A", is_key=True), Column("b", "B"), Column("c", "C"))
    row = Row(((Text("x"), Note((Text("eins"),), "1")), "y", "z"))
    last = Paragraph((Note((Text("zwei"),), "2"),))
    written = write(Table("t", "", "d", columns, (row,), split=((0, 1), (0, 2))), last)
    assert re.findall("<w:t>([^<]*)</w:t>", written.part(PART)) == ["eins", "zwei"]
    assert len(list(written.body.iter(qn("w:footnoteReference")))) == 2
    (instruction,) = [i.text.split() for i in written.body.iter(qn("w:instrText")) if "NOTEREF" in i.text]
    names = written.body.xpath(".//w:bookmarkStart[following-sibling::w:r/w:footnoteReference]/@w:name")
    assert instruction[1] == names[0]


def test_a_template_without_note_styles_is_a_finding_only_where_they_are_needed(load, standard, write, roles):
    """Older templates keep working."""
    template, problems = load(standard, fussnotentext="Gibt es nicht", fussnotenzeichen="Auch nicht")
    assert problems == [] and write(template=template).problems == []
    written = write(noted("eins"), template=template)
    assert {p.code for p in written.problems} == {"STI-520"} and len(written.problems) == 2
    assert '<w:vertAlign w:val="superscript"/>' in written.part(PART)


def test_a_note_may_stand_in_a_cell_and_none_in_a_note(write):
    """Word would call the second a damaged file."""
    inner = Note((Text("innen"),))
    cells = ((Text("x"), Note((Text("außen"), inner))), "y")
    written = write(Table("t", "", "d", (Column("a", "A"), Column("b", "B")), (Row(cells),)))
    assert len(list(written.body.iter(qn("w:footnoteReference")))) == 1
    assert "(innen)" in written.part(PART) and "footnoteReference" not in written.part(PART)


def test_an_empty_line_in_a_note_parts_paragraphs(write):
    """A break of the line would be torn apart in justified text."""
    note = Note((Text("eins"), Break(), Break(), Text("zwei"), Break(), Text("drei")))
    part = write(Paragraph((Text("a"), note))).part(PART)
    paragraphs = re.findall("<w:p>.*?</w:p>", part.partition('w:id="1"')[2])
    assert [re.findall("<w:t>([^<]*)</w:t>", paragraph) for paragraph in paragraphs] == [["eins"], ["zwei", "drei"]]
    assert part.count("<w:footnoteRef/>") == 1 and part.count('<w:pStyle w:val="FootnoteText"/>') == 2
