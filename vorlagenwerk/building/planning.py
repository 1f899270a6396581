"""Plans the pages of a paper: how each table is printed, and which tables need pages of their own."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.building.carrying import widest_row, with_carried_sums
from vorlagenwerk.building.sheets import Sheet, plan_table
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, quote, warning

_SHORT = 600
"""Letters up to which a paragraph between a heading and a table introduces the table and moves with it."""
_BELOW = frozenset({"quelle"})
"""Roles of paragraphs that belong to the table above them."""


def plan_pages(document: tree.Document, look: Look, place: Place) -> tuple[tree.Document, list[Problem]]:
    """The paper with every table's `parts` decided, and with tables that need other paper in sections of their own.

    The rules stand in `sheets`. A table moves to its section with the headings directly above it, with one short
    paragraph between them and the table, and with the source below it; neighbouring tables on the same paper share a
    section. Sums that are carried from page to page are put in. Findings are tables that are too wide for any paper
    (STI-521); they blame `place` or, where an author wrote the table, no file: that of the paper.
    """
    planner = _Planner(look, place)
    here = Sheet(document.landscape)
    cover = planner.in_place(document.cover, here)
    children = planner.blocks(document.children, here)
    planned = replace(document, children=children, cover=cover)
    planned = planned if cover else _with_first_page(planned, planner)
    return with_carried_sums(planned, look), planner.problems


def _with_first_page(document: tree.Document, planner: _Planner) -> tree.Document:
    """The paper without a page that holds nothing but its title: the title's page lies as what comes first."""
    first, *rest = document.children or (None,)
    if not isinstance(first, tree.Section) or not planner.has_made(first) or first.paper != "a4":
        return document
    others = tuple(rest)
    if not all(isinstance(block, tree.Section) for block in others):
        others = (tree.Section(others, document.landscape),)
    return replace(document, children=(*first.children, *others), landscape=first.landscape)


class _Inside(NamedTuple):
    """Where a block stands: so many twips further in, in so many lists, the innermost with its text there."""

    indent: int
    depth: int
    left: int


_OUTSIDE = _Inside(0, 0, 0)


class _Planner:
    def __init__(self, look: Look, place: Place) -> None:
        self.problems: list[Problem] = []
        self._look = look
        self._place = place
        self._made: list[tree.Section] = []
        self._field = ""
        """The name of the authored field whose blocks are planned."""

    def has_made(self, section: tree.Section) -> bool:
        """Whether the section was not in the paper before."""
        return any(section is made for made in self._made)

    def blocks(self, blocks: tuple[tree.Block, ...], here: Sheet) -> tuple[tree.Block, ...]:
        """The blocks on pages of this kind, with what needs other pages in sections."""
        done: list[tree.Block] = []
        for block in blocks:
            match block:
                case tree.Table():
                    table, sheet = self._table(block, here, stays=False)
                    self._put(done, (table,), sheet, here)
                case tree.Section(children, landscape, paper):
                    inner = self.blocks(children, Sheet(landscape, paper))
                    alone = inner[0] if len(inner) == 1 else None
                    done.append(alone if isinstance(alone, tree.Section) else replace(block, children=inner))
                case tree.Field():
                    self._put_field(done, block, here)
                case tree.Paragraph(_, role) if role in _BELOW and (made := self._last_made(done)):
                    self._put(done, (block,), _sheet_of(made), here)
                case _:
                    done += self.in_place((block,), here)
        return tuple(done)

    def _put_field(self, done: list[tree.Block], field: tree.Field, here: Sheet) -> None:
        """Append a field, cut where a table in it needs other pages."""
        waiting: list[tree.Block] = []
        self._field = field.title
        pieces = self.blocks(field.children, here)
        self._field = ""
        for piece in pieces:
            if not isinstance(piece, tree.Section):
                waiting.append(piece)
                continue
            if waiting:
                done.append(replace(field, children=tuple(waiting)))
            waiting = []
            self._put(done, (replace(field, children=piece.children),), _sheet_of(piece), here)
        if waiting:
            done.append(replace(field, children=tuple(waiting)))

    def in_place(
        self, blocks: tuple[tree.Block, ...], here: Sheet, inside: _Inside = _OUTSIDE
    ) -> tuple[tree.Block, ...]:
        """The blocks with their tables planned on the pages where they are."""
        return tuple([self._in_place(block, here, inside) for block in blocks])

    def _in_place(self, block: tree.Block, here: Sheet, inside: _Inside) -> tree.Block:
        match block:
            case tree.Table():
                return self._table(block, here, stays=True, indent=inside.indent)[0]
            case tree.List():
                left = round(self._look.lists.at(inside.depth, ordered=block.ordered).left * 20)
                inside = _Inside(inside.indent + left - inside.left, inside.depth + 1, left)
            case tree.Field(_, title, children):
                outer, self._field = self._field, title
                planned = self.in_place(children, here, inside)
                self._field = outer
                return replace(block, children=planned)
            case tree.Quote(_, role):
                quoted = self._look.role(role)
                inside = inside._replace(indent=inside.indent + round((quoted.left + quoted.right) * 20))
        return walking.with_blocks(block, lambda blocks: self.in_place(blocks, here, inside))

    def _table(self, table: tree.Table, here: Sheet, *, stays: bool, indent: int = 0) -> tuple[tree.Table, Sheet]:
        seen = replace(table, rows=(*table.rows, widest_row(table))) if table.carried else table
        sheet, parts = plan_table(seen, here, self._look, stays=stays, indent=indent)
        overfull = sorted({index for part in parts for index in part.overfull})
        if overfull:
            self.problems.append(_too_wide(table, overfull, self._place, self._field))
        return replace(table, parts=parts), sheet

    def _put(self, done: list[tree.Block], blocks: tuple[tree.Block, ...], sheet: Sheet, here: Sheet) -> None:
        """Append the blocks, in a section where their sheet is not that of their surroundings."""
        if sheet == here:
            done += blocks
            return
        moved = (*_lead(done), *blocks)
        made = self._last_made(done)
        if made and _sheet_of(made) == sheet:
            moved = (*made.children, *moved)
            done.pop()
        section = tree.Section(moved, sheet.landscape, sheet.paper)
        self._made.append(section)
        done.append(section)

    def _last_made(self, done: list[tree.Block]) -> tree.Section | None:
        """The section at the end, if the planner has made it."""
        last = done[-1] if done else None
        return last if isinstance(last, tree.Section) and self.has_made(last) else None


def _sheet_of(section: tree.Section) -> Sheet:
    return Sheet(section.landscape, section.paper)


def _lead(done: list[tree.Block]) -> tuple[tree.Block, ...]:
    """Take away the headings at the end, with a short paragraph below them."""
    start = len(done)
    if start > 1 and isinstance(done[-1], tree.Paragraph) and isinstance(done[-2], tree.Heading):
        if len(walking.plain_text(done[-1].children)) > _SHORT:
            return ()
        start -= 1
    while start and isinstance(done[start - 1], tree.Heading):
        start -= 1
    lead = tuple(done[start:])
    del done[start:]
    return lead


def _too_wide(table: tree.Table, overfull: list[int], place: Place, field: str) -> Problem:
    """The finding for words that break in their columns although the text is as small as it may be.

    A table without a name is one that an author wrote; then `field` says where.
    """
    names = ", ".join(quote(table.columns[index].title) for index in overfull)
    text = f"ist für das Papier zu breit: Auch in 7 Punkt werden Wörter mitten im Wort umbrochen, vor allem in {names}."
    remedy = "Bitte das lange Wort oder die Spaltentitel kürzen"
    if table.ident or not field:
        further = "oder die Tabelle in tabellen.yaml anders aufteilen (teile, papier)."
        return warning(
            "STI-521", place, f"Die Tabelle {quote(table.caption or table.ident)} {text}", f"{remedy}, {further}"
        )
    return warning(
        "STI-521", Place(""), f"Eine Tabelle im Feld „{field}“ {text}", f"{remedy}, oder die Tabelle in zwei teilen."
    )
