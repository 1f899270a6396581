"""The page around the content."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from lxml import html

from vorlagenwerk.data.problems import Level, Problem
from vorlagenwerk.data.tree import Contents, Document, Heading, Inline, Paragraph, Section, Text, Value
from vorlagenwerk.writers.html import PageFrame, SafeMarkup, frame_style, write_html

Write = Callable[..., html.HtmlElement]


class PlainFrame:
    """A page template made of a format string; escaping is left out, as no test needs it here."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def render(self, **values: object) -> str:
        """The pattern, filled."""
        return self._pattern.format(**values)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def write(document: Document, frame: PageFrame, css: str = "") -> tuple[bytes, list[Problem]]:
    out = io.BytesIO()
    problems = write_html(document, frame, css, out)
    return out.getvalue(), problems


def test_page_has_language_title_author_and_exactly_one_h1(written: Write) -> None:
    """What a browser tab, a search engine and a screen reader ask for first is there."""
    page = written(Document("Haushalt & Kosten", (Heading(1, text("Lage")),), author="Stadt Hamm", subject="Betreff"))
    assert page.get("lang") == "de"
    assert page.findtext(".//title") == "Haushalt & Kosten"
    assert page.xpath("string(//meta[@name='author']/@content)") == "Stadt Hamm"
    assert page.xpath("string(//meta[@name='description']/@content)") == "Betreff"
    assert [heading.text_content() for heading in page.xpath("//h1")] == ["Haushalt & Kosten"]


def test_page_begins_with_a_skip_link_and_has_all_landmarks(written: Write) -> None:
    """Keyboard users reach the content at once, screen reader users find its parts."""
    page = written(Document("Titel", (Heading(1, text("Eins")), Heading(1, text("Zwei")))))
    skip = page.find("body")[0]
    assert page.get_element_by_id(skip.get("href")[1:]).tag == "main"
    assert all(len(page.xpath(f"//{name}")) == 1 for name in ("header", "nav", "main", "footer"))


def test_page_loads_nothing_and_runs_nothing(written: Write) -> None:
    """One file is enough, offline too."""
    page = written(Document("Titel", (Paragraph(text("Text")),)))
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@onclick")
    assert "url(" not in page.findtext(".//style") and "@import" not in page.findtext(".//style")


def test_contents_are_nested_and_lead_to_the_headings(written: Write) -> None:
    """The table of contents shows the structure, each line a link that arrives."""
    blocks = (
        Heading(1, text("Lage"), "lage", True, "1"),
        Heading(2, text("Zahlen"), "", True, "1.1"),
        Heading(1, text("Schluss")),
    )
    page = written(Document("Titel", blocks))
    assert page.xpath("string(//nav/ul/li[1]/ul/li/a)") == "1.1 Zahlen"
    assert page.xpath("//nav//a/@href") == ["#lage", "#zahlen", "#schluss"]
    assert page.xpath("//main/*/@id") == ["lage", "zahlen", "schluss"]


HEADINGS = tuple(Heading(level, text(f"Ebene {level}")) for level in (1, 2, 3, 4))


@pytest.mark.parametrize(("depth", "levels"), [(1, 1), (3, 3), (6, 4)])
def test_contents_are_as_deep_as_those_of_the_paper(written: Write, depth: int, levels: int) -> None:
    """Word, PDF and the page list the same headings, wherever the paper's own contents stand."""
    page = written(Document("Titel", (Section((Contents("inhalt", "Inhalt", depth), *HEADINGS)), *HEADINGS)))
    assert page.xpath("//nav//a/text()") == [f"Ebene {level + 1}" for level in range(levels)] * 2


def test_paper_without_contents_lists_two_levels(written: Write) -> None:
    """The page always has contents; lists of tables say nothing about them."""
    page = written(Document("Titel", (Contents("tabellen", "Tabellen", 4), *HEADINGS, *HEADINGS)))
    assert page.xpath("//nav//a/text()") == ["Ebene 1", "Ebene 2"] * 2


def test_letterhead_shows_the_values_of_the_document(written: Write) -> None:
    """Values of the letterhead reach the page's head and foot."""
    page = written(
        Document(
            "Titel", (), author="Kreis", frame=(("dokument.stelle", "Amt <1>"), ("dokument.kurztitel", "Vorlage 7"))
        )
    )
    assert "Amt <1>" in page.find(".//header").text_content()
    assert "Kreis · Vorlage 7" in page.find(".//footer").text_content()


def test_landscape_document_is_printed_in_landscape(written: Write) -> None:
    """A document in landscape has no section of its own, so the whole page says it."""
    assert written(Document("Titel", (), landscape=True)).find("body").get("class") == "ganz-quer"
    assert written(Document("Titel", ())).find("body").get("class") is None


def test_same_document_gives_the_same_bytes(frame: PageFrame) -> None:
    """Nothing but the input decides about the output."""
    document = Document("Titel", (Section((Heading(1, text("Lage")), Paragraph((Value("4", "/nr"),))), True),))
    assert write(document, frame) == write(document, frame)


def test_frame_without_the_content_is_a_finding_and_writes_nothing() -> None:
    """A template that forgets the content must not yield an empty paper."""
    written, problems = write(Document("Titel", ()), PlainFrame("<title>{titel}</title>"))
    assert written == b""
    assert [(problem.code, problem.level) for problem in problems] == [("VOR-401", Level.FEHLER)]
    assert problems[0].blames_project and "{{ inhalt }}" in problems[0].remedy


def test_frame_with_the_content_twice_is_a_finding_and_writes_nothing() -> None:
    """Doubled ids would lead links astray."""
    written, problems = write(Document("Titel", ()), PlainFrame("{inhalt}{inhalt}"))
    assert written == b""
    assert [problem.code for problem in problems] == ["VOR-402"]
    assert "2-mal" in problems[0].text


COVERED = Document("Titel", (Paragraph(text("Inhalt")),), cover=(Paragraph(text("Fassung 2026"), "deckblatt_angaben"),))


def test_cover_stands_below_the_title(written: Write) -> None:
    """It comes before the contents, and is a page of its own in print."""
    (cover,) = written(COVERED).xpath("//header/div[@class='deckblatt']")
    assert cover.findtext("p[@class='deckblatt_angaben']") == "Fassung 2026"
    assert not written(Document("Titel", ())).xpath("//*[@class='deckblatt']")


def test_frame_that_knows_no_cover_gets_it_with_the_content() -> None:
    """A frame of old still prints everything."""
    written, problems = write(COVERED, PlainFrame("<main>{inhalt}</main>"))
    assert problems == [] and written.index(b"<main>") < written.index(b"Fassung 2026") < written.index(b"Inhalt")


def test_frame_with_the_cover_twice_is_a_finding() -> None:
    """What is said of the content holds for the cover."""
    written, problems = write(COVERED, PlainFrame("{deckblatt}{deckblatt}{inhalt}"))
    assert written == b"" and [problem.code for problem in problems] == ["VOR-402"]
    assert "Deckblatt 2-mal" in problems[0].text and "{{ deckblatt }}" in problems[0].remedy


def test_content_cannot_imitate_the_place_of_the_content(frame: PageFrame) -> None:
    """The mark in a title is text like any other."""
    _, problems = write(Document("<!--hier-steht-der-inhalt-->", ()), frame)
    assert problems == []


def test_values_of_the_frame_carry_no_forbidden_character(frame: PageFrame) -> None:
    """What surrounds the text is cleaned like the text itself."""
    odd = "a\x00<b"
    document = Document(odd, (), odd, odd, frame=(("dokument.kontakt", odd), ("dokument.kurztitel", odd)))
    written, _ = write(document, frame)
    assert b"\x00" not in written and b"<b" not in written.replace(b"<body", b"")


def test_style_sheet_loses_comments_and_cannot_close_its_element() -> None:
    """Comments are for administrators; a style sheet never turns into mark-up."""
    style = frame_style('a { content: "/* bleibt */" } /* it\'s weg */ b { content: "</style>" }')
    assert style == 'a { content: "/* bleibt */" }  b { content: "<\\/style>" }'


def test_safe_markup_is_printed_as_it_stands() -> None:
    """Template engines ask for `__html__` before they escape."""
    assert SafeMarkup("<b>").__html__() == "<b>"


@pytest.mark.parametrize("count", [1, 70, 200])
def test_long_text_arrives_whole(frame: PageFrame, count: int) -> None:
    """Writing in pieces loses nothing at their borders."""
    written, _ = write(Document("Titel", (Paragraph(text("x" * 1000)),) * count), frame)
    assert written.count(b"x" * 1000) == count
