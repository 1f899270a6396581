"""The overview page of all documents, from the entries of the manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.story.workshop import Workshop
from vorlagenwerk.writers.html.overview import Entry as Row
from vorlagenwerk.writers.html.overview import write_overview
from vorlagenwerk.writers.manifest import Entry

_FORMAT_NAMES = {
    "docx": "Word", "html": "HTML", "pdf": "PDF", "xlsx": "Excel",
    "pruefbericht.docx": "Prüfbericht (Word)", "pruefbericht.html": "Prüfbericht (HTML)",
}  # fmt: skip


def write_page(workshop: Workshop, entries: Sequence[Entry], out: BinaryIO) -> list[Problem]:
    """Write `index.html`; where its frame is broken, write nothing and say so."""
    try:
        frame = workshop.frame("uebersicht.html.j2")
        write_overview([_row(entry) for entry in entries], frame, workshop.css, out)
    except ExpressionError as trouble:
        return [*workshop.problems, trouble.told("VOR-106", "Bitte den Rahmen der Übersicht berichtigen.")]
    return list(workshop.problems)


def _row(entry: Entry) -> Row:
    editions = entry.get("fassungen", {})
    formats = tuple((_shown(name, editions), file["datei"]) for name, file in sorted(entry["ausgaben"].items()))
    findings = tuple(Problem.from_data(said) for said in entry["meldungen"])
    kind = entry["art"] or "unbekannter Dokumenttyp"
    return Row(entry["titel"], kind, entry["quelle"], entry["zustand"], formats, findings)


def _shown(name: str, editions: Mapping[str, str]) -> str:
    """What people call a format: „Word“, „Arbeitsfassung (Word)“."""
    if name in _FORMAT_NAMES:
        return _FORMAT_NAMES[name]
    edition, _, format = name.rpartition(".")
    return f"{editions.get(edition, edition)} ({_FORMAT_NAMES[format]})"
