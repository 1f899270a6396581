"""The story of a check: everything except writing, of the documents and of the project itself."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vorlagenwerk.checks.rules.examples import check_examples
from vorlagenwerk.checks.rules.names import check_idents, check_rule_names
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Level, Problem, error, in_order, warning
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.levels import check_levels
from vorlagenwerk.project.profiles import StyleName, check_folders
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.rulespec import RuleSpec
from vorlagenwerk.story.building import Outcome, once_each
from vorlagenwerk.story.kinds import HARD_LIMIT
from vorlagenwerk.story.making import Made, Maker
from vorlagenwerk.story.workshop import Style, Workshop

if TYPE_CHECKING:
    from vorlagenwerk.building.audit.guide import Covered


class Checked(Outcome):
    """What a check found; of a whole project also its style templates.

    `along` are documents that were checked because of one that was chosen, with its name; `stopped` counts those
    whose errors kept them from being checked to the end. `coverage` tells the points of the guide, where one document
    alone was chosen and could be built.
    """

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[StyleName, Style] = {}
        self.along: dict[str, str] = {}
        self.stopped = 0
        self.coverage: list[Covered] = []


def check(project: Project, paths: Sequence[Path]) -> Checked:
    """Check the chosen documents and those that take them in; when none are named, also types, styles and code lists.

    A paper may contradict its annex though only one of the two was changed.
    """
    outcome = Checked()
    workshop = Workshop(project)
    maker = Maker(workshop)
    names, outcome.problems = project.documents(paths)
    for name in names:
        _add(outcome, maker.check(name))
    if paths and len(names) == 1:
        outcome.coverage = _coverage(maker, names[0])
    if paths:
        _check_along(maker, outcome, names)
    else:
        outcome.problems += _check_project(maker, outcome)
    outcome.problems += [*workshop.problems, *workshop.lists.problems]
    outcome.problems = in_order(_told_once(outcome.problems))
    return outcome


def _add(outcome: Checked, made: Made) -> None:
    outcome.problems += made.problems
    outcome.kept += 1
    outcome.stopped += made.is_unfinished and not made.defect
    if made.defect:
        outcome.defects.append((made.name, made.defect))


def _coverage(maker: Maker, name: str) -> list[Covered]:
    prepared = maker.preparation.prepare(name)  # remembered from the check
    if prepared.document is None or not prepared.points:
        return []
    from vorlagenwerk.story.auditing import coverage_of

    return coverage_of(prepared)


def _check_along(maker: Maker, outcome: Checked, chosen: Sequence[str]) -> None:
    """Check the documents that take in a chosen one or refer to it, directly or through others."""
    project = maker.workshop.project
    others = [name for name in project.documents()[0] if name not in set(chosen)]
    new = list(chosen)
    while new and others:
        near = [name for name in others if _mentions(project, name, new)]
        made = {name: maker.check(name) for name in near}
        new = [name for name in near if not made[name].inputs.keys().isdisjoint(new)]
        for name in new:
            _add(outcome, made[name])
            outcome.along[name] = min(made[name].inputs.keys() & set(chosen), default="")
        others = [name for name in others if name not in made]


def _mentions(project: Project, name: str, wanted: Sequence[str]) -> bool:
    """Whether the bytes of a file hold the name of another one, without its folder; only then is it worth reading."""
    raw = project.content.read(name, HARD_LIMIT)[0] or b""
    bare = [posixpath.basename(other) for other in wanted]
    return b"dokument" in raw and any(not said.isascii() or said.encode() in raw for said in bare)


def _told_once(problems: Sequence[Problem]) -> list[Problem]:
    """Without the trouble that papers had with an expression in which a name is unknown anyway (TYP-411)."""
    unknown = {problem.place for problem in problems if problem.code == "TYP-411"}
    rest = [p for p in problems if p.code not in ("TYP-410", "TYP-421") or p.place not in unknown]
    return once_each(rest)


def _check_project(maker: Maker, outcome: Checked) -> list[Problem]:
    workshop = maker.workshop
    problems: list[Problem] = []
    for name in workshop.lists.names():
        workshop.lists.get(name)
    kinds = [kind for name in workshop.type_names if (kind := workshop.doctype(name))]
    for kind in kinds:
        problems += _check_example(maker, kind.name, outcome)
        sound, unknown = check_rule_names(kind, workshop.lists, workshop.doctype, workshop.type_names)
        problems += unknown
        sound = _without_failed(sound, workshop.problems)
        problems += check_examples(sound, kind, workshop.lists, workshop.doctype)
    problems += check_idents(kinds)
    return problems + _half_types(workshop.project) + _check_styles(workshop, kinds, outcome)


def _without_failed(rules: Sequence[RuleSpec], told: Sequence[Problem]) -> list[RuleSpec]:
    """The rules that worked in all papers: of one that failed there, the examples fail for the same reason."""
    failed = {problem.place for problem in told if problem.code in ("TYP-421", "TYP-422")}
    return [rule for rule in rules if not failed & {rule.place(*field) for field, _ in rule.expressions() if failed}]


def _check_example(maker: Maker, name: str, outcome: Outcome) -> list[Problem]:
    """The type's template at work on the type's own example."""
    folder = maker.workshop.project.templates
    file = f"{folder.name}/{name}/beispiel.yaml"
    if not (folder.path.parent / file).is_file():
        text = f"Dem Dokumenttyp „{name}“ fehlt das Beispiel."
        remedy = "Bitte beispiel.yaml anlegen; damit prüft das Programm die Vorlage, und wer schreibt, hat ein Muster."
        return [warning("VOR-202", Place(file), text, remedy)]
    made = maker.rehearse(file)
    if made.defect:
        outcome.defects.append((file, made.defect))
    return [problem for problem in made.problems if not problem.code.startswith("PRJ")]  # their cause is told


def _half_types(project: Project) -> list[Problem]:
    """Folders that look like a type but lack their other half."""
    problems = []
    known = set(project.type_names())
    for folder, other in ((project.schemas, project.templates), (project.templates, project.schemas)):
        for path in sorted(folder.path.iterdir() if folder.path.is_dir() else ()):
            if path.is_dir() and not path.name.startswith(("_", ".")) and path.name not in known | {"codelisten"}:
                text = f"Zum Ordner „{folder.name}/{path.name}“ fehlt „{other.name}/{path.name}“."
                remedy = "Ein Dokumenttyp braucht beide Ordner: Legen Sie ihn an, oder löschen Sie den anderen."
                problems.append(error("TYP-204", Place(f"{folder.name}/{path.name}"), text, remedy))
    return problems


def _check_styles(workshop: Workshop, kinds: Sequence[DocType], outcome: Checked) -> list[Problem]:
    """Every style template in use: its styles and look, and whether its content controls name something that exists."""
    from vorlagenwerk.writers.docx import check_tags

    known = sorted({f"dokument.{fact}" for kind in kinds for fact in kind.facts})
    problems: list[Problem] = []
    for name in workshop.style_names():
        style = workshop.style(name)
        outcome.styles[name] = style
        if style.template is not None and style.is_usable:
            problems += check_tags(style.template, known)
        _look, fonts = workshop.printed_look(name)
        problems += fonts
    problems += check_folders(workshop.project, workshop.profiles or ())
    if len(kinds) == len(workshop.type_names):  # a broken one would hide its rules
        rules = [rule.ident for kind in kinds for rule in kind.rules]
        problems += check_levels(workshop.project.templates, rules)
    return problems + _check_overview(workshop)


def _check_overview(workshop: Workshop) -> list[Problem]:
    """The page that lists all documents, tried without any."""
    from vorlagenwerk.story.overview import write_page

    return write_page(workshop, [], io.BytesIO())


def worst(problems: Sequence[Problem]) -> Level | None:
    """The heaviest level among the findings, None when there are none."""
    return max((problem.level for problem in problems), default=None)
