"""Which points of a guide a paper answers: what its sections claim, what is open, and what they really say.

A guide is advice: nothing here is an error, and only a point that the guide itself requires is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from vorlagenwerk.basics import expressions, german
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.figures import sandbox
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.positions import Path, Place, path_of
from vorlagenwerk.data.problems import Problem, error, note, quote, warning
from vorlagenwerk.project.guide import EVERYBODY, Guide, GuideItem, GuideUse

FEW_WORDS = 5
"""A section with fewer words, without table or picture, says nothing to a point."""
_SHOWN = 20
"""Points that a message names; the others are counted."""

State = Literal["beantwortet", "offen", "nicht zutreffend"]
STATES: tuple[State, ...] = ("beantwortet", "nicht zutreffend", "offen")


class Point(NamedTuple):
    """A point of the guide that holds for a paper: its state, the reason why it is not answered, and the sections
    (paths into the content) that claim to answer it.
    """

    item: GuideItem
    state: State
    reason: str = ""
    sections: tuple[Path, ...] = ()


class Told(NamedTuple):
    """What a section of the finished paper says below its own heading: its name („2.1 Netzwerke“), its words, and
    whether tables or pictures stand there.
    """

    name: str
    words: int = 0
    has_parts: bool = False


def points_of(guide: Guide, use: GuideUse, data: Mapping[str, Any]) -> tuple[tuple[Point, ...], list[Problem]]:
    """The points of the guide that hold for a paper with these fields and figures, in the guide's order.

    A point that the guide expects only under a condition told in words, and that nobody claims, does not hold.
    A condition that cannot be worked out is a finding at the type (TYP-223).
    """
    holding, problems = _conditions(use, data)
    claims: dict[str, list[Path]] = {}
    for path, idents in claims_in(use, data):
        for ident in dict.fromkeys(idents):
            claims.setdefault(ident, []).append(path)
    reasons = {str(said["leitfrage"]): str(said["begruendung"]) for said in _not_applicable(use, data)}
    points = [
        _point(item, tuple(claims.get(item.ident, ())), reasons)
        for item in guide.items
        if item.condition in holding
    ]  # fmt: skip
    return tuple(points), problems


def _point(item: GuideItem, sections: tuple[Path, ...], reasons: Mapping[str, str]) -> Point:
    if sections:
        return Point(item, "beantwortet", "", sections)
    if item.ident in reasons:
        return Point(item, "nicht zutreffend", reasons[item.ident])
    if item.only_if:
        return Point(item, "nicht zutreffend", f"Der Leitfaden erwartet dazu nur etwas, {item.only_if}.")
    return Point(item, "offen")


def _conditions(use: GuideUse, data: Mapping[str, Any]) -> tuple[set[str], list[Problem]]:
    holding, problems = {EVERYBODY}, []
    for name, source in use.conditions.items():
        try:
            if expressions.compile_expression(sandbox(), source)(data):
                holding.add(name)
        except ExpressionError as trouble:
            text = f"Die Bedingung {quote(name)} des Leitfadens lässt sich nicht prüfen. {trouble.text}"
            problems.append(error("TYP-223", use.place, text, f"Der Ausdruck lautet {quote(source)}."))
    return holding, problems


def claims_in(use: GuideUse, data: Mapping[str, Any]) -> Iterator[tuple[Path, Sequence[str]]]:
    """The sections with the idents that they claim to answer, nested ones behind the section that holds them."""
    yield from _claims(data.get(use.sections), (use.sections,), use.claims)


def _claims(sections: Any, path: Path, field: str) -> Iterator[tuple[Path, Sequence[str]]]:
    for index, section in enumerate(sections if isinstance(sections, list) else ()):
        if isinstance(section, Mapping):
            yield (*path, index), [str(ident) for ident in section.get(field) or ()]
            yield from _claims(section.get("abschnitte"), (*path, index, "abschnitte"), field)


def _not_applicable(use: GuideUse, data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return data.get(use.not_applicable) or () if use.not_applicable else ()


def sections_in(document: tree.Document, use: GuideUse) -> Mapping[Path, Told]:
    """What every section of the content says in the finished paper, by its path."""
    told: dict[Path, Told] = {}
    here: Path | None = None
    level = 0
    for block in _blocks(document.children):
        if isinstance(block, tree.Heading):
            path = _authored(block, use)
            if path is not None or block.level <= level:
                here, level = path, block.level
            if path is not None:
                told[path] = Told(f"{block.number} {walking.plain_text(block.children)}".strip())
        elif here is not None:
            before = told[here]
            inside = tuple(walking.every_block((block,)))
            words = sum(len(walking.plain_text(one.children).split()) for one in inside
                        if isinstance(one, tree.Paragraph))  # fmt: skip
            parts = before.has_parts or any(isinstance(one, (tree.Table, tree.Picture)) for one in inside)
            told[here] = Told(before.name, before.words + words, parts)
    return told


def _blocks(blocks: tuple[tree.Block, ...]) -> Iterator[tree.Block]:
    """Headings with what stands between them; papers taken in as annexes answer nothing."""
    for block in blocks:
        match block:
            case tree.Section(children, is_taken=is_taken):
                yield from _blocks(children[:1] if is_taken else children)
            case tree.Field(_, _, children):
                yield from _blocks(children)
            case _:
                yield block


def _authored(heading: tree.Heading, use: GuideUse) -> Path | None:
    """The section of the content that a heading belongs to, None for one of the template or of a text."""
    for node in heading.children:
        if isinstance(node, tree.Value) and node.pointer.startswith(f"/{use.sections}/"):
            *section, field = path_of(node.pointer)
            return tuple(section) if field == "titel" else None
    return None


def check_guide(
    guide: Guide, use: GuideUse, points: Sequence[Point], told: Mapping[Path, Told], source: Source
) -> list[Problem]:
    """What the author should look at (LEI-4xx): open points in one finding, claims that nothing stands behind."""
    data: Mapping[str, Any] = source.data
    return [
        *_open(points, source.place((use.sections,), key=True)),
        *_required(points, source.place((use.sections,), key=True)),
        *_empty(use, data, told, source),
        *_doubly(use, data, points, source),
        *_unknown(guide, use, data, source),
    ]


def _open(points: Sequence[Point], place: Place) -> Iterator[Problem]:
    missing = [point.item.ident for point in points if point.state == "offen" and not point.item.is_required]
    if not missing:
        return
    one = len(missing) == 1
    shown = ", ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
    text = f"{len(missing)} von {len(points)} Punkten des Leitfadens {'ist' if one else 'sind'} offen: {shown}."
    remedy = (
        "Nennen Sie die Kennung bei dem Abschnitt, der etwas dazu sagt, oder als nicht zutreffend mit Begründung. "
        "Das ist ein Rat; offene Punkte sind erlaubt."
    )
    yield note("LEI-401", place, text, remedy)


def _required(points: Sequence[Point], place: Place) -> Iterator[Problem]:
    for point in points:
        if point.item.is_required and point.state != "beantwortet":
            text = f"Einen Punkt, den der Leitfaden verlangt, nennt kein Abschnitt als beantwortet: {point.item.ident} "
            text += f"{quote(point.item.text)} (Seite {point.item.page})."
            remedy = f"Nennen Sie {point.item.ident} bei dem Abschnitt, in dem die Aussage steht."
            yield warning("LEI-402", place, text, remedy)


def _empty(use: GuideUse, data: Mapping[str, Any], told: Mapping[Path, Told], source: Source) -> Iterator[Problem]:
    for path, idents in claims_in(use, data):
        if not idents:
            continue
        inside = [said for other, said in told.items() if other[: len(path)] == path]
        words = sum(said.words for said in inside)
        if words >= FEW_WORDS or any(said.has_parts for said in inside):
            continue
        section = _section_at(data, path)
        said = "nichts" if not words else f"nur {words} {'Wort' if words == 1 else 'Wörter'}"
        text = f"Der Abschnitt {quote(section.get('titel', ''))} soll {german.join_list(idents)} beantworten, "
        text += f"enthält aber {said}."
        remedy = "Ergänzen Sie den Text, oder nehmen Sie die Kennungen dort heraus."
        yield note("LEI-403", source.place((*path, use.claims)), text, remedy)


def _section_at(data: Any, path: Path) -> Mapping[str, Any]:
    here: Any = data
    for step in path:
        here = here[step]
    found: Mapping[str, Any] = here
    return found


def _doubly(use: GuideUse, data: Mapping[str, Any], points: Sequence[Point], source: Source) -> Iterator[Problem]:
    answered = {point.item.ident for point in points if point.state == "beantwortet"}
    for index, said in enumerate(_not_applicable(use, data)):
        if said["leitfrage"] in answered:
            text = f"Der Punkt {said['leitfrage']} soll nicht zutreffen, ein Abschnitt beantwortet ihn aber."
            place = source.place((use.not_applicable, index, "leitfrage"))
            yield warning("LEI-404", place, text, "Streichen Sie ihn an einer der beiden Stellen.")


def _unknown(guide: Guide, use: GuideUse, data: Mapping[str, Any], source: Source) -> Iterator[Problem]:
    known = guide.by_ident
    said = [
        ((*path, use.claims, index), ident)
        for path, idents in claims_in(use, data)
        for index, ident in enumerate(idents)
    ]
    said += [
        ((use.not_applicable, index, "leitfrage"), str(one["leitfrage"]))
        for index, one in enumerate(_not_applicable(use, data))
    ]
    for path, ident in said:
        if ident not in known:
            near = german.nearest(ident, known)
            meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
            text = f"Den Punkt {quote(ident)} gibt es im Leitfaden nicht."
            yield warning("LEI-405", source.place(path), text, f"{meant}Die Kennungen stehen in leitfragen.yaml.")


def summary(points: Sequence[Point]) -> str:
    """The points counted by their state: „57 Punkte, 54 beantwortet, 2 nicht zutreffend, 1 offen“."""
    counts = {state: sum(point.state == state for point in points) for state in STATES}
    told = [f"{count} {state}" for state, count in counts.items() if count]
    return ", ".join([f"{len(points)} {'Punkt' if len(points) == 1 else 'Punkte'}", *told])
