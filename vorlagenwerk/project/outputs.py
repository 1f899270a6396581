"""What a document can be written as: papers, and the audit report on them."""

from __future__ import annotations

from collections.abc import Iterable

PAPERS = ("docx", "html", "pdf")
AUDIT = "pruefbericht"
"""Stands for the audit report in all its formats, where people name formats."""
AUDITS = (f"{AUDIT}.docx", f"{AUDIT}.html")

SUBMISSION = "einreichung"
"""The edition that is handed in: every type has it, and checks judge it alone."""


class NoEdition(Exception):
    """None of the chosen documents has the edition that was asked for; worded in German."""


def in_edition(edition: str, formats: Iterable[str]) -> tuple[str, ...]:
    """The formats of an edition, by the names that stand behind the dot of its files („arbeitsfassung.docx“)."""
    return tuple(f"{edition}.{name}" for name in formats if name in PAPERS)


def edition_of(name: str) -> str:
    """The edition that a format belongs to, "" for an audit report."""
    if name in AUDITS:
        return ""
    edition, dot, _format = name.rpartition(".")
    return edition if dot else SUBMISSION


def spelled_out(names: Iterable[str]) -> tuple[str, ...]:
    """The formats that were named, each once, with those that stand behind `AUDIT` in its place."""
    return tuple(dict.fromkeys(format for name in names for format in (AUDITS if name == AUDIT else (name,))))
