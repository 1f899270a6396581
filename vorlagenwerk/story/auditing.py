"""The audit report on a document: what is known of it becomes facts, the facts a paper like any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vorlagenwerk import __version__
from vorlagenwerk.building.audit.checks import Rule
from vorlagenwerk.building.audit.guide import Covered, clipped
from vorlagenwerk.building.audit.paper import AuditFacts, audit
from vorlagenwerk.building.audit.tables import counted
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.numbers.register import register
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.outputs import PAPERS
from vorlagenwerk.story.papers import Paper
from vorlagenwerk.story.preparing import Prepared, all_figures
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
        rules=[_rule(rule, prepared) for rule in prepared.rules],
        coverage=_coverage(prepared) if prepared.points and document else None,
        extent=extent,
        register=register(document, {**entered, **computed}) if document else (),
        figures=computed,
        entered=entered,
        inputs=prepared.inputs,
        types=[kind.title for name in sorted(prepared.types) if (kind := workshop.doctype(name))],
        author=document.author if document else "",
        frame=dict(document.frame) if document else {},
    )
    report, _dead = finish(audit(facts), (), lambda ident: Place(prepared.name))
    return Paper(prepared.name, doctype, report)


def _figures(prepared: Prepared) -> tuple[dict[str, Quantity], dict[str, Quantity]]:
    """The figures that were computed and those that were entered, by the names that the text calls them by."""
    computed: dict[str, Quantity] = {}
    entered: dict[str, Quantity] = {}
    for name, figure in all_figures(prepared).items():
        (entered if figure.is_entered else computed)[name] = figure
    return computed, entered


def _coverage(prepared: Prepared) -> list[Covered]:
    covered = []
    for point in prepared.points:
        told = [prepared.told[path] for path in point.sections if path in prepared.told]
        sections = "; ".join(said.name for said in told)
        words = sum(said.words for said in told)
        covered.append(Covered(point.item.ident, clipped(point.item.text), sections, words, point.state, point.reason))
    return covered


def _rule(rule: RuleSpec, prepared: Prepared) -> Rule:
    return Rule(rule.ident, rule.title, rule.level, _looked_at(rule, prepared) if rule.valid_on(prepared.day) else "")


def _looked_at(rule: RuleSpec, prepared: Prepared) -> str:
    if rule.annex_type:
        kinds = [annex.doctype.name for annex in prepared.attached.values() if annex.doctype]
        return counted(kinds.count(rule.annex_type), "Anlage", "Anlagen")
    if not rule.list_path:
        return "das Papier"
    return counted(sum(1 for _ in _entries(prepared.data, rule.list_path)), "Eintrag", "Einträge")


def _entries(here: Any, path: Sequence[str]) -> Iterator[Any]:
    """The entries of the list at a path that may lead through other lists."""
    if isinstance(here, list):
        for entry in here:
            yield from _entries(entry, path)
    elif path and isinstance(here, Mapping):
        yield from _entries(here.get(path[0]), path[1:])
    elif not path and here is not None:
        yield here
