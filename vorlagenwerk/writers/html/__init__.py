"""Writes a document as one self-contained HTML page: a tree and the administrator's frame in, UTF-8 bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.html.anchors import name_anchors
from vorlagenwerk.writers.html.blocks import BlockWriter
from vorlagenwerk.writers.html.escaping import clean
from vorlagenwerk.writers.html.page import PageFrame, SafeMarkup, frame_style, page_values, render_frame

__all__ = ["PageFrame", "SafeMarkup", "clean", "frame_style", "write_html"]

CHUNK = 1 << 16
"""Characters that are gathered before they are encoded and written: few writes, little memory."""


def write_html(document: Document, frame: PageFrame, css: str, out: BinaryIO) -> list[Problem]:
    """Write the page to `out`; where the frame does not print the content exactly once, write nothing and say so."""
    anchors = name_anchors(document)
    parts, problems = render_frame(frame, page_values(document, anchors, css))
    if problems:
        return problems
    before, after = parts
    out.write(before.encode())
    for chunk in _gather(BlockWriter(anchors).write(document.children)):
        out.write(chunk.encode())
    out.write(after.encode())
    return []


def _gather(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in pieces of about `CHUNK` characters."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(waiting)
            waiting.clear()
            size = 0
    yield "".join(waiting)
