"""Making one document: prepare it, write its formats, say what became of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from vorlagenwerk.checks.figures import printed
from vorlagenwerk.checks.guide import summary
from vorlagenwerk.checks.rules.exceptions import Excused
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors, in_order
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.outputs import AUDITS, PAPERS, SUBMISSION, edition_of, in_edition
from vorlagenwerk.story.editions import in_the_way
from vorlagenwerk.story.formats import Refused, Write, writer
from vorlagenwerk.story.limits import Exceeded, bounded
from vorlagenwerk.story.papers import Paper
from vorlagenwerk.story.prepared import Prepared
from vorlagenwerk.story.preparing import Preparation
from vorlagenwerk.story.workshop import CAUSE_IN_PROJECT, Workshop
from vorlagenwerk.writers.output import OutputError, Written, write_files

Put = Callable[[Mapping[str, Write]], list[Written]]
"""Takes writers by file name and says what was written."""


class Made:
    """What became of a document: its findings, its files, or the trace of a defect of ours."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.title = ""
        self.doctype = ""
        self.kind = ""
        self.formats: tuple[str, ...] = ()
        self.editions: dict[str, str] = {}
        self.coverage = ""
        self.inputs: dict[str, str] = {}
        self.types: tuple[str, ...] = ()
        self.figures: dict[str, str] = {}
        self.excused: tuple[Excused, ...] = ()
        self.files: dict[str, Written] = {}
        self.defect = ""
        self.is_unfinished = True
        """Whether errors kept the document from being checked to the end."""

    @property
    def succeeded(self) -> bool:
        """Whether the document's files are those of its present content."""
        return not self.defect and not has_errors(self.problems)


class Maker:
    """Makes documents one after the other with one set of tools."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.preparation = Preparation(workshop)

    def check(self, name: str) -> Made:
        """Everything but writing."""
        return self._guarded(name, lambda made, prepared: None)

    def rehearse(self, name: str) -> Made:
        """Check the document and write its formats to nowhere, so that page frame and style are tried too.

        Of other editions one format is enough to try what the template says in them.
        """

        def write(made: Made, prepared: Prepared) -> None:
            editions = prepared.doctype.editions if prepared.doctype else ()
            self._write(made, prepared, (), _to_nowhere, [f"{edition}.html" for edition in editions])

        return self._guarded(name, write)

    def make(self, name: str, formats: Sequence[str], also: Collection[str] = (), edition: str = SUBMISSION) -> Made:
        """Check the document and write these formats; where none are named, those of its type and those in `also`.

        Of another edition than the one that is handed in, nothing else is written.
        Of a document with errors nothing is written but the audit report, if that is among them.
        """
        put = partial(write_files, self.workshop.project.output)

        def write(made: Made, prepared: Prepared) -> None:
            wanted = formats
            if edition != SUBMISSION and prepared.doctype:
                wanted = in_edition(edition, formats or prepared.doctype.formats)
            self._write(made, prepared, wanted, put, also)

        return self._guarded(name, write)

    def _guarded(self, name: str, then: Callable[[Made, Prepared], None]) -> Made:
        made = Made(name, [])
        try:
            with bounded():
                prepared = self.preparation.prepare(name)
                _tell(made, prepared)
                then(made, prepared)
        except OutputError:
            raise
        except Exceeded as bound:
            made.problems.append(_given_up(name, bound))
            self.preparation = Preparation(self.workshop)  # what was under way is half done
        except Exception as trouble:  # a defect of ours must not keep other documents from being built
            if isinstance(trouble, ModuleNotFoundError):
                raise  # a package is missing: no document can be built, and the door knows what to say
            import traceback

            made.defect = traceback.format_exc()
        made.problems = in_order(made.problems)
        return made

    def _write(
        self, made: Made, prepared: Prepared, formats: Sequence[str], put: Put, also: Collection[str] = ()
    ) -> None:
        doctype = prepared.doctype
        if doctype is None:
            return
        wanted = formats or tuple(dict.fromkeys((*doctype.formats, *sorted(also))))
        paper = Paper(made.name, doctype, prepared.document) if prepared.document else None
        if paper is not None and not has_errors(made.problems):
            made.files = self._put(paper, [name for name in wanted if name in PAPERS], put, made.problems)
            for edition in doctype.editions:
                names = [name for name in wanted if edition_of(name) == edition]
                made.files |= self._put_edition(prepared, doctype, edition, names, put, made.problems) if names else {}
        audits = [name for name in wanted if name in AUDITS]
        if audits:
            report = self._report(made, prepared, doctype, paper)
            trouble: list[Problem] = []
            made.files |= self._put(report, audits, put, trouble)
            made.problems += [problem for problem in trouble if has_errors([problem])]

    def _put_edition(
        self, prepared: Prepared, doctype: DocType, edition: str, names: list[str], put: Put, problems: list[Problem]
    ) -> dict[str, Written]:
        """Write another edition, whose text is the same; what its template adds can only fail for administration."""
        if taken := in_the_way(self.workshop.project, prepared.name, edition):
            problems += taken
            return {}
        document = prepared.in_edition(edition) if prepared.in_edition else None
        if document is None:
            problems.append(_no_edition(prepared.name, doctype.editions[edition]))
            return {}
        return self._put(Paper(prepared.name, doctype, document), names, put, problems)

    def _put(self, paper: Paper, names: Sequence[str], put: Put, problems: list[Problem]) -> dict[str, Written]:
        """Write a paper in these formats, all or none; findings on the way go to `problems`."""
        stem = self.workshop.project.output_stem(paper.file)
        try:
            writes = {f"{stem}.{name}": writer(name, paper, self.workshop, problems) for name in names}
            return dict(zip(names, put(writes), strict=True))
        except Refused as refusal:
            problems += refusal.problems
            self.workshop.problems += refusal.causes
            return {}

    def _report(self, made: Made, prepared: Prepared, doctype: DocType, paper: Paper | None) -> Paper:
        """The audit report, after everything else: it also tells what came to light when the paper was written.

        The formats of the type that were not asked for are tried, so that the report is the same in any case.
        """
        from vorlagenwerk.story.auditing import audit_paper  # few builds ask for it

        found = list(made.problems)
        formats = [name for name in PAPERS if name in made.files or name in doctype.formats]
        if paper is not None and not has_errors(found):
            self._put(paper, [name for name in formats if name not in made.files], _to_nowhere, found)
        return audit_paper(prepared, doctype, found, formats, self.workshop, paper.extent if paper else "")


def _given_up(name: str, bound: Exceeded) -> Problem:
    text = f"Das Dokument wurde aufgegeben: Es braucht {bound.bound}."
    remedy = (
        "Bitte ungewöhnlich lange Texte oder Listen aufteilen; gibt es keine, die Administration verständigen: "
        "Vermutlich rechnet eine Vorlage oder Regel zu viel."
    )
    return error("PRJ-104", Place(name), text, remedy)


def _no_edition(name: str, title: str) -> Problem:
    text = f"Die {title} wurde nicht gebaut: Die Vorlage ist fehlerhaft."
    return error("PRJ-106", Place(name), text, CAUSE_IN_PROJECT)


def _to_nowhere(writes: Mapping[str, Write]) -> list[Written]:
    for write in writes.values():
        write(io.BytesIO())
    return [Written(file, "", 0) for file in writes]


def _tell(made: Made, prepared: Prepared) -> None:
    made.problems = list(prepared.problems)
    made.title = prepared.title
    made.is_unfinished = prepared.document is None
    made.inputs = dict(prepared.inputs)
    made.types = tuple(sorted(prepared.types))
    made.excused = tuple(prepared.excused)
    made.figures = {name: printed(figure) for name, figure in prepared.figures.items()}
    if prepared.doctype is not None:
        made.doctype, made.kind = prepared.doctype.name, prepared.doctype.title
        made.formats = prepared.doctype.formats
        made.editions = dict(prepared.doctype.editions)
    if prepared.document and prepared.points:
        made.coverage = summary(prepared.points)


def entry_of(made: Made, foundation: str, before: dict[str, Any] | None) -> dict[str, Any]:
    """The document's entry in the manifest; after a failure its old files stay listed as out of date."""
    is_same = _is_same(made, foundation, before)
    outputs = _older(made, before, is_same=is_same)
    problems = made.problems
    if is_same and before is not None and outputs.keys() - made.files.keys():
        # what came up when the files were written that stand as they are
        problems = in_order([*problems, *(Problem.from_data(said) for said in before["meldungen"])])
    for name, file in made.files.items():
        outputs[name] = {"datei": file.file, "sha256": file.sha256, "bytes": file.size, "veraltet": False}
    stale = any(output["veraltet"] for output in outputs.values())
    has_paper = bool(outputs.keys() - {*AUDITS})
    state = "fehlerhaft" if not made.succeeded and not has_paper else "veraltet" if stale else "aktuell"
    return {
        "quelle": made.name,
        "dokumenttyp": made.doctype,
        "art": made.kind,
        "titel": made.title,
        "zustand": state,
        "formate": list(made.formats),
        "grundlagen": list(made.types),
        "grundlage": foundation,
        "eingaben": made.inputs,
        "ausgaben": outputs,
        "kennzahlen": made.figures,
        "meldungen": [problem.as_data() for problem in problems],
        "ausnahmen": [one.as_data() for one in made.excused],
        **({"fassungen": made.editions} if made.editions else {}),
        **({"leitfaden": made.coverage} if made.coverage else {}),
    }


def _is_same(made: Made, foundation: str, before: dict[str, Any] | None) -> bool:
    """Whether the last build was of the very same input."""
    if before is None or not made.succeeded:
        return False
    return bool(before["eingaben"] == made.inputs and before["grundlage"] == foundation)


def _older(made: Made, before: dict[str, Any] | None, *, is_same: bool) -> dict[str, Any]:
    """The formats of earlier builds, marked as out of date unless they were made from the very same input."""
    files = before["ausgaben"] if before else {}
    if made.doctype:  # an edition that the type has no more belongs to nobody
        known = {"", SUBMISSION, *made.editions}
        files = {name: file for name, file in files.items() if edition_of(name) in known}
    return {name: {**file, "veraltet": file["veraltet"] or not is_same} for name, file in files.items()}
