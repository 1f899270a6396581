"""The styles that a document uses, and the smaller variants of table styles that it adds to styles.xml."""

from __future__ import annotations

import re

from vorlagenwerk.basics.typesetting.metrics import line_width
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.roles import INSTEAD, OPTIONAL, german_name_of
from vorlagenwerk.writers.docx.stylesheet import RoleStyle
from vorlagenwerk.writers.docx.template import StyleTemplate

_GAP = 170
"""Twips at least between a number and its heading."""
_TOLERANCE = 20
"""Twips that nobody sees at the end of a dotted line."""


class StylesUsed:
    """Looks styles up by role for one document; `render` gives its styles.xml."""

    def __init__(self, template: StyleTemplate) -> None:
        self._roles = template.roles
        self._styles = template.styles
        self._sheet = template.sheet
        self._place = template.place
        self._variants: dict[tuple[str, int], str] = {}
        self._added: list[str] = []
        self._unknown: dict[str, Problem] = {}

    @property
    def problems(self) -> list[Problem]:
        """A finding for each role that the document asked for and that has no style."""
        return list(self._unknown.values())

    @property
    def is_changed(self) -> bool:
        """Whether the document needs a styles.xml of its own."""
        return bool(self._added)

    def half_points(self, role: str) -> int:
        """The font size of a role's style."""
        style = self._roles.get(role)
        return style.half_points if style else 0

    def name(self, role: str) -> str:
        """The name of a role's style as the file has it, or ""."""
        style = self._roles.get(role)
        return style.name if style else ""

    def paragraph(self, role: str, half_points: int = 0) -> str:
        """The `w:pStyle` of a role, where asked for in a size of its own."""
        style = self._find(role, "standard")
        if style is None:
            return ""
        ident = style.ident
        if half_points and half_points != style.half_points:
            ident = self._variant(style, half_points)
        return f'<w:pStyle w:val="{attribute(ident)}"/>'

    def character(self, role: str) -> str:
        """The `w:rStyle` of a role; "" where it has none."""
        # the roles that every template must have were found missing when it was read
        style = self._find(role, "") if role in OPTIONAL else self._roles.get(role)
        return f'<w:rStyle w:val="{attribute(style.ident)}"/>' if style else ""

    def table(self, role: str) -> str:
        """The `w:tblStyle` of a role."""
        style = self._find(role, "tabelle")
        return f'<w:tblStyle w:val="{attribute(style.ident)}"/>' if style else ""

    def fills_head(self, role: str) -> bool:
        """Whether a table style gives the head row a ground."""
        style = self._roles.get(role) or self._roles.get("tabelle")
        return style is not None and "w:tcPr/w:shd" in self._sheet.properties(style.ident, "firstRow")

    def tab_at(self, role: str, width: int) -> str:
        """The `w:tabs` that make a line of a list end at `width`; "" where the style's own tab does."""
        style = self._roles.get(role) or self._roles.get("standard")
        # Word sorts the tabs of a style, so that the last one ends its lines
        said = self._sheet.properties(style.ident).get("w:pPr/w:tabs/w:tab", {}) if style else {}
        at, leader, clear = said.get("w:pos", ""), "dot", ""
        if at.isdecimal() and said.get("w:val") in ("right", "end"):
            if abs(int(at) - width) <= _TOLERANCE:
                return ""
            leader, clear = said.get("w:leader", "none"), f'<w:tab w:val="clear" w:pos="{at}"/>'
        return f'<w:tabs>{clear}<w:tab w:val="right" w:leader="{attribute(leader)}" w:pos="{width}"/></w:tabs>'

    def hanging(self, role: str, number: str, least: int) -> str:
        """The `w:ind` that lets a number hang before its heading in a list; the style's own indent is kept."""
        style = self._roles.get(role) or self._roles.get("standard")
        said = self._sheet.properties(style.ident).get("w:pPr/w:ind", {}) if style else {}
        if style is None or said.get("w:hanging", "0") != "0":
            return ""
        left = said.get("w:left", "0")
        step = max(least, round(line_width(number, bold=False) * style.half_points / 100) + _GAP)
        return f'<w:ind w:left="{(int(left) if left.isdecimal() else 0) + step}" w:hanging="{step}"/>'

    def render(self) -> bytes:
        """styles.xml with the variants that the document's tables need."""
        head, end, rest = self._styles.rpartition(b"</w:styles>")
        return head + "".join(self._added).encode() + end + rest

    def _find(self, role: str, fallback: str) -> RoleStyle | None:
        if role in self._roles:
            return self._roles[role]
        instead = self._roles.get(INSTEAD.get(role, fallback)) or self._roles.get(fallback)
        self._unknown.setdefault(role, self._without_style(role, instead))
        return instead

    def _variant(self, style: RoleStyle, half_points: int) -> str:
        """A style of its own for a table's size: one place to change it in Word, and less mark-up than in each run."""
        key = style.ident, half_points
        if key not in self._variants:
            ident = f"{style.ident}{half_points}"
            while f'w:styleId="{attribute(ident)}"'.encode() in self._styles:
                ident += "a"
            size = re.sub(r",0$", "", f"{half_points / 2:.1f}".replace(".", ","))
            name = attribute(f"{style.name} {size} pt")
            self._added.append(
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{attribute(ident)}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="{attribute(style.ident)}"/><w:uiPriority w:val="99"/><w:rPr>'
                f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
            )
            self._variants[key] = ident
        return self._variants[key]

    def _without_style(self, role: str, instead: RoleStyle | None) -> Problem:
        shown = f"in der Formatvorlage {quote(german_name_of(instead.name))}" if instead else "ohne Formatvorlage"
        return warning(
            "STI-520",
            self._place,
            f"Das Dokument verwendet die Rolle {quote(role)}, für die es keine Formatvorlage gibt; der Text erscheint "
            f"{shown}.",
            f"Tragen Sie in formatvorlagen.yaml die Zeile „{role}: …“ mit dem Namen einer Formatvorlage aus "
            f"{quote(self._place.file)} ein, oder ändern Sie die Vorlage. Bekannte Rollen sind: "
            f"{', '.join(sorted(self._roles))}.",
        )
