"""The story of a build: find out what changed, make it, keep the manifest and the overview true."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from vorlagenwerk.data.problems import Problem, has_errors, in_order
from vorlagenwerk.project.project import Project
from vorlagenwerk.story.currency import Currency
from vorlagenwerk.writers.manifest import Entry, read_manifest, write_manifest
from vorlagenwerk.writers.output import alone, clear_unfinished, remove_file, write_files


class Wishes(NamedTuple):
    """What a call of `build` asks for."""

    paths: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    force: bool = False
    jobs: int = 1
    fail_fast: bool = False
    strict: bool = False


class Outcome:
    """What a build did: findings on all chosen documents, what was made, kept and given up, and defects of ours."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.made: list[Entry] = []
        self.kept = 0
        self.failed = 0
        self.removed: list[str] = []
        self.defects: list[tuple[str, str]] = []


Tell = Callable[[Entry], None]


def build(project: Project, wishes: Wishes, version: str, tell: Tell) -> Outcome:
    """Build what changed. Raises OutputError when the output folder cannot be written."""
    outcome = Outcome()
    with alone(project.output):
        names, outcome.problems = project.documents(wishes.paths)
        before = read_manifest(project.output)
        currency = Currency(project.content.path, project.schemas.path, project.templates.path)
        stale = [name for name in names if not _current(before.get(name), wishes, currency, project)]
        entries = dict(before)
        if not wishes.paths:
            _forget_vanished(project, names, entries, outcome)
        if stale:
            clear_unfinished(project.output)
            _make(project, stale, wishes, currency, entries, outcome, tell)
        outcome.kept = len(names) - len(stale)
        if entries != before or not (project.output / "index.html").exists():
            outcome.problems += _write_overview(project, entries)
            write_manifest(project.output, version, entries)
        for name in names:
            if name in entries:
                outcome.problems += _problems(entries[name])
    outcome.problems = in_order(outcome.problems)
    outcome.failed = sum(1 for name in names if name in entries and _failed(entries[name]))
    return outcome


def _current(entry: Entry | None, wishes: Wishes, currency: Currency, project: Project) -> bool:
    return not wishes.force and entry is not None and currency.is_current(entry, wishes.formats, project.output)


def _make(
    project: Project,
    names: Sequence[str],
    wishes: Wishes,
    currency: Currency,
    entries: dict[str, Entry],
    outcome: Outcome,
    tell: Tell,
) -> None:
    from vorlagenwerk.story.executors import run
    from vorlagenwerk.story.making import Maker, entry_of
    from vorlagenwerk.story.workshop import Workshop

    maker = Maker(Workshop(project))
    project_problems: dict[Problem, None] = {}
    for made, trouble in run(maker, names, lambda tool, name: tool.make(name, wishes.formats), wishes.jobs):
        project_problems |= dict.fromkeys(trouble)
        if made.defect:
            outcome.defects.append((made.name, made.defect))
            continue
        foundation = currency.foundation(made.types) if made.succeeded else currency.everything()
        before = entries.get(made.name)
        entries[made.name] = entry_of(made, foundation, before)
        outcome.made.append(entries[made.name])
        tell(entries[made.name])
        if wishes.fail_fast and has_errors(made.problems):
            break
    outcome.problems += project_problems


def _forget_vanished(project: Project, names: Sequence[str], entries: dict[str, Entry], outcome: Outcome) -> None:
    """Drop documents whose content file is gone, and the files that were made of them."""
    for name in set(entries) - set(names):
        for file in entries.pop(name)["ausgaben"].values():
            remove_file(project.output, file["datei"])
            outcome.removed.append(file["datei"])
    outcome.removed.sort()


def _failed(entry: Entry) -> bool:
    return any(problem["stufe"] == "Fehler" for problem in entry["meldungen"])


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
