"""Which digits of a German text are numbers, and the register that says where each came from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.numbers.forms import forms
from vorlagenwerk.checks.numbers.register import register
from vorlagenwerk.data.tree import (
    Block,
    Column,
    Document,
    Field,
    Inline,
    Note,
    Paragraph,
    Reference,
    Row,
    Section,
    Table,
    Text,
    Value,
)


@pytest.mark.parametrize(
    ("text", "said", "value", "unit"),
    [
        ("Kosten von 45.002.000 € im Jahr", "45.002.000 €", 45002000, "euro"),
        ("also 29.990 Tsd. €.", "29.990 Tsd. €", 29990000, "euro"),
        ("rund 64,6 Mio. €", "64,6 Mio. €", 64600000, "euro"),
        ("2,1 Millionen Euro", "2,1 Millionen Euro", 2100000, "euro"),
        ("500 T€", "500 T€", 500000, "euro"),
        ("12,50 EUR", "12,50 EUR", Decimal("12.50"), "euro"),
        ("500,– €", "500,– €", 500, "euro"),
        ("ca. 21,0\u00a0%", "21,0\u00a0%", 21, "prozent"),
        ("mit −3 %", "−3 %", -3, "prozent"),
        ("5 v. H.", "5 v. H.", 5, "prozent"),
        ("1.200 Anträge", "1.200", 1200, "anzahl"),
        ("es sind 12,5", "12,5", Decimal("12.5"), "anzahl"),
        ("0,5 VZÄ", "0,5", Decimal("0.5"), "anzahl"),
        ("Bezirksregierung Arnsberg 59 Anträge", "59", 59, "anzahl"),
        ("Es waren 24. Danach", "24", 24, "anzahl"),
        ("am 18.06.2009 um", "18.06.2009", "2009-06-18", "datum"),
        ("am 18. Juni 2009", "18. Juni 2009", "2009-06-18", "datum"),
        ("am 26. und 28. Mai 2009", "26. und 28. Mai 2009", "26. und 28. Mai 2009", "datum"),
        ("bis 2009-05-18", "2009-05-18", "2009-05-18", "datum"),
        ("im Mai 2009", "2009", 2009, "datum"),
        ("im Jahr 2009", "2009", 2009, "jahr"),
        ("seit 4 Jahren", "4", 4, "mass"),
        ("um 10 Uhr", "10", 10, "mass"),
        ("29 990 000 Euro", "29 990 000 Euro", 29990000, "euro"),
        ("29\u202f990\u202f000 €", "29\u202f990\u202f000 €", 29990000, "euro"),
        ("12 500 Plätze", "12 500", 12500, "anzahl"),
        ("für 12.50 Euro", "12.50 Euro", Decimal("12.50"), "euro"),
        ("1,234,567 Euro", "1,234,567 Euro", 1234567, "euro"),
        ("1,234,567.50 €", "1,234,567.50 €", Decimal("1234567.50"), "euro"),
        ("3/4 der Mittel", "3/4", 75, "prozent"),
        ("½ der Kosten", "½", 50, "prozent"),
        ("2½ Stellen", "2½", Decimal("2.5"), "anzahl"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, said: str, value: object, unit: str) -> None:
    """German spelling: dots group, a comma parts, an amount is counted in euro."""
    assert [(text[one.start : one.end], one.value, one.unit) for one in forms(text)] == [(said, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "§ 171 e BauGB", "§§ 142, 165 BauGB", "DIN 18599", "(EnEV)/DIN 18599", "Art. 3", "lfd. Nr. 11, 12 und 13",
        "Ziffer 2.1", "SGB II", "die B 7", "EN 301 549", "Tel.: 02931 82-2341", "+49 2931 82-2341", "a1@b2.de",
        "https://x.de/12/3", "https://x.de/2009-05-18", "TOP 3b", "10/02/09", "CO₂", "CO2", "U3", "25-jährig",
        "der 3. Sitzung", "9:30 Uhr", "Abschnitt 1.2.3", "Priorität 1 (HSK)", "Schlüssel 05", "Auf Ebene 2 steht",
        "in der Klasse 4", "Schuljahr 2009/10", "Drs. 3/4 der Liste", "Abschnitt 12.50", "um 12.50 Uhr",
    ],
)  # fmt: skip
def test_digits_of_a_name_are_no_number(text: str) -> None:
    """They say nothing about how much, how many or when."""
    assert list(forms(text)) == []


def test_several_numbers_of_a_sentence_keep_their_order() -> None:
    """The year of a date is not read again."""
    text = "Bis zum 31. März 2009 sind 59 Anträge mit 84.273.000 € eingegangen (16 nach § 9, 43 nach § 10)."
    assert [one.value for one in forms(text)] == ["2009-03-31", 59, 84273000, 16, 43]


def test_two_numbers_side_by_side_are_not_one() -> None:
    """A year and a count behind it; blanks group only thousands."""
    assert [one.value for one in forms("Bis 2009 500 Leute, seit dem 18. Juni 2009 600 Leute, 16 43")][:2] == [
        2009,
        500,
    ]


def paper(*inlines: Inline, more: tuple[Block, ...] = ()) -> Document:
    """A paper of one prose field."""
    return Document("Vorlage 7: Titel", (Field("/text", "Text", (Paragraph(inlines),)), *more))


FIGURES = {
    "bogen.summe": Quantity(45002, "tsd_euro", "Kosten", "zeilen | summe('kosten')"),
    "antraege": Quantity(59, "anzahl", "Eingegangene Anträge", is_entered=True),
    "termine": Quantity("26. und 28. Mai 2009", "text", "Termine", is_entered=True),
    "monat": Quantity("Anfang Juni", "text", "Monat", is_entered=True),
}


def test_every_number_knows_where_it_came_from() -> None:
    """Computed, entered in a field, entered once as a figure, typed; a reference is none of them."""
    found = register(
        paper(
            Text("Von "), Value("59", "=antraege"), Text(" Anträgen mit "), Value("45.002 Tsd. €", "=bogen.summe"),
            Text(" wurden 7 am "), Value("18.06.2009", "/sitzung"), Text(" beraten ("),
            Reference("a", (Text("Abschnitt 4.1"),)), Text("), am "), Value("26. und 28. Mai 2009", "=termine"),
            Text(" und "), Value("Anfang Juni", "=monat"), Text(" weitere."), Note((Text("Dazu 3 %."),)),
        ),
        FIGURES,
    )  # fmt: skip
    assert [(one.text, one.value, one.kind, one.source, one.where) for one in found] == [
        ("59", 59, "eingetragen", "antraege", "Anfang"),
        ("45.002 Tsd. €", 45002000, "berechnet", "bogen.summe", "Anfang"),
        ("7", 7, "getippt", "", "Anfang"),
        ("18.06.2009", "2009-06-18", "eingetragen", "/sitzung", "Anfang"),
        ("26. und 28. Mai 2009", "26. und 28. Mai 2009", "eingetragen", "termine", "Anfang"),
        ("3 %", 3, "getippt", "", "Fußnote 1"),
    ]


def test_a_number_shows_the_words_around_it() -> None:
    """People recognise a place in a paper by its words, which are not cut."""
    long = "Wörter davor und noch mehr davon in einem Satz mit 7 Anträgen und danach noch einmal sehr viele Wörter."
    assert register(paper(Text(long)), {})[0].context == (
        "… und noch mehr davon in einem Satz mit 7 Anträgen und danach noch einmal sehr …"
    )


def test_a_generated_table_has_one_entry_for_its_cells_and_one_for_its_sums() -> None:
    """Ten thousand cells would hide the numbers of the text; keys and words are no numbers."""
    rows = (
        Row(("Musterstadt", "915000", "3"), ("Musterstadt", "915000", 3)),
        Row(("Musterdorf", "916000", "4,5"), ("Musterdorf", "916000", Decimal("4.5"))),
        Row(("Summe", "", "7,5"), (None, None, Decimal("7.5")), "summe"),
    )
    table = Table("t", "Schulen", "", (Column("a", "A"), Column("b", "B"), Column("c", "C")), rows, pointer="/schulen")
    taken = Section((Paragraph((Text("Titel"),)), Paragraph((Text("9 Bäume"),)), table), is_taken=True)
    found = register(paper(Text("Ohne Zahl."), more=(table, taken)), {})
    assert [(one.text, one.how_many, one.kind, one.source) for one in found] == [
        ("2 Zahlen", 2, "eingetragen", "/schulen"),
        ("1 Zahl", 1, "berechnet", "/schulen"),
    ]


def test_numbers_in_the_text_of_cells_are_typed() -> None:
    """Each has its row and column; a key, and a value that is a number, have none of their own."""
    rows = (
        Row(("A", "915000", "3", "ca. 5.374 Tsd. €"), ("A", "915000", 3, "ca. 5.374 Tsd. €")),
        Row(("B", "916000", "4", "218 / 372 / 89,9"), ("B", "916000", 4, "218 / 372 / 89,9")),
    )
    columns = tuple(Column(one, one) for one in ("Ort", "Nr.", "Plätze", "Bemerkungen"))
    table = Table("t", "Schulen", "", columns, rows, pointer="/schulen")
    found = [one for one in register(paper(Text("Ohne Zahl."), more=(table,)), {}) if one.kind == "getippt"]
    assert [(one.text, one.where) for one in found] == [
        ("5.374 Tsd. €", "Tabelle, Zeile 1, Spalte „Bemerkungen“"),
        ("218", "Tabelle, Zeile 2, Spalte „Bemerkungen“"),
        ("372", "Tabelle, Zeile 2, Spalte „Bemerkungen“"),
        ("89,9", "Tabelle, Zeile 2, Spalte „Bemerkungen“"),
    ]


def test_endless_cells_are_summed_up() -> None:
    """Ten thousand remarks would hide the numbers of the text."""
    rows = tuple(Row((f"{i} Bäume",), (f"{i} Bäume",)) for i in range(2, 3002))
    table = Table("t", "Bäume", "", (Column("a", "A"),), rows, pointer="/baeume")
    found = register(paper(Text("Ohne Zahl."), more=(table,)), {})
    assert (len(found), sum(one.how_many for one in found)) == (2001, 3000)


def test_digits_among_the_words_of_a_text_field_are_typed() -> None:
    """A field for a number holds nothing else."""
    found = register(paper(Value("Bau von 23 Schulen", "/titel"), Text(" am "), Value("18.06.2009", "/tag")), {})
    assert [(one.text, one.kind, one.source) for one in found] == [
        ("23", "getippt", "/titel"),
        ("18.06.2009", "eingetragen", "/tag"),
    ]
