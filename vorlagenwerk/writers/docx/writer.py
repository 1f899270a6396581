"""Writes a document tree as a Word file: the style template as package, text and lists written anew."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import BinaryIO

from vorlagenwerk.basics.typesetting.sections import Run, runs
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.docx.archive import CHUNK, ArchiveWriter
from vorlagenwerk.writers.docx.blocks import SLIVER, BlockWriter, ParagraphMarkup, Piece
from vorlagenwerk.writers.docx.markup import XML_HEAD
from vorlagenwerk.writers.docx.properties import (
    app_properties,
    core_properties,
    package_relationships,
    relationships,
)
from vorlagenwerk.writers.docx.template import StyleTemplate


def write_docx(document: Document, style: StyleTemplate, out: BinaryIO) -> list[Problem]:
    """Write the document into a seekable stream, with bytes that depend on document and template alone."""
    blocks = BlockWriter(style)
    folder = posixpath.dirname(style.main)
    archive = ArchiveWriter(out)
    archive.add_packed(style.content_types)
    archive.add("_rels/.rels", package_relationships(style.main, style.package_relations))
    archive.add_stream(style.main, _chunks(_main_part(document, style, blocks)))
    # what the text used is known only now
    rels = posixpath.join(folder, "_rels", posixpath.basename(style.main) + ".rels")
    archive.add(rels, relationships((*style.relations, *blocks.inlines.relations), folder))
    archive.add(style.numbering_name, blocks.numbering.render())
    if blocks.styles.is_changed:
        archive.add(style.packed_styles.name, blocks.styles.render())
    else:
        archive.add_packed(style.packed_styles)
    values = dict(document.frame)
    for part in style.frame_parts:
        archive.add(part.name, part.fill(values))
    for packed in style.kept:
        archive.add_packed(packed)
    archive.add("docProps/core.xml", core_properties(document))
    archive.add("docProps/app.xml", app_properties(document))
    archive.close()
    return blocks.problems


def _main_part(document: Document, style: StyleTemplate, blocks: BlockWriter) -> Iterator[str | bytes]:
    yield f"{XML_HEAD}{style.document_head}<w:body>"
    all_runs = runs(document.children, landscape=document.landscape) or [Run(document.landscape, "a4", ())]
    for number, (landscape, paper, children) in enumerate(all_runs):
        page, section = style.page_setup.section(landscape=landscape, is_first=number == 0, paper=paper)
        held: Piece | None = blocks.title(document.title) if number == 0 else None
        for piece in blocks.blocks(children, page):
            if held is not None:
                yield _render(held)
            held = piece
        if number == len(all_runs) - 1:
            if held is not None:
                yield _render(held)
            yield section
        else:
            # tables are followed by a paragraph of their own, so that the section always ends in one
            yield (held if isinstance(held, ParagraphMarkup) else SLIVER).render(section)
    yield "</w:body></w:document>"


def _render(piece: Piece) -> str | bytes:
    return piece.render() if isinstance(piece, ParagraphMarkup) else piece


def _chunks(pieces: Iterator[str | bytes]) -> Iterator[bytes]:
    """The text in pieces that are worth a call of the packer."""
    gathered: list[bytes] = []
    size = 0
    for piece in pieces:
        gathered.append(piece.encode() if isinstance(piece, str) else piece)
        size += len(piece)
        if size >= CHUNK:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
