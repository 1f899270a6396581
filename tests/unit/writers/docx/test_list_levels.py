"""Where the levels of lists stand when a list style has an indent of its own."""

from __future__ import annotations

import re

import pytest

from vorlagenwerk.data.tree import List, ListItem, Paragraph, Text


@pytest.mark.parametrize(("name", "ordered"), [("List Bullet", False), ("List Number", True)])
def test_deeper_levels_move_with_the_indent_of_the_style(write, load, rebuild, name, ordered):
    """Else sub-points would stand left of the point that they belong to, and numbers would not move at all."""
    style = r'\1<w:ind w:left="1134" w:hanging="567"/>'
    template, _ = load(rebuild(replace={"word/styles.xml": (f'(w:val="{name}"/>.*?<w:pPr>)', style)}))
    inner = List((ListItem((Paragraph((Text("tief"),)),)),), ordered=ordered)
    written = write(List((ListItem((Paragraph((Text("oben"),)), inner)),), ordered=ordered), template=template)
    numbering = written.part("word/numbering.xml")
    (num,) = written.body.xpath('.//w:p[w:r/w:t="tief"]/w:pPr/w:numPr/w:numId/@w:val')
    (abstract,) = re.findall(rf'<w:num w:numId="{num}"><w:abstractNumId w:val="(\d+)"', numbering)
    levels = re.search(rf'<w:abstractNum w:abstractNumId="{abstract}".*?</w:abstractNum>', numbering, re.DOTALL)
    assert levels is not None
    assert re.findall(r'<w:ind w:left="(\d+)" w:hanging="(\d+)"', levels.group())[:2] == [
        ("1134", "567"),
        ("1491", "357"),
    ]
