"""The lists that the style template defines: what each level looks like, and where additions go."""

from __future__ import annotations

import re
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.heading_numbers import LEVELS, NumberLevel, decimal_level
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.scan import Element, W, scan

STEP = 357
"""Indent of a list level in twips (0.63 cm, Word's own step) where the template says nothing."""

FARTHEST = 31680
"""Bound of indents in Word's own dialogs, in twips."""

EMPTY_NUMBERING = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{W}"></w:numbering>'

_ORDERED = (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ")"))
_BULLETS = ("•", "–", "•")
_LONGEST = 255
"""Characters of a number, as many as Word's dialog takes."""


class ListLevel(NamedTuple):
    """A level of a list: its `w:lvl` without the link to a style, what that says, the style that it is linked to."""

    xml: str
    number: NumberLevel
    style: str = ""

    @property
    def pattern(self) -> str:
        """Its text, with %1 to %9 for the counts."""
        return self.number.pattern

    @property
    def left(self) -> int:
        """Where its text begins, in twips."""
        return self.number.left


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
        levels[num.get("w:numId")] = _levels(abstract, num, data)
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
        NumberLevel(pattern, left, STEP, form),
    )


def default_heading_level(index: int) -> ListLevel:
    """The number of a heading where the template's heading styles have none: “1”, “1.1”, “1.1.1”."""
    number = decimal_level(index)
    return ListLevel(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{number.pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{number.left}" w:hanging="{number.hanging}"/></w:pPr></w:lvl>',
        number,
    )


def _levels(abstract: Element | None, num: Element, data: bytes) -> tuple[ListLevel | None, ...]:
    """The levels of a list: those of its abstract list, and what the list itself says instead."""
    found: list[ListLevel | None] = [None] * LEVELS
    for element in abstract.children if abstract else ():
        _put(found, element, data)
    for override in num.children:
        if override.name == "w:lvlOverride":
            for element in override.children:
                _put(found, element, data)
            index, start = _integer(override.get("w:ilvl", "-1")), override.value("w:startOverride")
            if 0 <= index < LEVELS and (level := found[index]) and start.isdecimal():
                found[index] = _starting(level, whole_number(start, 1))
    return tuple(found)


def _put(found: list[ListLevel | None], element: Element, data: bytes) -> None:
    index = _integer(element.get("w:ilvl", "-1"))
    if element.name == "w:lvl" and 0 <= index < LEVELS:
        found[index] = _level(element, index, data)


def _level(element: Element, index: int, data: bytes) -> ListLevel:
    xml = data[element.start : element.end].decode()
    # a style can be linked to one list only, and a tplc names a button of Word's own gallery
    if "<w:pStyle" in xml:
        xml = re.sub(r"<w:pStyle [^>]*/>", "", xml)
    if " w:t" in xml[: element.head_end - element.start]:
        xml = re.sub(r' w:(tplc|tentative)="[^"]*"', "", xml)
    return ListLevel(xml, _number(element, index), element.value("w:pStyle"))


def _number(element: Element, index: int) -> NumberLevel:
    """What a level says of its numbers."""
    indent = element.find("w:pPr/w:ind")
    said = indent.get("w:left") or indent.get("w:start") if indent else ""
    hanging = whole_number(indent.get("w:hanging"), 0) - whole_number(indent.get("w:firstLine"), 0) if indent else STEP
    left = max(whole_number(said, STEP * (index + 1)), 0)
    # newer forms ("001, 002") stand in an alternative of their own
    form = element.value("w:numFmt") or element.value("mc:AlternateContent/mc:Choice/w:numFmt") or "decimal"
    legal, gap, restart = element.find("w:isLgl"), element.value("w:suff"), element.value("w:lvlRestart")
    return NumberLevel(
        element.value("w:lvlText")[:_LONGEST],
        min(left, FARTHEST),
        min(hanging, FARTHEST),
        form,
        start=max(whole_number(element.value("w:start"), 0), 0),
        is_legal=legal is not None and legal.get("w:val", "true") not in ("0", "false", "off"),
        gap=gap if gap in ("space", "nothing") else "tab",  # type: ignore[arg-type]
        restarts_after=whole_number(restart, 0) if restart.isdecimal() else None,
    )


def _starting(level: ListLevel, start: int) -> ListLevel:
    """The level with another first count."""
    xml = re.sub(r'(<w:start w:val=")[^"]*', rf"\g<1>{start}", level.xml, count=1)
    return level._replace(xml=xml, number=level.number._replace(start=start))


def _integer(text: str) -> int:
    return int(text) if text.isdecimal() else -1
