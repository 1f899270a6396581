"""Rules on the data of a document: one run for all entries of all lists, messages only where a rule is broken."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import ExpressionError, TooMuch
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.figures import Quantity, plain
from vorlagenwerk.checks.rules.entries import Entries, Found, Row, entries_in, grouped
from vorlagenwerk.checks.rules.programs import (
    REPORT,
    Need,
    Program,
    compiled,
    slots,
    slots_problem,
    syntax_problem,
    values_of,
)
from vorlagenwerk.data.positions import Path, field_name
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.lists import CodeLists, NoList
from vorlagenwerk.project.rulespec import RuleSpec

VISITS = 5_000_000
"""How many entries all rules together may look at in one document; some seconds at most."""
MOST_TOLD = 30
"""Most findings of one rule in one document that are told one by one."""


class Annexed(NamedTuple):
    """An annex as rules see it: its name in the paper, its document type, its fields and its figures."""

    ident: str
    kind: str
    data: Mapping[str, Any]
    figures: Mapping[str, Quantity]


class Hit:
    """A rule that is broken: at the entry with this path, () for the document as a whole."""

    def __init__(self, rule: RuleSpec, entry: Path, tell: Callable[[], Problem]) -> None:
        self.rule = rule
        self.entry = entry
        self._tell = tell

    @cached_property
    def problem(self) -> Problem:
        """The finding, worded when somebody wants to read it."""
        return self._tell()


def check_rules(
    rules: Sequence[RuleSpec],
    source: Source,
    data: Mapping[str, Any],
    figures: Mapping[str, Quantity],
    annexes: Sequence[Annexed],
    lists: CodeLists,
    day: str,
) -> tuple[list[Hit], list[Problem]]:
    """Where the rules that are valid on `day` are broken, and trouble of the rules themselves (codes TYP-4xx).

    `data` are the fields of the document, None where one was left out; `source` tells their places.
    """
    valid = tuple(rule for rule in rules if rule.valid_on(day))
    if not valid:
        return [], []
    judge = _Judge(source, data, figures, annexes, lists, day)
    try:
        with expressions.budget(VISITS):
            judge.run(valid)
    except ExpressionError:
        judge.hits.clear()
        judge.run_one_by_one(valid)
    told: dict[str, int] = {}
    for hit in judge.hits:
        told[hit.rule.ident] = told.get(hit.rule.ident, 0) + 1
        if told[hit.rule.ident] <= MOST_TOLD:
            hit.problem  # noqa: B018  # trouble with its wording belongs to the rule, and is told now
    return judge.hits, judge.problems


class Applied(NamedTuple):
    """At how many entries (annexes, papers) a rule was judged, out of how many."""

    judged: int
    total: int


def count_applied(
    rules: Sequence[RuleSpec],
    data: Mapping[str, Any],
    figures: Mapping[str, Quantity],
    annexes: Sequence[Annexed],
    lists: CodeLists,
    day: str,
) -> dict[str, Applied]:
    """Where the condition `wenn` of each rule holds, by ident; without those that are not valid or do not work."""
    found = {}
    for rule in (rule for rule in rules if rule.valid_on(day)):
        judge = _Judge(rule.source, data, figures, annexes, lists, day)
        with contextlib.suppress(ExpressionError), expressions.budget(VISITS):
            judge.run((rule._replace(test="false", condition="", computed=()),))
            total = len(judge.hits)
            judge.run((rule._replace(test="false"),))
            found[rule.ident] = Applied(len(judge.hits) - total, total)
    return found


# --- one document ----------------------------------------------------------------------------------------


class _Judge:
    """Rules at work on one document; collects hits, and trouble of the rules themselves."""

    def __init__(
        self, source: Source, data: Mapping[str, Any], figures: Mapping[str, Quantity], annexes: Sequence[Annexed],
        lists: CodeLists, day: str,
    ) -> None:  # fmt: skip
        self.source = source
        self.data = data
        self.lists = lists
        self.day = day
        self.annexes = [(annex.kind, {**_root(annex.data, annex.figures), "kennung": annex.ident}) for annex in annexes]
        self.names = {**_root(data, figures), "stichtag": day, "_schluessel": self.code, "_anlagen": self.annexes_of}
        self.hits: list[Hit] = []
        self.problems: list[Problem] = []
        self._codes: dict[tuple[str, Any], Mapping[str, str] | None] = {}
        self._at: Row | None = None

    def run(self, rules: tuple[RuleSpec, ...], *, watched: bool = False) -> None:
        """Judge all entries by these rules. Raises ExpressionError; `watched` notes at which entry."""
        program = compiled(rules)
        lists = {
            name: Entries(self.rows(need), dict.fromkeys(need.keys) if watched else need.keys)
            for name, need in program.needs.items()
        }
        found: list[Found] = []
        rows: dict[str, Any] = {name: entries.first() for name, entries in lists.items()}
        if watched:
            rows = {name: self._watched(entries) for name, entries in rows.items()}
        self._render(program, rows, found)
        if found and any(entries.are_alike for entries in lists.values()):
            broken = found.copy()
            found.clear()
            with expressions.budget(VISITS):
                self._render(program, {name: entries.like(broken) for name, entries in lists.items()}, found)
        for number, entry, *values in found:
            rule = rules[number]
            names = dict(zip(values_of(rule), values, strict=True))
            self.hits.append(Hit(rule, entry, partial(self.tell, rule, entry, names)))

    def _render(self, program: Program, rows: Mapping[str, Any], found: list[Found]) -> None:
        def report(*said: Any) -> None:
            found.append(said)

        expressions.render(program.run, {**self.names, **program.constants, **rows, REPORT: report})

    def _watched(self, rows: Sequence[Row]) -> Iterator[Row]:
        for self._at in rows:
            yield self._at

    def run_one_by_one(self, rules: Sequence[RuleSpec]) -> None:
        """The same after trouble: finds out which rule is to blame, and judges by the others."""
        left = VISITS
        told: set[str] = set()
        for rule in rules:
            kept, self._at = len(self.hits), None
            try:
                with expressions.budget(left):
                    self.run((rule,), watched=True)
                    left = expressions.budget_left()
            except ExpressionError as trouble:
                del self.hits[kept:]
                if isinstance(trouble, NoList) and trouble.text in told:
                    continue  # one list that is missing, one finding, however many rules ask for it
                told.add(trouble.text)
                self.problems.append(self.blame(rule, trouble))
                if isinstance(trouble, TooMuch):
                    break  # the type is broken anyway, and the others would only take more time

    def blame(self, rule: RuleSpec, trouble: ExpressionError) -> Problem:
        """The finding on a rule that does not work."""
        if isinstance(trouble, TooMuch):
            text = f"Die Regel {rule.ident} ist zu aufwendig: Sie sieht für jeden Eintrag zu viele andere an."
            remedy = "Oft hilft „je“ mit „gruppe“, oder eine Regel ohne „fuer“."
            return error("TYP-422", rule.place("pruefe"), text, remedy)
        if found := syntax_problem(rule):
            return found
        paper = [self.source.file] if self.source is not rule.source else []  # not an example of the rule
        where = ", ".join([*paper, *([field_name(self._at[0])] if self._at and self._at[0] else [])])
        text = f"Die Regel {rule.ident} lässt sich nicht prüfen{f' ({where})' if where else ''}. {trouble.text}"
        field, expression = self._culprit(rule)
        return error(
            "TYP-421", rule.place(*field), text, f"{_remedy(trouble)} Der Ausdruck lautet {quote(expression)}."
        )

    def _culprit(self, rule: RuleSpec) -> tuple[Path, str]:
        """The expression of a rule that fails at the entry at hand: each is tried as the only condition."""
        said = list(rule.expressions())
        for field, expression in said:
            known = [name for name, _ in rule.computed[: said.index((field, expression))]]
            alone = rule._replace(
                test=expression, condition="", computed=tuple(pair for pair in rule.computed if pair[0] in known)
            )
            try:
                program = compiled((alone,))
                names = {**self.names, **program.constants, REPORT: lambda *_: None}
                rows = {name: [self._at] if self._at else [] for name in program.needs}
                with expressions.budget(VISITS):
                    expressions.render(program.run, {**names, **rows})
            except ExpressionError:
                return field, expression
        return said[-1]

    def rows(self, need: Need) -> list[Row]:
        """What rules see of each entry of a list."""
        rows: list[Row] = [((),)]
        if need.path:
            rows = list(entries_in(self.data, need.path))
            for field in need.groups:
                rows = grouped(rows, field)
        if not need.annex:
            return rows
        return [(*row, said) for kind, said in self.annexes if kind == need.annex for row in rows]

    def code(self, name: Any, code: Any) -> Mapping[str, str] | None:
        """`schluessel("liste", code)`: the fields of a code; None if it is unknown or not valid on the day."""
        if (name, code) not in self._codes:
            self._codes[name, code] = self.lists.fields(str(name), code, self.day)
        return self._codes[name, code]

    def annexes_of(self, kind: Any) -> list[Mapping[str, Any]]:
        """`anlagen("typ")`: all annexes of a document type."""
        return [said for known, said in self.annexes if known == kind]

    def tell(self, rule: RuleSpec, entry: Path, values: Mapping[str, Any]) -> Problem:
        """The finding, its slots filled."""
        names = {**self.names, **dict(rule.constants), **values}
        text = self._filled(rule, "meldung", rule.message, names)
        remedy = self._filled(rule, "abhilfe", rule.remedy, names) if text else ""
        text = text or f"Die Regel {rule.quoted_title} ist nicht eingehalten."
        return Problem(rule.ident, rule.level, self.source.place((*entry, *rule.field)), text, remedy)

    def _filled(self, rule: RuleSpec, field: str, text: str, names: Mapping[str, Any]) -> str:
        if "{" not in text:
            return text
        try:
            with expressions.budget(VISITS):
                return " ".join(expressions.render(slots(text), names).split("\n")).strip()
        except ExpressionError as trouble:
            self.problems.append(slots_problem(rule, field, trouble))
            return ""


def _remedy(trouble: ExpressionError) -> str:
    if isinstance(trouble, NoList):
        return "Bitte die Codeliste anlegen oder berichtigen, oder den Namen im Ausdruck."
    return "Bitte den Ausdruck berichtigen; Felder, die fehlen oder null sein können, prüft „wenn“ vorher."


def _root(data: Mapping[str, Any], figures: Mapping[str, Quantity]) -> dict[str, Any]:
    """The names of a document: its fields, and its figures as bare values."""
    names = {name: plain(figure) for name, figure in figures.items()}
    return {**names, **data, "angaben": _Entered(data.get("angaben") or {})}


_NOT_ENTERED: Mapping[str, Any] = dict.fromkeys(("titel", "wert", "einheit", "quelle", "stand"))


class _Entered(dict[str, Any]):
    """The entered figures: their names are free, so one that was not entered is empty, not unknown."""

    def __missing__(self, name: str) -> Mapping[str, Any]:
        return _NOT_ENTERED
