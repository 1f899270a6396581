"""Templates at work: a document's data through `dokument.md.j2` to blocks, with every value as a mark."""

from __future__ import annotations

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.building import blocks as kit
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.inlines import parse_inlines
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.building.templates import Line, Loader, Templates
from vorlagenwerk.building.values import finalize
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import error


def make_templates(loader: Loader) -> Templates:
    """The templates of a project, with the functions and filters that they may use."""
    return Templates(loader, filters=kit.FILTERS, functions=kit.FUNCTIONS, finalize=finalize)


def render_document(assembly: Assembly) -> tuple[tree.Block, ...]:
    """The blocks that the type's template makes of the document; () with findings (VOR-…) when it cannot."""
    return _render(assembly, assembly.doctype.template)


def render_cover(assembly: Assembly) -> tuple[tree.Block, ...]:
    """The blocks below the title on a cover, () where the type has none."""
    return _render(assembly, assembly.doctype.cover) if assembly.doctype.cover else ()


def _render(assembly: Assembly, name: str) -> tuple[tree.Block, ...]:
    try:
        template = assembly.templates.named(name)
        marked = expressions.render(template, assembly.names)
        assembly.judge_tags(marked)
        return parse_blocks(marked, assembly, 0)
    except ExpressionError as trouble:
        place = Place(trouble.template or name, trouble.line)
        _report(assembly, "VOR-101", place, trouble)
        return ()


def render_facts(assembly: Assembly) -> dict[str, str]:
    """The values of `dokument:` in dokumenttyp.yaml as plain text: title, letterhead, properties."""
    sources = [Line(source) for source in assembly.doctype.facts.values()]
    try:
        texts = [text for _, text in assembly.templates.lines(sources, assembly.names)]
    except ExpressionError:  # one by one, to name the one that fails
        texts = [_fact(assembly, name, source) for name, source in assembly.doctype.facts.items()]
    facts = zip(assembly.doctype.facts, texts, strict=True)
    return {
        name: walking.plain_text(parse_inlines(text.strip(), assembly)) if text.strip() else "" for name, text in facts
    }


def _fact(assembly: Assembly, name: str, source: str) -> str:
    try:
        return expressions.render(assembly.templates.line(source), assembly.names)
    except ExpressionError as trouble:
        _report(assembly, "VOR-102", Place(assembly.doctype.facts_file), trouble, f"dokument.{name}: ")
        return ""


def _report(assembly: Assembly, code: str, place: Place, trouble: ExpressionError, where: str = "") -> None:
    remedy = "Bitte die Vorlage berichtigen; das Handbuch nennt alle Namen, Filter und Funktionen."
    assembly.problems.append(error(code, place, where + trouble.text, remedy))
