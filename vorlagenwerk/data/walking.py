"""Ways through a tree: every node, every place that people refer to, every block inside a block, every letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from vorlagenwerk.data.node import Node as _Node
from vorlagenwerk.data.node import fields_of as _fields
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import (
    Block,
    Break,
    Cell,
    Code,
    Document,
    Emphasis,
    Field,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Node,
    Note,
    PageReference,
    Paragraph,
    Picture,
    Placed,
    Quote,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Value,
)


def walk(node: Document | Node) -> Iterator[Node]:
    """Every node below `node` in reading order; table cells that are plain strings are no nodes."""
    for value in _fields(node):
        if isinstance(value, tuple) and value:
            yield from _walk_tuple(value)


def _walk_tuple(values: tuple[object, ...]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, _Node):
            yield value  # type: ignore[misc]  # every class here is a node
            yield from walk(value)  # type: ignore[arg-type]
        elif isinstance(value, Row):
            for cell in value.cells:
                if type(cell) is not str:
                    yield from _walk_tuple(cell)  # type: ignore[arg-type]


_HOLDERS = frozenset((List, Quote, Section, Field))
"""What holds other blocks; few blocks do, and to ask for each of these classes takes longer than to look here."""


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks and those inside them in reading order; table rows are not looked into."""
    for block in blocks:
        yield block
        if type(block) not in _HOLDERS:
            continue
        match block:
            case List(items):
                for item in items:
                    yield from every_block(item.children)
            case Quote(children) | Section(children) | Field(_, _, children):
                yield from every_block(children)


def places(blocks: tuple[Block, ...]) -> Iterator[Placed]:
    """Headings, tables and pictures in reading order."""
    return (block for block in every_block(blocks) if isinstance(block, (Heading, Table, Picture)))


def is_plain(rows: Sequence[Row]) -> bool:
    """Whether all cells are text without anything in it, as those of long tables are."""
    return {str}.issuperset(map(type, chain.from_iterable([row.cells for row in rows])))


def with_blocks(block: Block, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Block:
    """The block with the blocks inside it changed; where `change` gives back the same tuples, the block itself."""
    if type(block) not in _HOLDERS:
        return block
    match block:
        case List(items):
            changed = [change(item.children) for item in items]
            if all(now is item.children for now, item in zip(changed, items, strict=True)):
                return block
            return replace(block, items=tuple([ListItem(now) for now in changed]))
        case Quote(children) | Section(children) | Field(_, _, children):
            now = change(children)
            return block if now is children else replace(block, children=now)
    return block


def in_role(blocks: tuple[Block, ...], role: str) -> tuple[Block, ...]:
    """The blocks in another role: paragraphs alone each take it; with anything else among them they stand in one box.

    Paragraphs that have a role of their own keep it.
    """
    match blocks:
        case (Field(_, _, children) as field,):
            return (replace(field, children=in_role(children, role)),)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(blocks):
        return (Quote(blocks, role),)
    return tuple([Paragraph(block.children, role) if block.role == "standard" else block for block in paragraphs])


def spans(table: Table) -> dict[int, list[int]]:
    """For each merged column how many rows every cell covers: 1 for a cell alone, 0 for one that the cell above covers.

    A cell ends where the text changes, at a sum, and where a merged column to its left ends.
    """
    found: dict[int, list[int]] = {}
    begins = {number for number, row in enumerate(table.rows) if row.kind != "zeile"}
    begins |= {0, *(number + 1 for number in begins)}
    for index, column in enumerate(table.columns):
        if not column.merged:
            continue
        covered: list[int] = []
        for number, row in enumerate(table.rows):
            if number in begins or row.cells[index] != table.rows[number - 1].cells[index]:
                begins.add(number)
                first = number
                covered.append(1)
            else:
                covered.append(0)
                covered[first] += 1
        found[index] = covered
    return found


def plain_text(inlines: Cell) -> str:
    """The letters that a reader sees in a line of inlines or a cell."""
    if isinstance(inlines, str):
        return inlines
    return "".join(map(_letters, inlines))


def has_words(inlines: Cell) -> bool:
    """Whether a reader sees anything there; blanks and places where a word may break are nothing."""
    parts = [inlines] if isinstance(inlines, str) else map(_letters, inlines)
    return any(part.replace("\xad", "").strip() for part in parts)


def _letters(inline: Inline) -> str:
    match inline:
        case Text(text) | Value(text) | Code(text):
            return text
        case Break():
            return "\n"
        case Strong(children) | Emphasis(children) | Link(_, children) | Reference(_, children):
            return plain_text(children)
        case Foreign(_, children) | PageReference(_, children):
            return plain_text(children)
        case Note():
            return ""  # stands at the foot of the page, not in the line
