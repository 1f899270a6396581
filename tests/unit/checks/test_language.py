"""The filters that figures, rules and templates share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.checks.figures import sandbox

ROWS = [{"art": "1", "n": 3}, {"art": "2", "n": None}, {"art": "1", "n": 3}]


def value(source: str) -> Any:
    """The value of an expression over ROWS."""
    return expressions.compile_expression(sandbox(), source)({"rows": ROWS, "leer": None})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("rows | spalte('n')", [3, None, 3]),
        ("[[1, 2], none, [], [3]] | vereint", [1, 2, 3]),
        ("rows | verschiedene('art')", ["1", "2"]),
        ("[3, 1, 3] | verschiedene", [3, 1]),
        ("(rows | gruppen('art'))[0].schluessel", "1"),
        ("(rows | gruppen('art'))[0].eintraege | anzahl", 2),
        ("rows | alle(art='1')", False),
        ("rows | wo(art='1') | alle(n=3)", True),
        ("rows | eines(art='2')", True),
        ("rows | eines(art='3')", False),
        ("leer | anzahl + leer | summe('x') + leer | spalte('x') | anzahl", 0),
        ("leer | alle(x=1) and not leer | eines(x=1)", True),
        ("0.5 | gerundet", 1),
        ("-0.5 | gerundet", -1),
        ("2.5 | gerundet", 3),
        ("2.45 | gerundet(1)", Decimal("2.5")),
        ("7 | gerundet(2)", Decimal("7.00")),
        ("'1.234,5' | als_zahl", Decimal("1234.5")),
        ("'12.50' | als_zahl", Decimal("12.50")),
        ("'zwölf' | als_zahl", None),
        ("'218 / 372 / 89,9' | zahlen", [218, 372, Decimal("89.9")]),
        ("'am 18.05.2009 rund 5.374 Tsd. €, also 10-20' | zahlen", [5374, 10, 20]),
        ("leer | zahlen", []),
        ("'2009-06-18' | jahr", 2009),
        ("'2009-06-18' | tage_bis('2009-06-28')", 10),
        ("'2009-06-18' | tage_bis('2009-06-08')", -10),
        ("'drei Wörter hier' | woerter", 3),
        ("'Arnberg' | naechstes(['Arnsberg', 'Köln', 5])", "Arnsberg"),
        ("'Hannover' | naechstes(['Arnsberg', 'Köln'])", None),
        ("5 | naechstes(none)", None),
    ],
)
def test_filters_answer(source: str, expected: object) -> None:
    """Exactly, and a list that was left out is an empty one."""
    assert value(source) == expected


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("rows | spalte('m')", "Ein Feld „m“ gibt es in diesen Zeilen nicht."),
        ("rows | gruppen('m')", "Ein Feld „m“ gibt es in diesen Zeilen nicht."),
        ("rows | alle(m=1)", "Ein Feld „m“ gibt es in diesen Zeilen nicht."),
        ("'abc' | spalte('m')", "Hier wird eine Liste erwartet."),
        ("1 | gerundet(99)", "gerundet(…) erwartet eine Zahl von Stellen zwischen 0 und 20."),
        ("'18.06.2009' | jahr", "Hier wird ein Datum der Form JJJJ-MM-TT erwartet."),
        ("'2009-02-30' | tage_bis('2009-03-01')", "Hier wird ein Datum der Form JJJJ-MM-TT erwartet."),
    ],
)
def test_filters_say_what_they_want(source: str, said: str) -> None:
    """In one German sentence."""
    with pytest.raises(ExpressionError) as caught:
        value(source)
    assert caught.value.text == said


@pytest.mark.parametrize("source", ["rows | summe('n') > 0", "rows == rows", "1 in rows", "rows[1:]", "rows | list"])
def test_what_looks_at_entries_is_counted(source: str) -> None:
    """The budget is what keeps a rule from taking minutes."""
    with expressions.budget(1000):
        value(source)
        assert expressions.budget_left() < 1000
    with pytest.raises(expressions.TooMuch), expressions.budget(1):
        value(source)
