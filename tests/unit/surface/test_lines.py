"""The lines that findings point to: read as safely as content is, each file once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import error
from vorlagenwerk.project.project import find_project
from vorlagenwerk.surface.reporters import report
from vorlagenwerk.surface.reporters.findings import Findings
from vorlagenwerk.surface.reporters.lines import Lines, column_in, extent, pinned


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a content file and something private beside it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "x.yaml").write_text("eins: 1\nzwei: 2\n", encoding="utf-8")
    (tmp_path / "geheim.txt").write_text("Kennwort\n", encoding="utf-8")
    return tmp_path


def line(root: Path, file: str, number: int) -> str | None:
    """The line as a report gets it."""
    return Lines(find_project(root)).line(Place(file, number, 1))


def test_lines_are_counted_from_one(root: Path) -> None:
    """Line 0 is the file as a whole, and beyond the end there is nothing."""
    assert [line(root, "content/x.yaml", number) for number in (0, 1, 2, 9)] == [None, "eins: 1", "zwei: 2", None]


@pytest.mark.parametrize(
    "file", ["content/fehlt.yaml", "geheim.txt", "content/../geheim.txt", "/etc/passwd", "content"]
)
def test_only_files_of_the_project_are_shown(file: str, root: Path) -> None:
    """Whatever a finding names, no other file of the machine gets into a report."""
    assert line(root, file, 1) is None


def test_no_link_is_followed(root: Path) -> None:
    """A link in a pull request would print a stranger's file into the log."""
    (root / "content" / "link.yaml").symlink_to(root / "geheim.txt")
    os.mkfifo(root / "content" / "rohr.yaml")
    assert line(root, "content/link.yaml", 1) is None and line(root, "content/rohr.yaml", 1) is None


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [(b"a: 1\r\nb: 2\r\n", "b: 2"), ("\ufeffa: 1\nb: 2".encode(), "b: 2"), (b"a: 1\rb: 2", "b: 2"),
     ("a: 1\nb: Mu\u0308nster".encode(), "b: Münster"), ("a: 1\nb: Münster".encode("cp1252"), "b: M\ufffdnster")],
)  # fmt: skip
def test_lines_are_those_that_places_count(raw: bytes, wanted: str, root: Path) -> None:
    """Line ends of every system, a mark at the beginning, letters in two parts, another encoding."""
    (root / "content" / "y.yaml").write_bytes(raw)
    assert line(root, "content/y.yaml", 2) == wanted


def test_a_file_is_read_once(root: Path) -> None:
    """A thousand findings in a file do not read it a thousand times."""
    lines = Lines(find_project(root))
    assert lines.line(Place("content/x.yaml", 1, 1)) == "eins: 1"
    (root / "content" / "x.yaml").unlink()
    assert lines.line(Place("content/x.yaml", 2, 1)) == "zwei: 2"


def test_a_thousand_findings_on_a_line_without_end_are_told(root: Path) -> None:
    """However long a line is, an excerpt shows its surroundings only."""
    (root / "content" / "lang.yaml").write_text("text: " + "wort " * 400_000, encoding="utf-8")
    problems = [error("X-1", Place("content/lang.yaml", 1, 12 + 5 * n), "T.") for n in range(1000)]
    said = report("text", Findings(problems, 1, Lines(find_project(root)).line))
    assert said.count("^^^^") == 1000 and max(map(len, said.splitlines())) < 200


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("Ein Feld „hsl“ gibt es in „eintrag“ nicht.", "hsl"),
        ("Der Name „erwarte“ ist hier unbekannt.", "erwarte"),
        ("Der Name „eintrag“ ist hier unbekannt.", "eintrag"),
        ("Im Feld „eintrag“ steht „eintrag.hsl == erwarte or eintrag.nr“.", "eintrag.hsl == erwarte or eintrag.nr"),
        ("Der Ausdruck ist nicht richtig geschrieben.", "eintrag.hsl == erwarte or eintrag.nr"),
    ],
)
def test_the_caret_stands_under_the_name_that_the_finding_is_about(said: str, marked: str) -> None:
    """A finding on a formula has the place where that begins; people look for the name."""
    formula = "    pruefe: eintrag.hsl == erwarte or eintrag.nr  # Bemerkung"
    found = pinned(formula, error("TYP-411", Place("schemas/x.yaml", 1, 13), said, ""))
    start = found.place.column - 1
    assert formula[start : start + extent(formula, found)] == marked


@pytest.mark.parametrize(
    ("written", "columns"),
    [("Träger", [1, 2, 3, 4]), ("Tra\u0308ger", [1, 2, 3, 5]), ("a\u0323\u0302b", [1, 4, 5]), ("", [1])],
)
def test_columns_of_letters_in_two_parts_are_those_of_the_file(written: str, columns: list[int]) -> None:
    """Places count “ä” as one letter even where the file holds an “a” and its dots."""
    assert [column_in(written, column) for column in range(1, len(columns) + 1)] == columns
