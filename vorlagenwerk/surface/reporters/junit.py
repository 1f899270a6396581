"""JUnit XML as Jenkins (junit-10.xsd of its xunit plugin) and GitLab read it.

XML is written by hand, since the standard library's ways bring 5 to 50 ms of imports.
"""

from __future__ import annotations

import re
from collections import Counter

from vorlagenwerk.data.problems import Level, Problem
from vorlagenwerk.surface.reporters.findings import Findings, message


def report(findings: Findings) -> str:
    """A test case a finding: errors fail, the rest passes and is told as output; none at all is one that passes."""
    seen: Counter[str] = Counter()
    cases = [_case(problem, seen) for problem in findings.problems]
    if not cases:
        documents = f"{findings.documents} Dokument{'e' if findings.documents != 1 else ''}"
        cases = [f'    <testcase classname="Vorlagenwerk" name="{documents}: keine Meldungen"/>']
    failures = sum(1 for problem in findings.problems if problem.level is Level.FEHLER)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="Vorlagenwerk" {counts}>',
        f'  <testsuite name="Vorlagenwerk" {counts}>',
        *cases,
        "  </testsuite>",
        "</testsuites>",
    ])  # fmt: skip


def _case(problem: Problem, seen: Counter[str]) -> str:
    name = f"{problem.code} {problem.place}"
    seen[name] += 1
    if seen[name] > 1:  # GitLab drops test cases of the same name
        name += f" ({seen[name]})"
    said = _escaped(f"{problem.place}: {problem.level.german} {message(problem)}")
    head = f'    <testcase classname="{_escaped(problem.place.file)}" name="{_escaped(name)}">'
    if problem.level is Level.FEHLER:
        words = f'<failure type="{_escaped(problem.code)}" message="{_escaped(problem.text)}">{said}</failure>'
    else:
        words = f"<system-out>{said}</system-out>"
    return f"{head}{words}</testcase>"


def _escaped(text: str) -> str:
    """Text for XML 1.0; what it cannot carry becomes U+FFFD, a line break survives in an attribute, too."""
    text = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    for character, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\n", "&#10;"),
                               ("\r", "&#13;"), ("\t", "&#9;")):  # fmt: skip
        text = text.replace(character, written)
    return text
