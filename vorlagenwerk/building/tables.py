"""Tables from `tabellen.yaml`: typed values go straight into a Table node, formatted once, never through text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.codelists import CodeList
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.sums import with_sums
from vorlagenwerk.checks.figures import FORMATS
from vorlagenwerk.data import tree
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.problems import Problem, error, note, quote
from vorlagenwerk.project.columnspec import ColumnSpec, letter_of
from vorlagenwerk.project.doctype import as_path, look_up
from vorlagenwerk.project.tablespec import TableSpec

_SLOT = re.compile(r"\{([a-z_]+)\}")
_MOST_DECIMALS = 6
"""More are nothing that a reader compares."""
_UNITS = {
    "zahl": (0, ""),
    "prozent": (0, f"{german.NO_BREAK}%"),
    "euro": (0, f"{german.NO_BREAK}€"),
    "tsd_euro": (3, f"{german.NO_BREAK}Tsd.{german.NO_BREAK}€"),
    "mio_euro": (6, f"{german.NO_BREAK}Mio.{german.NO_BREAK}€"),
}
"""By how many digits the comma moves to the left in each format of numbers, and what stands behind the number."""
Show = Callable[[Any], str]


def content_table(spec: TableSpec, assembly: Assembly, caption: str) -> tuple[tree.Block, ...]:
    """The table whose rows are a list of the content."""
    rows: Sequence[Mapping[str, Any]] = look_up(assembly.data, spec.rows) or ()
    places: Sequence[int] = range(len(rows))
    if spec.only:
        places = [index for index in places if all(rows[index].get(k) == v for k, v in spec.only.items())]
        rows = [rows[index] for index in places]
    if len(rows) > assembly.doctype.max_rows:
        place = assembly.source.place(as_path(spec.rows))
        said = f"Die Liste „{spec.rows}“ hat {len(rows)} Einträge."
        remedy = f"Dieser Dokumenttyp erlaubt höchstens {assembly.doctype.max_rows} Tabellenzeilen."
        assembly.problems.append(error("TAB-301", place, said, remedy))
        assembly.miss(spec.name)
        return ()
    if not rows:
        return (tree.Paragraph((tree.Text("Keine Einträge."),), "hinweis"),)
    shape = assembly.doctype.schema.shape.at((*as_path(spec.rows), 0)) or Shape()
    even = [_evenly(column, shape, rows) for column in spec.columns]
    shows = [shown or _show(column, shape, assembly) for shown, column in zip(even, spec.columns, strict=True)]
    listed = {column.field for column in spec.columns if (field := shape.fields.get(column.field)) and field.entry}
    body = _rows(rows, spec.columns, shows, listed)
    assembly.problems += _scattered(spec, body, assembly, places)
    plain = [shown or _plain_show(column) for shown, column in zip(even, spec.columns, strict=True)]
    body = with_sums(body, spec, plain)
    return (_table(spec, spec.name, caption, body),)


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
    shows = [_plain_show(column) for column in spec.columns]
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
    shows: Sequence[Show],
    listed: Collection[str] = (),
) -> tuple[tree.Row, ...]:
    """The rows column by column, so that each distinct value is formatted once; `listed` fields hold several values."""
    if not rows:
        return ()
    values: list[list[Any]] = []
    texts: list[list[str]] = []
    for column, show in zip(columns, shows, strict=True):
        cells = [row.get(column.field) for row in rows]
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
                said = f"Der Wert {quote(group[-1])} kommt {line} wieder, nachdem andere kamen."
                remedy = f"Zu einer Zelle „{spec.columns[index].title}“ wird nur verbunden, was untereinander steht."
                problems.append(note("TAB-303", place, said, f"{remedy} Bitte die Einträge ordnen."))
                break
            seen.add(group)
    return problems


def _codelist(column: ColumnSpec, shape: Shape, assembly: Assembly) -> CodeList | None:
    field = shape.fields.get(column.field) or Shape()
    name = field.codelist or (field.entry.codelist if field.entry else "")
    return assembly.lists.get(name) if name else None


def _show(column: ColumnSpec, shape: Shape, assembly: Assembly) -> Show:
    known = _codelist(column, shape, assembly)
    if not column.shown or known is None:
        return _plain_show(column)
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


def _evenly(column: ColumnSpec, shape: Shape, rows: Sequence[Mapping[str, Any]]) -> Show | None:
    """Prints the numbers of a column and their sums with equally many decimals, so that they align.

    Amounts in Euro have cents where one of them has; None where none has any.
    """
    field = shape.fields.get(column.field)
    if field is None or column.format not in _UNITS:
        return None
    shift, unit = _UNITS[column.format]
    if not shift and "number" not in field.types:
        return None
    numbers = {value for row in rows if isinstance(value := row.get(column.field), (int, Decimal))}
    decimals = max((_decimals(value, shift) for value in numbers), default=0)
    if column.format == "euro" and decimals:
        decimals = 2 if any(value != int(value) for value in numbers) else 0
    return partial(_number_in, shift, unit, decimals) if 0 < decimals <= _MOST_DECIMALS else None


def _decimals(value: int | Decimal, shift: int) -> int:
    """How many decimals a number has once its comma has moved so many digits to the left."""
    _, digits, exponent = Decimal(value).as_tuple()
    if not isinstance(exponent, int):
        return 0
    trail = 0  # what is told in thousands has no zeros at its end, as `german.thousand_euro` prints it
    while shift and trail < len(digits) and not digits[-1 - trail]:
        trail += 1
    return shift - exponent - trail if trail < len(digits) else 0


def _number_in(shift: int, unit: str, decimals: int, value: int | Decimal) -> str:
    sign, digits, exponent = Decimal(value).as_tuple()
    return german.number(Decimal((sign, digits, int(exponent) - shift)), decimals=decimals) + unit


def _plain_show(column: ColumnSpec) -> Show:
    if column.format != "text":
        return FORMATS[column.format]
    return _as_text


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(value) if isinstance(value, str) else german.number(value)
