"""Exceptions: content says with a reason where a rule does not hold. One that excuses nothing is itself a finding."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from vorlagenwerk.basics import schema as schemas
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.rules.claims import (
    Claim,
    claims_in,
    fault,
    first_alike,
    is_excusable_text,
    outdated,
    plain,
    stale,
    unbounded_entry,
    unbounded_passage,
)
from vorlagenwerk.checks.rules.judging import MOST_TOLD, Hit
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Path, Place, field_name
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.rulespec import RuleSpec

_MOST = MOST_TOLD * 20
"""How many excused findings are listed."""


class Excused(NamedTuple):
    """A finding that an exception takes back: of which rule, why, where the exception stands, what had been said.

    `entry` names the entry as a person would („4. Eintrag“), "" for the document as a whole.
    """

    rule: str
    title: str
    reason: str
    place: Place
    text: str
    entry: str

    def as_data(self) -> dict[str, str | int]:
        """The exception as plain data: its form in the manifest."""
        return {
            "regel": self.rule,
            "eintrag": self.entry,
            "begruendung": self.reason,
            "datei": self.place.file,
            "zeile": self.place.line,
            "text": self.text,
        }


def apply_exceptions(
    source: Source,
    said: Sequence[Mapping[str, Any]],
    hits: Sequence[Hit],
    other: Sequence[Problem] | None,
    rules: Sequence[RuleSpec],
    untried: Collection[str] = (),
) -> tuple[list[Problem], list[Excused]]:
    """The findings that remain, and those that the content's `ausnahmen` excuse (codes AUS-4xx).

    `other` are findings of the checks of the finished text; None where these did not run: exceptions from them are
    then not judged, and `excuse_texts` does it when they did; nor are those from rules in `untried`. Of a rule that
    is broken at very many entries the first are told one by one.
    """
    listed = [claim for claim in claims_in(said) if claim.rule not in untried]
    known = {rule.ident: rule for rule in rules}
    faults = {claim.position: found for claim in listed if (found := fault(source, claim, known, listed))}
    sound = [claim for claim in listed if claim.rule in known and claim.position not in faults]
    vague = [claim for claim in sound if known[claim.rule].list_path and not claim.is_bounded]
    kept, taken, changed = _sorted_out(source, hits, [claim for claim in sound if claim not in vague])
    problems = [*faults.values(), *(_vague_entry(source, claim, kept) for claim in vague)]
    excused = [_excused(source, claim, hit.rule.title, hit.problem.text, hit.entry) for hit, claim in taken[:_MOST]]
    used = {claim.position for _hit, claim in taken} | {claim.position for claim in vague}
    problems += [changed.get(claim.position) or stale(source, claim) for claim in sound if claim.position not in used]
    if other is not None:
        rest, also = excuse_texts(source, said, other)
        problems += _not_told_by(kept, rest)
        excused += also
    return _told(kept, source) + problems, excused


def _sorted_out(
    source: Source, hits: Sequence[Hit], claims: Sequence[Claim]
) -> tuple[list[Hit], list[tuple[Hit, Claim]], dict[int, Problem]]:
    """Hits that remain, those that a claim takes back, and of claims that name another value what is wrong.

    What a finding says is asked for only where a claim names a passage of it.
    """
    kept: list[Hit] = []
    taken: list[tuple[Hit, Claim]] = []
    changed: dict[int, Problem] = {}
    by_rule: dict[str, list[Claim]] = {}
    for claim in claims:
        by_rule.setdefault(claim.rule, []).append(claim)
    for hit in hits:
        found = None
        for claim in by_rule.get(hit.rule.ident, ()):
            if claim.fits(hit.rule.ident, hit.entry, hit.problem.text if claim.words else ""):
                field = (*hit.entry, *hit.rule.field)
                now = _written(source.data, field) if claim.value else ""
                if plain(claim.value) == now:
                    found = claim
                    break
                changed.setdefault(claim.position, outdated(source, claim, field, now))
        if found is None:
            kept.append(hit)
        else:
            taken.append((hit, found))
    return kept, taken, changed


def _written(data: Any, path: Path) -> str:
    """The single value at a path as its author wrote it, "" where there is none."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            return ""
    return "" if isinstance(data, (dict, list)) else plain(schemas.as_text(data))


def _vague_entry(source: Source, claim: Claim, kept: Iterable[Hit]) -> Problem:
    numbers = [next((step + 1 for step in hit.entry if isinstance(step, int)), 0) for hit in kept
               if hit.rule.ident == claim.rule]  # fmt: skip
    return unbounded_entry(source, claim, numbers) if numbers else stale(source, claim)


def _not_told_by(hits: Sequence[Hit], found: Sequence[Problem]) -> list[Problem]:
    """Without hints at the very place of a heavier finding of a rule, which says better what is wrong there."""
    told = {hit.problem.place: hit.rule.level for hit in hits[:_MOST]}
    return [
        problem
        for problem in found
        if not (is_excusable_text(problem.code) and problem.level < told.get(problem.place, problem.level))
    ]


def excuse_texts(
    source: Source, said: Sequence[Mapping[str, Any]], found: Sequence[Problem]
) -> tuple[list[Problem], list[Excused]]:
    """The same for findings of the checks of the finished text alone."""
    of_text = [claim for claim in claims_in(said) if is_excusable_text(claim.rule)]
    listed = [claim for claim in of_text if _is_sound(claim, of_text)]
    used: set[int] = set()
    kept: list[Problem] = []
    excused: list[Excused] = []
    for problem in found:
        fitting = (claim for claim in listed if claim.is_bounded and claim.fits(problem.code, (), problem.text))
        claim = next(fitting, None)
        if claim is None:
            kept.append(problem)
        else:
            used.add(claim.position)
            excused.append(_excused(source, claim, catalogue()[problem.code].title, problem.text, ()))
    unused = [claim for claim in listed if claim.position not in used]
    return kept + [_unused(source, claim, kept) for claim in unused], excused


def _is_sound(claim: Claim, listed: Sequence[Claim]) -> bool:
    """Whether `fault` finds nothing in a claim about the finished text."""
    names_field = claim.number or claim.value or (claim.for_all and claim.words)
    return not names_field and first_alike(claim, listed) is claim


def _unused(source: Source, claim: Claim, kept: Iterable[Problem]) -> Problem:
    texts = [problem.text for problem in kept if problem.code == claim.rule]
    return unbounded_passage(source, claim, texts) if texts and not claim.is_bounded else stale(source, claim)


def _excused(source: Source, claim: Claim, title: str, text: str, entry: Path) -> Excused:
    first = next((index for index, step in enumerate(entry) if isinstance(step, int)), 0)
    place = source.place(("ausnahmen", claim.position))
    return Excused(claim.rule, title, claim.reason, place, text, field_name(entry[first:]))


def _told(hits: Sequence[Hit], source: Source) -> list[Problem]:
    """The findings of hits: of each rule the first ones, the others as a number."""
    by_rule: dict[str, list[Hit]] = {}
    for hit in hits:
        by_rule.setdefault(hit.rule.ident, []).append(hit)
    problems = []
    for told in by_rule.values():
        problems += [hit.problem for hit in told[:MOST_TOLD]]
        if len(told) > MOST_TOLD:
            rule = told[0].rule
            text = f"Die Regel {rule.quoted_title} ist an {len(told) - MOST_TOLD} weiteren Stellen nicht eingehalten."
            place = source.place(rule.list_path[:1])
            problems.append(Problem(rule.ident, rule.level, place, text, "Bitte zuerst die anderen Stellen beheben."))
    return problems
