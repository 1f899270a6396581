"""What an author meant by a value in German form, and whether nothing else can be meant."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vorlagenwerk.basics.schema import meant
from vorlagenwerk.basics.schema.meant import Meant


@pytest.mark.parametrize(
    ("said", "whole", "unit", "result"),
    [
        ("12,50", False, "", Meant("12.50", True)),
        ("12,5", False, "", Meant("12.5", True)),
        ("12,50", True, "", None),
        ("12,00", True, "", Meant("12", True)),
        ("1.200", False, "", None),
        ("1.200", True, "", None),
        ("12,500", False, "", None),
        ("1.200,50", False, "", Meant("1200.50", True)),
        ("1,200.50", False, "", Meant("1200.50", True)),
        ("4,250.000", False, "", None),
        ("4.250,000", False, "euro", None),
        ("1.250.000,000", False, "", None),
        ("1250.500", False, "", None),
        ("1 250,500", False, "", None),
        ("1.200.000", True, "", Meant("1200000", True)),
        ("1 200", True, "", Meant("1200", True)),
        ("1\u202f200", True, "", Meant("1200", True)),
        ("1 20", True, "", None),
        ("1_000", True, "", Meant("1000", True)),
        (".5", False, "", Meant("0.5", True)),
        ("+5", True, "", Meant("5", True)),
        ("−5", True, "", Meant("-5", True)),
        ("5,–", True, "", Meant("5", True)),
        ("007", True, "", None),
        ("1e3", True, "", None),
        ("18:00", True, "", None),
        ("ca. 5", True, "", None),
        ("5 Tsd. €", True, "tsd_euro", Meant("5", True)),
        ("5 T€", True, "tsd_euro", Meant("5", True)),
        ("5 Tsd.", True, "euro", Meant("5000", False)),
        ("1,2 Mio. €", True, "euro", Meant("1200000", False)),
        ("2,5 Tsd. €", True, "euro", Meant("2500", False)),
        ("1,2 Mio. €", True, "tsd_euro", Meant("1200", False)),
        ("1,5 Mrd.", True, "tsd_euro", Meant("1500000", False)),
        ("45.002 €", True, "euro", Meant("45002", True)),
        ("45.002 €", True, "tsd_euro", None),
        ("45002 €", True, "tsd_euro", Meant("45002", False)),
        ("12,5 %", False, "prozent", Meant("12.5", True)),
        ("12 %", False, "", Meant("12", False)),
        ("9" * 5000, True, "", None),
    ],
)
def test_a_number_is_certain_where_it_has_one_reading(said: str, whole: bool, unit: str, result: Meant | None) -> None:
    """A thousand's dot and a decimal dot look alike; a unit counts only where it is the field's own."""
    assert meant.number(said, whole=whole, unit=unit) == result


@given(st.text(alphabet="0123456789.,-+ _'€%TsdMio−–\u00a0", max_size=12), st.booleans())
def test_a_number_that_is_meant_can_be_written(said: str, whole: bool) -> None:
    """Whatever stands there, the answer is a number that the loader takes as one, and stays what it is."""
    for unit in ("", "euro", "tsd_euro", "prozent"):
        found = meant.number(said, whole=whole, unit=unit)
        if found is not None and found.certain:
            assert meant.number(found.text, whole=whole, unit=unit) in (found, None)
            assert set(found.text) <= set("-0123456789.") and not (whole and "." in found.text)


def readings(figures: str) -> set[Decimal]:
    """What figures with points and commas may stand for: every sign a grouping one, or the last one a decimal one."""
    *groups, last = re.split("[.,]", figures)
    signs = [sign for sign in figures if sign in ".,"]
    if not signs:
        return {Decimal(figures)}
    found = {Decimal(".".join(("".join(groups) or "0", last)))} if signs[-1] not in signs[:-1] else set()
    if groups[0].strip("0") and not groups[0].startswith("0") and all(len(group) == 3 for group in (*groups[1:], last)):
        found.add(Decimal("".join((*groups, last))))
    return found


@given(st.from_regex(r"[0-9]{0,4}(?:[.,][0-9]{1,4}){0,3}", fullmatch=True), st.sampled_from(("", "euro", "tsd_euro")))
@example("4,250.000", "")
@example("1.250,500", "euro")
def test_what_is_mended_has_one_reading(figures: str, unit: str) -> None:
    """Neither who groups by points nor who groups by commas could read another number."""
    found = meant.number(figures, whole=False, unit=unit)
    if found is not None and found.certain:
        assert readings(figures) == {Decimal(found.text)}


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("18.06.2009", Meant("2009-06-18", True)),
        ("18.6.2009", Meant("2009-06-18", True)),
        ("18.6.09", Meant("2009-06-18", False)),
        ("18. Juni 2009", Meant("2009-06-18", True)),
        ("1.\u00a0März 2009", Meant("2009-03-01", True)),
        ("1. Sept. 2009", Meant("2009-09-01", True)),
        ("Donnerstag, den 18. Juni 2009", Meant("2009-06-18", True)),
        ("Freitag, 18. Juni 2009", Meant("2009-06-18", False)),
        ("2009/6/18", Meant("2009-06-18", True)),
        ("2009–06–18", Meant("2009-06-18", True)),
        ("20090618", Meant("2009-06-18", True)),
        ("31.02.2009", None),
        ("18/06/2009", None),
        ("06/18/2009", None),
        ("18-06-2009", None),
        ("Juni 2009", None),
        ("18. Jun 2009", Meant("2009-06-18", True)),
        ("1. Ju 2009", None),
        ("0000-00-00", None),
        ("18.06.2009 " * 50, None),
    ],
)
def test_a_day_is_certain_with_its_century(said: str, result: Meant | None) -> None:
    """A day must stand in the calendar and have the weekday that it is given."""
    assert meant.day(said) == result


@pytest.mark.parametrize(
    ("said", "result"),
    [("ja", "true"), ("Nein", "false"), ("YES", "true"), ("off", "false"), ("wahr", "true"), ("x", None), ("1", None)],
)
def test_yes_and_no_are_understood(said: str, result: str | None) -> None:
    """In German, in English, and as older YAML had it."""
    found = meant.truth(said)
    assert (found.text if found and found.certain else None) == result


def test_a_single_letter_is_no_certain_yes() -> None:
    """“J” may also be an abbreviation."""
    assert meant.truth("J") == Meant("true", False)


@pytest.mark.parametrize(
    ("said", "missing", "result"),
    [
        ("Begründung", ["begruendung", "titel"], "begruendung"),
        ("TITEL", ["titel"], "titel"),
        ("gemeinde schluessel", ["gemeindeschluessel"], "gemeindeschluessel"),
        ("zuwendug", ["zuwendung"], "zuwendung"),
        ("zuwendnug", ["zuwendung"], "zuwendung"),
        ("zuwendungg", ["zuwendung"], "zuwendung"),
        ("zuwndug", ["zuwendung"], None),
        ("nr1", ["nr"], None),
        ("wert", ["werte", "wort"], None),
        ("titel", ["titel", "titell"], "titel"),
        ("", ["a"], None),
    ],
)
def test_a_name_is_certain_with_one_slip_and_one_field(said: str, missing: list[str], result: str | None) -> None:
    """One letter in a word of at least four, and no second field that might be meant."""
    assert meant.name(said, missing) == result


def test_an_option_is_certain_when_only_its_form_differs() -> None:
    """Capitals and hyphens do not count; two options that differ by nothing else do not decide."""
    assert meant.option("Tsd-Euro", ["tsd_euro", "euro"]) == "tsd_euro"
    assert meant.option("a", ["A", "a "]) is None
