"""The parts of the package that name the document and say how its parts belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.docx.markup import XML_HEAD, attribute, plain
from vorlagenwerk.writers.docx.package import Relation

CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def core_properties(document: Document) -> bytes:
    """docProps/core.xml: title, author, subject, language; no dates, so that equal papers have equal bytes."""
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{plain(document.title)}</dc:title><dc:subject>{plain(document.subject)}</dc:subject>"
        f"<dc:creator>{plain(document.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{plain(document.author)}</cp:lastModifiedBy>"
        f"<dc:language>{plain(document.language)}</dc:language></cp:coreProperties>"
    ).encode()


def app_properties(document: Document) -> bytes:
    """docProps/app.xml: the number of pages where it is known, the program, and the authority as company."""
    pages = f"<Pages>{document.pages}</Pages>" if document.pages else ""
    return (
        f'{XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"{pages}<Application>Vorlagenwerk</Application><Company>{plain(document.author)}</Company></Properties>"
    ).encode()


def relationships(relations: Sequence[Relation], folder: str) -> bytes:
    """A .rels part; targets inside the package are written from its root where they leave the owner's folder."""
    lines = []
    for relation in relations:
        mode = ' TargetMode="External"' if relation.external else ""
        target = relation.target
        if not relation.external:
            inside = bool(folder) and target.startswith(folder + "/")
            target = target[len(folder) + 1 :] if inside else (target if not folder else "/" + target)
        kind = relation.kind if ":" in relation.kind else _OFFICE + relation.kind
        ident = attribute(relation.ident)
        lines.append(f'<Relationship Id="{ident}" Type="{kind}" Target="{attribute(target)}"{mode}/>')
    return f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{"".join(lines)}</Relationships>'.encode()


def package_relationships(main: str, further: Sequence[Relation]) -> bytes:
    """_rels/.rels: the main part, the two property parts, and what the template has besides."""
    return relationships(
        (
            Relation("rId1", "officeDocument", main, False),
            Relation("rId2", _PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml", False),
            Relation("rId3", "extended-properties", "docProps/app.xml", False),
            *further,
        ),
        "",
    )


def content_types(types: Mapping[str, str]) -> bytes:
    """[Content_Types].xml; keys are part names, or `.extension` for the defaults."""
    defaults = "".join(
        f'<Default Extension="{attribute(key[1:])}" ContentType="{attribute(kind)}"/>'
        for key, kind in sorted(types.items())
        if key.startswith(".")
    )
    overrides = "".join(
        f'<Override PartName="/{attribute(key)}" ContentType="{attribute(kind)}"/>'
        for key, kind in sorted(types.items())
        if not key.startswith(".")
    )
    return (f'{XML_HEAD}<Types xmlns="{_PACKAGE}content-types">{defaults}{overrides}</Types>').encode()
