"""All headers and footers of a style template, read and judged once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
from vorlagenwerk.writers.docx.letterhead import Head, read_letterhead
from vorlagenwerk.writers.docx.package import Package, Relation
from vorlagenwerk.writers.docx.pages import PageSetup
from vorlagenwerk.writers.docx.scan import scan
from vorlagenwerk.writers.docx.stylesheet import StyleSheet


class Frames(NamedTuple):
    """What documents fill in, and what they take over."""

    parts: tuple[FramePart, ...]
    """Those that documents fill in; the others go into every document as they are."""
    first_header: str
    """The part with the header that only the first page has, or ""."""
    letterhead: Head
    """What the header of the first page shows, for the other formats."""
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
    first = next((line.target for line in relations if line.ident == setup.letterhead), "")
    problems = judge_parts(package, reached, place) + judge_references(setup.references, relations, place)
    for name, root in roots.items():
        problems += judge_drawings(name, root, package, setup.page, place)
    head = read_letterhead(roots[first], setup.page, images_of(package, first)) if first in roots else Head()
    running = {name: root for name, root in roots.items() if name != first}
    frames = Frames(
        tuple(part for part in parts if part.has_gaps),
        first if setup.is_first_different else "",
        head,
        tuple(judge_lost(head, running, setup.page, place)),
    )
    return frames, problems


def _is_frame(name: str, package: Package) -> bool:
    return name in package.xml and package.content_types.get(name, "").endswith((".header+xml", ".footer+xml"))
