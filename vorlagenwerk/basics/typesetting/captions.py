"""Captions of tables and pictures as text; Word and PDF print the same."""

from __future__ import annotations

from itertools import chain

from vorlagenwerk.data.tree import Part, Picture, Table


def caption_of(table: Table, parts: tuple[Part, ...], number: int) -> str:
    """“Tabelle 2a: Maßnahmen (Spalten A bis K)” for the part with this index; "" for a table without a caption."""
    if not table.caption:
        return ""
    return f"{label_of(table, parts, number)}: {title_of(table, parts, number)}" if table.number else table.caption


def label_of(table: Table, parts: tuple[Part, ...], number: int) -> str:
    """“Tabelle 2a”."""
    return f"Tabelle {table.number}{suffix_of(parts, number)}"


def suffix_of(parts: tuple[Part, ...], number: int) -> str:
    """“a” for the first of several parts, “za” for the one behind “z”, "" for the only one."""
    return "z" * (number // 26) + chr(ord("a") + number % 26) if len(parts) > 1 else ""


def title_of(table: Table, parts: tuple[Part, ...], number: int) -> str:
    """The caption's text behind the number: “Maßnahmen (Spalten A bis K)”."""
    return table.caption + (f" ({part_label(table, parts, number)})" if len(parts) > 1 else "")


def caption_of_picture(picture: Picture) -> str:
    """“Abbildung 1: Aufbau der Steuerung”; "" for a picture without a caption."""
    if not picture.caption or not picture.number:
        return picture.caption
    return f"Abbildung {picture.number}: {picture.caption}"


def part_label(table: Table, parts: tuple[Part, ...], number: int) -> str:
    """Which columns a part shows: “Spalten A bis K”, or “Teil 2 von 3” where columns have no letters."""
    columns = parts[number].columns
    if not all(table.columns[index].letter for index in columns):
        return f"Teil {number + 1} von {len(parts)}"
    runs: list[list[int]] = []
    for index in columns:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    letters = [_letters([table.columns[index].letter for index in run]) for run in runs]
    return ("Spalte " if len(columns) == 1 else "Spalten ") + ", ".join(chain.from_iterable(letters))


def _letters(run: list[str]) -> list[str]:
    return [f"{run[0]} bis {run[-1]}"] if len(run) > 2 else run
