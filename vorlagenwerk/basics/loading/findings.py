"""Findings about the structure of a file that is well-formed YAML: what authors do not need is refused."""

from __future__ import annotations

import re

from vorlagenwerk.basics.german import number
from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Mend, Problem, error, note, quote, warning

EMPTY = "DAT-013"
MISSING_BLANK = "YML-008"
ANCHOR = "YML-020"
ALIAS = "YML-021"
MERGE = "YML-022"
TAG = "YML-023"
SECOND_DOCUMENT = "YML-024"
NO_FIELDS = "YML-025"
KEY_IS_NO_TEXT = "YML-026"
DUPLICATE = "YML-027"
EMPTY_KEY = "YML-029"
TOO_DEEP = "YML-030"
TOO_MANY = "YML-031"
TOO_LONG = "YML-032"
CUT_BY_COMMENT = "YML-050"
JOINED_LINES = "YML-051"

_IN_QUOTES = "Wenn es zum Text gehört, setzen Sie den ganzen Text in Anführungszeichen"
_GLUED_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*:[^\s:/]")


def more_lines(number: int) -> str:
    """A sentence on so many further lines with the same trouble, with a blank before it; "" for none."""
    lines = {0: "", 1: "eine weitere Zeile"}.get(number, f"{number} weitere Zeilen")
    return f" Dasselbe gilt für {lines}." if lines else ""


def anchor(place: Place, name: str) -> Problem:
    """`&name` before a value."""
    text = f"Der Wert beginnt mit {quote('&' + name)}; das hat in dieser Datei eine besondere Bedeutung."
    return error(ANCHOR, place, text, f"{_IN_QUOTES}; sonst löschen Sie {quote('&' + name)}.")


def alias(place: Place, name: str) -> Problem:
    """`*name` as a value."""
    text = f"Hier steht {quote('*' + name)}; Verweise innerhalb der Datei sind nicht erlaubt."
    return error(ALIAS, place, text, f"{_IN_QUOTES}; sonst schreiben Sie den Wert hier noch einmal aus.")


def merge(place: Place) -> Problem:
    """The key `<<`."""
    text = "Das Feld „<<“ (andere Felder übernehmen) ist nicht erlaubt."
    return error(MERGE, place, text, "Schreiben Sie die Felder an dieser Stelle aus.")


def tag(place: Place, name: str) -> Problem:
    """`!name` before a value."""
    shown = name.replace("tag:yaml.org,2002:", "!!")
    text = f"Der Wert beginnt mit {quote(shown)}; Kennzeichen mit Ausrufezeichen sind nicht erlaubt."
    return error(TAG, place, text, f"{_IN_QUOTES}; sonst löschen Sie das Kennzeichen.")


def second_document(place: Place) -> Problem:
    """`---` in the middle of the file."""
    text = "Mit der Zeile „---“ beginnt ein zweiter Teil der Datei, der nicht gelesen würde."
    remedy = "Löschen Sie die Zeile, oder legen Sie für den zweiten Teil eine eigene Datei an."
    return error(SECOND_DOCUMENT, place, text, remedy)


def empty(place: Place) -> Problem:
    """Nothing in the file, or comments only."""
    remedy = "Tragen Sie den Inhalt ein; als Muster dient beispiel.yaml des Dokumenttyps."
    return error(EMPTY, place, "Die Datei ist leer.", remedy)


def no_fields(place: Place, line: str | None) -> Problem:
    """The file is one text, which begins with this line, or one list."""
    if line is not None and is_glued_field(line):
        return missing_blank(place, line)
    found = "eine Liste" if line is None else "nur ein Text ohne Feldnamen"
    remedy = "Erwartet werden Felder in der Form „name: Wert“; das erste heißt „dokumenttyp“."
    return error(NO_FIELDS, place, f"In der Datei steht {found}.", remedy)


def is_glued_field(value: str) -> bool:
    """Whether a text looks like a field whose colon lacks its blank; addresses (https://) do not."""
    return _GLUED_FIELD.match(value) is not None


def missing_blank(place: Place, line: str) -> Problem:
    """`titel:Text`."""
    mended = line.strip().replace(":", ": ", 1)
    text = f"In {quote(line.strip())} fehlt hinter dem Doppelpunkt das Leerzeichen."
    problem = error(MISSING_BLANK, place, text, f"Schreiben Sie {quote(mended)}.")
    behind = Position(place.line, place.column + line.index(":") + 1)
    return problem._replace(mend=Mend(behind, behind, " ")) if line[0].islower() else problem


def key_is_no_text(place: Place, line: str, *, figure: bool) -> Problem:
    """A bracket where a field's name is expected, mostly `{{ kennzahl }}` without quotes; `line` as it stands."""
    if figure:
        text = "Hier stehen geschweifte Klammern am Anfang eines Textes."
        remedy = 'Setzen Sie den ganzen Text in Anführungszeichen: „"{{ … }}"“.'
        return error(KEY_IS_NO_TEXT, place, text, remedy)._replace(mend=_figure_in_quotes(place, line))
    text = "Wo ein Feldname erwartet wird, steht eine Klammer."
    return error(KEY_IS_NO_TEXT, place, text, "Setzen Sie den ganzen Text in Anführungszeichen.")


def _figure_in_quotes(place: Place, line: str) -> Mend | None:
    """`titel: {{ zahl }} Kitas` in quotation marks, where the whole line is the text."""
    found = re.match(r" *(?:- +)*(?:[a-z_][a-z0-9_]*: +)?(?P<value>\{\{[^\"\\#\[\]]*)$", line)
    if found is None or found.start("value") != place.column - 2 or found["value"].count("{") % 2:
        return None
    start, end = Position(place.line, place.column - 1), Position(place.line, len(line) + 1)
    return Mend(start, end, f'"{found["value"]}"')


def duplicate(place: Place, name: str, first: Place) -> Problem:
    """The same field twice in one group."""
    text = f"Das Feld {quote(name)} kommt hier ein zweites Mal vor; zuerst steht es in Zeile {first.line}."
    remedy = f"Löschen Sie eines der beiden (Zeile {first.line} oder {place.line}), oder benennen Sie es um."
    return error(DUPLICATE, place, text, remedy)


def empty_key(place: Place) -> Problem:
    """`: value` without a name."""
    return error(EMPTY_KEY, place, "Vor dem Doppelpunkt fehlt der Feldname.", "Schreiben Sie „name: Wert“.")


def too_deep(place: Place, depth: int) -> Problem:
    """More levels than any paper needs."""
    text = f"Die Angaben sind tiefer als {depth} Stufen ineinander verschachtelt."
    return error(TOO_DEEP, place, text, "Verringern Sie die Zahl der Stufen; prüfen Sie Klammern und Einrückung.")


def too_many(place: Place, events: int) -> Problem:
    """More entries than the document type allows."""
    text = f"Die Datei enthält mehr als {number(events)} Felder und Werte; ab hier wird nicht weitergelesen."
    remedy = "Teilen Sie sie auf, oder lassen Sie von der Administration die Grenze für den Dokumenttyp anheben."
    return error(TOO_MANY, place, text, remedy)


def too_long(place: Place, value: str, limit: int) -> Problem:
    """A single text beyond its bound."""
    text = f"Der Text ist {number(len(value))} Zeichen lang; erlaubt sind {number(limit)}."
    return error(TOO_LONG, place, text, "Teilen Sie ihn auf mehrere Abschnitte auf.")


def cut_by_comment(place: Place, kept: str, lost: str) -> Problem:
    """`Nummer #3`: what stands behind the blank and the # is a comment to YAML; `kept` is "" where nothing is left."""
    ends = f"Der Text endet hier nach {quote(kept)}" if kept else "Das Feld bleibt leer"
    text = f"{ends}: Ab „#“ erscheint {quote(lost)} nicht (Bemerkung)."
    remedy = (
        "Gehört es zum Text, so setzen Sie den ganzen Text in Anführungszeichen; "
        "eine Bemerkung steht besser in einer eigenen Zeile darüber."
    )
    return note(CUT_BY_COMMENT, place, text, remedy)


def lost_line(place: Place, line: str) -> Problem:
    """A line beside a text that begins with “#” and so belongs to nothing, though it is indented like text."""
    text = f"Die Zeile {quote(line)} erscheint nicht: Sie beginnt mit „#“ und steht außerhalb des Textes (Bemerkung)."
    remedy = (
        "Gehört sie zum Text, so schreiben Sie „|“ hinter den Feldnamen und rücken alle Zeilen des Textes gleich weit "
        "ein; eine Bemerkung rücken Sie nur so weit ein wie den Feldnamen."
    )
    return note(CUT_BY_COMMENT, place, text, remedy)


_WITH_BAR = {
    ">": ("mit „>“", "Schreiben Sie „|“ statt „>“ hinter den Feldnamen."),
    "": ("ohne „|“", "Schreiben Sie hinter den Feldnamen „|“ und den ganzen Text eingerückt in die Zeilen darunter."),
}


def joined_lines(place: Place, kept: str, style: str) -> Problem:
    """Text over several lines without a “|” before it, whose list or paragraphs run into one.

    `style` is ">" or the quotation mark that it begins with, or "".
    """
    how, remedy = _WITH_BAR.get(style, _WITH_BAR[""])
    text = f"Der Text {quote(kept.strip())} geht {how} über mehrere Zeilen; seine Absätze oder Punkte werden zu einem."
    if style in ("'", '"'):
        remedy += " Die Anführungszeichen am Anfang und am Ende entfallen."
    return warning(JOINED_LINES, place, text, remedy)
