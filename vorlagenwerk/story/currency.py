"""What is out of date: content digests of everything a document was made from, never time stamps.

Only the standard library's light parts are used here: a build in which nothing changed ends after this module.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from vorlagenwerk.project.outputs import AUDITS
from vorlagenwerk.writers.output import file_digest

PROGRAM = Path(__file__).resolve().parents[1]


class Currency:
    """The digests of a project's foundations, and whether a document's entry still tells the truth."""

    def __init__(self, content: Path, schemas: Path, templates: Path) -> None:
        self.content, self.schemas, self.templates = content, schemas, templates
        program = _digest([PROGRAM, PROGRAM.parent / "requirements.txt"], (".py", ".json", ".txt"))
        shared = [schemas / "_gemeinsam", schemas / "codelisten", content / "_stammdaten"]
        self._shared = _digest([*shared, templates / "_bausteine", templates / "_stil"]) + program
        self._types: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self._foundations: dict[tuple[str, ...], str] = {}
        self._root = f"{content.parent}{os.sep}"

    def foundation(self, types: Iterable[str]) -> str:
        """The digest of program, shared files and the folders of these types."""
        key = tuple(sorted(types))
        if key not in self._foundations:
            parts = [self._shared, *(self._type(name) for name in key)]
            self._foundations[key] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        return self._foundations[key]

    def everything(self) -> str:
        """The digest for a document that failed: any change of schemas or templates may mend it."""
        names = {path.name for folder in (self.schemas, self.templates) for path in _folders(folder)}
        return self.foundation(names)

    def _type(self, name: str) -> str:
        if name not in self._types:
            self._types[name] = name + _digest([self.schemas / name, self.templates / name])
        return self._types[name]

    def input_digest(self, name: str) -> str:
        """The digest of a content file by its name (`content/…`), "" when it is not there."""
        if name not in self._files:
            self._files[name] = file_digest(self._root + name)
        return self._files[name]

    def is_current(self, entry: dict[str, Any], formats: Sequence[str], output: Path) -> bool:
        """Whether building the entry's document again would change nothing."""
        if any(problem["code"].startswith("PRJ") for problem in entry["meldungen"]):
            return False  # the cause lies in the project, and only another look can name it
        if not self.has_same_inputs(entry):
            return False
        made = entry["ausgaben"]
        wanted = {*(formats or (*entry["formate"], *made))}
        if _has_failed(entry):
            wanted &= {*AUDITS}  # nothing else is written of a paper with errors
        if any(name not in made or made[name]["veraltet"] for name in wanted):
            return False
        root = f"{output}{os.sep}"
        return all(file_digest(root + file["datei"]) == file["sha256"] for file in made.values())

    def has_same_inputs(self, entry: dict[str, Any]) -> bool:
        """Whether everything that the entry's document was made from is as it was then."""
        foundation = self.everything() if _has_failed(entry) else self.foundation(entry["grundlagen"])
        if entry["grundlage"] != foundation:
            return False
        return all(self.input_digest(name) == digest for name, digest in entry["eingaben"].items())


def _has_failed(entry: dict[str, Any]) -> bool:
    return any(problem["stufe"] == "Fehler" for problem in entry["meldungen"])


def _folders(path: Path) -> list[Path]:
    try:
        return [path / entry.name for entry in os.scandir(path) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _digest(paths: Iterable[Path], endings: tuple[str, ...] = ()) -> str:
    """One digest of all files at or below these paths: their ways and their bytes."""
    total = hashlib.sha256()
    for root in map(str, paths):
        for file in sorted(_files(root)):
            if file.endswith(".md") or (endings and not file.endswith(endings)):
                continue  # a README beside the files changes no document
            with open(file, "rb", buffering=0) as stream:
                raw = stream.read()
            total.update(f"{file[len(root) :]}\n{len(raw)}\n".encode(errors="surrogateescape"))
            total.update(raw)
    return total.hexdigest()


def _files(root: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(root))
    except NotADirectoryError:
        yield root
        return
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name == "__pycache__":
            continue
        if not entry.is_dir():
            yield entry.path
        elif not entry.is_symlink():
            yield from _files(entry.path)
