"""How large a content file may be: bounds that stop hostile or broken files early."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds for one file; callers raise them for types that need more, such as an annex of 50,000 rows."""

    file_bytes: int = 2_000_000
    depth: int = 30
    events: int = 120_000
    text_characters: int = 60_000
    findings: int = 20
    """Findings of one kind of trouble; the rest is told as a number."""
