"""Making one document: prepare it, write its formats, say what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.checks.figures import printed
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors, in_order
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.story.preparing import Preparation, Prepared
from vorlagenwerk.story.workshop import Workshop
from vorlagenwerk.writers.output import OutputError, Written, write_files

FORMATS = ("docx", "html")
Write = Callable[[BinaryIO], None]


@dataclass(slots=True)
class Made:
    """What became of a document: its findings, its files, or the trace of a defect of ours."""

    name: str
    problems: list[Problem]
    title: str = ""
    doctype: str = ""
    kind: str = ""
    formats: tuple[str, ...] = ()
    inputs: dict[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)
    files: dict[str, Written] = field(default_factory=dict)
    defect: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether the document's files are those of its present content."""
        return not self.defect and not has_errors(self.problems)


class _Refused(Exception):
    """A writer could not write; carries its findings."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("refused")
        self.problems = problems


class Maker:
    """Makes documents one after the other with one set of tools."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.preparation = Preparation(workshop)

    def check(self, name: str) -> Made:
        """Everything but writing."""
        return self._guarded(name, lambda made, prepared: None)

    def make(self, name: str, formats: Sequence[str]) -> Made:
        """Check the document and write its formats (those of its type where none are named)."""
        return self._guarded(name, lambda made, prepared: self._write(made, prepared, formats))

    def _guarded(self, name: str, then: Callable[[Made, Prepared], None]) -> Made:
        made = Made(name, [])
        try:
            prepared = self.preparation.prepare(name)
            _tell(made, prepared)
            if prepared.document is not None and not has_errors(made.problems):
                then(made, prepared)
        except OutputError:
            raise
        except Exception as trouble:  # a defect of ours must not keep other documents from being built
            if isinstance(trouble, ModuleNotFoundError):
                raise  # a package is missing: no document can be built, and the door knows what to say
            import traceback

            made.defect = traceback.format_exc()
        made.problems = in_order(made.problems)
        return made

    def _write(self, made: Made, prepared: Prepared, formats: Sequence[str]) -> None:
        doctype = prepared.doctype
        if doctype is None or prepared.document is None:
            return
        stem = self.workshop.project.output_stem(made.name)
        wanted = formats or doctype.formats
        writes: dict[str, Write] = {}
        for name in wanted:
            write = self._writer(name, doctype, prepared.document, made)
            if write is not None:
                writes[f"{stem}.{name}"] = write
        if len(writes) < len(wanted):
            return
        try:
            written = write_files(self.workshop.project.output, writes)
            made.files = dict(zip(wanted, written, strict=True))
        except _Refused as refusal:
            made.problems += refusal.problems
        except ExpressionError as trouble:
            place = Place(trouble.template, trouble.line)
            self._project_trouble(
                made.problems, made.name, [error("VOR-105", place, trouble.text, "Bitte den Seitenrahmen berichtigen.")]
            )

    def _writer(self, name: str, doctype: DocType, document: tree.Document, made: Made) -> Write | None:
        problems = made.problems
        if name == "docx":
            from vorlagenwerk.writers.docx import write_docx

            style = self.workshop.style(doctype.style)
            if style is None:
                text = f"Das Dokument wurde nicht gebaut: Die Stilvorlage „{doctype.style}“ ist nicht brauchbar."
                remedy = "Die Meldungen zu templates/_stil nennen die Ursache."
                problems.append(error("PRJ-103", Place(made.name), text, remedy))
                return None
            return _refusing(lambda out: write_docx(document, style, out), problems)
        from vorlagenwerk.writers.html import write_html

        try:
            frame = self.workshop.frame("seite.html.j2")
        except ExpressionError as trouble:
            place = Place(trouble.template, trouble.line)
            self._project_trouble(
                problems, made.name, [error("VOR-105", place, trouble.text, "Bitte den Seitenrahmen berichtigen.")]
            )
            return None
        return _refusing(lambda out: write_html(document, frame, self.workshop.css, out), problems)

    def _project_trouble(self, problems: list[Problem], name: str, found: list[Problem]) -> None:
        self.workshop.problems += found
        text = "Das Dokument wurde nicht gebaut: Der Seitenrahmen ist fehlerhaft."
        problems.append(error("PRJ-104", Place(name), text, "Die Meldungen zu templates/_stil nennen die Ursache."))


def _refusing(write: Callable[[BinaryIO], list[Problem]], problems: list[Problem]) -> Write:
    """The writer as a function that stops the whole document when it has an error to tell."""

    def run(out: BinaryIO) -> None:
        found = write(out)
        if has_errors(found):
            raise _Refused(found)
        problems.extend(found)

    return run


def _tell(made: Made, prepared: Prepared) -> None:
    made.problems = list(prepared.problems)
    made.title = prepared.title
    made.inputs = dict(prepared.inputs)
    made.types = tuple(sorted(prepared.types))
    made.figures = {name: printed(figure) for name, figure in prepared.figures.items()}
    if prepared.doctype is not None:
        made.doctype, made.kind = prepared.doctype.name, prepared.doctype.title
        made.formats = prepared.doctype.formats


def entry_of(made: Made, foundation: str, before: dict[str, Any] | None) -> dict[str, Any]:
    """The document's entry in the manifest; after a failure its old files stay listed as out of date."""
    outputs = _older(made, foundation, before)
    for name, file in made.files.items():
        outputs[name] = {"datei": file.file, "sha256": file.sha256, "bytes": file.size, "veraltet": False}
    stale = any(output["veraltet"] for output in outputs.values())
    state = "fehlerhaft" if not made.succeeded and not outputs else "veraltet" if stale else "aktuell"
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
        "meldungen": [problem.as_data() for problem in made.problems],
    }


def _older(made: Made, foundation: str, before: dict[str, Any] | None) -> dict[str, Any]:
    """The formats of earlier builds, marked as out of date unless they were made from the very same input."""
    if before is None:
        return {}
    same = made.succeeded and before["eingaben"] == made.inputs and before["grundlage"] == foundation
    return {name: {**file, "veraltet": file["veraltet"] or not same} for name, file in before["ausgaben"].items()}
