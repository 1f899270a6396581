"""Text files below `templates/`: templates, page frames, the style sheet. Here bytes become text, or a finding."""

from __future__ import annotations

from vorlagenwerk.basics.loading import MISSING_FILE
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error
from vorlagenwerk.project.project import Folder

_MARKS = "\ue000\ue001\ue002"
"""Signs with which the program itself protects values in the text of a template."""


def read_text(folder: Folder, file: str) -> tuple[str | None, Problem | None]:
    """The text of a file, or why it cannot be read (VOR-104, DAT-…); neither where there is none."""
    raw, problems = folder.read(file)
    if raw is None:
        return None, next((problem for problem in problems if problem.code != MISSING_FILE), None)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8", errors="replace")
        text = "Die Datei ist nicht als UTF-8 gespeichert; hier steht ein Zeichen aus einer älteren Codierung."
        remedy = (
            "Bitte im Editor öffnen, mit der Codierung „UTF-8“ speichern und danach die Umlaute noch einmal nachlesen."
        )
        return None, error("VOR-104", _behind(file, before), text, remedy)


def reserved_sign(file: str, text: str) -> Problem | None:
    """The finding on a template that holds signs of the program's own (VOR-103), at the first of them."""
    if not any(sign in text for sign in _MARKS):
        return None
    at = min(found for sign in _MARKS if (found := text.find(sign)) >= 0)
    said = f"Hier steht das unsichtbare Zeichen U+{ord(text[at]):04X}, das dem Programm selbst vorbehalten ist."
    return error("VOR-103", _behind(file, text[:at]), said, "Bitte die Stelle löschen und neu tippen.")


def _behind(file: str, before: str) -> Place:
    """The place that follows a piece of text."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
