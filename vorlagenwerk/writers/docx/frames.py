"""All headers and footers of a style template, read and judged once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.running import Running
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.writers.docx.frame import FramePart
from vorlagenwerk.writers.docx.frame_judging import (
    images_of,
    judge_drawings,
    judge_lost,
    judge_parts,
    judge_references,
)
from vorlagenwerk.writers.docx.frame_reading import read_frame_part
from vorlagenwerk.writers.docx.letterhead import Head, Said, StripRead, read_letterhead, read_strip
from vorlagenwerk.writers.docx.package import Package, Relation
from vorlagenwerk.writers.docx.pages import PageSetup
from vorlagenwerk.writers.docx.scan import Element, scan
from vorlagenwerk.writers.docx.stylesheet import StyleSheet

_ROLES = {
    "kopfzeile": ("header", "default"),
    "fusszeile": ("footer", "default"),
    "kopfzeile_gerade": ("header", "even"),
    "fusszeile_gerade": ("footer", "even"),
    "fusszeile_zuerst": ("footer", "first"),
}
"""What lines of a header or footer are called, in the order of `Running`, and the pages that have it in Word."""
_WHERE = {"kopfzeile": "in der Kopfzeile", "fusszeile": "in der Fußzeile"}
_SETTINGS = ("w:evenAndOddHeaders", "w:mirrorMargins")


class Frames(NamedTuple):
    """What documents fill in, and what they take over."""

    parts: tuple[FramePart, ...]
    """Those that documents fill in; the others go into every document as they are."""
    first_header: str
    """The part with the header that only the first page has, or ""."""
    letterhead: Head
    """What the header of the first page shows, for the other formats."""
    running: Running
    """What stands above and below the text of every page, for the other formats."""
    styles: Mapping[str, Said]
    """How the lines of letterhead, headers and footers look, by role."""
    is_mirrored: bool
    """Whether even pages have left and right margin the other way round."""
    only_word: tuple[Problem, ...]
    """The finding on what of headers and footers the other formats do not show."""


def read_frames(
    package: Package,
    reached: Sequence[str],
    relations: Sequence[Relation],
    setup: PageSetup,
    sheet: StyleSheet,
    place: Place,
) -> tuple[Frames, list[Problem]]:
    """The headers and footers among the parts that documents take over, and the findings on all of these."""
    roots = {name: scan(package.xml[name]) for name in reached if _is_frame(name, package)}
    parts = (read_frame_part(name, package.xml[name], root, sheet) for name, root in roots.items())
    targets = {line.ident: line.target for line in relations if line.target in roots}
    first = targets.get(setup.letterhead, "")
    problems = judge_parts(package, reached, place) + judge_references(setup.references.values(), relations, place)
    for name, root in roots.items():
        problems += judge_drawings(name, root, package, setup.page, place)
    head = read_letterhead(roots[first], setup.page, images_of(package, first), sheet) if first else Head()
    switched = _switched_on(package)
    strips = {
        role: _read(targets.get(setup.references.get(asked, ""), ""), role, roots, package, setup.page, sheet)
        for role, asked in _asked(setup, has_even="w:evenAndOddHeaders" in switched).items()
    }
    lost = [f"{what} im Briefkopf" for what in head.lost] if setup.is_first_different else []
    lost += [f"{what} {_WHERE[role.partition('_')[0]]}" for role, strip in strips.items() for what in strip.lost]
    frames = Frames(
        tuple(part for part in parts if part.has_gaps),
        first if setup.is_first_different else "",
        head,
        Running(*(strips[role].strip if role in strips else None for role in _ROLES)),  # type: ignore[arg-type]
        {
            role: said
            for one in (head.styles, *(strip.styles for strip in strips.values()))
            for role, said in one.items()
        },
        "w:mirrorMargins" in switched,
        tuple(judge_lost([*lost, *filter(None, [setup.odd_numbers])], place)),
    )
    return frames, problems


def _asked(setup: PageSetup, *, has_even: bool) -> dict[str, tuple[str, str]]:
    """The headers and footers that pages show beside the letterhead, by the role that their lines begin with."""
    asked = {role: (kind, pages) for role, (kind, pages) in _ROLES.items() if pages == "default"}
    if has_even:
        asked |= {role: (kind, pages) for role, (kind, pages) in _ROLES.items() if pages == "even"}
    if setup.is_first_different:
        asked["fusszeile_zuerst"] = ("footer", "first")
    return asked


def _read(
    name: str, role: str, roots: Mapping[str, Element], package: Package, page: Page, sheet: StyleSheet
) -> StripRead:
    return read_strip(roots[name], role, page, images_of(package, name), sheet) if name else StripRead()


def _switched_on(package: Package) -> set[str]:
    """The settings that are on and change where headers, footers and margins stand."""
    data = package.xml.get(package.related("settings"), b"")
    if not any(name.encode() in data for name in _SETTINGS):
        return set()
    found = {child.name: child.get("w:val", "1") for child in scan(data).children}
    return {name for name in _SETTINGS if found.get(name, "0") not in ("0", "false", "off")}


def _is_frame(name: str, package: Package) -> bool:
    return name in package.xml and package.content_types.get(name, "").endswith((".header+xml", ".footer+xml"))
