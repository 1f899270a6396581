"""The steps from bytes to a source, each of which may end the reading with findings."""

from __future__ import annotations

import contextlib

from vorlagenwerk.basics.loading import findings
from vorlagenwerk.basics.loading.characters import INVISIBLE
from vorlagenwerk.basics.loading.construction import Built, Stop, build
from vorlagenwerk.basics.loading.decoding import decode
from vorlagenwerk.basics.loading.entries import Lists
from vorlagenwerk.basics.loading.events import YAMLError, open_events
from vorlagenwerk.basics.loading.limits import Limits
from vorlagenwerk.basics.loading.source import Source, collector_at_rest
from vorlagenwerk.data.problems import Problem, in_order


def read(raw: bytes, file: str, limits: Limits, *, folds: bool) -> tuple[Source | None, list[Problem]]:
    """Decode, parse and build; see `load_yaml`."""
    text, problems = decode(raw, file, limits)
    if text is None:
        return None, in_order(problems)
    try:
        with collector_at_rest():
            built = _build(text, file, limits, problems)
    except Stop as stop:
        return None, in_order([*problems, stop.problem])
    except YAMLError as fault:
        if any(problem.code == INVISIBLE and problem.mend for problem in problems):
            return None, in_order(problems)  # an invisible character in an indentation is cause enough
        from vorlagenwerk.basics.loading.syntax import explain  # not needed where all is well

        cause = explain(fault, text, file)
        # `*Amt x` is an alias and then no YAML: one trouble, one message.
        return None, in_order([cause, *(p for p in problems if p.place.line != cause.place.line)])
    source = Source(file, built.data, text)
    if built.has_duplicates:
        problems += _duplicates(source, limits.findings)
    if built.joined or " #" in text:
        from vorlagenwerk.basics.loading.vanishing import vanished  # few files need it

        problems += vanished(text, file, built.joined, limits.findings, folds=folds)
    return _if_usable(source, built), in_order(problems)


def _build(text: str, file: str, limits: Limits, problems: list[Problem]) -> Built:
    """The long lists read line by line and the rest by the parser; all by the parser where anything is unusual."""
    if not problems and (lists := Lists(text, limits)):
        told: list[Problem] = []
        with contextlib.suppress(Stop, YAMLError):
            built = build(lists.rest, file, limits, open_events(lists.rest), told)
            if not told and not built.has_duplicates and lists.put_back(built.data, built.events_left):
                return built
    return build(text, file, limits, open_events(text), problems)


def _duplicates(source: Source, most: int) -> list[Problem]:
    return [
        findings.duplicate(source.position(twice.again), twice.name, source.position(twice.first))
        for twice in source.duplicates[:most]
    ]


def _if_usable(source: Source, built: Built) -> Source | None:
    return source if built.usable else None
