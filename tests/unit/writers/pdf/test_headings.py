"""Headings on the pages of a PDF: their numbers as the house writes them, and the page breaks of their styles."""

from __future__ import annotations

import pytest

from vorlagenwerk.data.tree import Contents, Heading, List, ListItem, Note, Paragraph, Quote, Text

WORDS = (Text("Lage"),)


def heading(number: str, title: str = "Lage") -> Heading:
    """A numbered heading of the first level."""
    return Heading(1, (Text(title),), "", True, number)


def broken(look, role):
    """The look with a page break above paragraphs of a role."""
    return look._replace(roles={**look.roles, role: look.role(role)._replace(new_page=True)})


@pytest.mark.parametrize("gap", ["tab", "space", "nothing"])
def test_a_number_of_any_length_stands_before_its_heading(write, look, gap):
    """It does not run into the words when it is wider than the room that the list gives it."""
    level = look.numbers.levels[0]._replace(gap=gap)
    changed = look._replace(numbers=look.numbers._replace(levels=(level, *look.numbers.levels[1:])))
    written = write(Contents("inhalt", "Inhalt"), heading("LXXXVIII."), look=changed)
    (tag,) = written.tags.all("H1")
    assert tag.text.replace(" ", "") == "LXXXVIII.Lage" and (" L" in tag.text) is (gap == "space")
    assert [entry.text[:9] for entry in written.tags.all("TOCI")] == ["LXXXVIII."]


def test_a_heading_begins_a_page_where_its_style_says_so(write, look):
    """Not the first one at the head of a page; a note in the text below does not stand in the way."""
    note = Paragraph((*WORDS, Note((Text("Siehe dort."),), "1")))
    blocks = (Paragraph(WORDS), Heading(1, WORDS), Heading(2, WORDS), note, Heading(1, WORDS), note)
    written = write(*blocks, look=broken(look, "ueberschrift_1"))
    assert written.problems == [] and len(written.pdf.pages) == 3
    assert len(write(*blocks).pdf.pages) == 1


def test_the_title_of_a_list_and_other_paragraphs_begin_pages_too(write, look):
    """What Word does for every paragraph."""
    blocks = (Paragraph(WORDS), Contents("inhalt", "Inhalt"), Heading(1, WORDS), Paragraph(WORDS, "hinweis"))
    assert len(write(*blocks, look=broken(look, "inhaltsverzeichnis")).pdf.pages) == 2
    assert len(write(*blocks, look=broken(look, "hinweis")).pdf.pages) == 2


def test_inside_lists_and_quotations_no_page_begins(write, look):
    """The setting could not end the page there and would stop."""
    note = Paragraph(WORDS, "hinweis")
    written = write(List((ListItem((note,)),)), Quote((note,)), look=broken(look, "hinweis"))
    assert written.problems == [] and written.tags.text.count("Lage") == 2
