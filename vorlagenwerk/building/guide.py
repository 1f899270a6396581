"""The points of a guide as call-outs, for editions in which a house agrees on its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vorlagenwerk.basics.expressions import with_context
from vorlagenwerk.building.assembly import ASSEMBLY, Assembly
from vorlagenwerk.building.marks import Blocks
from vorlagenwerk.data import tree
from vorlagenwerk.project.guide import GuideItem
from vorlagenwerk.project.outputs import SUBMISSION

_ROLE = "hinweis"


@with_context
def guide_items(context: Any, idents: Any) -> Blocks:
    """`leitfragen(liste)`: the points of the guide with these idents as call-outs; nothing in what is handed in."""
    assembly: Assembly = context[ASSEMBLY]
    wanted = {str(ident) for ident in idents or ()} if assembly.edition != SUBMISSION else set()
    lines = tuple(_guide_line("Leitfaden", point.item) for point in assembly.points if point.item.ident in wanted)
    return Blocks(lambda _level: lines)


@with_context
def open_guide_items(context: Any) -> Blocks:
    """`offene_leitfragen()`: the points of the guide that no section answers; nothing in what is handed in."""
    assembly: Assembly = context[ASSEMBLY]
    if assembly.edition == SUBMISSION or not assembly.points:
        return Blocks(lambda _level: ())
    lines = tuple(_guide_line("Offen:", point.item) for point in assembly.points if point.state == "offen")
    count = f"Offene Punkte des Leitfadens: {len(lines) or 'keine'}"
    head = tree.Paragraph((tree.Strong((tree.Text(count),)),), _ROLE)
    return Blocks(lambda _level: (head, *lines))


def _guide_line(word: str, item: GuideItem) -> tree.Paragraph:
    only = f" – nur, {item.only_if}" if item.only_if else ""
    said = (tree.Strong((tree.Text(f"{word} {item.ident}"),)), tree.Text(f" {item.text}{only} (Seite {item.page})"))
    return tree.Paragraph(said, _ROLE)


GUIDE_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "leitfragen": guide_items,
    "offene_leitfragen": open_guide_items,
}
