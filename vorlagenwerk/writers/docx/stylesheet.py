"""The styles of the template: found by name, with what a style inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote
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
    """A scanned styles.xml."""

    def __init__(self, root: Element) -> None:
        self._defaults = root.find("w:docDefaults/w:rPrDefault/w:rPr")
        self._by_id = {style.get("w:styleId"): style for style in root.children if style.name == "w:style"}
        self._by_name: dict[str, str] = {}
        for ident, style in self._by_id.items():
            for name in (style.value("w:name"), *style.value("w:aliases").split(",")):
                if name.strip():
                    self._by_name.setdefault(file_name_of(name), ident)

    @property
    def language(self) -> str:
        """Language of the text where nothing else is said, or ""."""
        return self._defaults.value("w:lang") if self._defaults else ""

    def identify(self, name: str) -> str | None:
        """The id of the style that people know by this name, or of the style that has it as its id."""
        found = self._by_name.get(file_name_of(name))
        return found or (name if name in self._by_id else None)

    def kind(self, ident: str) -> str:
        """`paragraph`, `character`, `table` or `numbering`."""
        return self._by_id[ident].get("w:type", "paragraph")

    def names(self, kind: str) -> list[str]:
        """The names of all styles of a kind, as German Word shows them."""
        styles = (style for style in self._by_id.values() if style.get("w:type", "paragraph") == kind)
        return sorted(german_name_of(style.value("w:name")) for style in styles)

    def default(self, kind: str) -> str | None:
        """The id of the style that text has when none is named."""
        for ident, style in self._by_id.items():
            if style.get("w:type") == kind and style.get("w:default") in ("1", "true", "on"):
                return ident
        return None

    def describe(self, ident: str) -> RoleStyle:
        """What the writer needs to know of a style."""
        size = self._inherited(ident, "w:rPr/w:sz") or (self._defaults.find("w:sz") if self._defaults else None)
        half_points = size.get("w:val") if size else ""
        name = self._by_id[ident].value("w:name")
        return RoleStyle(
            ident, name, int(half_points) if half_points.isdigit() else _DEFAULT_SIZE, self._numbering(ident)
        )

    def _numbering(self, ident: str) -> tuple[str, int] | None:
        num_id = self._inherited(ident, "w:pPr/w:numPr/w:numId")
        if num_id is None or num_id.get("w:val") == "0":
            return None
        level = self._inherited(ident, "w:pPr/w:numPr/w:ilvl")
        return num_id.get("w:val"), int(level.get("w:val", "0")) if level else 0

    def _inherited(self, ident: str, path: str) -> Element | None:
        return next((found for style in self._chain(ident) if (found := style.find(path))), None)

    def _chain(self, ident: str) -> Iterator[Element]:
        seen: set[str] = set()
        while ident in self._by_id and ident not in seen:
            seen.add(ident)
            yield self._by_id[ident]
            ident = self._by_id[ident].value("w:basedOn")


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
