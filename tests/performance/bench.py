"""How fast the project is: whole processes on the benchmark's workloads, beside docxtpl where that is installed.

    python -m tests.performance.bench [--only w1,w3,w4] [--gross] [--rounds N] [--docxtpl PYTHON] [--work DIR]

Seconds depend on the machine; the ratios of one run are what counts. Each round runs all contestants in turn, so that a
slow minute hits all of them. Our build writes docx and html, checks schema and rules, keeps the manifest; docxtpl
writes docx only (in W4 html too) and checks nothing. Every file of the first round is read back.
Exit code 1 when an output is wrong; a missed target is only shown.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.performance.measuring import Run, RunFailed, middle, run
from tests.performance.plan import CONCEPT, ROOT, WORKLOADS
from tests.performance.report import BUILD, CHECK, DOCXTPL, JOBS, ONE, SAME, report

PEER = Path(__file__).with_name("peer_docxtpl.py")
PEER_NEEDS = "import docx, docxtpl, jinja2, markdown, markdown_it, yaml"
LONG, VERY_LONG = 8, 60
"""Seconds of a warm-up above which two rounds are enough, and above which the warm-up itself counts."""


@dataclass(slots=True)
class Bench:
    """One run of the benchmark: where it works, what it found."""

    work: Path
    rounds: int
    peer: str
    medians: dict[tuple[str, str], Run] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def measure(self, workload: str) -> None:
        """Write a workload, run all contestants on it, read back what they wrote."""
        folder = self.work / workload
        _module("workloads", workload, str(folder))
        contestants = self._contestants(workload)
        runs: dict[str, list[Run]] = {name: [] for name in contestants}
        for number in range(self.rounds + 1):
            for name, command in contestants.items():
                done = runs[name]
                if done and (done[0].wall > VERY_LONG or (done[0].wall > LONG and number > 2)):
                    continue
                _tell(f"{workload} {name}: round {number}")
                fresh = self._fresh(workload, name)
                done.append(run([part.replace("{out}", str(fresh)) for part in command], ROOT))
                if number == 0 and name != CHECK:
                    endings = "docx" if name == DOCXTPL and workload != "w4" else "docx,html"
                    found = _module("readback", str(folder), str(fresh), endings)
                    self.wrong += [f"{workload} {name}: {fault}" for fault in found.splitlines()]
        for name, done in runs.items():
            self.medians[workload, name] = middle(done[1:] or done)

    def _contestants(self, workload: str) -> dict[str, list[str]]:
        many = workload == "w4"
        content = self.work / workload / "content"
        paper = content / (f"{CONCEPT}.yaml" if workload == "w5" else "vorlagen" if many else "vorlage.yaml")
        found = {BUILD: _own("build", content, paper, "--output", "{out}")}
        if many:
            found[JOBS] = [*found[BUILD], "--jobs", "2"]
        if workload in ("w3", "w4"):
            found[CHECK] = _own("check", content, paper)
        if self.peer:
            papers = self.work / workload / "peer"
            source, out = (papers, "{out}") if many else (papers / paper.name, f"{{out}}/{paper.stem}.docx")
            template = str(self.work / ("concept.docx" if workload == "w5" else "template.docx"))
            found[DOCXTPL] = [self.peer, str(PEER), "batch" if many else "one", str(source), template, out]
        return found

    def _fresh(self, workload: str, name: str) -> Path:
        folder = self.work / workload / "out" / name.replace(" ", "")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def measure_rebuild(self) -> None:
        """W6: W4's papers built again with nothing changed, and with one number of one paper changed."""
        content = self.work / "w4/content"
        out = self.work / "w4/out" / BUILD
        command = _own("build", content, content / "vorlagen", "--output", str(out))
        annex = content / "anlagen/e100.yaml"
        same, one = [], []
        for number in range(self.rounds + 1):
            _tell(f"w6: round {number}")
            stamps = _stamps(out)
            same.append(run(command, ROOT))
            if _stamps(out) != stamps:
                self.wrong.append("w6: a build of nothing wrote files")
            _raise_a_number(annex)
            one.append(run(command, ROOT))
            written = sorted(name for name, stamp in _stamps(out).items() if stamp != stamps[name])
            if [name for name in written if name.startswith("v")] != ["v100.docx", "v100.html"]:
                self.wrong.append(f"w6: one paper changed, written were {', '.join(written)}")
        self.medians["w6", SAME], self.medians["w6", ONE] = middle(same[1:]), middle(one[1:])

    def measure_start(self) -> None:
        """A bare Python start, the measure of a build of nothing."""
        self.medians["", "start"] = middle([run([sys.executable, "-c", "pass"], ROOT) for _ in range(9)])


def _own(verb: str, content: Path, paper: Path, *more: str) -> list[str]:
    # PDF is measured on its own: no peer writes it beside Word
    formats = ("--format", "docx,html") if verb == "build" else ()
    return [sys.executable, str(ROOT / "build.py"), verb, "--content", str(content), str(paper), *formats, *more]


def _raise_a_number(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(?<=gesamtkosten: )[0-9]+", lambda said: str(int(said[0]) + 1), text, count=1), "utf-8")


def _stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _module(name: str, *arguments: str) -> str:
    """What another part of the benchmark says, run as a process of its own (see `plan`)."""
    command = [sys.executable, "-m", f"tests.performance.{name}", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RunFailed(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


# --- the call --------------------------------------------------------------------------------------------


def find_peer(given: str) -> str:
    """An interpreter that has docxtpl and what its script needs: the given one, ours, or the first in PATH."""
    for python in [given] if given else [sys.executable, shutil.which("python3") or sys.executable]:
        if subprocess.run([python, "-c", PEER_NEEDS], capture_output=True, check=False).returncode == 0:
            return python
    if given:
        sys.exit(f"{given} cannot do: {PEER_NEEDS}")
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for and print the table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="w1,w2,w3,w4,w5", help="workloads, with W4 also W6; default: %(default)s")
    parser.add_argument("--gross", action="store_true", help="with W3x, 50,000 rows")
    parser.add_argument("--rounds", type=int, default=3, help="rounds after the warm-up; default: %(default)s")
    parser.add_argument("--docxtpl", default="", metavar="PYTHON", help="an interpreter that has docxtpl")
    parser.add_argument("--work", metavar="DIR", help="a folder for workloads and outputs that is kept")
    options = parser.parse_args(arguments)
    wanted = {*options.only.split(","), *(["w3x"] if options.gross else [])}
    if wanted - {*WORKLOADS}:
        parser.error(f"no such workload: {', '.join(sorted(wanted - {*WORKLOADS}))}")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(options.work or scratch).resolve(), max(1, options.rounds), find_peer(options.docxtpl))
        try:
            _measure_all(bench, wanted)
        except RunFailed as trouble:
            bench.wrong.append(str(trouble))
    if not bench.peer:
        print("docxtpl is not installed (see --docxtpl): no ratios.")
    if ("", "start") in bench.medians:
        print("\n".join(report(bench.medians)))
    print("\n".join(f"WRONG: {fault}" for fault in bench.wrong) or "All files read back hold what they must.")
    return 1 if bench.wrong else 0


def _measure_all(bench: Bench, wanted: set[str]) -> None:
    bench.work.mkdir(parents=True, exist_ok=True)
    bench.measure_start()
    if bench.peer:
        for kind in ("template", "concept"):
            run([bench.peer, str(PEER), kind, str(bench.work / f"{kind}.docx")], ROOT)
    for workload in WORKLOADS:
        if workload in wanted:
            bench.measure(workload)
    if "w4" in wanted:
        bench.measure_rebuild()


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text:40}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
