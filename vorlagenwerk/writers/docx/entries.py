"""What a list of contents lists: headings or captions, with the bookmarks that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.captions import caption_of, caption_of_picture
from vorlagenwerk.basics.typesetting.layout import plan_parts
from vorlagenwerk.basics.typesetting.pages import A4
from vorlagenwerk.data.tree import (
    Document,
    Heading,
    Picture,
    Table,
)
from vorlagenwerk.data.walking import places, plain_text
from vorlagenwerk.writers.docx.outline import mark


class Entry(NamedTuple):
    """A line of a list: where it leads, its words, its page, how deep the heading stands, its number, its counts."""

    bookmark: str
    text: str
    page: str
    level: int = 1
    number: str = ""
    counts: tuple[int, ...] = ()


def entries_of(document: Document, kind: str) -> list[Entry]:
    """The entries in reading order, which is the order in which blocks are written."""
    found = {"inhalt": _headings, "tabellen": _tables, "abbildungen": _pictures}[kind](document)
    return [
        entry._replace(bookmark=mark(kind, count), text=_on_one_line(entry.text))
        for count, entry in enumerate(found, 1)
    ]


def _on_one_line(text: str) -> str:
    """A tab would push the page's number away."""
    return text.replace("\n", " ").replace("\t", " ")


def _headings(document: Document) -> Iterator[Entry]:
    for place in places((*document.cover, *document.children)):
        if isinstance(place, Heading):
            yield Entry("", plain_text(place.children), place.page, place.level, place.number, place.counts)


def _tables(document: Document) -> Iterator[Entry]:
    for place in places((*document.cover, *document.children)):
        if isinstance(place, Table) and place.caption and place.number:
            # where nobody has planned the table, the columns of its parts do not depend on the paper
            parts = plan_parts(place, A4[0], 0)
            for index, part in enumerate(parts):
                yield Entry("", caption_of(place, parts, index), part.page)


def _pictures(document: Document) -> Iterator[Entry]:
    for place in places((*document.cover, *document.children)):
        if isinstance(place, Picture) and place.caption and place.number:
            yield Entry("", caption_of_picture(place), place.page)
