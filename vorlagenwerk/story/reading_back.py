"""A freshly written file read like its reader does, before it takes the place of the old one."""

from __future__ import annotations

from typing import BinaryIO

from vorlagenwerk.checks.text.written import MARK_SIGNS, SIGNS, check_written, lost_headings
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.story.papers import Paper
from vorlagenwerk.story.workshop import Workshop

LARGE = 2_000_000
"""Bytes of a page above which only the signs of unresolved marks are searched for."""
PAGES = 200
"""Pages of a PDF that are read; what frames them stands on each, and headings are looked for in shorter ones only."""


def read_back(name: str, out: BinaryIO, paper: Paper, workshop: Workshop) -> list[Problem]:
    """What stands in the file of this format and not in its tree, placed at the style template or page frame."""
    folder = f"{workshop.project.templates.name}/_stil"
    style = workshop.style_name(paper.file, paper.doctype)
    place = Place(f"{folder}/seite.html.j2" if name == "html" or style is None else f"{folder}/{style.file}")
    out.seek(0)
    if name == "docx":
        from vorlagenwerk.writers.docx import reading as docx

        return check_written(docx.words(out, MARK_SIGNS), paper.document, place)
    raw = out.read()
    if name == "html":
        from vorlagenwerk.writers.html import reading as html

        return check_written(html.words(raw, SIGNS if len(raw) < LARGE else MARK_SIGNS), paper.document, place)
    from vorlagenwerk.writers.pdf import reading as pdf

    lines = list(pdf.words(raw, PAGES))
    found = check_written(lines, paper.document, place)
    if pdf.page_count(raw) <= PAGES:
        found += lost_headings(lines, paper.document, Place(paper.file))
    return found
