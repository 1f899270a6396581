"""Which box stands in which row: by the lines that lead up or down, long ranks in several rows."""

from __future__ import annotations

from collections.abc import Mapping

from vorlagenwerk.building.drawings.entries import Structure
from vorlagenwerk.building.drawings.kinds import LineKind


def rows_of(structure: Structure, kinds: Mapping[str, LineKind], most: int) -> list[list[int]]:
    """The boxes by index in rows of at most `most`, from top to bottom."""
    by_rank: dict[int, list[int]] = {}
    above = _lines_down(structure, kinds)
    for number, rank in enumerate(_ranks(structure, kinds, above)):
        by_rank.setdefault(rank, []).append(number)
    leading = {upper for uppers in above for upper in uppers}
    rows: list[list[int]] = []
    for rank in sorted(by_rank):
        groups: dict[str, list[int]] = {}
        for number in by_rank[rank]:
            groups.setdefault(structure.boxes[number].kind, []).append(number)
        # what leads on stands in the lowest row of its rank, so that no line has to pass its neighbours
        rows += _split(sorted(groups.values(), key=lambda group: any(number in leading for number in group)), most)
    return rows


def _lines_down(structure: Structure, kinds: Mapping[str, LineKind]) -> list[list[int]]:
    """For each box those above it, without the lines that would close a circle."""
    above: list[list[int]] = [[] for _ in structure.boxes]
    for link in structure.links:
        rank = kinds[link.kind].rank
        upper, lower = (link.start, link.end) if rank > 0 else (link.end, link.start)
        if rank and not _reaches(above, upper, lower):
            above[lower].append(upper)
    return above


def _reaches(above: list[list[int]], start: int, wanted: int) -> bool:
    """Whether `wanted` stands somewhere above `start`."""
    waiting, seen = [start], {start}
    while waiting:
        number = waiting.pop()
        if number == wanted:
            return True
        waiting += [upper for upper in above[number] if upper not in seen]
        seen.update(above[number])
    return False


def _ranks(structure: Structure, kinds: Mapping[str, LineKind], above: list[list[int]]) -> list[int]:
    boxes = structure.boxes
    ranks: dict[int, int] = {number: box.level - 1 for number, box in enumerate(boxes) if box.level}
    placed = {upper for uppers in above for upper in uppers} | {n for n, uppers in enumerate(above) if uppers}

    def rank(number: int) -> int:
        if number not in ranks:
            ranks[number] = max((rank(upper) + 1 for upper in above[number]), default=0)
        return ranks[number]

    for number in sorted(placed):
        rank(number)
    beside = [link for link in structure.links if not kinds[link.kind].rank]
    for _ in boxes:  # boxes that only agree with others stand beside them
        for link in beside:
            for one, other in ((link.start, link.end), (link.end, link.start)):
                if one in ranks and other not in ranks:
                    ranks[other] = ranks[one]
    last = max(ranks.values(), default=0)
    return [ranks.get(number, last) for number in range(len(boxes))]


def _split(groups: list[list[int]], most: int) -> list[list[int]]:
    """A rank in rows: boxes of one kind stay together, and where a row has room, the next kind stands beside them."""
    rows: list[list[int]] = []
    for group in groups:
        count = -(-len(group) // most)
        for part in range(count):  # about equally long
            piece = group[part * len(group) // count : (part + 1) * len(group) // count]
            row = next((row for row in rows if len(row) + len(piece) <= most), None)
            if row is None:
                rows.append(row := [])
            row += piece
    return rows
