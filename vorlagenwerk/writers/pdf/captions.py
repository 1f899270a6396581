"""Captions of tables, as text."""

from __future__ import annotations

from vorlagenwerk.data.tree import Table

FACTS = "tabelle_angaben"
"""The role of the quiet two-column table that lists facts of the paper."""


def caption_of(table: Table, part: int, *, is_split: bool) -> str:
    """“Tabelle 2a: Maßnahmen (Spalten A bis K)”; "" for a table without one."""
    if not table.caption:
        return ""
    suffix = chr(ord("a") + part) if is_split else ""
    title = table.caption + (f" ({_part_label(table, part)})" if is_split else "")
    return f"Tabelle {table.number}{suffix}: {title}" if table.number else title


def _part_label(table: Table, number: int) -> str:
    """Which columns a part shows: “Spalten A bis K”, or “Teil 2 von 3” where columns have no letters."""
    part = table.parts[number]
    if not all(table.columns[index].letter for index in part):
        return f"Teil {number + 1} von {len(table.parts)}"
    found: list[list[int]] = []
    for index in part:
        if found and index == found[-1][-1] + 1:
            found[-1].append(index)
        else:
            found.append([index])
    letters = [name for run in found for name in _letters([table.columns[index].letter for index in run])]
    return ("Spalte " if len(part) == 1 else "Spalten ") + ", ".join(letters)


def _letters(run: list[str]) -> list[str]:
    return [f"{run[0]} bis {run[-1]}"] if len(run) > 2 else run
