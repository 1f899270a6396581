"""The cells of a column that shows prose: Markdown as in running text, as far as a cell has room for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.marks import Prose
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import error
from vorlagenwerk.project.columnspec import ColumnSpec

_IN_TABLE = 1
"""The level that prose in a cell stands below: its first heading, which is refused anyway, skips none."""


def prose_cells(
    rows: Sequence[Mapping[str, Any]], places: Sequence[int], path: Path, column: ColumnSpec, assembly: Assembly
) -> list[tree.Cell]:
    """The cells of a column whose field is prose; `places` are the numbers of the rows in the list at `path`."""
    return [
        _cell(row.get(column.field) or "", (*path, place, column.field), column, assembly)
        for row, place in zip(rows, places, strict=True)
    ]


def _cell(text: str, path: Path, column: ColumnSpec, assembly: Assembly) -> tree.Cell:
    """Paragraphs below each other, with a line break between them; a finding where there is anything else."""
    if not _markup().search(text.strip()):
        return german.nonbreaking(text.strip())
    line: list[tree.Inline] = []
    for block in assembly.prose(Prose(text, path), _IN_TABLE):
        if not isinstance(block, tree.Paragraph) or block.role != "standard":
            said = f"Die Spalte „{column.title}“ einer Tabelle zeigt diesen Text; {_NAMES[type(block)]} hat in einer "
            remedy = "Bitte nur Absätze schreiben; fett, kursiv, Links und Zahlen in Klammern sind möglich."
            assembly.problems.append(
                error("TAB-304", assembly.source.place(path), f"{said}Zelle keinen Platz.", remedy)
            )
            return ""
        line += [tree.Break(), *block.children] if line else block.children
    return tuple(line) or ""


_NAMES: Mapping[type, str] = {
    tree.Heading: "eine Überschrift",
    tree.List: "eine Aufzählung",
    tree.Table: "eine weitere Tabelle",
    tree.Picture: "ein Bild",
    tree.Quote: "ein Zitat oder ein Kasten",
    tree.Paragraph: "ein Absatz mit eigener Rolle",
}


@cache
def _markup() -> re.Pattern[str]:
    """What a text holds in which Markdown may find more than words; few tables show prose."""
    return re.compile(r"[*_`\[\]<>{}\\&#|~^\n]|^(?:[-+•▪●‣·]|[0-9]+[.)])")
