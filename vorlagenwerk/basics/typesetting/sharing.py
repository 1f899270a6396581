"""Shares out a width, in twips, among columns."""

from __future__ import annotations


def share(least: list[int], most: list[int], demand: list[float], total: int) -> list[int]:
    """Widths that fill `total` by demand: never below `least`, and beyond `most` only if all have theirs."""
    most = [max(pair) for pair in zip(least, most, strict=True)]
    fixed: dict[int, int] = {}
    while True:
        free = [i for i in range(len(least)) if i not in fixed]
        room = total - sum(fixed.values())
        asked = sum(demand[i] for i in free) or 1.0
        wanted = {i: room * demand[i] / asked for i in free}
        # too narrow columns first: only what they leave over can be given away
        clamped = {i: least[i] for i in free if wanted[i] < least[i]} or {
            i: most[i] for i in free if wanted[i] > most[i]
        }
        if not clamped:
            widths = [fixed[i] if i in fixed else int(wanted[i]) for i in range(len(least))]
            return _stretch(widths, demand, total)
        fixed |= clamped


def _stretch(widths: list[int], demand: list[float], total: int) -> list[int]:
    """Give away what is left, so that all tables of a paper are as wide as its text; upright text needs none of it."""
    left = total - sum(widths)
    weights = [width if asked else 0 for width, asked in zip(widths, demand, strict=True)]
    weights = weights if any(weights) else widths
    given = [left * weight // max(sum(weights), 1) for weight in weights]
    given[weights.index(max(weights))] += left - sum(given)
    return [width + more for width, more in zip(widths, given, strict=True)]


def cut(least: list[int], room: int) -> list[int]:
    """The widths with the widest cut down to one level, so that they share the room."""
    left, level = room, room
    for place, width in enumerate(sorted(least)):
        level = left // (len(least) - place)
        if width > level:
            break
        left -= width
    widths = [min(width, level) for width in least]
    return _stretch(widths, [1.0] * len(widths), room)
