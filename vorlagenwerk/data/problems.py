"""A finding: what is wrong, where it stands, what to do. Findings are values; nothing here prints or raises."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from vorlagenwerk.data.positions import Place, Position

QUOTE_LIMIT = 80
"""Longest quotation of a value in a message, in characters."""


class Level(enum.IntEnum):
    """How much a finding weighs; the names are those that people read."""

    HINWEIS = 1
    WARNUNG = 2
    FEHLER = 3

    @property
    def german(self) -> str:
        """The word in a message: „Fehler“, „Warnung“, „Hinweis“."""
        return self.name.capitalize()


PROJECT_PREFIXES = frozenset({"TYP", "VOR", "STI", "PRJ"})
"""Codes that blame the project (schema, template, style, layout), not a document: exit code 2."""


class Mend(NamedTuple):
    """A change of the file that certainly mends a finding: what stands from `start` up to `end` becomes `text`."""

    start: Position
    end: Position
    text: str


class Problem(NamedTuple):
    """One finding.

    `text` is one or more whole German sentences that say what stands there; `remedy` says what is expected
    and what to do. Both are plain text; quoted values went through `quote`. `mend` is there where what was meant
    is certain.
    """

    code: str
    level: Level
    place: Place
    text: str
    remedy: str = ""
    mend: Mend | None = None

    @property
    def blames_project(self) -> bool:
        """Whether administration has to act (template, schema, style), rather than the author."""
        return self.code[:3] in PROJECT_PREFIXES

    def as_data(self) -> dict[str, str | int]:
        """The finding as plain data: the form of the JSON report and of the manifest."""
        return {
            "code": self.code,
            "stufe": self.level.german,
            "datei": self.place.file,
            "zeile": self.place.line,
            "spalte": self.place.column,
            "text": self.text,
            "abhilfe": self.remedy,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Problem:
        """The finding that `as_data` told."""
        place = Place(data["datei"], data["zeile"], data["spalte"])
        return cls(data["code"], Level[data["stufe"].upper()], place, data["text"], data["abhilfe"])


def error(code: str, place: Place, text: str, remedy: str = "") -> Problem:
    """A finding of level Fehler."""
    return Problem(code, Level.FEHLER, place, text, remedy)


def warning(code: str, place: Place, text: str, remedy: str = "") -> Problem:
    """A finding of level Warnung."""
    return Problem(code, Level.WARNUNG, place, text, remedy)


def note(code: str, place: Place, text: str, remedy: str = "") -> Problem:
    """A finding of level Hinweis."""
    return Problem(code, Level.HINWEIS, place, text, remedy)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The findings sorted by place, then weight, then code: the same order on every machine; doubles dropped."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.place.file, p.place.line, p.place.column, -p.level, p.code, p.text))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether a finding of level Fehler is among them."""
    return any(problem.level is Level.FEHLER for problem in problems)


def quote(value: object) -> str:
    """A value in German quotation marks, on one line, without control characters, clipped to `QUOTE_LIMIT`."""
    text = "".join(_visible(character) for character in str(value)[: QUOTE_LIMIT * 2])
    if len(text) > QUOTE_LIMIT:
        text = text[: QUOTE_LIMIT - 1] + "…"
    return f"„{text}“"


def _visible(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return f"U+{ord(character):04X}"
    return character
