"""Workflow commands, which GitHub shows beside the changed line.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from vorlagenwerk.data.problems import Level, Problem
from vorlagenwerk.surface.reporters.findings import Findings
from vorlagenwerk.surface.reporters.lines import extent

_COMMANDS = {Level.FEHLER: "error", Level.WARNUNG: "warning", Level.HINWEIS: "notice"}


def report(findings: Findings) -> str:
    """One command a finding; GitHub shows the first ten of each level of a step beside the lines."""
    return "\n".join(_command(problem, findings) for problem in findings.problems)


def _command(problem: Problem, findings: Findings) -> str:
    file, line, column = problem.place
    said = {"file": file}
    if line:
        said |= {"line": str(line), "endLine": str(line)}
    if line and column:
        said["col"] = str(column)
        if (text := findings.line(problem.place)) is not None:
            said["endColumn"] = str(column + extent(text, problem))
    said["title"] = f"{problem.level.german} {problem.code}"
    properties = ",".join(f"{name}={_property(value)}" for name, value in said.items())
    text = f"{problem.text}\n{problem.remedy}".strip()
    return f"::{_COMMANDS[problem.level]} {properties}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
