"""Logos and fixed lines of the letterhead on the first page."""

from __future__ import annotations

import pytest

from tests.looks import printed_look
from tests.unit.basics.test_images import png
from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Letterhead, Logo
from vorlagenwerk.data.tree import Image, Paragraph, Text
from vorlagenwerk.writers.pdf.pictures import PictureWriter

LOGO = Logo(Image("png", png(30, 30), 1500, 1500), "Wappen", 1500, 1500, "rechts")
SENDER = HeadLine("briefkopf_absender", ("", "dokument.absender", ""))
FIXED = HeadLine("briefkopf_2", ("Az. ", "dokument.nr", ""), "rechts")


def written_with(write, *lines, beside=(), **values):
    look = printed_look()._replace(letterhead=Letterhead(lines, beside))
    frame = tuple((f"dokument.{name}", text) for name, text in values.items())
    found = write(Paragraph((Text("Text"),)), look=look, frame=frame)
    assert found.problems == []
    return found


def test_lines_come_as_the_letterhead_says(write):
    """Fixed text with values, in the order of the header; a line without values goes."""
    written = written_with(write, FIXED, SENDER, HeadLine("briefkopf_ort", ("", "dokument.ort", "")),
                           absender="Kreis", nr="7")  # fmt: skip
    assert [tag.text for tag in written.tags.all("P")] == ["Az. 7", "Kreis", "Text"]


@pytest.mark.parametrize("beside", [False, True])
def test_a_logo_is_a_figure_with_words(write, beside):
    """In a line of its own or beside the lines."""
    written = written_with(write, SENDER, *(() if beside else (LOGO,)), beside=(LOGO,) if beside else (), absender="A")
    (figure,) = written.tags.all("Figure")
    assert figure.alternative == "Wappen" and "A" in written.tags.text


def test_a_logo_that_only_decorates_is_no_figure(write):
    """Nobody reads it aloud; it is on the page all the same."""
    plain = LOGO._replace(description="")
    written = written_with(write, SENDER, beside=(plain,), absender="Kreis")
    assert written.tags.all("Figure") == [] and len(written.data) > 1000


def test_a_letterhead_of_logos_alone_is_shown(write):
    """A house whose sender is in its picture."""
    assert len(written_with(write, beside=(LOGO, LOGO._replace(side="links"))).tags.all("Figure")) == 2


def test_a_logo_wider_than_its_room_shrinks(look):
    """Its sides keep their ratio."""
    shown = PictureWriter(look).logo(LOGO._replace(width=30_000, height=3_000), 150.0)
    assert "width:150.00pt,height:15.00pt" in shown
