"""The lists of one document: native numbers for headings, a list of its own for every numbered list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from vorlagenwerk.basics.typesetting.heading_numbers import LEVELS, HeadingCounter
from vorlagenwerk.basics.typesetting.list_numbers import room_for
from vorlagenwerk.writers.docx.headings import heading_list, heading_numbers
from vorlagenwerk.writers.docx.list_levels import ListRole, list_levels
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.numbering_template import (
    ListLevel,
    NumberingTemplate,
    default_heading_level,
)
from vorlagenwerk.writers.docx.roles import HEADINGS
from vorlagenwerk.writers.docx.scan import splice
from vorlagenwerk.writers.docx.stylesheet import RoleStyle, StyleSheet

_NO_LIST = '<w:numPr><w:numId w:val="0"/></w:numPr>'


class _HeadingList:
    """A list that headings count in: its numId, its abstract list (None: the template's own), where it stands."""

    def __init__(self, num_id: int | str, abstract_id: int | None, counter: HeadingCounter) -> None:
        self.num_id = num_id
        self.abstract_id = abstract_id
        self.counter = counter


class DocumentNumbering:
    """Hands out lists while a document is written; `render` gives numbering.xml with what was added."""

    def __init__(self, template: NumberingTemplate, styles: Mapping[str, RoleStyle], sheet: StyleSheet) -> None:
        self.numbers = heading_numbers(template, styles)
        """How headings are numbered."""
        self._template = template
        self._styles = styles
        self._sheet = sheet
        self._levels: dict[ListRole, list[ListLevel]] = {}
        self._own_list = heading_list(template, styles)
        self._abstracts: list[str] = []
        self._nums: list[str] = []
        self._list_abstracts: dict[tuple[bool, int, int], int] = {}
        self._bullets: dict[int, int] = {}
        self._blank_label = ""
        self._has_no_list = False
        self._heading_lists: dict[int, _HeadingList] = {}

    def heading(self, level: int, counts: tuple[int, ...]) -> str:
        """The `w:numPr` that makes Word count this heading to `counts`; "" where its style does so by itself."""
        # deeper headings, which Word has not, count on its last level
        level = min(level, LEVELS)
        shift = max(level - len(counts), 0) if counts else 0
        counted = self._heading_lists.get(shift)
        if counted is None:
            counted = self._heading_lists[shift] = self._new_heading_list(shift)
        if counts and counted.counter.count(level - shift) != counts:
            self._restart(counted, counts, shift)
        style = self._styles.get(HEADINGS[min(level, len(HEADINGS)) - 1])
        if style and style.numbering == (counted.num_id, level - 1):
            return ""
        return _num_pr(counted.num_id, level - 1)

    def no_number(self) -> str:
        """The `w:numPr` that takes a heading out of its style's list.

        Word knows list 0 as „no list“ without a definition; checkers that look it up find one without numbers.
        """
        if not self._has_no_list and "0" not in self._template.levels:
            abstract_id = self._new_abstract([_silent_level(index) for index in range(LEVELS)])
            self._nums.append(f'<w:num w:numId="0"><w:abstractNumId w:val="{abstract_id}"/></w:num>')
        self._has_no_list = True
        return _NO_LIST

    def ordered_list(self, depth: int, start: int, blanks: int = 0) -> str:
        """The `w:numPr` of a new numbered list that begins at `start`, with so many blanks before its numbers."""
        level = min(depth, LEVELS - 1)
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return _num_pr(self._new_num(self._list_abstract(level, blanks, ordered=True), override), level)

    def bulleted_list(self, depth: int, blanks: int = 0, *, by_style: bool = True) -> str:
        """The `w:numPr` of a bullet at this depth, with so many blanks before it.

        "" where the style of bulleted lists brings it along and the paragraph is in that style.
        """
        level = min(depth, LEVELS - 1)
        own = self._styles["aufzaehlung"].numbering if "aufzaehlung" in self._styles else None
        listed = self._template.levels_of(own[0])[level] if own else None
        if own and listed and not blanks:
            if by_style and not level:
                return ""
            if listed == self._list_levels(ordered=False)[level]:
                return _num_pr(own[0], level)
        abstract_id = self._list_abstract(level, blanks, ordered=False)
        if abstract_id not in self._bullets:
            self._bullets[abstract_id] = self._new_num(abstract_id, "")
        return _num_pr(self._bullets[abstract_id], level)

    def blank_label(self) -> str:
        """The `w:numPr` of a label without a sign: the line behind it begins where the paragraph's others do."""
        if not self._blank_label:
            abstract_id = self._new_abstract([_silent_level(0, gap="tab")])
            self._blank_label = _num_pr(self._new_num(abstract_id, ""), 0)
        return self._blank_label

    def position(self, depth: int, *, ordered: bool) -> tuple[int, int]:
        """Where the text of a list item begins, and how far its bullet or number stands out, in twips."""
        level = self._list_levels(ordered=ordered)[min(depth, LEVELS - 1)]
        return level.left, level.number.hanging

    def wider(self, depth: int, start: int, count: int) -> int:
        """How much further the numbers of a list have to stand out than its level says, in twips.

        Word would let the text behind a wider number begin at its next tab.
        """
        number = self._list_levels(ordered=True)[min(depth, LEVELS - 1)].number
        if number.gap != "tab" or number.hanging <= 0:
            return 0
        style = self._styles.get("nummerierung")
        size = style.half_points / 2 if style else 10
        return room_for(number.form, number.pattern, start, count, size, number.hanging) - number.hanging

    def render(self) -> bytes:
        """numbering.xml of this document."""
        template = self._template
        return splice(
            template.data,
            (
                (template.abstracts_end, template.abstracts_end, "".join(self._abstracts).encode()),
                (template.nums_end, template.nums_end, "".join(self._nums).encode()),
            ),
        )

    def _new_heading_list(self, shift: int) -> _HeadingList:
        source, counter = self._template.levels_of(self._own_list), HeadingCounter(self.numbers)
        if shift == 0 and all(source[: len(HEADINGS)]):
            return _HeadingList(self._own_list, None, counter)
        levels = [_silent_level(index) for index in range(shift)]
        for index in range(LEVELS - shift):
            levels.append(_shifted(source[index] or default_heading_level(index), index, shift))
        abstract_id = self._new_abstract(levels)
        return _HeadingList(self._new_num(abstract_id, ""), abstract_id, counter)

    def _restart(self, counted: _HeadingList, counts: tuple[int, ...], shift: int) -> None:
        """Let Word count on from `counts`: what the text and the references say must stand in the heading too."""
        if counted.abstract_id is None:
            source = self._template.levels_of(self._own_list)
            levels = [(source[index] or default_heading_level(index)).xml for index in range(LEVELS)]
            counted.abstract_id = self._new_abstract(levels)
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{shift + index}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
            for index, value in enumerate(counts)
        )
        counted.num_id = self._new_num(counted.abstract_id, overrides)
        counted.counter.go_on(counts)

    def _list_levels(self, *, ordered: bool) -> list[ListLevel]:
        role: ListRole = "nummerierung" if ordered else "aufzaehlung"
        if role not in self._levels:
            self._levels[role] = list_levels(self._template, self._styles, self._sheet, role)
        return self._levels[role]

    def _list_abstract(self, level: int, blanks: int, *, ordered: bool) -> int:
        key = (ordered, level, blanks) if blanks else (ordered, 0, 0)
        if key not in self._list_abstracts:
            levels = [described.xml for described in self._list_levels(ordered=ordered)]
            levels[level] = _further_in(levels[level], blanks) if blanks else levels[level]
            self._list_abstracts[key] = self._new_abstract(levels)
        return self._list_abstracts[key]

    def _new_abstract(self, levels: list[str]) -> int:
        ident = self._template.first_free_abstract + len(self._abstracts)
        # Word merges lists with the same nsid when text is copied between documents
        self._abstracts.append(
            f'<w:abstractNum w:abstractNumId="{ident}"><w:nsid w:val="{0x56570000 + ident:08X}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        )
        return ident

    def _new_num(self, abstract_id: int, overrides: str) -> int:
        ident = self._template.first_free_num + len(self._nums)
        self._nums.append(f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>')
        return ident


def _num_pr(num_id: int | str, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def _shifted(level: ListLevel, index: int, shift: int) -> str:
    """The level's mark-up for a list whose numbers begin `shift` levels further down."""
    pattern = re.sub(r"%(\d)", lambda mark: f"%{int(mark.group(1)) + shift}", level.pattern)
    xml = re.sub(r'w:ilvl="\d"', f'w:ilvl="{index + shift}"', level.xml, count=1)
    return re.sub(r'(<w:lvlText w:val=")[^"]*', lambda head: head.group(1) + attribute(pattern), xml, count=1)


def _further_in(xml: str, blanks: int) -> str:
    """The level's mark-up with blanks before its sign; of a bullet LibreOffice would show nothing but the blanks."""
    if '<w:numFmt w:val="bullet"/>' in xml:
        xml = xml.replace('<w:numFmt w:val="bullet"/>', '<w:numFmt w:val="none"/>', 1)
        # the signs of Word's symbol fonts have no place in Unicode: as text they would be other ones
        if re.search(r'<w:rFonts [^>]*"(?:Symbol|Wingdings|Webdings)', xml):
            xml = re.sub(r"<w:rFonts [^>]*/>", "", xml)
            xml = re.sub(r'(<w:lvlText w:val=")[^"]*', r"\g<1>•", xml, count=1)
    return xml.replace('<w:lvlText w:val="', '<w:lvlText w:val="' + " " * blanks, 1)


def _silent_level(index: int, gap: Literal["nothing", "tab"] = "nothing") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="{gap}"/>'
        f'<w:lvlText w:val=""/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )
