"""Call-outs on the pages that are counted, and the room that numbers of lists need."""

from __future__ import annotations

import pytest

from tests.looks import shipped_look
from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.callouts import is_kept
from vorlagenwerk.basics.typesetting.flow import Box, Lines
from vorlagenwerk.basics.typesetting.list_numbers import numbers, room_for
from vorlagenwerk.data.tree import (
    Block,
    Column,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
    Text,
)

LOOK = shipped_look()
WORDS = Paragraph((Text("Bitte beachten Sie die Frist."),))
LONG = Paragraph((Text("Die Stadt Musterstadt berät über ihren Haushalt. " * 12),))
POINTS = List((ListItem((WORDS,)), ListItem((WORDS,))))


def boxes(*blocks: Block) -> list[Box]:
    return list(BoxMaker(LOOK, []).boxes(blocks))


def lines(*blocks: Block) -> list[Lines]:
    return [box for box in boxes(*blocks) if isinstance(box, Lines)]


def test_a_box_has_one_rule_at_either_end():
    """What stands in the middle has none."""
    (alone,) = lines(Paragraph(WORDS.children, "hinweis"))
    found = lines(Quote((WORDS, POINTS, WORDS), "hinweis"))
    assert [box.edge for box in found] == [alone.edge // 2, 0, 0, alone.edge // 2] and alone.edge
    assert (found[0].before, found[-1].after) == (alone.before, alone.after)
    assert all(box.before == 0 and box.after < alone.after for box in found[1:3])


def test_paragraphs_of_a_call_out_share_its_frame():
    """As Word joins neighbours in one style; those that something parts have a frame each."""
    note = Paragraph(WORDS.children, "hinweis")
    edge = lines(note)[0].edge
    assert [box.edge for box in lines(note, note, note)] == [edge // 2, 0, edge // 2]
    assert [box.edge for box in lines(note, WORDS, note)] == [edge, 0, edge]


def test_lines_in_a_box_are_as_narrow_as_the_box():
    """A quotation leaves room at both sides; lists in it stand further in."""
    words = Paragraph(LONG.children * 9)
    plain, quoted = lines(words)[0], lines(Quote((words,)))[0]
    listed = lines(Quote((List((ListItem((words,)),)),)))[0]
    assert plain.total < quoted.total < listed.total


def test_a_low_box_keeps_its_blocks_together():
    """Where its style keeps lines together; a quotation may break anywhere."""
    assert [box.keep_next for box in lines(Quote((WORDS, POINTS), "hinweis"))] == [True, True, False]
    assert not any(box.keep_next for box in lines(Quote((WORDS, POINTS))))
    assert not any(box.keep_next for box in lines(Quote((LONG,) * 9, "hinweis")))


@pytest.mark.parametrize(
    ("block", "is_so"),
    [
        (WORDS, True),
        (Quote((LONG, POINTS)), True),
        (List((ListItem((WORDS,)),) * 30), False),
        (Table("", "", "", (Column("a", "A"),), (Row(("a",)),) * 3), True),
        (Table("", "", "", (Column("a", "A"),), (Row(("a",)),) * 30), False),
        (Picture("b", "", "Karte", Image("png", b"", 4000, 2500)), True),
        (Picture("b", "", "Karte", Image("png", b"", 4000, 9000)), False),
        (Heading(1, (Text("Titel"),)), True),
    ],
)
def test_a_box_is_low_by_all_that_stands_in_it(block: Block, is_so: bool):
    """Whatever it is, and however deep it stands."""
    assert is_kept(Quote((WORDS, block), "quelle"), keeps_lines=False) is is_so
    assert is_kept(Quote((WORDS, block)), keeps_lines=True) is is_so
    assert not is_kept(Quote((WORDS, block)), keeps_lines=False)


def test_a_table_parts_a_box():
    """Word ends the box above it and begins another below."""
    table = Table("", "", "", (Column("a", "A"),), (Row(("a",)),))
    whole = sum(box.whole for box in lines(Quote((WORDS, table, WORDS), "hinweis")))
    assert whole == 2 * lines(Paragraph(WORDS.children, "hinweis"))[0].whole


def test_numbers_are_written_as_word_counts():
    """Behind z comes aa, then bb; Roman numbers stand on the third level."""
    assert numbers(0, 99, 2) == ["99.", "100."]
    assert numbers(1, 26, 3) == ["z)", "aa)", "bb)"]
    assert numbers(2, 4, 2) == ["iv)", "v)"] and numbers(3, 1, 1) == ["1."]


def test_the_widest_number_makes_the_room():
    """The step of the list holds two digits; more of them, and Roman numbers on the way, need more."""
    assert room_for("decimal", "%1.", 1, 99, 11, 357) == 357
    assert room_for("decimal", "%1.", 1, 100, 11, 357) == room_for("decimal", "%1.", 100, 1, 11, 357) > 357
    assert room_for("lowerRoman", "%1)", 1, 20, 11, 357) == room_for("lowerRoman", "%1)", 18, 1, 11, 357) > 357
    assert room_for("lowerLetter", "%1)", 1, 10_000, 11, 357) == 1440
