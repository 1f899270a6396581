"""Names by which git platforms know a finding again in the next run."""

from __future__ import annotations

import hashlib
from collections import Counter

from vorlagenwerk.surface.reporters.findings import Findings


def fingerprints(findings: Findings) -> list[str]:
    """A name for each finding, unique in the report, the same when lines above it come or go.

    It is made of code, file and the line's own text (the message, where there is no line to read), since messages
    count entries; equal ones are told apart by their order.
    """
    seen: Counter[str] = Counter()
    names = []
    for problem in findings.problems:
        line = findings.line(problem.place)
        said = "\n".join((problem.code, problem.place.file, problem.text if line is None else line.strip()))
        seen[said] += 1
        full = f"{said}\n{seen[said]}".encode(errors="backslashreplace")
        names.append(hashlib.sha256(full).hexdigest()[:40])
    return names
