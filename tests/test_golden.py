"""The tree of shipped papers and of valid cases as readable text, compared line by line (`make golden` renews it)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CASES, ROOT, Workplace, lay_out
from vorlagenwerk.writers.dump import dump

Compare = Callable[[Path, str], None]
GOLDEN = Path(__file__).parent / "golden"
SHIPPED = sorted(path for path in (ROOT / "content").rglob("*.yaml") if "_stammdaten" not in path.parts)
VALID = sorted((CASES / "gueltig").rglob("*.yaml"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The shipped content and the valid cases in one project."""
    place = lay_out(tmp_path_factory.mktemp("golden") / "projekt")
    shutil.copytree(ROOT / "content", place.root / "content", dirs_exist_ok=True)
    shutil.copytree(CASES / "gueltig", place.root / "content" / "faelle")
    return place


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.relative_to(ROOT / "content").as_posix())
def test_the_tree_of_a_shipped_paper_is_unchanged(file: Path, place: Workplace, golden: Compare) -> None:
    """Every heading, value, table cell and reference of the shipped papers is where it was."""
    _compare(f"content/{file.relative_to(ROOT / 'content').as_posix()}", place, golden)


@pytest.mark.parametrize("file", VALID, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_tree_of_a_small_case_is_unchanged(file: Path, place: Workplace, golden: Compare) -> None:
    """Every kind of node is made from the Markdown and the values that it was made from."""
    _compare(f"content/faelle/{file.relative_to(CASES / 'gueltig').as_posix()}", place, golden)


def _compare(name: str, place: Workplace, golden: Compare) -> None:
    prepared, trouble = place.prepare(name)
    assert prepared.document is not None and prepared.doctype is not None, [*prepared.problems, *trouble]
    golden(_golden(name), dump(prepared.document))


def _golden(name: str) -> Path:
    return (GOLDEN / Path(name).relative_to("content")).with_suffix(".txt")


def test_every_golden_belongs_to_a_paper() -> None:
    """A golden whose paper is gone compares nothing."""
    known = {_golden(file.relative_to(ROOT).as_posix()) for file in SHIPPED}
    known |= {_golden(f"content/faelle/{file.relative_to(CASES / 'gueltig').as_posix()}") for file in VALID}
    assert set(GOLDEN.rglob("*.txt")) == known
