"""From marked Markdown to the tree: tokens become blocks, marks become what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.building import markdown
from vorlagenwerk.building.inlines import Context, InlineReader, Notes
from vorlagenwerk.building.marks import MARK, Blocks, Meaning, Prose, Template
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.problems import quote

_ROLE = re.compile(r"\[!(\w[\w-]*)\]\s*")
_PICTURE_SETTINGS = re.compile(r"\{ *(?:#(?P<ident>[a-z][a-z0-9_-]*))? *(?:breite=(?P<share>[0-9]{1,3}) ?%)? *\}")


def parse_blocks(text: str, context: Context, level: int) -> tuple[tree.Block, ...]:
    """The blocks of a Markdown text that stands below a heading of `level` (0: below the title).

    Headings keep their depth in a template (level 0: `#` is level 1); in prose the topmost heading goes one level
    below the heading above.
    """
    try:
        return _parsed(text, context, level)
    except RecursionError:  # a kilobyte of brackets is enough for the library
        context.report("TXT-301", "Auszeichnungen sind zu tief verschachtelt.", "Bitte einfacher schreiben.")
        return ()


def _parsed(text: str, context: Context, level: int) -> tuple[tree.Block, ...]:
    found, notes, unused, doubled = markdown.parse(text)
    for name in unused:
        said = f"Auf die Fußnote {quote(f'[^{name}]')} verweist keine Stelle im Text; sie erschiene nirgends."
        context.report("TXT-342", said, f"Bitte [^{name}] an die Stelle im Text setzen.", f"[^{name}]:")
    for name in doubled:
        said = f"Zur Fußnote {quote(f'[^{name}]')} gibt es mehrere Texte; nur einer davon erschiene."
        context.report("TXT-348", said, "Bitte jeder Fußnote einen eigenen Namen geben.", f"[^{name}]:")
    if markdown.too_deep(found):
        said = f"Listen oder Zitate sind tiefer als {markdown.MAX_NESTING} Ebenen verschachtelt."
        context.report("TXT-301", said, "Bitte flacher gliedern.", "")
        return ()
    depths = [int(token.tag[1]) for token in found if token.type == "heading_open"]
    shift = level + 1 - min(depths) if depths and level else 0
    return _Blocks(context, level, shift, text.split("\n"), notes).read(iter(found))


class _Blocks:
    def __init__(self, context: Context, level: int, shift: int, lines: list[str], notes: Notes) -> None:
        self.context = context
        self.lines = lines
        self.inlines = InlineReader(context, notes)
        self.level = level
        self.shift = shift

    def read(self, tokens: Iterator[Any], until: str = "") -> tuple[tree.Block, ...]:
        blocks: list[tree.Block] = []
        for token in tokens:
            if token.type == until:
                break
            blocks += self._block(token, tokens)
        return tuple(blocks)

    def _block(self, token: Any, tokens: Iterator[Any]) -> tuple[tree.Block, ...]:
        match token.type:
            case "paragraph_open":
                return self._paragraph(next(tokens), tokens)
            case "heading_open":
                return self._heading(token, next(tokens), tokens)
            case "bullet_list_open":
                return (tree.List(self._items(tokens, "bullet_list_close")),)
            case "ordered_list_open":
                return (self._ordered(token, tokens),)
            case "blockquote_open":
                return self._quote(tokens)
            case "table_open":
                return (self._table(token, tokens),)
            case _:
                self._unsupported(token)
                return ()

    def _paragraph(self, inline: Any, tokens: Iterator[Any]) -> tuple[tree.Block, ...]:
        next(tokens)  # paragraph_close
        alone = MARK.fullmatch(inline.content.strip())
        if alone:
            blocks = self._meant(self.context.marks.meaning(alone[1]))
            if blocks is not None:
                return blocks
        if inline.children and inline.children[0].type == "image":
            return self._picture(inline.children, inline.map[0])
        children = self.inlines.read(inline.children or [])
        return (tree.Paragraph(children),) if children else ()

    def _meant(self, meaning: Meaning) -> tuple[tree.Block, ...] | None:
        match meaning:
            case Blocks(make):
                return make(self.level)
            case Prose():
                return self.context.field(meaning, self.level)
            case Template(text):
                return parse_blocks(text, self.context, self.level)
        return None

    def _picture(self, tokens: list[Any], line: int) -> tuple[tree.Block, ...]:
        """`![Alternativtext](datei.png "Beschriftung"){#kennung breite=60%}` on a line of its own."""
        image, *rest = tokens
        trail = "".join(token.content for token in rest)
        settings = _PICTURE_SETTINGS.fullmatch(trail.strip() or "{}")
        if settings is None or any(token.type != "text" for token in rest):
            self.inlines.stray_picture()
            return ()
        shown = self.inlines.read(image.children or [])
        description = self._without_notes(shown, "der Beschreibung eines Bildes", line)
        file, caption = (self.inlines.plain(image.attrs.get(name, "")) for name in ("src", "title"))
        found = self.context.picture(file, description)
        if found is None:
            self.context.miss(settings["ident"] or "")
            return ()
        share = min(int(settings["share"] or 0), 100)
        return (tree.Picture(settings["ident"] or "", caption.strip(), description, found, share),)

    def _heading(self, token: Any, inline: Any, tokens: Iterator[Any]) -> tuple[tree.Block, ...]:
        next(tokens)  # heading_close
        level = min(int(token.tag[1]) + self.shift, 6)
        children = self.inlines.read(inline.children or [])
        if level > self.level + 1:
            said = f"Die Überschrift {quote(walking.plain_text(children))} überspringt eine Ebene."
            remedy = "Bitte ein # weniger schreiben: Unter # folgt ##, darunter ###."
            self.context.report("BAR-101", said, remedy, line=token.map[0])
        self.level = level
        if not walking.has_words(children):
            self.context.report(
                "TXT-302", "Eine Überschrift ist leer.", "Bitte Text ergänzen oder löschen.", line=token.map[0]
            )
            return ()
        return (tree.Heading(level, children),)

    def _quote(self, tokens: Iterator[Any]) -> tuple[tree.Block, ...]:
        """A quotation; one that begins with `[!hinweis]` is no quotation but a call-out in that role."""
        opening = next(tokens)
        if opening.type != "paragraph_open":
            return (tree.Quote(self.read(chain((opening,), tokens), "blockquote_close")),)
        inline = next(tokens)
        role, line = _role_before(inline)
        begun = self._paragraph(line, tokens)
        children = (*begun, *self.read(tokens, "blockquote_close"))
        if not role:
            return (tree.Quote(children),)
        self.context.judge_role(role)
        return walking.in_role(children, role)

    def _items(self, tokens: Iterator[Any], until: str) -> tuple[tree.ListItem, ...]:
        items = []
        for token in tokens:
            if token.type == until:
                break
            items.append(tree.ListItem(self.read(tokens, "list_item_close")))
        return tuple(items)

    def _ordered(self, token: Any, tokens: Iterator[Any]) -> tree.List:
        start = int(token.attrs.get("start", 1))
        items = self._items(tokens, "ordered_list_close")
        if start != 1 and len(items) == 1:
            said = f"Die Zeile beginnt mit „{start}.“ und wird als Aufzählung mit einem Punkt gelesen."
            remedy = f"Ist keine Aufzählung gemeint, bitte „{start}\\.“ schreiben."
            self.context.report("TXT-303", said, remedy, line=token.map[0])
        return tree.List(items, ordered=True, start=start)

    def _table(self, opening: Any, tokens: Iterator[Any]) -> tree.Table:
        rows: list[list[tree.Cell]] = []
        aligns: list[str] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
                self._count_cells(token, len(aligns))
            elif token.type == "th_open":
                aligns.append(_align(token.attrs.get("style", "")))
            elif token.type == "inline":
                rows[-1].append(self.inlines.read(token.children or []))
        head, *body = rows
        titles = [self._without_notes(cell, "der Kopfzeile einer Tabelle", opening.map[0]) for cell in head]
        if not all(titles) or len(set(titles)) < len(titles):
            said = "In der Kopfzeile der Tabelle ist ein Spaltentitel leer oder doppelt."
            self.context.report("BAR-102", said, "Jede Spalte braucht einen eigenen Titel.", line=opening.map[0])
        columns = tuple(
            tree.Column(f"spalte_{index + 1}", title, align=align)  # type: ignore[arg-type]
            for index, (title, align) in enumerate(zip(titles, aligns, strict=True))
        )
        # without a caption, this is all that a screen reader can say of the table before its cells
        description = f"Tabelle mit den Spalten {german.join_list([f'„{title}“' for title in titles])}."
        return tree.Table("", "", description, columns, tuple(tree.Row(tuple(row)) for row in body))

    def _without_notes(self, inlines: tree.Cell, where: str, line: int) -> str:
        """The words of a place that holds words only."""
        if any(isinstance(node, tree.Note) for node in walking.walk(tree.Paragraph(inlines))):  # type: ignore[arg-type]
            said = f"In {where} steht eine Fußnote; dort kann keine stehen."
            remedy = "Bitte in den Text davor oder in eine Zelle darunter setzen."
            self.context.report("TXT-347", said, remedy, line=line)
        return walking.plain_text(inlines).strip()

    def _count_cells(self, row: Any, columns: int) -> None:
        """The library drops what stands behind the last column of a table's head; nothing may vanish."""
        line = self.lines[row.map[0]].rstrip().lstrip(" >").removeprefix("|").removesuffix("|").replace("\\|", "")
        if columns and line.count("|") >= columns:
            said = f"Eine Tabellenzeile hat mehr als die {columns} Zellen der Kopfzeile."
            self.context.report(
                "TXT-308", said, "Ein senkrechter Strich im Text wird \\| geschrieben.", line=row.map[0]
            )

    def _unsupported(self, token: Any) -> None:
        if token.type == "hr":
            said, remedy = "Eine Trennlinie (---) ist nicht vorgesehen.", "Bitte mit Überschriften gliedern."
        else:
            said, remedy = f"Das Element „{token.type}“ ist nicht vorgesehen.", "Bitte anders ausdrücken."
        self.context.report("TXT-304", said, remedy, line=token.map[0] if token.map else None)


def _role_before(inline: Any) -> tuple[str, Any]:
    """The role that a line of tokens begins with, "" for none, and the line without it."""
    found = _ROLE.match(inline.content)
    words = _ROLE.match(inline.children[0].content) if inline.children else None
    if not found or not words:
        return "", inline
    first, *rest = inline.children
    line, text = inline.map[0], first.content[words.end() :]
    if text:
        rest.insert(0, first.copy(content=text))
    elif rest and rest[0].type in ("softbreak", "hardbreak"):
        line, rest = line + 1, rest[1:]
    return found[1], inline.copy(content=inline.content[found.end() :], children=rest, map=[line, inline.map[1]])


def _align(style: str) -> str:
    return {"text-align:right": "rechts", "text-align:center": "mitte"}.get(style, "links")
