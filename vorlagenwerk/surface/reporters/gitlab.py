"""GitLab's code quality report: the subset of Code Climate that GitLab and openCode read.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json

from vorlagenwerk.data.problems import Level
from vorlagenwerk.surface.reporters.findings import Findings, message
from vorlagenwerk.surface.reporters.fingerprints import fingerprints

_SEVERITIES = {Level.FEHLER: "major", Level.WARNUNG: "minor", Level.HINWEIS: "info"}


def report(findings: Findings) -> str:
    """One entry a finding; GitLab wants a line, so what concerns a file as a whole stands at its first."""
    entries = [
        {
            "description": message(problem) or problem.code,
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[problem.level],
            "location": {"path": problem.place.file, "lines": {"begin": problem.place.line or 1}},
        }
        for problem, fingerprint in zip(findings.problems, fingerprints(findings), strict=True)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=1)
