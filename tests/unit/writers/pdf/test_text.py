"""Title, headings, paragraphs, lists, quotations and inlines: the tags that a screen reader follows."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest

from vorlagenwerk.data.tree import (
    Break,
    Code,
    Document,
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
from vorlagenwerk.writers.pdf.prelude import prelude

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


def test_a_call_out_holds_blocks(write):
    """Its box is decoration: paragraphs, lists and quotations in it stay what they are."""
    inside = (Paragraph(WORDS), List((item("a", below=List((item("b"),))),)), Quote((Paragraph(WORDS),)))
    written = write(Heading(1, WORDS), Quote(inside, "hinweis"), Paragraph((Text("Ende"),)))
    assert written.problems == []
    assert written.tags.all("L")[0].outline().startswith("L(LI(Lbl LBody(P)")
    assert [tag.text for tag in written.tags.all("P")][-1] == "Ende" and len(written.tags.all("BlockQuote")) == 1


def test_an_unknown_role_of_a_call_out_is_a_finding(write):
    """What it holds appears as running text."""
    written = write(Heading(1, WORDS), Quote((Paragraph(WORDS), List((item("a"),))), "merksatz"))
    assert [problem.code for problem in written.problems] == ["PDF-603"]
    assert [tag.text for tag in written.tags.all("P")] == ["Der Regionalrat tagt.", "a"]


@pytest.mark.parametrize(("count", "pages"), [(4, {2}), (60, {1, 2, 3})])
def test_a_short_call_out_stays_on_one_page_and_a_long_one_breaks(write, count, pages):
    """Half of a box at the foot of a page looks like an accident."""
    before = [Paragraph((Text(f"Absatz {number}"),)) for number in range(29)]
    box = Quote((Paragraph((Text("Anfang"),)), List(tuple(item("Punkt") for _ in range(count)))), "hinweis")
    written = write(Heading(1, WORDS), *before, box)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written.data)]
    assert {number for number, text in enumerate(texts, 1) if "Anfang" in text or "Punkt" in text} == pages


def test_wide_numbers_have_room(write):
    """Numbers of many digits and doubled letters end before their text begins."""
    below = List(tuple(item("x") for _ in range(28)), ordered=True)
    deeper = List((ListItem((Paragraph(WORDS), below)),), ordered=True)
    written = write(Heading(1, WORDS), List(tuple(item("x") for _ in range(5)), ordered=True, start=99998), deeper)
    labels = [tag.text for tag in written.tags.all("Lbl")]
    assert labels[:3] == ["99998.", "99999.", "100000."] and labels[-1] == "bb)"
    page = pypdfium2.PdfDocument(written.data)[0].get_textpage()
    letters = [(page.get_text_range(at, 1), page.get_charbox(at)) for at in range(page.count_chars())]
    (first, *_) = [box for letter, box in letters if letter == "x"]
    ends = [box for letter, box in letters if letter in "9." and abs(box[1] - first[1]) < 1]
    assert ends and max(box[2] for box in ends) < first[0]


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


def test_rules_are_those_of_what_the_paper_has(look):
    """Every cell of a long table asks all rules, so none is there for headings or contents that nobody wrote."""
    shallow = Document("Titel", (Heading(2, (Text("A"),)),))
    assert "level:2)" in prelude(shallow, look, {}) and "level:3)" not in prelude(shallow, look, {})
    assert "outline.entry" not in prelude(shallow, look, {})
    assert "outline.entry" in prelude(shallow, look, {"inhaltsverzeichnis": None})
