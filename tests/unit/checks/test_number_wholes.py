"""A corpus of sentences: those that speak of the whole of something contradict its figure, parts of it do not."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.numbers.hints import check_numbers
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Document, Field, Heading, Paragraph, Text, Value

FIGURES = {
    "bogen.anzahl": Quantity(24, "anzahl", "Zahl der Maßnahmen"),
    "bogen.gesamtkosten": Quantity(45002, "tsd_euro", "Gesamtkosten aller Maßnahmen"),
    "bogen.zuwendung": Quantity(29990, "tsd_euro", "Beantragte Zuwendung aller Maßnahmen"),
    "bogen.anzahl_prioritaet_1": Quantity(16, "anzahl", "Maßnahmen der Priorität 1 (HSK und Gebiet)"),
    "bogen.anzahl_prioritaet_2": Quantity(8, "anzahl", "Maßnahmen der Priorität 2 (HSK oder Gebiet)"),
    "bogen.anzahl_schule": Quantity(19, "anzahl", "Maßnahmen an Schulen"),
    "bogen.anzahl_kita": Quantity(5, "anzahl", "Maßnahmen an Kindertagesstätten"),
    "projekte_2008": Quantity(17, "anzahl", "Geförderte Projekte 2008 im Regierungsbezirk", is_entered=True),
    "antraege": Quantity(59, "anzahl", "Eingegangene Anträge", is_entered=True),
    "antraege_schulen": Quantity(33, "anzahl", "Eingegangene Anträge zu Schulen", is_entered=True),
    "antraege_kosten": Quantity(84273000, "euro", "Gesamtkosten der eingegangenen Anträge", is_entered=True),
    "bewilligt": Quantity(14, "anzahl", "Davon 2008 bewilligt", is_entered=True),
}
SHOWN = (
    Field(
        "/a",
        "A",
        (
            Paragraph((Text("Vorgeschlagen sind "), Value("24", "=bogen.anzahl"), Text(" Projekte."))),
            Paragraph((Text("Das sind "), Value("16", "=bogen.anzahl_prioritaet_1"), Text(" Anträge."))),
            Paragraph((Text("Es gab "), Value("17", "=projekte_2008"), Text(" Projekte."))),
        ),
    ),
)


def check(*texts: str, above: str = "Programmvorschlag", shown: tuple[Block, ...] = SHOWN) -> list[Problem]:
    """The hints for a prose field with these paragraphs in a paper that shows some figures."""
    raw = "text: |\n" + "".join(f"  {text}\n\n" for text in texts)
    source, problems = load_yaml(raw.encode(), "x.yaml")
    assert source is not None and problems == []
    heading = Heading(1, (Text(above),))
    field = Field("/text", "Text", tuple(Paragraph((Text(text),)) for text in texts))
    document = Document("Vorlage 1/02/09: Investitionspakt 2009", (*shown, heading, field))
    return check_numbers(list(passages(document)), FIGURES, source, "t.md.j2")


@pytest.mark.parametrize(
    "text",
    [
        "Gefördert werden 23 Projekte.", "Gefördert werden 25 Projekte.", "Gefördert werden 42 Maßnahmen.",
        "Insgesamt 23 Projekte", "Insgesamt 30 Maßnahmen.", "Zusammen sind es 22 Projekte.",
        "Es sind insgesamt 71 Projekte.", "Es handelt sich um 23 Projekte.", "Wir fördern 26 Projekte.",
        "Die Anlage enthält 23 Projekte.", "Die Anlage enthält insgesamt 20 Maßnahmen.",
        "Die Liste umfasst 23 Maßnahmen.", "Der Programmvorschlag umfasst 28 Projekte.",
        "In der Anlage sind 23 Projekte aufgeführt.", "In der Tabelle sind 25 Maßnahmen aufgelistet.",
        "Die Aufstellung nennt 23 Maßnahmen.", "Der Erhebungsbogen führt 27 Projekte auf.",
        "Es wird die Förderung von 42 Projekten vorgeschlagen.", "Vorgeschlagen wird die Förderung von 23 Projekten.",
        "Die Bezuschussung? Es werden 23 Projekte bezuschusst.", "Vorgeschlagen sind 31 Projekte.",
        "Zur Förderung vorgesehen sind 23 Projekte.", "23 Projekte werden zur Förderung vorgeschlagen.",
        "23 Maßnahmen sind im Programm.", "Das Programm zählt 23 Maßnahmen.", "Es gibt 23 Projekte.",
        "Mit dem Investitionspakt 2009 werden 23 Projekte gefördert.", "2009 werden 23 Projekte gefördert.",
        "Der Regionalrat empfiehlt die Förderung von 23 Projekten.", "Wir beschließen 23 Projekte.",
        "Die Zahl der Maßnahmen beträgt insgesamt 23 Maßnahmen.", "Das sind 12 Projekte.",
        "Hier stehen 100 Projekte.", "Die Vorlage nennt 23 vorgeschlagene Projekte.",
        "Es werden 23 Vorhaben gefördert.", "Damit werden 240 Projekte gefördert.",
        "Gefördert werden 23 Projekte mit Gesamtkosten von 45.002.000 €.",
        "Eingegangen sind 60 Anträge.", "Es sind 58 Anträge eingegangen.", "Insgesamt lagen 95 Anträge vor.",
        "Bis zum 31. März 2009 sind 60 Anträge eingegangen.", "Es wurden 70 Anträge gestellt.",
        "Insgesamt 61 Anträge", "Es gingen 62 Anträge ein.", "Eingereicht wurden 49 Anträge.",
        "An Schulen werden 12 Maßnahmen gefördert.", "Gefördert werden 21 Maßnahmen an Schulen.",
        "Gefördert werden 12 Maßnahmen der Priorität 2 (HSK oder Gebiet).",
        "Die Gesamtkosten liegen bei 44.999.000 €.", "Die Gesamtkosten betragen 54.000.000 €.",
        "Die Gesamtkosten belaufen sich auf 41.123 Tsd. €.", "Gesamtkosten: 39.500.000 €",
        "Die Kosten betragen insgesamt 47 Mio. €.", "Die Maßnahmen kosten zusammen 12.345.000 €.",
        "Das Programm hat Gesamtkosten von 51,2 Mio. €.", "Die Gesamtkosten aller Maßnahmen sind 44.000 Tsd. €.",
        "Beantragt wird eine Zuwendung von 31.000.000 €.", "Die Zuwendung beträgt 28.000 Tsd. €.",
        "Die beantragte Zuwendung beträgt 19.876.000 €.", "Gesamtkosten in Höhe von 9.000.000 €",
        "Die Gesamtkosten der Maßnahmen ergeben 45.200.000 €.", "Gefördert werden 23 Projekte über 44.111.000 €.",
        "Die Zuwendung für die Maßnahmen macht 33.300.000 € aus.", "Im Programm sind 18 Projekte.",
        "Auf die Schulen entfallen 12 Projekte.",
    ],
)  # fmt: skip
def test_a_sentence_on_the_whole_contradicts_with_any_other_value(text: str) -> None:
    """Nothing in it says that a part is meant."""
    assert "ZAH-412" in {problem.code for problem in check(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Davon 7 Projekte", "Davon werden 7 Projekte gefördert.", "Darunter sind 9 Projekte.",
        "Weitere 3 Projekte folgen.", "Gefördert werden weitere 3 Projekte.", "Es kommen noch 4 Projekte hinzu.",
        "Gefördert werden zwei Projekte.", "Es gibt zwölf Maßnahmen.", "Ein Projekt entfällt.",
        "Je Kommune werden 3 Projekte gefördert.", "Jeweils 5 Projekte werden vorgeschlagen.",
        "Gefördert werden höchstens 30 Projekte.", "Gefördert werden bis zu 30 Projekte.",
        "Gefördert werden mindestens 10 Projekte.", "Rund 60 Anträge lagen vor.", "Es sind etwa 30 Projekte.",
        "Es sind mehr als 30 Projekte.", "Es sind ca. 50 Anträge.", "Es sind nicht 30 Projekte.",
        "In Musterstadt werden 7 Projekte gefördert.", "Gefördert werden 7 Projekte in Musterdorf.",
        "Der Musterkreis schlägt 12 Projekte vor.", "Musterstadt: 7 Projekte", "Die Stadt fördert 12 Projekte.",
        "2008 wurden 40 Projekte gefördert.", "Im Jahr 2007 wurden 30 Projekte gefördert.",
        "Im Vorjahr wurden 30 Projekte gefördert.", "Landesweit werden 300 Projekte gefördert.",
        "Gefördert werden 9 Turnhallen.", "Gefördert werden 7 Projekte an Turnhallen.",
        "Gefördert werden 7 neue Projekte.", "Es gibt 7 private Maßnahmen.", "Begonnen wurden 6 Projekte.",
        "Abgelehnt wurden 35 Anträge.", "Bewilligt wurden 30 Projekte.", "Zurückgestellt sind 11 Projekte.",
        "Von 42 Projekten wurden 7 Projekte zurückgezogen.", "Gefördert werden 12 Projekte, 7 Projekte entfallen.",
        "Gefördert werden 35 Anträge.", "Zum Vergleich: Der Kreis fördert 31 Projekte.",
        "Gefördert werden 7 Maßnahmen der Priorität 3.", "Nach § 23 werden 31 Projekte gefördert.",
        "Der Rat hat 42 Mitglieder.", "Die Sitzung dauerte 23 Minuten.", "Es sind 31 Seiten.",
        "Der Fachmann sagte: „Es werden 31 Projekte gefördert.“ Das stimmt.", "Gefördert werden 2 Projekte.",
        "Die Gesamtkosten der Turnhalle betragen 4.000.000 €.", "Die Kosten in Musterdorf betragen 900.000 €.",
        "Die Gesamtkosten betragen rund 44 Mio. €.", "Die Gesamtkosten betragen 45 Mio. €.",
        "Die Gesamtkosten betragen höchstens 50 Mio. €.", "Je Projekt betragen die Gesamtkosten 1.500.000 €.",
        "Davon betragen die Kosten 3.000.000 €.", "Die Personalkosten betragen 4.000.000 €.",
        "Die Gesamtkosten 2008 betrugen 20.000.000 €.", "Die Zuwendung des Landes beträgt 6.000.000 €.",
        "Die erste Rate der Zuwendung beträgt 6.000.000 €.", "Der Eigenanteil beträgt 4.000.000 €.",
        "Die durchschnittliche Zuwendung beträgt 1.250.000 €.", "Das sind 12 %.", "Es fehlen 3.000.000 €.",
        "Nur 9 Projekte werden vorgeschlagen.", "Künftig werden 40 Projekte gefördert.",
        "Bisher wurden 11 Projekte gefördert.", "Zwischen 20 und 30 Projekte werden gefördert.",
        "Statt 31 Projekten werden weniger gefördert.", "Gefördert werden 7 Projekte der Kirchen.",
        "Auf Turnhallen entfallen 12 Projekte.", "Für Kindertagesstätten sind 3 Anträge eingegangen.",
    ],
)  # fmt: skip
def test_a_part_another_place_or_another_time_does_not(text: str) -> None:
    """A hint that is wrong once is not read the next time."""
    assert check(text) == []


@pytest.mark.parametrize("above", ["Ergebnis", "Finanzielle Ausstattung", "Bewertung der Anträge", "Antragsaufkommen"])
def test_headings_that_name_no_part_leave_the_sentence_as_it_is(above: str) -> None:
    """Most sections are about the matter as a whole."""
    assert [problem.code for problem in check("Gefördert werden 42 Projekte.", above=above)] == ["ZAH-412"]


@pytest.mark.parametrize(
    "above", ["Turnhallen", "Maßnahmen der Priorität 2", "Rückblick auf das Jahr 2008", "Kreisstadt", "Musterdorf"]
)
def test_a_section_on_a_part_speaks_of_the_part(above: str) -> None:
    """Under its heading nobody repeats what it is about."""
    assert check("Gefördert werden 7 Projekte.", above=above) == []


def test_a_number_that_equals_another_figure_with_its_noun_is_none_of_the_whole() -> None:
    """The 17 projects are those of 2008."""
    assert "ZAH-412" not in {problem.code for problem in check("Gefördert werden 17 Projekte.")}


def test_the_open_end_of_the_paragraph_before_belongs_to_the_sentence() -> None:
    """A list is about what its introduction says."""
    assert check("In Musterdorf und Umgebung sind das:", "7 Projekte") == []


def test_a_number_typed_in_a_text_field_is_told_there() -> None:
    """A field for a number holds nothing else; a date and a number are entered."""
    title = "Investitionspakt 2009, Förderung von 23 Projekten mit Gesamtkosten von 54.002.000 €"
    source, _problems = load_yaml(f"top: {{titel: {title!r}}}\nzahl: 23\n".encode(), "x.yaml")
    assert source is not None
    cell = Paragraph((Text("TOP 3b: "), Value(title, "/top/titel"), Text(" – Beratung")))
    number = Paragraph((Text("Gefördert werden "), Value("23", "/zahl"), Text(" Projekte.")))
    document = Document(f"Vorlage 1/02/09: {title}", (cell, number))
    found = check_numbers(list(passages(document)), FIGURES, source, "t.md.j2")
    assert [(str(one.place), one.code) for one in found] == [("x.yaml:1:52", "ZAH-412"), ("x.yaml:1:86", "ZAH-412")]


def test_an_endless_sentence_is_read_in_time() -> None:
    """Five thousand numbers without a full stop."""
    source, _problems = load_yaml(b"text: x\n", "x.yaml")
    assert source is not None
    document = Document("Vorlage", (Paragraph((Text("Gefördert werden 888 Projekte und " * 5000),)),))
    assert check_numbers(list(passages(document)), FIGURES, source, "t.md.j2") == []
