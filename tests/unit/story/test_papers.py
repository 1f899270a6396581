"""A paper's trees: planned once for all formats, counted only where it shows pages."""

from __future__ import annotations

import struct

import pytest

from tests.conftest import Workplace
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data import tree, walking
from vorlagenwerk.story.papers import Paper, counted, with_rasters
from vorlagenwerk.story.preparing import Preparation
from vorlagenwerk.story.workshop import Workshop

PAPER = "gueltig/regionalrat-vorlage/kurz.yaml"


@pytest.fixture
def paper(workplace: Workplace) -> tuple[Paper, Look]:
    """A short paper and its look."""
    workplace.take(PAPER, "content/x.yaml")
    workshop = Workshop(workplace.project)
    prepared = Preparation(workshop).prepare("content/x.yaml")
    assert prepared.document is not None and prepared.doctype is not None
    look = workshop.look_for("content/x.yaml", prepared.doctype)
    assert look is not None
    return Paper("content/x.yaml", prepared.doctype, prepared.document), look


def test_tables_are_planned_once(paper: tuple[Paper, Look]) -> None:
    """Word and PDF print the same parts; findings are told once."""
    made, look = paper
    first, _ = made.planned(look)
    again, problems = made.planned(look)
    assert again is first and problems == []
    assert all(place.parts for place in walking.places(first.children) if isinstance(place, tree.Table))


def test_pages_are_counted_where_they_are_shown(paper: tuple[Paper, Look]) -> None:
    """Counting costs time, and most papers show no page number in their text."""
    made, look = paper
    planned, _ = made.planned(look)
    assert counted(planned, look) is planned
    shown = counted(tree.Document("T", (tree.Contents("inhalt", "Inhalt"), *planned.children)), look)
    assert shown.pages == 1
    assert {place.page for place in walking.places(shown.children) if isinstance(place, tree.Heading)} == {"1"}


def test_drawings_become_pictures_for_word(paper: tuple[Paper, Look]) -> None:
    """At 300 points to the inch, wherever they stand, the same every time; other papers stay as they are."""
    made, look = paper
    assert with_rasters(made.document, look) is made.document
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"><rect width="9" height="9"/></svg>'
    picture = tree.Picture("", "", "Ein Kasten", tree.Image("svg", svg, 1440, 720))
    document = tree.Document("Titel", (tree.Section((tree.Quote((picture,)),)),))
    first, again = (
        next(
            block
            for block in walking.every_block(with_rasters(document, look).children)
            if isinstance(block, tree.Picture)
        )
        for _ in range(2)
    )
    assert first == again and first.image.data == svg
    assert struct.unpack_from(">II", first.image.raster, 16) == (300, 150)
