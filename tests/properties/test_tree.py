"""Trees of any shape: walking finds every node, and headings get the numbers that counting gives."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.trees import documents
from vorlagenwerk.building.taking import take_in
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import Node, fields_of
from vorlagenwerk.data.positions import Place


def nodes_below(value: Any) -> list[int]:
    """The identities of all nodes in a value, found by looking into everything that holds anything."""
    if isinstance(value, Node):
        return [id(value), *(found for field in fields_of(value) for found in nodes_below(field))]
    return [found for entry in value for found in nodes_below(entry)] if isinstance(value, tuple) else []


@settings(max_examples=150, deadline=None)
@given(documents)
def test_walking_visits_every_node_once_in_reading_order(document: tree.Document) -> None:
    """A check that walks the tree misses nothing and judges nothing twice; columns of a table come before its rows."""
    visited = [id(node) for node in walking.walk(document)]
    assert visited == nodes_below(document)[1:]


@settings(max_examples=150, deadline=None)
@given(documents)
def test_a_tree_is_equal_to_its_rebuilt_self(document: tree.Document) -> None:
    """Trees travel between processes as plain values and mean the same there."""
    kind, values = document.__reduce__()
    rebuilt = kind(*values)
    assert rebuilt == document
    assert hash(rebuilt) == hash(document)
    assert repr(rebuilt) == repr(document)


outlines = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=12)


def has_number(outline: list[tuple[int, bool]], index: int, top: int) -> bool:
    """Whether a heading is numbered, and every heading that it stands below, down from the topmost numbered level."""
    level, numbered = outline[index]
    for above, above_numbered in reversed(outline[:index]):
        if above < level:
            level = above
            numbered = numbered and (above_numbered or above < top)
    return numbered


def counted(outline: list[tuple[int, bool]]) -> list[str]:
    """The numbers by counting: how many numbered headings of each level stand since the last higher one."""
    top = min((level for level, numbered in outline if numbered), default=1)
    shown = [has_number(outline, index, top) for index in range(len(outline))]
    numbers = []
    for index, (level, _) in enumerate(outline):
        parts = []
        for wanted in range(top, level + 1):
            start = max((i + 1 for i in range(index) if outline[i][0] < wanted), default=0)
            parts.append(sum(shown[i] for i in range(start, index + 1) if outline[i][0] == wanted))
        numbers.append(".".join(map(str, parts)) if shown[index] else "")
    return numbers


@settings(max_examples=300, deadline=None)
@given(outlines)
def test_headings_get_the_numbers_that_counting_gives(outline: list[tuple[int, bool]]) -> None:
    """Whatever levels follow each other; below a heading without number nothing has one."""
    headings = tuple(tree.Heading(level, (), f"h{i}", numbered) for i, (level, numbered) in enumerate(outline))
    finished, problems = finish(tree.Document("", headings), [], lambda ident: Place(ident))
    assert problems == []
    assert [block.number for block in finished.children if isinstance(block, tree.Heading)] == counted(outline)


@settings(max_examples=150, deadline=None)
@given(documents)
def test_taking_a_paper_in_changes_levels_and_names_only(document: tree.Document) -> None:
    """Not a word is lost or doubled on the way into another paper."""
    taken = take_in(document.children, "anlage")
    before, after = ([*walking.walk(tree.Document("Titel", blocks))] for blocks in (document.children, taken))
    # fields lose their border, since they are fields of another file, and contents are those of the paper
    before = [node for node in before if not isinstance(node, tree.Field | tree.Contents)]
    assert [type(node) for node in after] == [type(node) for node in before]
    assert [said(node) for node in after] == [said(node) for node in before]


def said(node: Any) -> Any:
    """The words of a node itself."""
    if isinstance(node, tree.Table):
        return [walking.plain_text(cell) for row in node.rows for cell in row.cells]
    return getattr(node, "text", None)
