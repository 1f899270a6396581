"""The benchmark's table: what was measured, beside docxtpl and beside the targets."""

from __future__ import annotations

from collections.abc import Mapping

from tests.performance.measuring import Run
from tests.performance.plan import PAPERS

BUILD, CHECK, JOBS, DOCXTPL = "build", "check", "build --jobs 2", "docxtpl"
SAME, ONE = "nothing changed", f"one of {PAPERS} changed"
SHARE = {("w1", BUILD): 1.0, ("w5", BUILD): 1.0, ("w2", BUILD): 0.4, ("w3", BUILD): 0.15, ("w4", BUILD): 0.25,
         ("w3", CHECK): 0.10, ("w4", CHECK): 0.12}  # fmt: skip
"""Targets: our processor time as a share of docxtpl's for the same papers."""
MEMORY = {"w1": 70, "w5": 70, "w3": 250, "w3x": 700}
"""Targets: our largest resident set in MB."""
LINEAR, JOBS_WALL, NO_OP_STARTS = 5.5, 0.65, 7
"""Targets: W3x in W3s, two jobs' wall time as a share of one job's, starts of a bare Python in a build of nothing."""

Medians = Mapping[tuple[str, str], Run]
"""The medians of each workload's contestants."""


def report(medians: Medians) -> list[str]:
    """The table: what was measured, what it was measured against, the target and whether it was met."""
    start = medians["", "start"].cpu
    lines = [f"{'':26}{'CPU s':>8}{'wall s':>8}{'MB':>6}{'docxtpl':>9}{'ratio':>7}{'starts':>8}  target"]
    for (workload, name), ours in medians.items():
        if name in (DOCXTPL, "start"):
            continue
        peer = medians.get((workload, DOCXTPL))
        share = ours.cpu / peer.cpu if peer else None
        line = f"{workload.upper() + ' ' + name:26}{ours.cpu:8.3f}{ours.wall:8.3f}{ours.peak:6.0f}"
        line += f"{peer.cpu:9.2f}{share:7.2f}" if peer and share else f"{'':16}"
        line += f"{ours.cpu / start:8.1f}  "
        lines.append(line + "; ".join(_targets(workload, name, medians, share)))
    lines.append(f"A bare Python start takes {start * 1000:.0f} ms; docxtpl writes no html except in W4.")
    return lines


def _targets(workload: str, name: str, medians: Medians, share: float | None) -> list[str]:
    ours, said = medians[workload, name], []
    if (workload, name) in SHARE and share is not None:
        said.append(_verdict(share, SHARE[workload, name], "docxtpl"))
    if name == BUILD and workload in MEMORY:
        said.append(_verdict(ours.peak, MEMORY[workload], "MB"))
    if (workload, name) == ("w3x", BUILD) and ("w3", BUILD) in medians:
        said.append(_verdict(ours.cpu / medians["w3", BUILD].cpu, LINEAR, "W3"))
    if name == JOBS:
        said.append(_verdict(ours.wall / medians[workload, BUILD].wall, JOBS_WALL, "wall of one job"))
    if name == SAME:
        said.append(_verdict(ours.cpu / medians["", "start"].cpu, NO_OP_STARTS, "bare starts"))
    if name == ONE and ("w1", BUILD) in medians:
        bound = medians["w1", BUILD].cpu + medians["w6", SAME].cpu
        said.append(_verdict(ours.cpu / bound, 1.0, "W1 + nothing changed"))
    return said


def _verdict(value: float, target: float, unit: str) -> str:
    return f"{'met' if value <= target else 'MISSED'}: {value:.3g} of at most {target:g} × {unit}".replace("× MB", "MB")
