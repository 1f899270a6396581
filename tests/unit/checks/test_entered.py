"""Entered figures without a proof: those that the paper computes anyway are told, and those that contradict it."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.checks.figures import Quantity, entered_figures
from vorlagenwerk.checks.numbers.entered import check_entered
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Document, Field, Inline, Paragraph, Text, Value

COMPUTED = {
    "bogen.anzahl": Quantity(24, "anzahl", "Zahl der Maßnahmen"),
    "bogen.gesamtkosten": Quantity(45002, "tsd_euro", "Gesamtkosten aller Maßnahmen"),
    "bogen.prioritaet_1": Quantity(16, "anzahl", "Maßnahmen der Priorität 1"),
}


def check(angaben: str, *lines: tuple[Inline, ...]) -> list[Problem]:
    """The hints for a content with these `angaben` and a prose field of these lines."""
    source, problems = load_yaml(f"angaben:\n{angaben}".encode(), "x.yaml")
    assert source is not None and problems == []
    document = Document("Vorlage", (Field("/text", "Text", tuple(map(Paragraph, lines))),))
    return check_entered(list(passages(document)), {**entered_figures(source.data), **COMPUTED}, source)


def codes(problems: list[Problem]) -> list[str]:
    """The codes of the hints."""
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("title", "value", "code"),
    [
        ("Zahl der Maßnahmen im Programmvorschlag", "23, einheit: anzahl", "ZAH-415"),
        ("Zahl der Projekte", "42, einheit: anzahl", "ZAH-415"),
        ("Zahl der Maßnahmen", "24, einheit: anzahl", "ZAH-414"),
        ("Vorgeschlagene Projekte", "24, einheit: anzahl", "ZAH-414"),
        ("Gesamtkosten", "44002000, einheit: euro", "ZAH-415"),
        ("Gesamtkosten der Projekte", "45002000, einheit: euro", "ZAH-414"),
        ("Maßnahmen der Priorität 1", "15, einheit: anzahl", "ZAH-415"),
    ],
)
def test_a_title_that_says_the_same_is_compared(title: str, value: str, code: str) -> None:
    """Any other value contradicts; the same one should be a reference."""
    assert codes(check(f"  zahl: {{titel: {title}, wert: {value}}}\n")) == [code]


@pytest.mark.parametrize(
    "said",
    [
        "{titel: Projekte in Musterstadt, wert: 23, einheit: anzahl}",
        "{titel: Geförderte Projekte 2008, wert: 24, einheit: anzahl}",
        "{titel: Davon im Vorjahr begonnene Projekte, wert: 24, einheit: anzahl}",
        "{titel: Maßnahmen der Priorität 2, wert: 16, einheit: anzahl}",
        "{titel: Eingegangene Anträge, wert: 24, einheit: anzahl}",
        "{titel: Gesamtkosten der Turnhalle, wert: 45002000, einheit: euro}",
        "{titel: Zahl der Maßnahmen, wert: 23, einheit: anzahl, proben: [{mindestens: bogen.anzahl}]}",
        "{titel: Zahl der Maßnahmen, wert: 23, einheit: anzahl, proben: [{gleich: bogen.anzahl}]}",
        "{titel: Zahl der Maßnahmen, wert: 24, einheit: prozent}",
    ],
)
def test_other_things_and_what_a_proof_relates_are_left_alone(said: str) -> None:
    """A part, another year, another unit; and a failing proof has its own finding."""
    assert check(f"  zahl: {said}\n") == []


def test_an_entered_figure_in_the_place_of_one_that_is_not_shown_is_told() -> None:
    """Whatever its title says: the paper counts the same noun, or has nearly the same amount."""
    entered = "  zahl: {titel: Was dieses Jahr ansteht, wert: 23, einheit: anzahl}\n"
    entered += "  geld: {titel: Volumen der Sache, wert: 44002000, einheit: euro}\n"
    count = (Text("Vorgeschlagen sind "), Value("23", "=zahl"), Text(" Projekte."))
    assert codes(check(entered, count, (Value("44.002.000 €", "=geld"),))) == ["ZAH-415", "ZAH-415"]
    assert check(entered) == []
    known = (Text("Es sind "), Value("24", "=bogen.anzahl"), Text(" Projekte."))
    assert codes(check(entered, count, known)) == []


PARTS = """\
  antraege: {{titel: Eingegangene Anträge, wert: {value}, einheit: anzahl{proof}}}
  schulen: {{titel: Anträge zu Schulen, wert: 33, einheit: anzahl}}
  kitas: {{titel: Anträge zu Kindertagesstätten, wert: 26, einheit: anzahl}}
"""
LISTED = (
    (Value("33", "=schulen"), Text(" Anträge zu Schulen")),
    (Value("26", "=kitas"), Text(" Anträge zu Kindertagesstätten")),
)


@pytest.mark.parametrize(
    ("value", "proof", "found"),
    [
        (60, "", ["ZAH-415"]),
        (58, "", ["ZAH-415"]),
        (59, "", []),
        (90, "", []),
        (60, ", proben: [{summe: [schulen, kitas]}]", []),
    ],
)
def test_the_parts_of_a_list_are_added_up(value: int, proof: str, found: list[str]) -> None:
    """Nearly the sum is a slip; far from it the list may name only some parts."""
    assert codes(check(PARTS.format(value=value, proof=proof), *LISTED)) == found


def test_the_words_of_the_hints() -> None:
    """They stand at the value, name both sides, and say what to write."""
    (equal,) = check("  zahl: {titel: Zahl der Maßnahmen, wert: 24, einheit: anzahl}\n")
    assert (str(equal.place), equal.text) == (
        "x.yaml:2:43",
        "Die Angabe „zahl“ ist 24; denselben Wert hat „Zahl der Maßnahmen“ ohnehin.",
    )
    (other,) = check("  geld: {titel: Gesamtkosten, wert: 44002000, einheit: euro}\n")
    shown = other.text.replace("\u00a0", " ")
    assert shown == "Die Angabe „geld“ ist 44.002.000 €; „Gesamtkosten aller Maßnahmen“ ist aber 45.002 Tsd. €."
    assert "{{ bogen.gesamtkosten | euro }}" in other.remedy
    (parts,) = check(PARTS.format(value=60, proof=""), *LISTED)
    assert parts.text == "Die Angabe „antraege“ ist 60; „schulen“ (33) und „kitas“ (26) sind zusammen aber 59."
