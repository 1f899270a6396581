"""What the sections of an audit report are made of: headings, sentences, tables with a bound on their rows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Place

MOST_ROWS = 2000
"""Rows of a table in a report; the lists of a paper with a large annex could be endless."""
NOTHING = "–"
"""Stands in cells that have nothing to say, so that nobody takes them for forgotten."""

Blocks = tuple[tree.Block, ...]


class Listing(NamedTuple):
    """A table of a report before its rows are known; `header` is the column whose cells head their rows."""

    ident: str
    caption: str
    description: str
    columns: tuple[tree.Column, ...]
    header: int = 0


def section(title: str, *parts: Blocks, level: int = 1) -> Blocks:
    """A heading with what stands below it."""
    heading = tree.Heading(level, (tree.Text(title),), numbered=level == 1)
    return (heading, *(block for part in parts for block in part))


def sentence(text: str) -> Blocks:
    """A paragraph of plain text."""
    return (tree.Paragraph((tree.Text(german.nonbreaking(text)),)),)


def bullets(texts: Iterable[tree.Cell]) -> Blocks:
    """A list of short lines."""
    lines = (inlines(text) for text in texts)
    return (tree.List(tuple(tree.ListItem((tree.Paragraph(line),)) for line in lines)),)


def column(title: str, *, is_number: bool = False, is_key: bool = False, merged: bool = False) -> tree.Column:
    """A column; numbers stand to the right."""
    align = "rechts" if is_number else "links"
    return tree.Column(title.lower().replace(" ", "_"), title, "", align, is_key, merged)  # type: ignore[arg-type]


def table(listing: Listing, rows: Sequence[Sequence[tree.Cell]]) -> Blocks:
    """The table with its rows; those beyond the bound are counted, never left out in silence."""
    body = tuple(tree.Row(tuple(cell or NOTHING for cell in row)) for row in islice(rows, MOST_ROWS))
    made = tree.Table(
        listing.ident, listing.caption, listing.description, listing.columns, body, row_header=listing.header
    )
    if len(rows) <= MOST_ROWS:
        return (made,)
    shown, every = german.number(MOST_ROWS), german.number(len(rows))
    return (made, *sentence(f"Die Tabelle zeigt die ersten {shown} von {every} Zeilen."))


def facts(ident: str, description: str, rows: Iterable[tuple[str, tree.Cell]]) -> Blocks:
    """A table of single facts: names on the left, values on the right; facts without a value are left out."""
    body = tuple(tree.Row(row) for row in rows if row[1])
    columns = (column("Angabe"), column("Inhalt"))
    return (tree.Table(ident, "", description, columns, body, role="tabelle_angaben"),)


def inlines(cell: tree.Cell) -> tuple[tree.Inline, ...]:
    """A cell as a line of inlines."""
    return (tree.Text(german.nonbreaking(cell)),) if isinstance(cell, str) else cell


def stacked(*lines: tree.Inline | str) -> tuple[tree.Inline, ...]:
    """Lines below each other in one cell; empty ones are left out."""
    stack: list[tree.Inline] = []
    for line in lines:
        if line:
            stack += [tree.Break()] if stack else []
            stack.append(tree.Text(line) if isinstance(line, str) else line)
    return tuple(stack)


def quoting(text: str) -> tree.Cell:
    """The words of a finding, with a name that it quotes in braces as something to be typed."""
    parts = re.split(r"(\{\{.*?\}\})", text)
    if len(parts) == 1:
        return text
    return tuple(tree.Code(part) if at % 2 else tree.Text(part) for at, part in enumerate(parts) if part)


def way(file: str) -> tuple[tree.Inline, ...]:
    """The name of a file with its folder on a line of its own: long names would break anywhere."""
    folder, name = posixpath.split(file)
    return stacked(tree.Code(f"{folder}/"), tree.Code(name)) if folder else (tree.Code(name),)


def spot(place: Place, source: str) -> tuple[tree.Inline, ...]:
    """Where something stands; files in the folder of the content file `source` go by their last name."""
    folder, name = posixpath.split(str(place))
    return (tree.Code(name),) if folder == posixpath.dirname(source) else way(str(place))


def counted(number: int, one: str, several: str) -> str:
    """A number with its noun, never parted: „1 Hinweis“, „2 Hinweise“."""
    return f"{german.number(number)}{german.NO_BREAK}{one if number == 1 else several}"
