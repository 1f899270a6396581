"""Cuts a paper into runs of pages of one kind."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.data.tree import Block, Section


class Run(NamedTuple):
    """Blocks on one kind of paper."""

    landscape: bool
    paper: str
    blocks: tuple[Block, ...]


def runs(blocks: tuple[Block, ...], *, landscape: bool = False, paper: str = "a4") -> list[Run]:
    """The blocks cut where the paper changes; a section inside a section ends the outer one for its length."""
    found: list[Run] = []
    waiting: list[Block] = []
    for block in blocks:
        if not isinstance(block, Section):
            waiting.append(block)
            continue
        if waiting:
            found.append(Run(landscape, paper, tuple(waiting)))
            waiting = []
        found += runs(block.children, landscape=block.landscape, paper=block.paper)
    return [*found, Run(landscape, paper, tuple(waiting))] if waiting else found
