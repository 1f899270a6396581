"""Announcements of what has passed: the paper says „sind für den 26. Mai 2009 vorgesehen“ and is read in June.

Clauses are judged alone, and only those whose time and whose planning word certainly belong together; past tenses,
comparisons („wie vorgesehen“) and times that describe something else („Erlass vom …“, „die im Mai gestellten
Anträge“) are let pass.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache

from vorlagenwerk.basics.german import MONTHS, WEEKDAYS
from vorlagenwerk.checks.text.days import DATE, day_of
from vorlagenwerk.checks.text.whole import Hit
from vorlagenwerk.data.problems import Level, quote

_PLANNED = (
    "vorgesehen",
    "geplant",
    "beabsichtigt",
    "angesetzt",
    "anberaumt",
    "terminiert",
    "Vorgesehen",
    "Geplant",
    "Beabsichtigt",
)
_FUTURE = ("stattfinden", "erfolgen", "beginnen", "starten", "tagen", "zusammentreten", "enden", "vorliegen")
_WILL = "(?:wird|werden|soll|sollen)"
_PROBABLY = "voraussichtlich"
_WORDS = (*_PLANNED, *_FUTURE, _PROBABLY)
_BEFORE_TIME = (
    f"[Aa]m|an|für|[Ii]m|in|[Bb]is|[Zz]um|[Aa]b|und|oder|den|dem|de[nr]|Anfang|Mitte|Ende|{'|'.join(WEEKDAYS)}"
)
_LONGEST = 400
"""Letters of a clause on each side of its planning word; longer ones are no prose."""
_MOST = 1000
"""Planning words that are looked at in a paper; a concept of a hundred pages has some dozens."""
_DESCRIBES = r"(?! [a-zäöüß]+(?:t|en)e[nrsm]? (?:[a-zäöüß]+ )?[A-ZÄÖÜ])"
"""Not before a participle and its noun: „die im Mai 2009 gestellten Anträge“."""
_STANDS = "Stand|Stichtag|Fassung|Sitzung|Beschluss|Erlass|Gesetz|Richtlinie"
"""Nouns to which a time behind them belongs: „der Stand am 31.12.2008“, „der Beschluss im Mai 2009“."""
_REFERS = "berücksichtigt|zugrunde|herangezogen|dargestellt|abgebildet|ausgewiesen|verwiesen|verstanden|angerechnet"
"""Verbs that say of a past time what the paper does with it, not what will happen then."""


@cache
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"{word}(?<!\w{word})\b")  # begins with letters: found several times quicker


@cache
def _adverbial() -> re.Pattern[str]:
    """What makes of a day or month behind it a time at which something happens."""
    before = "(?:[Bb]is )?(?:[Aa]m|[Zz]um|[Aa]b|[Ii]m)|[Bb]is|Anfang|Mitte|Ende"
    return re.compile(rf"(?:(?<=[\s\0(])|^)(?:{before}) (?:(?:{'|'.join(WEEKDAYS)}), )?(?:de[nm] )?$")


@cache
def _months() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(MONTHS)}) [12][0-9]{{3}}{_DESCRIBES}")


@cache
def _just_said() -> re.Pattern[str]:
    return re.compile(rf"\b{_WILL} (?:{_PROBABLY} |erst |noch |nun |spätestens )?$")


@cache
def _says_so() -> re.Pattern[str]:
    return re.compile(rf",? {_WILL}\b")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r" (?:[\w-]+ )?[a-zäöüß]+(?:en|t|n)[.!]?$")


@cache
def _border() -> re.Pattern[str]:
    """Where a clause ends: no comma inside „Freitag, den 18. Juni 2009, vorgesehen“, no dot behind a day or „z. B.“"""
    inside = rf"(?!(?:de[nm] )?\d|(?:{'|'.join(_WORDS)})\b)"
    return re.compile(rf"[,;:] {inside}|\0|\n|(?:(?<=[^\d\s.]{{2}})|(?<=[12][0-9]{{3}}))[.!?](?= [A-ZÄÖÜ„]|\0|\n|$)")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_BEFORE_TIME}),? (?:de[nm] )?(?:{DATE}|(?P<only_month>{'|'.join(MONTHS)}) (?P<its_year>[12][0-9]{{3}})"
        rf"|(?:Jahre? )?(?P<only_year>(?:19|20)\d\d)(?![\d.]\d)){_DESCRIBES}"
    )


@cache
def _told() -> re.Pattern[str]:
    """What makes of a plan a report."""
    told = "war|waren|wurden?|worden|hat|haben|hatten?|gewesen"
    return re.compile(rf"\b(?:{told}|[Uu]rsprünglich|[Bb]isher|[Ww]ie|[Aa]ls|[Ss]eit)\b")


def announced_and_past(text: str, said: Sequence[re.Match[str]], day: str) -> Iterator[Hit]:
    """Clauses that announce something for times that all lie before `day` (ISO); without a day nothing is found.

    `said` are the days in the text (`days.days_said`).
    """
    try:
        today = datetime.date.fromisoformat(day)
    except ValueError:
        return
    done = -1
    words = (found for word in _WORDS if word in text for found in _word(word).finditer(text))
    for trigger in sorted((*words, *_appointed(text, said)), key=lambda found: found.start())[:_MOST]:
        if trigger.start() <= done:
            continue  # one clause, one finding
        first, last = _clause(text, trigger)
        clause = text[first:last]
        if _told().search(clause):
            continue
        times = _times_of(clause, trigger, first)
        if times and max(end for _, end in times) < today:
            done = last
            until = max(trigger.end(), first + times[0][0].end())
            said_there = quote(_ending(text[first:until].strip()))
            yield Hit(
                trigger.start(), trigger.end(), "TXT-363", Level.HINWEIS,
                f"Der Satz kündigt etwas an, was am {today:%d.%m.%Y} schon vorbei ist: {said_there}.",
                "Schreiben Sie, was daraus geworden ist, oder nennen Sie den neuen Zeitpunkt.",
            )  # fmt: skip


def _appointed(text: str, said: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The times for which a verb in the future is certainly meant: next to „wird“ or „soll“, or before the last verb.

    „wird am 3. Mai 2009 vorgelegt“, „Am 3. Mai 2009 wird der Rat beraten“, „soll der Rat am 3. Mai 2009 beraten“; but
    not „der Beschluss im Mai 2009 wird umgesetzt“.
    """
    months = _months().finditer(text) if any(month in text for month in MONTHS) else ()
    for time in (*said, *months):
        before = _adverbial().search(text, max(0, time.start() - 30), time.start())
        if before is None:
            continue
        first, last = _clause(text, time)
        if re.search(_REFERS, text[time.end() : last]):
            continue
        if (
            _just_said().search(text, first, before.start())
            or (not text[first : before.start()].strip(" „(") and _says_so().match(text, time.end(), last))
            or _closes(text[first : before.start()], text[time.end() : last])
        ):
            yield time


def _closes(before: str, behind: str) -> bool:
    """Whether a time between these words stands before the verb that ends its clause: „soll der Rat … beraten“."""
    noun = re.search(rf"(?:{_STANDS})[a-z]{{0,2}} $", before)
    return noun is None and re.search(rf"\b{_WILL}\b", before) is not None and _ends().match(behind) is not None


def _ending(clause: str) -> str:
    """The last words of a clause, as many as a message has room for."""
    return clause if len(clause) <= 70 else f"… {clause[-70:].partition(' ')[2]}"


def _clause(text: str, trigger: re.Match[str]) -> tuple[int, int]:
    first = max(0, trigger.start() - _LONGEST)
    for border in _border().finditer(text, first, trigger.end()):
        first = border.end()
    behind = _border().search(text, trigger.end(), trigger.end() + _LONGEST)
    return first, behind.start() if behind else min(len(text), trigger.end() + _LONGEST)


def _times_of(clause: str, trigger: re.Match[str], first: int) -> list[tuple[re.Match[str], datetime.date]]:
    """The times that belong to the planning word, each with its last day."""
    word, at = trigger[0], trigger.start() - first
    if word in _FUTURE and not re.search(rf"\b{_WILL}\b", clause):
        return []
    found = [time for time in _times().finditer(clause) if not (word == _PROBABLY and not 0 <= time.start() - at <= 40)]
    return [(time, end) for time in found if (end := _end(time)) is not None]


def _end(time: re.Match[str]) -> datetime.date | None:
    if time["only_year"]:
        # a year alone is often a name („Haushalt 2008“); only „im Jahr 2008“ and „Ende 2008“ are certainly times
        is_time = time[0].startswith(("im Jahr", "in ", "Anfang", "Mitte", "Ende"))
        return datetime.date(int(time["only_year"]), 12, 31) if is_time else None
    if time["only_month"]:
        year, month = int(time["its_year"]), MONTHS.index(time["only_month"]) + 1
        following = datetime.date(year + month // 12, month % 12 + 1, 1) if year < datetime.MAXYEAR else None
        return following and following - datetime.timedelta(days=1)
    return day_of(time)
