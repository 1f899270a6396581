"""Inlines as runs: text, emphasis, links out of the document and references inside it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from vorlagenwerk.data.tree import (
    Break,
    Code,
    Emphasis,
    Inline,
    Link,
    Reference,
    Strong,
    Text,
    Value,
)
from vorlagenwerk.writers.docx.markup import attribute, run_content
from vorlagenwerk.writers.docx.package import Relation
from vorlagenwerk.writers.docx.stylesheet import RoleStyle

_BOLD, _ITALIC = "<w:b/>", "<w:i/>"
_MONOSPACED = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_LONGEST_BOOKMARK = 40


class Bookmarks:
    """Names of bookmarks: letters, digits and underscores, 40 at most, unique without regard to case."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._set: set[str] = set()

    def name(self, ident: str) -> str:
        """The bookmark for an ident, whether its block has been written or is still to come."""
        if ident not in self._names:
            name = re.sub(r"[^A-Za-z0-9_]", "_", ident)
            name = name if name[:1].isalpha() else "v_" + name
            if name != ident or len(name) > _LONGEST_BOOKMARK or name.lower() in self._taken:
                name = f"{name[:31]}_{zlib.crc32(ident.encode('utf-8', 'replace')):08x}"
            self._taken.add(name.lower())
            self._names[ident] = name
        return self._names[ident]

    def around(self, ident: str, content: str) -> str:
        """The content as target of references to `ident`; the first block with an ident is its target."""
        if not ident or ident in self._set:
            return content
        self._set.add(ident)
        number = len(self._set)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{self.name(ident)}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


class InlineWriter:
    """Writes lines of inlines; collects the addresses that they link to."""

    def __init__(self, styles: Mapping[str, RoleStyle], bookmarks: Bookmarks, taken: frozenset[str]) -> None:
        self._link_style = _character_style(styles, "verweis")
        # a template without a style for code must not make it look like the text around it
        self._code = _character_style(styles, "code") or _MONOSPACED
        self._bookmarks = bookmarks
        self._taken = taken
        self._targets: dict[str, str] = {}

    @property
    def relations(self) -> list[Relation]:
        """One relationship for each address."""
        return [Relation(ident, "hyperlink", target, True) for target, ident in self._targets.items()]

    def write(self, inlines: tuple[Inline, ...], properties: str = "") -> str:
        """The runs for a line of inlines, where `properties` is what the runs around it have in common."""
        pieces: list[str] = []
        text = ""
        for inline in inlines:
            if isinstance(inline, (Text, Value)):
                text += inline.text
            elif isinstance(inline, Break):
                text += "\n"
            else:
                pieces += [_run(text, properties), self._marked(inline, properties)]
                text = ""
        return "".join([*pieces, _run(text, properties)])

    def _marked(self, inline: Strong | Emphasis | Code | Link | Reference, properties: str) -> str:
        match inline:
            case Strong(children):
                return self.write(children, _with(properties, _BOLD))
            case Emphasis(children):
                return self.write(children, _with(properties, _ITALIC))
            case Code(text):
                return _run(text, self._code + properties.removeprefix(self._link_style))
            case Link(target, children):
                runs = self.write(children, self._link_style + properties)
                return f'<w:hyperlink r:id="{self._relation(target)}" w:history="1">{runs}</w:hyperlink>'
            case Reference(ident, children):
                runs = self.write(children, self._link_style + properties)
                return f'<w:hyperlink w:anchor="{self._bookmarks.name(ident)}" w:history="1">{runs}</w:hyperlink>'

    def _relation(self, target: str) -> str:
        if target not in self._targets:
            number = len(self._targets) + 1
            while (ident := f"rIdLink{number}") in self._taken:
                number += 1000
            self._targets[target] = attribute(ident)
        return self._targets[target]


def _character_style(styles: Mapping[str, RoleStyle], role: str) -> str:
    return f'<w:rStyle w:val="{attribute(styles[role].ident)}"/>' if role in styles else ""


def _run(text: str, properties: str) -> str:
    if not text:
        return ""
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{marked}{run_content(text)}</w:r>"


def _with(properties: str, added: str) -> str:
    """Add bold or italic in the order that the schema asks for: character style, bold, italic."""
    if added in properties:
        return properties
    head, italic, _ = properties.partition(_ITALIC)
    return head + _BOLD + italic if added == _BOLD else properties + added
