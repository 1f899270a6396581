"""Writes a document tree as a Word file: the style template as package, text and lists written anew."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Literal

from vorlagenwerk.basics.typesetting.sections import Run, runs
from vorlagenwerk.data import node
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Document, Inline, Table, Text
from vorlagenwerk.data.walking import with_blocks
from vorlagenwerk.writers.docx.archive import CHUNK, ArchiveWriter, pack, pack_stream
from vorlagenwerk.writers.docx.blocks import BlockWriter
from vorlagenwerk.writers.docx.controls import END
from vorlagenwerk.writers.docx.frame import TITLE, Filling
from vorlagenwerk.writers.docx.markup import XML_HEAD
from vorlagenwerk.writers.docx.notes_template import NOTES_TYPE
from vorlagenwerk.writers.docx.package import Relation
from vorlagenwerk.writers.docx.paragraphs import BETWEEN_TABLES, SLIVER, ParagraphMarkup, Piece
from vorlagenwerk.writers.docx.properties import (
    app_properties,
    content_types,
    core_properties,
    package_relationships,
    relationships,
)
from vorlagenwerk.writers.docx.template import StyleTemplate

if TYPE_CHECKING:
    from vorlagenwerk.writers.docx.cover import Cover


def write_docx(document: Document, style: StyleTemplate, out: BinaryIO) -> list[Problem]:
    """Write the document into a seekable stream, with bytes that depend on document and template alone.

    A document with a cover gets that of the template, where it has one.
    """
    cover = style.cover if document.cover else None
    if cover:
        style = _with_cover(style, cover)
        document = node.replace(document, cover=_placed(document, style, cover))
    blocks = BlockWriter(document, style)
    # first, because the list of content types, which leads the archive, depends on what the text uses
    filling = Filling(document, blocks.runs)
    main = pack_stream(style.main, _chunks(_main_part(document, style, blocks, cover, filling)))
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
    for part in style.frames.parts:
        archive.add(part.name, part.fill(filling))
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


def _with_cover(style: StyleTemplate, cover: Cover) -> StyleTemplate:
    types = {**style.types, **cover.types}
    return replace(
        style,
        relations=(*style.relations, *cover.relations),
        kept=(*style.kept, *cover.parts),
        types=types,
        content_types=pack("[Content_Types].xml", content_types(types)),
    )


def _placed(document: Document, style: StyleTemplate, cover: Cover) -> tuple[Block, ...]:
    """The blocks of the document's cover that the template's has room for; tables are planned anew on narrower paper.

    Without the others no list and no reference leads to what is not written.
    """

    def unplanned(block: Block) -> Block:
        if isinstance(block, Table):
            return node.replace(block, parts=())
        return with_blocks(block, lambda blocks: tuple(map(unplanned, blocks)))

    blocks = document.cover if cover.has_room else ()
    planned = style.page_setup.page.sheet(landscape=document.landscape).text_width
    return tuple(map(unplanned, blocks)) if cover.page.text_width < planned else blocks


def _main_part(
    document: Document, style: StyleTemplate, blocks: BlockWriter, cover: Cover | None, filling: Filling
) -> Iterator[str | bytes]:
    yield f"{XML_HEAD}{style.document_head}<w:body>"
    all_runs = runs(document.children, landscape=document.landscape)
    if cover:
        yield from _word_cover(cover.fill(filling), cover, document, style, blocks, is_last=not all_runs)
    elif document.cover or not all_runs:
        all_runs.insert(0, Run(document.landscape, "a4", document.cover))
    begun = 1 if cover else 0
    for number, (landscape, paper, children) in enumerate(all_runs, begun):
        is_cover, is_last = bool(document.cover) and number == 0, number == len(all_runs) - 1 + begun
        kind: Literal["first", "further", "cover"] = "cover" if is_cover else "further" if number else "first"
        page, section = style.page_setup.section(kind, landscape=landscape, paper=paper)
        pieces = _tidied(blocks.blocks(children, page, ends_document=is_last))
        if number == 0:
            pieces = chain((blocks.title(_title(document), "deckblatt_titel" if is_cover else "titel"),), pieces)
        yield from _ended(pieces, section, is_last=is_last)
    yield "</w:body></w:document>"


def _title(document: Document) -> tuple[Inline, ...]:
    """The title with the fields in it, where it consists of any."""
    return next((fact.children for fact in document.facts if fact.tag == TITLE), (Text(document.title),))


def _word_cover(
    filled: tuple[bytes, bytes],
    cover: Cover,
    document: Document,
    style: StyleTemplate,
    blocks: BlockWriter,
    *,
    is_last: bool,
) -> Iterator[str | bytes]:
    """The cover as Word made it, with the blocks of the document's own in their place; it says the title itself."""
    before, after = filled
    yield before
    yield from map(_render, _tidied(blocks.blocks(document.cover, cover.page, ends_document=True)))
    yield after
    section = cover.section or style.page_setup.section("cover", landscape=document.landscape)[1]
    yield from (SLIVER.render(), section) if is_last else (SLIVER.render(section),)


def _tidied(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A paragraph without height stands in the control of the table that needs it, so that none is left over."""
    ends: list[Piece] = []
    for piece in pieces:
        if piece == END:
            ends.append(piece)
        elif piece is SLIVER or piece is BETWEEN_TABLES:
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
