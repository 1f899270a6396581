"""The audit report on a document: what is known of it becomes facts, the facts a paper like any other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from vorlagenwerk import __version__
from vorlagenwerk.basics import german
from vorlagenwerk.building.audit.checks import Rule
from vorlagenwerk.building.audit.guide import Covered, clipped
from vorlagenwerk.building.audit.paper import AuditFacts, audit
from vorlagenwerk.building.audit.tables import counted
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.numbers.register import register
from vorlagenwerk.checks.rules.judging import Applied, count_applied
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.outputs import PAPERS
from vorlagenwerk.story.attaching import annexed
from vorlagenwerk.story.papers import Paper
from vorlagenwerk.story.prepared import Prepared, all_figures
from vorlagenwerk.story.workshop import Workshop

if TYPE_CHECKING:
    from vorlagenwerk.project.rulespec import RuleSpec

_FORMAT_NAMES = {"docx": "Word", "html": "HTML", "pdf": "PDF"}


def audit_paper(
    prepared: Prepared,
    doctype: DocType,
    problems: Sequence[Problem],
    formats: Collection[str],
    workshop: Workshop,
    extent: str = "",
) -> Paper:
    """The report on a document with these findings, some of which came when it was written in these formats."""
    computed, entered = _figures(prepared)
    document = prepared.document
    facts = AuditFacts(
        prepared.name,
        prepared.title,
        doctype.title,
        problems,
        [_FORMAT_NAMES[name] for name in PAPERS if name in formats],
        prepared.day,
        __version__,
        is_built=document is not None,
        excused=prepared.excused,
        rules=_rules(prepared, workshop),
        coverage=coverage_of(prepared) if prepared.points and document else None,
        extent=extent,
        register=register(document, {**entered, **computed}) if document else (),
        figures=computed,
        entered=entered,
        inputs=prepared.inputs,
        types=[kind.title for name in sorted(prepared.types) if (kind := workshop.doctype(name))],
        author=document.author if document else "",
        frame=dict(document.frame) if document else {},
    )
    look = partial(workshop.look_for, prepared.name, doctype)
    report, _dead = finish(audit(facts), (), lambda ident: Place(prepared.name), look)
    return Paper(prepared.name, doctype, report)


def _figures(prepared: Prepared) -> tuple[dict[str, Quantity], dict[str, Quantity]]:
    """The figures that were computed and those that were entered, by the names that the text calls them by."""
    computed: dict[str, Quantity] = {}
    entered: dict[str, Quantity] = {}
    for name, figure in all_figures(prepared).items():
        (entered if figure.is_entered else computed)[name] = figure
    return computed, entered


def coverage_of(prepared: Prepared) -> list[Covered]:
    """The points of the guide, each with the sections that answer it and how many words these have."""
    covered = []
    for point in prepared.points:
        told = [prepared.told[path] for path in point.sections if path in prepared.told]
        sections = "; ".join(said.name for said in told)
        words = sum(said.words for said in told)
        covered.append(Covered(point.item.ident, clipped(point.item.text), sections, words, point.state, point.reason))
    return covered


def _rules(prepared: Prepared, workshop: Workshop) -> list[Rule]:
    """The rules of the type with what each was judged at."""
    tried = [rule for rule in prepared.rules if rule.ident not in prepared.untried]
    annexes = annexed(prepared)
    known = count_applied(tried, prepared.data, prepared.figures, annexes, workshop.lists, prepared.day)
    return [_rule(rule, known.get(rule.ident), prepared.day) for rule in prepared.rules]


def _rule(rule: RuleSpec, applied: Applied | None, day: str) -> Rule:
    said = Rule(rule.ident, rule.title, rule.level, "")
    if not rule.valid_on(day):
        return said._replace(idle="gilt am Stichtag nicht")
    if applied is None:
        return said._replace(idle="nicht geprüft")
    return said._replace(looked_at=_looked_at(rule, applied), idle="" if applied.judged else "nicht anwendbar")


def _looked_at(rule: RuleSpec, applied: Applied) -> str:
    if not rule.list_path and not rule.annex_type:
        return "das Papier"
    one, several = ("Eintrag", "Einträge") if rule.list_path else ("Anlage", "Anlagen")
    if applied.judged == applied.total:
        return counted(applied.total, one, several)
    among = counted(applied.total, one, "Einträgen" if rule.list_path else "Anlagen")
    return f"{german.number(applied.judged)} von {among}"
