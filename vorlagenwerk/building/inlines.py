"""From the tokens of a line of Markdown to inlines; marks become what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from vorlagenwerk.building import links, markdown
from vorlagenwerk.building.languages import LANGUAGES
from vorlagenwerk.building.marks import CLOSE, MARK, Blocks, Inlines, Marks, Prose, Template
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import quote

Notes = Mapping[int, list[Any]]
"""The tokens of each footnote of a text."""

_FOREIGN = re.compile(r"\[([^][{}]+)\]\{([A-Za-z]+(?:-[A-Za-z0-9]+)*)\}")
"""Words with their language behind them: `[Case Management]{en}`."""
_LOST_LANGUAGE = re.compile(r"\](\{[A-Za-z]+(?:-[A-Za-z0-9]+)*\})")
_LOST_NOTE = re.compile(r"\[\^[^][\s]+\]")
_PAGE = "seite:"
"""Stands before the ident where a link shall show its target's page: `[](seite:kennung)`."""


class Context(Protocol):
    """What parsing needs to know of the document and where it reports."""

    marks: Marks

    def prose(self, prose: Prose, level: int) -> tuple[tree.Block, ...]:
        """The blocks of a prose field, set below a heading of this level."""
        ...

    def field(self, prose: Prose, level: int) -> tuple[tree.Block, ...]:
        """The same as one node that knows its field."""
        ...

    def picture(self, file: str, description: str) -> tree.Image | None:
        """The picture in a file beside the content, None with a finding when it cannot be shown."""
        ...

    def judge_role(self, role: str) -> None:
        """Note a finding where no style stands for the role."""
        ...

    def mention(self, ident: str, sign: str = "#") -> None:
        """Note that the text being parsed refers to the block `ident`; `sign` stands before its name there."""
        ...

    def miss(self, ident: str) -> None:
        """Note that the block of this ident cannot be shown, for which there is a finding."""
        ...

    def report(
        self, code: str, text: str, remedy: str, snippet: str = "", line: int | None = None, place: Place | None = None
    ) -> None:
        """Note a finding on the text being parsed, at the line or place given or else where `snippet` stands."""
        ...


def parse_inlines(text: str, context: Context) -> tuple[tree.Inline, ...]:
    """The nodes of a single line of Markdown."""
    parsed = markdown.parse_line(text)
    return InlineReader(context, parsed.notes).read(parsed.tokens)


class InlineReader:
    """Reads the inline tokens of a text; `notes` is None inside a footnote, which can hold none itself."""

    def __init__(self, context: Context, notes: Notes | None) -> None:
        self.context = context
        self.notes = notes
        self._read_notes: dict[int, list[tree.Inline]] = {}

    def read(self, tokens: list[Any]) -> tuple[tree.Inline, ...]:
        """The nodes of a line."""
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
                return [tree.Code(self.plain(token.content))]
            case "strong_open":
                return [tree.Strong(_joined(self._until(tokens, "strong_close")))]
            case "em_open":
                return [tree.Emphasis(_joined(self._until(tokens, "em_close")))]
            case "link_open":
                return self._link(token.attrs["href"], _joined(self._until(tokens, "link_close")))
            case "image":
                self.stray_picture()
                return []
            case "footnote_ref":
                return self._note(token.meta["id"])
            case "footnote_anchor":
                return []
            case _:
                return self._text(token.content)

    def stray_picture(self) -> None:
        """The finding on a picture that stands among words."""
        said = "Ein Bild steht mitten im Text, oder hinter ihm steht etwas, das nicht dazugehört."
        remedy = 'Erwartet wird ein eigener Absatz: ![Beschreibung](datei.png "Beschriftung"){#kennung breite=60%}.'
        self.context.report("TXT-305", said, remedy, "![")

    def plain(self, text: str) -> str:
        """A text of an attribute, with what its marks stand for."""
        return walking.plain_text(tuple(self._pieces(text)))

    def _note(self, number: int) -> list[tree.Inline]:
        """The footnote; where it is cited again the same node, by which `Labels` knows it."""
        if number not in self._read_notes:
            self._read_notes[number] = self._new_note(number)
        return self._read_notes[number]

    def _new_note(self, number: int) -> list[tree.Inline]:
        if self.notes is None:
            said = "In einer Fußnote steht eine weitere Fußnote."
            self.context.report("TXT-343", said, "Bitte den Inhalt in den Text oder in eine Fußnote aufnehmen.", "^[")
            return []
        inside = InlineReader(self.context, None)
        children: list[tree.Inline] = []
        for token in self.notes[number]:
            if token.type == "inline":
                # an empty line is what parts paragraphs
                children += [tree.Break(), tree.Break()] if children else []
                children += inside.read(token.children or [])
            elif token.type not in ("paragraph_open", "paragraph_close"):
                said = "Eine Fußnote enthält eine Liste, eine Tabelle oder eine Überschrift."
                self.context.report("TXT-344", said, "Fußnoten bestehen aus einfachen Absätzen.", "[^")
                return []
        if all(isinstance(child, tree.Text) and not child.text.strip() for child in children):
            self.context.report("TXT-341", "Eine Fußnote hat keinen Text.", "Bitte ergänzen oder löschen.", "[^")
            return []
        return [tree.Note(tuple(children))]

    def _text(self, content: str) -> list[tree.Inline]:
        """Text with its marks swapped for nodes, and words in another language marked as such."""
        lost = _LOST_NOTE.search(content) if "[^" in content else None
        if lost:
            said = f"Zur Fußnote {quote(lost[0])} fehlt der Text."
            self.context.report("TXT-341", said, f"Bitte eine Zeile ergänzen: {lost[0]}: Text der Fußnote.", lost[0])
        if "]{" not in content:
            return self._pieces(content)
        nodes: list[tree.Inline] = []
        parts = _FOREIGN.split(content)
        for plain, words, language in zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True):
            nodes += self._pieces(plain)
            if lost := _LOST_LANGUAGE.search(plain):
                said = f"Vor der Sprachangabe {quote(lost[1])} stehen keine einfachen Wörter in eckigen Klammern."
                remedy = "Sie stehen in einer Zeile; fett und kursiv gehören nach außen: **[Wörter]{en}**."
                self.context.report("TXT-345", said, remedy, lost[1])
            if not words:
                continue
            if language.partition("-")[0] not in LANGUAGES:
                said = f"Die Sprache {quote(language)} bei {quote(words)} ist kein bekanntes Kürzel."
                remedy = "Üblich sind en (Englisch), fr, tr, ar, uk, ru, pl, ro, bg, fa; die Norm ist ISO 639."
                self.context.report("TXT-345", said, remedy, f"]{{{language}}}")
            nodes.append(tree.Foreign(language, _joined(self._pieces(words))))
        return nodes

    def _pieces(self, content: str) -> list[tree.Inline]:
        nodes: list[tree.Inline] = []
        pieces = MARK.split(content)
        for index, piece in enumerate(pieces):
            if index % 2:
                nodes += self._marked(piece)
            elif piece:
                nodes.append(tree.Text(piece))
        return nodes

    def _marked(self, mark: str) -> tuple[tree.Inline, ...]:
        match self.context.marks.meaning(mark):
            case Inlines(children):
                return children
            case Template(text):
                return parse_inlines(text.strip(), self.context)
            case Prose() as prose:
                blocks = self.context.prose(prose, 0)
            case Blocks(make):
                blocks = make(0)
        if len(blocks) == 1 and isinstance(blocks[0], tree.Paragraph):
            return blocks[0].children
        said = "Eine Tabelle oder ein mehrteiliger Text steht mitten in einer Zeile."
        remedy = "Bitte in der Vorlage in eine eigene Zeile setzen, mit einer Leerzeile davor und dahinter."
        self.context.report("VOR-303", said, remedy, place=self.context.marks.place(mark))
        return ()

    def _link(self, target: str, children: tuple[tree.Inline, ...]) -> list[tree.Inline]:
        if CLOSE in target:
            target = self.plain(target)
        words = walking.plain_text(children).strip() if walking.has_words(children) else ""
        if target.startswith(_PAGE):
            self.context.mention(target.removeprefix(_PAGE), _PAGE)
            return [tree.PageReference(target.removeprefix(_PAGE), children)]
        if target.startswith("#"):
            self.context.mention(target[1:])
        if target.startswith("#") and not children:
            return [tree.Reference(target[1:])]
        if links.says_nothing(words):
            said = f"Der Linktext {quote(words)} sagt nichts über das Ziel." if words else "Der Link hat keinen Text."
            self.context.report("BAR-103", said, "Bitte das Ziel benennen.", f"[{walking.plain_text(children)}](")
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
