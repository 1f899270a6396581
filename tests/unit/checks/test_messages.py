"""The wording of every schema finding: whole German sentences with the value, the place and the remedy."""

from __future__ import annotations

import json
from typing import Any

import pytest

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.basics.schema import Schema, check, load_schema
from vorlagenwerk.data.problems import Problem

TEXT = {"type": "string", "minLength": 1, "maxLength": 10}


def schema_of(fields: dict[str, Any], **more: Any) -> Schema:
    """A schema with these fields and no others."""
    said = {"type": "object", "additionalProperties": False, "properties": fields, **more}
    schema, problems = load_schema("x.json", lambda _file: json.dumps(said).encode())
    assert schema is not None, problems
    return schema


def findings(text: str, fields: dict[str, Any], **more: Any) -> list[Problem]:
    """What the schema says about a YAML text."""
    source, problems = load_yaml(text.encode(), "x.yaml")
    assert source is not None, problems
    return check(source.data, source, schema_of(fields, **more))


def only(text: str, fields: dict[str, Any], **more: Any) -> tuple[str, str, str, str]:
    """Place, code, text and remedy of the one finding."""
    (problem,) = findings(text, fields, **more)
    return str(problem.place), problem.code, problem.text, problem.remedy


NUMBER = {"type": "number"}
WHOLE = {"type": "integer", "minimum": 1, "maximum": 9}
CASES: list[tuple[str, dict[str, Any], dict[str, Any], tuple[str, str, str, str]]] = [
    ("b: x", {"a": {**TEXT, "title": "Anlass", "examples": ["Bau"]}, "b": TEXT}, {"required": ["a"]},
     ("x.yaml:1:1", "SCH-101", "Das Pflichtfeld „a“ (Anlass) fehlt.", "Bitte ergänzen, zum Beispiel „a: Bau“.")),
    ("titl: x", {"titel": TEXT, "text": TEXT}, {},
     ("x.yaml:1:1", "SCH-102", "Das Feld „titl“ gibt es nicht.",
      "Gemeint ist vielleicht „titel“. Möglich sind hier: titel und text.")),
    ("a: [x]", {"a": TEXT}, {},
     ("x.yaml:1:4", "SCH-103", "Im Feld „a“ steht eine Liste.", "Erwartet wird ein Text.")),
    ("a: ja", {"a": {"type": "boolean"}}, {},
     ("x.yaml:1:4", "SCH-103", "Im Feld „a“ steht „ja“.", "Erwartet wird true (ja) oder false (nein).")),
    ("a: 12,50", {"a": NUMBER}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „12,50“.", "Erwartet wird eine Zahl mit Punkt, zum Beispiel 12.50.")),
    ("a: viel", {"a": NUMBER}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „viel“.", "Erwartet wird eine Zahl mit Punkt, zum Beispiel 12.50.")),
    ("a: 1.200", {"a": WHOLE}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „1.200“.",
      "Das ist mehrdeutig. Gemeint ist wohl 1200 (Zahlen ohne Tausenderpunkt).")),
    ("a: '7'", {"a": WHOLE}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „7“.", "Erwartet wird die Zahl ohne Anführungszeichen: 7.")),
    ("a: 7.5", {"a": WHOLE}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „7.5“.",
      "Hier wird eine ganze Zahl erwartet: Bitte runden, also 7 oder 8.")),
    ("a: 7,5", {"a": WHOLE}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „7,5“.",
      "Gemeint ist wohl 7.5. Hier wird eine ganze Zahl erwartet: Bitte runden, also 7 oder 8.")),
    ("a: 1.200", {"a": NUMBER}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „1.200“.", "Das ist mehrdeutig. Gemeint ist wohl 1200 "
      "(Zahlen ohne Tausenderpunkt); ist es ein Dezimalpunkt, schreiben Sie 1.2.")),
    ("a: 1.234", {"a": NUMBER}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „1.234“.", "Das ist mehrdeutig. Gemeint ist wohl 1234 "
      "(Zahlen ohne Tausenderpunkt); ist es ein Dezimalpunkt, schreiben Sie 1.2340.")),
    ("a: 12,500", {"a": NUMBER}, {},
     ("x.yaml:1:4", "SCH-104", "Im Feld „a“ steht „12,500“.", "Das ist mehrdeutig. Trennt das Komma Tausender, "
      "schreiben Sie 12500; ist es ein Dezimalkomma, schreiben Sie 12.5.")),
    ("a: Eruo", {"a": {"type": "string", "enum": ["euro", "prozent"]}}, {},
     ("x.yaml:1:4", "SCH-105", "Im Feld „a“ steht „Eruo“.",
      "Gemeint ist vielleicht „euro“. Erlaubt ist „euro“ oder „prozent“.")),
    ("a: B2.9", {"a": {"type": "string", "enum": [f"{a}{b}.{c}" for a in "ABC" for b in "12" for c in "123"]}}, {},
     ("x.yaml:1:4", "SCH-105", "Im Feld „a“ steht „B2.9“.",
      "Gemeint ist vielleicht „B2.3“, „B2.2“ oder „B2.1“. Erlaubt sind 18 Werte: „A1.1“, „A1.2“, „A1.3“, „A2.1“, "
      "„A2.2“, „A2.3“, „B1.1“, „B1.2“, „B1.3“, „B2.1“, „B2.2“, „B2.3“ … Alle stehen im Schema.")),
    ("a: X", {"a": {**TEXT, "pattern": "^[a-z]$", "description": "Ein Kleinbuchstabe.", "examples": ["b"]}}, {},
     ("x.yaml:1:4", "SCH-106", "Im Feld „a“ steht „X“, das hat nicht die richtige Form.",
      "Ein Kleinbuchstabe. Richtig ist zum Beispiel „b“.")),
    ("a: ein langer Text", {"a": TEXT}, {},
     ("x.yaml:1:4", "SCH-107", "Der Text im Feld „a“ hat 15 Zeichen.", "Erlaubt sind höchstens 10; bitte kürzen.")),
    ("a: x", {"a": {"type": "string", "minLength": 3}}, {},
     ("x.yaml:1:4", "SCH-107", "Der Text im Feld „a“ hat 1 Zeichen.", "Nötig sind mindestens 3.")),
    ("a: 0", {"a": WHOLE}, {}, ("x.yaml:1:4", "SCH-108", "Im Feld „a“ steht „0“.", "Erlaubt ist mindestens 1.")),
    ("a: 10", {"a": WHOLE}, {}, ("x.yaml:1:4", "SCH-108", "Im Feld „a“ steht „10“.", "Erlaubt ist höchstens 9.")),
    ("a: []", {"a": {"type": "array", "minItems": 1}}, {},
     ("x.yaml:1:4", "SCH-109", "„a“ hat keinen Eintrag.", "Nötig ist mindestens ein Eintrag.")),
    ("a: [1]", {"a": {"type": "array", "minItems": 2}}, {},
     ("x.yaml:1:4", "SCH-109", "„a“ hat nur einen Eintrag.", "Nötig sind mindestens 2 Einträge.")),
    ("a: [1, 2, 3]", {"a": {"type": "array", "maxItems": 2}}, {},
     ("x.yaml:1:4", "SCH-109", "„a“ hat 3 Einträge.", "Erlaubt sind höchstens 2 Einträge.")),
    ("a: 2009-02-29", {"a": {"type": "string", "format": "date"}}, {},
     ("x.yaml:1:4", "SCH-110", "Im Feld „a“ steht „2009-02-29“.",
      "Erwartet wird ein Datum, das es gibt, in der Form Jahr-Monat-Tag, zum Beispiel 2009-06-18.")),
    ("a: |\n  x\n  y", {"a": TEXT}, {},
     ("x.yaml:1:4", "SCH-111", "Der Text im Feld „a“ geht über mehrere Zeilen.",
      "Dieses Feld ist einzeilig; bitte in eine Zeile schreiben.")),
    ("a:", {"a": WHOLE}, {},
     ("x.yaml:1:3", "SCH-112", "Das Feld „a“ ist leer.", "Bitte ausfüllen oder die ganze Zeile löschen.")),
    ("a: ''", {"a": TEXT}, {},
     ("x.yaml:1:4", "SCH-112", "Das Feld „a“ ist leer.", "Bitte ausfüllen oder die ganze Zeile löschen.")),
    ("a: x", {"a": {"not": {}}}, {},
     ("x.yaml:1:1", "SCH-113", "Das Feld „a“ ist hier nicht vorgesehen.",
      "Es passt nicht zu den anderen Feldern.")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields", "more", "expected"), CASES, ids=[f"{c[3][1]} {c[0]!r}" for c in CASES])
def test_a_finding_is_worded_for_authors(
    text: str, fields: dict[str, Any], more: dict[str, Any], expected: tuple[str, str, str, str]
) -> None:
    """Place, code, sentence and remedy of each kind of schema finding, letter by letter."""
    assert only(text, fields, **more) == expected


def test_a_forbidden_name_is_worded_for_authors() -> None:
    """Freely named entries say what a name may consist of."""
    free = {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "additionalProperties": TEXT}
    place, code, text, remedy = only("a:\n  Ü: x", {"a": free})
    assert (place, code) == ("x.yaml:2:3", "SCH-114")
    assert text == "Im Feld „a“ gibt es den Namen „Ü“, der nicht erlaubt ist."
    assert remedy.startswith("Namen bestehen aus Kleinbuchstaben, Ziffern und Unterstrichen")


def test_a_keyword_without_a_wording_of_its_own_is_still_told() -> None:
    """What a schema demands by other means than usual is a finding with the schema's own description."""
    field = {"type": "array", "uniqueItems": True, "description": "Jeder Eintrag nur einmal."}
    place, code, text, remedy = only("a: [1, 1]", {"a": field})
    assert (place, code, remedy) == ("x.yaml:1:4", "SCH-119", "Jeder Eintrag nur einmal.")
    assert text == "Im Feld „a“ steht eine Liste, das ist hier nicht erlaubt."


def test_entries_are_counted_from_one() -> None:
    """A person says “2. Eintrag” of what the program calls 1."""
    entries = {"type": "array", "items": {"type": "object", "properties": {"n": WHOLE}}}
    _place, _code, text, _remedy = only("a:\n  - n: 1\n  - n: 99", {"a": entries})
    assert text == "Im Feld „a, 2. Eintrag, n“ steht „99“."


def test_a_document_is_never_refused_without_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the fast validator refuse what the explaining one accepts, that is told rather than nothing."""
    monkeypatch.setattr(Schema, "accepts", lambda _schema, data: data == {})
    place, code, text, _remedy = only("a: x", {"a": TEXT})
    assert (place, code) == ("x.yaml:1:1", "SCH-198") and "ohne dass sich die Stelle benennen lässt" in text


def test_several_findings_come_in_reading_order() -> None:
    """All findings of a document are told at once, from top to bottom."""
    found = findings("a: 0\nx: 1\nb: 99", {"a": WHOLE, "b": WHOLE})
    assert [(p.place.line, p.code) for p in found] == [(1, "SCH-108"), (2, "SCH-102"), (3, "SCH-108")]


def test_very_many_findings_are_cut_off_with_a_number() -> None:
    """Thirty findings are enough to begin with; how many more there are is told."""
    found = findings("\n".join(f"x{i}: 1" for i in range(33)), {"a": TEXT})
    assert len(found) == 31
    assert [p.text for p in found if p.code == "SCH-199"] == ["Es gibt 3 weitere Meldungen dieser Art."]


@pytest.mark.parametrize(
    "said", ["05314000", "01067", "NO", "18:00", "1.10", "2009-06-18", "1_000", "~", "null", "0x1F"]
)
def test_text_is_what_was_written(said: str) -> None:
    """Where the schema says text, nothing is guessed to be a number, a time or nothing."""
    source, _problems = load_yaml(f"a: {said}".encode(), "x.yaml")
    assert source is not None
    assert check(source.data, source, schema_of({"a": {"type": "string"}})) == []
    assert source.data == {"a": said}


def test_a_field_that_the_schema_forbids_is_named() -> None:
    """`"a": false` is the shortest way to forbid a field; the finding names it like any other."""
    assert only("a: x", {"a": False})[:3] == ("x.yaml:1:1", "SCH-113", "Das Feld „a“ ist hier nicht vorgesehen.")


def test_an_amount_with_its_unit_is_not_multiplied_in_a_field_of_that_unit() -> None:
    """156 Tsd. € is 156 in a field that counts thousands; 156000 would be a thousand times too much."""
    field = {"type": "integer", "x-einheit": "tsd_euro"}
    _place, _code, _text, remedy = only("a: 156 Tsd. €", {"a": field})
    assert "156000" not in remedy and "156" in remedy
