"""German typography for values: numbers, money, dates, lists, unbreakable blanks. Pure functions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache

NO_BREAK = "\u00a0"
MINUS = "\u2212"

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

# --- numbers ---------------------------------------------------------------------------------------------


def number(value: int | Decimal, *, decimals: int | None = None, group: bool = True) -> str:
    """A number with decimal comma, dots between thousands and a true minus sign.

    Without `decimals` every digit of the value is shown; with it the value is rounded half up.
    """
    exact = Decimal(value) if decimals is None else _rounded(Decimal(value), decimals)
    pattern = ",f" if group else "f"
    digits = format(exact.copy_abs(), pattern).translate(_GERMAN_SEPARATORS)
    return MINUS + digits if exact < 0 else digits


_GERMAN_SEPARATORS = str.maketrans({",": ".", ".": ","})


def _rounded(value: Decimal, decimals: int) -> Decimal:
    # The default context has 28 digits and would refuse longer sums.
    room = Context(prec=max(28, value.adjusted() + decimals + 3))
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=room)


def integer(value: int | Decimal, *, group: bool = True) -> str:
    """A whole number, “45.002”; a fraction that should not be there is shown rather than lost."""
    whole = value == int(value)
    return number(int(value) if whole else value, group=group)


def euro(value: int | Decimal) -> str:
    """An amount in Euro: “45.002.000 €”, cents only where there are some: “12,50 €”."""
    cents = 0 if value == int(value) else 2
    return f"{number(value, decimals=cents)}{NO_BREAK}€"


def thousand_euro(value: int | Decimal) -> str:
    """An amount in Euro told in thousands, exactly: 45002000 is “45.002 Tsd. €”."""
    return f"{_shifted(value, 3)}{NO_BREAK}Tsd.{NO_BREAK}€"


def million_euro(value: int | Decimal) -> str:
    """An amount in Euro told in millions, exactly: 64600000 is “64,6 Mio. €”."""
    return f"{_shifted(value, 6)}{NO_BREAK}Mio.{NO_BREAK}€"


def _shifted(value: int | Decimal, places: int) -> str:
    sign, digits, exponent = Decimal(value).as_tuple()
    # Arithmetic would round to 28 digits; moving the comma loses none.
    text = number(Decimal((sign, digits, int(exponent) - places)))
    return text.rstrip("0").rstrip(",") if "," in text else text


def percent(value: int | Decimal, decimals: int | None = None) -> str:
    """A share that is already counted in hundredths: 21.0 is “21,0 %”."""
    return f"{number(value, decimals=decimals)}{NO_BREAK}%"


# --- dates -----------------------------------------------------------------------------------------------

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def date(iso: str) -> str:
    """A day in figures: “18.06.2009”."""
    return f"{_day(iso):%d.%m.}{iso[:4]}"


def date_long(iso: str) -> str:
    """A day with its month in letters, “18. Juni 2009”; the day is never parted from its month."""
    day = _day(iso)
    return f"{day.day}.{NO_BREAK}{MONTHS[day.month - 1]} {iso[:4]}"


def weekday(iso: str) -> str:
    """The day of the week: “Donnerstag”."""
    return WEEKDAYS[_day(iso).weekday()]


def _day(iso: str) -> datetime.date:
    # fromisoformat alone also takes weeks (2009-W25-4) and dates without hyphens.
    if _ISO_DATE.fullmatch(iso):
        try:
            return datetime.date.fromisoformat(iso)
        except ValueError:
            pass
    raise ValueError(f"„{iso[:40]}“ ist kein Datum der Form JJJJ-MM-TT, zum Beispiel 2009-06-18.")


# --- what was meant --------------------------------------------------------------------------------------

# Patterns are compiled when first used: these serve hints in messages, which most runs do not need.
_AMOUNT = (
    r"(?P<sign>[-\u2212+]?) ?(?P<digits>[0-9][0-9.,_' \u00a0\u202f]{0,40}?)(?P<dash>,[-\u2013\u2014]{1,2})?"
    r"[ \u00a0]?(?P<scale>Tsd\.|T(?=€|EUR)|Mio\.|Mrd\.)?[ \u00a0]?(?:€|EUR|Euro|%)?"
)
_SCALES = {None: 0, "Tsd.": 3, "T": 3, "Mio.": 6, "Mrd.": 9}
_BLANKS = str.maketrans("", "", "_' \u00a0\u202f")
_NUMBER_FORMS = (
    # dots group, comma parts: 1.234,56 and 1.200
    (r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?", ".", ","),
    # commas group, dot parts, the English way; one group alone would be a German decimal comma
    (r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}", ",", "."),
    (r"(?:0|[1-9][0-9]*)(?:,[0-9]+)?", ".", ","),
    (r"(?:0|[1-9][0-9]*)\.[0-9]+", ",", "."),
)


def parse_amount(text: str) -> int | Decimal | None:
    """The number that someone probably meant by “1.200”, “12,50”, “1.234,56”, “12.50 €” or “2,5 Mio. €”.

    For hints in messages only, never to be taken as the value. Leading zeros mark a key, not a number: None.
    """
    found = re.fullmatch(_AMOUNT, text.strip())
    if found is None:
        return None
    digits = found["digits"].translate(_BLANKS)
    for form, grouping, comma in _NUMBER_FORMS:
        if re.fullmatch(form, digits):
            sign = "" if found["sign"] in ("", "+") else "-"
            plain = digits.replace(grouping, "").replace(comma, ".")
            exact = Decimal(f"{sign}{plain}E{_SCALES[found['scale']]}")
            return int(exact) if "." not in plain or (found["scale"] and exact == int(exact)) else exact
    return None


# --- text ------------------------------------------------------------------------------------------------

_UNITS = r"[€%‰]|(?:EUR|Euro|Tsd\.|Mio\.|Mrd\.|T€|Prozent|Uhr|v\.|km|km²|m|m²|m³|ha|kWh|kW|MWh|°C|t)(?![\w.²³])"
_BEFORE_FIGURE = (
    "Nr.", "Nrn.", "Abs.", "Art.", "Ziff.", "Ziffer", "Nummer", "Absatz", "Artikel", "Satz", "Seite", "S.",
    "Kap.", "Kapitel", "Abschnitt", "Anlage", "DIN", "EN", "ISO", "Tabelle", "Tab.", "Abb.", "Abbildung", "TOP", "Drs.",
    "Bd.", "Anl.", "Az.", "Bl.", "Rn.", "Tel.", "Telefon", "Fax", "ca.", "rd.",
)  # fmt: skip
_BEFORE_NAME = ("Dr.", "Prof.", "Dipl.-Ing.", "Ing.", "St.")
_PAIRS = (
    "z. B.", "d. h.", "u. a.", "z. T.", "i. d.", "d. R.", "u. U.", "o. Ä.", "u. Ä.", "o. g.", "s. o.",
    "s. u.", "i. V.", "V. m.", "i. S.", "S. d.", "e. V.", "a. D.", "N. N.", "i. H.",
    "H. v.", "v. H.", "z. Z.",
    "i. A.",
)  # fmt: skip
_LAW = r"(?:Abs\.|Satz|Nr\.|ff?\.|[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,20}(?:G|GB|O)(?!\w))"


def _after(words: Iterable[str]) -> str:
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)} )" for word in words) + ")"


# Every rule judges one blank by what stands beside it: linear, and a second pass finds nothing new.
_BREAKABLE = (
    " (?:"
    + "|".join((
        rf"(?<=[0-9] )(?={_UNITS})",
        r"(?<=§ )(?=[0-9])",
        rf"(?<=[0-9] )(?=[a-z][ \u00a0]{_LAW})",
        rf"{_after(_BEFORE_FIGURE)}(?=[0-9])",
        rf"{_after(_BEFORE_NAME)}(?=[A-ZÄÖÜ])",
        rf"{_after(('Tsd.', 'Mio.', 'Mrd.'))}(?=€|EUR|Euro)",
        rf"(?<=[0-9]\. )(?={'|'.join(MONTHS)})",
        # 3. 10. 2026
        r"(?<=[0-9]\. )(?=[0-9]{1,2}\.[ \u00a0][0-9]{4})",
        r"(?:(?<=[0-9]\.[ \u00a0][0-9]\. )|(?<=[0-9]\.[ \u00a0][0-9]{2}\. ))(?=[0-9]{4})",
        r"(?<=[0-9IVX]\. )(?=Quartal|Halbjahr|Bauabschnitt)",
        rf"{_after(('Buchst.', 'Buchstabe', 'lit.'))}(?=[a-z](?!\w))",
        # from – to
        r"(?<=[0-9] )(?=[-\u2013][ \u00a0][0-9])",
        r"(?<=[0-9][ \u00a0][-\u2013] )(?=[0-9])",
        *(rf"(?<=\b{re.escape(first)} )(?={re.escape(second)})" for first, second in map(str.split, _PAIRS)),
    ))
    + ")"
)  # fmt: skip


@lru_cache(maxsize=4096)
def nonbreaking(text: str) -> str:
    """The text with unbreakable blanks where German typography wants them: “§ 9”, “z. B.”, “10 %”."""
    return _breakable().sub(NO_BREAK, text)


@cache
def _breakable() -> re.Pattern[str]:
    return re.compile(_BREAKABLE)  # 3 ms that only building needs


def join_list(items: Sequence[str], word: str = "und") -> str:
    """An enumeration: “a, b und c”."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def listed(items: Sequence[str], most: int = 12) -> str:
    """An enumeration of at most so many: “a, b, c und 9 weitere”."""
    if len(items) <= most + 1:  # „und 1 weiterer“ is no shorter
        return join_list(items)
    return f"{', '.join(items[:most])} und {len(items) - most} weitere"


_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "-": "_", " ": "_"})
_LONGEST_NAME = 100
_TIED = 20
"""Names beyond those asked for that are looked at because they may be as much alike."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The known name that someone probably meant; umlauts, case and hyphens do not count as differences."""
    return next(iter(near(word, candidates, most=1)), None)


def near(word: str, candidates: Iterable[str], *, most: int) -> list[str]:
    """The known names that someone may have meant, the likeliest first; one that is the same stands alone."""
    if len(word) > _LONGEST_NAME:
        return []
    said = _fold(word)
    folded = {_fold(candidate): candidate for candidate in sorted(candidates, reverse=True)}
    if (same := folded.get(said)) is not None:
        return [same]
    from difflib import SequenceMatcher, get_close_matches  # 14 ms that a run without findings does not need

    def likeness(name: str) -> tuple[float, int]:
        in_place = sum(one == other for one, other in zip(name, said, strict=False))  # EB-002 for EB-902, not EB-024
        return SequenceMatcher(None, name, said).ratio(), in_place

    close = get_close_matches(said, folded, n=most + _TIED, cutoff=0.7)
    return [folded[name] for name in sorted(close, key=likeness, reverse=True)[:most]]


def _fold(word: str) -> str:
    return word.lower().translate(_FOLDED)
