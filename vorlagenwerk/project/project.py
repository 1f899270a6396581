"""The project on disk: its four folders, the documents in them, and where each is written."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from vorlagenwerk.basics.loading import read_file
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.outputs import AUDIT

DOCUMENT_ENDINGS = (".yaml", ".yml")
DOUBLED_OUTPUT = "DAT-021"
"""Two documents would be written to the same file."""
SETTINGS_BYTES = 5_000_000
"""Largest file of the project itself (schema, template, code list, style template)."""


class Folder(NamedTuple):
    """One of the project's folders. Its files are named `<name>/<way below it>` in messages and in the manifest."""

    path: Path

    @property
    def name(self) -> str:
        """The folder's own name, first part of the name of every file in it."""
        return self.path.name

    def read(self, file: str, limit: int = SETTINGS_BYTES) -> tuple[bytes | None, list[Problem]]:
        """The bytes of a file given by its name (`content/…`), or what stands in the way."""
        return read_file(self.path.parent, file, limit)

    def has(self, file: str) -> bool:
        """Whether something of this name (`templates/…`) is there; reading it may still find fault with it."""
        return os.path.lexists(self.path.parent / file)

    def files(self, below: str = "") -> list[str]:
        """The names of all regular files below a folder of this one, sorted; hidden ones and links left out."""
        return sorted(_walk(self.path.parent, f"{self.name}/{below}".rstrip("/")))

    def holds(self, path: Path) -> bool:
        """Whether a path lies in this folder."""
        return path == self.path or self.path in path.parents


class Project(NamedTuple):
    """Where everything lies."""

    content: Folder
    schemas: Folder
    templates: Folder
    output: Path

    def type_names(self) -> list[str]:
        """The document types: the folder names present in both `schemas/` and `templates/`."""
        return sorted(_folders(self.schemas.path) & _folders(self.templates.path))

    def documents(self, chosen: Iterable[Path] = ()) -> tuple[list[str], list[Problem]]:
        """The names of all content files, or of those at or below the chosen absolute paths."""
        names = [file for file in self.content.files() if _is_document(file)]
        wanted = list(chosen)
        problems = _collisions(names)
        if not wanted:
            return names, problems
        found: list[str] = []
        for path in wanted:
            start = str(path)
            root = f"{self.content.path.parent}{os.sep}"
            below = [file for file in names if start == root + file or (root + file).startswith(start + os.sep)]
            if not below:
                problems.append(_nothing_there(path))
            found += below
        return sorted(set(found)), problems

    def is_document(self, name: str) -> bool:
        """Whether a content file of this name is there (a link to one is not)."""
        path = self.content.path.parent / name
        return _is_document(name) and path.is_file() and not path.is_symlink()

    def output_stem(self, document: str) -> str:
        """The way of a document below the output folder, without ending: mirrors content."""
        return os.path.splitext(document)[0].split("/", 1)[1]

    def folder_of(self, file: str) -> Folder:
        """The folder that a file's name begins with; content, where the name belongs to none."""
        named = {folder.name: folder for folder in (self.schemas, self.templates, self.content)}
        return named.get(file.split("/", 1)[0], self.content)

    def owns(self, file: str) -> bool:
        """Whether a file is the project's own (schemas, templates), so that its faults are administration's."""
        return file.split("/", 1)[0] in (self.schemas.name, self.templates.name)

    def read_any(self, file: str) -> bytes | None:
        """The bytes of a file of the project, None where it cannot be read."""
        return self.folder_of(file).read(file)[0]


def _walk(root: Path, below: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(root / below))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, f"{below}/{entry.name}")
        else:
            yield f"{below}/{entry.name}"


def _folders(path: Path) -> set[str]:
    try:
        entries = list(os.scandir(path))
    except OSError:
        return set()
    skipped = ("_", ".")
    return {e.name for e in entries if e.is_dir(follow_symlinks=False) and not e.name.startswith(skipped)
            and e.name != "codelisten"}  # fmt: skip


def _is_document(file: str) -> bool:
    folders = file.split("/")[:-1]
    return file.lower().endswith(DOCUMENT_ENDINGS) and not any(name.startswith("_") for name in folders)


def _nothing_there(path: Path) -> Problem:
    text = f"Unter {quote(path)} liegt kein Inhaltsdokument."
    remedy = "Erwartet wird eine YAML-Datei oder ein Ordner unterhalb des Inhaltsordners."
    return error("DAT-020", Place(str(path)), text, remedy)


def _collisions(names: list[str]) -> list[Problem]:
    """Documents that would be written to the same place, also on file systems that fold case and accents."""
    seen: dict[str, str] = {}
    problems = []
    for name in names:
        stem = os.path.splitext(name)[0].casefold().removesuffix(f".{AUDIT}")  # the audit report on x is x.pruefbericht
        if not stem.isascii():
            stem = unicodedata.normalize("NFC", stem)
        if stem in seen:
            text = f"{quote(name)} und {quote(seen[stem])} würden in dieselbe Ausgabedatei geschrieben."
            problems.append(error(DOUBLED_OUTPUT, Place(name), text, "Bitte eine der beiden Dateien umbenennen."))
        seen.setdefault(stem, name)
    return problems


def find_project(root: Path, **folders: Path | None) -> Project:
    """The project at `root`; single folders may be given instead (`content`, `schemas`, `templates`, `output`)."""

    def at(name: str) -> Path:
        return Path(os.path.abspath(folders.get(name) or root / name))

    return Project(Folder(at("content")), Folder(at("schemas")), Folder(at("templates")), at("output"))
