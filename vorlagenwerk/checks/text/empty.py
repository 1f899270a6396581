"""Places of a paper that hold nothing: a heading with nothing below it, a list item without words."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.checks.text.whole import Whole
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.problems import Problem, quote, warning


def empty_places(document: tree.Document, whole: Whole) -> Iterator[Problem]:
    """A heading is empty when the next of its level or above follows, or the end; a deeper one answers for itself."""
    pending: tuple[tree.Heading, str] | None = None
    for block, field in _leaves(document.children, ""):
        if isinstance(block, tree.Heading):
            if pending is not None and block.level <= pending[0].level:
                yield _empty_heading(*pending, whole)
            pending = block, field
        elif isinstance(block, tree.List):
            yield from _empty_items(block, field, whole)
            pending = None
        elif pending is not None and not _is_blank(block):
            pending = None
    if pending is not None:
        yield _empty_heading(*pending, whole)


def _leaves(blocks: tuple[tree.Block, ...], field: str) -> Iterator[tuple[tree.Block, str]]:
    """The blocks in reading order with the field that they stand in; a list or a paper taken in is one block."""
    for block in blocks:
        match block:
            case tree.Field(pointer, _, children):
                yield from _leaves(children, pointer)
            case tree.Section(children, is_taken=False):
                yield from _leaves(children, field)
            case _:
                yield block, field


def _is_blank(block: tree.Block) -> bool:
    return isinstance(block, tree.Paragraph) and not walking.has_words(block.children)


def _empty_items(block: tree.List, field: str, whole: Whole) -> Iterator[Problem]:
    for number, item in enumerate(block.items, start=block.start):
        if all(_is_blank(inner) for inner in item.children):
            text = f"Der {number - block.start + 1}. Punkt einer Aufzählung ist leer."
            yield warning("TXT-365", whole.place_of(field, ""), text, "Bitte ausfüllen oder streichen.")
        for inner in item.children:
            if isinstance(inner, tree.List):
                yield from _empty_items(inner, field, whole)


def _empty_heading(heading: tree.Heading, field: str, whole: Whole) -> Problem:
    title = walking.plain_text(heading.children)
    value = next((inline.pointer for inline in heading.children if isinstance(inline, tree.Value)), "")
    return warning(
        "TXT-365",
        whole.place_of(field or value, title),
        f"Unter der Überschrift {quote(title)} steht nichts.",
        "Bitte einen Text ergänzen oder den Abschnitt streichen.",
    )
