"""Writes the overview of all documents (output/index.html): what there is, in which state, and what is to be done."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO, Literal

from vorlagenwerk.data.problems import Level, Problem, in_order
from vorlagenwerk.writers.html import PageFrame, clean, frame_style

State = Literal["aktuell", "veraltet", "fehlerhaft"]

STATES: dict[State, str] = {
    "aktuell": "Die Dateien entsprechen dem Inhalt.",
    "veraltet": "Die Dateien stammen aus einem früheren Lauf.",
    "fehlerhaft": "Es gibt noch kein Papier.",
}
"""What each state means for someone who wants to open a file."""

_LEVELS = {
    Level.FEHLER: ("Fehler", "Fehler"),
    Level.WARNUNG: ("Warnung", "Warnungen"),
    Level.HINWEIS: ("Hinweis", "Hinweise"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A document: `source` is its path below the project, `formats` are links (“Word”, address)."""

    title: str
    kind: str
    source: str
    state: State
    formats: tuple[tuple[str, str], ...]
    findings: tuple[Problem, ...]


def write_overview(entries: Sequence[Entry], frame: PageFrame, css: str, out: BinaryIO) -> None:
    """Write the page to `out` as UTF-8; the same entries in any order give the same bytes."""
    ordered = sorted(entries, key=lambda entry: (posixpath.split(entry.source), entry.title))
    page = frame.render(
        sprache="de",
        titel="Übersicht der Dokumente",
        stil=frame_style(css),
        zahlen=_count(ordered),
        ordner=[
            {"name": clean(folder), "dokumente": [_document(entry) for entry in group]}
            for folder, group in groupby(ordered, key=lambda entry: posixpath.dirname(entry.source))
        ],
    )
    out.write(page.encode())


def _count(entries: Sequence[Entry]) -> list[dict[str, object]]:
    """The figures at the top of the page; states and levels that do not occur are left out."""
    states = Counter(entry.state for entry in entries)
    levels = Counter(problem.level for entry in entries for problem in entry.findings)
    figures = [(len(entries), "Dokument" if len(entries) == 1 else "Dokumente")]
    figures += [(states[state], state) for state in STATES]
    figures += [(levels[level], words[levels[level] != 1]) for level, words in _LEVELS.items()]
    return [{"anzahl": number, "wort": word} for number, word in figures if number]


def _document(entry: Entry) -> dict[str, object]:
    return {
        "titel": clean(entry.title) or posixpath.basename(entry.source),
        "art": clean(entry.kind),
        "quelle": clean(entry.source),
        "zustand": entry.state,
        "erklaerung": STATES[entry.state],
        "formate": [{"name": clean(name), "adresse": clean(address)} for name, address in entry.formats],
        "meldungen": [_finding(problem) for problem in in_order(entry.findings)],
        "zusammenfassung": _summary(entry.findings),
        "hat_fehler": any(problem.level is Level.FEHLER for problem in entry.findings),
    }


def _finding(problem: Problem) -> dict[str, str]:
    return {
        "stufe": problem.level.german,
        "code": clean(problem.code),
        "ort": clean(str(problem.place)),
        "text": clean(problem.text),
        "abhilfe": clean(problem.remedy),
    }


def _summary(findings: Iterable[Problem]) -> str:
    """The findings counted by level: “2 Fehler, 1 Hinweis”."""
    levels = Counter(problem.level for problem in set(findings))
    return ", ".join(
        f"{levels[level]} {words[levels[level] != 1]}" for level, words in _LEVELS.items() if levels[level]
    )
