"""From marked Markdown to blocks, token by token. Lines: test_parsing_lines; whole prose fields: test_markdown."""

from __future__ import annotations

import pytest

from tests.unit.building.desk import Desk, blocks, items, par, told
from vorlagenwerk.building.markdown import MAX_NESTING
from vorlagenwerk.building.marks import Blocks, Inlines, Prose, Template
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.data.tree import Code, Field, Heading, Link, List, Paragraph, Quote, Row, Strong, Table, Text, Value
from vorlagenwerk.data.walking import plain_text, walk


@pytest.mark.parametrize("start", ["", "- ", "> ", "  ", "* "])
@pytest.mark.parametrize("date", ["18. Juni 2009", "1. Mai", "31. Dezember"])
def test_a_date_at_the_start_of_a_line_is_text(start: str, date: str) -> None:
    """Also in a list or quotation, and never item 18 of a list."""
    (found,) = blocks(f"{start}{date} war Sitzung")
    while not isinstance(found, Paragraph):
        assert isinstance(found, List | Quote) and not (isinstance(found, List) and found.ordered)
        (found,) = found.items[0].children if isinstance(found, List) else found.children
    assert plain_text(found.children) == f"{date} war Sitzung"


def test_a_date_after_a_soft_line_break_stays_in_its_paragraph() -> None:
    """A paragraph whose second line begins with “1. Juni” is not torn apart."""
    assert blocks("Sitzung am\n1. Juni 2009") == (par("Sitzung am 1. Juni 2009"),)


def test_numbers_that_are_no_dates_make_lists() -> None:
    """“1. Junge” is an item, however much it looks like a month."""
    assert blocks("1. Junge\n2. Maien") == (List(items("Junge", "Maien"), ordered=True),)
    assert blocks("4. vier\n5. fünf") == (List(items("vier", "fünf"), ordered=True, start=4),)


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "▪", "●", "‣", "·"])
def test_every_bullet_that_people_type_makes_a_list(mark: str) -> None:
    """Directly below a paragraph, too."""
    assert blocks(f"Punkte:\n{mark} a\n{mark} b") == (par("Punkte:"), List(items("a", "b")))


def test_a_list_nests_down_to_the_deepest_level_and_no_deeper() -> None:
    """Nine levels, as in Word; the tenth is a finding instead of lost text."""
    found = blocks("\n".join(f"{'  ' * depth}- e{depth}" for depth in range(MAX_NESTING)))
    for depth in range(MAX_NESTING):
        (found_list,) = [block for block in found if isinstance(block, List)]
        (item,) = found_list.items
        assert item.children[0] == par(f"e{depth}")
        found = item.children[1:]
    assert found == ()
    assert told("> " * (MAX_NESTING + 1) + "x") == [("TXT-301", None)]
    assert told("\n".join(f"{'  ' * depth}- e" for depth in range(MAX_NESTING + 1))) == [("TXT-301", None)]


def test_a_table_keeps_cells_alignment_and_marks() -> None:
    """Cells hold inlines, columns say where their text stands."""
    (table,) = blocks("| A | B | C |\n|:--|--:|:-:|\n| **a** | 1 |  |\n| x \\| y | 2 | z |")
    assert isinstance(table, Table)
    assert [(c.title, c.align) for c in table.columns] == [("A", "links"), ("B", "rechts"), ("C", "mitte")]
    strong = (Strong((Text("a"),)),)
    assert table.rows == (Row((strong, (Text("1"),), ())), Row(((Text("x | y"),), (Text("2"),), (Text("z"),))))


@pytest.mark.parametrize("head", ["| A |  |", "| A | A |", "| A | A  |"])
def test_a_table_needs_a_title_for_each_column(head: str) -> None:
    """The finding points at the head row."""
    assert told(f"Text\n\n{head}\n|---|---|\n| 1 | 2 |") == [("BAR-102", 2)]


def test_fenced_text_is_told_or_kept() -> None:
    """Whatever becomes of it, its words do not vanish in silence."""
    desk = Desk()
    found = parse_blocks("```\n# eins\n- zwei\n```", desk, 0)
    kept = " ".join(node.text for block in found for node in walk(block) if isinstance(node, Text | Code))
    assert desk.told or ("eins" in kept and "zwei" in kept)


def test_no_word_of_indented_text_is_lost() -> None:
    """Four blanks by accident make a paragraph of its own, whatever it looks like."""
    found = blocks("    eins\n\n    zwei")
    assert [plain_text(block.children) for block in found if isinstance(block, Paragraph)] == ["eins", "zwei"]


def test_headings_of_prose_go_below_the_heading_above() -> None:
    """Whatever depth the author begins with; no heading goes below level six."""
    for text in ("# a\n\n## b", "### a\n\n#### b"):
        assert [block.level for block in blocks(text, 2) if isinstance(block, Heading)] == [3, 4]
    assert [block.level for block in blocks("# a\n\n## b", 5) if isinstance(block, Heading)] == [6, 6]
    assert told("# a\n\n### b") == [("BAR-101", 2)]


def test_marks_become_what_they_stand_for() -> None:
    """In a line, alone in a paragraph, in a link's target and in a macro's result."""
    desk = Desk()
    value = desk.marks.put(Inlines((Value("# x | y", "/a"),)))
    prose = desk.marks.put(Prose("- a\n- b", ("text",)))
    macro = desk.marks.put(Template(f"**{value}**"))
    made = desk.marks.put(Blocks(lambda level: (Heading(level + 1, (Text("neu"),)),)))
    mail = desk.marks.put(Inlines((Value("a@b.example"),)))
    source = f"# Kopf\n\nvor {value} nach\n\n{prose}\n\n{macro}\n\n{made}\n\n[{mail}](mailto:{mail})"
    assert parse_blocks(source, desk, 0) == (
        Heading(1, (Text("Kopf"),)),
        par("vor ", Value("# x | y", "/a"), " nach"),
        Field("/feld", "feld", (List(items("a", "b")),)),
        par(Strong((Value("# x | y", "/a"),))),
        Heading(2, (Text("neu"),)),
        par(Link("mailto:a@b.example", (Value("a@b.example"),))),
    )
    assert desk.told == []


def test_blocks_in_the_midst_of_a_line_are_a_finding() -> None:
    """A table between words would tear the sentence apart; one paragraph of prose fits in."""
    desk = Desk()
    made = desk.marks.put(Blocks(lambda level: (Quote(()),)))
    assert parse_blocks(f"Text {made} Text", desk, 0) == (par("Text  Text"),)
    assert [code for code, _ in desk.told] == ["VOR-303"]
    fine = desk.marks.put(Prose("**gut**", ("a",)))
    assert parse_blocks(f"Text {fine}", desk, 0) == (par("Text ", Strong((Text("gut"),))),)


def test_a_call_out_is_a_quotation_with_a_role() -> None:
    """`[!hinweis]` on its first line; a quotation without it stays one."""
    beware = Paragraph((Text("Bitte "), Strong((Text("beachten"),)), Text(".")), "hinweis")
    later = Paragraph((Text("Sofort."),), "hinweis")
    assert blocks("> [!hinweis]\n> Bitte **beachten**.\n>\n> Sofort.") == (beware, later)
    assert blocks("> [!hinweis] Bitte **beachten**.") == (beware,)
    for text in ("> Zitat [!hinweis]", "> \\[!hinweis]\n> Zitat", "> - [!hinweis]"):
        assert [block.role for block in blocks(text) if isinstance(block, Quote)] == ["zitat"]
    for role in ("unbekannt", "NOTE"):
        assert [code for code, _ in told(f"> [!{role}]\n> Text")] == ["TXT-346"]


def test_a_call_out_that_holds_more_than_paragraphs_is_one_box() -> None:
    """Its role stands around all of it: lists, tables and other quotations, with or without words before them."""
    listed = List(items("Punkt"))
    assert blocks("> [!hinweis]\n> Bitte:\n>\n> - Punkt") == (Quote((par("Bitte:"), listed), "hinweis"),)
    assert blocks("> [!hinweis]\n> - Punkt") == (Quote((listed,), "hinweis"),)
    assert blocks("> [!hinweis]\n>\n> > Zitat") == (Quote((Quote((par("Zitat"),)),), "hinweis"),)
    (box,) = blocks("> [!hinweis]\n> | A | B |\n> |---|---|\n> | 1 | 2 |")
    assert isinstance(box, Quote) and isinstance(box.children[0], Table)


def test_a_picture_and_a_field_stand_directly_below_the_role() -> None:
    """The line with the role is no part of the paragraph below it."""
    desk = Desk()
    field = desk.marks.put(Prose("eins\n\n- zwei", ("a",)))
    (box,) = parse_blocks(f"> [!hinweis]\n> {field}", desk, 0)
    assert isinstance(box, Field) and box.children == (Quote((par("eins"), List(items("zwei"))), "hinweis"),)
    assert told("> [!hinweis]\n> ![Karte](fehlt.png)") == told("![Karte](fehlt.png)")
