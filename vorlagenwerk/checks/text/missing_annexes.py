"""Annexes that a paper names but does not bring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vorlagenwerk.checks.text.whole import Hit, Whole
from vorlagenwerk.data import tree
from vorlagenwerk.data.problems import Level, quote

_OF_ANOTHER = (
    r"(?! \(?(?:(?:zu[rm]?|de[rs]|vo[nm]|eine[rs]|[A-ZÄÖÜ]+[a-zäöü]*[A-ZÄÖÜ]\w*|Nr\.|Ziffer)(?!\w)|§)|\.[0-9])"
)
"""Not before words that make it the annex of something else: „Anlage 3 zur Richtlinie“, „Anlage 1 BauO“."""


@cache
def _numbered() -> re.Pattern[str]:
    several = r"(?:[0-9][0-9]?(?:, | und | bis | sowie |/|–|-))*"
    return re.compile(rf"(?<![\w-])Anlagen? {several}(?P<number>[0-9][0-9]?)\b{_OF_ANOTHER}")


@cache
def _any() -> re.Pattern[str]:
    alone = rf"Anlagen?\b{_OF_ANOTHER}(?! [0-9])"
    return re.compile(
        rf"(?:\b(?:siehe|s\.|vgl\.|laut|gemäß) (?:bei(?:gefügte|liegende)[rn]? )?{alone}"
        r"|\((?:siehe |s\. |vgl\. )?Anlagen?\)|\bals Anlagen? (?:beigefügt|beiliegend|angefügt)\b"
        rf"|\b(?:beigefügt|beiliegend)e[nr]? {alone})"
    )


def missing_annexes(whole: Whole, document: tree.Document) -> Iterator[Hit]:
    """Annexes named by a number that the paper does not have, or named at all where it has none."""
    text = whole.text
    if "Anlage" not in text:
        return
    labels = [
        first.label
        for section in document.children
        if isinstance(section, tree.Section) and section.children
        and isinstance(first := section.children[0], tree.Heading) and first.label
    ]  # fmt: skip
    count = sum(label.startswith("Anlage") for label in labels)
    for found in _numbered().finditer(text):
        if int(found["number"]) > count and not _is_made(whole, found):
            has = f"hat nur {count} {'Anlage' if count == 1 else 'Anlagen'}" if count else "hat keine Anlagen"
            yield _hit(found, f"Im Text steht {quote(found[0])}; das Papier {has}.")
    if not count:
        for found in _any().finditer(text):
            if not _is_made(whole, found):
                yield _hit(found, f"Im Text steht {quote(found[0])}; das Papier hat keine Anlagen.")


def _is_made(whole: Whole, found: re.Match[str]) -> bool:
    """Whether a reference says it, whose target is certainly there."""
    passage, begin = whole.passage_at(found.start())
    return (passage.origin(found.start() - begin, found.end() - begin) or "").startswith("#")


def _hit(found: re.Match[str], text: str) -> Hit:
    remedy = "Nehmen Sie die Anlage unter „anlagen“ auf, oder streichen Sie den Hinweis auf sie."
    return Hit(*found.span(), "TXT-364", Level.WARNUNG, text, remedy)
