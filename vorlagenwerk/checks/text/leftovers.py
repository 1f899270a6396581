"""Placeholders that were never filled in, found in the content before they are published."""

from __future__ import annotations

import re
from functools import cache

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Shape, find_texts
from vorlagenwerk.data.positions import field_name
from vorlagenwerk.data.problems import Problem, error, quote

LEFTOVER = re.compile(
    r"«[^«»\n\0]{1,40}»|\b[12][09]xx\b|\bTODO\b|\bTBD\b|\bFIXME\b|\?\?\?|_{4,}|\.{5,}|…{2,}"
    # „XX. Wahlperiode“ is a Roman number, „XX. Juni“ a gap
    r"|\bXX+\b(?!\. (?!Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Monat\b)[A-ZÄÖÜ])"
    r"|\bTT\.\s?MM\.(?:\s?JJ(?:JJ)?\b)?"
    # what Word's empty content controls ask for
    r"|\bKlicken (?:oder tippen )?Sie(?: hier)?, um [^.\n\0]{1,40} einzugeben\.?"
    r"|\bWählen Sie ein Element aus\.?"
    r"|\[(?:bitte |hier |noch )?(?:einfügen|ergänzen|eintragen|Platzhalter|Name|Datum|Betrag)[^\]\n\0]{0,40}\](?!\()"
)
"""Marks of unfinished text; sources: published council papers with unrendered fields (domain study, pains)."""


def has_leftover(text: str) -> bool:
    """Whether a placeholder stands in the text; quick to say no, for the pattern begins in too many ways."""
    return (
        "«" in text or "[" in text or "xx" in text or "XX" in text or "____" in text or "....." in text
        or "……" in text or "???" in text or "TODO" in text or "TBD" in text or "FIXME" in text or "TT.MM" in text
        or "Klicken" in text or "Wählen Sie" in text
    ) and LEFTOVER.search(text) is not None  # fmt: skip


def has_mark(text: str) -> bool:
    """Whether something stands in the text that only templates or the program's own notes may hold."""
    return (
        "{{" in text or "}}" in text or "{%" in text or "%}" in text
        or "\ue000" in text or "\ue001" in text or "\ue002" in text
    )  # fmt: skip


@cache
def marks() -> re.Pattern[str]:
    """Template code and the program's own marks."""
    return re.compile(r"\{\{[^{}\n\0]{0,60}\}\}|\{%[^{}\n\0]{0,60}%\}|\{\{|\}\}|\{%|%\}|[\ue000-\ue002]+")


def _is_suspicious(text: str) -> bool:
    return has_leftover(text) or has_mark(text)


def check_leftovers(source: Source, shape: Shape) -> list[Problem]:
    """A finding for each placeholder in the texts of a document."""
    problems = []
    for path, text, here in find_texts(source.data, shape, _is_suspicious):
        if here.codelist:
            continue  # a code that is wrong is already told as such
        # in prose a name between braces is filled in or told as TXT-31x; elsewhere it would be printed as it stands
        left = [*LEFTOVER.findall(text), *(() if here.prose else marks().findall(text))]
        for found in dict.fromkeys(left):
            said = f"Im Feld „{field_name(path)}“ steht noch der Platzhalter {quote(found)}."
            remedy = "Bitte durch den endgültigen Text ersetzen."
            problems.append(error("TXT-330", source.place_of(path, found), said, remedy))
    return problems
