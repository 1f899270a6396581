"""Editions of a paper beside the one that is handed in: which documents have them, and how they say what they are."""

from __future__ import annotations

from collections.abc import Sequence

from vorlagenwerk.basics import german
from vorlagenwerk.data import tree
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.outputs import SUBMISSION, NoEdition
from vorlagenwerk.project.project import DOCUMENT_ENDINGS, DOUBLED_OUTPUT, Project
from vorlagenwerk.story.kinds import HARD_LIMIT, said_kind
from vorlagenwerk.story.workshop import Workshop

_MARKED = ("dokument.titel", "dokument.kurztitel")
"""What the first page and the running head show: nobody shall hand in a working paper by mistake."""


def under_title(document: tree.Document, title: str) -> tree.Document:
    """The paper with the title of its edition in front of its own and in its running head."""
    first = f"{title}: "
    frame = tuple((name, first + said if name in _MARKED else said) for name, said in document.frame)
    facts = tuple(
        replace(fact, children=(tree.Text(first), *fact.children)) if fact.tag in _MARKED else fact
        for fact in document.facts
    )
    return replace(document, title=first + document.title, frame=frame, facts=facts)


def having(edition: str, names: Sequence[str], project: Project) -> list[str]:
    """Those of the documents whose type has the edition.

    Documents without a sound type stay, so that what is wrong with them is told. Raises NoEdition when no document
    is left.
    """
    workshop = Workshop(project)
    kept, known = [], {SUBMISSION: ""}
    for name in names:
        raw, _problems = project.content.read(name, HARD_LIMIT)
        said = said_kind(raw or b"")
        doctype = workshop.doctype(said) if said in workshop.type_names else None
        if doctype is None or edition in doctype.editions:
            kept.append(name)
        if doctype is not None:
            known |= doctype.editions
    if kept or not names:
        return kept
    raise NoEdition(_said(edition, list(known)))


def _said(edition: str, known: Sequence[str]) -> str:
    near = german.nearest(edition, known)
    meant = f" Gemeint ist vielleicht „{near}“." if near else ""
    has = f"Es gibt: {', '.join(known)}." if len(known) > 1 else f"Es gibt nur die {known[0]}."
    return f"Die Fassung {quote(edition)} hat keines der gewählten Dokumente.{meant} {has}"


def in_the_way(project: Project, name: str, edition: str) -> list[Problem]:
    """Another document whose own paper has the file name of this document's edition."""
    stem = name.rpartition(".")[0]
    others = [other for ending in DOCUMENT_ENDINGS if project.is_document(other := f"{stem}.{edition}{ending}")]
    text = "Die Fassung {} würde in dieselbe Ausgabedatei geschrieben wie {}."
    return [
        error(DOUBLED_OUTPUT, Place(name), text.format(quote(edition), quote(other)), "Bitte benennen Sie eine um.")
        for other in others
    ]
