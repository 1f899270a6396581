"""One case for each node of the tree but the table."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from vorlagenwerk.data.tree import (
    Break,
    Code,
    Emphasis,
    Field,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    PageReference,
    Paragraph,
    Quote,
    Reference,
    Section,
    Strong,
    Table,
    Text,
    Value,
)

CSS = (Path(__file__).parents[4] / "templates" / "_stil" / "stil.css").read_text("utf-8")

Write = Callable[..., html.HtmlElement]


ODD_TEXTS = [
    "<script>alert(1)</script>", "a & b", "&amp;", "\"doppelt\" und 'einfach'", "</p></main>", "<!-- -->", "]]>",
    "{{ titel }}", "{% raw %}", "%s %d %", "ä ß € „“ – 日本 🏛", "a\u00a0b", "x < y > z", "\\", "a\tb",
]  # fmt: skip
FORBIDDEN = ["\x00", "\x0b", "\x1b", "\x1f", "\x7f", "\x85", "\ud800", "\ufffe"]


def paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def item(words: str, *more: List | Paragraph) -> ListItem:
    return ListItem((paragraph(Text(words)), *more))


def markup(element: html.HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode", with_tail=False))


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Text("Wort"), "Wort"),
        (Value("10/02/09", "/vorlagennummer"), "10/02/09"),
        (Strong((Text("fett"),)), "<strong>fett</strong>"),
        (Emphasis((Text("betont"),)), "<em>betont</em>"),
        (Code("05915000"), "<code>05915000</code>"),
        (Break(), "<br>"),
        (Strong((Emphasis((Text("beides"),)),)), "<strong><em>beides</em></strong>"),
        (Foreign("en", (Text("word"),)), '<span lang="en">word</span>'),
        (Foreign("ar", (Text("كلمة"),)), '<span lang="ar" dir="rtl">كلمة</span>'),
        (Foreign("az-Arab", (Text("سؤز"),)), '<span lang="az-Arab" dir="rtl">سؤز</span>'),
    ],
)
def test_inline_becomes_its_element(body: Write, inline: Inline, expected: str) -> None:
    """Each inline has its element; a value is plain text."""
    assert markup(body(paragraph(Text("a"), inline))[0]) == f"<p>a{expected}</p>"


def test_link_opens_no_window_and_prints_its_address(body: Write) -> None:
    """Readers on paper get the address that the text hides."""
    link = body(paragraph(Link("https://www.land.nrw/a?b=1&c=2", (Text("Land"),)))).find(".//a")
    assert dict(link.attrib) == {
        "href": "https://www.land.nrw/a?b=1&c=2",
        "rel": "noopener",
        "data-ziel": "https://www.land.nrw/a?b=1&c=2",
    }


def test_link_whose_text_is_its_address_is_not_printed_twice(body: Write) -> None:
    """An address beside itself would be noise."""
    link = body(paragraph(Link("mailto:amt@hamm.de", (Text("amt@hamm.de"),)))).find(".//a")
    assert "data-ziel" not in link.attrib


@pytest.mark.parametrize(
    ("target", "said", "shown"),
    [
        ("mailto:post@amt.example", "post@amt.example", "post@<wbr>amt<wbr>.example"),
        ("https://a.example/b/", "https://a.example/b/", "https://<wbr>a<wbr>.example/<wbr>b/"),
        ("https://a.example?b&c", "a.example?b&c", "a<wbr>.example?b&amp;c"),
    ],
)
def test_shown_address_breaks_without_a_hyphen(body: Write, target: str, said: str, shown: str) -> None:
    """A hyphen at the end of a line would be taken for a part of the address."""
    link = body(paragraph(Link(target, (Text(said),)))).find(".//a")
    assert (link.get("class"), link.text_content()) == ("adresse", said)
    assert shown in markup(link)
    assert re.search(r"\.adresse \{ hyphens: manual;", CSS)


def test_words_around_an_address_are_hyphenated_as_ever(body: Write) -> None:
    """Only what is nothing but an address must stay free of hyphens."""
    link = body(paragraph(Link("mailto:post@amt.example", (Text("Post: post@amt.example"),)))).find(".//a")
    assert link.get("class") is None and link.find("wbr") is None


def test_address_cannot_leave_its_attribute(body: Write) -> None:
    """Quotation marks in an address stay part of the address."""
    link = body(paragraph(Link('https://a.de/"onclick="x', (Text("a"),)))).find(".//a")
    assert link.get("href") == 'https://a.de/"onclick="x' and "onclick" not in link.attrib


def test_reference_leads_to_the_block_with_its_ident(body: Write) -> None:
    """Idents that are no safe ids are mapped the same way at both ends."""
    main = body(paragraph(Reference("Förder ziel", (Text("2.1"),))), Heading(1, (Text("Ziel"),), "Förder ziel"))
    assert main.find(".//a").get("href") == "#Foerder-ziel" and main.find("h2").get("id") == "Foerder-ziel"


def test_reference_without_target_leaves_its_words(body: Write) -> None:
    """A link that leads nowhere is worse than none."""
    assert markup(body(paragraph(Reference("fehlt", (Text("2.1"),))))[0]) == "<p>2.1</p>"


def test_page_reference_leads_to_its_target_by_name(body: Write) -> None:
    """Screens have no pages, so the label stands there and the number does not."""
    main = body(paragraph(PageReference("ziel", (Text("Abschnitt 2"),), "5")), Heading(1, (Text("Ziel"),), "ziel"))
    assert markup(main[0]) == '<p><a href="#ziel">Abschnitt 2</a></p>'


def test_link_in_a_link_leaves_its_words(body: Write) -> None:
    """HTML has no links in links."""
    inner = Reference("ziel", (Text("Ziel"),))
    main = body(paragraph(Link("https://a.de", (Text("zum "), inner))), Heading(1, (Text("Ziel"),), "ziel"))
    assert main[0].text_content() == "zum Ziel" and len(main[0].findall(".//a")) == 1


def test_field_leaves_its_blocks(body: Write) -> None:
    """Fields are for editing in Word."""
    assert markup(body(Field("/lage", "Lage", (paragraph(Text("a")),)))[0]) == "<p>a</p>"


@pytest.mark.parametrize(("level", "tag"), [(1, "h2"), (2, "h3"), (5, "h6"), (7, "h6")])
def test_heading_stands_one_level_below_the_title(body: Write, level: int, tag: str) -> None:
    """The title is h1; HTML ends at h6."""
    assert body(Heading(level, (Text("Lage"),)))[0].tag == tag


def test_heading_shows_its_number_apart(body: Write) -> None:
    """The number can be styled, and is read with the title."""
    assert markup(body(Heading(1, (Text("Lage"),), "lage", True, "4.1"))[0]) == (
        '<h2 id="lage"><span class="nummer">4.1</span> Lage</h2>'
    )


def test_headings_get_unique_safe_ids(body: Write) -> None:
    """Equal titles, the frame's own ids, empty and odd idents never collide."""
    same = Heading(1, (Text("Lage"),))
    main = body(
        same,
        same,
        Heading(1, (Text("x"),), "seite-inhalt"),
        Heading(1, (Text("日本"),)),
        Heading(1, (Text("x"),), 'a" b'),
    )
    assert [heading.get("id") for heading in main] == ["lage", "lage-2", "seite-inhalt-2", "abschnitt", "a-b"]


def test_ids_around_a_table_are_kept_free(body: Write) -> None:
    """A heading may carry the name that a table's caption would get."""
    table = Table("kosten", "Kosten", "Was es kostet", (), ())
    main = body(Heading(1, (Text("x"),), "kosten-titel"), table)
    assert main.find(".//table").get("id") == "kosten-2"


def test_paragraph_carries_its_role_as_class(body: Write) -> None:
    """The standard role needs no class."""
    main = body(Paragraph((Text("a"),), "hinweis"), paragraph(Text("b")))
    assert [element.get("class") for element in main] == ["hinweis", None]


def test_empty_paragraph_is_left_out(body: Write) -> None:
    """Empty paragraphs are announced as blank by screen readers."""
    assert len(body(paragraph(), paragraph(Text(" "), Break()))) == 0


def test_list_keeps_kind_start_and_nesting(body: Write) -> None:
    """Lists are real lists, with the number they begin with."""
    inner = List((item("innen"),))
    ordered = body(List((item("eins", inner), item("zwei")), ordered=True, start=3))[0]
    assert (ordered.tag, ordered.get("start")) == ("ol", "3")
    assert ordered.xpath("string(li[1]/ul/li)") == "innen" and len(ordered) == 2
    assert body(List((item("a"),), ordered=True))[0].get("start") is None


def test_list_item_of_several_paragraphs_keeps_them(body: Write) -> None:
    """A second paragraph must not run into the first."""
    assert len(body(List((item("eins", paragraph(Text("zwei"))),)))[0].findall("li/p")) == 2


def test_quote_becomes_a_block_quotation(body: Write) -> None:
    """A quotation holds blocks."""
    assert body(Quote((paragraph(Text("Zitat")),))).findtext("blockquote/p") == "Zitat"


def test_a_call_out_is_a_box_named_by_its_role(body: Write) -> None:
    """Nothing in it is quoted; it holds blocks like a quotation."""
    main = body(Quote((paragraph(Text("Hinweis")), List((item("Punkt"),))), "hinweis"))
    (box,) = main.findall("div")
    assert box.get("class") == "kasten hinweis" and [child.tag for child in box] == ["p", "ul"]
    assert main.find("blockquote") is None and ".kasten" in CSS


def test_wide_numbers_have_room(body: Write) -> None:
    """The page's style sheet makes it of the number of digits."""
    main = body(List((item("a"), item("b")), ordered=True, start=99), List((item("c"),), ordered=True))
    assert [found.get("style") for found in main.findall("ol")] == ["--stellen:3", None]


def test_section_names_its_pages(body: Write) -> None:
    """The print style sheet gives these pages their paper; a section is one where it has a heading."""
    heading, words = Heading(1, (Text("Anlage"),)), paragraph(Text("x"))
    main = body(
        Section((Field("/anlage", "Anlage", (heading,)),), True),
        Section((words,)),
        Section((heading,), True, "a3"),
        Section((words,), False, "a3"),
    )
    assert [(element.tag, element.get("class")) for element in main] == [
        ("section", "querformat"),
        ("div", "neue-seite"),
        ("section", "querformat-a3"),
        ("div", "hochformat-a3"),
    ]


@pytest.mark.parametrize("odd", ODD_TEXTS)
@pytest.mark.parametrize("wrap", [Text, Value, Code, lambda words: Link("https://a.de", (Text(words),))])
def test_every_text_arrives_as_it_was(body: Write, odd: str, wrap: Callable[[str], Inline]) -> None:
    """No text can act as mark-up, wherever it stands."""
    assert body(paragraph(Text("x"), wrap(odd)))[0].text_content() == "x" + odd


@pytest.mark.parametrize("character", FORBIDDEN)
def test_forbidden_character_is_replaced_visibly(written: Write, body: Write, character: str) -> None:
    """Characters that HTML forbids never reach the page, and never vanish without a trace."""
    assert body(paragraph(Text(f"a{character}b")))[0].text == "a\ufffdb"
