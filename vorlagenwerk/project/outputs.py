"""What a document can be written as: papers, and the audit report on them."""

from __future__ import annotations

from collections.abc import Iterable

PAPERS = ("docx", "html", "pdf")
AUDIT = "pruefbericht"
"""Stands for the audit report in all its formats, where people name formats."""
AUDITS = (f"{AUDIT}.docx", f"{AUDIT}.html")


def spelled_out(names: Iterable[str]) -> tuple[str, ...]:
    """The formats that were named, each once, with those that stand behind `AUDIT` in its place."""
    return tuple(dict.fromkeys(format for name in names for format in (AUDITS if name == AUDIT else (name,))))
