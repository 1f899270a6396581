"""Writes a document tree as a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.rooms import Rooms
from vorlagenwerk.basics.typesetting.sections import Run, runs
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Contents, Document, Field, Heading, Section, Table
from vorlagenwerk.data.walking import places
from vorlagenwerk.writers.pdf.blocks import BlockWriter
from vorlagenwerk.writers.pdf.contents import TITLE
from vorlagenwerk.writers.pdf.engine import Source, typeset
from vorlagenwerk.writers.pdf.frame import letterhead
from vorlagenwerk.writers.pdf.inlines import line_expression
from vorlagenwerk.writers.pdf.pages import TWIPS, page_rule
from vorlagenwerk.writers.pdf.pictures import PictureWriter
from vorlagenwerk.writers.pdf.prelude import prelude
from vorlagenwerk.writers.pdf.roles import letters, spaces, style_of
from vorlagenwerk.writers.pdf.running import BARE, RUNNING, page_frame
from vorlagenwerk.writers.pdf.tagging import complete_tags

_NEW_PAGE = "#pagebreak(weak:true)\n"


def write_pdf(document: Document, look: Look, out: BinaryIO) -> list[Problem]:
    """Write the document into a stream; where it cannot be set, write nothing and say why."""
    blocks = BlockWriter(look, tuple(places((*document.cover, *document.children))))
    body = "".join(_body(document, look, blocks))
    head = prelude(document, look, blocks.roles) + page_frame(document, look, blocks.pictures)
    pdf, problems = typeset(Source(head + body, blocks.tables.rows, blocks.pictures.files), look)
    if pdf is not None:
        for piece in complete_tags(pdf, blocks.tables.tags):
            out.write(piece)
    return [*blocks.problems, *problems]


def _body(document: Document, look: Look, blocks: BlockWriter) -> Iterator[str]:
    all_runs = runs(document.children, landscape=document.landscape)
    if document.cover or not all_runs:
        all_runs.insert(0, Run(document.landscape, "a4", document.cover))
    rooms = Rooms(BoxMaker(look, []), look, dict(document.frame))
    for number, (landscape, paper, children) in enumerate(all_runs):
        is_cover = bool(document.cover) and number == 0
        nominal = look.page.sheet(landscape=landscape, paper=paper)
        page = nominal if is_cover else rooms.further(nominal)
        yield page_rule(page) + (BARE if is_cover else RUNNING)
        # two runs of equal pages would share one otherwise
        if number:
            yield _NEW_PAGE + _down(children, look)
        else:
            yield "" if is_cover else _higher_foot(page, rooms.first(nominal))
            yield _beginning(document, look, blocks.pictures, page, nominal)
        yield from blocks.blocks(children, page)


def _down(blocks: tuple[Block, ...], look: Look) -> str:
    """The space above the first block of a section, which Word keeps at the head of the page, and Typst drops."""
    match blocks[0] if blocks else None:
        case Field(children=children) | Section(children=children):
            return _down(children, look)
        case Heading(level):
            role = f"ueberschrift_{level}"
        case Contents(title=title) if title.strip():
            role = TITLE
        case Table(caption=caption) if caption:
            role = "beschriftung"
        case _:
            return ""
    style = style_of(role, look)
    # behind the space, a style that wants a new page would get a second one
    return "" if style.new_page else f"#v({style.before:g}pt)\n"


def _higher_foot(page: Page, first: Page) -> str:
    """What keeps the text off a footer of the first page that is higher than the others."""
    more = (first.bottom - page.bottom) / TWIPS
    return f"#place(bottom,float:true,clearance:0pt,block(height:{more:g}pt))\n" if more > 0 else ""


def _beginning(document: Document, look: Look, pictures: PictureWriter, page: Page, nominal: Page) -> str:
    """Letterhead and title."""
    style = _title_style(document, look)
    head = letterhead(document, look, pictures, style.before, page, nominal)
    # at the head of a page Typst drops the space above a block
    above = style.before - (abs(page.top) - abs(nominal.top)) / TWIPS
    return (head or f"#v({above:g}pt)\n") + _title(document, look)


def _title_style(document: Document, look: Look) -> ParagraphLook:
    return style_of("deckblatt_titel" if document.cover else "titel", look)


def _title(document: Document, look: Look) -> str:
    """The title; the paper's headings begin at level 1 below it, unless there are none and it must be one itself."""
    style = _title_style(document, look)
    title = line_expression(document.title, look.page.text_width / TWIPS / style.size)
    if any(isinstance(place, Heading) for place in places((*document.cover, *document.children))):
        return f"#title({title})\n"
    above, below = spaces(style, look)
    distances = f"#show heading:set block(above:{above:g}pt,below:{below:g}pt)\n"
    return f"#[{distances}#heading(level:1,outlined:false,bookmarked:false,text({letters(style)},{title}))]\n"
