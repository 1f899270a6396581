"""Cases: content files that must be quiet, and content files that state the findings they must give.

Dropping a file below `faelle/` adds a test. `faelle/gueltig/<typ>/*.yaml` gives no finding at all. Each file in
`faelle/fehlerhaft/` begins with lines of the form `# erwartet: 14:12 SCH-104`, one a finding (line 0 is the
file as a whole), and gives exactly these. A line `# offen: …` says why the program does not do so yet.
Where a whole file is too much, or something else must be changed beside it, `projektfaelle/` is the place.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CASES, TYPES, WORDINGS, lay_out, wording
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.story.making import Maker
from vorlagenwerk.story.workshop import Workshop

GOOD = sorted((CASES / "gueltig").rglob("*.y*ml"))
BAD = sorted((CASES / "fehlerhaft").glob("*.y*ml"))
Findings = Callable[[Path], list[Problem]]
_PARKED = re.compile(rb"^# offen: (.+)$", re.MULTILINE)
_EXPECTED = re.compile(r"#\s*erwartet: (\d+):(\d+) ([A-Z]{2,3}-\d{3})")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What a check says about a case, with tests/faelle as content folder beside the shipped master data."""
    place = lay_out(tmp_path_factory.mktemp("faelle") / "projekt")
    shutil.copytree(CASES, place.root / "content", dirs_exist_ok=True)

    def check(file: Path) -> list[Problem]:
        workshop = Workshop(place.project)
        made = Maker(workshop).check(f"content/{file.relative_to(CASES).as_posix()}")
        assert not made.defect, made.defect
        return [*made.problems, *workshop.problems, *workshop.lists.problems]

    return check


def expected(file: Path) -> list[str]:
    """The findings that a case states."""
    raw = file.read_bytes()
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1")
    return [f"{line}:{column} {code}" for line, column, code in _EXPECTED.findall(text)]


@pytest.mark.parametrize("file", GOOD, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_valid_case_is_quiet(file: Path, findings: Findings) -> None:
    """Nobody is bothered by a finding, not even by a Hinweis, where nothing is wrong."""
    assert findings(file) == []


def cases() -> list[Any]:
    """The faulty cases, those marked as parked that the program does not get right yet."""
    found = []
    for file in BAD:
        parked = _PARKED.search(file.read_bytes())
        marks = [pytest.mark.xfail(strict=True, reason=parked[1].decode())] if parked else []
        found.append(pytest.param(file, marks=marks, id=file.name))
    return found


@pytest.mark.parametrize("file", cases())
def test_a_faulty_case_gives_the_findings_that_it_states(file: Path, findings: Findings) -> None:
    """The same trouble always has the same code at the same place, and no second finding follows from it."""
    found = [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in findings(file)]
    assert found == expected(file)


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.name)
def test_a_finding_says_what_stands_there_and_what_to_do(file: Path, findings: Findings) -> None:
    """Whole German sentences with a remedy, in the words of people who write papers, not of programs."""
    for problem in findings(file):
        assert re.fullmatch(r"[A-ZÄÖÜ„].*[.!?]", problem.text), problem.text
        assert problem.remedy.endswith((".", "?")), (problem.code, problem.remedy)
        said = re.sub(r"„[^“]*“", "", f"{problem.text} {problem.remedy}")
        unwanted = r"\b(property|properties|object|array|string|None|null|True|False|required|schema|scalar|token)\b"
        assert not re.search(unwanted, said), said


def test_the_wording_of_findings_is_unchanged(findings: Findings, golden: Callable[[Path, str], None]) -> None:
    """One readable list of what authors are told; whoever changes a message reads it here beside the others."""
    told = [wording(file.stem, findings(file)) for file in BAD]
    golden(WORDINGS / "faelle.txt", "\n".join(told))


def test_every_type_has_a_valid_case() -> None:
    """A type without a valid case could refuse everything unnoticed."""
    assert {file.parent.name for file in GOOD} >= set(TYPES)


def test_every_faulty_case_is_named_after_its_first_code() -> None:
    """The file name says which finding the case is about, so that a gap is seen."""
    for file in BAD:
        assert expected(file), file.name
        code = "-".join(file.name.split("-")[:2])
        assert code in [line.split()[1] for line in expected(file)], file.name
