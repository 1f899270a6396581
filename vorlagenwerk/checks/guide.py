"""Which points of a guide a paper answers: what its sections claim, what is open, and what they really say.

A guide is advice: nothing here is an error, and only a point that the guide itself requires is a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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

State = Literal["beantwortet", "offen", "nicht zutreffend"]
STATES: tuple[State, ...] = ("beantwortet", "nicht zutreffend", "offen")


class Point(NamedTuple):
    """A point of the guide that holds for a paper: its state, the reason why it is not answered, and the sections
    (paths into the content) that claim to answer it, or else the field that does.
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

    What the guide expects only under a premise does not apply where the program can work out that it is not given;
    told in words alone it stays open, since only people can judge it.
    A condition that cannot be worked out is a finding at the type (TYP-223).
    """
    holding, problems = _conditions(use, data)
    claims: dict[str, list[Path]] = {}
    for path, idents in claims_in(use, data):
        for ident in dict.fromkeys(idents):
            claims.setdefault(ident, []).append(path)
    reasons = {str(said["leitfrage"]): str(said["begruendung"]) for said in _not_applicable(use, data)}
    points = [
        _point(item, tuple(claims.get(item.ident, ())) or _answering_field(item, data), reasons, holding)
        for item in guide.items
        if item.condition in holding
    ]  # fmt: skip
    return tuple(points), problems


def _answering_field(item: GuideItem, data: Mapping[str, Any]) -> tuple[Path, ...]:
    return ((item.field,),) if item.field and data.get(item.field) else ()


def _point(item: GuideItem, sections: tuple[Path, ...], reasons: Mapping[str, str], holding: Collection[str]) -> Point:
    if sections:
        return Point(item, "beantwortet", "", sections)
    if item.ident in reasons:
        return Point(item, "nicht zutreffend", reasons[item.ident])
    expected = f"Der Leitfaden erwartet dazu nur etwas, {item.only_if}." if item.only_if else ""
    if item.premise and item.premise not in holding:
        return Point(item, "nicht zutreffend", f"{expected} Das ist hier nicht der Fall.".strip())
    return Point(item, "offen", expected)


def settled(points: Sequence[Point], told: Mapping[Path, Told]) -> tuple[Point, ...]:
    """The points once the finished text is known: open again where nothing stands behind any claim."""
    return tuple(_settled(point, told) for point in points)


def _settled(point: Point, told: Mapping[Path, Told]) -> Point:
    field: Path = (point.item.field,)
    if not point.sections or any(_says_something(told, path) for path in point.sections):
        return point
    if field in told and _says_something(told, field):
        return point._replace(sections=(field,))
    return point._replace(state="offen", reason="Dort steht fast nichts.")


def _says_something(told: Mapping[Path, Told], path: Path) -> bool:
    """Whether a section says enough with those inside it; of fields only prose can be judged, others are printed."""
    if len(path) == 1 and path not in told:
        return True
    inside = [said for other, said in told.items() if other[: len(path)] == path]
    return sum(said.words for said in inside) >= FEW_WORDS or any(said.has_parts for said in inside)


def _conditions(use: GuideUse, data: Mapping[str, Any]) -> tuple[set[str], list[Problem]]:
    holding, problems = {EVERYBODY}, []
    for name, source in use.conditions.items():
        try:
            if expressions.compile_expression(sandbox(), source)(data):
                holding.add(name)
        except ExpressionError as trouble:
            text = f"Die Bedingung {quote(name)} des Leitfadens lässt sich nicht prüfen. {trouble.text}"
            remedy = f"Bitte den Ausdruck {quote(source)} unter „bedingungen“ berichtigen."
            problems.append(error("TYP-223", use.place, text, remedy))
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
    """What every section of the content says in the finished paper, and every prose field beside them, by its path."""
    told: dict[Path, Told] = dict(_fields_in(document))
    here: Path | None = None
    level = 0
    for block in _blocks(document.children):
        if isinstance(block, tree.Heading):
            path = _authored(block, use)
            if path is not None or block.level <= level:
                here, level = path, block.level
            if path is not None:
                told[path] = Told(_name(block))
        elif here is not None:
            told[here] = _with(told[here], block)
    return told


def _fields_in(document: tree.Document) -> Iterator[tuple[Path, Told]]:
    """The prose fields at the top of the content, under the name of the heading above them."""
    name = ""
    for block in walking.every_block(document.children):
        if isinstance(block, tree.Heading):
            name = _name(block)
        elif isinstance(block, tree.Field) and len(path := path_of(block.pointer)) == 1:
            yield path, _with(Told(name), block)


def _name(heading: tree.Heading) -> str:
    return f"{heading.number} {walking.plain_text(heading.children)}".strip()


def _with(told: Told, block: tree.Block) -> Told:
    """What was told so far and what this block says."""
    inside = tuple(walking.every_block((block,)))
    words = sum(len(walking.plain_text(one.children).split()) for one in inside if isinstance(one, tree.Paragraph))
    parts = told.has_parts or any(isinstance(one, (tree.Table, tree.Picture)) for one in inside)
    return Told(told.name, told.words + words, parts)


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
    missing = [point.item.ident for point in points if point.state == "offen"]
    if all(point.item.is_required for point in points if point.state == "offen"):
        return  # none, or only such as have a warning each
    one = len(missing) == 1
    text = f"{len(missing)} von {len(points)} Punkten des Leitfadens {'ist' if one else 'sind'} offen: "
    text += f"{', '.join(missing)}."
    remedy = (
        "Nennen Sie die Kennung bei dem Abschnitt, der etwas dazu sagt, oder als nicht zutreffend mit Begründung. "
        "Das ist ein Rat; offene Punkte sind erlaubt."
    )
    yield note("LEI-401", place, text, remedy)


def _required(points: Sequence[Point], place: Place) -> Iterator[Problem]:
    for point in points:
        if point.item.is_required and point.state != "beantwortet":
            empty = "beantwortet nur ein Abschnitt, der fast nichts sagt"
            claimed = empty if point.sections else "nennt kein Abschnitt als beantwortet"
            text = f"Einen Punkt, den der Leitfaden verlangt, {claimed}: {point.item.ident} "
            text += f"{quote(point.item.text)} (Seite {point.item.page})."
            filled = f"Füllen Sie das Feld „{point.item.field}“ aus, oder nennen" if point.item.field else "Nennen"
            remedy = f"{filled} Sie {point.item.ident} bei dem Abschnitt, in dem die Aussage steht."
            yield warning("LEI-402", place, text, remedy)


def _empty(use: GuideUse, data: Mapping[str, Any], told: Mapping[Path, Told], source: Source) -> Iterator[Problem]:
    for path, idents in claims_in(use, data):
        if not idents or _says_something(told, path):
            continue
        words = sum(said.words for other, said in told.items() if other[: len(path)] == path)
        section = _section_at(data, path)
        said = "nichts" if not words else f"nur {words} {'Wort' if words == 1 else 'Wörter'}"
        text = f"Der Abschnitt {quote(section.get('titel', ''))} soll {german.listed(idents)} beantworten, "
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
