"""Footnotes: signs in the text, the list at the end of the page."""

from __future__ import annotations

from collections.abc import Callable

from lxml import html

from vorlagenwerk.data.tree import Heading, Inline, Link, Note, Paragraph, Strong, Text

Write = Callable[..., html.HtmlElement]


def note(words: str, number: str = "") -> Note:
    return Note((Text(words),), number)


def paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def test_sign_and_note_lead_to_each_other(body: Write) -> None:
    """Both ways have names that say where they lead."""
    main = body(paragraph(Text("Wort"), note("Quelle: Kreis.", "1")))
    sign, back = main.find(".//sup/a"), main.find("section//a")
    assert (sign.text, sign.get("role"), sign.get("aria-label")) == ("1", "doc-noteref", "Fußnote 1")
    assert main.get_element_by_id(sign.get("href")[1:]).text == "Quelle: Kreis. "
    assert main.get_element_by_id(back.get("href")[1:]) is sign
    assert (back.get("role"), back.get("aria-label")) == ("doc-backlink", "Zurück zur Textstelle von Fußnote 1")


def test_list_of_notes_has_a_heading_and_ends_the_content(body: Write) -> None:
    """The list is announced as what it is."""
    last = body(paragraph(note("a")))[-1]
    assert (last.get("role"), last.findtext("h2")) == ("doc-endnotes", "Fußnoten")
    assert last.find("h2").get("id") == last.get("aria-labelledby")


def test_paper_without_notes_has_no_list(body: Write) -> None:
    """A heading over nothing would be noise."""
    assert body(paragraph(Text("Wort"))).find("section") is None


def test_notes_without_number_are_counted(body: Write) -> None:
    """A tree that nobody numbered still shows which note is which."""
    main = body(paragraph(note("a"), Text("Wort"), note("b")))
    assert [sign.text for sign in main.findall(".//sup/a")] == ["1", "2"]


def test_list_shows_the_numbers_of_the_signs(body: Write) -> None:
    """Where numbers leap, the list leaps with them."""
    main = body(paragraph(note("a", "2"), Text("Wort"), note("b", "3")))
    assert [item.get("value") for item in main.findall("section/ol/li")] == ["2", None]


def test_two_notes_at_one_place_stand_apart(body: Write) -> None:
    """1 and 2 must not read as 12."""
    assert body(paragraph(Text("Wort"), note("a"), note("b")))[0].text_content() == "Wort1, 2"


def test_paragraph_of_nothing_but_a_note_stays(body: Write) -> None:
    """Its note would vanish with it."""
    assert body(paragraph(Strong((note("a"),)))).findtext(".//li") == "a "


def test_note_in_a_link_follows_it(body: Write) -> None:
    """Links cannot stand in links."""
    main = body(paragraph(Link("https://www.land.nrw", (Text("Land"), note("Stand 2026"))), Text(".")))
    assert [element.tag for element in main[0]] == ["a", "sup"] and main[0].text_content() == "Land1."


def test_note_in_a_note_is_listed_too(body: Write) -> None:
    """Nothing vanishes."""
    inner = Note((Text("außen"), note("innen")))
    assert [item.text for item in body(paragraph(inner)).findall("section/ol/li")] == ["außen", "innen "]


def test_heading_called_like_the_list_keeps_out_of_its_way(body: Write) -> None:
    """Ids stay unique."""
    main = body(Heading(1, (Text("Seite Fußnoten"),), "seite-fussnoten"), paragraph(note("a")))
    assert len(set(main.xpath("//@id"))) == len(main.xpath("//@id"))
