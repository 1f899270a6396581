"""Taking one paper into another as its annex: headings go one level down, names get the annex's name in front."""

from __future__ import annotations

from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace


def take_in(blocks: tuple[tree.Block, ...], ident: str) -> tuple[tree.Block, ...]:
    """The blocks of a paper as part of another one, below the heading of the annex `ident`.

    The paper that takes them in counts them, and words those of their references that have no words yet; references
    inside the annex stay inside it.
    """
    return _Taker(ident).blocks(blocks)


class _Taker:
    def __init__(self, ident: str) -> None:
        self.prefix = f"{ident}-"
        self._notes: dict[int, tree.Note] = {}

    def _block(self, block: tree.Block) -> tree.Block:
        match block:
            case tree.Heading(level, children, ident, numbered):
                return tree.Heading(min(level + 1, 6), self._line(children), self._named(ident), numbered)
            case tree.Paragraph(children):
                return replace(block, children=self._line(children))
            case tree.Table(ident):
                return replace(block, ident=self._named(ident), number="", pointer="", rows=self._rows(block.rows))
            case tree.Picture(ident):
                return replace(block, ident=self._named(ident), number="")
        return walking.with_blocks(block, self.blocks)

    def _named(self, ident: str) -> str:
        return self.prefix + ident if ident else ""

    def blocks(self, blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
        taken: list[tree.Block] = []
        for block in blocks:
            match block:
                case tree.Contents():
                    pass  # the contents of the paper name the headings of the annex too
                case tree.Field(_, _, children):
                    taken += self.blocks(children)  # the field is one of another file
                case _:
                    taken.append(self._block(block))
        return tuple(taken)

    def _rows(self, rows: tuple[tree.Row, ...]) -> tuple[tree.Row, ...]:
        if walking.is_plain(rows):
            return rows  # rows of plain text hold no references, and there may be very many
        return tuple(
            row._replace(cells=tuple(c if isinstance(c, str) else self._line(c) for c in row.cells)) for row in rows
        )

    def _line(self, inlines: tuple[tree.Inline, ...]) -> tuple[tree.Inline, ...]:
        return tuple(self._inline(inline) for inline in inlines)

    def _inline(self, inline: tree.Inline) -> tree.Inline:
        match inline:
            case tree.Reference(ident, children) | tree.PageReference(ident, children):
                return replace(inline, ident=self._named(ident), children=self._line(children))
            case tree.Strong(children) | tree.Emphasis(children) | tree.Link(_, children):
                return replace(inline, children=self._line(children))
            case tree.Foreign(_, children):
                return replace(inline, children=self._line(children))
            case tree.Note(children):
                # one that is cited again stays one
                return self._notes.setdefault(id(inline), replace(inline, children=self._line(children)))
            case tree.Value():
                return tree.Value(inline.text)  # its field is in another file
        return inline
