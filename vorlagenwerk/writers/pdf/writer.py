"""Writes a document tree as a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from vorlagenwerk.basics.typesetting.look import FACTS, Look
from vorlagenwerk.basics.typesetting.sections import Run, runs
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Document, Heading, Paragraph, Table, places
from vorlagenwerk.writers.pdf.blocks import BlockWriter, name_labels
from vorlagenwerk.writers.pdf.engine import Source, typeset
from vorlagenwerk.writers.pdf.frame import letterhead, page_frame
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.pages import page_rule
from vorlagenwerk.writers.pdf.prelude import letters, prelude
from vorlagenwerk.writers.pdf.tagging import complete_tags

MOST_WITHOUT_CONTENTS = 8
"""A paper with more headings gets a list of contents."""

_CONTENTS = '#outline(title:"Inhalt")\n'


def write_pdf(document: Document, look: Look, out: BinaryIO) -> list[Problem]:
    """Write the document into a stream; where it cannot be set, write nothing and say why."""
    found = list(places(document.children))
    blocks = BlockWriter(look, name_labels(found))
    headings = sum(isinstance(place, Heading) for place in found)
    text = "".join(_markup(document, look, blocks, headings))
    pdf, problems = typeset(Source(text, blocks.tables.rows), look)
    if pdf is not None:
        for piece in complete_tags(pdf, blocks.tables.tags):
            out.write(piece)
    return [*blocks.problems, *problems]


def _markup(document: Document, look: Look, blocks: BlockWriter, headings: int) -> Iterator[str]:
    yield prelude(document, look)
    yield page_frame(document, look)
    all_runs = runs(document.children, landscape=document.landscape) or [Run(document.landscape, "a4", ())]
    for number, (landscape, paper, children) in enumerate(all_runs):
        page = look.page.sheet(landscape=landscape, paper=paper)
        yield page_rule(page)
        if number:
            # two runs of equal pages would share one otherwise
            yield "#pagebreak(weak:true)\n"
        else:
            yield letterhead(document, look)
            yield _title(document, look, is_only_heading=not headings)
        lead = 0 if number else _length_of_lead(children)
        yield from blocks.blocks(children[:lead], page)
        if not number and headings > MOST_WITHOUT_CONTENTS:
            yield _CONTENTS
        yield from blocks.blocks(children[lead:], page)


def _title(document: Document, look: Look, *, is_only_heading: bool) -> str:
    """The title; the paper's headings begin at level 1 below it, unless there are none and it must be one itself."""
    if not is_only_heading:
        return "#title()\n"
    text = f"text({letters(look.role('titel'))},{one_line(document.title)})"
    return f"#heading(level:1,outlined:false,bookmarked:false,{text})\n"


def _length_of_lead(blocks: tuple[Block, ...]) -> int:
    """How many blocks belong to the title: a subtitle and the facts about the paper; the contents follow them."""
    for number, block in enumerate(blocks):
        match block:
            case Table(role=role) if role == FACTS:
                pass
            case Paragraph(role="untertitel"):
                pass
            case _:
                return number
    return len(blocks)
