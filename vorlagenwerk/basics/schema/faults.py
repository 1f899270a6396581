"""Findings on a schema itself, worded in German: no JSON, no such definition, not valid (TYP-201, TYP-202)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.basics.schema.messages import shown
from vorlagenwerk.data.positions import Path, Place, field_name
from vorlagenwerk.data.problems import Problem, error, quote

_JSON = (
    ("Expecting ',' delimiter", "Davor fehlt ein Komma oder eine schließende Klammer."),
    ("Expecting ':'", "Hinter dem Namen fehlt ein Doppelpunkt."),
    ("Expecting property name", "Davor steht ein Komma zu viel, oder es fehlt ein Name in Anführungszeichen."),
    ("Illegal trailing comma", "Davor steht ein Komma zu viel, oder es fehlt ein Name in Anführungszeichen."),
    ("Expecting value", "Hier fehlt ein Wert, oder davor steht ein Komma zu viel."),
    ("Extra data", "Hinter der letzten Klammer steht noch etwas."),
    ("Unterminated string", "Ein Anführungszeichen wird nicht geschlossen."),
    ("Invalid control character", "Ein Text geht über das Ende der Zeile; vielleicht fehlt ein Anführungszeichen."),
    ("Invalid \\", "Ein umgekehrter Schrägstrich wird in Texten doppelt geschrieben."),
)
"""What the JSON library says about a place, and what it means there."""
_TYPES = "„string“, „integer“, „number“, „boolean“, „array“, „object“ und „null“"


def no_json(fault: json.JSONDecodeError, file: str) -> Problem:
    """The finding on a schema file that is no JSON."""
    said = next((german for english, german in _JSON if fault.msg.startswith(english)), "")
    place = Place(file, fault.lineno, fault.colno)
    remedy = said or "Bitte Kommas, Klammern und Anführungszeichen an dieser Stelle prüfen."
    return error("TYP-201", place, "Die Schemadatei ist kein gültiges JSON: Hier stockt das Lesen.", remedy)


def no_definition(place: Place, reference: str, name: str, known: Sequence[str]) -> Problem:
    """The finding on a reference to a definition that does not exist; `known` are those that the file has."""
    near = german.nearest(name, known)
    meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
    listed = f"Vorhanden sind: {german.listed(known)}." if known else "Diese Datei hat keine."
    text = f"Der Verweis {quote(reference)} führt ins Leere: Eine Definition {quote(name)} gibt es dort nicht."
    return error("TYP-202", place, text, meant + listed)


def invalid(
    trouble: ValueError, file: str, origins: Mapping[str, tuple[str, str]], read: Callable[[str], bytes | None]
) -> Problem:
    """The finding on a schema that the validator refuses, at the place that it names."""
    path: Path = tuple(getattr(trouble, "instance_path", ()))
    if not path:
        text = "Das Schema ist in sich nicht gültig."
        return error("TYP-202", Place(file), text, "Bitte die zuletzt geänderte Stelle prüfen.")
    if path[0] == "$defs" and len(path) > 1 and path[1] in origins:
        file, name = origins[str(path[1])]
        path = ("$defs", name, *path[2:])
    said = f"Bei „{field_name(path)}“ steht {shown(getattr(trouble, 'instance', None))}, das geht dort nicht."
    text = f"Das Schema ist in sich nicht gültig: {said}"
    return error("TYP-202", _place(file, path, read), text, _remedy(path))


def _remedy(path: Path) -> str:
    if path[-1] == "type":
        return f"Möglich sind {_TYPES}."
    if path[-1] in ("pattern", "patternProperties"):
        return "Erwartet wird ein regulärer Ausdruck; häufig fehlt eine Klammer oder ein umgekehrter Schrägstrich."
    return "Bitte vergleichen Sie mit einem anderen Schema, das dieselbe Angabe hat."


def _place(file: str, path: Path, read: Callable[[str], bytes | None]) -> Place:
    """Where a value stands in a schema file; JSON is YAML, so that the reader of content finds it."""
    raw = read(file)
    source = load_yaml(raw, file)[0] if raw is not None else None
    return source.place(path) if source is not None else Place(file)
