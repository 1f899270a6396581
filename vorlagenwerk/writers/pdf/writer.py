"""Writes a document tree as a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.basics.typesetting.sections import Run, runs
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import (
    Document,
    Heading,
)
from vorlagenwerk.data.walking import places
from vorlagenwerk.writers.pdf.blocks import BlockWriter
from vorlagenwerk.writers.pdf.engine import Source, typeset
from vorlagenwerk.writers.pdf.frame import BARE, RUNNING, letterhead, page_frame
from vorlagenwerk.writers.pdf.inlines import line_expression
from vorlagenwerk.writers.pdf.pages import TWIPS, page_rule
from vorlagenwerk.writers.pdf.pictures import PictureWriter
from vorlagenwerk.writers.pdf.prelude import prelude
from vorlagenwerk.writers.pdf.roles import letters, style_of
from vorlagenwerk.writers.pdf.tagging import complete_tags

_NEW_PAGE = "#pagebreak(weak:true)\n"


def write_pdf(document: Document, look: Look, out: BinaryIO) -> list[Problem]:
    """Write the document into a stream; where it cannot be set, write nothing and say why."""
    blocks = BlockWriter(look, tuple(places((*document.cover, *document.children))))
    body = "".join(_body(document, look, blocks))
    head = prelude(document, look, blocks.roles) + page_frame(document, look)
    pdf, problems = typeset(Source(head + body, blocks.tables.rows, blocks.pictures.files), look)
    if pdf is not None:
        for piece in complete_tags(pdf, blocks.tables.tags):
            out.write(piece)
    return [*blocks.problems, *problems]


def _body(document: Document, look: Look, blocks: BlockWriter) -> Iterator[str]:
    all_runs = runs(document.children, landscape=document.landscape)
    if document.cover or not all_runs:
        all_runs.insert(0, Run(document.landscape, "a4", document.cover))
    for number, (landscape, paper, children) in enumerate(all_runs):
        is_cover = bool(document.cover) and number == 0
        page = look.page.sheet(landscape=landscape, paper=paper)
        yield page_rule(page) + (BARE if is_cover else RUNNING)
        # two runs of equal pages would share one otherwise
        yield _NEW_PAGE if number else _beginning(document, look, blocks.pictures)
        yield from blocks.blocks(children, page)


def _beginning(document: Document, look: Look, pictures: PictureWriter) -> str:
    """Letterhead and title."""
    head = letterhead(document, look, pictures)
    # at the head of a page Typst drops the space above a block
    down = f"#v({style_of('deckblatt_titel', look).before:g}pt)\n" if document.cover and not head else ""
    return head + down + _title(document, look)


def _title(document: Document, look: Look) -> str:
    """The title; the paper's headings begin at level 1 below it, unless there are none and it must be one itself."""
    style = style_of("deckblatt_titel" if document.cover else "titel", look)
    title = line_expression(document.title, look.page.text_width / TWIPS / style.size)
    if any(isinstance(place, Heading) for place in places((*document.cover, *document.children))):
        return f"#title({title})\n"
    return f"#heading(level:1,outlined:false,bookmarked:false,text({letters(style)},{title}))\n"
