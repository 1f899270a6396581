"""Pictures that a document names: files beside the content, nothing from elsewhere."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from vorlagenwerk.project.project import Project

PICTURE_LIMIT = 40_000_000
"""Bytes of a picture that are read at all; smaller bounds are told by those who look at pictures."""


class FoundPicture(NamedTuple):
    """The file behind a picture's name ("" where the name is refused), its bytes if it can be read, else advice."""

    file: str = ""
    data: bytes | None = None
    advice: str = ""


def read_picture(project: Project, document: str, said: str) -> FoundPicture:
    """The picture that a document calls `said`: a path from the document's own folder, within the content."""
    folder = project.folder_of(document)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(document), said))
    if "://" in said:
        return FoundPicture(advice="Aus dem Internet wird nichts geladen; bitte die Datei neben dem Inhalt ablegen.")
    if "\\" in said:
        return FoundPicture(advice="Zwischen Ordner und Datei steht „/“.")
    if not name.startswith(f"{folder.name}/") or posixpath.isabs(said):
        return FoundPicture(advice=f"Bilder liegen neben dem Inhalt, unterhalb von „{folder.name}“.")
    raw, problems = folder.read(name, PICTURE_LIMIT)
    return FoundPicture(name, raw, " ".join(f"{problem.text} {problem.remedy}" for problem in problems))
