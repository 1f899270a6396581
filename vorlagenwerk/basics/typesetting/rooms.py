"""The room for text between header and footer: what is higher than its margin takes room from the text, as in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Letterhead, Logo
from vorlagenwerk.basics.typesetting.look import NO_STROKE, Look, ParagraphLook, Stroke
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.running import HeadRow, Strip, shown_lines

_NUMBER = "10"
"""A page number of usual width."""


class Rooms:
    """Measures headers and footers for sheets of paper, filled with the values of one document."""

    def __init__(self, maker: BoxMaker, look: Look, values: dict[str, str]) -> None:
        self._maker = maker
        self._look = look
        self._values = values

    def first(self, page: Page) -> Page:
        """The first page with the margins that the letterhead and the footer leave."""
        running = self._look.running
        foot = running.footer if running.first_footer is None else running.first_footer
        return self._between(page, self._letterhead(self._look.letterhead, page), self._height(foot, page))

    def cover(self, page: Page) -> Page:
        """The first page of a cover, which has no footer."""
        return self._between(page, self._letterhead(self._look.letterhead, page), 0)

    def further(self, page: Page) -> Page:
        """Any other page; where even and odd ones differ, the higher header and footer count."""
        running = self._look.running
        heads = [self._height(strip or (), page) for strip in (running.header, running.even_header)]
        feet = [self._height(strip or (), page) for strip in (running.footer, running.even_footer)]
        return self._between(page, max(heads), max(feet))

    def _between(self, page: Page, head: int, foot: int) -> Page:
        # a negative margin is one that nothing may move
        top = page.top if page.top < 0 or not head else max(page.top, page.header + head)
        bottom = page.bottom if page.bottom < 0 or not foot else max(page.bottom, page.footer + foot)
        return page._replace(top=top, bottom=bottom)

    def _letterhead(self, head: Letterhead, page: Page) -> int:
        beside = max((logo.height for logo in head.beside if not logo.floats), default=0)
        return max(self._height(head.lines, page), beside)

    def _height(self, lines: Strip, page: Page) -> int:
        self._maker.page = page
        return _stacked(self._lines(shown_lines(lines, self._values), page, 0))

    def _lines(self, lines: Strip, page: Page, taken: int) -> Iterator[_Height]:
        """The height of each line, in whose room `taken` twips are missing."""
        looks = joined([None if isinstance(line, (Logo, HeadRow)) else self._look.role(line.role) for line in lines])
        for line, look in zip(lines, looks, strict=True):
            if isinstance(line, HeadRow):
                yield self._row(line, page)
            elif isinstance(line, Logo) or look is None:
                yield _Height(0, 0 if isinstance(line, HeadLine) or line.floats else line.height, 0)
            else:
                yield self._line(line, look, taken)

    def _row(self, row: HeadRow, page: Page) -> _Height:
        heights = [row.height]
        for cell in row.cells:
            taken = max(page.text_width - cell.width + 2 * cell.margin, 0)
            heights.append(_stacked(self._lines(shown_lines(cell.lines, self._values), page, taken)))
        return _Height(0, max(heights), 0)

    def _line(self, line: HeadLine, look: ParagraphLook, taken: int) -> _Height:
        # what tabs part stands side by side
        parts = "".join(line.filled(self._values, _NUMBER)).split("\t")
        left = round(look.left * 20) + taken
        box = max((self._maker.paragraph(part, line.role, left) for part in parts), key=lambda box: box.total)
        return _Height(box.before, box.whole + _thickness(look.above) + _thickness(look.below), box.after)


def joined(looks: Sequence[ParagraphLook | None]) -> list[ParagraphLook | None]:
    """The looks of paragraphs below each other, None for what is none: of those with the same rules above and below
    Word draws only the first and the last one.
    """
    found = list(looks)
    for at, (one, other) in enumerate(pairwise(looks)):
        if one and other and _rules(one) == _rules(other):
            above, below = found[at], found[at + 1]
            found[at] = above._replace(below=NO_STROKE) if above else None
            found[at + 1] = below._replace(above=NO_STROKE) if below else None
    return found


def _rules(look: ParagraphLook) -> tuple[object, ...]:
    return look.above, look.below, look.frame, look.bar, look.left, look.right


class _Height(NamedTuple):
    """A line of a head with the room around it."""

    before: int
    whole: int
    after: int


def _stacked(lines: Iterable[_Height]) -> int:
    end = after = 0
    for line in lines:
        end += max(after, line.before) + line.whole
        after = line.after
    return end + after


def _thickness(stroke: Stroke) -> int:
    return round((stroke.thickness + stroke.space) * 20) if stroke.thickness else 0
