"""A part of the Word package read into light elements that know their bytes, so that edits are splices.

Whatever Word wrote around a splice (prefixes, `mc:Ignorable`, order) stays as it is, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""Namespace of the prefix w; scanned names keep the file's prefixes, so `package` insists on this one."""

_DEEPEST = 200
"""Elements inside each other; Word's own parts stay below 50, and a search through them must end."""

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


class DoctypeError(Exception):
    """The part declares a DOCTYPE, which no Word file needs and which can define entities."""


class MalformedError(Exception):
    """The part is not well-formed XML 1.0 in UTF-8."""


class Element:
    """An element: its name as `w:p` (the prefix that the file uses), attributes, children, text, bytes.

    `head_end` is where the start tag ends, `end` where the element ends; they are equal for `<w:b/>`.
    """

    __slots__ = ("attributes", "children", "end", "head_end", "name", "start", "text")

    def __init__(self, name: str, attributes: dict[str, str], start: int, head_end: int = 0) -> None:
        self.name = name
        self.attributes = attributes
        self.start = start
        self.head_end = head_end
        self.end = head_end
        self.children: list[Element] = []
        self.text = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute by its prefixed name."""
        return self.attributes.get(name, default)

    def find(self, path: str) -> Element | None:
        """The first descendant along a path of child names such as `w:pPr/w:numPr`."""
        here: Element | None = self
        for name in path.split("/"):
            here = next((child for child in here.children if child.name == name), None) if here else None
        return here

    def value(self, path: str, default: str = "") -> str:
        """The `w:val` of the element at the path."""
        found = self.find(path)
        return found.get("w:val", default) if found else default

    def all(self, name: str) -> Iterator[Element]:
        """Every descendant of this name, in document order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)


def scan(data: bytes) -> Element:
    """The root element of a part; raises `DoctypeError` or `MalformedError`."""
    builder = _Builder(data)
    _parse(data, builder)
    return builder.root.children[0]


def verify(data: bytes) -> None:
    """Raise whatever `scan` would raise, without building anything, and `MalformedError` for names whose prefix nobody
    explains: other programs read no part that is so broken.
    """
    # every level has an end tag but the innermost, and most parts hold fewer of these than levels are allowed
    _parse(data, _Depth() if data.count(b"</") >= _DEEPEST else None, separator=" ")


def splice(data: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The bytes with each (start, end) span replaced; spans must not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[at:start], new]
        at = end
    return b"".join([*pieces, data[at:]])


def _parse(data: bytes, builder: _Builder | _Depth | None, separator: str | None = None) -> None:
    """With a `separator` prefixes are resolved, so that those without a namespace are found."""
    # byte positions are only usable in UTF-8, the one encoding that Word and LibreOffice write
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise MalformedError("UTF-16")
    parser = expat.ParserCreate("utf-8", separator)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_declaration
    if builder:
        builder.attach(parser)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise MalformedError(str(fault)) from fault


def _refuse_doctype(*_: object) -> None:
    raise DoctypeError


def _check_declaration(version: str, encoding: str | None, _standalone: int) -> None:
    # expat goes by the encoding that it has been told, whatever stands here
    if version != "1.0" or (encoding or "utf-8").casefold() not in ("utf-8", "us-ascii"):
        raise MalformedError("declaration")


class _Depth:
    """Counts levels only."""

    def __init__(self) -> None:
        self.open = 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        self.open += 1
        if self.open > _DEEPEST:
            raise MalformedError("nesting")

    def end(self, _: str) -> None:
        self.open -= 1


class _Builder:
    """Collects elements from expat's events."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = Element("", {}, 0)
        self.open = [self.root]

    def attach(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) > _DEEPEST:
            raise MalformedError("nesting")
        at = self.parser.CurrentByteIndex
        # a bare > may stand in an attribute's value
        is_plain = ">" not in "".join(attributes.values())
        head_end = self.data.index(b">", at) + 1 if is_plain else self._tag_end(at)
        element = Element(name, attributes, at, head_end)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _: str) -> None:
        element = self.open.pop()
        if not self.data.endswith(b"/>", element.start, element.head_end):
            element.end = self.data.index(b">", self.parser.CurrentByteIndex) + 1

    def characters(self, text: str) -> None:
        self.open[-1].text += text

    def _tag_end(self, at: int) -> int:
        found = _TAG.match(self.data, at)
        if found is None:
            raise MalformedError("tag without end")
        return found.end()
