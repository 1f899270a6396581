"""From marked Markdown to what stands in a line: links, references, footnotes, languages, and pictures."""

from __future__ import annotations

import pytest

from tests.unit.building.desk import Desk, blocks, told
from vorlagenwerk.building.inlines import parse_inlines
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.data.tree import (
    Break,
    Code,
    Emphasis,
    Foreign,
    Image,
    Link,
    Note,
    PageReference,
    Paragraph,
    Picture,
    Reference,
    Strong,
    Text,
)
from vorlagenwerk.data.walking import plain_text


def test_links_and_references_become_nodes() -> None:
    """A target that begins with # is a place in the paper, without words it asks for its number."""
    (paragraph,) = blocks("[Land](https://land.example) [da](#ort) [](#ort) <https://a.example/x>")
    assert isinstance(paragraph, Paragraph)
    assert [child for child in paragraph.children if not isinstance(child, Text)] == [
        Link("https://land.example", (Text("Land"),)),
        Reference("ort", (Text("da"),)),
        Reference("ort"),
        Link("https://a.example/x", (Text("https://a.example/x"),)),
    ]


def test_every_reference_is_mentioned_as_it_is_written() -> None:
    """In cells, lists and footnotes too: a dead one is told where it stands."""
    desk = Desk()
    parse_blocks(
        "- [](#a)\n\n| A | B |\n|---|---|\n| [b](#b) | c |\n\nText^[siehe [](seite:d)] [x](https://a.example)", desk, 0
    )
    assert sorted(desk.mentioned) == ["#a", "#b", "seite:d"]


def test_a_refused_link_keeps_its_words() -> None:
    """The sentence stays readable while its author is told."""
    desk = Desk()
    assert parse_inlines("[Datei](file:///etc/passwd)", desk) == (Text("Datei"),)
    assert [code for code, _ in desk.told] == ["TXT-306"]


def test_inline_marks_nest_and_breaks_stay() -> None:
    """Soft line breaks are blanks, hard ones are breaks, neighbouring texts are one."""
    found = parse_inlines("a **b *c*** `d*`\\\ne\nf \\* &amp;", Desk())
    assert found == (
        Text("a "), Strong((Text("b "), Emphasis((Text("c"),)))), Text(" "), Code("d*"), Break(), Text("e f * &"),
    )  # fmt: skip


def test_a_footnote_stands_where_its_sign_stands() -> None:
    """Its text is written below the paragraph or right there; paragraphs in it are lines."""
    (paragraph,) = blocks("Ein Wort[^a], noch eins^[gleich *hier*].\n\n[^a]: Erster Absatz.\n\n    Zweiter.\n")
    assert isinstance(paragraph, Paragraph)
    assert [node for node in paragraph.children if isinstance(node, Note)] == [
        Note((Text("Erster Absatz."), Break(), Break(), Text("Zweiter."))),
        Note((Text("gleich "), Emphasis((Text("hier"),)))),
    ]
    assert plain_text(paragraph.children) == "Ein Wort, noch eins."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ein Wort[^a].", "TXT-341"),
        ("Ein Wort.\n\n[^a]: Vergessen.", "TXT-342"),
        ("Ein Wort^[ ].", "TXT-341"),
        ("Ein Wort[^a].\n\n[^a]:\n\nEin Absatz.", "TXT-341"),
        ("Ein Wort^[und ^[noch] eins].", "TXT-343"),
        ("| A^[kurz] | B |\n|---|---|\n| 1 | 2 |", "TXT-347"),
        ("![Was es zeigt^[kurz]](a.png)", "TXT-347"),
        ("Ein Wort[^a].\n\n[^a]: Eins.\n\n[^a]: Zwei.", "TXT-348"),
        ("Ein Wort[^a].\n\n[^a]:\n    - Liste\n", "TXT-344"),
    ],
)
def test_a_footnote_that_cannot_be_set_is_told(text: str, code: str) -> None:
    """Nothing that somebody wrote vanishes without a word."""
    assert code in [found for found, _line in told(text)]


def test_words_in_another_language_are_marked() -> None:
    """Brackets with a language behind them; a language that nobody speaks is told."""
    (paragraph,) = blocks("Das [Case Management]{en} und [les mots]{fr-CH}.")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children[1] == Foreign("en", (Text("Case Management"),))
    assert paragraph.children[3] == Foreign("fr-CH", (Text("les mots"),))
    assert [code for code, _ in told("[Wort]{xq}")] == ["TXT-345"]
    for text in ("[ein *Wort*]{en}", "[ein\nWort]{en}", "[Wort]{EN}", "[Wort]{englisch}"):
        assert [code for code, _ in told(text)] == ["TXT-345"]
    (code,) = blocks("`[x]{en}` und `[^x]`")
    assert isinstance(code, Paragraph) and code.children[0] == Code("[x]{en}")


def test_a_picture_stands_alone_with_caption_ident_and_width() -> None:
    """Alternative text in the brackets, caption in the quotes, the rest in braces."""
    image = Image("png", b"a.png", 1440, 720)
    assert blocks('![Was es zeigt](a.png "Titel"){#abb breite=60%}') == (
        Picture("abb", "Titel", "Was es zeigt", image, 60),
    )
    assert blocks("![Was es zeigt](a.png)") == (Picture("", "", "Was es zeigt", image, 0),)
    assert blocks("![Was es zeigt](weg.png)") == ()


@pytest.mark.parametrize("text", ["Text ![x](a.png) Text", "![x](a.png) Text", "![x](a.png){gross}"])
def test_a_picture_among_words_is_told(text: str) -> None:
    """Word, HTML and PDF place it alone."""
    assert [code for code, _ in told(text)] == ["TXT-305"]


def test_a_link_may_show_the_page_of_its_target() -> None:
    """`seite:` before the ident."""
    assert blocks("Siehe [](seite:ziel).")[0] == Paragraph((Text("Siehe "), PageReference("ziel"), Text(".")))


def test_a_footnote_that_is_cited_twice_is_one_node() -> None:
    """By that it is known as the same one."""
    first, second = blocks("Ein Wort[^a].\n\nNoch eins[^a].\n\n[^a]: Satzung.\n")
    assert first.children[1] is second.children[1]
