"""Slips of the hand: a word typed twice, straight quotation marks among German ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import compress, pairwise

from vorlagenwerk.checks.text.whole import BORDER, Hit, Whole
from vorlagenwerk.data.problems import Level, quote

_ARTICLES = frozenset({"der", "die", "das", "dem", "den"})
"""May stand twice: „die Stadt, die die Mittel beantragt“, „der der Stadt gehörende Wald“."""
_TWICE = frozenset({"sie", "ihr", "ihnen", "zu", "um", "es", "bis"})
"""May stand twice: „weil sie sie braucht“, „ab und zu zu teuer“, „bittet darum, um um 8 Uhr zu beginnen“."""
_JOINS = frozenset({"und", "oder", "sowie", "dass", "weil", "wenn", "als", "bevor", "nachdem", "ob", "denn", "aber"})
_RUNNING = ("absatz", "fussnote", "zelle", "ueberschrift", "titel")


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])([^\W\d_]{2,}) +\1(?![\w-]|\.\w)", re.IGNORECASE)


@cache
def _participle() -> re.Pattern[str]:
    return re.compile(r"\b[a-zäöüß]+(?:end|t|en)e[nrsm]?\b")


@cache
def _straight() -> re.Pattern[str]:
    return re.compile(r'(?:(?<=[\s(\0])|^)"\w[^"\0\n]{0,200}"(?=[\s.,;:!?)\0]|$)')


def doubled_words(whole: Whole) -> Iterator[Hit]:
    """A word that stands twice in a row, also where the second one comes out of a value."""
    text = whole.text
    if not _may_double(text):
        return
    for found in _doubled().finditer(text):
        if whole.passage_at(found.start())[0].kind in _RUNNING and not _is_meant(found, text):
            said = quote(found[0])
            yield Hit(
                *found.span(), "TXT-366", Level.HINWEIS, f"Im Text steht {said}.",
                "Bitte streichen Sie das doppelte Wort, oder stellen Sie den Satz um.",
            )  # fmt: skip


def _may_double(text: str) -> bool:
    """Whether a word goes on with itself; most papers need not be searched more closely."""
    words = text.replace(BORDER, " | ").lower().split()
    alike = compress(pairwise(words), map(str.startswith, words[1:], words))
    return any(len(first) > 1 and not second[len(first) :][:1].isalnum() for first, second in alike)


def _is_meant(found: re.Match[str], text: str) -> bool:
    word = found[1].lower()
    before = text[max(0, found.start() - 60) : found.start()].rpartition(BORDER)[2]
    behind = text[found.end() : found.end() + 60].partition(BORDER)[0]
    if word in _TWICE or _is_name(found, before):
        return True
    if word not in _ARTICLES:
        return False
    near = before.split()[-4:]
    is_clause = any(part.endswith((",", ";", ":", "–")) or part.lower() in _JOINS for part in near)
    return is_clause or _participle().search(" ".join(behind.split()[:4])) is not None


def _is_name(found: re.Match[str], before: str) -> bool:
    """„Herr Peter Peter“."""
    return found[1].istitle() and before.endswith(("Herr ", "Herrn ", "Frau ", "Dr. ", "Prof. "))


def mixed_quotes(text: str) -> Iterator[Hit]:
    """The first pair of straight quotation marks in a paper that writes German ones elsewhere."""
    if '"' not in text or "„" not in text:
        return
    found = _straight().search(text)
    if found is not None:
        yield Hit(
            *found.span(), "TXT-367", Level.HINWEIS,
            f"Das Papier schreibt Anführungszeichen verschieden; gerade stehen sie bei {quote(found[0])}.",
            "Schreiben Sie überall „so“.",
        )  # fmt: skip
