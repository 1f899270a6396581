"""Placeholders that were never filled in, found in the content before they are published."""

from __future__ import annotations

import re

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Shape, find_texts
from vorlagenwerk.data.positions import field_name
from vorlagenwerk.data.problems import Problem, error, quote

LEFTOVER = re.compile(
    r"«[^«»\n\0]{1,40}»|\b[12][09]xx\b|\bTODO\b|\bTBD\b|\bFIXME\b|\?\?\?|_{4,}|\.{5,}|…{2,}"
    # „XX. Wahlperiode“ is a Roman number, „XX. Juni“ a gap
    r"|\bXX+\b(?!\. (?!Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[A-ZÄÖÜ])"
    r"|\[(?:bitte |hier |noch )?(?:einfügen|ergänzen|eintragen|Platzhalter|Name|Datum|Betrag)[^\]\n\0]{0,40}\]"
)
"""Marks of unfinished text; sources: published council papers with unrendered fields (domain study, pains)."""


_SIGNS = ("«", "xx", "XX", "TODO", "TBD", "FIXME", "???", "____", ".....", "……", "[")


def _is_suspicious(text: str) -> bool:
    """Quick to say no: the pattern begins in too many ways to be searched for in every cell."""
    return any(sign in text for sign in _SIGNS) and LEFTOVER.search(text) is not None


def check_leftovers(source: Source, shape: Shape) -> list[Problem]:
    """A finding for each placeholder in the texts of a document."""
    problems = []
    for path, text, here in find_texts(source.data, shape, _is_suspicious):
        if here.codelist:
            continue  # a code that is wrong is already told as such
        for found in dict.fromkeys(LEFTOVER.findall(text)):
            said = f"Im Feld „{field_name(path)}“ steht noch der Platzhalter {quote(found)}."
            remedy = "Bitte durch den endgültigen Text ersetzen."
            problems.append(error("TXT-330", source.place_of(path, found), said, remedy))
    return problems
