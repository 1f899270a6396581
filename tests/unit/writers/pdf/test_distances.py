"""Where things stand on the page: the distances that Word leaves, measured between baselines."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest

from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Letterhead
from vorlagenwerk.data.tree import (
    Column,
    Contents,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)

SENDER = HeadLine("briefkopf_absender", ("", "dokument.absender", ""))


def plain(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def places(written, *words: str) -> list[tuple[int, float, float]]:
    """The page of each word, its left edge, and how far its baseline is below the head of the page, in points."""
    found = []
    document = pypdfium2.PdfDocument(written.data)
    for word in words:
        for number, page in enumerate(document):
            text = page.get_textpage()
            at = text.get_text_range().find(word)
            if at >= 0:
                left, bottom, _, _ = text.get_charbox(at, loose=False)
                found.append((number, round(left, 1), round(page.get_height() - bottom, 1)))
                break
    return found


def steps(written, *words: str) -> list[float]:
    """From each word down to the next."""
    heights = [height for _, _, height in places(written, *words)]
    return [round(lower - upper, 1) for upper, lower in itertools.pairwise(heights)]


def test_lines_stand_as_in_word(write, look):
    """Below a heading the gap is that of the heading's own line, above it that of the running text."""
    body, heading = look.role("standard"), look.role("ueberschrift_1")
    written = write(plain("Hier"), Heading(1, (Text("Halt"),)), plain("Hinten"))
    above, below = steps(written, "Hier", "Halt", "Hinten")
    # Liberation Sans: 0.905 above the baseline, 0.212 and what parts the lines below it
    assert above == pytest.approx(
        body.size * (body.line * 1.149 - 0.905) + heading.before + 0.905 * heading.size, abs=0.3
    )
    assert below == pytest.approx(
        heading.size * (heading.line * 1.149 - 0.905) + heading.after + 0.905 * body.size, abs=0.3
    )


def test_points_are_as_far_apart_on_every_level(write):
    """Where a list begins inside another one, no paragraph has ended."""
    inner = List((ListItem((plain("Halle"),)), ListItem((plain("Haus"),))))
    outer = List((ListItem((plain("Hof"), inner)), ListItem((plain("Hang"),))))
    found = steps(write(outer), "Hof", "Halle", "Haus", "Hang")
    assert max(found) - min(found) < 0.3


def test_rows_are_as_high_as_in_word(write, look):
    """A line, the spaces of its style, and the rule between two rows."""
    text = look.role("tabellentext")
    table = Table("", "", "", (Column("a", "Art"),), tuple(Row((word,)) for word in ("Halle", "Haus", "Hof")))
    expected = text.size * 1.149 + text.before + text.after + 0.5
    assert steps(write(table), "Halle", "Haus", "Hof") == pytest.approx([expected] * 2, abs=0.2)


def test_lines_of_a_footnote_begin_at_one_place(write):
    """The number stands out to the left of them."""
    note = Note((Text("Halt " + "und so weiter " * 20 + "Hinten"),), "1")
    document = pypdfium2.PdfDocument(write(Paragraph((Text("Text"), note))).data)
    text = document[0].get_textpage()
    said = text.get_text_range()
    lines = said[said.index("Halt") :].splitlines()
    second = text.get_charbox(said.index(lines[1]), loose=True)[0]
    assert abs(second - text.get_charbox(said.index("Halt"), loose=True)[0]) < 1


def test_a_section_begins_with_the_space_of_its_heading(write, look):
    """Word drops it only where text flows over to the next page."""
    section = Section((Heading(1, (Text("Halt"),)), plain("Text")), landscape=True)
    (page, _, height), (_, _, flowing) = places(write(plain("Vorher"), section), "Halt", "Text")
    style = look.role("ueberschrift_1")
    top = abs(look.page.sheet(landscape=True, paper="a4").top) / 20
    assert page == 1 and height == pytest.approx(top + style.before + 0.905 * style.size, abs=0.5) and flowing > height


@pytest.mark.parametrize("first", [Heading(1, (Text("Halt"),)), Contents("inhalt", "Halt", 1)])
def test_a_section_whose_first_style_begins_a_page_has_no_empty_one(write, look, first):
    """The page of the section is the new page."""
    roles = {role: style._replace(new_page=True) for role, style in look.roles.items()}
    changed = look._replace(roles={**look.roles, **{r: roles[r] for r in ("ueberschrift_1", "inhaltsverzeichnis")}})
    written = write(
        plain("Vorher"), Section((first, Heading(2, (Text("B"),)), plain("Text")), landscape=True), look=changed
    )
    assert len(written.pdf.pages) == 2


@pytest.mark.parametrize("cover", [(), (plain("Angaben"),)])
def test_text_begins_below_letterhead_and_margin(write, look, cover):
    """A low letterhead leaves the text at the margin of the page; the space above the title comes on top."""
    changed = look._replace(letterhead=Letterhead((SENDER,)), page=look.page._replace(top=3000))
    frame = (("dokument.absender", "Kreis"),)
    written = write(plain("Text"), title="Halt", look=changed, frame=frame, cover=cover)
    style = look.role("deckblatt_titel" if cover else "titel")
    ((_, _, height),) = places(written, "Halt")
    assert height == pytest.approx(150 + style.before + 0.905 * style.size, abs=0.5)
