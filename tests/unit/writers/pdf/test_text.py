"""Title, headings, paragraphs, lists, quotations and inlines: the tags that a screen reader follows."""

from __future__ import annotations

import pikepdf
import pytest

from vorlagenwerk.data.tree import (
    Break,
    Code,
    Emphasis,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Reference,
    Section,
    Strong,
    Text,
    Value,
)

WORDS = (Text("Der Regionalrat tagt."),)


def item(*texts: str, below: List | None = None) -> ListItem:
    """A list item of paragraphs and perhaps a list below."""
    return ListItem((*(Paragraph((Text(text),)) for text in texts), *([below] if below else [])))


def test_properties_name_the_paper_and_hold_no_date(write):
    """Title, author, subject and language; no time of day, since equal papers have equal bytes."""
    pdf = write(Paragraph(WORDS), title="Vorlage 1", author="Stadt, Kreis", subject="Haushalt").pdf
    assert str(pdf.Root.Lang) == "de-DE" and pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo.Title) == "Vorlage 1" and str(pdf.docinfo.Author) == "Stadt, Kreis"
    assert "/CreationDate" not in pdf.docinfo and "/ModDate" not in pdf.docinfo
    metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "Haushalt" in metadata and "xmp:CreateDate" not in metadata
    assert "<pdfuaid:part>1<" in metadata and "<pdfaid:conformance>A<" in metadata


def test_the_same_document_gives_the_same_bytes(write):
    """Nothing but document and look decides."""
    blocks = (Heading(1, WORDS, "a"), Paragraph(WORDS))
    assert write(*blocks).data == write(*blocks).data


def test_headings_begin_at_level_1_and_carry_their_number(write):
    """The number belongs to the heading's text and to the bookmark."""
    written = write(Heading(1, (Text("A"),)), Heading(2, (Text("B"),), number="4.1", numbered=True))
    assert [(tag.name, tag.text) for tag in written.tags.all("Title", "H1", "H2")] == [
        ("Title", "Titel"), ("H1", "A"), ("H2", "4.1B"),
    ]  # fmt: skip
    first = written.pdf.Root.Outlines.First
    assert str(first.Title) == "A" and str(first.First.Title) == "4.1 B"


def test_a_paper_without_headings_has_its_title_as_heading(write):
    """Otherwise nobody could jump to its beginning."""
    assert [tag.text for tag in write(Paragraph(WORDS)).tags.all("H1")] == ["Titel"]


def test_levels_that_jump_are_closed_up(write):
    """The jump is a finding of the accessibility check; the file is written nevertheless."""
    written = write(Heading(2, (Text("A"),)), Heading(4, (Text("B"),)))
    assert [tag.name for tag in written.tags.all("H1", "H2", "H3", "H4")] == ["H1", "H2"]


@pytest.mark.parametrize("role", ["standard", "hinweis", "beschlussvorschlag", "quelle", "untertitel", "zitat"])
def test_every_role_is_one_paragraph(write, role):
    """Boxes and bars are decoration."""
    written = write(Heading(1, WORDS), Paragraph(WORDS, role))
    assert written.problems == []
    assert [tag.text for tag in written.tags.all("P")] == ["Der Regionalrat tagt."]


def test_an_unknown_role_is_a_finding(write):
    """The text appears, and the finding names the roles that there are."""
    written = write(Paragraph(WORDS, "merksatz"), Paragraph(WORDS, "merksatz"))
    (problem,) = written.problems
    assert problem.code == "PDF-603" and "„merksatz“" in problem.text and "hinweis" in problem.remedy
    assert [tag.text for tag in written.tags.all("P")] == ["Der Regionalrat tagt."] * 2


def test_lists_nest_and_count_from_their_start(write):
    """Numbers and bullets are labels, not text."""
    below = List((item("c"),))
    written = write(List((item("a", "b", below=below), item("d")), ordered=True, start=4))
    outer, inner = written.tags.all("L")
    assert [tag.text for tag in outer.all("Lbl")] == ["4.", "–", "5."]
    # a list below an item follows it inside the outer list, as ISO 32000 has it
    assert outer.outline() == "L(LI(Lbl LBody(P P)) L(LI(Lbl LBody(P))) LI(Lbl LBody(P)))"
    assert inner.text == "–c"


def test_quotations_hold_blocks(write):
    """Paragraphs and lists inside a quotation stay what they are."""
    written = write(Quote((Paragraph(WORDS), List((item("a"),)))))
    (quotation,) = written.tags.all("BlockQuote")
    assert quotation.outline() == "BlockQuote(P L(LI(Lbl LBody(P))))"


def test_inlines_keep_their_meaning(write):
    """Strong, emphasis, code, a break, and a value among them."""
    line = (
        Text("a"), Strong((Text("b"), Emphasis((Text("c"),)))), Code("d{}"), Break(), Value("5\u00a0€", "/x"),
    )  # fmt: skip
    (paragraph,) = write(Paragraph(line)).tags.all("P")
    assert paragraph.text == "abcd{}5\u00a0€"
    assert {tag.text for tag in paragraph.all("Strong")} == {"b", "c"}
    assert [(tag.name, tag.text) for tag in paragraph.all("Em", "Code")] == [("Em", "c"), ("Code", "d{}")]


def test_links_and_references(write):
    """Out of the paper by address, inside it to a place; a dead reference leaves its words."""
    written = write(
        Paragraph((Link('https://www.nrw.de/a?b=1&c="', (Text("Land"),)), Reference("ziel", (Text("Ziffer 1"),)))),
        Paragraph((Reference("fehlt", (Text("nirgends"),)),)),
        Section((Heading(1, (Text("Ziel"),), "ziel"),), landscape=True),
    )
    assert [tag.text for tag in written.tags.all("Link")] == ["Land", "Ziffer 1"]
    out, inside = written.pdf.pages[0].Annots
    assert str(out.A.URI) == 'https://www.nrw.de/a?b=1&c="'
    targets = pikepdf.NameTree(written.pdf.Root.Names.Dests)
    assert targets[str(inside.Dest)][0].objgen == written.pdf.pages[1].objgen
    assert "nirgends" in written.tags.text


def test_sections_turn_the_paper_and_keep_header_and_footer(write):
    """The first page has the letterhead, every other page the running header; both sorts count their pages."""
    frame = (
        ("dokument.absender", "Stadt Werne"), ("dokument.kurztitel", "Vorlage 7"), ("dokument.kontakt", "Tel. 1"),
    )  # fmt: skip
    written = write(
        Paragraph(WORDS), Section((Paragraph(WORDS),), landscape=True), Section((Paragraph(WORDS),)), frame=frame
    )
    boxes = [[float(x) for x in page.MediaBox][2:] for page in written.pdf.pages]
    assert [width > height for width, height in boxes] == [False, True, False]
    assert [tag.text for tag in written.tags.all("P")][:2] == ["Stadt Werne", "Tel. 1"]
    assert [written.page_text(n)[: len("Stadt WerneVorlage 7")] for n in (1, 2)] == ["Stadt WerneVorlage 7"] * 2
    assert "Seite 2 von 3" in written.page_text(1) and "Seite 2 von 3" not in written.tags.text


def test_an_empty_document_is_a_page_with_a_title(write):
    """No blocks at all are no reason to fail."""
    assert len(write().pdf.pages) == 1
