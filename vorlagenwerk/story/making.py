"""Making one document: prepare it, write its formats, say what became of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from vorlagenwerk.checks.figures import printed
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors, in_order
from vorlagenwerk.story.formats import Refused, Write, writer
from vorlagenwerk.story.limits import Exceeded, bounded
from vorlagenwerk.story.papers import Paper
from vorlagenwerk.story.preparing import Preparation, Prepared
from vorlagenwerk.story.workshop import Workshop
from vorlagenwerk.writers.output import OutputError, Written, write_files

Put = Callable[[Mapping[str, Write]], list[Written]]
"""Takes writers by file name and says what was written."""


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


class Maker:
    """Makes documents one after the other with one set of tools."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.preparation = Preparation(workshop)

    def check(self, name: str) -> Made:
        """Everything but writing."""
        return self._guarded(name, lambda made, prepared: None)

    def rehearse(self, name: str) -> Made:
        """Check the document and write its formats to nowhere, so that page frame and style are tried too."""
        return self._guarded(name, lambda made, prepared: self._write(made, prepared, (), _to_nowhere))

    def make(self, name: str, formats: Sequence[str], also: Collection[str] = ()) -> Made:
        """Check the document and write these formats; where none are named, those of its type and those in `also`."""
        output = self.workshop.project.output
        return self._guarded(
            name, lambda made, prepared: self._write(made, prepared, formats, partial(write_files, output), also)
        )

    def _guarded(self, name: str, then: Callable[[Made, Prepared], None]) -> Made:
        made = Made(name, [])
        try:
            with bounded():
                prepared = self.preparation.prepare(name)
                _tell(made, prepared)
                if prepared.document is not None and not has_errors(made.problems):
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
        if prepared.doctype is None or prepared.document is None:
            return
        paper = Paper(made.name, prepared.doctype, prepared.document)
        stem = self.workshop.project.output_stem(made.name)
        wanted = formats or tuple(dict.fromkeys((*paper.doctype.formats, *sorted(also))))
        try:
            writes = {f"{stem}.{name}": writer(name, paper, self.workshop, made.problems) for name in wanted}
            made.files = dict(zip(wanted, put(writes), strict=True))
        except Refused as refusal:
            made.problems += refusal.problems
            self.workshop.problems += refusal.causes


def _given_up(name: str, bound: Exceeded) -> Problem:
    text = f"Das Dokument wurde aufgegeben: Es braucht {bound}."
    remedy = "Bitte Schleifen in Vorlage und Regeln und ungewöhnlich lange Texte oder Listen prüfen."
    return error("PRJ-104", Place(name), text, remedy)


def _to_nowhere(writes: Mapping[str, Write]) -> list[Written]:
    for write in writes.values():
        write(io.BytesIO())
    return [Written(file, "", 0) for file in writes]


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
