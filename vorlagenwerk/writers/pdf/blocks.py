"""Blocks as Typst mark-up, in reading order, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import inf
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.callouts import is_kept
from vorlagenwerk.basics.typesetting.list_numbers import NUMBERS, numbers, room_for
from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.data.tree import (
    Block,
    Code,
    Contents,
    Field,
    Heading,
    Inline,
    List,
    Note,
    Paragraph,
    Picture,
    Placed,
    Quote,
    Section,
    Table,
    Text,
    Value,
)
from vorlagenwerk.data.walking import has_words, plain_text, walk
from vorlagenwerk.writers.pdf.contents import TITLE, contents
from vorlagenwerk.writers.pdf.inlines import InlineWriter
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.pictures import PictureWriter
from vorlagenwerk.writers.pdf.roles import is_boxed, is_known, role_name, spaces, style_of
from vorlagenwerk.writers.pdf.tables import TableWriter

DEEPEST_HEADING = 6
_KEPT = 300.0
"""Points up to which lines stay together where their style wants it: a block higher than a page would be cut off."""
_LOW, _FIRST_LINES = 180.0, 3
"""Points up to which a paragraph under a heading goes to the next page with it, for a note in its first lines."""
_LETTER = 0.55
"""Mean width of a letter in font sizes, with what ragged ends lose."""
_BULLETS = ("•", "–", "•")
_PLAIN = frozenset({"standard", "aufzaehlung", "nummerierung"})
"""Roles of plain paragraphs outside quotations and call-outs."""


class _Surroundings(NamedTuple):
    """Where a block stands: the room for a line, the role of plain paragraphs, how deep lists nest, and where the text
    of their innermost one begins; in points.
    """

    room: float
    role: str = "standard"
    depth: int = 0
    left: float = 0


class BlockWriter:
    """Writes the blocks of one document; holds what is counted across it."""

    def __init__(self, look: Look, places: Sequence[Placed]) -> None:
        self._look = look
        self._places = places
        self._labels = name_labels(places)
        inlines = InlineWriter(dict(self._labels))
        self._inlines = inlines
        self.tables = TableWriter(look, inlines, self._take_label)
        self.pictures = PictureWriter(look)
        self.roles: dict[str, None] = {}
        """The roles for which the mark-up needs a function."""
        self._level = 0
        self._unknown: dict[str, Problem] = {}

    @property
    def problems(self) -> list[Problem]:
        """What came up while writing."""
        return list(self._unknown.values())

    def blocks(self, blocks: tuple[Block, ...], page: Page) -> Iterator[str]:
        """The mark-up of the blocks on one kind of paper."""
        yield from self._blocks(blocks, page, _Surroundings(page.text_width / TWIPS))

    def _blocks(self, blocks: tuple[Block, ...], page: Page, around: _Surroundings) -> Iterator[str]:
        headings, above = "", 0.0
        for run in _boxes(_flat(blocks), self._look):
            if self._begins_page(run[0], around):
                yield f"{headings}#pagebreak(weak:true)\n"
                headings = ""
            if isinstance(run[0], Heading):
                above = above if headings else spaces(self._look.role(f"ueberschrift_{run[0].level}"), self._look)[0]
                headings += self._heading(run[0], around)
                continue
            # Typst forgets what a heading stays with where a footnote sends the first lines to the next page
            is_whole = bool(headings) and self._has_early_note(run[0], around)
            yield f"#block(breakable:false,above:{above:g}pt)[{headings}" if is_whole else headings
            yield from self._written(run, page, around)
            yield "]\n" if is_whole else ""
            headings = ""
        yield headings

    def _begins_page(self, block: Block, around: _Surroundings) -> bool:
        """Whether the style of the block wants a new page above it; within lists and quotations there can be none."""
        match block:
            case Heading(level):
                role = f"ueberschrift_{min(level, DEEPEST_HEADING)}"
            case Paragraph(_, role):
                pass
            case Contents() if block.title.strip():
                role = TITLE
            case _:
                return False
        return around.role == "standard" and self._look.role(role).new_page

    def _written(self, run: Sequence[Block], page: Page, around: _Surroundings) -> Iterator[str]:
        block = run[0]
        match block:
            case Paragraph():
                yield self._paragraphs(run, block.role, around)  # type: ignore[arg-type]
            case List():
                yield self._list(block, page, around)
            case Quote():
                yield self._quote(block, page, around)
            case Table():
                stands_alone = not around.depth and around.role == "standard"
                yield from self.tables.write(block, page, around.room, may_turn_page=stands_alone)
            case Picture():
                yield f"#{self.pictures.write(block, around.room, page)}{self._take_label(block.ident)}\n"
            case Contents():
                self.roles[TITLE] = None
                yield contents(block, self._places)

    def _has_early_note(self, block: Block, around: _Surroundings) -> bool:
        """Whether the block begins with a footnote, and is low enough to move to the next page as a whole."""
        match block:
            case Paragraph(children, "standard"):
                look = self._look.role("standard")
                room = around.room / look.size
                is_low = _height([children], look, room) < _LOW
                return is_low and _letters_before_note(block) * _LETTER < _FIRST_LINES * room
            case Table():
                return self.tables.is_small(block, around.room) and any(isinstance(node, Note) for node in walk(block))
            case _:
                return False

    def _joined(self, blocks: tuple[Block, ...], page: Page, around: _Surroundings) -> str:
        return "".join(self._blocks(blocks, page, around))

    def _heading(self, heading: Heading, around: _Surroundings) -> str:
        if _is_empty(heading):
            # nobody could jump to it; what it holds besides words is kept
            return self._paragraphs((Paragraph(heading.children),), "standard", around)
        # a level that jumps stops the setting; the finding about it came from the check of accessibility
        self._level = min(heading.level, self._level + 1, DEEPEST_HEADING)
        inside = self._inlines.heading(heading.children, around.room / self._look.role("ueberschrift_1").size)
        number = f",numbering:fest({one_line(heading.number)})" if heading.number else ""
        return f"#heading(level:{self._level}{number},{inside}){self._take_label(heading.ident)}\n"

    def _paragraphs(self, run: Sequence[Paragraph], role: str, around: _Surroundings) -> str:
        """Paragraphs of one role, which share a box where the role has one."""
        # an empty paragraph would be an empty line that a screen reader announces
        filled = [paragraph.children for paragraph in run if _says_something(paragraph)]
        if not filled:
            return ""
        role = self._known(around.role if role == "standard" else role)
        look = style_of(role, self._look)
        room = (around.room - look.left - look.right) / look.size
        paragraphs = [f"par({self._inlines.write(children, room)})" for children in filled]
        inside = paragraphs[0] if len(paragraphs) == 1 else f"{{{';'.join(paragraphs)}}}"
        # lists, quotations and call-outs bring indent, border and ground along
        if role in ("standard", around.role):
            return f"#{inside}\n"
        self.roles[role] = None
        kept = "set block(breakable:false);" if look.keep_lines and _height(filled, look, room) < _KEPT else ""
        return f"#{{{kept}{role_name(role)}({inside})}}\n"

    def _quote(self, quote: Quote, page: Page, around: _Surroundings) -> str:
        """A quotation, or a call-out with the look of its role around all of its blocks."""
        role = self._known(quote.role)
        look = style_of(role, self._look)
        inside = around._replace(role=role, room=around.room - look.left - look.right)
        quoted = self._joined(quote.children, page, inside)
        if not quoted:
            return ""
        kept = "set block(breakable:false);" if is_kept(quote, look.keep_lines) else ""
        if role == "zitat":
            return f"#{{{kept}quote(block:true)[{quoted}]}}\n" if kept else f"#quote(block:true)[{quoted}]\n"
        if role == "standard":
            return quoted
        self.roles[role] = None
        return f"#{{{kept}{role_name(role)}([{quoted}])}}\n"

    def _known(self, role: str) -> str:
        """The role, or running text where the look does not describe it."""
        if is_known(role, self._look):
            return role
        self._unknown.setdefault(role, _unknown_role(role, self._look))
        return "standard"

    def _list(self, block: List, page: Page, around: _Surroundings) -> str:
        role = "nummerierung" if block.ordered else "aufzaehlung"
        left, width = self._look.lists.at(around.depth, ordered=block.ordered)
        before, start = max(left - width - around.left, 0), max(block.start, 0)
        if block.ordered:
            form, pattern = NUMBERS[around.depth % len(NUMBERS)]
            size = style_of(role, self._look).size
            width = room_for(form, pattern, start, len(block.items), size, round(width * TWIPS)) / TWIPS
        # in a quotation or call-out, the letters are those of its role
        role = role if around.role in _PLAIN else around.role
        inside = around._replace(room=around.room - before - width, depth=around.depth + 1, left=left, role=role)
        items = (self._joined(item.children, page, inside) for item in block.items)
        if not block.ordered:
            bullet = one_line(_BULLETS[around.depth % 3])
            return f"#punkte({before:g}pt,{width:g}pt,{bullet},{','.join(f'[{item}]' for item in items)})\n"
        shown = "".join(f"{one_line(number)}," for number in numbers(around.depth, start, len(block.items)))
        number = f"{{let alle=({shown});n=>alle.at(n - {start})}}"
        return f"#nummern({before:g}pt,{width:g}pt,{number},{start},{','.join(f'[{item}]' for item in items)})\n"

    def _take_label(self, ident: str) -> str:
        """The mark-up that makes the block before it the target of references; the first block with an ident is."""
        label = self._labels.pop(ident, "") if ident else ""
        return f'#label("{label}")' if label else ""


def name_labels(found: Iterable[Placed]) -> dict[str, str]:
    """A label for each ident; names of our own, since an author's may be anything."""
    idents = dict.fromkeys(place.ident for place in found if place.ident and not _is_empty(place))
    return {ident: f"ziel-{number}" for number, ident in enumerate(idents, 1)}


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with those of fields and sections in their place."""
    for block in blocks:
        if isinstance(block, (Field, Section)):
            yield from _flat(block.children)
        else:
            yield block


def _boxes(blocks: Iterable[Block], look: Look) -> Iterator[tuple[Block, ...]]:
    """The blocks one by one, but for paragraphs in a row that have one bar, frame or ground together, as in Word."""
    for role, run in groupby(blocks, lambda block: block.role if isinstance(block, Paragraph) else ""):
        if role and is_boxed(style_of(role, look)):
            yield tuple(run)
        else:
            yield from ((block,) for block in run)


def _says_something(paragraph: Paragraph) -> bool:
    return has_words(paragraph.children) or any(isinstance(node, Note) for node in walk(paragraph))


def _letters_before_note(paragraph: Paragraph) -> float:
    """How many letters stand before the first footnote; beyond all bounds where there is none."""
    letters = 0
    for node in walk(paragraph):
        if isinstance(node, Note):
            return letters
        letters += len(node.text) if isinstance(node, (Text, Value, Code)) else 0
    return inf


def _height(paragraphs: Iterable[tuple[Inline, ...]], look: ParagraphLook, room: float) -> float:
    """Estimated height in points."""
    lines = sum(len(plain_text(children)) * _LETTER / max(room, 1) + 1 for children in paragraphs)
    return lines * look.size * look.line * 1.15


def _is_empty(place: Placed) -> bool:
    return isinstance(place, Heading) and not has_words(place.children)


def _unknown_role(role: str, look: Look) -> Problem:
    return warning(
        "PDF-603",
        look.place,
        f"Das Dokument verwendet die Rolle {quote(role)}, die für PDF nicht beschrieben ist; der Text erscheint wie "
        "gewöhnlicher Fließtext.",
        f"Bekannte Rollen sind: {', '.join(sorted(look.roles))}. Ergänzen Sie die Rolle, oder ändern Sie die Vorlage.",
    )
