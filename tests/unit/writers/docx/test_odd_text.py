"""Texts that break writers: markup, odd characters, everything in every place."""

from __future__ import annotations

import pytest

from vorlagenwerk.data.tree import Column, Heading, Paragraph, Row, Table, Text, Value

ODD = [
    "Amt & Co < 5 > 3",
    "]]><w:p/>",
    "&amp; &#10; &lt;",
    "\"Anführung\" 'einfach'",
    "Emoji 👩‍👩‍👧 und Flagge 🇩🇪",
    "ZWJ \u200d, ZWNJ \u200c, BOM \ufeff",
    "%s %d {0} {{ x }} \\n",
    "ﬁ Ligatur, ä zerlegt a\u0308, עברית",
    "\U0001f9d1\u200d\U0001f692",
]
STRIPPED = ["a\x00b", "a\x0bb", "a\x1fb", "a\x7fb", "a\ufffeb", "a\uffffb", "a\ud800b"]


@pytest.mark.parametrize("text", ODD)
def test_a_text_arrives_as_it_was_written(write, text):
    """No content can become mark-up, in no place of the document."""
    table = Table("t", text, text, (Column("a", text), Column("b", "B")), (Row((text, (Value(text),))),), number="1")
    written = write(Paragraph((Text(text),)), Heading(1, (Text(text),), text), table, title=text, author=text)
    paragraphs = [p.text for p in written.document.paragraphs]
    assert paragraphs[:3] == [text, text, text] and paragraphs[3] == f"Tabelle 1: {text}"
    cells = [cell.text for row in written.tables[0].rows for cell in row.cells]
    assert cells == [text, "B", text, text]
    assert written.document.core_properties.title == text


@pytest.mark.parametrize("text", STRIPPED)
def test_characters_that_xml_cannot_carry_are_left_out(write, text):
    """The loader refuses them; should one slip through, the file still opens."""
    table = Table("t", "c", "d", (Column("a", "A", text), Column("b", "B")), (Row((text, "x")), Row(("y", text))))
    written = write(Paragraph((Text(text),)), table, title=text, author=text)
    assert [p.text for p in written.document.paragraphs][:2] == ["ab", "ab"]
    assert [cell.text for cell in written.tables[0].rows[1].cells] == ["ab", "x"]


def test_hyphens_and_breaks_become_words_own_elements(write):
    """Word draws a soft or fixed hyphen only as an element; in a cell too."""
    text = "Maß\xadnahme 2\u20113\nneu\tTab"
    table = Table("t", "", "", (Column("a", "A"), Column("b", "B")), (Row((text, "x")),))
    written = write(Paragraph((Text(text),)), table)
    for tag in ("softHyphen", "noBreakHyphen", "br", "tab"):
        assert len(written.body.xpath(f".//w:r/w:{tag}")) == 2


def test_blanks_at_the_ends_of_a_run_are_kept(write):
    """Words must not grow together where a bold run begins."""
    assert '<w:t xml:space="preserve"> a </w:t>' in write(Paragraph((Text(" a "),))).part("word/document.xml")
