"""SARIF 2.1.0 (OASIS), one run: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from vorlagenwerk import __version__
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Level, Mend, Problem
from vorlagenwerk.surface.reporters.findings import Findings, message
from vorlagenwerk.surface.reporters.fingerprints import fingerprints
from vorlagenwerk.surface.reporters.lines import column_in, extent

_LEVELS = {Level.FEHLER: "error", Level.WARNUNG: "warning", Level.HINWEIS: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
"""The name that code scanning tools know for the folder of the repository."""


def report(findings: Findings) -> str:
    """Every code met as a rule with its explanation, every finding with its place and, where certain, its mend."""
    codes = sorted({problem.code for problem in findings.problems})
    index = {code: number for number, code in enumerate(codes)}
    names = fingerprints(findings)
    driver = {
        "name": "Vorlagenwerk",
        "version": __version__,
        "language": "de-DE",
        "rules": [_rule(code, findings) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": "de-DE",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "Der Ordner des Projekts"}}},
        "results": [
            _result(problem, index[problem.code], name, findings)
            for problem, name in zip(findings.problems, names, strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str, findings: Findings) -> dict[str, Any]:
    level = max(problem.level for problem in findings.problems if problem.code == code)
    rule: dict[str, Any] = {"id": code, "defaultConfiguration": {"level": _LEVELS[level]}}
    if explained := findings.explain(code):
        rule["name"] = explained.title
        rule["shortDescription"] = {"text": explained.title}
        rule["help"] = {"text": explained.text, "markdown": explained.text}
    return rule


def _result(problem: Problem, rule: int, fingerprint: str, findings: Findings) -> dict[str, Any]:
    file, line, column = problem.place
    place: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if line:
        place["region"] = {"startLine": line}
    if line and column:
        place["region"]["startColumn"] = _column(findings, file, line, column)
        if (text := findings.line(problem.place)) is not None:
            place["region"]["endColumn"] = _column(findings, file, line, column + extent(text, problem))
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.level],
        "message": {"text": message(problem)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"vorlagenwerk/v1": fingerprint},
    }
    if problem.mend:
        result["fixes"] = [_fix(problem, problem.mend, findings)]
    return result


def _fix(problem: Problem, mend: Mend, findings: Findings) -> dict[str, Any]:
    file = problem.place.file
    region = {
        "startLine": mend.start.line,
        "startColumn": _column(findings, file, *mend.start),
        "endLine": mend.end.line,
        "endColumn": _column(findings, file, *mend.end),
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": mend.text}}
    change = {"artifactLocation": _artifact(file), "replacements": [replacement]}
    return {"description": {"text": message(problem)}, "artifactChanges": [change]}


def _column(findings: Findings, file: str, line: int, column: int) -> int:
    """The column in the file as it is: a program that puts in a fix knows nothing of composed letters."""
    written = findings.written(Place(file, line, column))
    return column if written is None else column_in(written, column)


def _as_bytes(file: str) -> bytes:
    """A file's name as the system has it: bytes that are no UTF-8 on Linux, half a pair of surrogates on Windows."""
    try:
        return file.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return file.encode("utf-8", "surrogatepass")


def _artifact(file: str) -> dict[str, str]:
    uri = quote(_as_bytes(file))
    return {"uri": uri} if file.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}
