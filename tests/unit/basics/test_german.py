"""German typography: what a reader of a Vorlage sees for each kind of value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vorlagenwerk.basics import german


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (6298, "6.298"), (45002, "45.002"), (-1200, "−1.200"), (Decimal("1234.50"), "1.234,50")],
)
def test_a_number_has_dots_between_thousands_and_a_comma(value: int | Decimal, expected: str) -> None:
    """Every digit of the value is shown."""
    assert german.number(value) == expected


def test_a_number_can_stay_ungrouped_and_be_rounded_half_up() -> None:
    """Tables of the source print counts ungrouped; rounding is the commercial one, without a minus zero."""
    assert german.number(6298, group=False) == "6298"
    assert german.number(Decimal("2.345"), decimals=2) == "2,35"
    assert german.number(Decimal("-0.004"), decimals=2) == "0,00"


def test_long_numbers_keep_every_digit() -> None:
    """Python's decimal arithmetic would round to 28 digits."""
    assert german.number(Decimal("1" * 40), group=False) == "1" * 40
    assert german.number(Decimal("1" * 40), decimals=1, group=False) == "1" * 40 + ",0"
    assert german.million_euro(Decimal("1" * 40)).startswith("1.111.")


def test_a_fraction_is_not_lost_in_a_whole_number() -> None:
    """A template that expects a count shows a wrong value instead of hiding it."""
    assert german.integer(Decimal("45002.0")) == "45.002"
    assert german.integer(Decimal("2.5")) == "2,5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (german.euro(45002000), "45.002.000 €"),
        (german.euro(Decimal("12.5")), "12,50 €"),
        (german.euro(Decimal("12.00")), "12 €"),
        (german.thousand_euro(45002000), "45.002 Tsd. €"),
        (german.thousand_euro(Decimal("388.00")), "0,388 Tsd. €"),
        (german.million_euro(64600000), "64,6 Mio. €"),
        (german.million_euro(100000000), "100 Mio. €"),
        (german.percent(Decimal("21.0")), "21,0 %"),
        (german.percent(21, 1), "21,0 %"),
    ],
)
def test_units_are_joined_by_an_unbreakable_blank(text: str, expected: str) -> None:
    """Amounts and shares as the Vorlage prints them."""
    assert text == expected.replace(" ", "\u00a0")


def test_dates_are_written_the_german_way() -> None:
    """In figures, with the month in letters, as day of the week."""
    assert german.date("2009-06-18") == "18.06.2009"
    assert german.date_long("2009-06-08") == "8.\u00a0Juni 2009"
    assert german.weekday("2009-06-18") == "Donnerstag"


@pytest.mark.parametrize("text", ["18.06.2009", "2009-02-30", "20090618", "2009-W25-4", ""])
def test_no_date_is_refused_with_a_german_sentence(text: str) -> None:
    """Forms that Python alone would accept are refused as well."""
    with pytest.raises(ValueError, match="ist kein Datum"):
        german.date(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.200", 1200),
        ("1.234.567", 1234567),
        ("12,50", Decimal("12.50")),
        ("1.234,56", Decimal("1234.56")),
        ("1,200.50", Decimal("1200.50")),
        ("12.50 €", Decimal("12.50")),
        ("1_000", 1000),
        ("1 200", 1200),
        ("12,- €", 12),
        ("2,5 Mio. €", 2500000),
        ("45 T€", 45000),
        ("−5", -5),
        ("0,5 %", Decimal("0.5")),
        ("05314000", None),
        ("18:00", None),
        ("1.2.3", None),
        ("zwölf", None),
        ("", None),
    ],
)
def test_what_was_probably_meant_by_an_amount(text: str, meant: int | Decimal | None) -> None:
    """The guess behind „gemeint ist vermutlich 1200“."""
    assert german.parse_amount(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "18.~Juni 2009", "§~9 BauGB", "§§~142, 171~e BauGB", "Nr.~3", "Abs.~3 Satz~2", "Ziffer~4.1",
        "45.002.000~€",
        "64,6~Mio.~€", "10~%", "z.~B. so", "d.~h. so", "u.~a. so", "i.~d.~R. so",
        "Prof.~Dr.~Müller", "TOP~3b",
        "3.~10.~2026", "Az.~12", "Buchst.~b", "II.~Quartal", "10~-~12~Uhr", "Anl.~2", "Bl.~7", "Tel.~0123",
        "um 18:00~Uhr", "5 mal", "Nr. drei", "der 3. im Bund", "ein § im Text", "10 Prozente",
    ],
)  # fmt: skip
def test_unbreakable_blanks_stand_only_where_typography_wants_them(text: str) -> None:
    """The tilde marks the places; every other blank stays as it is."""
    assert german.nonbreaking(text.replace("~", " ")) == text.replace("~", "\u00a0")


def test_an_enumeration_ends_with_und() -> None:
    """None, one, two and three members."""
    assert [german.join_list(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a und b", "a, b und c"]


def test_a_long_enumeration_is_cut() -> None:
    """Nobody reads fifty names in a message; one more than allowed is shorter than saying so."""
    assert german.listed(["a", "b", "c"], 2) == "a, b und c"
    assert german.listed(["a", "b", "c", "d"], 2) == "a, b und 2 weitere"


def test_the_nearest_known_name_is_found() -> None:
    """Typing errors, umlauts and hyphens lead to the name; strangers to none."""
    names = ["gesamtkosten", "massnahmen", "traeger"]
    assert german.nearest("gesamtksoten", names) == "gesamtkosten"
    assert german.nearest("Maßnahmen", names) == "massnahmen"
    assert german.nearest("träger", names) == "traeger"
    assert german.nearest("xyz", names) is None
    assert german.nearest("x" * 5000, names) is None


def test_of_two_names_as_much_alike_the_one_with_signs_in_their_place_is_nearer() -> None:
    """Numbers of rules share most figures; one wrong figure is likelier than two that moved."""
    rules = [f"EB-{number:03}" for number in range(1, 30)]
    assert german.nearest("EB-902", rules) == "EB-002"
    assert german.near("EB-902", rules, most=3)[0] == "EB-002" and len(german.near("EB-902", rules, most=3)) == 3
    assert german.near("eb-002", rules, most=3) == ["EB-002"]
