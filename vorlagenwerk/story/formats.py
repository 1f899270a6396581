"""The formats a tree can be written in: which writer, with which look, and what to say when that look is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.data import tree
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors
from vorlagenwerk.project.levels import levelled
from vorlagenwerk.story.papers import Paper, counted, with_rasters
from vorlagenwerk.story.reading_back import read_back
from vorlagenwerk.story.workshop import CAUSE_IN_PROJECT, Workshop

Write = Callable[[BinaryIO], None]
_Writer = Callable[[BinaryIO], list[Problem]]

_BLANK = (tree.Paragraph(()),)
"""Stands for a cover of Word's own, which takes one page whatever the document would say there."""


class Refused(Exception):
    """A paper cannot be written: findings on the paper, and the causes in the project."""

    def __init__(self, problems: list[Problem], causes: list[Problem]) -> None:
        super().__init__("refused")
        self.problems = problems
        self.causes = causes


def writer(name: str, paper: Paper, workshop: Workshop, problems: list[Problem]) -> Write:
    """The function that writes a paper in the format `name` (“docx”, and so “pruefbericht.docx” for a report).

    Lesser findings on the way go to `problems`.

    It raises Refused, and so does this function, when the style template or the page frame is not to be used.
    """
    write = {"docx": _docx, "html": _html, "pdf": _pdf}[name.rpartition(".")[2]](paper, workshop)

    def run(out: BinaryIO) -> None:
        found = write(out)
        if "." not in name:  # an audit report quotes what is wrong
            found = [*found, *read_back(name, out, paper, workshop)]
        if name == "pdf":
            found = [*found, *_extent(out, paper, workshop)]
        found = levelled(found, workshop.levels_for(paper.file))
        own = [problem for problem in found if problem.place.file == paper.file]
        if has_errors(own):
            raise Refused(own, [problem for problem in found if problem not in own])
        if has_errors(found):
            raise _refusal(paper, "Das Aussehen des Papiers", found)
        problems.extend(found)

    return run


def _docx(paper: Paper, workshop: Workshop) -> _Writer:
    from vorlagenwerk.writers.docx import write_docx

    style = workshop.style_for(paper.file, paper.doctype)
    look = workshop.look_for(paper.file, paper.doctype)
    if style is None or look is None:
        raise _no_style(paper, workshop)

    def write(out: BinaryIO) -> list[Problem]:
        planned, problems = paper.planned(look)
        if planned.cover and style.cover and not style.cover.has_room:
            planned = replace(planned, cover=_BLANK)
        document = counted(with_rasters(planned, look), look)
        return _placed([*problems, *write_docx(document, style, out)], paper)

    return write


def _html(paper: Paper, workshop: Workshop) -> _Writer:
    from vorlagenwerk.writers.html import write_html

    if workshop.style_name(paper.file, paper.doctype) is None:
        raise _no_style(paper, workshop)
    # a page can do without a style template that is broken: stil.css has a look of its own
    look = workshop.look_for(paper.file, paper.doctype)

    def write(out: BinaryIO) -> list[Problem]:
        try:
            return write_html(paper.document, workshop.frame("seite.html.j2"), workshop.css, out, look=look)
        except ExpressionError as trouble:
            cause = trouble.told("VOR-105", "Bitte den Seitenrahmen berichtigen.")
            raise _refusal(paper, "Der Seitenrahmen", [cause]) from None

    return write


def _pdf(paper: Paper, workshop: Workshop) -> _Writer:
    from vorlagenwerk.writers.pdf import write_pdf

    look, fonts = workshop.printed_look_for(paper.file, paper.doctype)
    of_word = workshop.look_for(paper.file, paper.doctype)
    if look is None or of_word is None:
        raise _no_style(paper, workshop)

    def write(out: BinaryIO) -> list[Problem]:
        planned, problems = paper.planned(of_word)
        return [*fonts, *_placed([*problems, *write_pdf(planned, look, out)], paper)]

    return write


def _placed(problems: list[Problem], paper: Paper) -> list[Problem]:
    """The tree does not know its file; what cannot be placed concerns the paper as a whole."""
    return [problem if problem.place.file else problem._replace(place=Place(paper.file)) for problem in problems]


def _extent(out: BinaryIO, paper: Paper, workshop: Workshop) -> list[Problem]:
    """Whether the PDF has as many pages as it should; the paper keeps what was counted."""
    budget = workshop.budget_for(paper.file, paper.doctype)
    if budget is None:
        return []
    from vorlagenwerk.story.extent import judge, measure, wished

    out.seek(0)
    extent = measure(out.read(), paper.document, budget)
    paper.extent = f"{extent.german}; vorgesehen sind {wished(budget)}"
    return judge(extent, budget, paper.file)


def _no_style(paper: Paper, workshop: Workshop) -> Refused:
    name = workshop.style_name(paper.file, paper.doctype)
    return _refusal(paper, f"Die Stilvorlage „{name.file}“" if name else "Die Liste der Profile", [])


def _refusal(paper: Paper, culprit: str, causes: list[Problem]) -> Refused:
    text = f"Das Dokument wurde nicht gebaut: {culprit} ist fehlerhaft."
    return Refused([error("PRJ-103", Place(paper.file), text, CAUSE_IN_PROJECT)], causes)
