"""Writes a document tree as a Word file: the style template as package, text and lists written anew."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Literal

from vorlagenwerk.basics.typesetting.sections import Run, runs
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.docx.archive import CHUNK, ArchiveWriter, pack_stream
from vorlagenwerk.writers.docx.blocks import BlockWriter
from vorlagenwerk.writers.docx.controls import END
from vorlagenwerk.writers.docx.markup import XML_HEAD
from vorlagenwerk.writers.docx.notes_template import NOTES_TYPE
from vorlagenwerk.writers.docx.package import Relation
from vorlagenwerk.writers.docx.paragraphs import SLIVER, ParagraphMarkup, Piece
from vorlagenwerk.writers.docx.properties import (
    app_properties,
    content_types,
    core_properties,
    package_relationships,
    relationships,
)
from vorlagenwerk.writers.docx.template import StyleTemplate


def write_docx(document: Document, style: StyleTemplate, out: BinaryIO) -> list[Problem]:
    """Write the document into a seekable stream, with bytes that depend on document and template alone."""
    blocks = BlockWriter(document, style)
    # first, because the list of content types, which leads the archive, depends on what the text uses
    main = pack_stream(style.main, _chunks(_main_part(document, style, blocks)))
    archive = ArchiveWriter(out)
    _add_types(archive, style, blocks)
    archive.add("_rels/.rels", package_relationships(style.main, style.package_relations))
    archive.add_packed(main)
    _add_relations(archive, style, blocks)
    archive.add(style.numbering_name, blocks.numbering.render())
    if blocks.styles.is_changed:
        archive.add(style.packed_styles.name, blocks.styles.render())
    else:
        archive.add_packed(style.packed_styles)
    values = dict(document.frame)
    for part in style.frame_parts:
        archive.add(part.name, part.fill(values, document.pages))
    _add_notes(archive, style, blocks)
    for data, name in blocks.pictures.media.items() if blocks.pictures else ():
        archive.add(name, data)
    for packed in style.kept:
        archive.add_packed(packed)
    archive.add("docProps/core.xml", core_properties(document))
    archive.add("docProps/app.xml", app_properties(document))
    archive.close()
    return blocks.problems


def _add_types(archive: ArchiveWriter, style: StyleTemplate, blocks: BlockWriter) -> None:
    added = dict(blocks.pictures.kinds) if blocks.pictures else {}
    if blocks.notes:
        added[style.notes.name] = NOTES_TYPE
    if added:
        archive.add("[Content_Types].xml", content_types({**style.types, **added}))
    else:
        archive.add_packed(style.content_types)


def _add_relations(archive: ArchiveWriter, style: StyleTemplate, blocks: BlockWriter) -> None:
    folder = posixpath.dirname(style.main)
    notes = style.notes
    new = [Relation("rIdFussnoten", "footnotes", notes.name, False)] if blocks.notes and not notes.is_own else []
    rels = posixpath.join(folder, "_rels", posixpath.basename(style.main) + ".rels")
    archive.add(rels, relationships((*style.relations, *new, *blocks.relations.lines), folder))


def _add_notes(archive: ArchiveWriter, style: StyleTemplate, blocks: BlockWriter) -> None:
    notes, has_part = style.notes, bool(blocks.notes) or style.notes.is_own
    if has_part:
        archive.add(notes.name, blocks.notes.render())
    if blocks.notes.relations.lines:
        archive.add(notes.rels, relationships(blocks.notes.relations.lines, posixpath.dirname(notes.name)))
    if style.settings:
        archive.add_packed(style.settings[has_part])


def _main_part(document: Document, style: StyleTemplate, blocks: BlockWriter) -> Iterator[str | bytes]:
    yield f"{XML_HEAD}{style.document_head}<w:body>"
    all_runs = runs(document.children, landscape=document.landscape)
    if document.cover or not all_runs:
        all_runs.insert(0, Run(document.landscape, "a4", document.cover))
    for number, (landscape, paper, children) in enumerate(all_runs):
        is_cover, is_last = bool(document.cover) and number == 0, number == len(all_runs) - 1
        kind: Literal["first", "further", "cover"] = "cover" if is_cover else "further" if number else "first"
        page, section = style.page_setup.section(kind, landscape=landscape, paper=paper)
        pieces = _tidied(blocks.blocks(children, page, ends_document=is_last))
        if number == 0:
            pieces = chain((blocks.title(document.title, "deckblatt_titel" if is_cover else "titel"),), pieces)
        yield from _ended(pieces, section, is_last=is_last)
    yield "</w:body></w:document>"


def _tidied(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A paragraph without height stands in the control of the table that needs it, so that none is left over."""
    ends: list[Piece] = []
    for piece in pieces:
        if piece == END:
            ends.append(piece)
        elif piece is SLIVER:
            yield from (piece, *ends)
            ends = []
        else:
            yield from (*ends, piece)
            ends = []
    yield from ends


def _ended(pieces: Iterator[Piece], section: str, *, is_last: bool) -> Iterator[str | bytes]:
    """The pieces of a section and its properties: in its last paragraph, those of the last section behind all."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None:
            yield _render(held)
        held = piece
    if is_last:
        yield from (_render(held), section) if held is not None else (section,)
    elif isinstance(held, ParagraphMarkup) and not held.content.endswith(END):
        yield held.render(section)
    else:
        # who deletes a table or the text in a control must not delete the end of the section with it
        yield from () if held is None else (_render(held),)
        yield SLIVER.render(section)


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
