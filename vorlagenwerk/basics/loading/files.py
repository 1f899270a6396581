"""Bytes of a file of the project: by descriptor, below the root, through no symbolic link, up to a bound."""

from __future__ import annotations

import os
import pathlib
import stat

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote

MISSING = "DAT-001"
UNREADABLE = "DAT-002"
SYMLINK = "DAT-003"
FOLDER = "DAT-005"
NO_FILE = "DAT-006"
OUTSIDE = "DAT-007"

_BY_DESCRIPTOR = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_INTO_FOLDER = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_DIRECTORY", 0)
# Without O_NONBLOCK a named pipe in the repository would let the build wait for ever.
_INTO_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


def read_file(root: pathlib.Path, file: str, limit: int) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a project file, or None with the reason; `file` is relative to `root`, with “/”."""
    parts = file.split("/")
    place = Place(file)
    if any(part in ("", ".", "..") or "\0" in part or "\\" in part for part in parts):
        text = f"Der Pfad {quote(file)} führt nicht geradewegs zu einer Datei des Projekts."
        remedy = "Geben Sie den Pfad vom Projektordner aus an, mit „/“ zwischen den Ordnern und ohne „..“."
        return None, [error(OUTSIDE, place, text, remedy)]
    try:
        descriptor = _open_below(root, parts, place) if _BY_DESCRIPTOR else _open_checked(root, parts, place)
        try:
            _demand_plain_file(os.fstat(descriptor), place)
            with open(descriptor, "rb", closefd=False) as stream:
                raw = stream.read(limit + 1)
        finally:
            os.close(descriptor)
    except _Refused as refusal:
        return None, [refusal.problem]
    except OSError as fault:
        return None, [_unreadable(place, fault)]
    if len(raw) <= limit:
        return raw, []
    from vorlagenwerk.basics.loading.decoding import too_large  # not needed where all is well

    return None, [too_large(place, limit)]


def open_folder(root: pathlib.Path, file: str) -> int | None:
    """A descriptor of the folder in which a project file lies, reached through no symbolic link.

    None where the system cannot work relative to a descriptor. Raises OSError where there is no such folder.
    """
    if not _BY_DESCRIPTOR:
        return None
    folder = os.open(root, os.O_RDONLY)
    for part in file.split("/")[:-1]:
        try:
            inner = os.open(part, _INTO_FOLDER, dir_fd=folder)
        finally:
            os.close(folder)
        folder = inner
    return folder


def _open_below(root: pathlib.Path, parts: list[str], place: Place) -> int:
    """Walk from folder to folder by descriptor, so that nobody can slip a link in between check and use."""
    folder = os.open(root, os.O_RDONLY)
    try:
        for part in parts[:-1]:
            inner = _open_part(part, _INTO_FOLDER, folder, place)
            os.close(folder)
            folder = inner
        return _open_part(parts[-1], _INTO_FILE, folder, place)
    finally:
        os.close(folder)


def _open_part(part: str, flags: int, folder: int, place: Place) -> int:
    try:
        return os.open(part, flags, dir_fd=folder)
    except OSError as fault:
        try:
            is_link = stat.S_ISLNK(os.lstat(part, dir_fd=folder).st_mode)
        except OSError:
            raise _Refused(_missing(part, folder, place)) from fault
        if is_link:
            raise _Refused(_symlink(part, place)) from fault
        if isinstance(fault, NotADirectoryError):
            raise _Refused(_missing(part, folder, place)) from fault
        raise


def _open_checked(root: pathlib.Path, parts: list[str], place: Place) -> int:
    """The second best, for systems that cannot open relative to a descriptor: look first, then open."""
    here = root
    for part in parts:
        parent, here = here, here / part
        try:
            state = os.lstat(here)
        except OSError as fault:
            raise _Refused(_missing(part, parent, place)) from fault
        # On Windows a junction leads elsewhere, too, and is no symbolic link.
        if stat.S_ISLNK(state.st_mode) or getattr(state, "st_reparse_tag", None):
            raise _Refused(_symlink(part, place))
    _demand_plain_file(state, place)
    return os.open(here, _INTO_FILE)


def _demand_plain_file(state: os.stat_result, place: Place) -> None:
    if stat.S_ISDIR(state.st_mode):
        text = f"{quote(place.file)} ist ein Ordner, keine Datei."
        raise _Refused(error(FOLDER, place, text, "Geben Sie eine Datei in diesem Ordner an."))
    if not stat.S_ISREG(state.st_mode):
        text = f"{quote(place.file)} ist keine gewöhnliche Datei."
        raise _Refused(error(NO_FILE, place, text, "Ersetzen Sie sie durch eine gewöhnliche Textdatei."))


def _missing(part: str, folder: int | pathlib.Path, place: Place) -> Problem:
    try:
        from vorlagenwerk.basics.german import nearest  # not needed where all is well

        similar = nearest(part, os.listdir(folder))
    except OSError:
        similar = None
    hint = f"Meinten Sie {quote(similar)}? " if similar and similar != part else ""
    text = f"Die Datei {quote(place.file)} gibt es nicht: {quote(part)} wurde nicht gefunden."
    return error(MISSING, place, text, f"{hint}Prüfen Sie die Schreibweise, auch große und kleine Buchstaben.")


def _symlink(part: str, place: Place) -> Problem:
    text = f"{quote(part)} ist eine Verknüpfung (symbolischer Verweis)."
    return error(SYMLINK, place, text, "Legen Sie an dieser Stelle die Datei oder den Ordner selbst ab.")


def _unreadable(place: Place, fault: OSError) -> Problem:
    if isinstance(fault, IsADirectoryError):
        return error(FOLDER, place, f"{quote(place.file)} ist ein Ordner, keine Datei.")
    reason = "Die Leserechte fehlen." if isinstance(fault, PermissionError) else "Das Laufwerk meldet einen Fehler."
    text = f"Die Datei {quote(place.file)} lässt sich nicht lesen. {reason}"
    return error(UNREADABLE, place, text, "Bitten Sie die Administration, die Datei lesbar zu machen.")
