"""What is known of a document once it is prepared."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.data.problems import Problem

if TYPE_CHECKING:
    from vorlagenwerk.checks.guide import Point, Told
    from vorlagenwerk.checks.rules.exceptions import Excused
    from vorlagenwerk.data import tree
    from vorlagenwerk.data.positions import Path as SectionPath
    from vorlagenwerk.project.doctype import DocType
    from vorlagenwerk.project.rulespec import RuleSpec


class Prepared:
    """A document after all checks: its tree where it can be built, its findings, and what went into it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.doctype: DocType | None = None
        self.document: tree.Document | None = None
        self.blocks: tuple[tree.Block, ...] = ()
        """The paper's blocks before they were numbered: what another paper takes in as its annex and numbers anew."""
        self.figures: Mapping[str, Quantity] = {}
        self.data: Mapping[str, Any] = {}
        """The fields as templates and rules see them."""
        self.day = ""
        """The ISO date that codes, rules and announcements are measured by, "" for none."""
        self.excused: list[Excused] = []
        """Findings that the content takes back with a reason."""
        self.rules: tuple[RuleSpec, ...] = ()
        """The rules of the type, none where errors come before them."""
        self.untried: set[str] = set()
        """The idents of those that could not be tried, because a document that they look at cannot be used."""
        self.points: tuple[Point, ...] = ()
        """The points of the type's guide that hold for the paper, with their state."""
        self.told: Mapping[SectionPath, Told] = {}
        """What the sections of the finished text say, by their path in the content."""
        self.in_edition: Callable[[str], tree.Document | None] | None = None
        """Builds the tree of another edition, None where that fails; there for types with editions only."""
        self.attached: Mapping[str, Prepared] = {}
        """The documents that this one takes in or refers to, by their ident."""
        self.problems: list[Problem] = []
        self.inputs: dict[str, str] = {}
        self.picture_bytes = 0
        """Size of the pictures in the tree, those of annexes too."""
        self.types: set[str] = set()
        """Names of the document types involved, those of annexes too."""

    @property
    def title(self) -> str:
        """The paper's title, its file name where it could not be read."""
        return self.document.title if self.document else posixpath.basename(self.name)


def all_figures(done: Prepared) -> dict[str, Quantity]:
    """Every figure that a document's prose may refer to, dotted for those of another document."""
    theirs = {f"{ident}.{name}": one for ident, other in done.attached.items() for name, one in other.figures.items()}
    return {**done.figures, **theirs}
