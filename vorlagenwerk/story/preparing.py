"""The way of the data from a content file to a finished tree: the picture of the architecture page as code."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from typing import Any

from vorlagenwerk.basics import schema as schemas
from vorlagenwerk.basics.images import check_together
from vorlagenwerk.basics.loading import Limits, Source, load_yaml
from vorlagenwerk.building.accessibility import check_accessibility
from vorlagenwerk.building.assembly import Annex, Assembly
from vorlagenwerk.building.context import template_data
from vorlagenwerk.building.rendering import authored, render_cover, render_document, render_facts
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.checks.codes import check_codes
from vorlagenwerk.checks.figures import Quantity, compute_figures, entered_figures
from vorlagenwerk.checks.guide import check_guide, points_of, sections_in, settled
from vorlagenwerk.checks.numbers.hints import check_numbers
from vorlagenwerk.checks.numbers.proofs import check_proofs
from vorlagenwerk.checks.rules.exceptions import apply_exceptions
from vorlagenwerk.checks.rules.judging import check_rules
from vorlagenwerk.checks.text.finished import check_finished
from vorlagenwerk.checks.text.leftovers import check_leftovers
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.levels import levelled
from vorlagenwerk.project.outputs import SUBMISSION
from vorlagenwerk.story.attaching import annexed, attach, needs_attached, unattached
from vorlagenwerk.story.editions import under_title
from vorlagenwerk.story.kinds import HARD_LIMIT, said_kind, unknown_kind
from vorlagenwerk.story.pictures import read_picture
from vorlagenwerk.story.prepared import Prepared, all_figures
from vorlagenwerk.story.workshop import CAUSE_IN_PROJECT, Workshop


def _annex(other: Prepared) -> Annex:
    is_landscape = other.doctype is not None and other.doctype.landscape
    return Annex(other.title, other.blocks, other.figures, is_landscape)


def _second(source: Source, doctype: DocType, ident: str) -> Place:
    """Where an ident is given for the second time, under `kennung` or in a list of parts to print there; once only
    where the template gives it too; the file as a whole when the content does not say it.
    """
    found = schemas.find_texts(source.data, doctype.schema.shape, lambda text: ident in text)
    said = [path for path, text, _shape in found if text == ident and (path[-1] == "kennung" or type(path[-1]) is int)]
    places = sorted(map(source.place, said)) or [Place(source.file)]
    return places[min(1, len(places) - 1)]


_SPARING = frozenset({"ANL-301", "ANL-302", "ANL-303", "ANL-304", "PRJ-107", "TXT-330"})
"""Errors that leave a document's own fields whole: there is no text, but its rules and proofs can be judged."""
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

    def _other(self, name: str) -> Prepared | None:
        """A document that the one being prepared names; None closes a circle."""
        return None if name in self._open else self.prepare(name)

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
        done.day = doctype.day_of(source.data)
        wrong_codes = check_codes(source, doctype.schema.shape, self.workshop.lists, done.day)
        done.problems += wrong_codes
        done.problems += check_leftovers(source, doctype.schema.shape)
        done.problems = levelled(done.problems, self.workshop.levels_for(name))
        done.attached = attach(done, source, self.workshop.project, self._other)
        done.data = template_data(source.data, doctype.schema.shape)
        if has_errors(wrong_codes):
            return done  # figures that ask for such a code would fail and be blamed on the type
        look_up = partial(self.workshop.lists.fields, day=done.day)
        own, problems = compute_figures(doctype.figures, done.data, look_up)
        self._blame(done, doctype, problems)
        done.figures = {**own, **entered_figures(source.data)}
        if not has_errors([problem for problem in done.problems if problem.code not in _SPARING]):
            self._judge(done, doctype, source)
        return done

    def _judge(self, done: Prepared, doctype: DocType, source: Source) -> None:
        """Rules on the data, the finished text, and what the content excuses of both."""
        figures = all_figures(done)
        missing = unattached(source, done.attached)
        rules = tuple(rule for rule in doctype.rules if not needs_attached(rule)) if missing else doctype.rules
        done.rules, lists = doctype.rules, self.workshop.lists
        done.untried = {rule.ident for rule in doctype.rules} - {rule.ident for rule in rules}
        hits, trouble = check_rules(rules, source, done.data, done.figures, annexed(done), lists, done.day)
        self._blame(done, doctype, trouble)
        texts: list[Problem] | None = None
        has_text = not has_errors(done.problems)
        if not trouble:
            done.problems += check_proofs(source, figures, missing)
        if has_text:
            self._read_guide(done, doctype)
            self._build_tree(done, doctype, source, figures)
            if done.document is not None:
                self._judge_guide(done, doctype, source)
                said = list(passages(done.document))
                texts = check_numbers(said, figures, source, doctype.template)
                texts += check_finished(done.document, said, source, doctype.template, done.day)
        if not trouble:  # a rule that could not be tried leaves nothing to excuse
            claimed: Any = source.data.get("ausnahmen") or ()
            problems, done.excused = apply_exceptions(source, claimed, hits, texts, doctype.rules, done.untried)
            done.problems += problems
        done.problems = levelled(done.problems, self.workshop.levels_for(done.name))

    def _load(self, done: Prepared) -> Source | None:
        """Read the file within the bounds of its type; notes type, digest and findings."""
        raw, problems = self.workshop.project.folder_of(done.name).read(done.name, HARD_LIMIT)
        if raw is None:
            done.problems += problems
            return None
        done.inputs[done.name] = hashlib.sha256(raw).hexdigest()
        name = said_kind(raw)
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
            done.problems.append(unknown_kind(source, name, self.workshop.type_names))
            return None
        if done.doctype is None:
            said_type = f"Das Dokument wurde nicht geprüft: Der Dokumenttyp „{name}“ ist selbst fehlerhaft."
            remedy = CAUSE_IN_PROJECT
            done.problems.append(error("PRJ-101", Place(done.name), said_type, remedy))
        return source

    def _picture(self, done: Prepared, said: str) -> tuple[bytes | None, str]:
        """The bytes of a picture that a document names, or what to do about it."""
        found = read_picture(self.workshop.project, done.name, said)
        if found.file:  # noted even when it is missing: the document is looked at again when the file appears
            done.inputs[found.file] = hashlib.sha256(found.data).hexdigest() if found.data is not None else ""
            done.picture_bytes += len(found.data or b"")
        return found.data, found.advice

    def _read_guide(self, done: Prepared, doctype: DocType) -> None:
        """What the sections claim to answer; the tree of a working edition shows it."""
        if doctype.guide and doctype.guide.use:
            done.points, trouble = points_of(doctype.guide, doctype.guide.use, done.data)
            self._blame(done, doctype, trouble)

    def _judge_guide(self, done: Prepared, doctype: DocType, source: Source) -> None:
        """What stands behind the claims in the finished text."""
        if done.document and doctype.guide and doctype.guide.use:
            done.told = sections_in(done.document, doctype.guide.use)
            done.points = settled(done.points, done.told)
            done.problems += check_guide(doctype.guide, doctype.guide.use, done.points, done.told, source)

    def _build_tree(self, done: Prepared, doctype: DocType, source: Source, names: Mapping[str, Quantity]) -> None:
        """The tree of what is handed in; those of other editions are built when somebody asks for them."""
        if doctype.editions:
            done.in_edition = partial(self._edition, done, doctype, source, names)
        document, blocks, problems = self._tree(done, doctype, source, names, SUBMISSION)
        done.problems += [problem for problem in problems if not problem.blames_project]
        self._blame(done, doctype, [problem for problem in problems if problem.blames_project])
        if not has_errors(problems):
            done.document, done.blocks = document, blocks

    def _edition(
        self, done: Prepared, doctype: DocType, source: Source, names: Mapping[str, Quantity], edition: str
    ) -> tree.Document | None:
        document, _blocks, problems = self._tree(done, doctype, source, names, edition)
        self.workshop.problems += [problem for problem in problems if problem.blames_project]
        return None if has_errors(problems) else under_title(document, doctype.editions[edition])

    def _tree(
        self, done: Prepared, doctype: DocType, source: Source, names: Mapping[str, Quantity], edition: str
    ) -> tuple[tree.Document, tuple[tree.Block, ...], list[Problem]]:
        """The tree of an edition, its blocks before they were numbered, and what came up."""
        annexes = {ident: _annex(other) for ident, other in done.attached.items()}
        tools = self.workshop
        roles = partial(tools.roles_for, done.name, doctype)
        picture = partial(self._picture, done)
        look = partial(tools.look_for, done.name, doctype)
        assembly = Assembly(
            doctype, source, done.data, names, annexes, tools.lists, tools.templates, picture, roles, look,
            tools.drawn, edition=edition, points=done.points,
        )  # fmt: skip
        facts = render_facts(assembly)
        said = {name: walking.plain_text(pieces) for name, pieces in facts.items()}
        rendered = tree.Document(
            said.get("titel", ""),
            render_document(assembly),
            said.get("verfasser", ""),
            said.get("thema", ""),
            frame=tuple((f"dokument.{name}", text) for name, text in said.items()),
            landscape=doctype.landscape,
            cover=render_cover(assembly),
            facts=tuple(tree.Fact(f"dokument.{name}", pieces) for name, pieces in facts.items()),
        )
        document, problems = finish(rendered, assembly.mentions, partial(_second, source, doctype), look)
        document = replace(document, authored=authored(document, source.data))
        problems += assembly.problems
        if not has_errors(problems):
            problems += check_accessibility(document, doctype.template, done.name)
            problems += check_together(document, done.name)
        return document, rendered.children, problems

    def _blame(self, done: Prepared, doctype: DocType, problems: list[Problem]) -> None:
        """Trouble with the type is the project's; the document only says that it could not be built."""
        self.workshop.problems += problems
        if has_errors(problems):
            text = f"Das Dokument wurde nicht fertig: Der Dokumenttyp „{doctype.name}“ ist fehlerhaft."
            remedy = CAUSE_IN_PROJECT
            done.problems.append(error("PRJ-102", Place(done.name), text, remedy))
