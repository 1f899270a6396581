"""The functions and filters that templates may use. Their names are German: administrators type them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vorlagenwerk.basics import expressions, german
from vorlagenwerk.basics.expressions import fail, with_context
from vorlagenwerk.building import tables
from vorlagenwerk.building.assembly import ASSEMBLY, Assembly
from vorlagenwerk.building.marks import Blocks, Inlines, Prose, Template
from vorlagenwerk.building.parsing import parse_inlines
from vorlagenwerk.building.taking import take_in
from vorlagenwerk.checks.figures import FORMATS, FORMULA_FILTERS, Quantity, printed
from vorlagenwerk.data import tree
from vorlagenwerk.project.tablespec import TableSpec


def _assembly(context: Any) -> Assembly:
    found: Assembly = context[ASSEMBLY]
    return found


def _spec(assembly: Assembly, name: str) -> TableSpec:
    spec = assembly.doctype.tables.get(name)
    if spec is None:
        known = ", ".join(assembly.doctype.tables) or "keine"
        fail(f"Die Tabelle „{name}“ gibt es nicht. In tabellen.yaml stehen: {known}.")
    return spec


@with_context
def table(context: Any, name: str) -> Blocks:
    """`tabelle("name")`: the table of that name in tabellen.yaml."""
    assembly = _assembly(context)
    spec = _spec(assembly, name)
    caption = _line(assembly, spec.title)
    shown = tree.plain_text(caption) if spec.captioned else ""

    if spec.facts:
        texts = assembly.templates.lines([(fact.value, fact.condition) for fact in spec.facts], assembly.names)
        rows = [
            (fact.title, parse_inlines(text.strip(), assembly))
            for fact, text in zip(spec.facts, texts, strict=True)
            if text is not None
        ]
        return Blocks(lambda _level: (tables.fact_table(spec, shown, rows),))
    if spec.codelist:
        return Blocks(lambda level: tables.code_table(spec, assembly, shown, level))
    blocks = tables.content_table(spec, assembly, shown)
    return Blocks(lambda _level: blocks)


@with_context
def legend(context: Any, name: str) -> Blocks:
    """`legende("name")`: what the codes in that table mean."""
    blocks = tables.legend(_spec(_assembly(context), name), _assembly(context))
    return Blocks(lambda _level: blocks)


@with_context
def sections(context: Any, entries: Any) -> Blocks:
    """`abschnitte(liste)`: nested sections (titel, text, abschnitte) below the heading above, numbered."""
    assembly = _assembly(context)
    return Blocks(lambda level: _sections(assembly, entries, level + 1))


def _sections(assembly: Assembly, entries: Any, level: int) -> tuple[tree.Block, ...]:
    blocks: list[tree.Block] = []
    for entry in entries:
        title = (tree.Value(entry["titel"]),)
        numbered = entry.get("nummeriert") is not False
        blocks.append(tree.Heading(min(level, 6), title, entry.get("kennung") or "", numbered))
        if entry.get("text"):
            blocks += assembly.prose(entry["text"], level)
        blocks += _sections(assembly, entry.get("abschnitte") or (), level + 1)
    return tuple(blocks)


@with_context
def annex(context: Any, entry: Mapping[str, Any]) -> Blocks:
    """`anlage(eintrag)`: an entry of `anlagen`, on pages of its own: another document or a table."""
    assembly = _assembly(context)
    ident = entry["kennung"]
    number = 1 + [known["kennung"] for known in assembly.data["anlagen"]].index(ident)
    label = f"Anlage {number}"
    head = tree.Heading(1, (tree.Text(f"{label}: "), tree.Value(entry["titel"])), ident, label=label)
    if entry.get("tabelle"):
        body = table(context, entry["tabelle"]).make(1)
        return Blocks(lambda _level: (tree.Section((head, *body)),))
    taken = assembly.annexes[ident]
    children = take_in(taken.children, ident)
    return Blocks(lambda _level: (tree.Section((head, *children), taken.landscape),))


@with_context
def reference(context: Any, ident: str, text: str = "") -> Inlines:
    """`verweis("kennung")`: a link to that place, showing its number or the text given."""
    return Inlines((tree.Reference(ident, (tree.Text(text),) if text else ()),))


@with_context
def label_of(context: Any, code: Any, name: str) -> str:
    """`code | bezeichnung("liste")`: what a code means."""
    known = _assembly(context).lists.get(name)
    if known is None:
        fail(f"Die Codeliste „{name}“ gibt es nicht.")
    entry = known.by_code.get(code)
    return entry.label if entry else str(code)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "tabelle": table,
    "legende": legend,
    "abschnitte": sections,
    "anlage": annex,
    "verweis": reference,
}
FILTERS: Mapping[str, Callable[..., Any]] = {
    **FORMATS,
    **FORMULA_FILTERS,
    "bezeichnung": label_of,
    "aufzaehlung": lambda words: german.join_list([str(word) for word in words]),
}


@with_context
def finalize(context: Any, value: Any) -> str:
    """What a template prints: never the value's text, always a mark that stands for it."""
    if expressions.is_undefined(value):
        str(value)  # raises: a name that does not exist never prints as nothing
    marks = _assembly(context).marks
    if isinstance(value, (Blocks, Inlines, Prose)):
        return expressions.markup(marks.put(value))
    if expressions.is_markup(value):
        return expressions.markup(marks.put(Template(str(value))))
    return expressions.markup(marks.put(Inlines((tree.Value(_text(value)),))))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, str):
        return value
    if isinstance(value, Quantity):
        return printed(value)
    if value is None or callable(value) or isinstance(value, (Mapping, list, tuple)):
        if value is None:
            fail("Hier soll ein Feld gedruckt werden, das leer ist; mit {% if feld %} lässt sich das abfangen.")
        fail("Eine Liste oder Gruppe lässt sich nicht als Text drucken; gemeint ist wohl ein Feld darin.")
    return german.number(value)


def _line(assembly: Assembly, source: str) -> tuple[tree.Inline, ...]:
    """A line of a settings file: Markdown with fields in braces."""
    if "{" not in source:
        return (tree.Text(source),)
    return parse_inlines(expressions.render(assembly.templates.line(source), assembly.names).strip(), assembly)
