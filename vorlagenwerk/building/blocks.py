"""The functions and filters that templates may use. Their names are German: administrators type them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import fail, with_context
from vorlagenwerk.building import tables
from vorlagenwerk.building.assembly import ASSEMBLY, Assembly
from vorlagenwerk.building.guide import GUIDE_FUNCTIONS
from vorlagenwerk.building.inlines import parse_inlines
from vorlagenwerk.building.joining import enumerated
from vorlagenwerk.building.marks import Blocks, Entered, Inlines, Prose
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.building.sections import sections
from vorlagenwerk.building.taking import take_in
from vorlagenwerk.building.templates import Line
from vorlagenwerk.building.values import text_of, tracked, values_of
from vorlagenwerk.checks.figures import FORMATS
from vorlagenwerk.checks.language import FORMULA_FILTERS
from vorlagenwerk.data import tree, walking
from vorlagenwerk.project.tablespec import NEXT_CELL, TableSpec

_IDENT = re.compile(r"[a-z][a-z0-9_-]*")


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
    shown = walking.plain_text(caption) if spec.captioned else ""
    if spec.facts:
        lines = [Line(fact.value, fact.condition, fact.entries) for fact in spec.facts]
        rows = [
            (spec.facts[index].title, [parse_inlines(cell.strip(), assembly) for cell in text.split(NEXT_CELL)])
            for index, text in assembly.templates.lines(lines, assembly.names)
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
def annex(context: Any, entry: Mapping[str, Any]) -> Blocks:
    """`anlage(eintrag)`: an entry of `anlagen`, on pages of its own: another document or a table."""
    assembly = _assembly(context)
    ident = entry["kennung"]
    number = 1 + [known["kennung"] for known in assembly.data["anlagen"]].index(ident)
    label = f"Anlage {number}"
    head = tree.Heading(1, (tree.Text(f"{label}: "), *values_of(entry["titel"])), ident, label=label)
    if entry.get("tabelle"):
        body = table(context, entry["tabelle"]).make(1)
        return Blocks(lambda _level: (tree.Section((head, *body)),))
    taken = assembly.annexes[ident]
    children = take_in(taken.children, ident)
    return Blocks(lambda _level: (tree.Section((head, *children), taken.landscape, is_taken=True),))


@with_context
def reference(context: Any, ident: str, text: str = "") -> Inlines:
    """`verweis("kennung")`: a link to that place, showing its number or the text given."""
    _assembly(context).mention(text_of(ident))
    return Inlines((tree.Reference(text_of(ident), (tree.Text(text_of(text)),) if text else ()),))


@with_context
def page_reference(context: Any, ident: str) -> Inlines:
    """`seite("kennung")`: “Seite 5”, the page of that place; on screens a link that shows its number."""
    _assembly(context).mention(text_of(ident))
    return Inlines((tree.PageReference(text_of(ident)),))


def contents(titel: str = "Inhalt", ebenen: int = 3, ab: int = 1) -> Blocks:
    """`inhaltsverzeichnis()`: the list of headings; left out where there are fewer than `ab`."""
    return _list_of("inhalt", titel, max(1, min(_whole("ebenen", ebenen), 6)), ab)


def list_of_tables(titel: str = "Tabellen", ab: int = 1) -> Blocks:
    """`tabellenverzeichnis()`: the list of all tables with a caption."""
    return _list_of("tabellen", titel, 1, ab)


def list_of_pictures(titel: str = "Abbildungen", ab: int = 1) -> Blocks:
    """`abbildungsverzeichnis()`: the list of all pictures with a caption."""
    return _list_of("abbildungen", titel, 1, ab)


def _list_of(kind: Literal["inhalt", "tabellen", "abbildungen"], title: str, depth: int, least: int) -> Blocks:
    listed = tree.Contents(kind, text_of(title), depth, max(_whole("ab", least), 1))
    return Blocks(lambda _level: (listed,))


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        fail(f"Bei „{name}“ wird eine ganze Zahl erwartet, zum Beispiel {name}=3.")
    return value


@with_context
def picture(
    context: Any, datei: Any, beschreibung: Any, beschriftung: Any = "", breite: Any = 0, kennung: Any = ""
) -> Blocks:
    """`bild(datei, beschreibung, breite=60)`: a picture that a field of the content names.

    Optional fields that are left out count as not given; findings point into the field with the file.
    """
    assembly, file = _assembly(context), text_of(datei)
    description, caption = _given(beschreibung), _given(beschriftung)
    ident = _ident(kennung)
    share = max(0, min(_whole("breite", breite or 0), 100))
    with assembly.within(datei.path if isinstance(datei, Entered) else assembly.here):
        found = assembly.picture(file, description)
    if found is None:
        assembly.miss(ident)
        return Blocks(lambda _level: ())
    return Blocks(lambda _level: (tree.Picture(ident, caption, description, found, share),))


def _given(value: Any) -> str:
    return "" if value is None else text_of(value).strip()


def _ident(value: Any) -> str:
    ident = _given(value)
    if ident and not _IDENT.fullmatch(ident):
        fail(f"Die Kennung „{ident}“ enthält andere Zeichen als Kleinbuchstaben, Ziffern, „-“ und „_“.")
    return ident


@with_context
def structure(
    context: Any,
    knoten: Any,
    verbindungen: Any,
    beschriftung: Any,
    kennung: Any = "",
    arten: str = "",
    verbindungsarten: str = "",
) -> Blocks:
    """`schaubild(knoten, verbindungen, "Aufbau")`: boxes and the lines between them, drawn from fields of the content.

    `arten` and `verbindungsarten` name the code lists whose words stand in the legend.
    """
    from vorlagenwerk.building.drawings.making import structure_picture

    lists = (_given(arten), _given(verbindungsarten))
    blocks = structure_picture(_assembly(context), knoten, verbindungen, _given(beschriftung), _ident(kennung), lists)
    return Blocks(lambda _level: blocks)


@with_context
def time_line(context: Any, phasen: Any, meilensteine: Any, beschriftung: Any, kennung: Any = "") -> Blocks:
    """`zeitschiene(phasen, meilensteine, "Zeitplan")`: phases as bars, and milestones."""
    from vorlagenwerk.building.drawings.making import time_picture

    blocks = time_picture(_assembly(context), phasen, meilensteine, _given(beschriftung), _ident(kennung))
    return Blocks(lambda _level: blocks)


@with_context
def in_role(context: Any, text: Any, role: str) -> Blocks:
    """`text | rolle("hinweis")`: a text in a role of formatvorlagen.yaml, as a call-out."""
    assembly = _assembly(context)
    known = assembly.roles()
    if known and role not in known:
        fail(f"Die Rolle „{role}“ gibt es nicht. Möglich sind: {', '.join(known)}.")
    role = text_of(role)
    if isinstance(text, Prose):
        return Blocks(lambda level: walking.in_role(assembly.field(text, level), role))
    if expressions.is_markup(text):
        return Blocks(lambda level: walking.in_role(parse_blocks(str(text), assembly, level), role))
    if isinstance(text, Inlines):
        return Blocks(lambda _level: (tree.Paragraph(text.children, role),))
    blocks = (tree.Paragraph(values_of(text), role),) if text_of(text).strip() else ()
    return Blocks(lambda _level: blocks)


@with_context
def label_of(context: Any, code: Any, name: str) -> str:
    """`code | bezeichnung("liste")`: what a code means."""
    known = _assembly(context).lists.get(name)
    if known is None:
        fail(f"Die Codeliste „{name}“ gibt es nicht.")
    entry = known.by_code.get(code)
    label = entry.label if entry else str(code)
    return Entered(label, code.path) if isinstance(code, Entered) else label


@with_context
def code_fields(context: Any, name: str, code: Any) -> Mapping[str, str] | None:
    """`schluessel("liste", code)`: what a code list says about a code; None where it is unknown or not valid."""
    assembly = _assembly(context)
    return assembly.lists.fields(name, code, assembly.doctype.day_of(assembly.data))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "tabelle": table,
    "legende": legend,
    "abschnitte": sections,
    "anlage": annex,
    "verweis": reference,
    "seite": page_reference,
    "inhaltsverzeichnis": contents,
    "tabellenverzeichnis": list_of_tables,
    "abbildungsverzeichnis": list_of_pictures,
    "bild": picture,
    "schaubild": structure,
    "zeitschiene": time_line,
    "schluessel": code_fields,
    **GUIDE_FUNCTIONS,
}
FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: tracked(shown) for name, shown in FORMATS.items()},
    **FORMULA_FILTERS,
    "bezeichnung": label_of,
    "rolle": in_role,
    "aufzaehlung": enumerated,
}


def _line(assembly: Assembly, source: str) -> tuple[tree.Inline, ...]:
    """A line of a settings file: Markdown with fields in braces."""
    if "{" not in source:
        return (tree.Text(source),)
    return parse_inlines(expressions.render(assembly.templates.line(source), assembly.names).strip(), assembly)
