"""The tree as readable text: one node a line, indented by depth. The main golden of the tests."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.data import tree


def dump(document: tree.Document) -> str:
    """The whole document as text; the same tree gives the same text."""
    head = [f"dokument {document.title!r} ({document.language}{', quer' if document.landscape else ''})"]
    facts = {fact.tag: fact.children for fact in document.facts}
    head += [f"  {name} = {_line(facts[name]) if name in facts else value!r}" for name, value in document.frame]
    if document.cover:
        head += ["  deckblatt", *(line for block in document.cover for line in _block(block, 2))]
    return "\n".join([*head, *(line for block in document.children for line in _block(block, 1))]) + "\n"


def _block(block: tree.Block | tree.ListItem, depth: int) -> Iterator[str]:
    pad = "  " * depth
    match block:
        case tree.Heading():
            number = f" {block.number}" if block.numbered else ""
            ident = f" #{block.ident}" if block.ident else ""
            yield f"{pad}ueberschrift {block.level}{number}{ident}: {_line(block.children)}"
        case tree.Paragraph():
            yield f"{pad}absatz ({block.role}): {_line(block.children)}"
        case tree.List():
            yield f"{pad}liste {f'ab {block.start}' if block.ordered else 'mit Punkten'}"
            for item in block.items:
                yield from _block(item, depth + 1)
        case tree.ListItem():
            yield f"{pad}punkt"
            for child in block.children:
                yield from _block(child, depth + 1)
        case tree.Quote():
            yield f"{pad}zitat" if block.role == "zitat" else f"{pad}kasten ({block.role})"
            for child in block.children:
                yield from _block(child, depth + 1)
        case tree.Section():
            paper = "" if block.paper == "a4" else f" {block.paper}"
            yield f"{pad}abschnitt {'quer' if block.landscape else 'hoch'}{paper}"
            for child in block.children:
                yield from _block(child, depth + 1)
        case tree.Field():
            yield f"{pad}feld {block.pointer}"
            for child in block.children:
                yield from _block(child, depth + 1)
        case tree.Table():
            yield from _table(block, depth)
        case tree.Picture():
            share = f", {block.share} %" if block.share else ""
            yield f"{pad}bild {block.number} #{block.ident} ({block.image.kind}{share}): {block.caption}"
            yield f"{pad}  beschreibung: {block.description}"
        case tree.Contents():
            yield f"{pad}verzeichnis ({block.kind}, {block.depth}): {block.title}"


def _table(table: tree.Table, depth: int) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}tabelle {table.number} #{table.ident} ({table.role}): {table.caption}"
    yield f"{pad}  beschreibung: {table.description}"
    for part in table.split:
        yield f"{pad}  teil: {' '.join(table.columns[index].letter or str(index) for index in part)}"
    titles = (
        f"{c.letter + ' ' if c.letter else ''}{c.title}{' *' if c.is_key else ''} ({c.align})" for c in table.columns
    )
    yield f"{pad}  kopf: {' | '.join(titles)}"
    for row in table.rows:
        yield f"{pad}  {row.kind}: {' | '.join(_line(cell) for cell in row.cells)}"


def _line(cell: tree.Cell) -> str:
    return cell if isinstance(cell, str) else "".join(_inline(inline) for inline in cell)


def _inline(inline: tree.Inline) -> str:
    match inline:
        case tree.Text(text):
            return text.replace("\u00a0", "~")
        case tree.Value(text, pointer):
            return f"⟨{text.replace(chr(0xA0), '~')}{' ' + pointer if pointer else ''}⟩"
        case tree.Strong(children):
            return f"**{_line(children)}**"
        case tree.Emphasis(children):
            return f"*{_line(children)}*"
        case tree.Code(text):
            return f"`{text}`"
        case tree.Link(target, children):
            return f"[{_line(children)}]({target})"
        case tree.Reference(ident, children):
            return f"[{_line(children)}](#{ident})"
        case tree.PageReference(ident, children):
            return f"[{_line(children)}](seite:{ident})"
        case tree.Foreign(language, children):
            return f"[{_line(children)}]{{{language}}}"
        case tree.Note(children, number):
            return f"[^{number}: {_line(children)}]"
        case tree.Break():
            return "⏎"
