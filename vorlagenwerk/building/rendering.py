"""Templates at work: a document's data through `dokument.md.j2` to blocks, with every value as a mark."""

from __future__ import annotations

from typing import Any

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.building import blocks as kit
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.parsing import parse_blocks, parse_inlines
from vorlagenwerk.building.templates import Loader, Templates
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import error


def make_templates(loader: Loader) -> Templates:
    """The templates of a project, with the functions and filters that they may use."""
    return Templates(loader, filters=kit.FILTERS, functions=kit.FUNCTIONS, finalize=kit.finalize)


def render_document(assembly: Assembly) -> tuple[tree.Block, ...]:
    """The blocks that the type's template makes of the document; () with findings (VOR-…) when it cannot."""
    try:
        template = assembly.templates.named(assembly.doctype.template)
        marked = expressions.render(template, _context(assembly))
        return parse_blocks(marked, assembly, 0)
    except ExpressionError as trouble:
        place = Place(trouble.template or assembly.doctype.template, trouble.line)
        _report(assembly, "VOR-101", place, trouble)
        return ()


def render_facts(assembly: Assembly) -> dict[str, str]:
    """The values of `dokument:` in dokumenttyp.yaml as plain text: title, letterhead, properties."""
    facts = {}
    for name, source in assembly.doctype.facts.items():
        try:
            marked = expressions.render(assembly.templates.line(source), _context(assembly))
        except ExpressionError as trouble:
            _report(assembly, "VOR-102", Place(assembly.doctype.facts_file), trouble, f"dokument.{name}: ")
            marked = ""
        facts[name] = tree.plain_text(parse_inlines(marked.strip(), assembly)) if marked.strip() else ""
    return facts


def _context(assembly: Assembly) -> dict[str, Any]:
    return {**assembly.data, **assembly.named_figures, kit.ASSEMBLY: assembly}


def _report(assembly: Assembly, code: str, place: Place, trouble: ExpressionError, where: str = "") -> None:
    remedy = "Bitte die Vorlage berichtigen; das Handbuch nennt alle Namen, Filter und Funktionen."
    assembly.problems.append(error(code, place, where + trouble.text, remedy))
