"""What content claims under `ausnahmen`: which finding is excused and why, and claims that are wrong themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Path, field_name
from vorlagenwerk.data.problems import Problem, error, quote, warning
from vorlagenwerk.project.rulespec import RuleSpec

_TEXT_CODES = r"TXT-36[0-79]|TXT-37[0-9]|ZAH-41[0-9]"
"""Findings on the finished text that content may excuse like those of rules."""
_MOST_NAMED = 5
"""How many entries or passages a remedy names."""


class Claim(NamedTuple):
    """An entry of `ausnahmen`.

    `number` counts the entries of the rule's list from 1, 0 where none is named; `words` are a piece of the finding,
    `value` is what the field held when somebody gave the reason, both "" where not said. `position` is the claim's
    own among the others.
    """

    rule: str
    number: int
    words: str
    value: str
    for_all: bool
    reason: str
    position: int

    def fits(self, code: str, path: Path, text: str) -> bool:
        """Whether this is about a finding with this code at this entry."""
        first = next((step for step in path if isinstance(step, int)), -1)
        return code == self.rule and self.number in (0, first + 1) and plain(self.words) in plain(text)

    @property
    def is_bounded(self) -> bool:
        """Whether it says which entry or passage it is for, or that it is for all, also those to come."""
        return bool(self.number or self.words or self.for_all)


def plain(text: str) -> str:
    """A text without differences of blanks: people do not see which are unbreakable."""
    return " ".join(text.split())


def claims_in(said: Sequence[Mapping[str, Any]]) -> list[Claim]:
    """The claims of a document, as its schema accepts them."""
    return [
        Claim(
            entry["regel"],
            entry.get("eintrag") or 0,
            entry.get("stelle") or "",
            entry.get("wert") or "",
            bool(entry.get("alle")),
            entry["begruendung"],
            index,
        )
        for index, entry in enumerate(said)
    ]


def is_excusable_text(code: str) -> bool:
    """Whether content may excuse findings with this code of a check of the finished text."""
    return re.fullmatch(_TEXT_CODES, code) is not None


def first_alike(claim: Claim, listed: Iterable[Claim]) -> Claim:
    """The first claim that is for the same."""
    return next(other for other in listed if other[:3] == claim[:3])


# --- claims that are wrong themselves --------------------------------------------------------------------


def fault(source: Source, claim: Claim, known: Mapping[str, RuleSpec], listed: Iterable[Claim]) -> Problem | None:
    """What is wrong with a claim whatever the rules find; `known` are the rules of the document's type."""
    code, path = claim.rule, ("ausnahmen", claim.position)
    rule = known.get(code)
    first = first_alike(claim, listed)
    if first is not claim:
        text = f"Dieselbe Ausnahme von {code} steht schon im {first.position + 1}. Eintrag."
        return warning("AUS-404", source.place(path), text, "Bitte eine der beiden streichen.")
    if rule is None and not is_excusable_text(code):
        return _no_rule(source, claim, known)
    if rule is not None and not rule.excusable:
        text = f"Von der Regel {code} ({rule.quoted_title}) sind keine Ausnahmen erlaubt."
        return error("AUS-403", source.place((*path, "regel")), text, "Bitte die Angaben berichtigen.")
    if claim.for_all and (claim.number or claim.words or claim.value):
        text = f"Die Ausnahme von {code} gilt für alle und nennt zugleich Eintrag, Stelle oder Wert."
        return error("AUS-406", source.place((*path, "alle")), text, "Bitte eines von beiden streichen.")
    if claim.number and (rule is None or not rule.list_path):
        text = f"Die Meldung {code} gilt für das ganze Dokument, nicht für einen Eintrag."
        remedy = "Bitte das Feld „eintrag“ streichen; mit „stelle“ lässt sich eine von mehreren Meldungen benennen."
        return error("AUS-405", source.place((*path, "eintrag")), text, remedy)
    if claim.value and (rule is None or not (rule.list_path or rule.field)):
        text = f"Die Meldung {code} gilt keinem einzelnen Feld."
        remedy = "Bitte das Feld „wert“ streichen; mit „stelle“ lassen sich Worte der Meldung festhalten."
        return error("AUS-405", source.place((*path, "wert")), text, remedy)
    return _beyond(source, claim, rule) if claim.number and rule else None


def _no_rule(source: Source, claim: Claim, known: Mapping[str, RuleSpec]) -> Problem:
    place = source.place(("ausnahmen", claim.position, "regel"))
    if claim.rule in catalogue():
        text = f"Von der Meldung {quote(claim.rule)} gibt es keine Ausnahme."
        return error("AUS-403", place, text, "Bitte die Ursache der Meldung beheben.")
    near = german.nearest(claim.rule, known)
    meant = f"Gemeint ist vielleicht „{near}“." if near else "Das Kennzeichen steht in der Meldung der Regel."
    return error("AUS-402", place, f"Eine Regel {quote(claim.rule)} gibt es für dieses Dokument nicht.", meant)


def _beyond(source: Source, claim: Claim, rule: RuleSpec) -> Problem | None:
    """The finding on a claim for an entry that does not exist; counted is the first list of the rule's path."""
    here: Any = source.data
    path: list[str] = []
    for step in rule.list_path:
        path.append(step)
        here = here.get(step) if isinstance(here, dict) else None
        if isinstance(here, list):
            break
    count = len(here) if isinstance(here, list) else 0
    if claim.number <= count:
        return None
    text = f"Einen {claim.number}. Eintrag gibt es in „{field_name(tuple(path))}“ nicht."
    remedies = ("Diese Liste ist leer.", "Die Liste hat nur einen Eintrag; er hat die Nummer 1.")
    remedy = remedies[count] if count < 2 else f"Es sind {count} Einträge; der erste hat die Nummer 1."
    return error("AUS-405", source.place(("ausnahmen", claim.position, "eintrag")), text, remedy)


def stale(source: Source, claim: Claim) -> Problem:
    """The finding on a claim that excuses nothing."""
    text = f"Die Ausnahme von {claim.rule} gilt nicht mehr: Es gibt nichts, was sie entschuldigt."
    remedy = "Bitte die Ausnahme streichen, oder Eintrag und Stelle prüfen."
    return warning("AUS-401", source.place(("ausnahmen", claim.position)), text, remedy)


def outdated(source: Source, claim: Claim, field: Path, now: str) -> Problem:
    """The finding on a claim whose reason was given for another value."""
    holds = f"steht {quote(now)}" if now else "steht nichts"
    text = (
        f"Die Ausnahme von {claim.rule} gilt nicht mehr: Begründet ist sie für {quote(claim.value)}, im Feld "
        f"„{field_name(field)}“ {holds}."
    )
    remedy = "Bitte die Angabe prüfen: Stimmt sie, erneuern Sie „wert“ und „begruendung“; sonst berichtigen Sie sie."
    return warning("AUS-401", source.place(("ausnahmen", claim.position, "wert")), text, remedy)


def unbounded_entry(source: Source, claim: Claim, numbers: Iterable[int]) -> Problem:
    """The finding on a claim that names none of the entries at which the rule is broken."""
    named = german.join_list(_some([f"„eintrag: {number}“" for number in dict.fromkeys(numbers)]))
    text = f"Die Ausnahme von {claim.rule} nennt keinen Eintrag; sie würde auch neue Abweichungen verdecken."
    return _unbounded(source, claim, text, f"Bitte für jeden Eintrag eine eigene Ausnahme schreiben, hier {named}.")


def unbounded_passage(source: Source, claim: Claim, texts: Iterable[str]) -> Problem:
    """The finding on a claim that names none of the passages of the finished text that were found."""
    quoted = [found[1].strip("… ") for text in texts if (found := re.search("„([^“]*)“", text))]
    named = german.join_list(_some([f"„stelle: {words}“" for words in dict.fromkeys(quoted)]))
    text = f"Die Ausnahme von {claim.rule} nennt keine Stelle; sie würde auch neue Meldungen verdecken."
    meant = f", hier {named}" if named else ""
    return _unbounded(source, claim, text, f"Bitte für jede Stelle eine eigene Ausnahme schreiben{meant}.")


def _unbounded(source: Source, claim: Claim, text: str, remedy: str) -> Problem:
    more = "Gilt der Grund für alle, auch künftige: „alle: true“."
    return error("AUS-406", source.place(("ausnahmen", claim.position)), text, f"{remedy} {more}")


def _some(names: list[str]) -> list[str]:
    return names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} weitere"]
