"""What a finished tree must have so that everybody can read it."""

from __future__ import annotations

import pytest

from vorlagenwerk.building.accessibility import check_accessibility
from vorlagenwerk.data.tree import Block, Column, Document, Heading, Row, Section, Table, Text


def codes(*blocks: Block, title: str = "Titel") -> list[str]:
    """The codes found in a document of these blocks."""
    return [p.code for p in check_accessibility(Document(title, blocks), "vorlage.md.j2", "x.yaml")]


def heading(level: int) -> Heading:
    """A heading."""
    return Heading(level, (Text("Titel"),))


def table(*titles: str) -> Table:
    """A table with these columns."""
    columns = tuple(Column(f"s{index}", title) for index, title in enumerate(titles))
    return Table("t", "Name", "Beschreibung", columns, (Row(("x",) * len(titles)),))


def test_a_good_paper_is_quiet() -> None:
    """Levels without jumps, columns with titles."""
    assert codes(heading(1), heading(2), heading(3), heading(1), heading(2), table("a", "b")) == []


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 4), (1, 2, 1, 3)])
def test_a_heading_must_not_skip_a_level(levels: tuple[int, ...]) -> None:
    """Who listens to a paper jumps from heading to heading by level."""
    assert codes(*(heading(level) for level in levels)) == ["BAR-101"]


def test_headings_in_sections_count_too() -> None:
    """An annex continues the levels of the paper."""
    assert codes(heading(1), Section((heading(3),))) == ["BAR-101"]


@pytest.mark.parametrize("titles", [("a", ""), ("a", " "), ("a", "a")])
def test_a_column_needs_a_title_of_its_own(titles: tuple[str, ...]) -> None:
    """Every cell is announced with its column's title."""
    assert codes(table(*titles)) == ["BAR-102"]


def test_a_paper_needs_a_title() -> None:
    """The title is the first thing that a screen reader says."""
    assert codes(title=" ") == ["BAR-104"]
