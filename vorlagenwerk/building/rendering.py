"""Templates at work: a document's data through `dokument.md.j2` to blocks, with every value as a mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.building import blocks as kit
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.inlines import parse_inlines
from vorlagenwerk.building.joining import joined
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.building.templates import Line, Loader, Templates
from vorlagenwerk.building.values import finalize, tracked
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.positions import Path, path_of
from vorlagenwerk.data.problems import error

Pieces = tuple[tree.Text | tree.Value, ...]
_REMEDY = "Bitte die Vorlage berichtigen; das Handbuch nennt alle Namen, Filter und Funktionen."
_TEXT_FILTERS = ("capitalize", "lower", "replace", "title", "trim", "upper")
"""Filters of the template language that change a text; what comes out still leads to its field."""


def make_templates(loader: Loader) -> Templates:
    """The templates of a project, with the functions and filters that they may use."""
    templates = Templates(loader, filters=kit.FILTERS, functions=kit.FUNCTIONS, finalize=finalize)
    own = templates.sandbox.filters
    own["join"] = joined(own["join"])
    own.update({name: tracked(own[name]) for name in _TEXT_FILTERS})
    return templates


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
        assembly.problems.append(trouble.told("VOR-101", _REMEDY, otherwise=name))
        return ()


def render_facts(assembly: Assembly) -> dict[str, Pieces]:
    """The values of `dokument:` in dokumenttyp.yaml, as words of the type and fields: title, letterhead, properties."""
    sources = [Line(source) for source in assembly.doctype.facts.values()]
    try:
        texts = [text for _, text in assembly.templates.lines(sources, assembly.names)]
    except ExpressionError:  # one by one, to name the one that fails
        texts = [_fact(assembly, name, source) for name, source in assembly.doctype.facts.items()]
    facts = zip(assembly.doctype.facts, texts, strict=True)
    return {name: tuple(_pieces(parse_inlines(text.strip(), assembly))) if text.strip() else () for name, text in facts}


def _pieces(inlines: tuple[tree.Inline, ...]) -> Iterator[tree.Text | tree.Value]:
    """The letters of a line, without what they look like there."""
    for inline in inlines:
        match inline:
            case tree.Value():
                yield inline
            case tree.Strong(children) | tree.Emphasis(children) | tree.Link(_, children) | tree.Foreign(_, children):
                yield from _pieces(children)
            case tree.Note():
                pass  # nothing that a title or a letterhead could show
            case _:
                yield tree.Text(walking.plain_text((inline,)))


def _fact(assembly: Assembly, name: str, source: str) -> str:
    try:
        return expressions.render(assembly.templates.line(source), assembly.names)
    except ExpressionError as trouble:
        place = assembly.doctype.facts_source.place(("dokument", name))
        text = f"Die Angabe „{name}“ für den Kopf des Papiers lässt sich nicht bilden. {trouble.text}"
        assembly.problems.append(error("VOR-102", place, text, _REMEDY))
        return ""


def authored(document: tree.Document, data: Any) -> tuple[tuple[str, str], ...]:
    """How the lines that a document shows outside generated tables stand in the content's `data`, by JSON Pointer."""
    shown = {value.pointer for value in _values(document) if value.pointer.startswith("/")}
    found = ((pointer, _field(data, path_of(pointer))) for pointer in sorted(shown))
    return tuple((pointer, text) for pointer, text in found if isinstance(text, str))


def _values(document: tree.Document) -> Iterator[tree.Value]:
    nodes: list[tree.Document | tree.Node | tree.Fact] = [*document.facts]
    for block in walking.every_block((*document.cover, *document.children)):
        is_shown = isinstance(block, (tree.Heading, tree.Paragraph))
        if is_shown or (isinstance(block, tree.Table) and block.role == "tabelle_angaben"):
            nodes.append(block)
    return (node for one in nodes for node in walking.walk(one) if isinstance(node, tree.Value))  # type: ignore[arg-type]


def _field(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
