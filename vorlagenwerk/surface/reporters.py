"""Reports: findings in, text out; one pure function a format.

GitHub: workflow commands. GitLab: code quality report. SARIF 2.1.0 (OASIS). JUnit XML. JSON: our own, stable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from vorlagenwerk.data.problems import Level, Problem

Report = Callable[[Sequence[Problem]], str]


def as_text(problems: Sequence[Problem]) -> str:
    """The message contract: `datei:zeile:spalte: Stufe CODE Satz`, the remedy indented below."""
    lines = []
    for problem in problems:
        lines.append(f"{problem.place}: {problem.level.german} {problem.code} {problem.text}")
        if problem.remedy:
            lines.append(f"    {problem.remedy}")
    return "\n".join(lines)


def counted(problems: Sequence[Problem]) -> str:
    """How many findings of each level: “2 Fehler, 1 Warnung”."""
    parts = []
    for level, one, many in (
        (Level.FEHLER, "Fehler", "Fehler"),
        (Level.WARNUNG, "Warnung", "Warnungen"),
        (Level.HINWEIS, "Hinweis", "Hinweise"),
    ):
        number = sum(1 for problem in problems if problem.level is level)
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    return ", ".join(parts) or "keine Meldungen"


_GITHUB = {Level.FEHLER: "error", Level.WARNUNG: "warning", Level.HINWEIS: "notice"}


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the changed line."""
    lines = []
    for problem in problems:
        place = {"file": problem.place.file}
        place |= {name: str(n) for name, n in (("line", problem.place.line), ("col", problem.place.column)) if n}
        place["title"] = f"{problem.level.german} {problem.code}"
        said = ",".join(f"{name}={_github_property(value)}" for name, value in place.items())
        text = _github_data(f"{problem.text} {problem.remedy}".strip())
        lines.append(f"::{_GITHUB[problem.level]} {said}::{text}")
    return "\n".join(lines)


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem]) -> str:
    """All findings and their counts as one object."""
    counts = {level.german: sum(1 for p in problems if p.level is level) for level in reversed(Level)}
    return _dumped({"version": 1, "anzahl": counts, "meldungen": [problem.as_data() for problem in problems]})


_GITLAB = {Level.FEHLER: "major", Level.WARNUNG: "minor", Level.HINWEIS: "info"}


def as_gitlab(problems: Sequence[Problem]) -> str:
    """GitLab's code quality report."""
    return _dumped(
        [
            {
                "description": f"{problem.text} {problem.remedy}".strip(),
                "check_name": problem.code,
                "fingerprint": _fingerprint(problem),
                "severity": _GITLAB[problem.level],
                "location": {"path": problem.place.file, "lines": {"begin": problem.place.line or 1}},
            }
            for problem in problems
        ]
    )


def _fingerprint(problem: Problem) -> str:
    """The same for the same finding when lines above it move."""
    said = f"{problem.code}\n{problem.place.file}\n{problem.text}"
    return hashlib.sha256(said.encode()).hexdigest()[:40]


_SARIF = {Level.FEHLER: "error", Level.WARNUNG: "warning", Level.HINWEIS: "note"}


def as_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, one run."""
    from urllib.parse import quote  # 5 ms that other reports do not need

    results = []
    for problem in problems:
        where: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.place.file)}}
        if problem.place.line:
            where["region"] = {"startLine": problem.place.line, "startColumn": problem.place.column or 1}
        results.append(
            {
                "ruleId": problem.code,
                "level": _SARIF[problem.level],
                "message": {"text": f"{problem.text} {problem.remedy}".strip()},
                "locations": [{"physicalLocation": where}],
                "partialFingerprints": {"vorlagenwerk/v1": _fingerprint(problem)},
            }
        )
    rules = [{"id": code} for code in sorted({problem.code for problem in problems})]
    driver = {"name": "Vorlagenwerk", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def as_junit(problems: Sequence[Problem]) -> str:
    """JUnit XML: a test case a finding, errors as failures."""
    cases = []
    for problem in problems:
        name = _attribute(f"{problem.code} {problem.place}")
        text = _escaped(f"{problem.place}: {problem.text} {problem.remedy}".strip())
        kind = "failure" if problem.level is Level.FEHLER else "system-out"
        said = f" message={_attribute(problem.text)}" if kind == "failure" else ""
        head = f"  <testcase classname={_attribute(problem.place.file)} name={name}>"
        cases.append(f"{head}<{kind}{said}>{text}</{kind}></testcase>")
    failures = sum(1 for problem in problems if problem.level is Level.FEHLER)
    head = f'<testsuite name="Vorlagenwerk" tests="{len(cases)}" failures="{failures}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>"])


def _escaped(text: str) -> str:
    """Text for XML; by hand, since the standard library's escape functions bring 5 to 50 ms of imports."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _attribute(text: str) -> str:
    return f'"{_escaped(text)}"'


def _dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


REPORTS: Mapping[str, Report] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
    "json": as_json,
}
"""The reports by the name that `--report` takes."""
