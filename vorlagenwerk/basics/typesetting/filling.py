"""A whole paper as boxes on its pages: cover, title and text, below the lines that stand above them on each page."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.flow import Box, Pages
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.basics.typesetting.rooms import Rooms
from vorlagenwerk.basics.typesetting.sections import Run, runs
from vorlagenwerk.data.tree import Document


def boxes_on(pages: Pages, document: Document, look: Look, maker: BoxMaker) -> Iterator[Box]:
    """Everything in the order of reading; `pages` are begun wherever the paper or the room for text changes.

    The caller puts each box on them before it asks for the next one.
    """
    all_runs = runs(document.children, landscape=document.landscape)
    if not all_runs and not document.cover:
        all_runs = [Run(document.landscape, "a4", ())]
    rooms = Rooms(maker, look, dict(document.frame))
    if document.cover:
        page = look.page.sheet(landscape=document.landscape)
        pages.begin(rooms.cover(page).text_height, page.text_height)
        maker.page = page
        yield maker.paragraph(document.title, "deckblatt_titel")
        yield from maker.boxes(document.cover)
    for number, (landscape, paper, blocks) in enumerate(all_runs):
        page = look.page.sheet(landscape=landscape, paper=paper)
        is_first = number == 0 and not document.cover
        further = rooms.further(page)
        pages.begin((rooms.first(page) if is_first else further).text_height, further.text_height)
        maker.page = page
        if is_first:
            yield maker.paragraph(document.title, "titel")
        yield from maker.boxes(blocks)
