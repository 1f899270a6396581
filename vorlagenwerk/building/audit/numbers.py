"""The sections of an audit report about numbers: every number of the text, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vorlagenwerk.basics import german
from vorlagenwerk.building.audit.tables import (
    Blocks,
    Listing,
    bullets,
    column,
    counted,
    section,
    sentence,
    stacked,
    table,
)
from vorlagenwerk.checks.figures import Quantity, printed
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import field_name, path_of

if TYPE_CHECKING:
    from vorlagenwerk.checks.numbers.register import Number

_KINDS = {
    "getippt": ("Getippte Zahlen", "stehen nur im Text; niemand rechnet sie nach"),
    "eingetragen": ("Eingetragene Zahlen", "stehen einmal im Inhalt und werden von dort übernommen"),
    "berechnet": ("Berechnete Zahlen", "errechnet das Programm aus dem Inhalt"),
}
"""The kinds of numbers, those first that somebody should look at."""


def register_section(register: Sequence[Number], figures: Mapping[str, Quantity]) -> Blocks:
    """Every number of the text by its kind, with the count of each kind in front."""
    if not register:
        return section("Zahlen im Text", sentence("Dieses Papier enthält keine Zahl."))
    by_kind = {kind: found for kind in _KINDS if (found := [one for one in register if one.kind == kind])}
    counts = [f"{_count(found)} {kind}: {_KINDS[kind][1]}" for kind, found in by_kind.items()]
    every = counted(sum(one.how_many for one in register), "Zahl", "Zahlen")
    return section(
        "Zahlen im Text",
        sentence(f"Das Papier enthält {every}; danach, woher sie kommen:"),
        bullets(counts),
        *(_kind(kind, found, figures) for kind, found in by_kind.items()),
    )


def _count(register: Sequence[Number]) -> str:
    """How many numbers these are; those of a table are one entry of the register."""
    return german.number(sum(one.how_many for one in register))


def _kind(kind: str, found: Sequence[Number], figures: Mapping[str, Quantity]) -> Blocks:
    title, _meaning = _KINDS[kind]
    has_source = any(one.source for one in found)
    columns = [column("Stelle", merged=True), column("Zahl", is_number=True), column("Zusammenhang")]
    if has_source:
        columns.append(column("Herkunft"))
    rows = [
        (one.where, one.text, _context(one), *((_origin(one.source, figures),) if has_source else ())) for one in found
    ]
    described = "Eine Zeile je Zahl, in der Reihenfolge des Papiers; gleiche Stellen stehen nur einmal da."
    listing = Listing(f"zahlen-{kind}", title, described, tuple(columns), header=1)
    return section(f"{title} ({_count(found)})", table(listing, rows), level=2)


def _context(number: Number) -> tree.Cell:
    """The words around a number, the number itself in bold where it stands there just once."""
    text = " ".join(number.text.split())
    before, found, after = number.context.partition(text)
    if not found or text in after:
        return number.context
    line = (tree.Text(before), tree.Strong((tree.Text(found),)), tree.Text(after))
    return tuple(part for part in line if not isinstance(part, tree.Text) or part.text)


def _origin(source: str, figures: Mapping[str, Quantity]) -> tree.Cell:
    """A figure by its title, a field as messages name it."""
    if source.startswith("/"):
        return f"Feld „{field_name(path_of(source))}“"
    known = figures.get(source)
    return known.title if known and known.title else (tree.Code(source),) if source else ""


def figures_section(figures: Mapping[str, Quantity], entered: Mapping[str, Quantity]) -> Blocks:
    """The figures with their formulas, and those from outside with their sources."""
    if not figures and not entered:
        return section("Herkunft der Zahlen", sentence("Dieses Papier hat weder Kennzahlen noch Angaben von außen."))
    return section("Herkunft der Zahlen", _computed(figures), _entered(entered))


def _computed(figures: Mapping[str, Quantity]) -> Blocks:
    described = "Eine Zeile je Kennzahl: Bedeutung und Name, Wert, Formel."
    columns = (column("Kennzahl"), column("Wert", is_number=True), column("Formel"))
    listing = Listing("kennzahlen", "Berechnete Kennzahlen", described, columns)
    rows = [(*_named(name, figure), (tree.Code(figure.origin),)) for name, figure in figures.items()]
    return table(listing, rows) if rows else ()


def _entered(entered: Mapping[str, Quantity]) -> Blocks:
    """The figures from outside; the column of sources is there where one of them has a source."""
    described = "Eine Zeile je Angabe: Bedeutung und Name, Wert, Quelle."
    without = sum(not figure.origin for figure in entered.values())
    columns = [column("Angabe"), column("Wert", is_number=True)]
    rows: list[tuple[tree.Cell, ...]] = [_named(name, figure) for name, figure in entered.items()]
    if without < len(rows):
        columns.append(column("Quelle"))
        rows = [(*row, figure.origin) for row, figure in zip(rows, entered.values(), strict=True)]
    listing = Listing("angaben", "Angaben von außen", described, tuple(columns))
    told = sentence(f"{counted(without, 'Angabe nennt', 'Angaben nennen')} keine Quelle.") if without else ()
    return (*table(listing, rows), *told) if rows else ()


def _named(name: str, figure: Quantity) -> tuple[tree.Cell, ...]:
    return stacked(figure.title, tree.Code(name)), printed(figure)
