"""The styles that a document uses, and the smaller variants of table styles that it adds to styles.xml."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.stylesheet import RoleStyle


class StylesUsed:
    """Looks styles up by role for one document; `render` gives its styles.xml."""

    def __init__(self, roles: Mapping[str, RoleStyle], styles: bytes, place: Place) -> None:
        self._roles = roles
        self._styles = styles
        self._place = place
        self._variants: dict[tuple[str, int], str] = {}
        self._added: list[str] = []
        self._unknown: dict[str, Problem] = {}

    @property
    def problems(self) -> list[Problem]:
        """A finding for each role that the document asked for and formatvorlagen.yaml does not name."""
        return list(self._unknown.values())

    @property
    def is_changed(self) -> bool:
        """Whether the document needs a styles.xml of its own."""
        return bool(self._added)

    def half_points(self, role: str) -> int:
        """The font size of a role's style."""
        style = self._roles.get(role)
        return style.half_points if style else 0

    def paragraph(self, role: str, half_points: int = 0) -> str:
        """The `w:pStyle` of a role, where asked for in a size of its own."""
        style = self._find(role, "standard")
        if style is None:
            return ""
        ident = style.ident
        if half_points and half_points != style.half_points:
            ident = self._variant(style, half_points)
        return f'<w:pStyle w:val="{attribute(ident)}"/>'

    def table(self, role: str) -> str:
        """The `w:tblStyle` of a role."""
        style = self._find(role, "tabelle")
        return f'<w:tblStyle w:val="{attribute(style.ident)}"/>' if style else ""

    def render(self) -> bytes:
        """styles.xml with the variants that the document's tables need."""
        head, end, rest = self._styles.rpartition(b"</w:styles>")
        return head + "".join(self._added).encode() + end + rest

    def _find(self, role: str, fallback: str) -> RoleStyle | None:
        if role not in self._roles:
            self._unknown.setdefault(role, _unknown_role(role, self._roles, self._place))
            return self._roles.get(fallback)
        return self._roles[role]

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


def _unknown_role(role: str, known: Mapping[str, RoleStyle], place: Place) -> Problem:
    return warning(
        "STI-520",
        place,
        f"Das Dokument verwendet die Rolle {quote(role)}, für die formatvorlagen.yaml keine Formatvorlage nennt; "
        "der Text erscheint in der Formatvorlage „Standard“.",
        f"Bekannte Rollen sind: {', '.join(sorted(known))}. Ergänzen Sie die Rolle in formatvorlagen.yaml, oder "
        "ändern Sie die Vorlage.",
    )
