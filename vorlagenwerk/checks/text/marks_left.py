"""Marks and placeholders that were never filled: in the tree, and in the files that were written from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from vorlagenwerk.checks.text.leftovers import marks, placeholders
from vorlagenwerk.checks.text.whole import Hit, Whole, fields_with
from vorlagenwerk.data.problems import Level, quote


def unfilled(text: str) -> Iterator[re.Match[str]]:
    """Every mark and placeholder in a text, in no particular order."""
    yield from marks(text)
    yield from placeholders(text)


def marks_left(whole: Whole, content: Mapping[str, Any]) -> Iterator[Hit]:
    """What no reader should see; a placeholder that the content itself holds is told there (TXT-330)."""
    for found in marks(whole.text):
        yield _hit(whole, found, "das Zeichen")
    for found in placeholders(whole.text):
        if not any(fields_with(found[0], content)):
            yield _hit(whole, found, "der Platzhalter")


def _hit(whole: Whole, found: re.Match[str], what: str) -> Hit:
    where = whole.passage_at(found.start())[0].where
    return Hit(
        *found.span(), "TXT-360", Level.FEHLER,
        f"Im fertigen Papier steht noch {what} {quote(found[0])} ({where}).",
        "Bitte an der genannten Stelle ausfüllen oder streichen.",
    )  # fmt: skip
