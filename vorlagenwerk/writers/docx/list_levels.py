"""The levels of lists as paragraphs get them: those of the template's list, as far in as the list's style says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from vorlagenwerk.basics.typesetting.heading_numbers import LEVELS
from vorlagenwerk.writers.docx.inheritance import inherit, whole_number
from vorlagenwerk.writers.docx.numbering_template import FARTHEST, ListLevel, NumberingTemplate, default_level
from vorlagenwerk.writers.docx.stylesheet import RoleStyle, StyleSheet

ListRole = Literal["aufzaehlung", "nummerierung"]

_INDENT = "w:pPr/w:ind"
_NUMBERING = "w:pPr/w:numPr/w:numId"


def list_levels(
    template: NumberingTemplate, styles: Mapping[str, RoleStyle], sheet: StyleSheet, role: ListRole
) -> list[ListLevel]:
    """Nine levels of the lists in a role.

    An indent that the style says itself goes before that of its list (ECMA-376, 17.3.1.12), but Word takes it for
    paragraphs without a list of their own only. So all levels move with it here.
    """
    style = styles.get(role)
    own = style.numbering if style else None
    found = template.levels_of(own[0]) if own else (None,) * LEVELS
    levels = [level or default_level(index, ordered=role == "nummerierung") for index, level in enumerate(found)]
    said = own_indent(sheet, style.ident) if style else {}
    first = levels[own[1] if own else 0]
    left = whole_number(said.get("w:left", ""), first.left)
    hanging = _hanging(said, first.number.hanging)
    if (left, hanging) == (first.left, first.number.hanging):
        return levels
    further = left - first.left
    return [
        _placed(level, level.left + further, hanging if level is first else level.number.hanging) for level in levels
    ]


def own_indent(sheet: StyleSheet, ident: str) -> Mapping[str, str]:
    """What a style says of its indent, up to the style that brings its list along: the list goes before the others."""
    said: Mapping[str, str] = {}
    seen: set[str] = set()
    while ident in sheet and ident not in seen:
        seen.add(ident)
        here = dict(sheet.own(ident))
        said = inherit(_INDENT, here.get(_INDENT, {}), said)
        if _NUMBERING in here:
            break
        ident = sheet.parent(ident)
    return said


def _hanging(said: Mapping[str, str], otherwise: int) -> int:
    if "w:hanging" in said:
        return whole_number(said["w:hanging"], otherwise)
    return -whole_number(said.get("w:firstLine", ""), -otherwise)


def _placed(level: ListLevel, left: int, hanging: int) -> ListLevel:
    """The level with another indent."""
    left, hanging = min(max(left, 0), FARTHEST), min(hanging, FARTHEST)
    first = f'w:hanging="{hanging}"' if hanging >= 0 else f'w:firstLine="{-hanging}"'
    indent = f'<w:ind w:left="{left}" {first}/>'
    xml, count = re.subn(r"<w:ind [^>]*/>", indent, level.xml, count=1)
    if not count:
        # a level without paragraph properties, or with some that say nothing of indents
        xml = re.sub(r"<w:pPr/>|<w:pPr></w:pPr>", "", xml)
        before = re.search(r"</w:pPr>|<w:rPr\b|</w:lvl>", xml)
        at = before.start() if before else len(xml)
        is_inside = before is not None and before.group() == "</w:pPr>"
        xml = xml[:at] + (indent if is_inside else f"<w:pPr>{indent}</w:pPr>") + xml[at:]
    return level._replace(xml=xml, number=level.number._replace(left=left, hanging=hanging))
