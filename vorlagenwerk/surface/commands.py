"""The verbs: each turns options into a story and its outcome into words and an exit code."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vorlagenwerk import __version__
from vorlagenwerk.data.problems import Level, Problem
from vorlagenwerk.project.project import Project, find_project
from vorlagenwerk.story.building import Outcome, Wishes, build
from vorlagenwerk.surface.exits import DEFECT, FINDINGS, FINE, WRONG_CALL
from vorlagenwerk.surface.reporters import REPORTS, counted
from vorlagenwerk.writers.output import OutputError


def run(options: Any, root: Path) -> int:
    """Run the verb in `options`; gives its exit code."""
    return {"build": _build, "check": _check, "list": _list, "explain": _explain}[options.verb](options, root)


def _project(options: Any, root: Path) -> Project:
    names = ("content", "schemas", "templates", "output")
    given = {name: Path(said) for name in names if (said := getattr(options, name, None))}
    return find_project(root, **given)


def _missing_folder(project: Project) -> str:
    for folder in (project.content, project.schemas, project.templates):
        if not folder.path.is_dir():
            return f"Den Ordner {folder.path} gibt es nicht."
    return ""


def _build(options: Any, root: Path) -> int:
    project = _project(options, root)
    missing = _missing_folder(project)
    if missing:
        print(missing, file=sys.stderr)
        return WRONG_CALL
    wishes = Wishes(
        tuple(Path(path).absolute() for path in options.paths),
        options.format,
        options.force,
        options.jobs,
        options.fail_fast,
        options.strict,
    )
    quiet = options.report != "text" and not options.report_file
    try:
        outcome = build(project, wishes, __version__, lambda entry: None if quiet else _tell_made(entry))
    except OutputError as trouble:
        print(trouble, file=sys.stderr)
        return WRONG_CALL
    _report(outcome.problems, options)
    if not quiet:
        for file in outcome.removed:
            print(f"entfernt: {file} (der Inhalt dazu ist gelöscht)")
        print(_sum_up(outcome, project))
    return _exit_code(outcome, options, root)


def _tell_made(entry: dict[str, Any]) -> None:
    formats = [name for name, file in entry["ausgaben"].items() if not file["veraltet"]]
    print(
        f"gebaut: {entry['quelle']} → {', '.join(formats)}" if formats else f"nicht gebaut: {entry['quelle']}",
        flush=True,
    )


def _sum_up(outcome: Outcome, project: Project) -> str:
    total = outcome.kept + len(outcome.made) + len(outcome.defects)
    if not total:
        return "Es gibt keine Dokumente."
    built = len(outcome.made) - sum(1 for entry in outcome.made if any(
        said["stufe"] == "Fehler" for said in entry["meldungen"]))  # fmt: skip
    parts = [f"{total} Dokument{'e' if total != 1 else ''}: {built} gebaut, {outcome.kept} unverändert"]
    if outcome.failed:
        parts.append(f"{outcome.failed} mit Fehlern")
    return f"{', '.join(parts)}; {counted(outcome.problems)}. Übersicht: {project.output / 'index.html'}"


def _check(options: Any, root: Path) -> int:
    from vorlagenwerk.story.checking import check
    from vorlagenwerk.surface.styles import offered

    project = _project(options, root)
    missing = _missing_folder(project)
    if missing:
        print(missing, file=sys.stderr)
        return WRONG_CALL
    outcome = check(project, [Path(path).absolute() for path in options.paths])
    _report(outcome.problems, options)
    if options.report == "text" or options.report_file:
        for name, style in outcome.styles.items():
            print("\n".join(offered(name, style)))
        documents = f"{outcome.kept} Dokument{'e' if outcome.kept != 1 else ''}"
        print(f"{documents} geprüft: {counted(outcome.problems)}.")
    return _exit_code(outcome, options, root)


def _report(problems: Sequence[Problem], options: Any) -> None:
    text = REPORTS[options.report](problems)
    if options.report_file:
        Path(options.report_file).write_text(text + "\n", encoding="utf-8")
    elif text:
        print(text)


def _exit_code(outcome: Outcome, options: Any, root: Path) -> int:
    project = _project(options, root)
    if outcome.defects:
        name, trace = outcome.defects[0]
        print(f"Beim Dokument {name} ist ein Fehler im Programm aufgetreten.", file=sys.stderr)
        return tell_defect(trace, options, root)
    bound = Level.WARNUNG if options.strict else Level.FEHLER
    heavy = [problem for problem in outcome.problems if problem.level >= bound]
    if any(problem.blames_project or project.owns(problem.place.file) for problem in heavy):
        return WRONG_CALL
    return FINDINGS if heavy else FINE


def tell_defect(trace: str, options: Any, root: Path) -> int:
    """Say that the program itself failed, and where the trace lies; the trace is never shown."""
    file = _project(options, root).output / "fehlerbericht.txt"
    where = "Der Bericht ließ sich nicht speichern."
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(trace, encoding="utf-8", errors="backslashreplace")
        where = f"Der Bericht liegt in {file}."
    print(f"Das ist ein Fehler im Programm, nicht in Ihren Dateien. {where} Bitte melden.", file=sys.stderr)
    return DEFECT


def _explain(options: Any, root: Path) -> int:
    from vorlagenwerk.data.catalogue import catalogue

    code, known = options.code.upper(), catalogue()
    if code not in known:
        from vorlagenwerk.basics.german import nearest

        near = nearest(code, known)
        meant = f" Gemeint ist vielleicht {near}." if near else ""
        print(f"Die Meldung „{options.code}“ gibt es nicht.{meant}", file=sys.stderr)
        return WRONG_CALL
    print(f"{code}: {known[code].title}\n\n{known[code].text}")
    return FINE


def _list(options: Any, root: Path) -> int:
    from vorlagenwerk.surface.listing import listing

    project = _project(options, root)
    missing = _missing_folder(project)
    if missing:
        print(missing, file=sys.stderr)
        return WRONG_CALL
    print(listing(project))
    return FINE
