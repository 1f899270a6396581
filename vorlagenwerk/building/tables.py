"""Tables from `tabellen.yaml`: typed values go straight into a Table node, formatted once, never through text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.codelists import CodeList
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.printers import Printer, common_decimals, printer
from vorlagenwerk.building.prose_cells import prose_cells
from vorlagenwerk.building.sums import with_sums
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.problems import Problem, error, note, quote, warning
from vorlagenwerk.project.columnspec import ColumnSpec, letter_of
from vorlagenwerk.project.doctype import as_path, look_up
from vorlagenwerk.project.tablespec import BY_PAGE, TableSpec

_SLOT = re.compile(r"\{([a-z_]+)\}")


def content_table(spec: TableSpec, assembly: Assembly, caption: str) -> tuple[tree.Block, ...]:
    """The table whose rows are a list of the content."""
    rows: Sequence[Mapping[str, Any]] = look_up(assembly.data, spec.rows) or ()
    places: Sequence[int] = range(len(rows))
    if spec.only:
        places = [index for index in places if all(rows[index].get(k) == v for k, v in spec.only.items())]
        rows = [rows[index] for index in places]
    if len(rows) > assembly.doctype.max_rows:
        place = assembly.source.place(as_path(spec.rows))
        said = f"Die Liste „{spec.rows}“ hat {german.number(len(rows))} Einträge; dieser Dokumenttyp erlaubt höchstens "
        said += f"{german.number(assembly.doctype.max_rows)} Tabellenzeilen."
        remedy = "Teilen Sie die Liste auf mehrere Dokumente auf, oder bitten Sie die Administration um mehr."
        assembly.problems.append(error("TAB-301", place, said, remedy))
        assembly.miss(spec.name)
        return ()
    if not rows:
        return (tree.Paragraph((tree.Text("Keine Einträge."),), "hinweis"),)
    shape = assembly.doctype.schema.shape.at((*as_path(spec.rows), 0)) or Shape()
    decimals = [common_decimals(column, shape.fields.get(column.field), rows) for column in spec.columns]
    shows = [
        printer(column.format, shared) if shared else _show(column, shape, assembly)
        for column, shared in zip(spec.columns, decimals, strict=True)
    ]
    listed = {column.field for column in spec.columns if (field := shape.fields.get(column.field)) and field.entry}
    read = {
        column.field: prose_cells(rows, places, as_path(spec.rows), column, assembly)
        for column in spec.columns
        if (field := shape.fields.get(column.field)) and field.prose
    }
    body = _rows(rows, spec.columns, shows, listed, read)
    assembly.problems += _scattered(spec, body, assembly, places)
    summed = tuple(
        tree.Summed(index, column.format, decimals[index]) for index, column in enumerate(spec.columns) if column.summed
    )
    table = _table(spec, spec.name, caption, with_sums(body, spec, summed))
    return (replace(table, carried=summed) if spec.carry == BY_PAGE else table,)


def code_table(spec: TableSpec, assembly: Assembly, caption: str, level: int) -> tuple[tree.Block, ...]:
    """The table of a code list; with groups one table a group, each below a heading of its own."""
    known = assembly.lists.get(spec.codelist)
    if known is None:
        return ()
    wanted = {spec.group, *(column.field for column in spec.columns)} - {""}
    strange = wanted - set(known.field_names)
    if strange:
        said = f"Die Tabelle „{spec.name}“ zeigt unbekannte Merkmale: {', '.join(sorted(strange))}."
        raise ExpressionError(f"{said} Möglich sind: {', '.join(known.field_names)}.")
    entries = [known.fields(entry, wanted) for entry in known.codes]
    shows = [printer(column.format) for column in spec.columns]
    if not spec.group:
        return (_table(spec, spec.name, caption, _rows(entries, spec.columns, shows)),)
    groups: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        groups.setdefault(entry.get(spec.group, ""), []).append(entry)
    blocks: list[tree.Block] = []
    for number, (name, members) in enumerate(groups.items(), 1):
        blocks.append(tree.Heading(level + 1, (tree.Text(name),), f"{spec.name}-{number}"))
        body = _rows(members, spec.columns, shows)
        blocks.append(_table(spec, f"{spec.name}-tabelle-{number}", f"{caption}: {name}", body))
    return tuple(blocks)


def legend(spec: TableSpec, assembly: Assembly) -> tuple[tree.Block, ...]:
    """What the codes of a table's columns mean, as a table, and why inferred meanings are believed."""
    shape = assembly.doctype.schema.shape.at((*as_path(spec.rows), 0)) or Shape()
    rows, reasons = [], []
    for index, column in enumerate(spec.columns):
        known = _codelist(column, shape, assembly)
        if not column.in_legend or known is None:
            continue
        meanings = "; ".join(f"{c.code} = {c.label}{' *' if c.inferred else ''}" for c in known.codes)
        letter = letter_of(index) if spec.lettered else ""
        rows.append(tree.Row((letter, column.title, meanings) if spec.lettered else (column.title, meanings)))
        reasons += [(f"{letter} {c.code}".strip(), c.inferred) for c in known.codes if c.inferred]
    if not rows:
        raise ExpressionError(f"Die Tabelle „{spec.name}“ hat keine Spalte mit „legende: true“ und einer Codeliste.")
    titles = (*(("Spalte",) if spec.lettered else ()), "Merkmal", "Bedeutung der Schlüssel")
    columns = tuple(tree.Column(title.lower(), title) for title in titles)
    said = "Eine Zeile je Spalte mit Schlüsseln; in der letzten Spalte stehen die Schlüssel mit ihrer Bedeutung."
    table = tree.Table(f"{spec.name}-legende", "Bedeutung der Schlüssel", said, columns, tuple(rows))
    return (table, *_reasons(reasons))


def _reasons(reasons: list[tuple[str, str]]) -> tuple[tree.Block, ...]:
    if not reasons:
        return ()
    said = "Bedeutungen mit Stern (*) stehen nicht in der Quelle; sie sind erschlossen:"
    intro = tree.Paragraph((tree.Text(said),), "hinweis")
    shared: dict[str, list[str]] = {}
    for code, reason in reasons:
        shared.setdefault(reason.strip(), []).append(code)
    items = tuple(
        tree.ListItem((tree.Paragraph((tree.Text(f"{german.join_list(codes)}: {' '.join(reason.split())}"),)),))
        for reason, codes in shared.items()
    )
    return (intro, tree.List(items))


def fact_table(spec: TableSpec, caption: str, rows: list[tuple[str, list[tuple[tree.Inline, ...]]]]) -> tree.Table:
    """A table of single facts: names on the left, values on the right of them."""
    body = tuple(tree.Row((name, *values)) for name, values in rows)
    made = replace(_table(spec, spec.name, caption, body), row_header=0, split=())
    return made if len(spec.columns) > 2 else replace(made, role="tabelle_angaben")


def _table(spec: TableSpec, ident: str, caption: str, rows: tuple[tree.Row, ...]) -> tree.Table:
    columns = tuple(
        tree.Column(
            column.key,
            column.title,
            letter_of(index) if spec.lettered else "",
            "rechts" if column.is_number else "links",
            column.is_key,
            column.merged,
            column.turned,
            column.turned_title,
        )
        for index, column in enumerate(spec.columns)
    )
    pointer = "/" + spec.rows.replace(".", "/") if spec.rows else ""
    header, paper = spec.header_index, spec.paper
    return tree.Table(ident, caption, spec.description, columns, rows, header, spec.split, pointer=pointer, paper=paper)


def _rows(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[ColumnSpec],
    shows: Sequence[Printer],
    listed: Collection[str] = (),
    read: Mapping[str, Sequence[tree.Cell]] = MappingProxyType({}),
) -> tuple[tree.Row, ...]:
    """The rows column by column, so that each distinct value is formatted once; `listed` fields hold several values,
    the cells of `read` fields are made already.
    """
    if not rows:
        return ()
    values: list[list[Any]] = []
    texts: list[Sequence[tree.Cell]] = []
    for column, show in zip(columns, shows, strict=True):
        cells = [row.get(column.field) for row in rows]
        if column.field in read:
            values.append(cells)
            texts.append(read[column.field])
            continue
        if column.field in listed:
            values.append([", ".join(map(show, several or ())) for several in cells])
            texts.append(values[-1])
            continue
        known = {value: "" if value is None else show(value) for value in set(cells)}
        values.append(cells)
        texts.append([known[value] for value in cells])
    return tuple(map(tree.Row, zip(*texts, strict=True), zip(*values, strict=True)))


def _scattered(spec: TableSpec, body: Sequence[tree.Row], assembly: Assembly, places: Sequence[int]) -> list[Problem]:
    """A note for each merged column in which a value comes back after others; a merged column on its left may part
    its groups. `places` are the numbers of the rows in the content.
    """
    problems = []
    merged = [index for index, column in enumerate(spec.columns) if column.merged]
    for depth, index in enumerate(merged, 1):
        groups = [tuple(row.cells[outer] for outer in merged[:depth]) for row in body]
        seen: set[tuple[tree.Cell, ...]] = set()
        for number, group in enumerate(groups):
            begins = number == 0 or groups[number - 1] != group
            if begins and group in seen and group[-1]:
                place = assembly.source.place((*as_path(spec.rows), places[number], spec.columns[index].field))
                line = f"in der {places[number] + 1}. Zeile"
                said = f"Der Wert {quote(walking.plain_text(group[-1]))} kommt {line} wieder, nachdem andere kamen."
                remedy = f"Zu einer Zelle „{spec.columns[index].title}“ wird nur verbunden, was untereinander steht."
                is_summed = spec.columns[index].key == spec.subtotals
                tell = warning if is_summed else note
                remedy += " Die Gruppe hat sonst zwei Summen." if is_summed else ""
                problems.append(tell("TAB-303", place, said, f"{remedy} Bitte die Einträge ordnen."))
                break
            seen.add(group)
    return problems


def _codelist(column: ColumnSpec, shape: Shape, assembly: Assembly) -> CodeList | None:
    field = shape.fields.get(column.field) or Shape()
    name = field.codelist or (field.entry.codelist if field.entry else "")
    return assembly.lists.get(name) if name else None


def _show(column: ColumnSpec, shape: Shape, assembly: Assembly) -> Printer:
    known = _codelist(column, shape, assembly)
    if not column.shown or known is None:
        return printer(column.format)
    wanted = set(_SLOT.findall(column.shown))
    strange = wanted - set(known.field_names)
    if strange:
        said = f"Die Spalte „{column.key}“ zeigt unbekannte Merkmale: {', '.join(sorted(strange))}."
        raise ExpressionError(f"{said} Möglich sind: {', '.join(known.field_names)}.")

    def show(code: str) -> str:
        entry = known.by_code.get(code)
        if entry is None:
            return code
        fields = known.fields(entry, wanted)
        return _SLOT.sub(lambda slot: fields[slot[1]], column.shown)

    return show
