"""Content controls in the text: authored fields can be found again, generated tables cannot be typed into."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from vorlagenwerk.data.tree import (
    Column,
    Fact,
    Field,
    Heading,
    Link,
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
from vorlagenwerk.writers.docx import controls


def paragraph(text: str = "Text") -> Paragraph:
    return Paragraph((Text(text),))


def table(cell: Any = "1", **named: Any) -> Table:
    return Table("t", named.pop("caption", ""), "d", (Column("a", "A"), Column("b", "B")), (Row(("x", cell)),), **named)


def tags(written: Any) -> list[str]:
    return written.values(".//w:sdt/w:sdtPr/w:tag")


def tag_of(property_: Any) -> str:
    """The tag of the control that a property belongs to."""
    return property_.getparent().find(qn("w:tag")).get(qn("w:val"))


def test_a_field_is_a_control_with_its_name_and_pointer(write):
    """What someone changes in Word can be traced back to the YAML."""
    written = write(Field("/anlass", "Anlass der Vorlage", (paragraph("a"), paragraph("b"))))
    (control,) = written.body.findall(qn("w:sdt"))
    assert tags(written) == ["/anlass"] and written.values(".//w:sdtPr/w:alias") == ["Anlass der Vorlage"]
    assert [t.text for t in control.iter(qn("w:t"))] == ["a", "b"]


LINE = (Value("Stellen (", "/titel"), Value("Baustein 2", "=baustein_2"), Value(")", "/titel"))
AUTHORED = (("/titel", "Stellen ({{ baustein_2 | gross }})"), ("/nummer", "12"), ("/anschrift", "a\nb"))


def test_a_field_with_figures_is_one_control_and_the_figures_in_it_are_locked(write):
    """Its words can be changed in Word; what is computed cannot."""
    written = write(Heading(1, (*LINE, *LINE)), authored=AUTHORED)
    outer, *_ = controls = written.body.xpath("./w:p/w:sdt")
    assert len(controls) == 2 and tags(written) == ["/titel", "=baustein_2"] * 2
    assert "".join(t.text for t in outer.iter(qn("w:t"))) == "Stellen (Baustein 2)"
    assert [tag_of(lock) for lock in written.body.iter(qn("w:lock"))] == ["=baustein_2"] * 2


@pytest.mark.parametrize(
    "line", [LINE[:2], (*LINE[:1], Text(", "), *LINE[1:]), (Value("STELLEN", "/titel"), *LINE[1:])]
)
def test_a_part_of_a_field_with_figures_is_locked(write, line):
    """What is not the field as it was written must not come back as the field."""
    written = write(Paragraph(line), authored=AUTHORED)
    assert len(written.body.xpath(".//w:lock")) == len(tags(written))


def test_a_value_in_other_words_is_locked(write):
    """A date is entered as 2026-06-18; only what stands in the content like this may be typed into."""
    values = (Value("18. Juni 2026", "/tag"), Text(", "), Value("Amt\u00a01", "/stelle"), Value("x", "/unbekannt"))
    written = write(Paragraph(values), authored=(("/tag", "2026-06-18"), ("/stelle", "Amt 1")))
    assert tags(written) == ["/tag", "/stelle", "/unbekannt"]
    locks = {tag_of(lock): lock.get(qn("w:val")) for lock in written.body.iter(qn("w:lock"))}
    assert locks == {"/tag": "contentLocked", "/unbekannt": "contentLocked"}


def test_a_figure_is_locked_wherever_it_stands(write):
    """In a text that somebody typed, too: Word shows what may be changed there."""
    for name in ("=anzahl", "=" + "a" * 64):
        written = write(Field("/text", "Text", (Paragraph((Text("Es sind "), Value("5", name), Text(" Stück."))),)))
        (lock,) = written.body.iter(qn("w:lock"))
        assert [t.text for t in lock.getparent().getparent().iter(qn("w:t"))] == ["5"]
        assert tags(written) == ["/text", name][: 1 + (len(name) <= 64)]


def test_the_words_of_a_link_can_be_changed(write):
    """An address that is a field is a control inside the link."""
    written = write(Paragraph((Link("mailto:a@b.example", (Value("a@b.example", "/email"),)),)))
    assert written.body.xpath(".//w:hyperlink/w:sdt") and tags(written) == ["/email"]


def test_the_title_names_the_fields_in_it(write):
    """In the paragraph at the head, with or without a cover; without fields it is plain text."""
    fact = Fact("dokument.titel", (Text("Vorlage "), Value("12", "/nummer")))
    for cover in ((), (paragraph(),)):
        written = write(paragraph(), title="Vorlage 12", facts=(fact,), authored=AUTHORED, cover=cover)
        assert tags(written) == ["/nummer"] and written.document.paragraphs[0].style.name.startswith("Tit")
    assert tags(write(paragraph(), title="Vorlage 12")) == []


def test_long_names_are_shortened_and_pointers_that_stay_too_long_have_no_control(write):
    """Word allows 64 letters each; half a pointer would lead nowhere."""
    written = write(Field("/a", "n" * 99, (paragraph(),)), Field("/" + "a" * 64, "lang", (paragraph("b"),)))
    (alias,) = written.values(".//w:sdtPr/w:alias")
    assert len(alias) == 64 and tags(written) == ["/a"]
    assert "b" in [p.text for p in written.document.paragraphs]


@pytest.mark.parametrize(
    "pointer",
    [
        "/titel",
        "=anzahl",
        "/muster/1" + "/abschnitte/0" * 5 + "/text",
        "/massnahmen/11/massnahmen/11/massnahmen/2/kostengruppen/2/betrag_in_euro",
    ],
)
def test_a_shortened_tag_leads_back_to_its_field(pointer):
    """Whoever reads a changed file needs nothing but the tag; numbers are never left out."""
    tag = controls.tag_of(pointer)
    assert 0 < len(tag) <= controls.LONGEST and controls.pointer_of(tag) == pointer


def test_a_long_pointer_says_each_name_once(write):
    """Deep sections repeat the same name over and over."""
    deep = "/gliederung/1" + "/abschnitte/0" * 4 + "/titel"
    table = Table("t", "", "d", (Column("a", "A"),), (Row(("x",)),), pointer=deep.replace("titel", "liste"))
    written = write(Field(deep, "Titel", (paragraph(),)), Heading(1, (Value("x", deep),)), table)
    short = "/gliederung/1/abschnitte/0/*/0/*/0/*/0/"
    assert len(deep) > 64 and tags(written) == [short + "titel", short + "titel", short + "liste"]


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
    """Only what may be changed; what has no place in the content has no control."""
    values = (Value("12", "/nummer"), Text("; "), Value("5 Euro", "=summe"), Value("x"), Value("a\nb", "/anschrift"))
    written = write(Paragraph(values), authored=AUTHORED)
    assert tags(written) == ["/nummer", "=summe", "/anschrift"]
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
    authored = (("/a", "mager"), ("/b", "fett"))
    written = write(Paragraph((Value("mager", "/a"), Strong((Value("fett", "/b"),)))), authored=authored)
    properties = {tag.get(qn("w:val")): tag.getparent() for tag in written.body.iter(qn("w:tag"))}
    assert properties["/a"].find(qn("w:text")) is not None and properties["/b"].find(qn("w:text")) is None
