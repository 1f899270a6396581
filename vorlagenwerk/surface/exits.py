"""The exit codes of the contract."""

from __future__ import annotations

FINE = 0
FINDINGS = 1
WRONG_CALL = 2
DEFECT = 70
INTERRUPTED = 130
