"""Reports: findings in, text out; one module a format, loaded when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from vorlagenwerk.surface.reporters.findings import Findings

REPORTS: Mapping[str, str] = {
    "text": "terminal",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "junit": "junit",
    "json": "plain_json",
}
"""The reports by the name that `--report` takes, with the module that writes each."""


def report(name: str, findings: Findings) -> str:
    """The findings as the report of this name, without a line end behind the last line."""
    module = import_module(f"{__name__}.{REPORTS[name]}")
    text: str = module.report(findings)
    return text
