"""Code lists: the codes that a field may hold, with label, other spellings and validity.

Master data with a validity (bodies, contacts, rates) have the same form and are looked up the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from vorlagenwerk.basics import expressions

_FIXED = ("code", "bezeichnung", "kurz", "aliasse", "gueltig_ab", "gueltig_bis", "nachfolger", "erschlossen")


class Code(NamedTuple):
    """One entry. Days are ISO dates, "" where open; `attributes` are the list's own further fields."""

    code: str
    label: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    inferred: str = ""
    attributes: Mapping[str, str] = {}

    def valid_on(self, day: str) -> bool:
        """Whether the code is valid on an ISO date; "" asks for no particular day and is always answered yes."""
        return not day or ((not self.valid_from or self.valid_from <= day) and (
            not self.valid_to or day <= self.valid_to))  # fmt: skip

    def is_called(self, name: str) -> bool:
        """Whether `name` is the label or one of the other spellings."""
        return name in (self.label, self.short, self.attributes.get("amtlich"), *self.aliases)


class CodeList:
    """A list of codes in print order; `derived` holds a formula for each attribute that follows from the others."""

    def __init__(
        self,
        name: str,
        title: str,
        codes: tuple[Code, ...],
        attribute_titles: Mapping[str, str],
        derived: Mapping[str, Callable[[Mapping[str, Any]], Any]],
    ) -> None:
        self.name = name
        self.title = title
        self.codes = codes
        self.attribute_titles = attribute_titles
        self.derived = derived

    @cached_property
    def by_code(self) -> Mapping[str, Code]:
        """The entries by their code."""
        return {entry.code: entry for entry in self.codes}

    def fields(self, entry: Code, names: Collection[str]) -> dict[str, str]:
        """What may be printed of an entry, by German field name; of derived attributes only those in `names`.

        Raises expressions.ExpressionError when a formula does not work for this entry.
        """
        known = {
            "code": entry.code,
            "bezeichnung": entry.label,
            "kurz": entry.short or entry.label,
            "gueltig_ab": entry.valid_from,
            "gueltig_bis": entry.valid_to,
            "nachfolger": entry.successor,
            **{name: entry.attributes.get(name, "") for name in self.attribute_titles},
        }
        for name, formula in self.derived.items():
            if name in names:
                known[name] = str(formula(known))
        return known

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names that `fields` gives."""
        fixed = ("code", "bezeichnung", "kurz", "gueltig_ab", "gueltig_bis", "nachfolger")
        return (*fixed, *self.attribute_titles, *self.derived)


def make_code_list(data: Mapping[str, Any]) -> CodeList:
    """A code list from data that its meta schema accepts. Raises expressions.ExpressionError for a bad formula."""
    formulas = data.get("abgeleitet", {})
    sandbox = expressions.make_sandbox(filters={}, functions={}) if formulas else None
    derived = {name: expressions.compile_expression(sandbox, formula) for name, formula in formulas.items() if sandbox}
    codes = tuple(_code(entry) for entry in data["eintraege"])
    return CodeList(data["codeliste"], data["titel"], codes, data.get("merkmale", {}), derived)


def _code(entry: Mapping[str, Any]) -> Code:
    return Code(
        entry["code"],
        entry["bezeichnung"],
        entry.get("kurz", ""),
        tuple(entry.get("aliasse", ())),
        entry.get("gueltig_ab", ""),
        entry.get("gueltig_bis", ""),
        entry.get("nachfolger", ""),
        entry.get("erschlossen", ""),
        {name: value for name, value in entry.items() if name not in _FIXED},
    )
