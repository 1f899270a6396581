"""Content controls in the text: they name the field that a passage comes from, or lock what is generated.

What can be typed into stands in the content letter by letter, but for blanks that do not break; what is computed or
said in other words (a date, the name of a code) is locked. So a way back to the content can trust what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from vorlagenwerk.data.tree import Inline, Value
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.runs import PLAIN, RunLook

LONGEST = 64
"""Letters that Word allows in the title and in the tag of a control."""

_FIRST_IDENT = 1_460_000_000
"""Far from the numbers that people's own controls in a letterhead have; Word wants each only once."""
_LOCKED = '<w:lock w:val="contentLocked"/>'
"""Nobody can type into it, but it goes with the sentence around it."""
_GAP = "{{}}"
"""Stands for a figure where only the words around it count."""


class Controls:
    """Hands out the controls of one document, each with an id of its own.

    `authored` says how fields stand in the content, by their pointer; what it does not know is locked.
    """

    def __init__(self, authored: Mapping[str, str] = MappingProxyType({})) -> None:
        self._authored = authored
        self._count = 0

    def value(self, value: Value, content: str, look: RunLook = PLAIN) -> str:
        """The runs of a value in a control that names its field or figure."""
        if _plain(self._authored.get(value.pointer)) != _plain(value.text):
            kind = _LOCKED
        elif look.properties():
            kind = ""  # LibreOffice would make bold text plain
        else:
            kind = '<w:text w:multiLine="1"/>' if "\n" in value.text else "<w:text/>"
        return self._around(value.pointer, content, kind)

    def line(self, pointer: str, content: str) -> str:
        """The runs of a field in which figures stand, these in controls of their own."""
        return self._around(pointer, content, "")

    def lines(self, inlines: tuple[Inline, ...]) -> Iterator[Inline | tuple[Value, ...]]:
        """The inlines; values that make up one field with figures in it are a tuple."""
        at = 0
        while at < len(inlines):
            found = self._line_at(inlines, at)
            yield found or inlines[at]
            at += len(found) or 1

    def _line_at(self, inlines: tuple[Inline, ...], at: int) -> tuple[Value, ...]:
        """The values from there on that make up a field; () unless figures stand in it."""
        first = inlines[at]
        pointer = first.pointer if isinstance(first, Value) else ""
        authored = self._authored.get(pointer, "")
        if "{" not in authored:
            return ()
        wanted, said = re.sub(r"(?s)\{\{.*?\}\}", _GAP, authored), ""
        values: list[Value] = []
        for value in islice(inlines, at, None):
            if not isinstance(value, Value) or (value.pointer != pointer and value.pointer[:1] != "="):
                break
            values.append(value)
            said += _GAP if value.pointer.startswith("=") else value.text
            if said == wanted:
                return tuple(values)
        return ()

    def opening(self, title: str, pointer: str) -> str:
        """What stands before the blocks of a field; `END` stands behind them."""
        return self._start(title, tag_of(pointer), gallery("Quick Parts"))

    def locked(self, title: str, tag: str) -> str:
        """What stands before a generated table: to be read, not to be changed; `END` stands behind it."""
        tag = tag_of(tag) if tag.startswith("/") else tag
        return self._start(title, tag, '<w:lock w:val="sdtContentLocked"/>' + gallery("Tables"))

    def contents(self) -> str:
        """What stands before the list of contents, so that Word offers to update it."""
        return self._start("", "", gallery("Table of Contents"))

    def _around(self, pointer: str, content: str, kind: str) -> str:
        tag = tag_of(pointer)
        # a figure without a name would pass for a word of the text around it
        return f"{self._start('', tag, kind)}{content}{END}" if tag or pointer.startswith("=") else content

    def _start(self, title: str, tag: str, kind: str) -> str:
        self._count += 1
        short = title if len(title) <= LONGEST else title[: LONGEST - 2].rstrip() + " …"
        alias = f'<w:alias w:val="{attribute(short)}"/>' if title else ""
        named = f'<w:tag w:val="{attribute(tag)}"/>' if tag and len(tag) <= LONGEST else ""
        ident = f'<w:id w:val="{_FIRST_IDENT + self._count}"/>'
        return f"<w:sdt><w:sdtPr>{alias}{named}{ident}{kind}</w:sdtPr><w:sdtContent>"


END = "</w:sdtContent></w:sdt>"


def gallery(name: str) -> str:
    """What blocks in a control are, by the name of Word's own gallery of such parts.

    Word would do without; LibreOffice 7.4 takes the first paragraph of other controls for a field of plain text, with
    instructions of references in it and without bold letters, links and line breaks.
    """
    unique = "<w:docPartUnique/>" if name == "Table of Contents" else ""
    return f'<w:docPartObj><w:docPartGallery w:val="{name}"/>{unique}</w:docPartObj>'


def tag_of(pointer: str) -> str:
    """The tag that names a field (`/absender/email`) or a figure (`=anzahl`); "" where Word has no room for it.

    In pointers too long for Word a name that stands there two steps before is a `*`:
    `/gliederung/1/abschnitte/0/*/2/titel`.
    """
    if len(pointer) > LONGEST:
        steps = pointer.split("/")
        named = zip(steps, ("", "", *steps), strict=False)
        pointer = "/".join("*" if step == before and not step.isdigit() and step else step for step, before in named)
    return pointer if len(pointer) <= LONGEST and pointer.startswith(("/", "=")) else ""


def pointer_of(tag: str) -> str:
    """The field that a tag in a finished file names, for a way back to the content: what `tag_of` made it from."""
    steps: list[str] = []
    for number, step in enumerate(tag.split("/")):
        steps.append(steps[number - 2] if step == "*" and number > 1 else step)
    return "/".join(steps)


def may_name(pointer: str) -> bool:
    """Whether a control can carry this pointer: it leads to an authored field, and Word has room for it."""
    return pointer.startswith("/") and bool(tag_of(pointer))


def _plain(text: str | None) -> str | None:
    return text.replace("\u00a0", " ") if text else text
