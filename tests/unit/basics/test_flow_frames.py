"""Boxes whose frame crosses the turn of a page."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.flow import Lines, Pages


def pages_of(*boxes: Lines) -> list[int]:
    pages = Pages()
    pages.begin(1000, 1000)
    for box in boxes:
        pages.add(box)
    pages.end()
    return pages.found


def test_a_frame_takes_room_at_the_foot_and_the_head_where_a_page_ends_inside() -> None:
    """Word and LibreOffice close it at the foot and open it again: less text stands on either page."""
    last = Lines(1, 100, is_place=True)
    assert pages_of(Lines(18, 100), last) == [2]
    assert pages_of(Lines(18, 100, frame=150), last) == [3]


def test_a_frame_opens_again_above_the_paragraph_that_a_page_begins_with() -> None:
    """The page ended between two paragraphs of the box."""
    inside = Lines(8, 100, frame=150, inside=True)
    assert pages_of(Lines(10, 100), inside, Lines(2, 100, is_place=True)) == [3]


def test_a_line_higher_than_a_page_in_a_frame_comes_to_an_end() -> None:
    """Counting goes on behind it."""
    assert pages_of(Lines(3, 1200, frame=150, inside=True), Lines(1, 100, is_place=True))[0] >= 2
