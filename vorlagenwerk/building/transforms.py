"""From the blocks of a template to a finished tree: numbers, labels, references, unbreakable blanks."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vorlagenwerk.basics import german
from vorlagenwerk.basics.typesetting.heading_numbers import DECIMAL, HeadingCounter
from vorlagenwerk.building.assembly import Mention
from vorlagenwerk.building.labels import Labels
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote

_BEARERS = 5
"""How many things of one name a finding lists."""

if TYPE_CHECKING:
    from vorlagenwerk.basics.typesetting.look import Look


def finish(
    document: tree.Document,
    mentions: Iterable[Mention],
    place_of: Callable[[str], Place],
    look: Callable[[], Look | None] = lambda: None,
) -> tuple[tree.Document, list[Problem]]:
    """The paper with headings, tables, pictures and footnotes numbered and references resolved.

    Dead references are findings where they were written, doubled targets where `place_of` finds their ident.
    `look` says how the paper's house writes the numbers of headings; asked for only where a heading has one.
    """
    numbered = _Numbers(document.children, look).apply(document.children)
    places = list(walking.places(numbered))
    targets = list(_targets(places))
    names = dict(targets)
    problems = [_dead(mention, names) for mention in mentions if mention.ident not in names]
    problems += _doubles(targets, place_of)
    labels = Labels(names, _long_enough(places))
    cover = labels.blocks(document.cover)
    return replace(document, cover=cover, children=labels.blocks(numbered)), problems


class _Numbers:
    """Counts headings, tables and pictures in reading order.

    Heading numbers begin at the topmost level that has numbered headings, and afresh below each heading above it.
    """

    def __init__(self, blocks: tuple[tree.Block, ...], look: Callable[[], Look | None]) -> None:
        levels = [place.level for place in walking.places(blocks) if isinstance(place, tree.Heading) and place.numbered]
        self.base = min(levels, default=1)
        of_house = look() if levels else None
        self.numbers = of_house.numbers if of_house else DECIMAL
        self.counter = HeadingCounter(self.numbers)
        self.silent = 7
        """Level of the heading without number that the text stands below; what is below it has no number either."""
        self.tables = 0
        self.pictures = 0

    def apply(self, blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
        numbered = tuple([self._block(block) for block in blocks])
        return blocks if all(map(operator.is_, numbered, blocks)) else numbered

    def _block(self, block: tree.Block) -> tree.Block:
        match block:
            case tree.Heading():
                return self._heading(block)
            case tree.Table() if block.caption:
                self.tables += 1
                return replace(block, number=str(self.tables))
            case tree.Picture() if block.caption:
                self.pictures += 1
                return replace(block, number=str(self.pictures))
        return walking.with_blocks(block, self.apply)

    def _heading(self, heading: tree.Heading) -> tree.Heading:
        depth = heading.level - self.base + 1
        if heading.level <= self.silent:
            self.silent = 7
        if not heading.numbered or heading.level > self.silent:
            self.counter.leave(depth)
            if depth > 0:
                self.silent = min(self.silent, heading.level)
            return replace(heading, numbered=False)
        counts = self.counter.count(depth)
        number, label = self.numbers.shown(counts), heading.label or self.numbers.referred(counts)
        return replace(heading, number=number, counts=counts, label=label)


def _targets(places: Iterable[tree.Placed]) -> Iterator[tuple[str, str]]:
    """Everything that references can lead to: its ident and what a reference without text shows."""
    for place in places:
        if not place.ident:
            continue
        match place:
            case tree.Heading():
                yield place.ident, place.label or walking.plain_text(place.children)
            case tree.Table():
                yield place.ident, f"Tabelle {place.number}" if place.number else place.description
            case tree.Picture():
                yield place.ident, f"Abbildung {place.number}" if place.number else place.description


def _long_enough(places: Sequence[tree.Placed]) -> Callable[[tree.Contents], bool]:
    """Whether a list of contents would have the entries that it needs to be worth its room."""

    def counts(place: tree.Placed, contents: tree.Contents) -> bool:
        match place:
            case tree.Heading():
                return contents.kind == "inhalt" and place.level <= contents.depth
            case tree.Table():
                return contents.kind == "tabellen" and bool(place.number)
            case tree.Picture():
                return contents.kind == "abbildungen" and bool(place.number)

    return lambda contents: sum(counts(place, contents) for place in places) >= contents.least


def _doubles(targets: Sequence[tuple[str, str]], place_of: Callable[[str], Place]) -> list[Problem]:
    problems = []
    for ident, number in Counter(ident for ident, _label in targets).items():
        if number > 1:
            bearers = [
                f"Abschnitt {label}" if label[:1].isdigit() else label for name, label in targets if name == ident
            ]
            told = german.join_list(bearers[:_BEARERS] + ["weitere"] * (number > _BEARERS))
            text = f"Die Kennung {quote(ident)} ist im Papier {number} Mal vergeben: {told}."
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
