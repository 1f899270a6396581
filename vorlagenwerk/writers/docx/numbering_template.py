"""The lists that the style template defines: what each level looks like, and where additions go."""

from __future__ import annotations

import re
from typing import NamedTuple

from vorlagenwerk.writers.docx.scan import Element, W, scan

LEVELS = 9
"""Word's lists have nine levels."""

STEP = 357
"""Indent of a list level in twips (0.63 cm, Word's own step) where the template says nothing."""

EMPTY_NUMBERING = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{W}"></w:numbering>'

_ORDERED = (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ")"))
_BULLETS = ("•", "–", "•")


class ListLevel(NamedTuple):
    """A level of a list: its `w:lvl` without the link to a style, its text pattern, where its text begins."""

    xml: str
    pattern: str
    left: int
    style: str


class NumberingTemplate(NamedTuple):
    """A scanned numbering.xml."""

    data: bytes
    levels: dict[str, tuple[ListLevel | None, ...]]
    """The levels of a list by its numId; None where the list has no such level."""
    first_free_abstract: int
    first_free_num: int
    abstracts_end: int
    """Byte position behind the last abstractNum."""
    nums_end: int
    """Byte position behind the last num."""

    def levels_of(self, num_id: str) -> tuple[ListLevel | None, ...]:
        """Nine levels of a list, or nine times None for an unknown one."""
        return self.levels.get(num_id, (None,) * LEVELS)

    def level_of_style(self, num_id: str, style: str, given: int) -> int:
        """The level that a style stands for: its list may say it by a link instead of the style by a number."""
        linked = (i for i, level in enumerate(self.levels_of(num_id)) if level and level.style == style)
        return next(linked, given)


def read_numbering(data: bytes) -> NumberingTemplate:
    """The lists of the template's numbering part."""
    root = scan(data)
    if not root.children:
        data = EMPTY_NUMBERING.encode()
        root = scan(data)
    abstracts = {a.get("w:abstractNumId"): a for a in root.children if a.name == "w:abstractNum"}
    by_list_style = {a.value("w:styleLink"): a for a in abstracts.values() if a.find("w:styleLink")}
    nums = [num for num in root.children if num.name == "w:num"]
    levels = {}
    for num in nums:
        abstract = abstracts.get(num.value("w:abstractNumId"))
        if abstract and abstract.find("w:numStyleLink"):
            abstract = by_list_style.get(abstract.value("w:numStyleLink"), abstract)
        levels[num.get("w:numId")] = _levels(abstract, data)
    before_all = next((c.start for c in root.children if c.name != "w:numPicBullet"), root.end - len("</w:numbering>"))
    abstracts_end = max((a.end for a in abstracts.values()), default=before_all)
    return NumberingTemplate(
        data,
        levels,
        first_free_abstract=1 + max((_integer(ident) for ident in abstracts), default=0),
        first_free_num=1 + max((_integer(ident) for ident in levels), default=0),
        abstracts_end=abstracts_end,
        nums_end=max((num.end for num in nums), default=abstracts_end),
    )


def default_level(index: int, *, ordered: bool) -> ListLevel:
    """What a list looks like at a level that the template does not define."""
    form, mark = _ORDERED[index % 3] if ordered else ("bullet", _BULLETS[index % 3])
    pattern = f"%{index + 1}{mark}" if ordered else mark
    left = STEP * (index + 1)
    return ListLevel(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{STEP}"/></w:pPr></w:lvl>',
        pattern,
        left,
        "",
    )


def default_heading_level(index: int) -> ListLevel:
    """The number of a heading where the template's heading styles have none: “1”, “1.1”, “1.1.1”."""
    pattern = ".".join(f"%{number}" for number in range(1, index + 2))
    hanging = 567 + 170 * index
    return ListLevel(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{hanging}" w:hanging="{hanging}"/></w:pPr></w:lvl>',
        pattern,
        hanging,
        "",
    )


def _levels(abstract: Element | None, data: bytes) -> tuple[ListLevel | None, ...]:
    found: list[ListLevel | None] = [None] * LEVELS
    for element in abstract.children if abstract else ():
        index = _integer(element.get("w:ilvl", "-1"))
        if element.name == "w:lvl" and 0 <= index < LEVELS:
            found[index] = _level(element, data)
    return tuple(found)


def _level(element: Element, data: bytes) -> ListLevel:
    xml = data[element.start : element.end].decode()
    # a style can be linked to one list only, and a tplc names a button of Word's own gallery
    if "<w:pStyle" in xml:
        xml = re.sub(r"<w:pStyle [^>]*/>", "", xml)
    if " w:t" in xml[: element.head_end - element.start]:
        xml = re.sub(r' w:(tplc|tentative)="[^"]*"', "", xml)
    indent = element.find("w:pPr/w:ind")
    left = indent.get("w:left") or indent.get("w:start") if indent else ""
    pattern = element.value("w:lvlText")
    index = _integer(element.get("w:ilvl"))
    return ListLevel(xml, pattern, int(left) if left.isdecimal() else STEP * (index + 1), element.value("w:pStyle"))


def _integer(text: str) -> int:
    return int(text) if text.isdecimal() else -1
