"""Contents, footnotes, pictures, page references, foreign words, fields, covers, sheets."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest

from vorlagenwerk.basics.typesetting.look import ParagraphLook, Stroke
from vorlagenwerk.data.tree import (
    Column,
    Contents,
    Document,
    Field,
    Foreign,
    Heading,
    Image,
    List,
    ListItem,
    Note,
    PageReference,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
    Text,
)
from vorlagenwerk.writers.pdf import write_pdf

WORDS = (Text("Der Rat tagt."),)
FRAME = (("dokument.absender", "Stadt Musterstadt"), ("dokument.kurztitel", "Vorlage 7"))
TABLE = Table("t", "Kosten", "", (Column("a", "A"), Column("b", "B")), (Row(("1", "2")),), number="1")


def png(width: int, height: int) -> bytes:
    """A red picture."""
    rows = b"".join(b"\0" + b"\xc8\x1e\x1e" * width for _ in range(height))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)))
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


RED = Image("png", png(40, 20), 4000, 2000)


def width_of(figure) -> float:
    """The width of a figure on paper in points."""
    left, _, right, _ = figure.attributes["/BBox"]
    return float(right - left)


def test_contents_list_headings_down_to_their_depth(write):
    """Links with numbers and pages; the list's title is a paragraph, not a heading."""
    written = write(
        Contents("inhalt", "Inhalt", 1),
        Heading(1, (Text("Lage"),), number="1", numbered=True),
        Heading(2, (Text("Ort"),)),
        Section((Heading(1, (Text("Ziel"),)),)),
    )
    entries = written.tags.all("TOCI")
    assert [(entry.text[:5].rstrip(), entry.text[-1]) for entry in entries] == [("1Lage", "1"), ("Ziel", "2")]
    assert all(entry.all("Link") for entry in entries)
    assert [tag.text for tag in written.tags.all("P")] == ["Inhalt"]
    assert "Inhalt" not in [tag.text for tag in written.tags.all("H1")]


def test_contents_list_tables_and_pictures_with_a_caption(write):
    """A line for each printed part; what has no caption is in no list."""
    split = Table("s", "Plan", "", (Column("a", "A"), Column("b", "B")), (), number="2", split=((0,), (1,)))
    picture = Picture("p", "Aufbau", "Drei Kästen", RED, number="1")
    written = write(
        Contents("tabellen", "Tabellen"),
        Contents("abbildungen", ""),
        TABLE,
        split,
        picture,
        Picture("", "", "Wappen", RED),
        Heading(1, WORDS),
    )
    assert [entry.text.partition("  ")[0] for entry in written.tags.all("TOCI")] == [
        "Tabelle 1: Kosten",
        "Tabelle 2a: Plan (Teil 1 von 2)",
        "Tabelle 2b: Plan (Teil 2 von 2)",
        "Abbildung 1: Aufbau",
    ]


def test_contents_without_entries_are_left_out(write):
    """No title above nothing."""
    assert not write(Contents("abbildungen", "Abbildungen"), Heading(1, WORDS)).tags.all("P", "TOC")


def test_footnotes_stand_at_the_foot_with_their_number(write):
    """In text, lists and cells; marks and notes lead to each other."""
    cell = (Text("Hamm"), Note((Text("Kreisfrei."),), "3"))
    written = write(
        Paragraph((*WORDS, Note((Text("Am Montag."),), "1"))),
        List((ListItem((Paragraph((Text("a"), Note((Text("Liste."),), "2"))),)),)),
        Table("", "", "", (Column("a", "A"), Column("b", "B")), (Row((cell, "2")),)),
    )
    notes = written.tags.all("Note")
    assert [note.text.split() for note in notes] == [["1Am", "Montag."], ["2Liste."], ["3Kreisfrei."]]
    assert all(note.ident and note.all("Lbl") for note in notes)
    assert [len(tag.all("Note")) for tag in written.tags.all("LBody", "TH")] == [1, 0, 0, 1]


def test_a_footnote_in_a_heading_is_not_repeated_in_contents(write):
    """The list of contents shows the heading's words alone."""
    heading = Heading(1, (Text("Lage"), Note((Text("Stand 2026."),), "1")))
    written = write(Contents("inhalt", "Inhalt"), heading)
    assert len(written.tags.all("Note")) == 1 and not written.tags.all("TOC")[0].all("Note")
    assert str(written.pdf.Root.Outlines.First.Title) == "Lage"


def test_a_footnote_of_a_key_column_is_written_once(write):
    """Its column stands in every part; the mark is repeated, the note is not."""
    cell = (Text("Hamm"), Note((Text("Kreisfrei."),), "1"))
    columns = (Column("a", "A", "A", is_key=True), Column("b", "B", "B"), Column("c", "C", "C"))
    written = write(Table("", "T", "", columns, (Row((cell, "1", "2")),), split=((0, 1), (0, 2)), number="1"))
    assert len(written.tags.all("Note")) == 1
    assert [table.text.count("Hamm1") for table in written.tags.all("Table")] == [1, 1]


def test_notes_of_one_number_are_all_printed(write):
    """What should not be numbered twice must not vanish either."""
    first, second = (Note((Text(words),), "1") for words in ("Hier.", "Dort."))
    written = write(Paragraph((Text("a"), first, Text("b"), second)))
    assert [tag.text for tag in written.tags.all("Note", "FENote")] == ["1Hier.", "1Dort."]


def test_a_picture_has_its_description_and_its_caption(write):
    """The natural size unless a share of the text's width is wished for; never wider than the text."""
    written = write(
        Picture("p", "Aufbau", "Drei Kästen", RED, number="1"),
        Picture("", "", "Wappen", RED, share=50),
        Picture("", "", "Plan", Image("png", RED.data, 40_000, 20_000)),
        Paragraph((PageReference("p", (Text("Abbildung 1"),)),)),
    )
    figures = written.tags.all("Figure")
    assert [round(width_of(figure)) for figure in figures] == [200, 234, 468]
    assert [tag.text for tag in written.tags.all("Caption")] == ["Abbildung 1: Aufbau"]
    assert [figure.alternative for figure in figures] == ["Drei Kästen", "Wappen", "Plan"]


def test_a_drawing_stays_vectors(write):
    """Sharp at any size; its letters are those of the shipped fonts."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="100pt" viewBox="0 0 200 100" '
        b'font-family="Liberation Sans"><rect width="90" height="40"/><text x="9" y="70">Amt</text></svg>'
    )
    written = write(Picture("", "", "Ein Kasten", Image("svg", svg, 4000, 2000)))
    (figure,) = written.tags.all("Figure")
    assert (round(width_of(figure)), figure.alternative) == (200, "Ein Kasten")
    assert b"/Subtype /Image" not in written.data and b"LiberationSans" in written.data


def test_the_same_picture_is_stored_once(write):
    """A logo on every page must not make the file heavy."""
    once, twice = (len(write(*[Picture("", "", "Logo", RED)] * count).data) for count in (1, 2))
    assert twice - once < 1500


def test_page_references_show_the_page(write):
    """Typst counts the pages; a dead reference leaves its words."""
    written = write(
        Paragraph((PageReference("ziel", (Text("Ziffer 1"),)), PageReference("fehlt", (Text("nirgends"),)))),
        Section((Heading(1, (Text("Ziel"),), "ziel"),)),
    )
    assert [tag.text for tag in written.tags.all("Link")] == ["Seite 2"]
    assert "nirgends" in written.tags.text


@pytest.mark.parametrize(("tag", "said"), [("en", ["en"]), ("en-GB", ["en-GB"]), ("zh-Hans-CN", ["zh-CN"]), ("?", [])])
def test_foreign_words_name_their_language(write, tag, said):
    """Screen readers pronounce them by it; a tag that names no language leaves the words."""
    written = write(Paragraph((Text("Das "), Foreign(tag, (Text("framework"),)))))
    assert [paragraph.text for paragraph in written.tags.all("P")] == ["Das framework"]
    assert written.languages() == said


def test_fields_are_their_blocks(write):
    """The frame around an authored field leaves no trace on paper."""
    plain = write(Paragraph(WORDS), Heading(1, WORDS))
    assert write(Field("/x", "Lage", (Paragraph(WORDS), Heading(1, WORDS)))).data == plain.data


def test_roles_have_their_own_look(look):
    """Font, colour, alignment and rules of a style reach the page; nothing of it changes the tags."""
    loud = ParagraphLook(
        20, font="DejaVu Sans Mono", align="mitte", first_line=-10, left=20, above=Stroke(1, 2), frame=Stroke(1, 3)
    )
    out = io.BytesIO()
    document = Document("Titel", (Paragraph(WORDS, "hinweis"),))
    assert write_pdf(document, look._replace(roles={**look.roles, "hinweis": loud}), out) == []
    with pikepdf.open(out) as pdf:
        fonts = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert "DejaVuSansMono" in fonts


def test_decisions_in_a_row_share_their_bar(write):
    """As in Word: one bar beside both, and two paragraphs for those who listen."""

    def bars(*blocks):
        written = write(*blocks)
        stream = pikepdf.parse_content_stream(written.pdf.pages[0])
        return sum(str(name) in ("S", "f", "f*") for _, name in stream), written.tags.outline()

    one, two = (Paragraph((Text(words),), "beschlussvorschlag") for words in ("Erstens", "Zweitens"))
    alone, _ = bars(one)
    together, outline = bars(one, two)
    apart, _ = bars(one, Paragraph(WORDS), two)
    assert together == alone < apart and outline.count("P") == bars(one, Paragraph(WORDS))[1].count("P")


def changed(look, role, **said):
    """The look with another style of one role."""
    return look._replace(roles={**look.roles, role: look.role(role)._replace(**said)})


def test_lines_that_word_keeps_together_share_a_page(write):
    """A note goes to the next page as a whole; one longer than a page is printed to its end."""
    for above in range(30, 36):
        written = write(*[Paragraph(WORDS)] * above, Paragraph((Text("Hinweis " * 60),), "hinweis"))
        pages = [written.page_text(number).count("Hinweis") for number in range(len(written.pdf.pages))]
        assert 60 in pages
    long = write(Paragraph((Text("Hinweis " * 1500),), "hinweis"))
    assert long.tags.text.count("Hinweis") == 1500 and len(long.pdf.pages) > 1


def test_the_larger_space_between_paragraphs_counts(write, look):
    """Word does not add the space after one and before the next."""

    def places(after):
        written = write(Paragraph(WORDS), Heading(1, WORDS), look=changed(look, "standard", after=after))
        stream = pikepdf.parse_content_stream(written.pdf.pages[0])
        return [list(map(float, said)) for said, name in stream if str(name) in ("cm", "Tm")]

    assert places(0) == places(12) != places(30)


def test_hyphenation_is_that_of_the_style(write, look):
    """„Silbentrennung unterdrücken“ leaves the words of its paragraphs whole."""
    words = Paragraph((Text("Verwaltungsvorschriften der Gebäudewirtschaftsbetriebe " * 30),), "hinweis")
    assert "schriften" in write(words).page_text(0)
    whole = write(words, look=changed(look, "hinweis", hyphenated=False))
    assert whole.tags.text.count("\xad") == 0 < write(words).tags.text.count("\xad")


def test_a_cover_is_a_page_of_its_own(write):
    """With letterhead and title, without running header and footer; the text begins on page 2."""
    cover = (
        Paragraph((Text("Entwurf"),), "deckblatt_untertitel"),
        Paragraph((Text("März 2026"),), "deckblatt_angaben"),
    )
    written = write(Heading(1, (Text("Lage"),)), cover=cover, frame=FRAME)
    assert written.problems == [] and len(written.pdf.pages) == 2
    assert written.page_text(0) == "Stadt MusterstadtTitelEntwurfMärz 2026"
    assert "Seite 2 von 2" in written.page_text(1) and "Vorlage 7" in written.page_text(1)
    assert written.tags.text.count("Titel") == 1


def test_margins_are_those_of_word(write, look):
    """The gutter belongs to the left one; a negative one holds text and header where they are."""

    def first_words(**said):
        written = write(Paragraph(WORDS), look=look._replace(page=look.page._replace(**said)))
        places = (said for said, name in pikepdf.parse_content_stream(written.pdf.pages[0]) if str(name) == "cm")
        return next((float(said[4]), float(said[5])) for said in places if float(said[4]))

    left, height = first_words()
    assert first_words(gutter=200) == (left + 10, height)
    assert first_words(top=-look.page.top) == (left, height)


def test_sections_may_lie_on_a3(write):
    """The larger sheet, in landscape as well."""
    written = write(Section((Paragraph(WORDS),), landscape=True, paper="a3"), Section((TABLE,), paper="a3"))
    sizes = [[round(float(side)) for side in page.MediaBox[2:]] for page in written.pdf.pages]
    assert sizes == [[1191, 842], [842, 1191]]
