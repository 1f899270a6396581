"""Pages as a stack of heights: puts lines and table rows on pages as Word does.

All lengths are twips. What a page holds is known by the height used so far, so a paper of a thousand pages costs no
more memory than its tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FOOT_RULE = 117
"""Height of the rule above footnotes in twips, as LibreOffice draws it."""
_LEAST_ROOM = 567
"""Height of the text in twips where margins or a letterhead leave none."""


class Foot(NamedTuple):
    """A footnote: the line or row that it belongs to, its height, and how much of it must stand on the same page."""

    at: int
    height: int
    least: int


class Lines(NamedTuple):
    """A paragraph: so many lines of one height, with the room around it.

    `edge` is the height of a frame's rule and padding, above and below. `slack` is the part of a line's height below
    its letters, which may hang over the foot of the page. `is_place` says that somebody asks for the page it begins on.
    At the foot of a page and at the head of the next one, `together` lines of it stand at least. `frame` is what the
    box around it takes at the foot of a page that ends inside the box, and again at the head of the next one; `inside`
    says that the box does not begin with this paragraph.
    """

    total: int
    height: int
    before: int = 0
    after: int = 0
    edge: int = 0
    slack: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    is_place: bool = False
    notes: tuple[Foot, ...] = ()
    together: int = 2
    frame: int = 0
    inside: bool = False

    @property
    def whole(self) -> int:
        """Height of all lines with their frame."""
        return self.total * self.height + 2 * self.edge

    @property
    def least(self) -> int:
        """Height of what must stand on the page where the paragraph begins."""
        is_whole = self.keep_lines or self.total < 2 * self.together
        lines = self.total if is_whole else self.together
        foot = sum(note.least for note in self.notes if note.at < lines)
        return lines * self.height + self.edge * (2 if is_whole else 1) - self.slack + foot


class Rows(NamedTuple):
    """The rows of a table: the height of the head that is repeated on each page, and that of each row.

    `kept` are rows that no page ends behind, `breaks` those that begin a page.
    """

    head: int
    heights: Sequence[int]
    kept: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()
    notes: tuple[Foot, ...] = ()
    is_place: bool = False
    before: int = 0
    after: int = 0
    keep_next: bool = False
    new_page: bool = False

    @property
    def least(self) -> int:
        """Height of the head and of the first rows that stay with it."""
        end = 0
        while end in self.kept and end < len(self.heights) - 1:
            end += 1
        return self.head + sum(self.heights[: end + 1])

    @property
    def whole(self) -> int:
        """Height of head and rows on one page."""
        return self.head + sum(self.heights)


Box = Lines | Rows


class Pages:
    """Takes boxes in their order and knows the page on which each place came to stand."""

    def __init__(self, separator: int = FOOT_RULE) -> None:
        self.number = 0
        self.found: list[int] = []
        """The page of each place, in their order."""
        self.further_room = 0
        """Room for text on a new page."""
        self._separator = separator
        self._room = self._used = self._after = self._foot = self._carried = 0
        self._is_forced = True
        self._chain: list[Box] = []

    def begin(self, first_room: int, further_room: int) -> None:
        """Begin a run of pages with so much room for text."""
        self.end()
        self.further_room = max(further_room, _LEAST_ROOM)
        self._turn(forced=True)
        self._room = max(first_room, _LEAST_ROOM)

    def add(self, box: Box) -> None:
        """Put a box on the page, or hold it until it is known what it has to stay with."""
        if box.new_page:
            self.flush()
            if self._used:
                self._turn(forced=True)
        self._chain.append(box)
        if not box.keep_next:
            self.flush()

    def flush(self) -> None:
        """Place what is held."""
        chain, self._chain = self._chain, []
        if chain and self._used:
            needed = self._needed(chain)
            if needed > self._left() and needed <= self.further_room:
                self._turn()
        for box in chain:
            self._place(box)

    def end(self) -> None:
        """End a run of pages; what is left of its footnotes takes pages of its own."""
        self.flush()
        while self._carried:
            self._turn()

    def rooms_for(self, box: Box) -> tuple[int, int]:
        """The room that the box has, behind what is held, on the present page and on a new one."""
        above = self._needed([*self._chain, box]) - box.least
        return self._left() - above, self.further_room - above

    def _needed(self, chain: list[Box]) -> int:
        height, after = 0, self._after
        for box in chain[:-1]:
            height += max(after, box.before) + box.whole
            after = box.after
        return height + max(after, chain[-1].before) + chain[-1].least

    def _left(self) -> int:
        return self._room - self._used - self._foot

    def _turn(self, *, forced: bool = False) -> None:
        self.number += 1
        self._room = self.further_room
        self._used = self._after = self._foot = 0
        self._is_forced = forced
        if self._carried:
            carried, self._carried = self._carried, 0
            self._note(carried, 0)

    def _gap(self, box: Box) -> int:
        """Word drops the space above a paragraph that a page happens to begin with."""
        if self._used:
            return max(self._after, box.before)
        return box.before if self._is_forced else 0

    def _place(self, box: Box) -> None:
        if isinstance(box, Rows):
            self._place_rows(box)
        else:
            self._place_lines(box)
        self._after = box.after

    def _place_lines(self, box: Lines) -> None:
        if self._used and self._gap(box) + box.least > self._left():
            self._turn()
        begun, done = self.number, 0
        goes_on = box.inside and not self._used and not self._is_forced
        self._used += self._gap(box) + box.edge + (box.frame if goes_on else 0)
        while (here := self._fitting(box, done)) < box.total - done:
            here = min(here, box.total - done - box.together)
            if here > 0 and (done or here >= box.together or not self._used):
                self._take(box, done, done + here)
                done += here
            elif self._used <= box.frame:
                break  # one line is higher than the page
            self._turn()
            self._used += box.frame if done or box.inside else 0
            begun = begun if done else self.number
        self._take(box, done, box.total)
        self._used += box.edge
        if box.is_place:
            self.found.append(begun)

    def _fitting(self, box: Lines, done: int) -> int:
        """How many of the lines from `done` on fit on this page with the beginnings of their footnotes."""
        left = self._left() - max(box.edge, box.frame) + box.slack
        if not box.notes:
            return min(left // max(box.height, 1), box.total - done)
        has_foot = bool(self._foot)
        for line in range(done, box.total):
            left -= box.height
            notes = [note for note in box.notes if note.at == line]
            rule = 0 if has_foot or not notes else self._separator
            if left < rule + sum(note.least for note in notes):
                return line - done
            left -= rule + sum(note.height for note in notes)
            has_foot |= bool(notes)
        return box.total - done

    def _take(self, box: Lines, start: int, end: int) -> None:
        self._used += (end - start) * box.height
        for note in box.notes:
            if start <= note.at < end:
                self._note(note.height, note.least)

    def _note(self, height: int, least: int) -> None:
        """Put a footnote at the page's foot; what finds no room there goes on at the foot of the next page."""
        if not self._foot:
            self._foot = self._separator
        here = min(height, max(self._left(), least))
        self._foot += here
        self._carried += height - here

    def _place_rows(self, box: Rows) -> None:
        if self._used and self._gap(box) + box.least > self._left():
            self._turn()
        if box.is_place:
            self.found.append(self.number)
        self._used += self._gap(box) + box.head
        notes = {note.at: note for note in box.notes}
        group: list[int] = []
        for index, height in enumerate(box.heights):
            group.append(height)
            if index in box.kept and index + 1 < len(box.heights):
                continue
            needed = sum(group)
            if index + 1 - len(group) in box.breaks or needed > self._left():
                self._turn()
                self._used = box.head
            self._used += needed
            for row in range(index + 1 - len(group), index + 1):
                if row in notes:
                    self._note(notes[row].height, notes[row].least)
            group.clear()
            while self._used > self._room:
                # a row that is higher than a page goes on, below the head where that leaves room
                self._used -= self._room - box.head if box.head < self._room / 2 else self._room
                self.number += 1
