"""From marked Markdown to the tree: tokens become nodes, marks become what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from vorlagenwerk.building import links, markdown
from vorlagenwerk.building.marks import CLOSE, MARK, Blocks, Inlines, Marks, Meaning, Prose, Template
from vorlagenwerk.data import tree
from vorlagenwerk.data.problems import quote


class Context(Protocol):
    """What parsing needs to know of the document and where it reports."""

    marks: Marks

    def prose(self, prose: Prose, level: int) -> tuple[tree.Block, ...]:
        """The blocks of a prose field, set below a heading of this level."""
        ...

    def report(self, code: str, text: str, remedy: str, snippet: str = "", line: int | None = None) -> None:
        """Note a finding on the text being parsed, at the line given or else where `snippet` stands."""
        ...


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
    found = markdown.tokens(text)
    if markdown.too_deep(found):
        said = f"Listen oder Zitate sind tiefer als {markdown.MAX_NESTING} Ebenen verschachtelt."
        context.report("TXT-301", said, "Bitte flacher gliedern.", "")
        return ()
    depths = [int(token.tag[1]) for token in found if token.type == "heading_open"]
    shift = level + 1 - min(depths) if depths and level else 0
    return _Blocks(context, level, shift, text.split("\n")).read(iter(found))


def parse_inlines(text: str, context: Context) -> tuple[tree.Inline, ...]:
    """The nodes of a single line of Markdown."""
    return _Inlines(context).read(markdown.inline_tokens(text))


class _Blocks:
    def __init__(self, context: Context, level: int, shift: int, lines: list[str]) -> None:
        self.context = context
        self.lines = lines
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
                return (tree.Quote(self.read(tokens, "blockquote_close")),)
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
        children = _Inlines(self.context).read(inline.children or [])
        return (tree.Paragraph(children),) if children else ()

    def _meant(self, meaning: Meaning) -> tuple[tree.Block, ...] | None:
        match meaning:
            case Blocks(make):
                return make(self.level)
            case Prose():
                return self.context.prose(meaning, self.level)
            case Template(text):
                return parse_blocks(text, self.context, self.level)
        return None

    def _heading(self, token: Any, inline: Any, tokens: Iterator[Any]) -> tuple[tree.Block, ...]:
        next(tokens)  # heading_close
        level = min(int(token.tag[1]) + self.shift, 6)
        children = _Inlines(self.context).read(inline.children or [])
        if level > self.level + 1:
            said = f"Die Überschrift {quote(tree.plain_text(children))} überspringt eine Ebene."
            self.context.report("BAR-101", said, "Unter # folgt ##, darunter ###.", line=token.map[0])
        self.level = level
        if not tree.plain_text(children).strip():
            self.context.report(
                "TXT-302", "Eine Überschrift ist leer.", "Bitte Text ergänzen oder löschen.", line=token.map[0]
            )
            return ()
        return (tree.Heading(level, children),)

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
                rows[-1].append(_Inlines(self.context).read(token.children or []))
        head, *body = rows
        titles = [tree.plain_text(cell).strip() for cell in head]
        if not all(titles) or len(set(titles)) < len(titles):
            said = "In der Kopfzeile der Tabelle ist ein Spaltentitel leer oder doppelt."
            self.context.report("BAR-102", said, "Jede Spalte braucht einen eigenen Titel.", line=opening.map[0])
        columns = tuple(
            tree.Column(f"spalte_{index + 1}", tree.plain_text(cell), align=align)  # type: ignore[arg-type]
            for index, (cell, align) in enumerate(zip(head, aligns, strict=True))
        )
        return tree.Table("", "", "", columns, tuple(tree.Row(tuple(row)) for row in body))

    def _count_cells(self, row: Any, columns: int) -> None:
        """The library drops what stands behind the last column of a table's head; nothing may vanish."""
        line = self.lines[row.map[0]].strip().removeprefix("|").removesuffix("|").replace("\\|", "")
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


def _align(style: str) -> str:
    return {"text-align:right": "rechts", "text-align:center": "mitte"}.get(style, "links")


class _Inlines:
    def __init__(self, context: Context) -> None:
        self.context = context

    def read(self, tokens: list[Any]) -> tuple[tree.Inline, ...]:
        return _joined(self._until(iter(tokens), ""))

    def _until(self, tokens: Iterator[Any], end: str) -> list[tree.Inline]:
        nodes: list[tree.Inline] = []
        for token in tokens:
            if token.type == end:
                break
            nodes += self._inline(token, tokens)
        return nodes

    def _inline(self, token: Any, tokens: Iterator[Any]) -> list[tree.Inline]:
        match token.type:
            case "text" | "text_special":
                return self._text(token.content)
            case "softbreak":
                return [tree.Text(" ")]
            case "hardbreak":
                return [tree.Break()]
            case "code_inline":
                return [tree.Code(tree.plain_text(tuple(self._text(token.content))))]
            case "strong_open":
                return [tree.Strong(_joined(self._until(tokens, "strong_close")))]
            case "em_open":
                return [tree.Emphasis(_joined(self._until(tokens, "em_close")))]
            case "link_open":
                return self._link(token.attrs["href"], _joined(self._until(tokens, "link_close")))
            case "image":
                said = "Bilder sind im Text noch nicht vorgesehen."
                self.context.report("TXT-305", said, "Bitte das Bild vorerst weglassen.", "![")
                return []
            case _:
                return self._text(token.content)

    def _text(self, content: str) -> list[tree.Inline]:
        """Text with its marks swapped for nodes."""
        nodes: list[tree.Inline] = []
        pieces = MARK.split(content)
        for index, piece in enumerate(pieces):
            if index % 2:
                nodes += self._marked(self.context.marks.meaning(piece))
            elif piece:
                nodes.append(tree.Text(piece))
        return nodes

    def _marked(self, meaning: Meaning) -> tuple[tree.Inline, ...]:
        match meaning:
            case Inlines(children):
                return children
            case Template(text):
                return parse_inlines(text.strip(), self.context)
            case Prose():
                blocks = self.context.prose(meaning, 0)
            case Blocks(make):
                blocks = make(0)
        if len(blocks) == 1 and isinstance(blocks[0], tree.Paragraph):
            return blocks[0].children
        said = "Eine Tabelle oder ein mehrteiliger Text steht mitten in einer Zeile."
        self.context.report("VOR-303", said, "Bitte in der Vorlage in eine eigene Zeile mit Leerzeilen setzen.", "")
        return ()

    def _link(self, target: str, children: tuple[tree.Inline, ...]) -> list[tree.Inline]:
        if CLOSE in target:
            target = tree.plain_text(tuple(self._text(target)))
        words = tree.plain_text(children).strip()
        if target.startswith("#") and not children:
            return [tree.Reference(target[1:])]
        if links.says_nothing(words):
            said = f"Der Linktext {quote(words)} sagt nichts über das Ziel." if words else "Der Link hat keinen Text."
            self.context.report("BAR-103", said, "Bitte das Ziel benennen.", f"[{tree.plain_text(children)}](")
        if target.startswith("#"):
            return [tree.Reference(target[1:], children)]
        trouble = links.judge(target)
        if trouble:
            self.context.report("TXT-306", *trouble, target)
            return list(children)
        return [tree.Link(target, children)]


def _joined(nodes: list[tree.Inline]) -> tuple[tree.Inline, ...]:
    """The nodes with neighbouring texts made one."""
    joined: list[tree.Inline] = []
    for node in nodes:
        if isinstance(node, tree.Text) and joined and isinstance(joined[-1], tree.Text):
            joined[-1] = tree.Text(joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)
