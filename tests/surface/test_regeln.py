"""The manual's pages on rules are what `explain` prints; `make golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from vorlagenwerk.project.project import find_project
from vorlagenwerk.surface.rulebook import Rulebook

BOOK = Rulebook(find_project(ROOT))
TYPES = sorted(name for name, rules in BOOK.rules.items() if rules)
MANUAL = ROOT / "docs" / "handbuch"


def page_file(kind: str) -> Path:
    """Where the page of a type lies."""
    return MANUAL / f"regeln-{kind}.md"


@pytest.mark.parametrize("kind", TYPES)
def test_the_manual_shows_the_rules_as_they_are(kind: str, request: pytest.FixtureRequest) -> None:
    """A rule that changed without its page would mislead whoever looks it up."""
    page = f"{BOOK.page(kind)}\n"
    if request.config.getoption("--golden-neu"):
        page_file(kind).write_text(page, encoding="utf-8")
        return
    assert page_file(kind).read_text(encoding="utf-8") == page


def test_every_page_is_of_a_type_with_rules_and_can_be_found() -> None:
    """No page outlives its rules, and the contents of the manual names each."""
    assert sorted(MANUAL.glob("regeln-*.md")) == [page_file(kind) for kind in TYPES]
    contents = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in TYPES if f"(regeln-{kind}.md)" not in contents] == []
