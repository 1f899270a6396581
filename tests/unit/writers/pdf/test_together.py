"""What stays together at the foot of a page, and lists of contents."""

from __future__ import annotations

import pypdfium2
import pytest

from vorlagenwerk.data.tree import Column, Contents, Heading, Note, Paragraph, Row, Table, Text
from vorlagenwerk.writers.pdf.reading import words


def _after(written, title: str) -> list[str]:
    """The lines below this one on its page, without the page's foot."""
    for number in range(len(written.pdf.pages)):
        said = [line for page, line in words(written.data) if page == f"Seite {number + 1}"]
        if title in said:
            return [line for line in said[said.index(title) + 1 :] if not line.startswith("Seite ")]
    raise AssertionError("the line stands nowhere")


@pytest.mark.parametrize("bottom", range(1000, 5000, 160))
def test_a_list_of_contents_begins_with_two_entries(write, look, bottom):
    """Its title and a single line at a page's foot look lost."""
    headings = [Heading(1, (Text(f"Kapitel {number}"),), f"k{number}") for number in range(5)]
    filling = [Paragraph((Text("Füllung"),)) for _ in range(25)]
    low = look._replace(page=look.page._replace(bottom=bottom))
    written = write(*filling, Contents("inhalt", "Verzeichnis"), *headings, look=low)
    below = _after(written, "Verzeichnis")
    assert below[0].startswith("Kapitel 0") and below[1].startswith("Kapitel 1")


@pytest.mark.parametrize("bottom", range(2000, 5000, 160))
def test_a_heading_stays_with_text_that_has_a_footnote(write, look, bottom):
    """Where the note finds no room, the heading goes to the next page with the lines that need it."""
    noted = Paragraph((Text("Wort"), Note((Text("Fußnote " * 40),), "1"), Text(" und so weiter" * 30)))
    filling = [Paragraph((Text("Füllung"),)) for _ in range(25)]
    low = look._replace(page=look.page._replace(bottom=bottom))
    below = _after(write(*filling, Heading(1, (Text("Kapitel"),)), noted, look=low), "Kapitel")
    assert below[0].startswith("Wort") and len(below) > 2


def test_titles_in_contents_begin_at_one_place(write):
    """Numbers of one level have one room, however long they are."""
    headings = [Heading(1, (Text(f"Titel{number}"),), f"k{number}", True, str(number)) for number in (9, 10)]
    page = pypdfium2.PdfDocument(write(Contents("inhalt", "Inhalt"), *headings).data)[0].get_textpage()
    text = page.get_text_range()
    lefts = [page.get_charbox(text.index(word), loose=True)[0] for word in ("Titel9", "Titel10")]
    assert abs(lefts[0] - lefts[1]) < 0.5


@pytest.mark.parametrize("above", range(0, 60, 10))
def test_the_beginning_of_a_very_long_table_stays_with_its_heading(write, above):
    """Heading, caption, head and first rows share a page; the space kept for them leaves no trace."""
    rows = tuple(Row((str(number), "Halle")) for number in range(500))
    table = Table("t", "Liste", "", (Column("n", "Nummer"), Column("a", "Art")), rows, number="1")
    lines = tuple(Paragraph((Text(f"Zeile {number}"),)) for number in range(above))
    written = write(*lines, Heading(1, (Text("Maßnahmen"),)), table)
    (page,) = (number for number in range(len(written.pdf.pages)) if "Maßnahmen" in written.page_text(number))
    assert "Tabelle 1: Liste" in written.page_text(page) and "0Halle1Halle" in written.page_text(page)
