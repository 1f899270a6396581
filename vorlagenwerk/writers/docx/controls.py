"""Content controls in the text: they name the field that a passage comes from, or lock what is generated."""

from __future__ import annotations

from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.runs import RunLook

LONGEST = 64
"""Letters that Word allows in the title and in the tag of a control."""

_FIRST_IDENT = 1_460_000_000
"""Far from the numbers that people's own controls in a letterhead have; Word wants each only once."""


class Controls:
    """Hands out the controls of one document, each with an id of its own."""

    def __init__(self) -> None:
        self._count = 0

    def line(self, pointer: str, content: str, look: RunLook, *, has_breaks: bool) -> str:
        """Runs that look alike in a control: one for plain text, unless LibreOffice would make bold text plain too."""
        if not may_name(pointer):
            return content
        kind = '<w:text w:multiLine="1"/>' if has_breaks else "<w:text/>"
        kind = "" if look.properties() else kind
        return f"{self._start('', pointer, kind)}{content}{END}"

    def opening(self, title: str, pointer: str) -> str:
        """What stands before the blocks of a field; `END` stands behind them."""
        return self._start(title, pointer, _gallery("Quick Parts"))

    def locked(self, title: str, tag: str) -> str:
        """What stands before a generated table: to be read, not to be changed; `END` stands behind it."""
        return self._start(title, tag, '<w:lock w:val="sdtContentLocked"/>' + _gallery("Tables"))

    def contents(self) -> str:
        """What stands before the list of contents, so that Word offers to update it."""
        return self._start("", "", _gallery("Table of Contents"))

    def _start(self, title: str, tag: str, kind: str) -> str:
        self._count += 1
        short = title if len(title) <= LONGEST else title[: LONGEST - 2].rstrip() + " …"
        alias = f'<w:alias w:val="{attribute(short)}"/>' if title else ""
        named = f'<w:tag w:val="{attribute(tag)}"/>' if tag and len(tag) <= LONGEST else ""
        ident = f'<w:id w:val="{_FIRST_IDENT + self._count}"/>'
        return f"<w:sdt><w:sdtPr>{alias}{named}{ident}{kind}</w:sdtPr><w:sdtContent>"


END = "</w:sdtContent></w:sdt>"


def _gallery(name: str) -> str:
    """What blocks in a control are, by the name of Word's own gallery of such parts.

    Word would do without; LibreOffice 7.4 takes the first paragraph of other controls for a field of plain text, with
    instructions of references in it and without bold letters, links and line breaks.
    """
    unique = "<w:docPartUnique/>" if name == "Table of Contents" else ""
    return f'<w:docPartObj><w:docPartGallery w:val="{name}"/>{unique}</w:docPartObj>'


def may_name(pointer: str) -> bool:
    """Whether a control can carry this pointer: it leads to an authored field, and Word has room for it."""
    return pointer.startswith("/") and len(pointer) <= LONGEST
