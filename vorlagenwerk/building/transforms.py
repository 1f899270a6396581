"""From the blocks of a template to a finished tree: numbers, labels, references, unbreakable blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from vorlagenwerk.basics import german
from vorlagenwerk.building.assembly import Mention
from vorlagenwerk.data import tree
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote

Some = TypeVar("Some", bound=tree.Node)


def finish(
    blocks: tuple[tree.Block, ...], mentions: Iterable[Mention], place_of: Callable[[str], Place]
) -> tuple[tuple[tree.Block, ...], list[Problem]]:
    """The blocks with headings and tables numbered and references resolved.

    Dead references are findings where they were written, doubled targets where
    `place_of` finds their ident.
    """
    numbered = _Numbers(blocks).apply(blocks)
    targets = list(_targets(numbered))
    labels = dict(targets)
    problems = [_dead(mention, labels) for mention in mentions if mention.ident not in labels]
    problems += _doubles([ident for ident, _label in targets], place_of)
    return tuple(_Labels(labels).block(block) for block in numbered), problems


class _Numbers:
    """Counts headings and tables in reading order.

    Heading numbers begin at the topmost level that has numbered headings, and afresh below each heading above it.
    """

    def __init__(self, blocks: tuple[tree.Block, ...]) -> None:
        levels = [node.level for node in _headings(blocks) if node.numbered]
        self.base = min(levels, default=1)
        self.counters = [0] * 7
        self.silent = 7
        """Level of the heading without number that the text stands below; what is below it has no number either."""
        self.tables = 0

    def apply(self, blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: tree.Block) -> tree.Block:
        match block:
            case tree.Heading():
                return self._heading(block)
            case tree.Table():
                if not block.caption:
                    return block
                self.tables += 1
                return replace(block, number=str(self.tables))
            case tree.Section():
                return replace(block, children=self.apply(block.children))
            case tree.Quote():
                return replace(block, children=self.apply(block.children))
            case tree.List():
                return replace(block, items=tuple(tree.ListItem(self.apply(i.children)) for i in block.items))
            case tree.Paragraph():
                return block

    def _heading(self, heading: tree.Heading) -> tree.Heading:
        self.counters[heading.level + 1 :] = [0] * len(self.counters[heading.level + 1 :])
        if heading.level <= self.silent:
            self.silent = 7
        if not heading.numbered or heading.level > self.silent:
            if heading.level < self.base:
                self.counters = [0] * 7
            else:
                self.silent = min(self.silent, heading.level)
            return replace(heading, numbered=False)
        self.counters[heading.level] += 1
        number = ".".join(str(count) for count in self.counters[self.base : heading.level + 1])
        return replace(heading, number=number, label=heading.label or number)


def _headings(blocks: tuple[tree.Block, ...]) -> list[tree.Heading]:
    found = []
    for block in blocks:
        if isinstance(block, tree.Heading):
            found.append(block)
        elif isinstance(block, tree.Section):
            found += _headings(block.children)
    return found


def _targets(blocks: tuple[tree.Block, ...]) -> Iterator[tuple[str, str]]:
    """Everything that references can lead to: its ident and what a reference without text shows."""
    for block in blocks:
        match block:
            case tree.Heading() if block.ident:
                yield block.ident, block.label or tree.plain_text(block.children)
            case tree.Table() if block.ident:
                yield block.ident, f"Tabelle {block.number}" if block.number else block.description
            case tree.Section():
                yield from _targets(block.children)


def _doubles(idents: list[str], place_of: Callable[[str], Place]) -> list[Problem]:
    problems = []
    for ident, number in Counter(idents).items():
        if number > 1:
            text = f"Die Kennung {quote(ident)} ist im Papier {number} Mal vergeben."
            remedy = "Jede Kennung darf nur einmal vorkommen, sonst führen Verweise an die falsche Stelle."
            problems.append(error("TXT-321", place_of(ident), text, remedy))
    return problems


def _dead(mention: Mention, labels: dict[str, str]) -> Problem:
    near = german.nearest(mention.ident, labels)
    meant = f"Gemeint ist vielleicht „#{near}“. " if near else ""
    text = f"Der Verweis {quote('#' + mention.ident)} führt ins Leere."
    named = [f"#{ident}" for ident in labels]
    known = ", ".join(named[:12]) + (" …" if len(named) > 12 else "") if named else "keine"
    return error("TXT-320", mention.place(), text, f"{meant}Mögliche Ziele sind: {known}.")


class _Labels:
    """Rebuilds blocks with references filled in and German blanks made unbreakable."""

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels

    def block(self, block: tree.Block) -> tree.Block:
        match block:
            case tree.Heading() | tree.Paragraph():
                return replace(block, children=self.line(block.children))
            case tree.List():
                return replace(block, items=tuple(tree.ListItem(self.blocks(i.children)) for i in block.items))
            case tree.Quote() | tree.Section():
                return replace(block, children=self.blocks(block.children))
            case tree.Table():
                if all(isinstance(row.cells[-1], str) for row in block.rows[:1]):
                    return block  # cells that are strings are finished; big tables pass untouched
                return replace(block, rows=tuple(self._row(row) for row in block.rows))

    def blocks(self, blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def _row(self, row: tree.Row) -> tree.Row:
        cells = tuple(cell if isinstance(cell, str) else self.line(cell) for cell in row.cells)
        return row._replace(cells=cells)

    def line(self, inlines: tuple[tree.Inline, ...]) -> tuple[tree.Inline, ...]:
        return tuple(self._inline(inline) for inline in inlines)

    def _inline(self, inline: tree.Inline) -> tree.Inline:
        match inline:
            case tree.Text(text):
                return tree.Text(german.nonbreaking(text))
            case tree.Strong(children):
                return tree.Strong(self.line(children))
            case tree.Emphasis(children):
                return tree.Emphasis(self.line(children))
            case tree.Link(target, children):
                return tree.Link(target, self.line(children) or (tree.Text(target),))
            case tree.Reference(ident, children):
                shown = self.line(children) or (tree.Text(german.nonbreaking(self.labels.get(ident, ident))),)
                return tree.Reference(ident, shown)
        return inline
