"""Boxes and lines as the content says them, with findings where they do not fit together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.basics.expressions import fail, is_undefined
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.drawings.kinds import BELOW
from vorlagenwerk.building.marks import Entered
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import quote

MOST_BOXES = 40
MOST_LINKS = 80
"""More do not fit a page in a size that can be read."""
_LONGEST = 200
_DRAWING = ("das Schaubild", "Schaubilder")


class Box(NamedTuple):
    """A box: title, smaller line below, what kind of body it is, wished level from 1 (0: none)."""

    title: str
    note: str
    kind: str
    level: int


class Link(NamedTuple):
    """A line from one box to another, both by index."""

    start: int
    end: int
    kind: str
    text: str


class Structure(NamedTuple):
    """What is to be drawn."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]


def read_structure(assembly: Assembly, nodes: Any, connections: Any) -> Structure | None:
    """The boxes and lines; None with findings on the content. Stops the template where it passes something else."""
    nodes, connections = entries_of("schaubild", nodes), entries_of("schaubild", connections)
    count = len(assembly.problems)
    if not nodes:
        return None
    if len(nodes) > MOST_BOXES:
        too_many(assembly, nodes, "Kästen", MOST_BOXES, _DRAWING)
    if len(connections) > MOST_LINKS:
        too_many(assembly, connections, "Verbindungen", MOST_LINKS, _DRAWING)
    if len(assembly.problems) > count:
        return None
    boxes, names = _boxes(assembly, nodes)
    links = _links(assembly, nodes, connections, names)
    _check_circle(assembly, nodes, names)
    return Structure(boxes, links) if len(assembly.problems) == count else None


def entries_of(function: str, value: Any) -> Sequence[Mapping[str, Any]]:
    """A list of entries that a template passes; none where an optional field is left out."""
    if is_undefined(value):
        str(value)  # raises
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)) or not all(isinstance(entry, Mapping) for entry in value):
        fail(f"{function}(…) erwartet Listen, deren Einträge Felder haben.")
    return value


def said(entry: Mapping[str, Any], *names: str) -> Any:
    """The text of the first of these fields that is there, as it was entered; "" if none is."""
    for name in names:
        value = entry.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def words(value: str) -> str:
    """A text of the content on one line, of bounded length."""
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def path_of(value: Any) -> Path | None:
    """Where a text was entered; None where a template wrote it."""
    return value.path if isinstance(value, Entered) else None


def too_many(
    assembly: Assembly, entries: Sequence[Mapping[str, Any]], what: str, most: int, drawing: tuple[str, str]
) -> None:
    """The finding on more entries than a drawing can show; it is called with its article, and in the plural."""
    path = next((value.path for value in entries[0].values() if isinstance(value, Entered)), None)
    report(
        assembly,
        path[:-2] if path else None,
        "BIL-320",
        f"Für {drawing[0]} stehen hier {len(entries)} {what}; lesbar sind höchstens {most}.",
        f"Bitte zusammenfassen oder auf mehrere {drawing[1]} verteilen.",
    )


def report(assembly: Assembly, path: Path | None, code: str, text: str, remedy: str) -> None:
    """A finding on the field at `path`; where that is unknown, on what is being built."""
    with assembly.within(path if path is not None else assembly.here):
        assembly.report(code, text, remedy)


def _boxes(assembly: Assembly, nodes: Sequence[Mapping[str, Any]]) -> tuple[tuple[Box, ...], dict[str, int]]:
    boxes: list[Box] = []
    names: dict[str, int] = {}
    for number, entry in enumerate(nodes):
        title = said(entry, "titel", "name")
        if not title:
            fail("schaubild(…) erwartet Kästen mit einem „titel“ oder „name“.")
        own = said(entry, "kennung") or title
        if words(own) in names:
            report(
                assembly,
                path_of(own),
                "BIL-321",
                f"Im Schaubild heißen zwei Kästen {quote(words(own))}.",
                "Bitte jedem Kasten einen eigenen Namen geben; Verbindungen wären sonst mehrdeutig.",
            )
        names.setdefault(words(own), number)
        level = entry.get("ebene")
        boxes.append(
            Box(
                words(title),
                words(said(entry, "untertitel", "zusatz")),
                words(said(entry, "art")),
                min(max(level, 0), MOST_BOXES) if isinstance(level, int) and not isinstance(level, bool) else 0,
            )
        )
    return tuple(boxes), names


def _links(
    assembly: Assembly,
    nodes: Sequence[Mapping[str, Any]],
    connections: Sequence[Mapping[str, Any]],
    names: Mapping[str, int],
) -> tuple[Link, ...]:
    links = []
    for number, entry in enumerate(nodes):
        if above := said(entry, "unter"):
            links.append(_link(assembly, names, above, number, BELOW, ""))
    for entry in connections:
        start, end = said(entry, "von"), said(entry, "nach")
        if not start or not end:
            fail("schaubild(…) erwartet Verbindungen mit „von“ und „nach“.")
        kind = words(said(entry, "art")) or "verbunden mit"
        links.append(_link(assembly, names, start, end, kind, words(said(entry, "text"))))
    return tuple(dict.fromkeys(link for link in links if link))


def _link(assembly: Assembly, names: Mapping[str, int], start: Any, end: Any, kind: str, text: str) -> Link | None:
    ends = [value if isinstance(value, int) else _found(assembly, names, value) for value in (start, end)]
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0] == ends[1]:
        report(
            assembly,
            path_of(start) if path_of(start) is not None else path_of(end),
            "BIL-323",
            f"Im Schaubild ist der Kasten {quote(words(start))} mit sich selbst verbunden.",
            "Bitte einen anderen Kasten nennen oder die Verbindung entfernen.",
        )
        return None
    return Link(ends[0], ends[1], kind, text)


def _check_circle(assembly: Assembly, nodes: Sequence[Mapping[str, Any]], names: Mapping[str, int]) -> None:
    """A finding on boxes of which each stands below the next, the last below the first: no drawing can show that."""
    above = {number: names.get(words(upper)) for number, entry in enumerate(nodes) if (upper := said(entry, "unter"))}
    judged: set[int] = set()
    for number in above:
        way: list[int] = []
        here: int | None = number
        while here is not None and here not in judged:
            judged.add(here)
            way.append(here)
            here = above.get(here)
        circle = way[way.index(here) :] if here in way else []
        if here is not None and len(circle) > 1:  # a box below itself is told as such
            first = circle.index(min(circle))
            circle = circle[first:] + circle[: first + 1]
            told = [words(said(nodes[one], "titel", "name")) for one in circle]
            report(
                assembly,
                path_of(said(nodes[circle[0]], "unter")),
                "BIL-327",
                f"Im Schaubild stehen Kästen im Kreis untereinander: {' unter '.join(map(quote, told))}.",
                "Bitte bei dem Kasten, der oben steht, „unter“ streichen.",
            )


def _found(assembly: Assembly, names: Mapping[str, int], value: str) -> int | None:
    name = words(value)
    if name in names:
        return names[name]
    near = german.nearest(name, names)
    meant = f"Gemeint ist vielleicht {quote(near)}. " if near else ""
    report(
        assembly,
        path_of(value),
        "BIL-322",
        f"Das Schaubild hat keinen Kasten {quote(name)}.",
        f"{meant}Vorhanden sind: {', '.join(names)}.",
    )
    return None
