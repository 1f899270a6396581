"""The style template, read once: what every document takes over, and what the writer has to know about it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vorlagenwerk.basics.typesetting.look import Hyphenation
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note, quote, warning
from vorlagenwerk.writers.docx.advice import advise
from vorlagenwerk.writers.docx.archive import Packed, pack
from vorlagenwerk.writers.docx.cleaning import CUSTOM, cleaned
from vorlagenwerk.writers.docx.frames import Frames, read_frames
from vorlagenwerk.writers.docx.geometry import judge_letters, judge_page
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.notes_template import (
    NotesTemplate,
    endnotes_without_notes,
    read_notes,
    settings_with_notes,
)
from vorlagenwerk.writers.docx.numbering_template import EMPTY_NUMBERING, NumberingTemplate, read_numbering
from vorlagenwerk.writers.docx.package import Package, Relation, open_package
from vorlagenwerk.writers.docx.pages import PageSetup, read_page_setup
from vorlagenwerk.writers.docx.properties import APP_TYPE, CORE_TYPE, content_types
from vorlagenwerk.writers.docx.roles import OPTIONAL
from vorlagenwerk.writers.docx.safety import RefusedError
from vorlagenwerk.writers.docx.scan import Element, scan
from vorlagenwerk.writers.docx.stylesheet import RoleStyle, StyleSheet, find_roles, nearest_first

if TYPE_CHECKING:
    from vorlagenwerk.writers.docx.cover import Cover

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KEPT_KINDS = frozenset(
    {
        *("styles", "settings", "fontTable", "theme", "numbering"),
        *("header", "footer", "footnotes", "endnotes"),
    }
)
"""What the main part of the template passes on; its pictures, comments and custom XML belong to its body, building
blocks (`glossaryDocument`) and settings for web pages to its workplace.
"""


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
    frames: Frames
    kept: tuple[Packed, ...]
    """Parts that go into every document as they are, packed."""
    content_types: Packed
    relations: tuple[Relation, ...]
    package_relations: tuple[Relation, ...]
    types: Mapping[str, str]
    """What `content_types` says, for documents that add parts."""
    notes: NotesTemplate
    settings: tuple[Packed, Packed] | None
    """settings.xml for documents without and with footnotes."""
    hyphenation: Hyphenation | None
    sheet: StyleSheet
    """All styles with their properties, for the look of the other formats."""
    cover: Cover | None = None
    """The cover that its text begins with, for documents that have one."""


def load_style_template(
    data: bytes, roles: Mapping[str, str], place: Place
) -> tuple[StyleTemplate | None, list[Problem]]:
    """Read the template; `roles` maps each role to the name of its style in Word. None where nothing can be built."""
    try:
        package = open_package(data, place)
    except RefusedError as refused:
        return None, [refused.problem]
    package, found_before = cleaned(package, place)
    theme = package.xml.get(package.related("theme"), b"")
    sheet = StyleSheet(scan(package.xml[package.related("styles")]), theme)
    styles, problems = find_roles(sheet, {role: name for role, name in roles.items() if role not in OPTIONAL}, place)
    styles |= _optional_roles(sheet, roles)
    body = scan(package.xml[package.main])
    template, found = _assemble(package, body, styles, sheet, place)
    problems += [*found_before, *found, *advise(sheet, place)]
    if b"<w:sdt" in package.xml[package.main]:
        template, found = _with_cover(template, body, package)
        problems += found
    problems += judge_page(body.find("w:body") or body, template.page_setup.page, place)
    problems += judge_letters(sheet, styles["standard"].ident if "standard" in styles else "", place)
    return template, problems


def check_tags(style: StyleTemplate, known: Collection[str]) -> list[Problem]:
    """Content controls of the template that no document has a value for: they would stay empty in every paper."""
    problems = list(style.frames.only_word)
    if style.cover:
        from vorlagenwerk.writers.docx.cover_judging import check_cover  # few templates have a cover

        problems += check_cover(style.cover, known, style.place)
    tags = dict.fromkeys(tag for part in style.frames.parts for tag in part.tags)
    if not tags:
        text = f"In Kopf- und Fußzeile der Word-Vorlage {quote(style.place.file)} steht kein Inhaltssteuerelement."
        remedy = "Ohne sie tragen alle Papiere denselben Kopf. LibreOffice macht beim Speichern Text aus ihnen."
        return [*problems, note("STI-519", style.place, text, remedy)]
    problems += [
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
    return problems


def _assemble(
    package: Package, root: Element, styles: dict[str, RoleStyle], sheet: StyleSheet, place: Place
) -> tuple[StyleTemplate, list[Problem]]:
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
        if line.kind == CUSTOM
    )
    reached = package.reachable([line.target for line in (*main_relations, *custom)])
    notes = read_notes(package)
    setup = read_page_setup(root.find("w:body") or root, package.xml[main])
    frames, problems = read_frames(package, reached, main_relations, setup, sheet, place)
    written_anew = {numbering_name, styles_name, package.related("settings"), notes.name, notes.rels}
    written_anew |= {package.related("endnotes")}
    written_anew |= {part.name for part in frames.parts}
    types = _types(package, reached, numbering_name)
    template = StyleTemplate(
        place=place,
        main=main,
        document_head=_head(root, package.xml[main]),
        roles={role: _with_level(style, numbering) for role, style in styles.items()},
        page_setup=setup,
        numbering=numbering,
        numbering_name=numbering_name,
        styles=package.xml[styles_name],
        packed_styles=package.packed[styles_name],
        frames=frames,
        kept=(*(package.packed[name] for name in reached if name not in written_anew), *_endnotes(package)),
        content_types=pack("[Content_Types].xml", content_types(types)),
        relations=tuple(main_relations),
        package_relations=custom,
        types=types,
        notes=notes,
        settings=_settings(package, notes),
        hyphenation=_hyphenation(package),
        sheet=sheet,
    )
    return template, problems


def _with_cover(template: StyleTemplate, root: Element, package: Package) -> tuple[StyleTemplate, list[Problem]]:
    """The template with the cover that its text begins with; findings on it and on the controls behind it."""
    # imported here because few templates have controls in their text
    from vorlagenwerk.writers.docx.cover import controls_behind, find_cover, read_cover
    from vorlagenwerk.writers.docx.cover_judging import judge_behind, judge_cover

    found = find_cover(root.find("w:body") or root)
    problems = judge_behind(controls_behind(found, root), template.place)
    if found is None:
        return template, problems
    kept = [*(part.name for part in template.kept), *(part.name for part in template.frames.parts)]
    cover = read_cover(found, package, template.page_setup.page, template.sheet, kept)
    return replace(template, cover=cover), problems + judge_cover(cover, found, package, template.place)


def _optional_roles(sheet: StyleSheet, names: Mapping[str, str]) -> dict[str, RoleStyle]:
    """The styles of roles that few papers need; where one is missing, the first paper that needs it says so."""
    found = ((role, sheet.identify(names[role]), kind) for role, kind in OPTIONAL.items() if role in names)
    return {role: sheet.describe(ident) for role, ident, kind in found if ident and sheet.kind(ident) == kind}


def _types(package: Package, reached: list[str], numbering_name: str) -> dict[str, str]:
    taken = {name: kind for name, kind in package.content_types.items() if name in reached or name.startswith(".")}
    return taken | {
        package.main: _WORD + "document.main+xml",
        numbering_name: _WORD + "numbering+xml",
        "docProps/core.xml": CORE_TYPE,
        "docProps/app.xml": APP_TYPE,
    }


def _settings(package: Package, notes: NotesTemplate) -> tuple[Packed, Packed] | None:
    name = package.related("settings")
    if not name:
        return None
    return package.packed[name], pack(name, settings_with_notes(package.xml[name], notes.rules))


def _endnotes(package: Package) -> tuple[Packed, ...]:
    name = package.related("endnotes")
    return (pack(name, endnotes_without_notes(package.xml[name])),) if name else ()


def _hyphenation(package: Package) -> Hyphenation | None:
    """How Word hyphenates: the three settings of its dialogue; a zone that is not told is Word's own."""
    name = package.related("settings")
    root = scan(package.xml[name]) if name else None
    wanted = root.find("w:autoHyphenation") if root else None
    if root is None or wanted is None or wanted.get("w:val", "1") in ("0", "false", "off"):
        return None
    zone = whole_number(root.value("w:hyphenationZone"), Hyphenation().zone)
    return Hyphenation(zone, whole_number(root.value("w:consecutiveHyphenLimit"), 0))


def _with_level(style: RoleStyle, numbering: NumberingTemplate) -> RoleStyle:
    if style.numbering is None:
        return style
    num_id, level = style.numbering
    level = numbering.level_of_style(num_id, style.ident, level)
    return RoleStyle(style.ident, style.name, style.half_points, (num_id, level))


def _head(root: Element, data: bytes) -> str:
    tag = data[root.start : root.head_end].decode().removesuffix(">").removesuffix("/")
    return tag + ("" if "xmlns:r" in root.attributes else f' xmlns:r="{_RELATIONSHIPS_NAMESPACE}"') + ">"
