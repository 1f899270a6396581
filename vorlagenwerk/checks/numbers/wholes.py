"""Sentences and titles that speak of the whole of something, in words so plain that only one figure can be meant.

“Gefördert werden 23 Projekte” says how many there are; “davon 7 Projekte”, “23 Projekte in Musterdorf” or “23 neue
Projekte” may be a part. A word that is not known here makes a part of it: a hint that is wrong is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from vorlagenwerk.checks.numbers.forms import Unit
from vorlagenwerk.checks.numbers.matching import Known, clash, related, stem, stems
from vorlagenwerk.checks.numbers.register import UNITS
from vorlagenwerk.checks.text.passages import Passage

_PLAIN = """
der die das den dem des ein eine einen einer eines es wir sie sich in im an am auf aus bei von vom mit für zu zum zur
und sowie über um nach hier dort da damit dafür hierfür somit also danach demnach bis dieser diese dieses diesem diesen
sind ist war waren wird werden wurde wurden worden sein hat haben hatte soll sollen sollten kann können gibt gab
liegt liegen lag lagen beträgt betragen betrug betrugen beläuft belaufen belief beliefen ergibt ergeben ergab macht
machen umfasst umfassen umfasste enthält enthalten enthielt beinhaltet beinhalten zählt zählen nennt nennen führt
listet zeigt weist bezieht beziehen beziffert beziffern kostet kosten erfordert erfordern benötigt benötigen handelt
aufgeführt aufgelistet genannt genannten dargestellt ausgewiesen geführt stehen steht siehe laut gemäß insgesamt
zusammen alle aller gesamt gesamte gesamten anzahl zahl gesamtzahl summe gesamtsumme höhe umfang anlage anlagen anhang
liste listen tabelle übersicht aufstellung bogen erhebungsbogen programm vorschlag programmvorschlag vorschlagsliste
projektliste maßnahmenliste antragsliste vorlage beschlussvorschlag papier bericht rat stadtrat kreistag regionalrat
ausschuss gremium verwaltung beschluss beschließt beschließen empfiehlt berät stimmt anfang deckblatt titel
anlass ergebnis sachverhalt allgemeines ausgangslage hintergrund verfahren kriterien finanzielle auswahl text
nachfolgend nachfolgenden folgende folgenden beigefügt beigefügten beigefügte januar februar märz april mai juni juli
august september oktober november dezember euro eur tsd mio mrd prozent
"""
"""Words that say nothing about which part of something is meant."""
_ON_PROPOSALS = """
gefördert geförderte geförderten fördern förderung vorgeschlagen vorgeschlagene vorgeschlagenen vorschlagen
aufgenommen aufnahme aufnehmen vorgesehen vorgesehene vorgesehenen bezuschusst unterstützt ausgewählt ausgewählte
ausgewählten
"""
_ON_ENTRY = """
eingegangen eingegangene eingegangenen eingereicht eingereichte eingereichten gestellt gestellte gestellten beantragt
beantragte beantragten vorgelegt vorgelegte vorgelegten vor gingen eingang
"""
_GENERAL = (
    "ung",
    "keit",
    "heit",
    "ion",
    "tat",
    "aufkomm",
    "vorschlag",
    "lage",
    "kost",
    "plan",
    "mittel",
    "verfahr",
    "blick",
)
"""What the stems of headings end in that name no part of the whole, as the name of a town would."""


class Subject(NamedTuple):
    """What a paper is about: the words of its title, of all titles of its figures, and the nouns of its counts."""

    title: frozenset[str]
    figures: frozenset[str]
    counted: frozenset[str]
    amounts: frozenset[str]


def subject(text: Sequence[Passage], figures: Iterable[Known]) -> Subject:
    """The subject of a paper with this text, whose first passage is its title, and these figures."""
    known = list(figures)
    title = text[0].text if text and text[0].kind == "titel" else ""
    counted = frozenset(head_of(one) for one in known if UNITS[one.figure.unit] == "anzahl")
    amounts = frozenset(head_of(one) for one in known if UNITS[one.figure.unit] == "euro")
    every = frozenset().union(*(_title_words(title_of(one)) for one in known))
    return Subject(_title_words(title), every, counted - {""}, amounts - {""})


def means_whole(text: str, figure: Known, about: Subject, where: str = "") -> bool:
    """Whether a sentence (its numbers left out) or a title, in the section `where`, speaks of just what the figure is.

    Its words must be those of the figure, of the paper's title, or plain ones; and it must have all that narrows the
    figure: a priority, a year, a kind of building.
    """
    own, head, said = _title_words(title_of(figure)), head_of(figure), _title_words(text)
    unit = UNITS[figure.figure.unit]
    is_amount = unit == "euro"
    if not head or not any(is_head(word, head, unit) for word in said):
        return False
    foreign = said - own - about.title - _plain() - _status(own, head) - (frozenset() if is_amount else about.amounts)
    narrowing = own - said - about.title - _plain() - _proposed() - _entered() - {head}
    if is_amount:
        narrowing -= about.counted
    if narrowing or not all(is_head(word, head, unit) for word in foreign):
        return False
    is_proposed = not own.isdisjoint(_proposed())
    if (is_proposed and said.isdisjoint(_proposed())) or clash(stems(text), figure.own_words):
        return False
    return not _narrows(where, own, about)


def is_whole(figure: Known, about: Subject) -> bool:
    """Whether the title of the figure says nothing that narrows it: all measures, not those of a priority or a year."""
    own = title_words(figure)
    narrowing = own - about.title - _plain() - _proposed() - _entered() - {head_of(figure)}
    return bool(head_of(figure)) and narrowing <= (about.counted if UNITS[figure.figure.unit] == "euro" else set())


def _narrows(where: str, own: frozenset[str], about: Subject) -> bool:
    """Whether a heading is about a part: it has a word of another figure, another year, or perhaps a place."""
    known = own | about.title | about.counted | about.amounts | _plain() | _proposed() | _entered()
    heading = _title_words(where.removeprefix("Abschnitt").lstrip(" 0123456789.")) - known
    return any(word in about.figures or not word.endswith(_GENERAL) for word in heading)


def is_head(word: str, head: str, unit: Unit) -> bool:
    """Whether a stem is the noun of a figure: itself, or for amounts a part of the compound (Kosten, Gesamtkosten)."""
    return word == head or (unit == "euro" and (related(word, head) or (word == "kost" and head.endswith(word))))


def amount_named(text: str, about: Subject) -> str:
    """The stem of the last word of a text that names an amount of the paper, "" without one."""
    words = map(stem, reversed(_words().findall(text)))
    return next((word for word in words if any(is_head(word, head, "euro") for head in about.amounts)), "")


def _status(own: frozenset[str], head: str) -> frozenset[str]:
    """The words about what happened to a thing that fit the figure: what came in is more than what is proposed."""
    if head == "antrag" or not own.isdisjoint(_entered()):
        return _entered()
    return _proposed() | {"vor"}


def title_of(figure: Known) -> str:
    """What a figure means in words: its title, or its name where it has none."""
    return figure.figure.title or figure.name.rpartition(".")[2].replace("_", " ").title()


@lru_cache(maxsize=1024)
def _head(title: str) -> str:
    """The stem of the noun that a title names first: Maßnahmen in “Zahl der Maßnahmen”; "" where it is a part."""
    if "davon" in title.lower():
        return ""
    words = re.findall(r"[A-Za-zÄÖÜäöüß]+", title)
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        is_adjective = word.endswith(("e", "er", "en", "es")) and following[:1].isupper()
        if word[:1].isupper() and not is_adjective and stem(word) not in _plain():
            return stem(word)
    return ""


def title_words(figure: Known) -> frozenset[str]:
    """The stems of all words of a figure's title."""
    return _title_words(title_of(figure))


def head_of(figure: Known) -> str:
    """The stem of the noun that the figure is about."""
    return _head(title_of(figure))


@lru_cache(maxsize=4096)
def _title_words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _words().findall(text))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[A-Za-zÄÖÜäöüß]{2,}|[0-9]+")


@cache
def _plain() -> frozenset[str]:
    return frozenset(map(stem, _PLAIN.split()))


@cache
def _proposed() -> frozenset[str]:
    return frozenset(map(stem, _ON_PROPOSALS.split()))


@cache
def _entered() -> frozenset[str]:
    return frozenset(map(stem, _ON_ENTRY.split()))
