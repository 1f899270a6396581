"""Content controls in the text: authored fields can be found again, generated tables cannot be typed into."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from vorlagenwerk.data.tree import (
    Column,
    Field,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Value,
)


def paragraph(text: str = "Text") -> Paragraph:
    return Paragraph((Text(text),))


def table(cell: Any = "1", **named: Any) -> Table:
    return Table("t", named.pop("caption", ""), "d", (Column("a", "A"), Column("b", "B")), (Row(("x", cell)),), **named)


def tags(written: Any) -> list[str]:
    return written.values(".//w:sdt/w:sdtPr/w:tag")


def test_a_field_is_a_control_with_its_name_and_pointer(write):
    """What someone changes in Word can be traced back to the YAML."""
    written = write(Field("/anlass", "Anlass der Vorlage", (paragraph("a"), paragraph("b"))))
    (control,) = written.body.findall(qn("w:sdt"))
    assert tags(written) == ["/anlass"] and written.values(".//w:sdtPr/w:alias") == ["Anlass der Vorlage"]
    assert [t.text for t in control.iter(qn("w:t"))] == ["a", "b"]


def test_a_line_with_a_figure_in_it_has_no_control(write):
    """Each half would pretend to be the whole field."""
    line = (Value("Stellen (", "/titel"), Value("Baustein 2", "=baustein_2"), Value(")", "/titel"))
    written = write(Heading(1, line), Heading(1, (Value("Ziele", "/ziele"),)))
    assert tags(written) == ["/ziele"]


def test_long_names_are_shortened_and_long_pointers_have_no_control(write):
    """Word allows 64 letters each; half a pointer would lead nowhere."""
    written = write(Field("/a", "n" * 99, (paragraph(),)), Field("/" + "a" * 64, "lang", (paragraph("b"),)))
    (alias,) = written.values(".//w:sdtPr/w:alias")
    assert len(alias) == 64 and tags(written) == ["/a"]
    assert "b" in [p.text for p in written.document.paragraphs]


def test_no_control_is_empty(write):
    """Word would call the file damaged."""
    written = write(Field("/leer", "Leer", ()), Paragraph((Value("", "/ort"),)))
    assert not written.body.xpath(".//w:sdt")


@pytest.mark.parametrize("blocks", [(paragraph(),), (table(),), (paragraph(), table(caption="K"))])
def test_a_document_may_end_in_a_control(write, blocks):
    """Behind a table a paragraph without height, in the control, so that nothing is left over outside."""
    written = write(Field("/anlass", "Anlass", blocks))
    assert [child.tag for child in written.body][-2:] == [qn("w:sdt"), qn("w:sectPr")]
    assert list(written.body.iter(qn("w:tbl"), qn("w:p")))[-1].tag == qn("w:p")


def test_a_value_never_holds_the_end_of_a_section(write):
    """LibreOffice would join it with the next page."""
    written = write(Section((Paragraph((Value("x", "/ort"),)),), landscape=True), paragraph())
    (carrier,) = written.body.xpath(".//w:p[w:pPr/w:sectPr]")
    assert not carrier.findall(qn("w:sdt"))


@pytest.mark.parametrize("blocks", [(paragraph(),), (table(),), (paragraph(), table(caption="K"))])
def test_a_field_never_holds_the_end_of_a_section(write, blocks):
    """The section would end with the field when someone deletes it."""
    written = write(Section((Field("/anlass", "Anlass", blocks),), landscape=True), paragraph())
    (carrier,) = written.body.xpath(".//w:p[w:pPr/w:sectPr]")
    assert carrier.getparent().tag == qn("w:body") and len(written.document.sections) == 2


def test_a_field_in_a_list_item_carries_the_bullet(write):
    """The control must not cost the item its mark."""
    written = write(List((ListItem((Field("/a", "A", (paragraph("eins"), paragraph("zwei"))),)),)))
    styles = written.values(".//w:sdt//w:pStyle")
    assert styles == ["ListBullet", "ListContinue"]


def test_values_are_controls_for_text(write):
    """Only what comes from an authored field; figures are computed."""
    values = (Value("12", "/nummer"), Text("; "), Value("5 Euro", "=summe"), Value("x"), Value("a\nb", "/anschrift"))
    written = write(Paragraph(values))
    assert tags(written) == ["/nummer", "/anschrift"]
    kinds = [kind.get(qn("w:multiLine")) for kind in written.body.xpath(".//w:sdtPr/w:text")]
    assert kinds == [None, "1"]
    assert "".join(t.text for t in written.body.iter(qn("w:t"))) == "Titel12; 5 Euroxab"


def test_generated_tables_are_locked_and_their_captions_are_not(write):
    """A sum that someone typed into would no longer be one; the number above must still be updated."""
    written = write(table(caption="Kosten", number="1", pointer="/kosten"), table(caption="Andere", number="2"))
    assert written.values(".//w:sdtPr/w:lock") == ["sdtContentLocked"] * 2 and tags(written) == ["/kosten", "t"]
    for control in written.body.findall(qn("w:sdt")):
        assert control.find(qn("w:sdtContent"))[0].tag == qn("w:tbl") and "Tabelle" not in "".join(control.itertext())


def test_facts_can_be_changed_where_they_stand(write):
    """Their values are controls; those of a generated table are not, because nobody could use them."""
    cell = (Value("12", "/nummer"),)
    assert tags(write(table(cell, role="tabelle_angaben"))) == ["/nummer"]
    assert tags(write(table(cell))) == ["t"]


def test_every_control_has_a_number_of_its_own(write):
    """Word wants them unique, and the same paper the same ones."""
    blocks = [Field("/a", "A", (Paragraph((Value("x", "/a/b"),)), table()))] * 3
    idents = write(*blocks).values(".//w:sdtPr/w:id")
    assert len(idents) == 9 and len(set(idents)) == 9 and idents == write(*blocks).values(".//w:sdtPr/w:id")


def test_marked_text_keeps_its_letters_in_every_program(write):
    """LibreOffice makes the text of a plain-text control plain; bold values stand in one that may hold formats."""
    written = write(Paragraph((Value("mager", "/a"), Strong((Value("fett", "/b"),)))))
    properties = {tag.get(qn("w:val")): tag.getparent() for tag in written.body.iter(qn("w:tag"))}
    assert properties["/a"].find(qn("w:text")) is not None and properties["/b"].find(qn("w:text")) is None
