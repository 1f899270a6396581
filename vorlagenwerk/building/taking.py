"""Taking one paper into another as its annex: headings go one level down, names get the annex's name in front."""

from __future__ import annotations

from vorlagenwerk.data import tree
from vorlagenwerk.data.node import replace


def take_in(blocks: tuple[tree.Block, ...], ident: str) -> tuple[tree.Block, ...]:
    """The blocks of a finished paper as part of another one, below the heading of the annex `ident`.

    Numbers are counted anew by the paper that takes them in; references inside the annex stay inside it.
    """
    return tuple(_Taker(ident).block(block) for block in blocks)


class _Taker:
    def __init__(self, ident: str) -> None:
        self.prefix = f"{ident}-"

    def block(self, block: tree.Block) -> tree.Block:
        match block:
            case tree.Heading(level, children, ident, numbered):
                named = self._named(ident)
                return tree.Heading(min(level + 1, 6), self._line(children), named, numbered)
            case tree.Paragraph(children):
                return replace(block, children=self._line(children))
            case tree.List(items):
                return replace(block, items=tuple(tree.ListItem(self._blocks(i.children)) for i in items))
            case tree.Quote(children) | tree.Section(children):
                return replace(block, children=self._blocks(children))
            case tree.Table(ident):
                return replace(block, ident=self._named(ident), number="", rows=self._rows(block.rows))

    def _named(self, ident: str) -> str:
        return self.prefix + ident if ident else ""

    def _blocks(self, blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def _rows(self, rows: tuple[tree.Row, ...]) -> tuple[tree.Row, ...]:
        if all(isinstance(cell, str) for row in rows[:1] for cell in row.cells):
            return rows  # rows of plain text hold no references, and there may be very many
        return tuple(
            row._replace(cells=tuple(c if isinstance(c, str) else self._line(c) for c in row.cells)) for row in rows
        )

    def _line(self, inlines: tuple[tree.Inline, ...]) -> tuple[tree.Inline, ...]:
        return tuple(self._inline(inline) for inline in inlines)

    def _inline(self, inline: tree.Inline) -> tree.Inline:
        match inline:
            case tree.Reference(ident, children):
                return tree.Reference(self._named(ident), self._line(children))
            case tree.Strong(children) | tree.Emphasis(children) | tree.Link(_, children):
                return replace(inline, children=self._line(children))
        return inline
