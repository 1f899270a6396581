"""The verbs: each turns options into a story and its outcome into words and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vorlagenwerk import __version__
from vorlagenwerk.data.problems import Level, Problem, in_order
from vorlagenwerk.project.outputs import AUDIT, AUDITS, NoEdition
from vorlagenwerk.project.project import Project, find_project
from vorlagenwerk.story.building import Outcome, Wishes, build
from vorlagenwerk.surface.exits import DEFECT, FINDINGS, FINE, WRONG_CALL
from vorlagenwerk.surface.reporters import report
from vorlagenwerk.surface.reporters.findings import Findings, counted
from vorlagenwerk.surface.reporters.terminal import wants_color
from vorlagenwerk.writers.output import OutputError

if TYPE_CHECKING:
    from vorlagenwerk.story.changes import Change
    from vorlagenwerk.story.checking import Checked


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
        options.edition,
    )
    quiet = _is_quiet(options)
    try:
        outcome = build(project, wishes, __version__, lambda entry: None if quiet else _tell_made(entry))
    except (OutputError, NoEdition) as trouble:
        print(trouble, file=sys.stderr)
        return WRONG_CALL
    if not quiet:
        for file in outcome.removed:
            print(f"entfernt: {file} (der Inhalt dazu ist gelöscht)")
    findings = Findings(outcome.problems, _documents(outcome), closing=_sum_up(outcome, project))
    told = _report(findings, options, project)
    return _exit_code(outcome, options, root) if told else WRONG_CALL


def _tell_made(entry: dict[str, Any]) -> None:
    made = [name for name, file in entry["ausgaben"].items() if not file["veraltet"]]
    failed = not made or any(said["stufe"] == "Fehler" for said in entry["meldungen"])
    papers = sorted((name for name in made if name not in AUDITS), key=lambda name: name.rpartition(".")[::2])
    audits = sorted(name.removeprefix(f"{AUDIT}.") for name in made if name in AUDITS)
    written = f" → {', '.join(papers)}" if papers else ""
    audited = f"; Prüfbericht: {', '.join(audits)}" if audits else ""
    print(f"{'nicht gebaut' if failed else 'gebaut'}: {entry['quelle']}{written}{audited}", flush=True)


def _sum_up(outcome: Outcome, project: Project) -> str:
    total = _documents(outcome)
    if not total:
        return "Es gibt keine Dokumente."
    parts = [f"{total} Dokument{'e' if total != 1 else ''}: {outcome.built} gebaut, {outcome.kept} unverändert"]
    if outcome.failed:
        parts.append(f"{outcome.failed} mit Fehlern")
    if outcome.defects:
        parts.append(f"{len(outcome.defects)} abgebrochen")
    return f"{', '.join(parts)}; {counted(outcome.problems)}. Übersicht: {project.output / 'index.html'}"


def _check(options: Any, root: Path) -> int:
    from vorlagenwerk.story.checking import check
    from vorlagenwerk.surface.coverage import answered
    from vorlagenwerk.surface.styles import offered

    project = _project(options, root)
    missing = _missing_folder(project)
    if missing:
        print(missing, file=sys.stderr)
        return WRONG_CALL
    if options.write and not options.fix:
        print("Zu --write gehört --fix.", file=sys.stderr)
        return WRONG_CALL
    paths = [Path(path).absolute() for path in options.paths]
    left = _fix(project, paths, write=options.write) if options.fix else []
    outcome = check(project, paths)
    outcome.problems = in_order([*outcome.problems, *left])
    if not _is_quiet(options):
        for name, style in outcome.styles.items():
            print("\n".join(offered(name, style)))
        if options.guide:
            print("\n".join(answered(outcome.coverage)))
    told = _report(Findings(outcome.problems, outcome.kept, closing=_sum_up_check(outcome)), options, project)
    return _exit_code(outcome, options, root) if told else WRONG_CALL


_MOST_ALONG = 5


def _sum_up_check(outcome: Checked) -> str:
    """How many documents were checked, which of them because of others, and how many not to the end."""
    said = [f"{outcome.kept} Dokument{'e' if outcome.kept != 1 else ''} geprüft: {counted(outcome.problems)}."]
    if outcome.stopped:
        papers = "1 Dokument wurde" if outcome.stopped == 1 else f"{outcome.stopped} Dokumente wurden"
        said.append(f"{papers} wegen Fehlern nicht weiter geprüft; danach können Meldungen dazukommen.")
    if outcome.coverage:
        from vorlagenwerk.surface.coverage import summed_up

        said.append(summed_up(outcome.coverage))
    along = [f"Mitgeprüft: {name}, denn es nennt {because}." for name, because in outcome.along.items()]
    if len(along) > _MOST_ALONG:
        along[_MOST_ALONG:] = [f"Mitgeprüft: {len(along) - _MOST_ALONG} weitere."]
    return "\n".join([" ".join(said), *along])


def _fix(project: Project, paths: Sequence[Path], *, write: bool) -> list[Problem]:
    """Show what is certainly to be mended, on standard error beside the report, and write it if asked."""
    from vorlagenwerk.story.mending import apply, difference, plan

    names, _problems = project.documents(paths)  # told by the check that follows
    changes = plan(project, names)
    for change in changes:
        print(difference(change) + "\n", file=sys.stderr)
    left = apply(project, changes) if write else []
    print(_sum_up_fix(changes, len(changes) - len(left), write=write), file=sys.stderr)
    return left


def _sum_up_fix(changes: Sequence[Change], written: int, *, write: bool) -> str:
    files = f"{len(changes)} Datei{'en' if len(changes) != 1 else ''}"
    if not changes:
        return "Es gibt nichts, was sich sicher berichtigen lässt."
    if write:
        return f"{written} von {files} berichtigt."
    mended = sum(len(change.mended) for change in changes)
    said = f"{mended} Berichtigung{'en' if mended != 1 else ''} in {files}, nichts geschrieben."
    return f"{said} Zum Schreiben denselben Aufruf mit --write."


def _documents(outcome: Outcome) -> int:
    return outcome.built + outcome.kept + outcome.failed + len(outcome.defects)


def _form(options: Any) -> str:
    """The form of the report that has no file of its own."""
    return next((form for form, file in options.report if not file), "text")


def _is_quiet(options: Any) -> bool:
    """Whether nothing may be told beside the report, since a program reads what is printed."""
    return _form(options) != "text" and not options.report_file


def _report(findings: Findings, options: Any, project: Project) -> bool:
    """Write every report that was asked for; False, said in words, where a file cannot be written."""
    if findings.problems:
        from vorlagenwerk.surface.reporters.lines import Lines
        from vorlagenwerk.surface.rulebook import Rulebook

        lines = Lines(project)
        findings = findings._replace(line=lines.line, written=lines.written, explain=Rulebook(project).explain)
    color = wants_color(sys.stdout.isatty(), os.environ)
    files = [(form, file) for form, file in options.report if file]
    if options.report_file:
        files.append((_form(options), options.report_file))
        print(findings.closing)
    elif text := report(_form(options), findings._replace(color=color)):
        print(text)
    return all([_write(file, report(form, findings)) for form, file in files])


def _write(file: str, text: str) -> bool:
    try:
        Path(file).write_text(f"{text}\n", encoding="utf-8", errors="backslashreplace")
    except OSError:
        said = f"Der Bericht „{file}“ lässt sich nicht schreiben."
        print(f"{said} Gibt es den Ordner, und dürfen Sie darin schreiben?", file=sys.stderr)
        return False
    return True


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
    from vorlagenwerk.surface.rulebook import Rulebook

    book = Rulebook(_project(options, root))
    if (page := book.page(options.code)) is None:
        from vorlagenwerk.basics.german import nearest

        near = nearest(options.code, book.names())
        meant = f" Gemeint ist vielleicht {near}." if near else ""
        print(f"Zu „{options.code}“ gibt es keine Erklärung.{meant}", file=sys.stderr)
        return WRONG_CALL
    print(page)
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
