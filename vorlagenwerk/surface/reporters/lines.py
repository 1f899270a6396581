"""The lines that findings point to, and how much of a line a finding is about."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.project import Project

LARGEST_FILE = 64_000_000
"""Bytes; the most that a document type may allow its content files (`dateigroesse_mb`)."""
LONGEST = 200
"""Characters of a line that are looked at from the place of a finding on."""

_QUOTED = "„([^“]+)“"
_LEAD = r"\s*(?:-\s+)*"
_NAME = r"[\w.\-/]+:\s+"


class Lines:
    """Lines of project files, read as content is: below the project's folders, through no link, up to a bound.

    Findings come sorted by file, so the file last asked for is kept and each is read once.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._file = ""
        self._lines: list[str] = []

    def line(self, place: Place) -> str | None:
        """The line of a place; None where the place has none or the file cannot be read."""
        line = self.written(place)
        # Places are counted in composed letters.
        return line if line is None or line.isascii() else unicodedata.normalize("NFC", line)

    def written(self, place: Place) -> str | None:
        """The same letter by letter as it stands in the file, accents apart where the file has them apart."""
        if not place.line:
            return None
        if place.file != self._file:
            self._file, self._lines = place.file, self._read(place.file)
        return self._lines[place.line - 1] if place.line <= len(self._lines) else None

    def _read(self, file: str) -> list[str]:
        folder = self._project.folder_of(file)
        if not file.startswith(f"{folder.name}/"):
            return []
        raw, _problems = folder.read(file, LARGEST_FILE)
        if raw is None:
            return []
        return raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def column_in(written: str, column: int) -> int:
    """A column (from 1) that counts composed letters, as the column in the line as it is written."""
    if written.isascii() or unicodedata.is_normalized("NFC", written):
        return column
    # the longest beginning that makes no more letters: an accent belongs to the letter before it
    return bisect_right(range(len(written)), column - 1, key=lambda n: _composed(written[: n + 1])) + 1


def _composed(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))


def pinned(line: str, problem: Problem) -> Problem:
    """The finding at what it is about: what it quotes first, where that stands once in the part of its line.

    That part is the whole line for a place without a column, and otherwise the formula that begins there. A value
    that the message quotes as a whole, or that has a mend, is what the finding is about.
    """
    said = re.findall(_QUOTED, problem.text)
    start, end = 0, len(line)
    if column := problem.place.column:
        start = column - 1
        end = start + extent(line, problem._replace(text=""))
        if problem.mend or line[start:end] in said or not re.fullmatch(f"{_LEAD}{_NAME}", line[:start][-LONGEST:]):
            return problem
        said = said[:1]
    for text in said:
        found = list(re.compile(rf"(?<!\w){re.escape(text)}(?!\w)").finditer(line, start, end))
        if len(found) == 1:
            return problem._replace(place=problem.place._replace(column=found[0].start() + 1))
    return problem


def extent(line: str, problem: Problem) -> int:
    """How many characters of its line a finding is about, from its column on; at least 1.

    That is what its mend replaces, or what the message quotes and stands there, or the name or value as written,
    up to a comment; in running text the word.
    """
    start = problem.place.column - 1
    rest = line[start : start + LONGEST]
    if start < 0 or not rest.strip():
        return 1
    if mended := _mended(problem):
        return min(mended, len(rest))
    said = [text for text in re.findall(_QUOTED, problem.text) if rest.startswith(text)]
    said = [text for text in said if not (text[-1].isalnum() and rest[len(text) : len(text) + 1].isalnum())]
    return len(max(said, key=len)) if said else _written(line[:start][-LONGEST:], rest)


def _mended(problem: Problem) -> int:
    """The length of what the mend replaces, 0 where it begins elsewhere, ends in another line, or only inserts."""
    mend = problem.mend
    if mend is None or mend.start != Position(*problem.place[1:]) or mend.end.line != mend.start.line:
        return 0
    return mend.end.column - mend.start.column


def _written(before: str, rest: str) -> int:
    """The length of the YAML name or value, or else of the word, at the beginning of `rest`."""
    if rest[0] in "\"'":
        pattern = r'"(?:[^"\\]|\\.)*"?' if rest[0] == '"' else r"'(?:[^']|'')*'?"
    elif re.match(rf"{_LEAD}(?:{_NAME})?[\[{{]", before):
        pattern = r"[^,\[\]{}]+?(?=\s*(?:[,\[\]{}]|:\s|$))"
    elif re.fullmatch(_LEAD, before):
        pattern = r"[\w.\-/]+(?=\s*:(?:\s|$))|.+?(?=\s+#|\s*$)"
    elif re.fullmatch(f"{_LEAD}{_NAME}", before):
        pattern = r".+?(?=\s+#|\s*$)"
    else:
        pattern = r"\{\{.*?\}\}|\S+"
    found = re.match(pattern, rest)
    return len(found[0]) if found else 1
