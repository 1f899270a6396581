"""Writes a document as one self-contained HTML page: a tree and the administrator's frame in, UTF-8 bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from vorlagenwerk.basics.typesetting.letterhead import SENDER
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.html.anchors import name_anchors
from vorlagenwerk.writers.html.appearance import look_css
from vorlagenwerk.writers.html.blocks import BlockWriter
from vorlagenwerk.writers.html.escaping import clean
from vorlagenwerk.writers.html.page import PageFrame, SafeMarkup, frame_style, page_values, render_frame

__all__ = ["PageFrame", "SafeMarkup", "clean", "frame_style", "write_html"]

CHUNK = 1 << 16
"""Characters that are gathered before they are encoded and written: few writes, little memory."""


def write_html(
    document: Document, frame: PageFrame, css: str, out: BinaryIO, look: Look | None = None
) -> list[Problem]:
    """Write the page to `out`; where the frame does not print the content exactly once, write nothing and say so.

    `look` is what pages in Word look like; the page takes over what `look_css` names.
    """
    anchors = name_anchors(document)
    blocks = BlockWriter(anchors)
    cover = "".join(blocks.write_cover(document.cover))
    letterhead = look.letterhead if look else SENDER
    style = frame_style(css, look_css(look, css) if look else "")
    parts, problems = render_frame(frame, page_values(document, anchors, style, letterhead), cover)
    if problems:
        return problems
    before, after = parts
    out.write(before.encode())
    for chunk in _gather(chain(blocks.write(document.children), blocks.write_notes())):
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
