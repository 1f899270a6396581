"""The styles of the template: found by name, with what a style inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.writers.docx.inheritance import Properties, inherit, part_of, said_in, whole_number
from vorlagenwerk.writers.docx.roles import KIND_GERMAN, ROLES, file_name_of, german_name_of
from vorlagenwerk.writers.docx.scan import Element

_DEFAULT_SIZE = 20
"""Half points that Word takes where neither style nor defaults name a size."""
_LISTED = 12


class RoleStyle(NamedTuple):
    """The style behind a role, with what the writer has to know about it."""

    ident: str
    name: str
    half_points: int
    numbering: tuple[str, int] | None
    """The style's own list: numId and level."""


class StyleSheet:
    """A scanned styles.xml, with the theme that its colours and fonts may come from."""

    def __init__(self, root: Element, theme: bytes = b"") -> None:
        self.theme = theme
        self._defaults = root.find("w:docDefaults")
        self._by_id = {style.get("w:styleId"): style for style in root.children if style.name == "w:style"}
        self._by_name: dict[str, str] = {}
        self._properties: dict[tuple[str, str], Properties] = {}
        for ident, style in self._by_id.items():
            for name in (style.value("w:name"), *style.value("w:aliases").split(",")):
                if name.strip():
                    self._by_name.setdefault(file_name_of(name), ident)

    @property
    def language(self) -> str:
        """Language of the text where nothing else is said, or ""."""
        return self._defaults.value("w:rPrDefault/w:rPr/w:lang") if self._defaults else ""

    def __contains__(self, ident: object) -> bool:
        return ident in self._by_id

    def identify(self, name: str) -> str | None:
        """The id of the style that people know by this name, or of the style that has it as its id."""
        found = self._by_name.get(file_name_of(name))
        return found or (name if name in self._by_id else None)

    def kind(self, ident: str) -> str:
        """`paragraph`, `character`, `table` or `numbering`."""
        return self._by_id[ident].get("w:type", "paragraph")

    def name(self, ident: str) -> str:
        """The name of a style as German Word shows it."""
        return german_name_of(self._by_id[ident].value("w:name"))

    def parent(self, ident: str) -> str:
        """The id of the style that this one is based on, or ""."""
        return self._by_id[ident].value("w:basedOn")

    def idents(self) -> list[str]:
        """The ids of all styles, as they stand in the file."""
        return list(self._by_id)

    def names(self, kind: str) -> list[str]:
        """The names of all styles of a kind, as German Word shows them."""
        return sorted(self.name(ident) for ident in self._by_id if self.kind(ident) == kind)

    def default(self, kind: str) -> str | None:
        """The id of the style that text has when none is named."""
        for ident, style in self._by_id.items():
            if style.get("w:type") == kind and style.get("w:default") in ("1", "true", "on"):
                return ident
        return None

    def describe(self, ident: str) -> RoleStyle:
        """What the writer needs to know of a style."""
        said = self.properties(ident)
        size = whole_number(said.get("w:rPr/w:sz", {}).get("w:val", ""), _DEFAULT_SIZE)
        num_id = said.get("w:pPr/w:numPr/w:numId", {}).get("w:val", "0")
        level = said.get("w:pPr/w:numPr/w:ilvl", {}).get("w:val", "0")
        numbering = None if num_id == "0" else (num_id, whole_number(level, 0))
        return RoleStyle(ident, self._by_id[ident].value("w:name"), size, numbering)

    def own(self, ident: str, part: str = "") -> list[tuple[str, Mapping[str, str]]]:
        """What a style, or its part for some cells of a table, says itself, in the order of the file."""
        style = self._by_id[ident]
        return list(said_in(part_of(style, part) if part else style))

    def own_value(self, ident: str, path: str) -> str | None:
        """The `w:val` of one element that a style has itself."""
        element = self._by_id[ident].find(path)
        return element.get("w:val") if element else None

    def parts(self, ident: str) -> list[str]:
        """The parts of tables that a table style treats on their own."""
        return [child.get("w:type") for child in self._by_id[ident].children if child.name == "w:tblStylePr"]

    def defaults(self) -> Properties:
        """What holds for every paragraph before any style."""
        both = (self._defaults.find(name) for name in ("w:rPrDefault", "w:pPrDefault")) if self._defaults else ()
        return {path: said for defaults in both for path, said in said_in(defaults)}

    def properties(self, ident: str, part: str = "") -> Properties:
        """What a style says with what it inherits; `part` is a part of a table (`firstRow`).

        The defaults of the file count for paragraphs only: letters and tables stand in paragraphs that have them.
        """
        known = self._properties.get((ident, part))
        if known is None:
            merged = dict(self.defaults()) if self.kind(ident) == "paragraph" else {}
            for style in reversed(list(self._chain(ident))):
                for path, attributes in said_in(part_of(style, part) if part else style):
                    merged[path] = inherit(path, merged.get(path, {}), attributes)
            known = self._properties[ident, part] = merged
        return known

    def inherited(self, ident: str, path: str) -> Iterator[Element]:
        """The elements at a way in a style and in those that it is based on, the farthest first."""
        yield from (found for style in reversed(list(self._chain(ident))) if (found := style.find(path)))

    def _chain(self, ident: str) -> Iterator[Element]:
        seen: set[str] = set()
        while ident in self._by_id and ident not in seen:
            seen.add(ident)
            yield self._by_id[ident]
            ident = self.parent(ident)


def find_roles(sheet: StyleSheet, names: Mapping[str, str], place: Place) -> tuple[dict[str, RoleStyle], list[Problem]]:
    """The style of every role; a role without a fitting style is a finding and falls back to the default style."""
    styles: dict[str, RoleStyle] = {}
    problems: list[Problem] = []
    for role in dict.fromkeys([*ROLES, *names]):
        kind = ROLES.get(role, "paragraph")
        ident = None
        if role not in names:
            problems.append(_role_missing(role, kind, place))
        else:
            ident = sheet.identify(names[role])
            if ident is None:
                problems.append(_style_missing(role, names[role], sheet.names(kind), place))
            elif sheet.kind(ident) != kind:
                problems.append(_wrong_kind(role, names[role], sheet.kind(ident), kind, place))
                ident = None
        if ident or (ident := sheet.default(kind)):
            styles[role] = sheet.describe(ident)
    return styles, problems


def nearest_first(wanted: str, known: list[str]) -> str:
    """The known names as a German enumeration, the most similar first."""
    # imported here because only trouble needs it and every start would pay for it
    from difflib import SequenceMatcher

    folded = wanted.lower()
    ranked = sorted(known, key=lambda name: (-SequenceMatcher(None, folded, name.lower()).ratio(), name))
    more = f" und {len(ranked) - _LISTED} weitere" if len(ranked) > _LISTED else ""
    return ", ".join(quote(name) for name in ranked[:_LISTED]) + more


def _style_missing(role: str, name: str, known: list[str], place: Place) -> Problem:
    return error(
        "STI-510",
        place,
        f"Die Word-Vorlage {quote(place.file)} enthält keine Formatvorlage {quote(name)}, die formatvorlagen.yaml für "
        f"die Rolle {quote(role)} nennt.",
        f"Vorhanden sind: {nearest_first(name, known) or 'keine dieser Art'}. Legen Sie die Formatvorlage in Word an, "
        "oder tragen Sie in formatvorlagen.yaml einen vorhandenen Namen ein.",
    )


def _wrong_kind(role: str, name: str, found: str, wanted: str, place: Place) -> Problem:
    return error(
        "STI-511",
        place,
        f"Die Formatvorlage {quote(name)} in {quote(place.file)} ist eine {KIND_GERMAN.get(found, found)}; die Rolle "
        f"{quote(role)} braucht eine {KIND_GERMAN[wanted]}.",
        "Legen Sie in Word eine Formatvorlage der passenden Art an, und tragen Sie ihren Namen in formatvorlagen.yaml "
        "ein.",
    )


def _role_missing(role: str, kind: str, place: Place) -> Problem:
    return error(
        "STI-512",
        place,
        f"In formatvorlagen.yaml fehlt die Rolle {quote(role)}.",
        f"Ergänzen Sie eine Zeile „{role}: …“ mit dem Namen einer {KIND_GERMAN[kind]} aus {quote(place.file)}.",
    )
