"""Changes of content files: mends put into bytes, shown to people, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vorlagenwerk.basics.loading.decoding import recode
from vorlagenwerk.basics.loading.files import open_folder
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Mend, Problem, error, quote
from vorlagenwerk.project.project import Project

CHANGED = "DAT-030"
NOT_WRITTEN = "DAT-031"
_NOT_WRITTEN_REMEDY = (
    "Schließen Sie sie in anderen Programmen, und heben Sie einen Schreibschutz auf oder bitten Sie die Administration "
    "darum; rufen Sie dann die Berichtigung noch einmal auf. Bis dahin bleibt die Datei, wie sie war."
)

FILE_LIMIT = 64_000_000
"""Largest content file that is changed, in bytes: as large as any document type may allow."""
_BOM = b"\xef\xbb\xbf"


class Change(NamedTuple):
    """What becomes of a content file: its bytes now, its bytes then, the findings that are thereby mended."""

    file: str
    old: bytes
    new: bytes
    mended: tuple[Problem, ...]


def put(raw: bytes, mends: Sequence[Mend]) -> bytes:
    """The bytes of a file with each mend in its place; all other bytes, line ends and blanks at their ends stay.

    Mends count lines and columns as findings do: in text with composed letters and without blanks at line ends.
    """
    parts = re.split("(\r\n|\r|\n)", raw.decode("utf-8-sig"))
    lines, ends = parts[0::2], [*parts[1::2], ""]
    for mend in sorted(mends, reverse=True):
        first, last = mend.start.line - 1, mend.end.line - 1
        before = lines[first][: _offset(lines[first], mend.start.column - 1)]
        behind = lines[last][_offset(lines[last], mend.end.column - 1) :]
        new = (before + mend.text + behind).split("\n")
        if len(new) == last - first + 1:
            lines[first : last + 1] = [_kept(old, text) for old, text in zip(lines[first : last + 1], new, strict=True)]
        else:
            lines[first : last + 1] = new
            ends[first : last + 1] = [ends[0] or "\n"] * (len(new) - 1) + [ends[last]]
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return (_BOM if raw.startswith(_BOM) else b"") + text.encode()


def _offset(line: str, column: int) -> int:
    """Where a column of the composed line begins in the line as it is."""
    if unicodedata.is_normalized("NFC", line):
        return column
    for offset in range(column, len(line) + 1):
        if len(unicodedata.normalize("NFC", line[:offset])) == column:
            # what follows may still belong to the letter before it
            while offset < len(line) and unicodedata.combining(line[offset]):
                offset += 1
            return offset
    return len(line)


def _kept(old: str, new: str) -> str:
    """A line that is put anew: as it was where nothing changes, else with the blanks that stood at its end."""
    trimmed = old.rstrip(" \t")
    if unicodedata.normalize("NFC", trimmed) == new.rstrip(" \t"):
        return old
    return new if new.endswith((" ", "\t")) else new + old[len(trimmed) :]


# --- showing ---------------------------------------------------------------------------------------------

_CONTEXT = 1


def difference(change: Change) -> str:
    """What a change does, as lines with “-” (now) and “+” (then) under German headings, for people and terminals."""
    said = recode(change.old) if _is_other_encoding(change.old) else None
    old = (said[0] if said else change.old.decode("utf-8-sig")).splitlines()
    new = change.new.decode("utf-8-sig").splitlines()
    out = [f"--- {change.file} (jetzt)", f"+++ {change.file} (berichtigt)"]
    if said:
        out.append(f"Die Codierung der ganzen Datei wird von {said[1]} zu UTF-8.")
    for first, gone, come, around in _hunks(old, new):
        out.append(f"Zeile {first + 1}:")
        out += [f"  {_shown(line)}" for line in around[0]]
        out += [f"- {_shown(line)}" for line in gone] + [f"+ {_shown(line)}" for line in come]
        out += [f"  {_shown(line)}" for line in around[1]]
    return "\n".join(out)


def _is_other_encoding(raw: bytes) -> bool:
    try:
        return b"\0" in raw or not raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True


def _hunks(old: list[str], new: list[str]) -> Iterator[tuple[int, list[str], list[str], tuple[list[str], list[str]]]]:
    """Runs of lines that differ: the number of the first (from 0), what goes, what comes, the lines around."""
    if len(old) == len(new):  # nearly always; the library's way would take minutes for large tables
        marks = [one != other for one, other in zip(old, new, strict=True)]
        starts = [n for n, differs in enumerate(marks) if differs and not (n and marks[n - 1])]
        runs = [(n, next((m for m in range(n, len(marks)) if not marks[m]), len(marks))) for n in starts]
        spans = [(first, last, first, last) for first, last in runs]
    else:
        from difflib import SequenceMatcher

        codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        spans = [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]
    for first, last, begin, end in spans:
        around = old[max(0, first - _CONTEXT) : first], old[last : last + _CONTEXT]
        yield first, old[first:last], new[begin:end], around


def _shown(line: str) -> str:
    """A line with its invisible characters by their number, which also keeps commands from the terminal."""
    told = {"\t": "[Tabulator]"}
    return "".join(s if s == " " or s.isprintable() else told.get(s, f"[U+{ord(s):04X}]") for s in line)


# --- writing ---------------------------------------------------------------------------------------------


def apply(project: Project, changes: Sequence[Change]) -> list[Problem]:
    """Write the changes; gives the findings on files that were left as they are. Each file changes whole or not at all.

    Only files below the content folder, never through a symbolic link, and none that changed since it was planned.
    """
    problems: list[Problem] = []
    for change in changes:
        place = Place(change.file)
        raw, unread = project.content.read(change.file, FILE_LIMIT)
        problems += unread
        if raw is not None and raw != change.old:
            text = f"Die Datei {quote(change.file)} wurde inzwischen geändert und bleibt, wie sie ist."
            problems.append(error(CHANGED, place, text, "Rufen Sie die Berichtigung noch einmal auf."))
        elif raw is not None and change.file.startswith(f"{project.content.name}/"):
            try:
                _replace(project, change)
            except OSError as trouble:
                text = f"Die Datei {quote(change.file)} ließ sich nicht ändern: {_reason(trouble)}."
                problems.append(error(NOT_WRITTEN, place, text, _NOT_WRITTEN_REMEDY))
    return problems


def _replace(project: Project, change: Change) -> None:
    """A fresh file beside the old one, with its permissions, that takes its place when it is whole."""
    folder = open_folder(project.content.path.parent, change.file)
    name = os.path.basename(change.file) if folder is not None else str(project.content.path.parent / change.file)
    fresh = os.path.join(os.path.dirname(name), f".neu-{os.path.basename(name)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode & 0o777
        if not mode & stat.S_IWUSR:  # a fresh file could take its place all the same
            raise PermissionError
        with contextlib.suppress(FileNotFoundError):
            os.unlink(fresh, dir_fd=folder)  # of a run that was killed
        with open(os.open(fresh, flags, mode, dir_fd=folder), "wb") as stream:
            if hasattr(os, "fchmod"):
                os.fchmod(stream.fileno(), mode)  # what the umask took away
            stream.write(change.new)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, name, src_dir_fd=folder, dst_dir_fd=folder)
        if folder is not None:
            os.fsync(folder)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(fresh, dir_fd=folder)
        if folder is not None:
            os.close(folder)


def _reason(trouble: OSError) -> str:
    if isinstance(trouble, PermissionError):
        return "die Schreibrechte fehlen"
    return "auf dem Datenträger ist kein Platz mehr" if trouble.errno == 28 else f"Systemfehler {trouble.errno}"
