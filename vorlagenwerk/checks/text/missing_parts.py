"""What a paper names but does not have: annexes, tables, pictures, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vorlagenwerk.checks.text.whole import Hit, Whole
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.problems import Level, quote

_OF_ANOTHER = (
    r"(?! \(?(?:(?:zu[rm]?|de[rs]|vo[nm]|eine[rs]|[A-ZÄÖÜ]+[a-zäöü]*[A-ZÄÖÜ]\w*|Nr\.|Ziffer)(?!\w)|§)|\.[0-9])"
)
"""Not before words that make it the annex of something else: „Anlage 3 zur Richtlinie“, „Anlage 1 BauO“."""


@cache
def _numbered() -> re.Pattern[str]:
    several = r"(?:[0-9][0-9]?(?:, | und | bis | sowie |/|–|-))*"
    # the word before what must not stand before it: a pattern that begins with letters is found several times quicker
    return re.compile(rf"Anlage(?<![\w-]Anlage)n? {several}(?P<number>[0-9][0-9]?)\b{_OF_ANOTHER}")


@cache
def _any() -> re.Pattern[str]:
    alone = rf"Anlagen?\b{_OF_ANOTHER}(?! (?:[0-9]|[A-H]\b))"
    # not „in der Anlage behandelte Abfälle“: that is a plant
    told = "aufgeführt|genannt|dargestellt|aufgelistet|beschrieben|zusammengestellt"
    return re.compile(
        rf"(?:\b(?:siehe|s\.|vgl\.|laut|gemäß) (?:bei(?:gefügte|liegende)[rn]? )?{alone}"
        r"|\((?:siehe |s\. |vgl\. )?Anlagen?\)"
        r"|\bals Anlagen? (?:(?:beigefügt|beiliegend|angefügt)(?:e[nrsm]?)?|bei|an)\b"
        rf"|\b(?:beigefügt|beiliegend)e[nr]? {alone}"
        rf"|\bin (?:der|den|einer) Anlagen? (?:{told})\w*)"
    )


@cache
def _lettered() -> re.Pattern[str]:
    return re.compile(rf"Anlage(?<![\w-]Anlage) [A-H](?![\w.-]){_OF_ANOTHER}")


@cache
def _others() -> re.Pattern[str]:
    """Tables and pictures wherever they are named, sections only where the reader is sent to them."""
    number = r"(?P<number>[0-9][0-9]?(?:\.[0-9][0-9]?)*)(?![\w]|[.,][0-9]|-)"
    elsewhere = r"(?! \(?(?:[A-ZÄÖÜ]|(?:zu[rm]?|de[rs]|vo[nm]|eine[rs]|in|aus|bei) ))"
    return re.compile(
        r"(?:(?P<kind>Tabelle(?<![\w-]Tabelle)|Abbildung(?<![\w-]Abbildung))"
        rf"|\b(?:[Ss]iehe|s\.|[Vv]gl\.) (?P<part>Abschnitt|Kapitel|Ziffer)) {number}{elsewhere}"
    )


def missing_parts(whole: Whole, document: tree.Document) -> Iterator[Hit]:
    """Annexes, tables, pictures and sections that are named by a number which the paper does not have."""
    if "Anlage" in whole.text:
        yield from _annexes(whole, document)
    if any(word in whole.text for word in ("Tabelle ", "Abbildung ", "Abschnitt ", "Kapitel ", "Ziffer ")):
        yield from _places(whole, document)


def _places(whole: Whole, document: tree.Document) -> Iterator[Hit]:
    """Tables, pictures and sections named by a number that the paper does not have."""
    known: dict[str, set[str]] = {"Tabelle": set(), "Abbildung": set(), "": set()}
    for place in walking.places(document.children):
        kind = {tree.Table: "Tabelle", tree.Picture: "Abbildung"}.get(type(place), "")
        known[kind].add(place.number.rstrip("."))
    for found in _others().finditer(whole.text):
        if found["number"] in known[found["kind"] or ""] or _is_made(whole, found):
            continue
        what = found["kind"] or found["part"]
        said = f"Im Text steht {quote(found[0])}; {_WITH_ARTICLE[what]} mit dieser Nummer hat das Papier nicht."
        remedy = "Setzen Sie einen Verweis mit der Kennung, dann zählt das Programm: [](#kennung)."
        yield Hit(*found.span(), "TXT-364", Level.WARNUNG, said, remedy)


_WITH_ARTICLE = {"Tabelle": "eine Tabelle", "Abbildung": "eine Abbildung", "Abschnitt": "einen Abschnitt",
                 "Kapitel": "ein Kapitel", "Ziffer": "eine Ziffer"}  # fmt: skip


def _annexes(whole: Whole, document: tree.Document) -> Iterator[Hit]:
    """Annexes named by a number that the paper does not have, or named at all where it has none."""
    text = whole.text
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
    for found in _lettered().finditer(text):
        if not _is_made(whole, found):
            has = "zählt seine Anlagen mit Ziffern" if count else "hat keine Anlagen"
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
