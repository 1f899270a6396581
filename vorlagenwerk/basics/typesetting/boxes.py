"""The blocks of a paper as boxes with a height, in the order in which they stand on its pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from vorlagenwerk.basics.typesetting.callouts import Around, distances, entered, rule_of
from vorlagenwerk.basics.typesetting.captions import caption_of, caption_of_picture
from vorlagenwerk.basics.typesetting.entries import contents_entries, picture_size
from vorlagenwerk.basics.typesetting.families import CODE_DEPTH, Family, family_of
from vorlagenwerk.basics.typesetting.flow import Box, Foot, Lines, Rows
from vorlagenwerk.basics.typesetting.heights import Measure
from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.lines import line_starts, strip_of
from vorlagenwerk.basics.typesetting.list_numbers import NUMBERS, room_for
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.basics.typesetting.rows import PrintedRows, printed_rows
from vorlagenwerk.data.tree import (
    Block,
    Cell,
    Contents,
    Field,
    Heading,
    List,
    Note,
    Paragraph,
    Part,
    Picture,
    Placed,
    Quote,
    Row,
    Section,
    Table,
    Text,
)

_SPACE_AFTER_TABLE = 160
"""Space above a paragraph that follows a table, in twips."""
_BELOW_PICTURE = {"before": 80, "after": 240}
"""Spaces around the caption of a picture, in twips."""
_SLIVER = 20
"""Height of the paragraph that keeps two tables apart, and of that which ends a list of contents."""
_LONG = 0.9
"""Parts of a table that together need more of a page than this begin on pages of their own."""
_PAGE_NUMBER = " 10"
"""What a line of contents ends in."""
_MANY_ROWS = 500
"""So many rows are measured where nothing follows whose page somebody asks for; only the number of pages does."""
_ITEMS = ("aufzaehlung", "nummerierung")


class BoxMaker:
    """Makes the boxes of one paper; `entries` are what its lists of contents name."""

    def __init__(self, look: Look, entries: list[Placed]) -> None:
        self._look = look
        self._entries = entries
        self._last = entries[-1] if entries else None
        self._hyphenation = look.hyphenation
        self._is_after_table = False
        self.page = look.page
        """The sheet that boxes are made for."""
        self.has_page_references = False
        self._noted: set[str] = set()
        self.parts: list[tuple[Part, ...]] = []
        """The printed parts of each table, in their order."""

    def boxes(self, blocks: tuple[Block, ...]) -> Iterator[Box]:
        """The boxes of a run of pages."""
        self._is_after_table = False
        yield from self._blocks(blocks, Around())

    def paragraph(self, inlines: Cell, role: str, indent: int | None = None, **more: int | bool) -> Lines:
        """A paragraph in a role, indented as its style says or by so many twips; `more` are fields of Lines."""
        look = self._look.role(role)
        family = self._family(look.font)
        strip = strip_of(inlines, bold=look.bold)
        self.has_page_references |= strip.has_pages
        left = look.left * 20 if indent is None else indent
        em = look.size * 20 * family.width
        room = (self.page.text_width - left - look.right * 20) * 1000 / em
        hyphenation = self._hyphenation if look.hyphenated else None
        starts = line_starts(strip.text, strip.widths, max(room, 1000), hyphenation, em)
        single = round(look.size * 20 * family.line)
        height = int(single * look.line)
        if strip.code:
            higher = len({_line_of(at + 1, starts) for at in strip.code})
            height += round(CODE_DEPTH * look.size * 20 * look.line * higher / len(starts))
        values: dict[str, int | bool] = {
            "edge": rule_of(look),
            "before": round(look.before * 20),
            "after": round(look.after * 20),
            "keep_next": look.keep_next,
            "keep_lines": look.keep_lines,
            "new_page": look.new_page,
            "together": 1 if look.lone_lines else 2,
            **more,
        }
        notes = tuple(self._foot(note, _line_of(at, starts)) for at, note in strip.notes if self._is_new(note))
        slack = max(height - single, 0)
        return Lines(len(starts), height, slack=slack, notes=notes, **values)  # type: ignore[arg-type]

    def _family(self, font: str) -> Family:
        return family_of(font or self._look.font)

    def _foot(self, note: Note, at: int) -> Foot:
        lines = self.paragraph((Text(f"{note.number} "), *note.children), "fussnotentext")
        return Foot(at, lines.whole + lines.after, lines.least)

    def _is_new(self, note: Note) -> bool:
        """Whether a note stands at the foot here: one that is cited again, or by a repeated column, does not."""
        if note.number in self._noted:
            return False
        self._noted.update({note.number} - {""})
        return True

    def _blocks(self, blocks: tuple[Block, ...], around: Around) -> Iterator[Box]:
        ends = around.ends
        for number, block in enumerate(blocks, 1):
            if ends:
                around = around._replace(ends=number == len(blocks))
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph(children, role):
                    lines = self._text(children, role, around)
                    if lines.edge and not around.callout:
                        lines = lines._replace(edge=lines.edge * _open_sides(blocks, number - 1, role) // 2)
                    yield lines
                case List():
                    yield from self._list(block, around)
                case Quote():
                    yield from self._blocks(block.children, entered(block, around, self._look))
                case Table():
                    yield from self._table(block, around)
                case Picture():
                    yield from self._picture(block, around)
                case Contents():
                    yield from self._contents(block)
                case Section(children) | Field(_, _, children):
                    yield from self._blocks(children, around)
            around = around._replace(is_item_head=False, begins=False)

    def _heading(self, heading: Heading) -> Lines:
        self._is_after_table = False
        role = f"ueberschrift_{min(heading.level, 6)}"
        if not heading.counts:
            return self.paragraph(heading.children, role, is_place=True)
        level = self._look.numbers.level(heading.counts)
        # a number with no tab behind it stands in the line
        words = (Text(f"{heading.number} "), *heading.children) if level.gap != "tab" else heading.children
        return self.paragraph(words, role, level.left, is_place=True)

    def _text(self, children: Cell, role: str, around: Around) -> Lines:
        indent = None
        if around.callout and role in ("standard", around.role):
            said = distances(around, self._look, self._spacing())
            return self.paragraph(children, around.role, around.indent, **said)
        if role == "standard":
            role = around.role
            if around.depth:
                role = "listenfortsetzung" if role in _ITEMS and not around.is_item_head else role
                indent = around.indent
        elif around.indent and not around.is_item_head:
            indent = around.indent + round(self._look.role(role).left * 20)
        return self.paragraph(children, role, indent, **self._spacing())

    def _spacing(self) -> dict[str, int | bool]:
        """The space above a paragraph, where it is not that of its style."""
        is_after_table, self._is_after_table = self._is_after_table, False
        return {"before": _SPACE_AFTER_TABLE} if is_after_table else {}

    def _list(self, block: List, around: Around) -> Iterator[Box]:
        role = "nummerierung" if block.ordered else "aufzaehlung"
        place = self._look.lists.at(around.depth, ordered=block.ordered)
        indent, step = round(place.left * 20), round(place.hanging * 20)
        if block.ordered:
            form, pattern = NUMBERS[around.depth % len(NUMBERS)]
            size = self._look.role(role).size
            indent += room_for(form, pattern, block.start, len(block.items), size, step) - step
        callout = around.callout
        if callout:
            outer = self._look.lists.at(callout.depth - 1, ordered=block.ordered).left if callout.depth else 0
            role, indent = around.role, callout.left + indent - round(outer * 20)
        for number, item in enumerate(block.items, 1):
            begins, ends = around.begins and number == 1, around.ends and number == len(block.items)
            inside = Around(role, indent, around.depth + 1, True, callout, begins, ends)
            if not _begins_with_paragraph(item.children):
                yield self._text("", "standard", inside._replace(ends=False))
                inside = inside._replace(is_item_head=False, begins=False)
            yield from self._blocks(item.children, inside)

    def _table(self, table: Table, around: Around) -> Iterator[Box]:
        cell = self._look.role("tabellentext")
        parts = plan_parts(table, self.page.text_width - around.sides, round(cell.size * 2))
        self.parts.append(parts)
        if around.callout and not around.begins and (rule := rule_of(self._look.role(around.role))):
            yield Lines(1, rule, keep_next=True)  # the table parts the box, which ends above it
        is_long = sum(part.height for part in parts) > self.page.text_height * _LONG
        for number, part in enumerate(parts):
            caption = caption_of(table, parts, number)
            if caption:
                more: dict[str, int | bool] = {"new_page": bool(number) and is_long}
                more |= {"after": 0} if around.callout else {}
                yield self.paragraph(caption, "beschriftung", is_place=True, keep_next=True, **more)
            elif self._is_after_table:
                yield Lines(1, _SLIVER, _SPACE_AFTER_TABLE)
            is_last = number == len(parts) - 1 and table is self._last
            yield self._rows(table, part, is_place=not caption, is_last=is_last)
            self._is_after_table = True

    def _rows(self, table: Table, part: Part, *, is_place: bool, is_last: bool) -> Rows:
        cell = self._look.role("tabellentext")
        measure = Measure(table, part, cell, self._family(cell.font))
        printed = printed_rows(table, part)
        rows = printed.rows
        step = len(rows) // _MANY_ROWS + 1 if is_last and not printed.spans else 1
        heights = measure.rows(PrintedRows(_sampled(rows, step), printed.spans))
        if step > 1:
            heights = [height for height in heights for _ in range(step)][: len(rows)]
        return Rows(
            measure.head(), heights, printed.kept, printed.begins, self._notes(printed, part), is_place=is_place
        )

    def _notes(self, printed: PrintedRows, part: Part) -> tuple[Foot, ...]:
        """The footnotes in the cells, by row."""
        found: list[Foot] = []
        for number, row in enumerate(printed.rows):
            if set(map(type, row.cells)) != _PLAIN:
                for index in part.columns:
                    strip = strip_of(row.cells[index], bold=False)
                    self.has_page_references |= strip.has_pages
                    found += [self._foot(note, number) for _, note in strip.notes if self._is_new(note)]
        return tuple(found)

    def _picture(self, picture: Picture, around: Around) -> Iterator[Box]:
        look = self._look.role("abbildung")
        caption = caption_of_picture(picture)
        spacing = self._spacing()
        before = spacing.get("before", round(look.before * 20))
        _, height = picture_size(picture, self.page, around.sides)
        is_kept = bool(caption) or around.keeps_next
        yield Lines(1, height, before, round(look.after * 20), keep_next=is_kept, is_place=True)
        if caption:
            yield self.paragraph(caption, "beschriftung", keep_next=False, **_BELOW_PICTURE)

    def _contents(self, contents: Contents) -> Iterator[Box]:
        entries = contents_entries(contents, self._entries)
        if not entries:
            return
        self._is_after_table = False
        if contents.title:
            yield self.paragraph(contents.title, "inhaltsverzeichnis", keep_next=True)
        for role, text in entries:
            yield self.paragraph(text + _PAGE_NUMBER, role)
        yield Lines(1, _SLIVER)


def _sampled(rows: tuple[Row, ...], step: int) -> tuple[Row, ...]:
    """One row of so many, but not each time the same one of a group that repeats itself."""
    return tuple(rows[min(at + at // step % step, len(rows) - 1)] for at in range(0, len(rows), step))


_PLAIN = {str}


def _line_of(at: int, starts: list[int]) -> int:
    """The line on which the letters before this index end."""
    return max(bisect_left(starts, at) - 1, 0)


def _open_sides(blocks: tuple[Block, ...], at: int, role: str) -> int:
    """On how many sides of a paragraph none in the same role adjoins, which would share its frame."""
    beside = (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2])
    return 2 - sum(isinstance(block, Paragraph) and block.role == role for block in beside)


def _begins_with_paragraph(blocks: tuple[Block, ...]) -> bool:
    first = blocks[0] if blocks else None
    if isinstance(first, (Quote, Field)):
        return _begins_with_paragraph(first.children)
    return isinstance(first, Paragraph)
