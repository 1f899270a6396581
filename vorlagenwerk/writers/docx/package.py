"""Opens the style template as a package of parts: unpacked where it is XML, packed for taking over unchanged."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from vorlagenwerk.data.positions import Place
from vorlagenwerk.writers.docx import safety
from vorlagenwerk.writers.docx.archive import Packed
from vorlagenwerk.writers.docx.safety import SAVE_AGAIN, refuse
from vorlagenwerk.writers.docx.scan import Element, scan
from vorlagenwerk.writers.docx.unpacking import BrokenArchiveError, read_archive, unpack

_NEVER_READ = "customXml/"
"""A folder of which nothing reaches a document, so that its encoding is nobody's trouble; Word names it in no other
part than the main one.
"""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WORD_KINDS = frozenset(
    {*("styles", "settings", "fontTable", "numbering", "header", "footer", "footnotes", "endnotes")}
)
"""Parts whose type says by its last word what they are."""

CONTENT_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0"


class Relation(NamedTuple):
    """A line of a .rels part: `kind` is the last word of its type, `target` a part's name or an address."""

    ident: str
    kind: str
    target: str
    external: bool


class Package(NamedTuple):
    """The parts of a checked template.

    `content_types` goes by part name, and by `.extension` for the defaults; `relations` by the part they start
    from, the package itself being "".
    """

    xml: dict[str, bytes]
    packed: dict[str, Packed]
    relations: dict[str, tuple[Relation, ...]]
    content_types: dict[str, str]
    main: str

    def related(self, kind: str) -> str:
        """Name of the part that the main part calls its styles, numbering, settings …, or ""."""
        lines = self.relations.get(self.main, ())
        return next((line.target for line in lines if line.kind == kind and line.target in self.xml), "")

    def reachable(self, names: list[str]) -> list[str]:
        """The parts behind these names and whatever they relate to, with their .rels parts, sorted."""
        found: set[str] = set()
        while names:
            name = names.pop()
            if name in found or name not in self.packed or name == self.main or name.startswith(_NEVER_READ):
                continue
            found.add(name)
            lines = self.relations.get(name)
            if lines is not None:
                found.add(posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels"))
                names += [line.target for line in lines if not line.external]
        return sorted(found)


def open_package(data: bytes, place: Place) -> Package:
    """The checked package; raises `safety.RefusedError` with one finding that names file and remedy."""
    if data.startswith(_OLE):
        refuse(
            "STI-502",
            place,
            "ist mit einem Kennwort geschützt oder im alten Word-Format (.doc) gespeichert.",
            "Speichern Sie sie ohne Kennwort als „Word-Dokument (*.docx)“.",
        )
    try:
        parts = read_archive(data)
        safety.check_size((part.size for part in parts), place)
        safety.check_names([part.name for part in parts], place)
        contents = {part.name: unpack(part) for part in parts}
    except BrokenArchiveError:
        refuse("STI-501", place, "ist keine gültige Word-Datei: Sie lässt sich nicht auspacken.", SAVE_AGAIN)
    return _assemble(contents, {part.name: part for part in parts}, place)


def _assemble(contents: dict[str, bytes], packed: dict[str, Packed], place: Place) -> Package:
    safety.check_present((CONTENT_TYPES, "_rels/.rels"), contents, place)
    safety.check_xml(CONTENT_TYPES, contents[CONTENT_TYPES], place)
    types = _content_types(scan(contents[CONTENT_TYPES]))
    xml = {name: content for name, content in contents.items() if _is_xml(name, types)}
    for name, content in xml.items():
        safety.check_xml(name, content, place)
    relations = {_owner(name): _relations(name, xml[name]) for name in xml if name.endswith(".rels")}
    for owner, lines in relations.items():
        for line in lines:
            safety.check_relation(owner, line.kind, line.target, line.external, place)
    main = next((line.target for line in relations[""] if line.kind == "officeDocument"), "word/document.xml")
    package = Package(xml, packed, relations, types, main)
    safety.check_present((main,), xml, place)
    if not package.related("styles"):
        safety.check_present((posixpath.join(posixpath.dirname(main), "styles.xml"),), (), place)
    safety.check_main_type(types.get(main, ""), place)
    safety.check_word_part(main, xml[main], place)
    for line in relations.get(main, ()):
        if line.target in xml and line.kind in _WORD_KINDS:
            safety.check_type(line.target, _type_of(line.target, types), f"{_WORD}{line.kind}+xml", place)
            safety.check_word_part(line.target, xml[line.target], place)
    return package


def _is_xml(name: str, types: dict[str, str]) -> bool:
    """Whether a part is read: by its type, whatever its name, and by its name, whatever its type."""
    if name.startswith(_NEVER_READ):
        return False
    kind = _type_of(name, types)
    return name.endswith((".xml", ".rels")) or (kind.endswith("xml") and not kind.startswith("image/"))


def _type_of(name: str, types: dict[str, str]) -> str:
    return types.get(name) or types.get("." + name.rpartition(".")[2].lower(), "")


def _owner(name: str) -> str:
    """The part that a .rels part belongs to: `word/_rels/document.xml.rels` → `word/document.xml`."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(name: str, content: bytes) -> tuple[Relation, ...]:
    folder = posixpath.dirname(_owner(name))
    return tuple(_relation(element, folder) for element in scan(content).children)


def _relation(element: Element, folder: str) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Id"), element.get("Type").rpartition("/")[2], target, external)


def _content_types(root: Element) -> dict[str, str]:
    types = {}
    for element in root.children:
        key = element.get("PartName").lstrip("/") or "." + element.get("Extension").lower()
        types[key] = element.get("ContentType")
    return types
