"""Where footnotes go: the part that the style template brings along, without its own notes, or a new one.

Notes belong to the sample text of the template, which no paper takes over; so its endnotes stay behind as well.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.flow import FOOT_RULE
from vorlagenwerk.writers.docx.markup import XML_HEAD
from vorlagenwerk.writers.docx.package import Package
from vorlagenwerk.writers.docx.scan import Element, W, scan, splice

NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_TIGHT = f'<w:pPr><w:spacing w:before="0" w:after="0" w:line="{FOOT_RULE}" w:lineRule="exact"/></w:pPr>'
"""LibreOffice knows one height for the rule, and pages shall end alike in Word."""
_NEW = (
    f'{XML_HEAD}<w:footnotes xmlns:w="{W}" xmlns:r="{RELATIONSHIPS}">'
    f'<w:footnote w:type="separator" w:id="-1"><w:p>{_TIGHT}<w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="0"><w:p>{_TIGHT}<w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
).encode()

_BEHIND_NOTES = frozenset(
    {
        *("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang"),
        *("w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats", "w:doNotAutoCompressPictures", "w:forceUpgrade"),
        *("w:captions", "w:readModeInkLockDown", "w:smartTagType", "sl:schemaLibrary", "w:shapeDefaults"),
        *("w:doNotEmbedSmartTags", "w:decimalSymbol", "w:listSeparator"),
    }
)
"""What stands behind `w:footnotePr` in settings.xml; so do elements of later versions, whose prefixes differ."""


class NotesTemplate(NamedTuple):
    """The footnotes part before a document's own notes: name, bytes, ids of its rules, first free id."""

    name: str
    data: bytes
    rules: tuple[str, ...]
    first: int
    is_own: bool
    """Whether the template brings the part along, so that every document has it."""

    @property
    def rels(self) -> str:
        """The part that holds its relationships."""
        return posixpath.join(posixpath.dirname(self.name), "_rels", posixpath.basename(self.name) + ".rels")


def read_notes(package: Package) -> NotesTemplate:
    """The part of the template without the notes of its sample text."""
    name = package.related("footnotes")
    data = package.xml[name] if name else _NEW
    root = scan(data)
    if not root.find("w:footnote"):
        data, root = _NEW, scan(_NEW)
    # Word numbers the two rules -1 and 0, older versions and other programs 0 and 1
    rules = _rules(root)
    gone = _without_notes(root)
    if "xmlns:r" not in root.attributes:
        at = root.head_end - (2 if data[: root.head_end].endswith(b"/>") else 1)
        gone.append((at, at, f' xmlns:r="{RELATIONSHIPS}"'.encode()))
    idents = tuple(rule.get("w:id") for rule in rules)
    first = 1 + max((int(ident) for ident in idents if ident.lstrip("-").isdecimal()), default=0)
    return NotesTemplate(
        name or posixpath.join(posixpath.dirname(package.main), "footnotes.xml"),
        splice(data, gone),
        idents,
        max(first, 1),
        bool(name),
    )


def endnotes_without_notes(data: bytes) -> bytes:
    """endnotes.xml with the rules above the notes alone."""
    return splice(data, _without_notes(scan(data)))


def _rules(root: Element) -> list[Element]:
    return [note for note in root.children if note.get("w:type", "normal") != "normal"]


def _without_notes(root: Element) -> list[tuple[int, int, bytes]]:
    """The edits that take the notes of the sample text away."""
    rules = _rules(root)
    return [(note.start, note.end, b"") for note in root.children if note not in rules]


def settings_with_notes(data: bytes, rules: tuple[str, ...]) -> bytes:
    """settings.xml that knows the rules above the footnotes."""
    root = scan(data)
    if root.find("w:footnotePr") or not root.children:
        return data
    end = data.rindex(b"</", 0, root.end)
    later = (child for child in root.children if child.name in _BEHIND_NOTES or not child.name.startswith("w:"))
    at = next((child.start for child in later), end)
    known = "".join(f'<w:footnote w:id="{ident}"/>' for ident in rules)
    return splice(data, [(at, at, f"<w:footnotePr>{known}</w:footnotePr>".encode())])
