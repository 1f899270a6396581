"""The filters that figures, rules and templates share: what one asks of lists, numbers, dates and texts.

Every filter counts the entries that it looks at (`expressions.spend`), and a list that was left out is an empty one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from typing import Any

from vorlagenwerk.basics import expressions, german
from vorlagenwerk.basics.expressions.counting import LETTERS_PER_ENTRY

MOST_DECIMALS = 20

Row = Mapping[str, Any]


def _entries(rows: Any) -> Sequence[Any]:
    """The entries of a list, paid for."""
    if rows is None:
        return ()
    if isinstance(rows, Iterator):
        rows = list(rows)
    if not isinstance(rows, (list, tuple, range)):
        expressions.fail("Hier wird eine Liste erwartet.")
    expressions.spend(len(rows))
    return rows


def _missing(field: object) -> expressions.ExpressionError:
    return expressions.ExpressionError(f"Ein Feld „{field}“ gibt es in diesen Zeilen nicht.")


# --- lists -----------------------------------------------------------------------------------------------


def select(rows: Any, **conditions: Any) -> list[Row]:
    """The entries whose fields have these values (filter `wo`)."""
    chosen = list(_entries(rows))
    try:
        for name, value in conditions.items():
            chosen = [row for row in chosen if row[name] == value]
        return chosen
    except KeyError as missing:
        raise _missing(missing.args[0]) from None


def flattened(rows: Any, field: str) -> list[Row]:
    """Entries that contain each other below `field`, as one list in reading order (filter `alle_ebenen`)."""
    found: list[Row] = []
    for row in _entries(rows):
        if field not in row:
            raise _missing(field)
        found += [row, *flattened(row[field], field)]
    return found


def united(lists: Any) -> list[Any]:
    """Lists in a list as one list, what was left out counting nothing (filter `vereint`)."""
    return [entry for inner in _entries(lists) for entry in _entries(inner)]


def total(rows: Any, field: str) -> Any:
    """The sum of a field over entries, missing values counting nothing (filter `summe`)."""
    try:
        return sum([row[field] or 0 for row in _entries(rows)])
    except KeyError:
        raise _missing(field) from None
    except TypeError:
        expressions.fail(f"Das Feld „{field}“ enthält keine Zahlen.")


def count(rows: Any) -> int:
    """How many there are (filter `anzahl`)."""
    return 0 if rows is None else len(rows)


def column(rows: Any, field: str) -> list[Any]:
    """The values of a field, one for each entry (filter `spalte`)."""
    try:
        return [row[field] for row in _entries(rows)]
    except KeyError:
        raise _missing(field) from None


def distinct(rows: Any, field: str = "") -> list[Any]:
    """The different values of a field, or of the list itself, in the order of their first entry (`verschiedene`)."""
    return list(dict.fromkeys(column(rows, field) if field else _entries(rows)))


def groups(rows: Any, field: str) -> list[Row]:
    """The entries by the value of a field (filter `gruppen`): a list of `schluessel` and `eintraege`."""
    found: dict[Any, list[Row]] = {}
    try:
        for row in _entries(rows):
            found.setdefault(row[field], []).append(row)
    except KeyError:
        raise _missing(field) from None
    return [{"schluessel": key, "eintraege": entries} for key, entries in found.items()]


def every(rows: Any, **conditions: Any) -> bool:
    """Whether all entries have these values (filter `alle`); of no entries that is true."""
    return len(select(rows, **conditions)) == count(rows)


def some(rows: Any, **conditions: Any) -> bool:
    """Whether at least one entry has these values (filter `eines`)."""
    return bool(select(rows, **conditions))


# --- numbers, dates, texts -------------------------------------------------------------------------------


def rounded(value: Any, stellen: int = 0) -> int | Decimal:
    """A number rounded as merchants do, half away from zero (filter `gerundet`)."""
    if isinstance(stellen, bool) or not isinstance(stellen, int) or not 0 <= stellen <= MOST_DECIMALS:
        expressions.fail(f"gerundet(…) erwartet eine Zahl von Stellen zwischen 0 und {MOST_DECIMALS}.")
    exact = Decimal(value)
    # The default context has 28 digits and would refuse longer sums.
    room = Context(prec=max(28, exact.adjusted() + stellen + 3))
    result = exact.quantize(Decimal(1).scaleb(-stellen), rounding=ROUND_HALF_UP, context=room)
    return result if stellen else int(result)


def as_number(value: Any) -> Decimal | None:
    """The number that a text tells in German or plain digits, None where it tells none (filter `als_zahl`)."""
    if isinstance(value, str):
        return _told(str(value)) if len(value) < 100 else None
    return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None


@lru_cache(maxsize=4096)
def _told(text: str) -> Decimal | None:
    found = german.parse_amount(text)
    return None if found is None else Decimal(found)


_NUMBER = r"(?<![\w.,])[-\u2212]?[0-9]+(?:[.,][0-9]+)*(?![\w]|[.,][0-9])"
_GERMAN_NUMBER = r"[-\u2212]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"


@cache
def _number_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_NUMBER), re.compile(_GERMAN_NUMBER)  # rules of few types ask for them


def numbers_in(text: Any) -> list[Decimal]:
    """All numbers of a text in German notation (filter `zahlen`); dates and the like are none."""
    if text is None:
        return []
    expressions.spend(len(text) // LETTERS_PER_ENTRY)
    written, german_form = _number_patterns()
    found = [said for said in written.findall(text) if len(said) < 60 and german_form.fullmatch(said)]
    return [Decimal(said.replace(".", "").replace(",", ".").replace("\u2212", "-")) for said in found]


def words_in(text: Any) -> int:
    """How many words a text has (filter `woerter`)."""
    if text is None:
        return 0
    expressions.spend(len(text) // LETTERS_PER_ENTRY)
    return len(text.split())


def nearest_of(word: Any, known: Any) -> str | None:
    """The known word that was probably meant, none where no one is near (filter `naechstes`)."""
    words = [said for said in _entries(known) if isinstance(said, str)]
    return german.nearest(word, words) if isinstance(word, str) else None


def _day(iso: Any) -> datetime.date:
    try:
        if isinstance(iso, str) and len(iso) == 10:
            return datetime.date.fromisoformat(iso)
    except ValueError:
        pass
    expressions.fail("Hier wird ein Datum der Form JJJJ-MM-TT erwartet.")


def year(iso: Any) -> int:
    """The year of an ISO date (filter `jahr`)."""
    return _day(iso).year


def days_until(iso: Any, other: Any) -> int:
    """How many days `other` is later than this day (filter `tage_bis`); negative where it is earlier."""
    return (_day(other) - _day(iso)).days


FORMULA_FILTERS: Mapping[str, Callable[..., Any]] = {
    "wo": select,
    "summe": total,
    "anzahl": count,
    "alle_ebenen": flattened,
    "spalte": column,
    "vereint": united,
    "verschiedene": distinct,
    "gruppen": groups,
    "alle": every,
    "eines": some,
    "gerundet": rounded,
    "als_zahl": as_number,
    "zahlen": numbers_in,
    "woerter": words_in,
    "naechstes": nearest_of,
    "jahr": year,
    "tage_bis": days_until,
}
"""The closed list of filters that look at values, in figures, rules and templates."""
