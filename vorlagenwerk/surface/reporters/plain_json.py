"""Our own JSON report for programs of others; its form stands in docs/berichte/meldungen.schema.json."""

from __future__ import annotations

import json
from typing import Any

from vorlagenwerk.data.positions import Position
from vorlagenwerk.data.problems import Level, Mend
from vorlagenwerk.surface.reporters.findings import Findings

VERSION = 1
"""Rises only when a field vanishes or changes its meaning; new fields may come at any time."""


def report(findings: Findings) -> str:
    """All findings with their counts as one object."""
    counts = {level.german: sum(1 for p in findings.problems if p.level is level) for level in reversed(Level)}
    told = [{**problem.as_data(), "vorschlag": _mend(problem.mend)} for problem in findings.problems]
    data = {"version": VERSION, "dokumente": findings.documents, "anzahl": counts, "meldungen": told}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _mend(mend: Mend | None) -> dict[str, Any] | None:
    return None if mend is None else {"von": _position(mend.start), "bis": _position(mend.end), "text": mend.text}


def _position(position: Position) -> dict[str, int]:
    return {"zeile": position.line, "spalte": position.column}
