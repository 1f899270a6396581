"""The story of a build: find out what changed, make it, keep the manifest and the overview true."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, has_errors, in_order
from vorlagenwerk.project.outputs import SUBMISSION, in_edition
from vorlagenwerk.project.project import DOUBLED_OUTPUT, Project
from vorlagenwerk.story.currency import Currency
from vorlagenwerk.writers.manifest import NAME, Entry, Manifest, read_manifest, write_manifest
from vorlagenwerk.writers.output import alone, clear_unfinished, remove_file, write_files

if TYPE_CHECKING:
    from vorlagenwerk.story.making import Made, Maker


class Wishes(NamedTuple):
    """What a call of `build` asks for."""

    paths: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    force: bool = False
    jobs: int = 1
    fail_fast: bool = False
    strict: bool = False
    edition: str = SUBMISSION


class Outcome:
    """What a build did: findings on all chosen documents, what was made and given up, and defects of ours.

    Each document counts once: as built or kept as it was, both without errors, as failed, or as a defect.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.made: list[Entry] = []
        self.built = 0
        self.kept = 0
        self.failed = 0
        self.removed: list[str] = []
        self.defects: list[tuple[str, str]] = []


_AT_WORK = frozenset({"TYP-401", "TYP-402", "TYP-421", "TYP-422", "TYP-223"})
"""Trouble of rules, figures and conditions that shows only when they are worked out."""
Tell = Callable[[Entry], None]


def build(project: Project, wishes: Wishes, version: str, tell: Tell) -> Outcome:
    """Build what changed.

    Raises OutputError when the output folder cannot be written, NoEdition when no document has the edition wished for.
    """
    with alone(project.output):
        return _Build(project, wishes, tell).run(version)


class _Build:
    """One run: what the last one left, what is out of date, what becomes of it."""

    def __init__(self, project: Project, wishes: Wishes, tell: Tell) -> None:
        self.project = project
        self.wishes = wishes
        self.tell = tell
        self.outcome = Outcome()
        self.currency = Currency(project.content.path, project.schemas.path, project.templates.path)
        self.before = read_manifest(project.output)
        self.entries = dict(self.before.entries)
        self.doubled: set[str] = set()
        self.trouble: dict[Problem, frozenset[str]] = {}
        """Findings on the project itself with the documents that met them, those of earlier builds included."""

    def run(self, version: str) -> Outcome:
        names, problems = self.project.documents(self.wishes.paths)
        self.outcome.problems += problems
        names = self._without_doubles(names, problems)
        every, names = names, self._with_edition(names)
        stale = [name for name in names if not self._is_current(name)]
        if not self.wishes.paths:
            self._forget_vanished(every)
        self.trouble = self._earlier_trouble(stale)
        clear_unfinished(self.project.output)
        if stale:
            self._make(stale)
        self._keep(version)
        self._sum_up(names, stale)
        return self.outcome

    def _without_doubles(self, names: list[str], problems: list[Problem]) -> list[str]:
        """The documents that have an output of their own; the others are told as failed and not built."""
        doubled = {problem.place.file: problem for problem in problems if problem.code == DOUBLED_OUTPUT}
        self.doubled = set(doubled)
        if doubled:
            from vorlagenwerk.story.making import Made, entry_of

            for name, problem in doubled.items():
                self.entries[name] = entry_of(Made(name, [problem]), self.currency.everything(), None)
                self.outcome.failed += 1
        return [name for name in names if name not in doubled]

    def _is_current(self, name: str) -> bool:
        entry = self.entries.get(name)
        if self.wishes.force or entry is None:
            return False
        formats = self.wishes.formats
        if self.wishes.edition != SUBMISSION:
            formats = in_edition(self.wishes.edition, formats or entry["formate"])
        return self.currency.is_current(entry, formats, self.project.output)

    def _with_edition(self, names: list[str]) -> list[str]:
        """The documents that have the edition wished for; all have the one that is handed in."""
        if self.wishes.edition == SUBMISSION:
            return names
        from vorlagenwerk.story.editions import having

        return having(self.wishes.edition, names, self.project)

    def _make(self, names: Sequence[str]) -> None:
        from vorlagenwerk.story.executors import run
        from vorlagenwerk.story.making import Maker, entry_of
        from vorlagenwerk.story.workshop import Workshop

        maker = Maker(Workshop(self.project))
        for made, trouble in run(maker, names, self._task, self.wishes.jobs):
            self._meet(trouble, made.name)
            if made.defect:
                self.outcome.defects.append((made.name, made.defect))
                continue
            foundation = self.currency.foundation(made.types) if made.succeeded else self.currency.everything()
            before = self.entries.get(made.name)
            entry = self.entries[made.name] = entry_of(made, foundation, before)
            for name, file in before["ausgaben"].items() if before else ():
                if name not in entry["ausgaben"]:
                    remove_file(self.project.output, file["datei"])
            self.outcome.made.append(entry)
            self.tell(entry)
            if self.wishes.fail_fast and has_errors(made.problems):
                break

    def _task(self, maker: Maker, name: str) -> Made:
        """Make a document in the formats asked for, or else in those of its type and those that it has already."""
        entry = self.entries.get(name)
        return maker.make(name, self.wishes.formats, entry["ausgaben"] if entry else (), self.wishes.edition)

    def _forget_vanished(self, names: Sequence[str]) -> None:
        """Drop documents whose content file is gone, and the files that were made of them."""
        for name in set(self.entries) - set(names) - self.doubled:
            for file in self.entries.pop(name)["ausgaben"].values():
                remove_file(self.project.output, file["datei"])
                self.outcome.removed.append(file["datei"])
        self.outcome.removed.sort()

    def _keep(self, version: str) -> None:
        """Put overview and manifest in place where they changed."""
        # a page that could not be written is tried again: no document stands for its trouble
        is_owed = any(not said["dokumente"] for said in self.before.project)
        if is_owed or self.entries != self.before.entries or not (self.project.output / "index.html").exists():
            self._meet(_write_overview(self.project, self.entries))
        told = [{**problem.as_data(), "dokumente": sorted(self.trouble[problem])} for problem in in_order(self.trouble)]
        manifest = Manifest(self.entries, told)
        if manifest != self.before or not (self.project.output / NAME).exists():
            write_manifest(self.project.output, version, manifest)

    def _meet(self, trouble: Iterable[Problem], *names: str) -> None:
        """Note findings on the project that came up when these documents were made, none for the overview."""
        met = dict.fromkeys(trouble, frozenset(names))
        self.trouble = {
            problem: self.trouble.get(problem, frozenset()) | met.get(problem, frozenset())
            for problem in once_each([*self.trouble, *met])
        }

    def _earlier_trouble(self, stale: Sequence[str]) -> dict[Problem, frozenset[str]]:
        """What documents met that are still as they were then, and rest on the same files.

        The rest is over, or comes up again with those that are built now. The file that a finding names does not
        matter: the cause may lie in another one, or in what a document says.
        """
        same = {
            name
            for name, entry in self.entries.items()
            if name not in stale and self.currency.has_same_inputs(entry)
        }  # fmt: skip
        told = {Problem.from_data(said): same.intersection(said["dokumente"]) for said in self.before.project}
        return {problem: frozenset(names) for problem, names in told.items() if names}

    def _sum_up(self, names: Sequence[str], stale: Sequence[str]) -> None:
        entries = [self.entries[name] for name in names if name in self.entries]
        told = [problem for entry in entries for problem in _problems(entry)]
        self.outcome.problems = in_order([*self.outcome.problems, *self.trouble, *told])
        made, current = self.outcome.made, [self.entries[name] for name in {*names} - {*stale}]
        self.outcome.built, self.outcome.kept = map(_sound, (made, current))
        self.outcome.failed += len(made) + len(current) - self.outcome.built - self.outcome.kept


def _sound(entries: Sequence[Entry]) -> int:
    return sum(not has_errors(_problems(entry)) for entry in entries)


def once_each(problems: Iterable[Problem]) -> list[Problem]:
    """The findings, of a rule or figure that fails in many papers the first only: it names one of them."""
    seen: set[tuple[str, Place]] = set()
    told = []
    for problem in problems:
        if problem.code not in _AT_WORK or (problem.code, problem.place) not in seen:
            told.append(problem)
        seen.add((problem.code, problem.place))
    return told


def _problems(entry: Entry) -> list[Problem]:
    return [Problem.from_data(said) for said in entry["meldungen"]]


def _write_overview(project: Project, entries: dict[str, Entry]) -> list[Problem]:
    from vorlagenwerk.story.overview import write_page
    from vorlagenwerk.story.workshop import Workshop

    page = io.BytesIO()
    problems = write_page(Workshop(project), [entries[name] for name in sorted(entries)], page)

    def write(out: BinaryIO) -> None:
        out.write(page.getvalue())

    if page.getbuffer():  # a broken frame leaves the old page standing
        write_files(project.output, {"index.html": write})
    return problems
