"""Slips of the keyboard and of programs in the structure of a file: each with what was meant, some with its mend.

Marks of git, lists with a dash for the hyphen, blanks that are none, a colon from another script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from vorlagenwerk.basics.loading import findings
from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Mend, Problem, error, quote

MISSING_BLANK = "YML-008"
CONFLICT = "YML-014"
LIST_MARK = "YML-015"
STRANGE_BLANK = "YML-016"
STRANGE_COLON = "YML-017"

_STRANGE = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DASHES = "\u2010-\u2015\u2212\u2022\u00b7"
_FIELD = r"[a-z_][a-z0-9_]*"
# Patterns are given as text: most runs need none of them compiled.
_LIST_LINE = rf"(?P<lead> *)(?:(?P<dash>[{_DASHES}])[ {_STRANGE}]*|(?P<glued>-)(?={_FIELD}:(?: |$)))(?=\S)"
_STRANGE_BLANKS = rf" *[{_STRANGE}][ {_STRANGE}]*(?=\S)| *(?:(?:- +)*{_FIELD}:|-)[{_STRANGE}][ {_STRANGE}]*"
_WIDE_COLON = rf" *(?:- +)*{_FIELD}(?P<colon>[\uff1a\ufe55\ua789]) ?"
_CONFLICT_LINE = r"<{7}(?: |$)|>{7}(?: |$)|\|{7}(?: |$)"


class Fault(NamedTuple):
    """What the parser said: the lines of the text, where it stumbled, where that part began, its words."""

    lines: list[str]
    file: str
    at: tuple[int, int]
    since: tuple[int, int]
    words: str

    def place(self, line: int, column: int = 0) -> Place:
        """The place in the file of a line and column that are counted from 0."""
        return Place(self.file, line + 1, column + 1)


def judge_conflict(fault: Fault) -> Problem | None:
    """Two versions of the file that git could not join, with its marks still between them."""
    for number, line in enumerate(fault.lines):
        if line[:1] in ("<", ">", "|") and re.match(_CONFLICT_LINE, line):
            text = f"Die Zeile {quote(line)} stammt von git: Hier stehen zwei Fassungen der Datei untereinander."
            remedy = (
                "Entscheiden Sie, was gilt, und löschen Sie die andere Fassung und die Zeilen mit „<<<<<<<“, "
                "„=======“ und „>>>>>>>“."
            )
            return error(CONFLICT, fault.place(number), text, remedy)
    return None


def judge_slips(fault: Fault) -> Problem | None:
    """A slip in the line at which the parser stumbled, in the one above, or where the refused part began."""
    above = next((n for n in range(fault.at[0] - 1, -1, -1) if fault.lines[n].strip()), fault.at[0])
    for number in dict.fromkeys((fault.at[0], above, fault.since[0])):
        if (problem := slip_in(fault.lines, number, fault.file)) is not None:
            return problem
    return None


def slip_in(lines: Sequence[str], number: int, file: str) -> Problem | None:
    """The slip at the beginning of a line (counted from 0), or None."""
    line = lines[number]
    if found := re.match(_STRANGE_BLANKS, line):
        return _strange_blank(lines, number, found, file)
    if found := re.match(_LIST_LINE, line):
        return _list_mark(lines, number, found, file)
    if found := re.match(_WIDE_COLON, line):
        start = found.start("colon")
        shown = quote(line.strip())
        text = f"Hinter dem Feldnamen in {shown} steht {quote(found['colon'])}, kein gewöhnlicher Doppelpunkt."
        remedy = f"Schreiben Sie {quote(_colon(line, found).strip())}."
        mend = _region(lines, number, number, start, _colon(line, found)[start:])
        return error(STRANGE_COLON, Place(file, number + 1, start + 1), text, remedy)._replace(mend=mend)
    return None


def _colon(line: str, found: re.Match[str]) -> str:
    return f"{line[: found.start('colon')]}: {line[found.end() :]}"


def _strange_blank(lines: Sequence[str], number: int, found: re.Match[str], file: str) -> Problem:
    column = next(n for n, sign in enumerate(found[0]) if re.match(f"[{_STRANGE}]", sign))
    sign, before = f"(U+{ord(found[0][column]):04X})", found[0].strip()
    if before:
        text = f"Hinter {quote(before)} steht ein geschütztes Leerzeichen {sign}, das wie ein Buchstabe gelesen wird."
        remedy = "Ersetzen Sie es durch ein gewöhnliches Leerzeichen."
    else:
        text = f"Die Zeile ist mit geschützten Leerzeichen eingerückt {sign}, die wie Buchstaben gelesen werden."
        remedy = "Ersetzen Sie sie durch gewöhnliche Leerzeichen."
    text += findings.more_lines(sum(re.match(_STRANGE_BLANKS, line) is not None for line in lines[number + 1 :]))
    last = number
    while last + 1 < len(lines) and re.match(_STRANGE_BLANKS, lines[last + 1]):
        last += 1
    plain = [re.sub(_STRANGE_BLANKS, _plain_blanks, line, count=1) for line in lines[number : last + 1]]
    mend = _region(lines, number, last, 0, "\n".join(plain))
    return error(STRANGE_BLANK, Place(file, number + 1, column + 1), text, remedy)._replace(mend=mend)


def _plain_blanks(found: re.Match[str]) -> str:
    return re.sub(f"[{_STRANGE}]", " ", found[0])


def _list_mark(lines: Sequence[str], number: int, found: re.Match[str], file: str) -> Problem:
    """All entries of this list are mended at once: the lines of the same indentation up to one that stands before."""
    lead, mended, last = found["lead"], [], number
    for line in lines[number:]:
        if line.strip() and len(line) - len(line.lstrip(" ")) < len(lead):
            break
        entry = re.match(_LIST_LINE, line)
        mended.append(f"{lead}- {line[entry.end() :]}" if entry and entry["lead"] == lead else line)
        last = number + len(mended) - 1 if entry and entry["lead"] == lead else last
    place = Place(file, number + 1, len(lead) + 1)
    mend = _region(lines, number, last, 0, "\n".join(mended[: last - number + 1]))
    shown = quote(lines[number].strip())
    remedy = f"Schreiben Sie {quote(mended[0].strip())}."
    if found["dash"]:
        text = (
            f"In {shown} beginnt der Eintrag mit {quote(found['dash'])}, nicht mit dem einfachen Strich der Tastatur."
        )
        return error(LIST_MARK, place, text, remedy)._replace(mend=mend)
    return error(MISSING_BLANK, place, f"In {shown} fehlt hinter dem Strich das Leerzeichen.", remedy)._replace(
        mend=mend
    )


def _region(lines: Sequence[str], first: int, last: int, column: int, text: str) -> Mend:
    """The mend of whole lines, of the first one from a column on."""
    return Mend(Position(first + 1, column + 1), Position(last + 1, len(lines[last]) + 1), text)
