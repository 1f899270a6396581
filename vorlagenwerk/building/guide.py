"""The points of a guide in print, for editions in which a house agrees on its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.expressions import with_context
from vorlagenwerk.building.assembly import ASSEMBLY, Assembly
from vorlagenwerk.building.marks import Blocks
from vorlagenwerk.checks.guide import Point
from vorlagenwerk.data import tree
from vorlagenwerk.project.guide import GuideItem
from vorlagenwerk.project.outputs import SUBMISSION

_ROLE = "hinweis"
_OPEN = "leitfaden-offene-punkte"
"""The ident of the chapter with the open points."""
_TITLE = "Offene Punkte des Leitfadens"


@with_context
def guide_items(context: Any, idents: Any = None, feld: str = "") -> Blocks:
    """`leitfragen(liste)`: the points of the guide with these idents as call-outs; nothing in what is handed in.

    `leitfragen(feld="name")`: the points that this field answers, unless a section claims them.
    """
    wanted = {str(ident) for ident in idents or ()}
    lines = tuple(
        tree.Paragraph(_said("Leitfaden", point.item), _ROLE)
        for point in _points(context)
        if point.item.ident in wanted or (feld and point.sections == ((feld,),))
    )
    return Blocks(lambda _level: lines)


@with_context
def guide_state(context: Any) -> Blocks:
    """`stand_leitfragen()`: one line that says how many points are open, and where they stand; else nothing."""
    points = _points(context)
    if not points:
        return Blocks(lambda _level: ())
    count = len(_open(points))
    words: tuple[tree.Inline, ...] = (tree.Text("Zu allen sagt dieses Papier etwas, oder es begründet, warum nicht."),)
    if count:
        link = tree.Reference(_OPEN, (tree.Text(_TITLE),))
        opened = f"Davon {'ist 1 Punkt' if count == 1 else f'sind {count}'} offen, siehe „"
        words = (tree.Text(opened), link, tree.Text("“ ("), tree.PageReference(_OPEN), tree.Text(")."))
    line = tree.Paragraph((tree.Text(f"Der Leitfaden hat hier {_counted(points)}. "), *words), _ROLE)
    return Blocks(lambda _level: (line,))


@with_context
def open_guide_items(context: Any) -> Blocks:
    """`offene_leitfragen()`: a chapter with the points that nothing answers; nothing in what is handed in."""
    points = _open(_points(context))
    if not points:
        return Blocks(lambda _level: ())
    items = tuple(tree.ListItem((tree.Paragraph(_said("Offen:", point.item)),)) for point in points)
    chapter = (tree.Heading(1, (tree.Text(_TITLE),), _OPEN, numbered=False), tree.List(items))
    return Blocks(lambda _level: chapter)


def _points(context: Any) -> tuple[Point, ...]:
    """The points that hold for the paper, none in what is handed in."""
    assembly: Assembly = context[ASSEMBLY]
    return () if assembly.edition == SUBMISSION else tuple(assembly.points)


def _open(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(point for point in points if point.state == "offen")


def _counted(points: tuple[Point, ...]) -> str:
    """How many points there are, and what is counted as one."""
    headings = [point.item.ident for point in points if point.item.is_point]
    rest = len(points) - len(headings)
    whole = f"{len(points)} {'Punkt' if len(points) == 1 else 'Punkte'}"
    told = f"{whole}: {rest} {'Frage oder Stichpunkt' if rest == 1 else 'Fragen und Stichpunkte'}"
    return f"{told}, dazu {german.join_list(headings)}, wo die Überschrift die Frage ist" if headings else told


def _said(word: str, item: GuideItem) -> tuple[tree.Inline, ...]:
    only = f" – nur, {item.only_if}" if item.only_if else ""
    return (tree.Strong((tree.Text(f"{word} {item.ident}"),)), tree.Text(f" {item.text}{only} (Seite {item.page})"))


GUIDE_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "leitfragen": guide_items,
    "stand_leitfragen": guide_state,
    "offene_leitfragen": open_guide_items,
}
