"""The tests themselves: readable, documented, and free of the machine that they were written on."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests").rglob("*.py"))
MAX_LINES = 300


def test_test_modules_can_be_read_in_one_go() -> None:
    """Tests are read as often as code."""
    assert [str(f.name) for f in FILES if len(f.read_text(encoding="utf-8").splitlines()) > MAX_LINES] == []


def test_every_test_says_what_it_proves() -> None:
    """A failing test explains itself in a sentence or two."""
    silent = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = ast.get_docstring(node) or ""
                if not said.endswith((".", "?", "!")) or "\n\n" in said:
                    silent.append(f"{file.name}: {node.name}")
    assert silent == []


def test_no_test_has_a_namesake_in_its_module() -> None:
    """The second of two functions of one name would silently replace the first."""
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert len(names) == len(set(names)), file.name


def test_no_file_of_the_project_names_a_machine() -> None:
    """Nothing in the repository points to the folders of the machine that it was written on."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git repository")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    homes = re.compile(rb"(?<![\w.<])/(?:home|Users|root)/[a-z]|[A-Z]:\\Users\\[a-z]")
    texts = [ROOT / name for name in listed if not name.endswith((".docx", ".png", ".ttf", ".otf"))]
    assert [path.name for path in texts if path.is_file() and homes.search(path.read_bytes())] == []
