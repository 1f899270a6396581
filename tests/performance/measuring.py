"""A whole process measured: processor time of it and of all its children, wall time, largest resident set."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds and MB of one process with its children; `peak` is that of the largest single process."""

    cpu: float
    wall: float
    peak: float


class RunFailed(Exception):
    """The measured process ended with an error; says with what words."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end. Raises RunFailed when its exit code is not 0."""
    environment = dict(os.environ)
    for switch in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH"):  # each changes what is measured
        environment.pop(switch, None)
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode("utf-8", "replace")[-2000:]
            raise RunFailed(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def middle(runs: Sequence[Run]) -> Run:
    """The medians of several runs."""
    return Run(*(median(getattr(one, field) for one in runs) for field in ("cpu", "wall", "peak")))
