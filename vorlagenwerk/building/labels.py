"""The last pass over a tree: references say what they lead to, footnotes get numbers, German blanks do not break."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

from vorlagenwerk.basics import german
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace

_NAMES = ("Abschnitt ", "Abschnitten ", "Abschnitts ", "Kapitel ", "Kapitels ", "Nummer ", "Punkt ")
"""What a reference stands behind that shows a number: no line breaks between them."""


class Labels:
    """Rebuilds blocks in reading order; `labels` is what each ident is called, `keeps` whether a list stays."""

    def __init__(self, labels: Mapping[str, str], keeps: Callable[[tree.Contents], bool]) -> None:
        self._labels = labels
        self._keeps = keeps
        self._notes: dict[int, tree.Note] = {}
        """The finished footnotes by the identity of the node they were made of: one that is cited again is the same."""

    def blocks(self, blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
        """The finished blocks."""
        kept = [block for block in blocks if not isinstance(block, tree.Contents) or self._keeps(block)]
        finished = tuple([self._block(block) for block in kept])
        return blocks if len(kept) == len(blocks) and all(map(operator.is_, finished, blocks)) else finished

    def _block(self, block: tree.Block) -> tree.Block:
        match block:
            case tree.Heading() | tree.Paragraph():
                line = self._line(block.children)
                return block if line is block.children else replace(block, children=line)
            case tree.Table():
                if walking.is_plain(block.rows):
                    return block  # cells that are strings are finished; big tables pass untouched
                return replace(block, rows=tuple(self._row(row) for row in block.rows))
        return walking.with_blocks(block, self.blocks)

    def _row(self, row: tree.Row) -> tree.Row:
        return row._replace(cells=tuple(cell if isinstance(cell, str) else self._line(cell) for cell in row.cells))

    def _line(self, inlines: tuple[tree.Inline, ...]) -> tuple[tree.Inline, ...]:
        finished = [self._inline(inline) for inline in inlines]
        for index, inline in enumerate(finished[1:] if len(finished) > 1 else ()):
            before = finished[index]
            if isinstance(inline, tree.Reference) and isinstance(before, tree.Text) and before.text.endswith(_NAMES):
                finished[index] = tree.Text(f"{before.text[:-1]}{german.NO_BREAK}")
        if all(map(operator.is_, finished, inlines)):
            return inlines  # most lines are finished as they are
        return tuple(finished)

    def _inline(self, inline: tree.Inline) -> tree.Inline:
        match inline:
            case tree.Text(text):
                shown = german.nonbreaking(text)
                return inline if shown == text else tree.Text(shown)
            case tree.Strong(children) | tree.Emphasis(children) | tree.Foreign(_, children):
                return replace(inline, children=self._line(children))
            case tree.Link(target, children):
                return tree.Link(target, self._line(children) or (tree.Text(target),))
            case tree.Reference(ident, children) | tree.PageReference(ident, children):
                return replace(inline, children=self._line(children) or (self._label(ident),))
            case tree.Note(children):
                if id(inline) not in self._notes:
                    self._notes[id(inline)] = tree.Note(self._line(children), str(len(self._notes) + 1))
                return self._notes[id(inline)]
        return inline

    def _label(self, ident: str) -> tree.Text:
        return tree.Text(german.nonbreaking(self._labels.get(ident, ident)))
