"""The documents that a document names: those that it takes in as annexes, and those that it only refers to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.rules.judging import Annexed
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors, quote
from vorlagenwerk.story.workshop import CAUSE_IN_PROJECT

if TYPE_CHECKING:
    from vorlagenwerk.project.project import Project
    from vorlagenwerk.project.rulespec import RuleSpec
    from vorlagenwerk.story.prepared import Prepared

_LISTS = ("anlagen", "bezuege")
"""Fields whose entries may name a document by `kennung` and `dokument`."""


Prepare = Callable[[str], "Prepared | None"]
"""Prepares a document of the project; None while that document itself is being prepared."""


def attach(done: Prepared, source: Source, project: Project, prepare: Prepare) -> dict[str, Prepared]:
    """The documents that `done` names, by their `kennung`; those that cannot be used are findings."""
    found = {}
    for name in _LISTS:
        entries: Any = source.data.get(name) or ()
        for index, entry in enumerate(entries):
            if isinstance(entry, Mapping) and "dokument" in entry:
                place = partial(source.place, (name, index, "dokument"))
                said = _Attached(done, project, prepare, entry["dokument"], _NOUNS[name], place)
                other = said.document()
                if other is not None:
                    found[entry["kennung"]] = other
    return found


def unattached(source: Source, attached: Mapping[str, Prepared]) -> set[str]:
    """The idents of documents that a paper names and that cannot be used."""
    entries: list[Any] = [entry for name in _LISTS for entry in cast(Any, source.data.get(name)) or ()]
    named = {entry["kennung"] for entry in entries if isinstance(entry, Mapping) and "dokument" in entry}
    return named - attached.keys()


def annexed(done: Prepared) -> list[Annexed]:
    """The attached documents as rules see them."""
    return [
        Annexed(ident, other.doctype.name, other.data, other.figures)
        for ident, other in done.attached.items()
        if other.doctype is not None
    ]


def needs_attached(rule: RuleSpec) -> bool:
    """Whether a rule looks at attached documents, so that it cannot be tried without them."""
    return bool(rule.annex_type) or any(re.search(r"\banlagen\s*\(", said) for _field, said in rule.expressions())


_NOUNS = {"anlagen": "Die Anlage", "bezuege": "Das Dokument"}


class _Attached:
    """One document named by another one."""

    def __init__(
        self, done: Prepared, project: Project, prepare: Prepare, said: str, noun: str, place: Callable[[], Place]
    ) -> None:
        self.done = done
        self.project = project
        self.prepare = prepare
        self.said = said
        self.noun = noun
        self.place = place

    def document(self) -> Prepared | None:
        """It, prepared, or None with a finding."""
        problem = self._trouble()
        if problem is not None:
            self.done.problems.append(problem)
            return None
        taken = self.prepare(self._name)
        if taken is None:
            self.done.problems.append(self._circle())
            return None
        self.done.inputs |= taken.inputs
        self.done.types |= taken.types
        self.done.picture_bytes += taken.picture_bytes
        if taken.document is None or taken.doctype is None or has_errors(taken.problems):
            self.done.problems.append(self._unusable(taken))
            return None
        return taken

    def _circle(self) -> Problem:
        remedy = "Bitte die Anlage hier streichen oder in der anderen Datei die, die auf dieses Dokument zeigt."
        return self._problem("ANL-303", "nimmt dieses Dokument selbst wieder auf.", remedy)

    def _unusable(self, taken: Prepared) -> Problem:
        errors = [problem for problem in taken.problems if has_errors([problem])]
        if errors and all(problem.blames_project for problem in errors):
            text = "kann nicht verwendet werden: Ihr Dokumenttyp ist fehlerhaft."
            text = text if self.noun == "Die Anlage" else text.replace("Ihr", "Sein")
            return self._problem("PRJ-107", text, CAUSE_IN_PROJECT)
        text = "hat selbst Fehler und kann nicht verwendet werden."
        return self._problem("ANL-304", text, "Bitte zuerst die Fehler dort beheben.")

    @property
    def _name(self) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.done.name), self.said))

    def _trouble(self) -> Problem | None:
        content = self.project.content.name
        if not self._name.startswith(f"{content}/") or posixpath.isabs(self.said):
            remedy = f"Erlaubt sind Dateien unterhalb von „{content}“."
            return self._problem("ANL-302", "liegt außerhalb des Inhaltsordners.", remedy)
        if not self.project.is_document(self._name):
            self.done.inputs[self._name] = ""  # so that the document is looked at again when the file appears
            documents, _ = self.project.documents()
            near = german.nearest(self._name, documents)
            meant = (
                f"Gemeint ist vielleicht „{self._from_here(near)}“." if near else "Bitte Pfad und Dateinamen prüfen."
            )
            return self._problem("ANL-301", "gibt es nicht.", meant or "Bitte Pfad und Dateinamen prüfen.")
        return None

    def _from_here(self, name: str) -> str:
        return posixpath.relpath(name, posixpath.dirname(self.done.name))

    def _problem(self, code: str, text: str, remedy: str) -> Problem:
        return error(code, self.place(), f"{self.noun} {quote(self.said)} {text}", remedy)
