"""What the benchmark's parts agree on: names and sizes of the workloads, what a right output holds.

Measuring needs a small process: a child's largest resident set counts from its parent's. So workloads are written and
outputs read back by processes of their own, and this module, which all share, imports next to nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAPERS = 200
ROWS = {"w2": 1_000, "w3": 10_000, "w3x": 50_000}
CONCEPT = "musterkreis/kim-konzept"
"""The paper of W5 below content/."""
WORKLOADS = ("w1", *ROWS, "w4", "w5")


class Expected(NamedTuple):
    """What a right output of a paper holds: rows of its table with the sums of its two columns of costs; of a concept
    the rows of all its tables, and its headings."""

    rows: int
    costs: int = 0
    grant: int = 0
    headings: tuple[str, ...] = ()


def save_expected(folder: Path, expected: dict[str, Expected]) -> None:
    """Keep what the papers of a workload must hold, by their path in the output, beside them."""
    (folder / "expected.json").write_text(json.dumps(expected), "utf-8")


def load_expected(folder: Path) -> dict[str, Expected]:
    """What `save_expected` kept."""
    return {paper: Expected(*said) for paper, said in json.loads((folder / "expected.json").read_text("utf-8")).items()}
