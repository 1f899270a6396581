"""Typed numbers: those that a figure of the paper knows better are told, the others are left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vorlagenwerk.basics.loading import Source, load_yaml
from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.numbers.hints import MOST, check_numbers
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.data.problems import Level, Problem
from vorlagenwerk.data.tree import Block, Document, Field, Heading, Paragraph, Text, Value

FIGURES = {
    "bogen.anzahl": Quantity(23, "anzahl", "Zahl der Maßnahmen", "massnahmen | anzahl"),
    "bogen.gesamtkosten": Quantity(45002, "tsd_euro", "Gesamtkosten aller Maßnahmen", "massnahmen | summe('k')"),
    "bogen.kitas": Quantity(5, "anzahl", "Maßnahmen der Priorität 2 an Kindertagesstätten", "x"),
    "antraege": Quantity(59, "anzahl", "Eingegangene Anträge"),
    "foerdervolumen": Quantity(56191000, "euro", "Fördervolumen der Anträge"),
    "eigenanteil": Quantity(10, "prozent", "Eigenanteil der Kommune"),
    "anteil": Quantity(Decimal("12.5"), "prozent", "Anteil der Stadt"),
    "frist": Quantity("2009-03-31", "datum", "Letzter Tag für Anträge"),
    "gespraeche": Quantity("26. und 28. Mai 2009", "text", "Gespräche mit dem Ministerium"),
}


def check(*texts: str, shown: tuple[Block, ...] = ()) -> list[Problem]:
    """The hints for a prose field with these paragraphs, after blocks that the paper shows anyway."""
    raw = "text: |\n" + "".join(f"  {line}\n" for text in texts for line in (*text.split("\n"), ""))
    source, problems = load_yaml(raw.encode(), "x.yaml")
    assert isinstance(source, Source)
    assert problems == []
    paragraphs = tuple(Paragraph((Text(text.replace("\n", " ")),)) for text in texts)
    document = Document("Vorlage", (*shown, Field("/text", "Text", paragraphs)))
    return check_numbers(list(passages(document)), FIGURES, source, "t.md.j2")


def said(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """Code, text and remedy of the hints."""
    assert {problem.level for problem in problems} <= {Level.HINWEIS}
    return [(problem.code, problem.text, problem.remedy) for problem in problems]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Gefördert werden 23 Projekte.", "{{ bogen.anzahl }}"),
        ("Vorgeschlagen sind 23 neue Maßnahmen.", "{{ bogen.anzahl }}"),
        ("Darunter sind 5 Maßnahmen an Kindertagesstätten.", "{{ bogen.kitas }}"),
        ("Das kostet 45.002 Tsd. €.", "{{ bogen.gesamtkosten }}"),
        ("Das kostet 45.002.000 Euro.", "{{ bogen.gesamtkosten | euro }}"),
        ("Es geht um 56,191 Mio. €.", "{{ foerdervolumen | mio_euro }}"),
        ("Ein Eigenanteil von 10 % bleibt.", "{{ eigenanteil }}"),
        ("Die Anträge waren bis zum 31. März 2009 einzureichen.", "{{ frist | datum_lang }}"),
        ("Frist war der 31.03.2009.", "{{ frist }}"),
        ("Gesprochen wird am 26. und 28. Mai 2009.", "{{ gespraeche }}"),
    ],
)
def test_a_typed_number_that_equals_a_figure_is_told_with_its_reference(text: str, reference: str) -> None:
    """The filter named prints what was typed."""
    found = check(text)
    assert [problem.code for problem in found] == ["ZAH-411"]
    assert reference in found[0].remedy


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Gefördert werden 24 Projekte.", "{{ bogen.anzahl }}"),
        ("Bis zum Stichtag lagen 95 Anträge vor.", "{{ antraege }}"),
        ("Die Gesamtkosten betragen 45.003.000 €.", "{{ bogen.gesamtkosten | euro }}"),
        ("Das Fördervolumen liegt bei 56.119.000 €.", "{{ foerdervolumen }}"),
        ("Ein Eigenanteil von 20 % bleibt bei der Kommune.", "{{ eigenanteil }}"),
    ],
)
def test_a_typed_number_that_contradicts_a_figure_is_told(text: str, reference: str) -> None:
    """One digit is wrong, two have changed places, or it is one too many."""
    found = check(text)
    assert [problem.code for problem in found] == ["ZAH-412"]
    assert reference.replace(" | euro", "") in found[0].remedy.replace(" | euro", "")


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat hat 23 Mitglieder.", "Es gibt 2 Projekte.", "Im Jahr 2009 beginnt es.", "Nach § 23 gilt das.",
        "Rund 60 Anträge lagen vor.", "Davon betreffen 22 Projekte Schulen.", "Weitere 24 Projekte folgen.",
        "Das sind 45,0 Mio. €.", "Der Fachmann sagte: „Es sind 23 Projekte gewesen.“ Das stimmt.",
        "Das Gesetz vom 31. März 2009 gilt.", "Ein Zuschlag von 10 % ist üblich.", "12,5 %",
        "Die 23. Sitzung war kurz.", "Gefördert werden 71 Turnhallen.", "Das sind 3 %.",
        "Im Haus Nr. 23 liegen Projekte.", "23 Uhr", "Das kostet 1.000 €.",
        "7 Maßnahmen der Priorität 1 an Kindertagesstätten", "Neben dem Eigenanteil stehen 90 % Förderung.",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    """A hint that is wrong once is not read the next time."""
    assert check(text) == []


def test_the_words_of_both_hints() -> None:
    """They name the figure as people know it, and what to write."""
    assert said(check("Es sind 23 Projekte.", "Wir fördern 24 Projekte.")) == [
        (
            "ZAH-411",
            "„23 Projekte“ ist getippt; denselben Wert hat „Zahl der Maßnahmen“.",
            "Mit {{ bogen.anzahl }} statt „23“ stimmt die Zahl auch nach einer Änderung.",
        ),
        (
            "ZAH-412",
            "„24 Projekte“ ist getippt; „Zahl der Maßnahmen“ ist aber 23.",
            "Wenn dasselbe gemeint ist, bitte {{ bogen.anzahl }} statt „24“ schreiben.",
        ),
    ]


def test_a_number_contradicts_what_the_paper_shows_elsewhere() -> None:
    """The paper says 23 Projekte by reference, and 24 Projekte by hand."""
    shown = Field(
        "/a", "A", (Paragraph((Text("Von "), Value("23", "=bogen.anzahl"), Text(" Projekten ist die Rede."))),)
    )
    assert [problem.code for problem in check("Wir fördern 24 Projekte.", shown=(shown,))] == ["ZAH-412"]
    assert check("Wir fördern 13 Projekte in Dörfern.", shown=(shown,)) == []


def test_a_figure_in_the_same_sentence_is_not_contradicted() -> None:
    """Who names both numbers means both."""
    line = (Text("Von "), Value("23", "=bogen.anzahl"), Text(" Projekten wurden 22 Projekte begonnen."))
    source, _problems = load_yaml(b"text: x\n", "x.yaml")
    assert source is not None
    document = Document("Vorlage", (Field("/text", "Text", (Paragraph(line),)),))
    assert check_numbers(list(passages(document)), FIGURES, source, "t.md.j2") == []


def test_a_hint_stands_at_the_number() -> None:
    """Not at the first digits that look alike, nor at the field as a whole."""
    found = check("Im Jahr 2023 und im Haus 123 ist viel los.", "Dort sind\n23 Projekte.")
    assert [(str(problem.place), problem.code) for problem in found] == [("x.yaml:5:3", "ZAH-411")]


def test_what_the_template_typed_is_told_there() -> None:
    """Its author is not the author of the content."""
    source, _problems = load_yaml(b"text: x\n", "x.yaml")
    assert source is not None
    document = Document("Vorlage", (Paragraph((Text("Es sind 23 Projekte."),)),))
    assert [str(problem.place) for problem in check_numbers(list(passages(document)), FIGURES, source, "t.md.j2")] == [
        "t.md.j2"
    ]


def test_the_same_counted_twice_differently_is_told() -> None:
    """“1 Stelle” and two lines later “ca. 0,5 Stellen”, as in a published concept."""
    assert said(check("In der Region Mitte wird 1 Stelle geplant.", "Region Mitte: ca. 0,5 Stellen")) == [
        (
            "ZAH-413",
            "Im selben Zusammenhang sind „1 Stelle“ und „0,5 Stellen“ getippt.",
            "Bitte prüfen, welche Zahl stimmt; am besten steht sie einmal unter „angaben“.",
        )
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("In der Region Mitte wird 1 Stelle geplant.", "In der Region Nord werden 2 Stellen geplant."),
        ("Im Jugendamt gibt es 4 Stellen, im Sozialamt 6 Stellen.",),
        ("In der Region Mitte ist 1 Stelle besetzt.", "Region Mitte: weitere 2 Stellen"),
        ("In der Region Mitte ist 1 Stelle besetzt.", "In der Region Mitte ist 1 Stelle besetzt."),
    ],
)
def test_different_things_may_have_different_numbers(texts: tuple[str, ...]) -> None:
    """Other regions, other offices, further posts, or the same number."""
    assert check(*texts) == []


def test_what_different_sections_say_is_not_compared() -> None:
    """A section on last year may count otherwise."""
    heading = Heading(1, (Text("Vorjahr"),))
    line = Field("/a", "A", (Paragraph((Text("Region Mitte im Jugendamt: 4 Stellen"),)), heading))
    assert check("Region Mitte im Jugendamt: 6 Stellen", shown=(line,)) == []


def test_hints_have_an_end() -> None:
    """A paper full of typed numbers is mended step by step."""
    assert len(check("Wir fördern 23 Projekte. " * 300)) == MOST
