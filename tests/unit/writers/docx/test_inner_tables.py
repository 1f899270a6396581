"""Tables within lists and quotations."""

from __future__ import annotations

from vorlagenwerk.data.tree import Column, List, ListItem, Paragraph, Quote, Row, Table, Text


def test_tables_in_lists_and_quotes_stand_in_and_end_with_the_text(write, style):
    """Their left edge is that of the words around them."""
    inside = Table(
        "t", "Kosten", "Kosten je Jahr", (Column("a", "A"), Column("b", "B")), (Row(("a", "b")),), number="1"
    )
    item = List((ListItem((Paragraph((Text("Punkt"),)), inside)),))
    width = style.page_setup.page.text_width
    for block in (item, Quote((Paragraph((Text("Zitat"),)), inside))):
        written = write(block)
        (left,) = written.body.xpath(".//w:tblPr/w:tblInd/@w:w")
        (wide,) = written.body.xpath(".//w:tblPr/w:tblW/@w:w")
        assert int(left) > 150 and int(left) + int(wide) <= width
