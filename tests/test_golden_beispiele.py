"""Goldens of the types' own examples: what the templates make of them, as readable text (`make golden` renews it)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Workplace, lay_out
from vorlagenwerk.writers.dump import dump

GOLDEN = Path(__file__).parent / "golden-beispiele"
TYPES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/beispiel.yaml"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The shipped templates with their examples."""
    return lay_out(tmp_path_factory.mktemp("beispiele") / "projekt")


@pytest.mark.parametrize("kind", TYPES)
def test_the_tree_of_an_example_is_unchanged(kind: str, place: Workplace, golden: Callable[[Path, str], None]) -> None:
    """A changed template, table or code list shows what it does before any real paper is built."""
    prepared, trouble = place.prepare(f"templates/{kind}/beispiel.yaml")
    assert [*prepared.problems, *trouble] == []
    assert prepared.document is not None
    golden(GOLDEN / f"{kind}.txt", dump(prepared.document))


def test_every_golden_belongs_to_an_example() -> None:
    """A golden whose type is gone compares nothing."""
    assert sorted(path.stem for path in GOLDEN.iterdir()) == TYPES
