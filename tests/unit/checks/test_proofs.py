"""Entered figures that are worked out again from others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.basics.schema import Schema, check
from vorlagenwerk.checks.figures import Quantity, entered_figures
from vorlagenwerk.checks.numbers.proofs import check_proofs
from vorlagenwerk.data.problems import Level, Problem

COMMON = Path(__file__).resolve().parents[3] / "schemas" / "_gemeinsam" / "gemeinsam.schema.json"

CONTENT = """\
angaben:
  gepruefte: {{titel: Geprüfte Zahl, wert: {value}, einheit: {unit}, proben: [{proof}]}}
  schulen: {{titel: Schulen, wert: 33, einheit: anzahl}}
  kitas: {{titel: Kitas, wert: 7, einheit: anzahl}}
  sonstige: {{titel: Sonstige, wert: 19, einheit: anzahl}}
  land: {{titel: Mittel im Land, wert: 86200000, einheit: euro}}
  bezirk: {{titel: Mittel im Bezirk, wert: 18060000, einheit: euro}}
  nichts: {{titel: Nichts, wert: 0, einheit: euro}}
  frist: {{titel: Frist, wert: 2009-03-31, einheit: datum}}
  monat: {{titel: Monat, wert: Anfang Juni, einheit: text}}
"""
ANNEX = {"bogen.kosten": Quantity(45002, "tsd_euro", "Kosten"), "bogen.kaputt": Quantity("x", "anzahl", "Kaputt")}


def prove(value: object, unit: str, proof: str) -> list[Problem]:
    """The findings for an entered figure with this value, unit and proof."""
    source, problems = load_yaml(CONTENT.format(value=value, unit=unit, proof=proof).encode(), "x.yaml")
    assert source is not None
    assert problems == []
    return check_proofs(source, {**entered_figures(source.data), **ANNEX})


@pytest.mark.parametrize(
    ("value", "unit", "proof"),
    [
        (59, "anzahl", "{summe: [schulen, kitas, sonstige]}"),
        (26, "anzahl", "{differenz: [schulen, kitas]}"),
        (66, "anzahl", "{vielfaches: schulen, mal: 2}"),
        (22, "anzahl", "{vielfaches: schulen, mal: 0.6667, toleranz: 1}"),
        (21.0, "prozent", "{anteil: bezirk, an: land}"),
        (20.95, "prozent", "{anteil: bezirk, an: land}"),
        (21, "prozent", "{anteil: bezirk, an: land}"),
        (21.5, "prozent", "{anteil: bezirk, an: land, toleranz: 1}"),
        (33, "anzahl", "{hoechstens: schulen}"),
        (34, "anzahl", "{hoechstens: schulen, toleranz: 1}"),
        (33, "anzahl", "{mindestens: schulen}"),
        (45002000, "euro", "{gleich: bogen.kosten}"),
        (18060, "tsd_euro", "{gleich: bezirk}"),
        (18059, "tsd_euro", "{gleich: bezirk, toleranz: 1}"),
        (131202, "tsd_euro", "{summe: [land, bogen.kosten]}"),
        ("2009-03-31", "datum", "{gleich: frist}"),
        ("2009-03-30", "datum", "{hoechstens: frist}"),
        (59, "anzahl", "{summe: [schulen, kitas, sonstige]}, {mindestens: schulen}"),
    ],
)
def test_a_proof_that_holds_says_nothing(value: object, unit: str, proof: str) -> None:
    """Euro and thousands of euro are one; a share is rounded like the figure; tolerance has the figure's unit."""
    assert prove(value, unit, proof) == []


@pytest.mark.parametrize(
    ("value", "unit", "proof", "text"),
    [
        (60, "anzahl", "{summe: [schulen, kitas, sonstige]}",
         "60, die Summe aus „schulen“ (33), „kitas“ (7) und „sonstige“ (19) ist 59."),
        (60, "anzahl", "{differenz: [schulen, kitas]}", "60, die Differenz von „schulen“ (33) und „kitas“ (7) ist 26."),
        (65, "anzahl", "{vielfaches: schulen, mal: 2}", "65, das 2-fache von „schulen“ (33) ist 66."),
        (21.1, "prozent", "{anteil: bezirk, an: land}",
         "21,1\u00a0%, der Anteil von „bezirk“ an „land“ ist 20,951\u00a0%."),
        (19.9, "prozent", "{anteil: bezirk, an: land, toleranz: 1}",
         "19,9\u00a0%, der Anteil von „bezirk“ an „land“ ist 20,951\u00a0%. Erlaubt ist eine Abweichung von 1\u00a0%."),
        (34, "anzahl", "{hoechstens: schulen}", "34, „schulen“ ist 33. Sie darf nicht größer sein."),
        (32, "anzahl", "{mindestens: schulen}", "32, „schulen“ ist 33. Sie darf nicht kleiner sein."),
        (45001999, "euro", "{gleich: bogen.kosten}", "45.001.999\u00a0€, „bogen.kosten“ ist 45.002.000\u00a0€."),
        ("2009-04-01", "datum", "{hoechstens: frist}",
         "01.04.2009, „frist“ ist 31.03.2009. Sie darf nicht größer sein."),
    ],
)  # fmt: skip
def test_a_proof_that_fails_says_both_sides(value: object, unit: str, proof: str, text: str) -> None:
    """In German, in the unit of the figure, at the proof."""
    [problem] = prove(value, unit, proof)
    assert (problem.code, problem.level, problem.place.line) == ("ZAH-401", Level.FEHLER, 2)
    assert problem.text == f"Die Angabe „gepruefte“ ist {text}"


def test_the_reason_of_a_proof_helps_to_mend_it() -> None:
    """Whoever reads the finding did not write the proof."""
    [problem] = prove(60, "anzahl", "{gleich: schulen, begruendung: Jeder Antrag zählt.}")
    assert problem.remedy.endswith("Der Grund der Probe: „Jeder Antrag zählt.“")


def test_a_share_of_nothing_is_told() -> None:
    """Nothing is divided by zero."""
    [problem] = prove(21, "prozent", "{anteil: bezirk, an: nichts}")
    assert (problem.code, problem.text) == (
        "ZAH-401",
        "Ein Anteil an „nichts“ lässt sich nicht bilden: Diese Zahl ist 0.",
    )


def test_an_unknown_name_is_told_once_with_the_nearest_one() -> None:
    """The proof as a whole is not judged then."""
    [problem] = prove(60, "anzahl", "{summe: [schule, kitas]}")
    assert problem.code == "ZAH-402"
    assert problem.text == "Die Probe nennt „schule“; eine solche Zahl gibt es nicht."
    assert problem.remedy == "Gemeint ist vielleicht „schulen“."


@pytest.mark.parametrize(
    ("value", "unit", "proof", "odd"),
    [
        (60, "anzahl", "{summe: [schulen, land]}", "„land“ ist ein Betrag in Euro."),
        (60, "anzahl", "{gleich: bogen.kaputt}", "„bogen.kaputt“ ist eine Anzahl."),
        (60, "anzahl", "{anteil: schulen, an: land}", "„gepruefte“ ist eine Anzahl."),
        (60, "prozent", "{anteil: schulen, an: land}", "„land“ ist ein Betrag in Euro."),
        (60, "prozent", "{anteil: frist, an: frist}", "„frist“ ist ein Datum."),
        ("2009-03-31", "datum", "{summe: [frist]}", "„gepruefte“ ist ein Datum."),
        ("2009-03-31", "datum", "{gleich: frist, toleranz: 1}", "„gepruefte“ ist ein Datum."),
        ("Anfang Juni", "text", "{gleich: monat}", "„gepruefte“ ist ein Text."),
    ],
)
def test_units_that_do_not_fit_are_told(value: object, unit: str, proof: str, odd: str) -> None:
    """Euro and pieces cannot be added up."""
    [problem] = prove(value, unit, proof)
    assert problem.code == "ZAH-403"
    assert odd in problem.text


def schema_findings(proof: str) -> list[tuple[str, str]]:
    """What the schema says about an entered figure with this proof: codes and remedies."""
    definitions = json.loads(COMMON.read_text(encoding="utf-8"))["$defs"]
    bundled = {"$defs": definitions, "type": "object", "properties": {"angaben": {"$ref": "#/$defs/angaben"}}}
    schema = Schema("x.json", bundled)
    source, problems = load_yaml(CONTENT.format(value=1, unit="anzahl", proof=proof).encode(), "x.yaml")
    assert source is not None
    assert problems == []
    return [(problem.code, problem.remedy) for problem in check(source.data, source, schema)]


@pytest.mark.parametrize(
    "proof",
    [
        "{summe: [schulen]}", "{differenz: [schulen, kitas]}", "{vielfaches: schulen, mal: 0.5}",
        "{anteil: bezirk, an: land, toleranz: 0.1, begruendung: Weil}", "{gleich: bogen.kosten}",
    ],
)  # fmt: skip
def test_the_schema_takes_every_kind_of_proof(proof: str) -> None:
    """Each kind with the fields that belong to it."""
    assert schema_findings(proof) == []


@pytest.mark.parametrize(
    "proof",
    [
        "{summe: [schulen], gleich: kitas}", "{toleranz: 1}", "{vielfaches: schulen}", "{anteil: land}",
        "{summe: [schulen], mal: 2}", "{gleich: schulen, an: land}",
    ],
)  # fmt: skip
def test_the_schema_takes_exactly_one_kind(proof: str) -> None:
    """Two kinds in one proof, none, or half of one: one finding that says what a proof looks like."""
    [(code, remedy)] = schema_findings(proof)
    assert code == "SCH-119"
    assert remedy.startswith("Eine Probe hat genau eine Art: summe, differenz, vielfaches (mit mal)")


def test_a_misspelt_kind_is_told_as_such() -> None:
    """One finding, about the name."""
    assert [code for code, _remedy in schema_findings("{sume: [schulen]}")] == ["SCH-102"]
