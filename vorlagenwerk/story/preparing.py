"""The way of the data from a content file to a finished tree: the picture of the architecture page as code."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics import schema as schemas
from vorlagenwerk.basics.loading import Limits, Source, load_yaml
from vorlagenwerk.building.accessibility import check_accessibility
from vorlagenwerk.building.assembly import Annex, Assembly
from vorlagenwerk.building.context import template_data
from vorlagenwerk.building.images import check_together
from vorlagenwerk.building.rendering import render_cover, render_document, render_facts
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.checks.codes import check_codes
from vorlagenwerk.checks.figures import Quantity, compute_figures, entered_figures
from vorlagenwerk.checks.leftovers import check_leftovers
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors, quote
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.story.workshop import Workshop

_TYPE_LINE = re.compile(rb"^dokumenttyp:[ \t]*[\"']?([a-z][a-z0-9-]*)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
FIRST_LINES = 4096
"""Bytes at the beginning of a content file among which its type must stand (it is the first key)."""


@dataclass(slots=True)
class Prepared:
    """A document after all checks: its tree where it can be built, its findings, and what went into it."""

    name: str
    doctype: DocType | None = None
    document: tree.Document | None = None
    blocks: tuple[tree.Block, ...] = ()
    """The paper's blocks before they were numbered: what another paper takes in as its annex and numbers anew."""
    figures: Mapping[str, Quantity] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    picture_bytes: int = 0
    """Size of the pictures in the tree, those of annexes too."""
    types: set[str] = field(default_factory=set)
    """Names of the document types involved, those of annexes too."""

    @property
    def title(self) -> str:
        """The paper's title, its file name where it could not be read."""
        return self.document.title if self.document else posixpath.basename(self.name)


def _second(source: Source, doctype: DocType, ident: str) -> Place:
    """Where an ident is given for the second time; the file as a whole when the content does not say it twice."""
    found = schemas.find_texts(source.data, doctype.schema.shape, lambda text: ident in text)
    paths = [path for path, text, _shape in found if path[-1] == "kennung" and text == ident]
    return source.place(paths[1]) if len(paths) > 1 else Place(source.file)


HARD_LIMIT = 64_000_000
"""Largest content file that any document type may allow, in bytes."""
PICTURE_LIMIT = 40_000_000
"""Bytes of a picture that are read at all; smaller bounds are told by those who look at pictures."""
REMEMBERED = 64
"""How many prepared papers are kept; a paper and its annexes lie side by side, so few are enough."""
REMEMBERED_BYTES = 100_000_000
"""Bytes of pictures above which fewer papers are kept."""


class Preparation:
    """Prepares documents; papers that several others take in are prepared once."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._done: OrderedDict[str, Prepared] = OrderedDict()
        self._open: list[str] = []

    def prepare(self, name: str) -> Prepared:
        """Everything about the document `name`; never raises for trouble with content or templates."""
        if name not in self._done:
            self._open.append(name)
            self._done[name] = self._prepare(name)
            self._open.pop()
            while len(self._done) > 1 and self._is_full():
                self._done.popitem(last=False)
        return self._done[name]

    def _is_full(self) -> bool:
        pictures = sum(done.picture_bytes for done in self._done.values())
        return len(self._done) > REMEMBERED or pictures > REMEMBERED_BYTES

    def _prepare(self, name: str) -> Prepared:
        done = Prepared(name)
        source = self._load(done)
        doctype = done.doctype
        if source is None or doctype is None:
            return done
        done.problems += schemas.check(source.data, source, doctype.schema)
        if has_errors(done.problems):
            return done
        day = doctype.day_of(source.data)
        wrong_codes = check_codes(source, doctype.schema.shape, self.workshop.lists, day)
        done.problems += wrong_codes
        done.problems += check_leftovers(source, doctype.schema.shape)
        annexes = self._annexes(done, source)
        data = template_data(source.data, doctype.schema.shape)
        if has_errors(wrong_codes):
            return done  # figures that ask for such a code would fail and be blamed on the type
        own, problems = compute_figures(doctype.figures, data, partial(self._code_fields, day))
        self._blame(done, doctype, problems)
        done.figures = {**own, **entered_figures(source.data)}
        if not has_errors(done.problems):
            self._build_tree(done, doctype, source, data, annexes)
        return done

    def _code_fields(self, day: str, name: str, code: str) -> Mapping[str, str] | None:
        return self.workshop.lists.fields(name, code, day)

    def _load(self, done: Prepared) -> Source | None:
        """Read the file within the bounds of its type; notes type, digest and findings."""
        raw, problems = self.workshop.project.folder_of(done.name).read(done.name, HARD_LIMIT)
        if raw is None:
            done.problems += problems
            return None
        done.inputs[done.name] = hashlib.sha256(raw).hexdigest()
        said = _TYPE_LINE.search(raw[:FIRST_LINES])
        name = said[1].decode() if said else ""
        known = name in self.workshop.type_names
        if known:
            done.types.add(name)
            done.doctype = self.workshop.doctype(name)
        limits = done.doctype.limits if done.doctype else Limits()
        source, problems = load_yaml(raw, done.name, limits)
        done.problems += problems
        if source is None or has_errors(problems):
            return None
        if not known:
            done.problems.append(self._unknown_type(source, name))
            return None
        if done.doctype is None:
            said_type = f"Das Dokument wurde nicht geprüft: Der Dokumenttyp „{name}“ ist selbst fehlerhaft."
            remedy = "Die Meldungen zu schemas/ und templates/ nennen die Ursache."
            done.problems.append(error("PRJ-101", Place(done.name), said_type, remedy))
        return source

    def _unknown_type(self, source: Source, name: str) -> Problem:
        known = self.workshop.type_names
        options = f"Möglich sind: {', '.join(known)}."
        if "dokumenttyp" not in source.data:
            text = "Das Feld „dokumenttyp“ fehlt."
            return error("SCH-121", source.place(()), text, f"Es gehört in die erste Zeile. {options}")
        said = name or source.data["dokumenttyp"]
        near = german.nearest(str(said), known)
        meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
        text = f"Den Dokumenttyp {quote(said)} gibt es nicht."
        return error("SCH-120", source.place(("dokumenttyp",)), text, meant + options)

    def _annexes(self, done: Prepared, source: Source) -> dict[str, Annex]:
        found = {}
        entries: Any = source.data.get("anlagen") or ()
        for index, entry in enumerate(entries):
            if not isinstance(entry, dict) or "dokument" not in entry:
                continue
            place = partial(source.place, ("anlagen", index, "dokument"))
            annex = self._annex(done, entry["dokument"], place)
            if annex is not None:
                found[entry["kennung"]] = annex
        return found

    def _annex(self, done: Prepared, said: str, place: Callable[[], Place]) -> Annex | None:
        content = self.workshop.project.content
        name = posixpath.normpath(posixpath.join(posixpath.dirname(done.name), said))
        if not name.startswith(f"{content.name}/") or posixpath.isabs(said):
            text = f"Die Anlage {quote(said)} liegt außerhalb des Inhaltsordners."
            done.problems.append(
                error("ANL-302", place(), text, f"Erlaubt sind Dateien unterhalb von „{content.name}“.")
            )
            return None
        if name in self._open:
            text = f"Die Anlage {quote(said)} nimmt dieses Dokument selbst wieder auf."
            done.problems.append(error("ANL-303", place(), text, "Bitte den Kreis auflösen."))
            return None
        if not self.workshop.project.is_document(name):
            done.inputs[name] = ""  # so that the document is looked at again when the file appears
            documents, _ = self.workshop.project.documents()
            near = german.nearest(name, documents)
            meant = f"Gemeint ist vielleicht „{posixpath.relpath(near, posixpath.dirname(done.name))}“." if near else ""
            text = f"Die Anlage {quote(said)} gibt es nicht."
            done.problems.append(error("ANL-301", place(), text, meant or "Bitte Pfad und Dateinamen prüfen."))
            return None
        taken = self.prepare(name)
        done.inputs |= taken.inputs
        done.types |= taken.types
        done.picture_bytes += taken.picture_bytes
        if taken.document is None or taken.doctype is None or has_errors(taken.problems):
            text = f"Die Anlage {quote(said)} hat selbst Fehler und kann nicht aufgenommen werden."
            done.problems.append(error("ANL-304", place(), text, "Bitte zuerst die Fehler der Anlage beheben."))
            return None
        return Annex(taken.title, taken.blocks, taken.figures, taken.doctype.landscape)

    def _picture(self, done: Prepared, said: str) -> tuple[bytes | None, str]:
        """The bytes of a picture that a document names, or what to do about it."""
        folder = self.workshop.project.folder_of(done.name)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(done.name), said))
        if "://" in said:
            return None, "Aus dem Internet wird nichts geladen; bitte die Datei neben dem Inhalt ablegen."
        if "\\" in said:
            return None, "Zwischen Ordner und Datei steht „/“."
        if not name.startswith(f"{folder.name}/") or posixpath.isabs(said):
            return None, f"Bilder liegen neben dem Inhalt, unterhalb von „{folder.name}“."
        raw, problems = folder.read(name, PICTURE_LIMIT)
        # noted even when it is missing: the document is looked at again when the file appears
        done.inputs[name] = hashlib.sha256(raw).hexdigest() if raw is not None else ""
        done.picture_bytes += len(raw or b"")
        return raw, " ".join(f"{problem.text} {problem.remedy}" for problem in problems)

    def _build_tree(
        self, done: Prepared, doctype: DocType, source: Source, data: Mapping[str, Any], annexes: dict[str, Annex]
    ) -> None:
        names = dict(done.figures)
        for ident, annex in annexes.items():
            names |= {f"{ident}.{name}": figure for name, figure in annex.figures.items()}
        tools = self.workshop
        roles = partial(tools.roles_for, done.name, doctype)
        picture = partial(self._picture, done)
        look = partial(tools.look_for, done.name, doctype)
        assembly = Assembly(
            doctype, source, data, names, annexes, tools.lists, tools.templates, picture, roles, look, tools.drawn
        )
        facts = render_facts(assembly)
        rendered = tree.Document(
            facts.get("titel", ""),
            render_document(assembly),
            facts.get("verfasser", ""),
            facts.get("thema", ""),
            frame=tuple((f"dokument.{name}", value) for name, value in facts.items()),
            landscape=doctype.landscape,
            cover=render_cover(assembly),
        )
        document, problems = finish(rendered, assembly.mentions, lambda ident: _second(source, doctype, ident))
        problems += assembly.problems
        if not has_errors(problems):
            problems += check_accessibility(document, doctype.template, done.name)
            problems += check_together(document, done.name)
        done.problems += [problem for problem in problems if not problem.blames_project]
        self._blame(done, doctype, [problem for problem in problems if problem.blames_project])
        if not has_errors(problems):
            done.document, done.blocks = document, rendered.children

    def _blame(self, done: Prepared, doctype: DocType, problems: list[Problem]) -> None:
        """Trouble with the type is the project's; the document only says that it could not be built."""
        self.workshop.problems += problems
        if has_errors(problems):
            text = f"Das Dokument wurde nicht gebaut: Der Dokumenttyp „{doctype.name}“ ist fehlerhaft."
            remedy = "Die Meldungen zu schemas/ und templates/ nennen die Ursache."
            done.problems.append(error("PRJ-102", Place(done.name), text, remedy))
