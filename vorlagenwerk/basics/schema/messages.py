"""German findings from JSON Schema errors: one problem, one message, in the author's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.schema import advice
from vorlagenwerk.basics.schema import meant as meanings
from vorlagenwerk.basics.schema.coerce import as_text
from vorlagenwerk.basics.schema.located import Located, Violation
from vorlagenwerk.basics.schema.shape import Shape
from vorlagenwerk.data.positions import Path, field_name
from vorlagenwerk.data.problems import Problem, error, quote

_TYPE_WORDS = {
    "string": "ein Text",
    "integer": "eine ganze Zahl",
    "number": "eine Zahl",
    "boolean": "true (ja) oder false (nein)",
    "array": "eine Liste (Zeilen, die mit „- “ beginnen)",
    "object": "eine Gruppe von Feldern (eingerückte Zeilen „name: wert“)",
    "null": "nichts",
}
_LISTED = 12
"""Allowed values of a field that a message lists; of more it gives the nearest, the first and their number."""


def explain(violation: Violation, source: Located, shape: Shape) -> Iterator[Problem]:
    """The findings for one violation; unknown fields give one each."""
    path = tuple(violation.absolute_path)
    here = shape.at(path) or Shape()
    above = shape.at(path[:-1]) if path else None
    if _is_empty(violation):
        text = f"Das Feld „{field_name(path)}“ ist leer."
        optional = above is None or path[-1] not in above.required
        remedy = "Bitte ausfüllen oder die ganze Zeile löschen." if optional else "Bitte ausfüllen."
        yield error("SCH-112", source.place(path), text, remedy)
        return
    wording = _WORDINGS.get(violation.validator, _other)
    yield from wording(violation, path, source, here)


def _is_empty(violation: Violation) -> bool:
    if violation.validator == "type":
        return violation.instance is None
    return violation.validator == "minLength" and violation.instance == ""


def _in_field(path: Path) -> str:
    return f"Im Feld „{field_name(path)}“" if path else "Im Dokument"


def _required(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    known = violation.schema.get("properties", {})
    strangers = [name for name in violation.instance if name not in known]
    for name in violation.validator_value:
        if name in violation.instance or german.nearest(name, strangers):
            continue  # a misspelt name is told once, as the unknown field that it is
        where = f" in „{field_name(path)}“" if path else ""
        child = shape.fields.get(name)
        title = f" ({child.title})" if child and child.title else ""
        text = f"Das Pflichtfeld „{name}“{title} fehlt{where}."
        yield error("SCH-101", source.place(path), text, f"Bitte ergänzen{_like(name, child)}.")


def _like(name: str, shape: Shape | None) -> str:
    if shape is None or not isinstance(shape.example, (str, int, Decimal)) or isinstance(shape.example, bool):
        return ""
    return f", zum Beispiel „{name}: {shape.example}“"


def _unknown(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    known = violation.schema.get("properties", {})
    strangers = [name for name in violation.instance if name not in known]
    missing = [name for name in known if name not in violation.instance]
    certain = [meanings.name(name, missing) for name in strangers]
    for name, field in zip(strangers, certain, strict=True):
        where = f" in „{field_name(path)}“" if path else ""
        guess = field or german.nearest(name, missing or known)
        meant = f"Gemeint ist vielleicht „{guess}“. " if guess else ""
        text = f"Das Feld {quote(name)} gibt es{where} nicht."
        remedy = f"{meant}Möglich sind hier: {german.join_list(list(known))}."
        problem = error("SCH-102", source.place((*path, name), key=True), text, remedy)
        is_only = field is not None and certain.count(field) == 1
        yield problem._replace(mend=source.mend_name((*path, name), field)) if field and is_only else problem


def _type(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    wanted = violation.validator_value
    wanted = wanted if isinstance(wanted, list) else [wanted]
    value = violation.instance
    if {"integer", "number"} & set(wanted) and isinstance(value, (str, Decimal)):
        remedy, mend = advice.on_number(value, source, path, shape, whole="number" not in wanted)
        yield error("SCH-104", source.place(path), f"{_in_field(path)} steht {quote(value)}.", remedy)._replace(
            mend=mend
        )
        return
    expected = german.join_list([_TYPE_WORDS.get(str(name), str(name)) for name in wanted], "oder")
    text = f"{_in_field(path)} steht {shown(value)}."
    more, mend = "", None
    if wanted == ["boolean"] and isinstance(value, str) and (said := meanings.truth(value)) and said.certain:
        mend = source.mend(path, said.text)
    elif wanted == ["array"]:
        more, mend = advice.on_list(value, path, source, shape)
    elif wanted == ["object"] and isinstance(value, list) and len(value) == 1:
        more = " Hier gibt es nur einen Eintrag: Der Strich davor entfällt."
    yield error("SCH-103", source.place(path), text, f"Erwartet wird {expected}.{more}")._replace(mend=mend)


def shown(value: Any) -> str:
    """A value as a message says it: a scalar quoted, anything larger by its kind."""
    if isinstance(value, dict):
        return "eine Gruppe von Feldern"
    if isinstance(value, list):
        return "eine Liste"
    if isinstance(value, bool):
        return quote("true" if value else "false")
    return quote(value)


def _enum(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    options = violation.validator_value if violation.validator == "enum" else [violation.validator_value]
    words = [as_text(option) for option in options]
    same = meanings.option(violation.instance, words) if isinstance(violation.instance, str) else None
    near = [same] if same else german.near(str(violation.instance), words, most=1 if len(words) <= _LISTED else 3)
    meant = f"Gemeint ist vielleicht {_either(near)}. " if near and len(words) > 1 else ""
    text = f"{_in_field(path)} steht {shown(violation.instance)}."
    allowed = f"Erlaubt ist {_either(words)}."
    if len(words) > _LISTED:
        first = ", ".join(f"„{word}“" for word in words[:_LISTED])
        where = violation.schema.get("description") or "Alle stehen im Schema."
        allowed = f"Erlaubt sind {len(words)} Werte: {first} … {where}"
    mend = source.mend(path, same) if same else None
    yield error("SCH-105", source.place(path), text, meant + allowed)._replace(mend=mend)


def _either(words: Sequence[str]) -> str:
    return german.join_list([f"„{word}“" for word in words], "oder")


def _pattern(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    text = f"{_in_field(path)} steht {quote(violation.instance)}, das hat nicht die richtige Form."
    description = violation.schema.get("description", "")
    example = f"Richtig ist zum Beispiel „{shape.example}“." if shape.example is not None else ""
    yield error("SCH-106", source.place(path), text, " ".join(filter(None, (description, example))))


def _length(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    limit, value = violation.validator_value, violation.instance
    few = violation.validator == "minLength"
    text = f"Der Text im Feld „{field_name(path)}“ hat {german.number(len(value))} Zeichen."
    bound = german.number(limit)
    remedy = f"Nötig sind mindestens {bound}." if few else f"Erlaubt sind höchstens {bound}; bitte kürzen."
    yield error("SCH-107", source.place(path), text, remedy)


_BOUNDS = {
    "minimum": "mindestens",
    "maximum": "höchstens",
    "exclusiveMinimum": "mehr als",
    "exclusiveMaximum": "weniger als",
}


def _bound(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    text = f"{_in_field(path)} steht {quote(violation.instance)}."
    limit = str(violation.validator_value)
    bound = german.number(Decimal(limit))
    typed = "" if bound == limit else f", in der Datei geschrieben {limit}"
    yield error("SCH-108", source.place(path), text, f"Erlaubt ist {_BOUNDS[violation.validator]} {bound}{typed}.")


def _count(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    few = violation.validator in ("minItems", "minProperties")
    limit, number = violation.validator_value, len(violation.instance)
    has = {0: "keinen Eintrag", 1: "nur einen Eintrag" if few else "einen Eintrag"}
    said = has.get(number, f"{german.number(number)} Einträge")
    text = f"„{field_name(path)}“ hat {said}." if path else "Das Dokument ist leer."
    entries = "ist {} ein Eintrag" if limit == 1 else f"sind {{}} {german.number(limit)} Einträge"
    remedy = f"Nötig {entries.format('mindestens')}." if few else f"Erlaubt {entries.format('höchstens')}."
    yield error("SCH-109", source.place(path), text, remedy)


_FORMATS = {
    "date": "ein Datum, das es gibt, in der Form Jahr-Monat-Tag, zum Beispiel 2009-06-18",
    "email": "eine E-Mail-Adresse, zum Beispiel rathaus@musterstadt.example",
    "uri": "eine vollständige Adresse, die mit https:// beginnt",
}


def _format(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    text = f"{_in_field(path)} steht {quote(violation.instance)}."
    said = meanings.day(violation.instance) if violation.validator_value == "date" else None
    if said is not None:
        remedy = f"Gemeint ist vermutlich {said.text}. Erwartet wird ein Datum in der Form Jahr-Monat-Tag."
        mend = source.mend(path, said.text) if said.certain else None
        yield error("SCH-110", source.place(path), text, remedy)._replace(mend=mend)
        return
    wanted = _FORMATS.get(violation.validator_value, f"die Form „{violation.validator_value}“")
    yield error("SCH-110", source.place(path), text, f"Erwartet wird {wanted}.")


def _never(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    if violation.validator_value:  # only some values are forbidden, not the field
        yield from _other(violation, path, source, shape)
        return
    text = f"Das Feld „{field_name(path)}“ ist hier nicht vorgesehen."
    reason = str(violation.schema.get("description", "")) if isinstance(violation.schema, dict) else ""
    yield error("SCH-113", source.place(path, key=True), text, reason or "Es passt nicht zu den anderen Feldern.")


def _name(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    text = f"{_in_field(path)} gibt es den Namen {quote(violation.instance)}, der nicht erlaubt ist."
    remedy = (
        "Namen bestehen aus Kleinbuchstaben, Ziffern und Unterstrichen und beginnen mit einem Buchstaben; "
        "einige Wörter wie „items“ sind der Vorlagensprache vorbehalten."
    )
    yield error("SCH-114", source.place((*path, violation.instance), key=True), text, remedy)


def _other(violation: Violation, path: Path, source: Located, shape: Shape) -> Iterator[Problem]:
    text = f"{_in_field(path)} steht {shown(violation.instance)}, das ist hier nicht erlaubt."
    remedy = str(violation.schema.get("description", "")) or "Bitte mit dem Beispiel des Dokumenttyps vergleichen."
    yield error("SCH-119", source.place(path), text, remedy)


_WORDINGS = {
    "required": _required, "additionalProperties": _unknown, "type": _type, "enum": _enum, "const": _enum,
    "pattern": _pattern, "minLength": _length, "maxLength": _length, "minimum": _bound, "maximum": _bound,
    "exclusiveMinimum": _bound, "exclusiveMaximum": _bound, "minItems": _count, "maxItems": _count,
    "minProperties": _count, "maxProperties": _count, "format": _format, "not": _never,
    "propertyNames": _name,
}  # fmt: skip
