"""Whatever the content connects, a drawing can be read: nothing overlaps, nothing is cut off."""

from __future__ import annotations

import datetime
import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from vorlagenwerk.building.drawings.axis import axis_of
from vorlagenwerk.building.drawings.dates import Milestone, Phase, Times
from vorlagenwerk.building.drawings.entries import Box, Link, Structure
from vorlagenwerk.building.drawings.kinds import line_kinds
from vorlagenwerk.building.drawings.sentences import LONGEST, describe_structure, describe_time
from vorlagenwerk.building.drawings.shapes import Rect, Sketch
from vorlagenwerk.building.drawings.structure import Drawn, draw
from vorlagenwerk.building.drawings.text import LEAST_SIZE, Font
from vorlagenwerk.building.drawings.timeline import draw_times

FONT = Font()
TITLES = st.text("abcdefghijklmnopqrstuvwxyzäöüßABCDÄÖ -/–1234", min_size=1, max_size=90).filter(str.strip)
KINDS = ("leitet", "unter", "berichtet", "abgestimmt", "entsendet", "anderes")


@st.composite
def structures(draw_value: st.DrawFn) -> Structure:
    """Up to 20 boxes with long titles and any connections, circles too."""
    boxes = draw_value(
        st.lists(
            st.builds(
                Box, TITLES, st.one_of(st.just(""), TITLES), st.sampled_from("abcd"), st.sampled_from((0, 0, 0, 1, 3))
            ),
            min_size=1,
            max_size=20,
        )
    )
    numbers = st.integers(0, len(boxes) - 1)
    links = st.builds(Link, numbers, numbers, st.sampled_from(KINDS), st.sampled_from(("", "", "Bericht", "Mittel")))
    connections = draw_value(st.lists(links.filter(lambda link: link.start != link.end), max_size=24))
    return Structure(tuple(boxes), tuple(dict.fromkeys(connections)))


def drawn(structure: Structure) -> Drawn:
    """The sketch of a structure without code lists."""
    kinds = line_kinds((link.kind for link in structure.links), lambda _name: "")
    return draw(structure, kinds, {}, FONT)


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two boxes share more than an edge."""
    return (
        one.x < other.x + other.width - 0.01
        and other.x < one.x + one.width - 0.01
        and one.y < other.y + other.height - 0.01
        and other.y < one.y + one.height - 0.01
    )


def passes_through(sketch: Sketch) -> list[tuple[Rect, tuple[float, float], tuple[float, float]]]:
    """Lines that run through the inside of a box."""
    return [
        (rect, one, other)
        for stroke in sketch.strokes
        for one, other in zip(stroke.points, stroke.points[1:], strict=False)
        for rect in sketch.rects
        if max(one[0], other[0]) > rect.x + 0.1
        and min(one[0], other[0]) < rect.x + rect.width - 0.1
        and max(one[1], other[1]) > rect.y + 0.1
        and min(one[1], other[1]) < rect.y + rect.height - 0.1
    ]


@given(structures())
@settings(max_examples=150, deadline=None)
def test_boxes_never_overlap_and_lines_never_run_through_them(structure: Structure) -> None:
    """A structure that cannot be told apart says something wrong."""
    sketch = drawn(structure).sketch
    assert len(sketch.rects) == len(structure.boxes)
    assert not [pair for pair in combinations(sketch.rects, 2) if overlap(*pair)]
    assert passes_through(sketch) == []


@given(structures())
@settings(max_examples=100, deadline=None)
def test_text_stays_in_its_box_and_everything_in_the_drawing(structure: Structure) -> None:
    """Nothing is cut off at an edge, and nothing is smaller than can be read."""
    sketch = drawn(structure).sketch
    low, high = sketch.sides()
    for rect in sketch.rects:
        for line in rect.lines:
            left = line.left(FONT)
            assert line.size >= LEAST_SIZE
            assert (
                rect.x <= left
                and left + FONT.measure(line.text, line.size, bold=line.bold) <= rect.x + rect.width + 0.1
            )
            assert rect.y < line.y - 0.5 * line.size and line.y < rect.y + rect.height
    points = [point for shape in (*sketch.strokes, *sketch.heads) for point in shape.points]
    assert all(low - 0.1 <= x <= high + 0.1 and 0 <= y <= sketch.height for x, y in points)
    assert all(badge.y + badge.height / 2 <= sketch.height for badge in sketch.badges)


@given(structures())
@settings(max_examples=60, deadline=None)
def test_every_connection_is_drawn_and_told(structure: Structure) -> None:
    """The same structure gives the same drawing, with a head for each arrow, and words for those who do not see it."""
    kinds = line_kinds((link.kind for link in structure.links), lambda _name: "")
    sketch = drawn(structure).sketch
    assert drawn(structure).sketch == sketch
    assert bool(sketch.strokes) == bool(structure.links)
    assert bool(sketch.heads) == any(kinds[link.kind].arrows for link in structure.links)
    description = describe_structure(structure, kinds)
    assert 0 < len(description) <= LONGEST


DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2029, 12, 31))
PHASES = st.builds(
    lambda title, one, other: Phase(title, min(one, other), max(one, other)), TITLES.map(str.strip), DAYS, DAYS
)


@given(
    st.lists(PHASES, min_size=1, max_size=20), st.lists(st.builds(Milestone, TITLES.map(str.strip), DAYS), max_size=20)
)
@settings(max_examples=100, deadline=None)
def test_a_time_line_stays_within_its_edges(phases: list[Phase], stones: list[Milestone]) -> None:
    """Bars stand under each other, words beside or inside them, and all of it on the paper."""
    times = Times(tuple(phases), tuple(sorted(stones, key=lambda stone: stone.day)))
    sketch = draw_times(times, FONT)
    lines = [*sketch.lines, *(line for shape in (*sketch.bars, *sketch.diamonds) for line in shape.lines)]
    for line in lines:
        left = line.left(FONT)
        assert left >= -0.1 and left + FONT.measure(line.text, line.size, bold=line.bold) <= sketch.width + 0.1
        assert line.y <= sketch.height
    rects = [Rect(bar.x, bar.y, bar.width, bar.height, 0) for bar in sketch.bars]
    assert not [pair for pair in combinations(rects, 2) if overlap(*pair)]
    said = [diamond.lines[0].text for diamond in sketch.diamonds]
    if numbered := [text.split("–") for text in said if re.fullmatch("[0-9]+(–[0-9]+)?", text)]:
        # those of one day share a diamond that says „2–4“
        shown = [number for span in numbered for number in range(int(span[0]), int(span[-1]) + 1)]
        assert shown == [*range(1, len(stones) + 1)] and len(numbered) == len(said)
    else:
        assert len(said) == len(stones)
    assert 0 < len(describe_time(phases, stones)) <= LONGEST


@given(DAYS, DAYS)
@settings(max_examples=100, deadline=None)
def test_the_names_of_an_axis_never_touch(one: datetime.date, other: datetime.date) -> None:
    """From a few days to ten years: months, quarters or years, each with room for its name."""
    axis = axis_of(Times((Phase("x", min(one, other), max(one, other)),), ()), 437)
    assert axis.first <= min(one, other) and max(one, other) < axis.end
    for steps, size, bold in ((axis.years(), 9, True), (axis.parts(), LEAST_SIZE, False)):
        assert all(FONT.measure(step.name, size, bold=bold) <= step.width for step in steps if step.name)
    assert any(step.name for step in (*axis.years(), *axis.parts()))
