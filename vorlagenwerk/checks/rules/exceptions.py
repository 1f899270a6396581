"""Exceptions: content says with a reason where a rule does not hold. One that excuses nothing is itself a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from vorlagenwerk.basics.german import nearest
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.rules.judging import MOST_TOLD, Hit
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Path, Place, field_name
from vorlagenwerk.data.problems import Problem, error, quote, warning
from vorlagenwerk.project.rulespec import RuleSpec

_TEXT_CODES = r"TXT-36[0-7]|ZAH-41[0-9]"
"""Findings on the finished text that content may excuse like those of rules."""


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


class _Exception(NamedTuple):
    """An entry of `ausnahmen`; `number` counts the entries of the rule's list from 1, 0 for all of them."""

    rule: str
    number: int
    words: str
    reason: str
    position: int

    def fits(self, code: str, path: Path, text: str) -> bool:
        first = next((step for step in path if isinstance(step, int)), -1)
        return code == self.rule and self.number in (0, first + 1) and _plain(self.words) in _plain(text)


def _plain(text: str) -> str:
    return " ".join(text.split())  # people do not see which blanks are unbreakable


def apply_exceptions(
    source: Source,
    said: Sequence[Mapping[str, Any]],
    hits: Sequence[Hit],
    other: Sequence[Problem] | None,
    rules: Sequence[RuleSpec],
) -> tuple[list[Problem], list[Excused]]:
    """The findings that remain, and those that the content's `ausnahmen` excuse (codes AUS-4xx).

    `other` are findings of the checks of the finished text; None where these did not run: exceptions from them are
    then not judged, and `excuse_texts` does it when they did. Of a rule that is broken at very many entries the first
    are told one by one.
    """
    listed = _exceptions(said)
    known = {rule.ident: rule for rule in rules}
    problems, sound = _judged(source, listed, known)
    for_rules = [exception for exception in sound if exception.rule in known]
    used: set[int] = set()
    kept: list[Hit] = []
    excused: list[Excused] = []
    for hit in hits:
        exception = _of_hit(hit, for_rules)
        if exception is None:
            kept.append(hit)
            continue
        used.add(exception.position)
        if len(excused) < MOST_TOLD * 20:
            excused.append(_excused(source, exception, hit.rule.title, hit.problem.text, hit.entry))
    problems += [_stale(source, exception) for exception in for_rules if exception.position not in used]
    if other is not None:
        rest, also = excuse_texts(source, said, other)
        problems += _not_told_by(kept, rest)
        excused += also
    return _told(kept, source) + problems, excused


def _not_told_by(hits: Sequence[Hit], found: Sequence[Problem]) -> list[Problem]:
    """Without hints at the very place of a heavier finding of a rule, which says better what is wrong there."""
    told = {hit.problem.place: hit.rule.level for hit in hits[: MOST_TOLD * 20]}
    return [
        problem
        for problem in found
        if not (is_excusable_text(problem.code) and problem.level < told.get(problem.place, problem.level))
    ]


def excuse_texts(
    source: Source, said: Sequence[Mapping[str, Any]], found: Sequence[Problem]
) -> tuple[list[Problem], list[Excused]]:
    """The same for findings of the checks of the finished text alone."""
    listed = [
        exception for exception in _exceptions(said) if is_excusable_text(exception.rule) and not exception.number
    ]
    listed = [exception for exception in listed if _first(exception, listed) is exception]
    used: set[int] = set()
    kept: list[Problem] = []
    excused: list[Excused] = []
    for problem in found:
        fitting = (e for e in listed if is_excusable_text(problem.code) and e.fits(problem.code, (), problem.text))
        exception = next(fitting, None)
        if exception is None:
            kept.append(problem)
        else:
            used.add(exception.position)
            title = catalogue()[problem.code].title
            excused.append(_excused(source, exception, title, problem.text, ()))
    return kept + [_stale(source, exception) for exception in listed if exception.position not in used], excused


def is_excusable_text(code: str) -> bool:
    """Whether content may excuse findings with this code of a check of the finished text."""
    return re.fullmatch(_TEXT_CODES, code) is not None


def _exceptions(said: Sequence[Mapping[str, Any]]) -> list[_Exception]:
    return [
        _Exception(entry["regel"], entry.get("eintrag") or 0, entry.get("stelle") or "", entry["begruendung"], index)
        for index, entry in enumerate(said)
    ]


def _of_hit(hit: Hit, exceptions: Iterable[_Exception]) -> _Exception | None:
    """The exception for a hit; what the finding says is asked for only where an exception names a passage."""
    for exception in exceptions:
        if exception.fits(hit.rule.ident, hit.entry, hit.problem.text if exception.words else ""):
            return exception
    return None


def _excused(source: Source, exception: _Exception, title: str, text: str, entry: Path) -> Excused:
    first = next((index for index, step in enumerate(entry) if isinstance(step, int)), 0)
    place = source.place(("ausnahmen", exception.position))
    return Excused(exception.rule, title, exception.reason, place, text, field_name(entry[first:]))


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


# --- exceptions that are wrong themselves ----------------------------------------------------------------


def _judged(
    source: Source, listed: Sequence[_Exception], known: Mapping[str, RuleSpec]
) -> tuple[list[Problem], list[_Exception]]:
    """What is wrong with exceptions, and those that may excuse something."""
    problems, sound = [], []
    for exception in listed:
        found = _fault(source, exception, known, _first(exception, listed))
        if found:
            problems.append(found)
        else:
            sound.append(exception)
    return problems, sound


def _first(exception: _Exception, listed: Iterable[_Exception]) -> _Exception:
    """The first exception that says the same."""
    return next(other for other in listed if other[:3] == exception[:3])


def _fault(
    source: Source, exception: _Exception, known: Mapping[str, RuleSpec], first: _Exception
) -> Problem | None:  # fmt: skip
    code, path = exception.rule, ("ausnahmen", exception.position)
    rule = known.get(code)
    if first is not exception:
        text = f"Dieselbe Ausnahme von {code} steht schon im {first.position + 1}. Eintrag."
        return warning("AUS-404", source.place(path), text, "Bitte eine der beiden streichen.")
    if rule is None and is_excusable_text(code):
        return _not_an_entry(source, exception) if exception.number else None
    if rule is None and code in catalogue():
        text = f"Von der Meldung {quote(code)} gibt es keine Ausnahme."
        return error("AUS-403", source.place((*path, "regel")), text, "Bitte die Ursache der Meldung beheben.")
    if rule is None:
        near = nearest(code, known)
        meant = f"Gemeint ist vielleicht „{near}“." if near else "Das Kennzeichen steht in der Meldung der Regel."
        text = f"Eine Regel {quote(code)} gibt es für dieses Dokument nicht."
        return error("AUS-402", source.place((*path, "regel")), text, meant)
    if not rule.excusable:
        text = f"Von der Regel {code} ({rule.quoted_title}) sind keine Ausnahmen erlaubt."
        return error("AUS-403", source.place((*path, "regel")), text, "Bitte die Angaben berichtigen.")
    if exception.number and not rule.list_path:
        return _not_an_entry(source, exception)
    return _beyond(source, exception, rule) if exception.number else None


def _not_an_entry(source: Source, exception: _Exception) -> Problem:
    text = f"Die Meldung {exception.rule} gilt für das ganze Dokument, nicht für einen Eintrag."
    remedy = "Bitte das Feld „eintrag“ streichen; mit „stelle“ lässt sich eine von mehreren Meldungen benennen."
    return error("AUS-405", source.place(("ausnahmen", exception.position, "eintrag")), text, remedy)


def _beyond(source: Source, exception: _Exception, rule: RuleSpec) -> Problem | None:
    """The finding on an exception for an entry that does not exist; counted is the first list of the rule's path."""
    here: Any = source.data
    path: list[str] = []
    for step in rule.list_path:
        path.append(step)
        here = here.get(step) if isinstance(here, dict) else None
        if isinstance(here, list):
            break
    count = len(here) if isinstance(here, list) else 0
    if exception.number <= count:
        return None
    text = f"Einen {exception.number}. Eintrag gibt es in „{field_name(tuple(path))}“ nicht."
    remedies = ("Diese Liste ist leer.", "Die Liste hat nur einen Eintrag; er hat die Nummer 1.")
    remedy = remedies[count] if count < 2 else f"Es sind {count} Einträge; der erste hat die Nummer 1."
    return error("AUS-405", source.place(("ausnahmen", exception.position, "eintrag")), text, remedy)


def _stale(source: Source, exception: _Exception) -> Problem:
    text = f"Die Ausnahme von {exception.rule} gilt nicht mehr: Es gibt nichts, was sie entschuldigt."
    remedy = "Bitte die Ausnahme streichen, oder Eintrag und Stelle prüfen."
    return warning("AUS-401", source.place(("ausnahmen", exception.position)), text, remedy)
