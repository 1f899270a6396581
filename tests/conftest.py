"""What all tests share: a project of one's own in a temporary folder, and the switch that rewrites expectations."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from vorlagenwerk.data import tree
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.project import Project, find_project
from vorlagenwerk.story.prepared import Prepared
from vorlagenwerk.story.preparing import Preparation
from vorlagenwerk.story.workshop import Workshop

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "faelle"
WORDINGS = ROOT / "tests" / "golden-meldungen"
TYPES = ("erhebungsbogen", "kim-konzept", "musterseiten", "regionalrat-vorlage")
"""The document types for which cases exist."""

settings.register_profile("abnahme", derandomize=True, database=None, deadline=None)
settings.load_profile("abnahme")
"""Whether a change lands depends on the change alone, so properties are tried with the same examples each time.
`--hypothesis-profile=default` searches at random; what it finds becomes a case of its own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden-neu` writes the expectations anew instead of comparing (make golden)."""
    parser.addoption("--golden-neu", action="store_true", help="write expected results anew; then read git diff")


@dataclass(frozen=True)
class Finished:
    """A call of the program that has ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Workplace:
    """A copy of the program, its schemas, templates and master data; no documents yet."""

    root: Path

    @property
    def project(self) -> Project:
        """The project as the program finds it."""
        return find_project(self.root)

    @property
    def output(self) -> Path:
        """Where it writes."""
        return self.root / "output"

    def write(self, file: str, content: str | bytes) -> Path:
        """Put a file in place, with the folders above it."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def take(self, case: str, file: str, *changes: tuple[str, str]) -> Path:
        """Put a case from tests/faelle in place, changed."""
        path = self.write(file, (CASES / case).read_bytes())
        self.change(file, *changes)
        return path

    def change(self, file: str, *changes: tuple[str, str]) -> None:
        """Replace texts in a file; each must occur in it."""
        text = (self.root / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} does not occur in {file}"
            text = text.replace(old, new, 1)
        (self.root / file).write_text(text, encoding="utf-8")

    def change_part(self, file: str, part: str, *changes: tuple[str, str]) -> None:
        """Replace texts in a part of a Word file; each must occur in it."""
        source = zipfile.ZipFile(BytesIO((self.root / file).read_bytes()))
        with zipfile.ZipFile(self.root / file, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                text = source.read(name)
                for old, new in changes if name == part else ():
                    assert old.encode() in text, f"{old!r} does not occur in {part}"
                    text = text.replace(old.encode(), new.encode())
                target.writestr(name, text)

    def command(self, *arguments: str) -> list[str]:
        """The call of build.py with these arguments."""
        return [sys.executable, str(self.root / "build.py"), *arguments]

    def call(self, *arguments: str, cwd: Path | None = None, **variables: str) -> Finished:
        """Run the real build.py in a process of its own."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=cwd or self.root,
            env=environment(**variables),
            capture_output=True,
            timeout=300,
        )
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    def files(self) -> dict[str, bytes]:
        """All files below output/ but the lock, with their bytes."""
        found = sorted(path for path in self.output.rglob("*") if path.is_file() and path.name != ".sperre")
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in found}

    def prepare(self, document: str) -> tuple[Prepared, list[Problem]]:
        """A document prepared in this process, and the trouble with the project met on the way."""
        workshop = Workshop(self.project)
        prepared = Preparation(workshop).prepare(document)
        return prepared, [*workshop.problems, *workshop.lists.problems]

    def tree(self, document: str) -> tree.Document:
        """The finished tree of a document that must have no errors."""
        prepared, trouble = self.prepare(document)
        assert prepared.document is not None, [*prepared.problems, *trouble]
        return prepared.document


def wording(title: str, problems: list[Problem]) -> str:
    """What findings say, for the goldens of wordings; the file is left out, it is that of the case."""
    lines = [f"{title}\n"]
    for one in problems:
        lines.append(f"  {one.place.line}:{one.place.column} {one.level.german} {one.code} {one.text}\n")
        lines.append(f"      {one.remedy}\n")
    return "".join(lines)


def environment(**variables: str) -> dict[str, str]:
    """A small environment, the same on every machine, with these variables on top."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **variables}


def lay_out(root: Path) -> Workplace:
    """A fresh workplace at `root`."""
    root.mkdir(parents=True, exist_ok=True)
    for name in ("vorlagenwerk", "schemas", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(ROOT / "content" / "_stammdaten", root / "content" / "_stammdaten")
    for name in ("build.py", "requirements.txt"):
        shutil.copy2(ROOT / name, root / name)
    return Workplace(root)


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    """A workplace for one test."""
    return lay_out(tmp_path / "projekt")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The shipped content, built once in all formats; only for reading."""
    place = lay_out(tmp_path_factory.mktemp("ausgeliefert") / "projekt")
    shutil.copytree(ROOT / "content", place.root / "content", dirs_exist_ok=True)
    done = place.call("build")
    assert done.code == 0, done
    return place


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Iterator[Callable[[Path, str], None]]:
    """Compares a text with a file, or writes the file where `--golden-neu` is given."""
    renew: Any = request.config.getoption("--golden-neu")

    def compare(path: Path, text: str) -> None:
        if renew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing; `make golden` writes it"
        assert text == path.read_text(encoding="utf-8")

    yield compare
