"""The style template, read once: what every document takes over, and what the writer has to know about it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.writers.docx.archive import Packed, pack
from vorlagenwerk.writers.docx.frame import FramePart, read_frame_part, tagged_controls
from vorlagenwerk.writers.docx.numbering_template import EMPTY_NUMBERING, NumberingTemplate, read_numbering
from vorlagenwerk.writers.docx.package import Package, Relation, open_package
from vorlagenwerk.writers.docx.pages import PageSetup, read_page_setup
from vorlagenwerk.writers.docx.properties import APP_TYPE, CORE_TYPE, content_types
from vorlagenwerk.writers.docx.safety import RefusedError
from vorlagenwerk.writers.docx.scan import Element, scan
from vorlagenwerk.writers.docx.stylesheet import RoleStyle, StyleSheet, find_roles, nearest_first

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KEPT_KINDS = frozenset(
    {
        *("styles", "settings", "webSettings", "fontTable", "theme", "numbering"),
        *("header", "footer", "footnotes", "endnotes", "glossaryDocument"),
    }
)
"""What the main part of the template passes on; its pictures, comments and custom XML belong to its body."""


@dataclass(frozen=True, slots=True)
class StyleTemplate:
    """A style template, parsed once and reused for many documents, also across forked processes."""

    place: Place
    main: str
    document_head: str
    """The start tag of the main part with the template's namespaces, which its section properties rely on."""
    roles: Mapping[str, RoleStyle]
    page_setup: PageSetup
    numbering: NumberingTemplate
    numbering_name: str
    styles: bytes
    packed_styles: Packed
    frame_parts: tuple[FramePart, ...]
    kept: tuple[Packed, ...]
    """Parts that go into every document as they are, packed."""
    content_types: Packed
    relations: tuple[Relation, ...]
    package_relations: tuple[Relation, ...]


def load_style_template(
    data: bytes, roles: Mapping[str, str], place: Place
) -> tuple[StyleTemplate | None, list[Problem]]:
    """Read the template; `roles` maps each role to the name of its style in Word. None where nothing can be built."""
    try:
        package = open_package(data, place)
    except RefusedError as refused:
        return None, [refused.problem]
    sheet = StyleSheet(scan(package.xml[package.related("styles")]))
    styles, problems = find_roles(sheet, roles, place)
    body = scan(package.xml[package.main])
    template = _assemble(package, body, styles, place)
    return template, [*problems, *_advise(sheet, template, body)]


def check_tags(style: StyleTemplate, known: Collection[str]) -> list[Problem]:
    """Content controls of the template that no document has a value for: they would stay empty in every paper."""
    tags = dict.fromkeys(tag for part in style.frame_parts for tag in part.tags)
    return [
        warning(
            "STI-515",
            style.place,
            f"Das Inhaltssteuerelement mit dem Tag {quote(tag)} in der Kopf- oder Fußzeile von "
            f"{quote(style.place.file)} bleibt leer, weil es diesen Wert in keinem Dokument gibt.",
            f"Bekannt sind: {nearest_first(tag, sorted(known)) or 'noch keine Werte'}. Den Tag ändern Sie in Word "
            "unter „Entwicklertools“, „Eigenschaften“.",
        )
        for tag in tags
        if tag not in known
    ]


def _assemble(package: Package, root: Element, styles: dict[str, RoleStyle], place: Place) -> StyleTemplate:
    main, folder = package.main, posixpath.dirname(package.main)
    main_relations = [
        line
        for line in package.relations.get(main, ())
        if line.kind in _KEPT_KINDS and not line.external and line.target in package.packed
    ]
    styles_name, numbering_name = package.related("styles"), package.related("numbering")
    numbering = read_numbering(package.xml[numbering_name] if numbering_name else EMPTY_NUMBERING.encode())
    if not numbering_name:
        numbering_name = posixpath.join(folder, "numbering.xml")
        main_relations.append(Relation("rIdListen", "numbering", numbering_name, False))
    custom = tuple(
        line._replace(ident=f"rIdEigene{number}")
        for number, line in enumerate(package.relations[""])
        if line.kind == "custom-properties"
    )
    reached = _reachable(package, [line.target for line in (*main_relations, *custom)])
    frame = tuple(read_frame_part(name, package.xml[name]) for name in reached if _is_frame(name, package))
    written_anew = {numbering_name, styles_name, *(part.name for part in frame if part.tags)}
    types = {name: kind for name, kind in package.content_types.items() if name in reached or name.startswith(".")}
    types |= {
        main: _WORD + "document.main+xml",
        numbering_name: _WORD + "numbering+xml",
        "docProps/core.xml": CORE_TYPE,
        "docProps/app.xml": APP_TYPE,
    }
    return StyleTemplate(
        place=place,
        main=main,
        document_head=_head(root, package.xml[main]),
        roles={role: _with_level(style, numbering) for role, style in styles.items()},
        page_setup=read_page_setup(root.find("w:body") or root, package.xml[main]),
        numbering=numbering,
        numbering_name=numbering_name,
        styles=package.xml[styles_name],
        packed_styles=package.packed[styles_name],
        frame_parts=tuple(part for part in frame if part.tags),
        kept=tuple(package.packed[name] for name in reached if name not in written_anew),
        content_types=pack("[Content_Types].xml", content_types(types)),
        relations=tuple(main_relations),
        package_relations=custom,
    )


def _reachable(package: Package, names: list[str]) -> list[str]:
    """The parts behind these names and whatever they relate to, with their .rels parts, sorted."""
    found: set[str] = set()
    while names:
        name = names.pop()
        if name in found or name not in package.packed or name == package.main:
            continue
        found.add(name)
        lines = package.relations.get(name)
        if lines is not None:
            found.add(posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels"))
            names += [line.target for line in lines if not line.external]
    return sorted(found)


def _is_frame(name: str, package: Package) -> bool:
    return name in package.xml and package.content_types.get(name, "").endswith((".header+xml", ".footer+xml"))


def _with_level(style: RoleStyle, numbering: NumberingTemplate) -> RoleStyle:
    if style.numbering is None:
        return style
    num_id, level = style.numbering
    level = numbering.level_of_style(num_id, style.ident, level)
    return RoleStyle(style.ident, style.name, style.half_points, (num_id, level))


def _head(root: Element, data: bytes) -> str:
    tag = data[root.start : root.head_end].decode().removesuffix(">").removesuffix("/")
    return tag + ("" if "xmlns:r" in root.attributes else f' xmlns:r="{_RELATIONSHIPS_NAMESPACE}"') + ">"


def _advise(sheet: StyleSheet, template: StyleTemplate, root: Element) -> list[Problem]:
    """What can be built, but hardly as the administrator means it."""
    place, problems = template.place, []
    if not sheet.language.lower().startswith("de"):
        problems.append(
            warning(
                "STI-513",
                place,
                f"Die Sprache der Word-Vorlage {quote(place.file)} ist {quote(sheet.language or 'nicht festgelegt')}.",
                "Stellen Sie in Word die Korrekturhilfensprache „Deutsch (Deutschland)“ als Standard ein, damit "
                "Vorleseprogramme und Silbentrennung richtig arbeiten.",
            )
        )
    page = template.page_setup.page
    if not page.is_a4:
        size = f"{page.width / 567:.1f} × {page.height / 567:.1f} cm".replace(".", ",")
        problems.append(
            warning(
                "STI-514",
                place,
                f"Das Papierformat der Word-Vorlage {quote(place.file)} ist {size} statt A4.",
                "Wählen Sie in Word unter „Layout“, „Format“ das Papier A4.",
            )
        )
    problems += [
        warning(
            "STI-516",
            place,
            f"Das Inhaltssteuerelement {quote(control.value('w:sdtPr/w:tag'))} steht im Text der Word-Vorlage "
            f"{quote(place.file)}; ihr Text wird nicht übernommen.",
            "Verschieben Sie es in die Kopf- oder Fußzeile (für den Briefkopf: „Erste Seite anders“).",
        )
        for control in tagged_controls(root)
    ]
    return problems
