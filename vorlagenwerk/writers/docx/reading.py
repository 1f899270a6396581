"""What a Word file says, read from its parts alone, so that what was written can be judged by what stands there."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Collection, Iterator
from functools import cache
from io import BytesIO
from typing import BinaryIO

_NO_TEXT = frozenset(
    {"styles.xml", "settings.xml", "numbering.xml", "fontTable.xml", "webSettings.xml", "theme1.xml", "app.xml",
     "stylesWithEffects.xml", "[Content_Types].xml"}
)  # fmt: skip
_ASIDE = ("customXml/", "word/glossary/", "word/theme/")
"""Folders of which no reader of the paper sees anything."""
_SMALL = 65_536
"""Parts up to this many bytes are always read; what templates bring is small, and Word splits its words into runs."""
_CHUNK = 1 << 20


def words(file: BinaryIO | bytes, signs: Collection[bytes] = ()) -> Iterator[tuple[str, str]]:
    """The parts' names and the text of each paragraph: body, headers, footers, notes, text boxes, fields, controls.

    Descriptions of pictures, letters drawn as a picture and the properties are told too. With `signs` large parts in
    which none of these occurs (in UTF-8) are passed over: a search in the bytes costs a tenth of the reading.
    """
    with zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as archive:
        for part in archive.infolist():
            name = part.filename
            if not name.endswith(".xml") or name.rpartition("/")[2] in _NO_TEXT or name.startswith(_ASIDE):
                continue
            if signs and part.file_size > _SMALL and not _occurs(archive, name, signs):
                continue
            for paragraph in _paragraphs(archive.read(name).decode("utf-8", "replace")):
                yield name, paragraph


def _occurs(archive: zipfile.ZipFile, name: str, signs: Collection[bytes]) -> bool:
    """Whether a sign stands in the part, which may be larger than memory likes."""
    overlap, rest = max(map(len, signs)) - 1, b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            window = rest + chunk
            if any(sign in window for sign in signs):
                return True
            rest = window[-overlap:] if overlap else b""
    return False


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"<[wa]:t(?: [^>]*)?>(?P<text>[^<]*)</"
        r"|<(?P<begin>[wa]:p)(?: [^>]*)?>"
        r"|</(?P<end>[wa]:p)>"
        r"|<w:(?P<blank>tab|br|cr)(?: [^>]*)?/>"
        r"|<w:(?P<hyphen>noBreakHyphen)/>"
        r"|<wp:docPr(?P<picture> [^>]*)>"
        r'|<v:textpath[^>]* string="(?P<letters>[^"]*)"'
        r"|<(?:dc:|cp:|vt:lp)\w+(?: [^>]*)?>(?P<property>[^<]+)"
    )


def _paragraphs(xml: str) -> Iterator[str]:
    """The text of each paragraph; one inside another (a text box) comes first."""
    open_ones: list[list[str]] = [[]]
    for found in _token().finditer(xml):
        match found.lastgroup:
            case "text":
                open_ones[-1].append(found["text"])
            case "begin" if not found[0].endswith("/>"):
                open_ones.append([])
            case "end" if len(open_ones) > 1:
                yield from _told(open_ones.pop())
            case "blank":
                open_ones[-1].append(" ")
            case "hyphen":
                open_ones[-1].append("-")
            case "picture":
                for said in re.findall(r' (?:descr|title)="([^"]*)"', found["picture"]):
                    yield from _told([said])
            case "letters" | "property":
                yield from _told([found[found.lastgroup]])
    for letters in open_ones:
        yield from _told(letters)


def _told(letters: list[str]) -> Iterator[str]:
    text = "".join(letters)
    if text.strip():
        yield html.unescape(text) if "&" in text else text
