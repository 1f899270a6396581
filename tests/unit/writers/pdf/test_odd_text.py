"""Texts that break writers: mark-up, odd characters, everything in every place."""

from __future__ import annotations

import random
from pathlib import Path

import pypdfium2
import pytest

from vorlagenwerk.data.tree import (
    Code,
    Column,
    Heading,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Table,
    Text,
    Value,
)

ODD = [
    '#panic("x")',
    '"); #panic("x") //',
    '\\" \\u{41} \\n \\',
    "= Titel",
    "- a",
    "1. a",
    "/ a: b",
    "$x^2$ `y` *z* _w_ <v> @u ~ -- --- ... [t] ]",
    "https://www.nrw.de // Kommentar /* noch einer */",
    "#{ [ ( ] ) }",
    "%s {0} {{ x }}",
    "  zwei  Blanke  ",
    "ﬁ Ligatur, ä zerlegt",
    "'einfach' \"doppelt\" „deutsch“",
    "☐ offen ☒ erledigt ✓",
]
SIGNS = "ab Z9äß.,:;\"'\\#$*_`<>@[]{}()~=/+-^&%|!? \u00a0–€"


def everywhere(text: str) -> tuple:
    """Blocks with the text in every place."""
    columns = (Column("a", text), Column("b", "B", text[:3]))
    rows = (Row((text, text)), Row(((Value(text),), "x")), Row((text, text), kind="summe"))
    return (
        Heading(1, (Text(text),), text, number=text[:5]),
        Paragraph((Text(text), Link("https://nrw.de/?" + text, (Text(text),)))),
        List((ListItem((Paragraph((Text(text),)),)),)),
        Quote((Paragraph((Value(text),)),)),
        Paragraph((Code(text),), "hinweis"),
        Table(text, text, text, columns, rows, number="1"),
    )


def squeezed(text: str) -> str:
    """The letters alone: a line's end takes blanks away and may bring a soft hyphen."""
    return "".join(text.replace("\xad", "").split())


def shape(written) -> str:
    """The tags without their texts."""
    return written.tags.outline()


@pytest.mark.parametrize("text", ODD)
def test_a_text_arrives_as_it_was_written_and_changes_no_tag(write, text):
    """No content can become mark-up, in no place of the document."""
    frame = tuple((f"dokument.{name}", text) for name in ("absender", "stelle", "kontakt", "kurztitel"))
    written = write(*everywhere(text), title=text, author=text, subject=text, frame=frame)
    assert written.problems == []
    assert str(written.pdf.docinfo.Title) == " ".join(text.split()) and str(written.pdf.docinfo.Author) == text
    texts = [squeezed(tag.text) for tag in written.tags.all("P", "BlockQuote", "TD", "Code", "Link")]
    assert set(texts) <= {squeezed(text), squeezed(text * 2), "x"} and len(texts) >= 8
    plain = write(*everywhere("Wort"), title="Wort", frame=tuple((name, "Wort") for name, _ in frame))
    assert shape(written) == shape(plain)


def test_random_signs_arrive_too(write):
    """A few hundred texts of signs that mean something to somebody, read back letter by letter."""
    pick = random.Random(1)
    texts = ["x" + "".join(pick.choices(SIGNS, k=pick.randint(1, 30))) + "x" for _ in range(300)]
    columns = (Column("a", "A"), Column("b", "B"))
    rows = tuple(Row((text, (Text(text),))) for text in texts)
    written = write(*(Paragraph((Text(text),)) for text in texts), Table("", "", "", columns, rows))
    found = [squeezed(tag.text) for tag in written.tags.all("P")]
    assert found == [squeezed(text) for text in texts]
    cells = [squeezed(tag.text) for row in written.tags.all("TR")[1:] for tag in row.kids]
    assert cells == [squeezed(text) for text in texts for _ in range(2)]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\x7f", "\x85", "\ufffe", "\ud800"])
def test_characters_that_nobody_can_print_become_visible(write, sign):
    """The loader refuses them; should one slip through, the file is written and shows the damage."""
    written = write(Paragraph((Text(f"a{sign}b"),)), Table("", "", "", (Column("a", "A"),), (Row((f"a{sign}b",)),)))
    assert [tag.text for tag in written.tags.all("P", "TH")] == ["a\ufffdb", "A", "a\ufffdb"]


def test_characters_without_a_glyph_are_a_finding(write):
    """PDF/UA forbids them; the paper appears nevertheless, and the finding names them."""
    table = Table("", "", "", (Column("a", "A"),), (Row(("z\U0001f600",)),))
    written = write(Paragraph((Text("a中b Ω"),)), table)
    (problem,) = written.problems
    assert problem.code == "PDF-601" and "„中“ (U+4E2D), „😀“ (U+1F600)" in problem.text
    assert [tag.text for tag in written.tags.all("P")] == ["a\ufffdb Ω"]
    assert written.tags.all("TH")[-1].text == "z\ufffd"


@pytest.mark.parametrize("word", ["x" * 400, "https://www.bezreg-arnsberg.nrw.de/" + "pfad/" * 60, "ü" * 90 + " kurz"])
def test_a_word_wider_than_the_page_is_broken(write, word):
    """It must neither run off the paper nor lose a letter."""
    columns = (Column("a", "A"), Column("b", "B"))
    written = write(Paragraph((Text(word),)), Table("", "", "", columns, (Row((word, "b")),)))
    assert written.tags.all("P")[0].text == word
    assert written.tags.all("TH")[2].text == word
    assert [tag.text for tag in write(Paragraph((Code(word),))).tags.all("Code")] == [word]


def test_line_feeds_are_line_breaks(write):
    """In cells and in running text, whoever wrote them."""
    written = write(Paragraph((Text("a\nb\r\nc"),)), Table("", "", "", (Column("a", "A"),), (Row(("d\ne",)),)))
    assert [tag.text.replace("\n", "") for tag in written.tags.all("P", "TH")] == ["abc", "A", "de"]


def test_what_has_no_words_is_left_out(write):
    """Headings, links and quotations without words would be announced as nothing; what they hold besides stays."""
    note = Note((Text("Fußnote"),), "1")
    written = write(
        Heading(1, (Text(" "),), "leer"),
        Heading(1, (note,)),
        Paragraph((Text("a"), Link("https://nrw.de/", ()), Reference("leer", (Text("Ziffer"),)))),
        Paragraph((Note((Link("https://nrw.de/", (Text("\xad"),)),), "2"),)),
        Quote((Paragraph(()),)),
    )
    assert written.problems == [] and not written.tags.all("BlockQuote")
    assert [tag.text for tag in written.tags.all("H1", "H2")] == []
    assert "1Fußnote" in written.tags.text and "aZiffer" in written.tags.text


def test_tables_stand_in_lists(write):
    """Their parts follow each other there, since a list cannot turn the page."""
    columns = (Column("a", "A"), Column("b", "B"))
    rows = tuple(Row((str(n), str(n))) for n in range(100))
    table = Table("", "T", "", columns, rows, split=((0,), (1,)), number="1")
    written = write(List((ListItem((table,)),)))
    assert written.problems == [] and len(written.tags.all("Table")) == 2


def test_rows_may_be_covered_as_a_whole(write):
    """Where every column is merged, equal rows are one."""
    columns = (Column("a", "A", merged=True), Column("b", "B", merged=True))
    rows = (Row((("x", (Text("y"),))[n > 1], "z")) for n in range(4))
    (table,) = write(Table("", "", "", columns, tuple(rows))).tags.all("Table")
    assert [cell.text for cell in table.all("TBody")[0].all("TH", "TD")] == ["x", "z", "y", "z"]


def test_what_cannot_be_set_is_a_finding_and_no_file(write, tmp_path: Path):
    """A paper without a title has no place in PDF/UA."""
    written = write(Heading(1, (Text("A"),)), title="")
    (problem,) = written.problems
    assert problem.code == "PDF-602" and written.data == b""


def test_a_role_that_nobody_describes_looks_like_running_text(look):
    """Also where a template describes nothing at all."""
    assert look.role("unbekannt") == look.role("standard")
    assert look._replace(roles={}).role("unbekannt").size > 0


def test_words_without_blanks_stay_on_the_page(write):
    """Code, numbers and addresses break where their line ends, in every place."""
    long = "AZ-2026/" + "0123456789" * 14
    line = (Code(long), Text(f" {long}"))
    table = Table("t", "", "Tabelle", (Column("a", "A"), Column("b", "B")), (Row((line, "x")),))
    blocks = (
        Heading(1, (Text(long),)),
        Paragraph((*line, Note(line))),
        List((ListItem((Paragraph(line), table)),)),
        Quote((Paragraph(line), table)),
        Paragraph(line, "hinweis"),
    )
    written = write(*blocks, title=long, frame=(("dokument.kurztitel", long), ("dokument.stelle", long)))
    document = pypdfium2.PdfDocument(written.data)
    for page in document:
        text = page.get_textpage()
        right = max(text.get_charbox(at)[2] for at in range(text.count_chars()))
        assert right < page.get_width() - 40
    assert written.problems == []
