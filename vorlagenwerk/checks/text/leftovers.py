"""Placeholders that were never filled in, found in the content before they are published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Shape, find_texts
from vorlagenwerk.data.positions import field_name
from vorlagenwerk.data.problems import Problem, error, quote

_FORMS = (
    ("«", r"«[^«»\n\0]{1,40}»"),
    ("xx", r"\b[12][09]xx\b"),
    ("XX", r"\b[12][09]XX\b"),
    ("xx.", r"\bxx\. ?xx\.(?: ?(?:[12][0-9]{3}|xxxx)\b)?"),
    (",xx", r"\b[0-9x.]*x,xx\b"),
    ("TODO", r"\bTODO\b"),
    ("todo", r"\btodo\b"),
    ("ToDo", r"\bToDo\b"),
    ("TBD", r"\bTBD\b"),
    ("FIXME", r"\bFIXME\b"),
    ("???", r"\?\?\?"),
    ("____", r"_{4,}"),
    (".....", r"\.{5,}"),
    ("……", r"…{2,}"),
    # „XX. Wahlperiode“ is a Roman number, „XX. Juni“ a gap
    ("XX", r"\bXX+\b(?!\. (?!Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Monat\b)[A-ZÄÖÜ])"),
    ("TT.", r"\bTT\.\s?MM\.(?:\s?JJ(?:JJ)?\b)?"),
    # what Word's empty content controls ask for
    ("Klicken", r"\bKlicken (?:oder tippen )?Sie(?: hier)?, um [^.\n\0]{1,40} einzugeben\.?"),
    ("Wählen Sie", r"\bWählen Sie ein Element aus\.?"),
    # what Word and Excel put where a reference leads nowhere
    ("Fehler!", r"\bFehler! [^.\n\0]{1,60}\."),
    ("#", r"#(?:REF!|BEZUG!|WERT!|VALUE!|ZAHL!|DIV/0!|NAME\?|NV\b|N/A\b)"),
    # „Die Stadt … erhält … Euro“, but not „1, 2, …“ nor „und so weiter …“
    ("…", r"(?<=[^\W\d] )…(?= \w| [€%]|\.)"),
    ("...", r"(?<=[^\W\d] )\.\.\.(?= \w| [€%])"),
    (
        "[",
        r"\[(?:bitte |hier |noch )?(?:einfügen|ergänzen|eintragen|Platzhalter|Name|Datum|Betrag)"
        r"[^\]\n\0]{0,40}\](?!\()",
    ),
)
"""Marks of unfinished text, each with a sign that stands in it whatever it says.

Sources: published council papers with unrendered fields (domain study, pains).
"""


def placeholders(text: str) -> Iterable[re.Match[str]]:
    """Every placeholder in the text; looked for are those whose sign stands there, which is seldom any."""
    forms = [form for sign, form in _FORMS if sign in text]
    found = _pattern("|".join(forms)).finditer(text) if forms else ()
    return (one for one in found if one[0] not in _ELLIPSES or not _is_quoted(one))


_ELLIPSES = frozenset({"…", "..."})


def _is_quoted(found: re.Match[str]) -> bool:
    """Whether quotation marks are open at this place of its line: there dots say that something was left out."""
    before = found.string[max(found.start() - 600, 0) : found.start()]
    line = before[max(before.rfind("\n"), before.rfind("\0")) + 1 :]  # several texts may be asked about at once
    return line.count("„") > line.count("“") or line.count("»") > line.count("«")


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form)


_MARK = r"\{\{[^{}\n\0]{0,60}\}\}|\{%[^{}\n\0]{0,60}%\}|\{\{|\}\}|\{%|%\}|[\ue000-\ue002]+"
_MARK_SIGNS = ("{{", "}}", "{%", "%}", "\ue000", "\ue001", "\ue002")


def marks(text: str) -> Iterable[re.Match[str]]:
    """What only templates or the program's own notes may hold: template code and marks of ours."""
    return _pattern(_MARK).finditer(text) if any([sign in text for sign in _MARK_SIGNS]) else ()


def _is_suspicious(text: str) -> bool:
    return any(placeholders(text)) or any(marks(text))


def check_leftovers(source: Source, shape: Shape) -> list[Problem]:
    """A finding for each placeholder in the texts of a document."""
    problems = []
    for path, text, here in find_texts(source.data, shape, _is_suspicious):
        if here.codelist:
            continue  # a code that is wrong is already told as such
        # in text for the paper a name between braces is filled in or told as TXT-31x; elsewhere it would be printed
        left = [*placeholders(text), *(() if here.prose or here.line else marks(text))]
        for found in dict.fromkeys(match[0] for match in left):
            said = f"Im Feld „{field_name(path)}“ steht noch der Platzhalter {quote(found)}."
            remedy = "Bitte durch den endgültigen Text ersetzen."
            problems.append(error("TXT-330", source.place_of(path, found), said, remedy))
    return problems
