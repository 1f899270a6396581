"""Why a text is no YAML, told to someone who does not know YAML: place, probable cause, mended line.

The parser's own words are of little use to an author, and it often stumbles a line or more behind the cause.
So the line itself is judged, in an order from the surest cause to the vaguest.
"""

from __future__ import annotations

import re

from vorlagenwerk.basics.loading import findings
from vorlagenwerk.basics.loading.characters import STAND_IN
from vorlagenwerk.basics.loading.events import MarkedYAMLError, YAMLError
from vorlagenwerk.basics.loading.lines import Line, behind_quote, dissect, in_quotes
from vorlagenwerk.basics.loading.slips import Fault, judge_conflict, judge_slips
from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Mend, Problem, error, quote

UNKNOWN = "YML-001"
NEEDS_QUOTES = "YML-002"
COLON_IN_TEXT = "YML-003"
QUOTE_CLOSES_EARLY = "YML-004"
QUOTE_NOT_CLOSED = "YML-005"
INDENTATION = "YML-006"
BRACKET_NOT_CLOSED = "YML-009"
BACKSLASH = "YML-010"
NO_COLON = "YML-011"
LIST_BEHIND_NAME = "YML-012"
TEXT_BEHIND_BAR = "YML-013"
DIRECTIVE = "YML-028"

_SPECIAL = "@`%*&!,]}"
_CLOSING = {"[": "]", "{": "}"}
_LOOK_BACK = 60
"""Lines above the parser's place in which an unclosed quotation mark is searched."""


def explain(fault: YAMLError, text: str, file: str) -> Problem:
    """The finding for a text that the parser refused."""
    lines = text.split("\n")
    if not isinstance(fault, MarkedYAMLError) or fault.problem_mark is None:
        return error(UNKNOWN, Place(file), "Die Datei lässt sich nicht lesen.", "Prüfen Sie ihren Aufbau.")
    mark = fault.problem_mark
    since = fault.context_mark or mark
    last = len(lines) - 1  # at the end of the file the parser points below it
    at, began = (min(mark.line, last), mark.column), (min(since.line, last), since.column)
    told = Fault(lines, file, at, began, f"{fault.context or ''}; {fault.problem or ''}")
    judges = (
        judge_conflict, _judge_directive, judge_slips, _judge_escape, _judge_endless_quote, _judge_line,
        _judge_open_quote, _judge_open_bracket, _judge_glued,
    )  # fmt: skip
    for judge in judges:
        if (problem := judge(told)) is not None:
            return problem
    return _judge_shape(told)


def _judge_directive(fault: Fault) -> Problem | None:
    if "directive" not in fault.words:
        return None
    text = f"Die Zeile {quote(fault.lines[fault.at[0]].strip())} beginnt mit einem Prozentzeichen."
    return error(DIRECTIVE, fault.place(fault.at[0]), text, "Löschen Sie die Zeile.")


def _judge_escape(fault: Fault) -> Problem | None:
    if not any(word in fault.words for word in ("escape", "hexdecimal", "hexadecimal")):
        return None
    line = fault.lines[fault.at[0]]
    column = line.rfind("\\", 0, fault.at[1] + 1)
    text = f"In einem Text zwischen doppelten Anführungszeichen steht {quote(line[max(column, 0) :][:12])}."
    remedy = "Der umgekehrte Schrägstrich hat dort eine besondere Bedeutung. Schreiben Sie ihn doppelt („\\\\“)."
    return error(BACKSLASH, fault.place(fault.at[0], max(column, 0)), text, remedy)


def _judge_endless_quote(fault: Fault) -> Problem | None:
    return _open_quote(fault, fault.since[0]) if "quoted scalar" in fault.words else None


def _judge_open_quote(fault: Fault) -> Problem | None:
    """A quotation mark that ends only at the next one, lines below, so that the parser stumbles there."""
    for number in range(fault.at[0] - 1, max(-1, fault.at[0] - _LOOK_BACK), -1):
        value = dissect(fault.lines[number]).value
        if value[:1] in ("'", '"') and behind_quote(value) is None:
            whole = "\n".join([value, *fault.lines[number + 1 : fault.at[0] + 1]])
            # A text over several lines that ends properly is not the cause.
            return _open_quote(fault, number) if behind_quote(whole) != "" else None
    return None


def _open_quote(fault: Fault, number: int) -> Problem:
    line = dissect(fault.lines[number])
    place = fault.place(number, line.column)
    text = f"Der Text {quote(line.value)} beginnt mit einem Anführungszeichen, das nicht geschlossen wird."
    problem = error(QUOTE_NOT_CLOSED, place, text, _write(line, line.value.strip("\"'„“”‚‘’")))
    return _quoted(problem, fault, number, line.value[1:-1]) if _closes_otherwise(line.value) else problem


def _closes_otherwise(value: str) -> bool:
    """Whether the closing mark is one of print (`"Amt“`), which belongs to no opening one of its kind."""
    opened, closing, own = ("„“", "“”", '"') if value[0] == '"' else ("‚‘", "‘’", "'")
    return (
        len(value) > 2
        and value[-1] in closing
        and value.count(own) == 1
        and not any(sign in value[1:-1] for sign in (*opened, *closing))
    )


def _judge_line(fault: Fault) -> Problem | None:
    """Causes to be seen in the line at which the parser stumbled, or in which the refused part began."""
    numbers = [fault.at[0]]
    if "simple key" in fault.words or "block scalar" in fault.words or "plain scalar" in fault.words:
        numbers.insert(0, fault.since[0])
    for number in numbers:
        line = dissect(fault.lines[number])
        problem = _judge_value(line, number, fault)
        if problem is not None:
            return problem
    return None


def _judge_value(line: Line, number: int, fault: Fault) -> Problem | None:
    value, place = line.value, fault.place(number, line.column)
    first = value[:1]
    if first in ("'", '"') and behind_quote(value):
        text = f"In {quote(value)} endet der Text schon am zweiten Anführungszeichen; der Rest passt nicht dazu."
        inner = value[1:-1] if value[-1] == first and value.count(first) > 2 else value
        problem = error(QUOTE_CLOSES_EARLY, place, text, _write(line, inner))
        # `"Amt" und "Rat"` may lack quotation marks around it, or hold some that should be others;
        # what is behind `"Amt",` is no text.
        is_text = value[-1] != first and first == '"' and any(map(str.isalnum, behind_quote(value) or ""))
        return _quoted(problem, fault, number, value) if is_text else problem
    if first in ("|", ">") and "block scalar" in fault.words:
        text = f"Hinter {quote(first)} darf in derselben Zeile kein Text stehen."
        remedy = f"Beginnen Sie den Text eingerückt in der nächsten Zeile, oder so: {_mended(line, value)}."
        return error(TEXT_BEHIND_BAR, place, text, remedy)
    if (first and first in _SPECIAL) or _has_text_behind_bracket(value):
        text = f"Der Text {quote(value)} beginnt mit {quote(first)}; das hat am Anfang eine besondere Bedeutung."
        return _quoted(error(NEEDS_QUOTES, place, text, _write(line, value)), fault, number, value)
    if not line.name and value.startswith(":"):
        return findings.empty_key(place)
    if line.name and value.startswith(("- ", "? ")):
        text = f"Hinter {quote(line.name.strip())} beginnt in derselben Zeile eine Liste."
        remedy = f"Beginnen Sie die Liste in der nächsten Zeile. Ein Text: {_mended(line, value)}."
        return error(LIST_BEHIND_NAME, place, text, remedy)
    if first not in ("'", '"', "[", "{", "#") and line.name and (": " in value or value.endswith(":")):
        text = f"Im Text {quote(value)} steht ein Doppelpunkt mit einem Leerzeichen dahinter."
        problem = error(COLON_IN_TEXT, place, text, _write(line, value))
        # `absender: behoerde: Rathaus` may be two fields in one line.
        return problem if _begins_with_field(value) else _quoted(problem, fault, number, value)
    return None


def _begins_with_field(value: str) -> bool:
    return re.match(r"[a-z0-9_-]*\s*:", value) is not None


def _has_text_behind_bracket(value: str) -> bool:
    closing = _CLOSING.get(value[:1])
    return closing is not None and closing in value and not value.endswith(closing) and " #" not in value


def _judge_glued(fault: Fault) -> Problem | None:
    """`titel:Text` makes the parser stumble over the line below it as often as over its own."""
    above = next((n for n in range(fault.at[0] - 1, -1, -1) if fault.lines[n].strip()), fault.at[0])
    for number in dict.fromkeys((fault.since[0], fault.at[0], above)):
        if number < len(fault.lines):
            line = dissect(fault.lines[number])
            if not line.name and findings.is_glued_field(line.value):
                return findings.missing_blank(fault.place(number, line.column), line.value)
    return None


def _judge_open_bracket(fault: Fault) -> Problem | None:
    if "flow" not in fault.words:
        return None
    for number in range(fault.at[0], max(-1, fault.at[0] - _LOOK_BACK), -1):
        line = dissect(fault.lines[number])
        bracket = line.value[:1]
        if bracket in _CLOSING and line.value.count(bracket) > line.value.count(_CLOSING[bracket]):
            text = f"Die Klammer {quote(bracket)} wird nicht geschlossen."
            mended = _mended(line, line.value)
            remedy = f"Ergänzen Sie die schließende Klammer. Einen Text schreiben Sie so: {mended}."
            return error(BRACKET_NOT_CLOSED, fault.place(number, line.column), text, remedy)
    return None


def _judge_shape(fault: Fault) -> Problem:
    """What is left: lines that are indented wrongly, lines without a colon, and the rest."""
    number = fault.at[0]
    if "could not find expected ':'" in fault.words:
        number = fault.since[0]
        shown = quote(fault.lines[number].strip())
        text = f"In der Zeile {shown} fehlt ein Feldname mit Doppelpunkt."
        remedy = "Gehört sie zum Text darüber, so rücken Sie sie ein. Ein Feld schreibt man so: „name: Wert“."
        return error(NO_COLON, fault.place(number, dissect(fault.lines[number]).column), text, remedy)
    line = dissect(fault.lines[number])
    shown = quote(fault.lines[number].strip())
    start = len(line.lead) - len(line.lead.lstrip(" "))
    if "mapping values" in fault.words and " " in line.name.rstrip():
        text = f"In der Textzeile {shown} steht ein Doppelpunkt mit einem Leerzeichen dahinter."
        remedy = "Schreiben Sie hinter den Feldnamen „|“ und den ganzen Text eingerückt in die Zeilen darunter."
        return error(COLON_IN_TEXT, fault.place(number, start), text, remedy)
    if any(words in fault.words for words in ("mapping values", "block", "sequence entries")):
        text = f"Die Zeile {shown} ist anders eingerückt als die Zeilen, zu denen sie gehört."
        if opener := _text_above(fault.lines, number, start):
            text = f"Die Zeile {shown} ist weniger eingerückt als der Anfang des Textes unter {quote(opener)}."
            remedy = "Rücken Sie alle Zeilen des Textes mindestens so weit ein wie seine erste."
            return error(INDENTATION, fault.place(number, start), text, remedy)
        remedy = "Felder einer Gruppe beginnen in derselben Spalte; Untergeordnetes steht zwei Leerzeichen weiter."
        return error(INDENTATION, fault.place(number, start), text, remedy)
    remedy = "Prüfen Sie Einrückung und Doppelpunkte; setzen Sie Texte mit Sonderzeichen in Anführungszeichen."
    return error(UNKNOWN, fault.place(number, fault.at[1]), f"Die Zeile {shown} lässt sich nicht lesen.", remedy)


def _text_above(lines: list[str], number: int, start: int) -> str:
    """The line with the “|” below which this one was probably meant to stand, or ""."""
    for line in reversed(lines[max(0, number - _LOOK_BACK) : number]):
        lead = len(line) - len(line.lstrip(" "))
        if line.strip() and lead <= start:
            return line.strip() if lead < start and line.rstrip().endswith((": |", ": >", ": |-", ": >-")) else ""
    return ""


def _quoted(problem: Problem, fault: Fault, number: int, inner: str) -> Problem:
    """The finding with its mend: the value of a line in quotation marks, where it is the whole text and no comment."""
    line = dissect(fault.lines[number])
    below = next((text for text in fault.lines[number + 1 :] if text.strip()), "")
    deepest = len(line.lead) if line.name else len(line.lead) - 1
    goes_on = below and len(below) - len(below.lstrip(" ")) > deepest
    is_list = line.name and not line.name[0].isalnum()  # `-{name: @x}` lacks a blank, not quotation marks
    if goes_on or is_list or " #" in line.value or STAND_IN in line.value:
        return problem
    start, end = Position(number + 1, line.column + 1), Position(number + 1, line.column + len(line.value) + 1)
    return problem._replace(mend=Mend(start, end, in_quotes(inner)))


def _write(line: Line, value: str) -> str:
    return f"Setzen Sie den Text in Anführungszeichen: {_mended(line, value)}."


def _mended(line: Line, value: str) -> str:
    return quote(f"{line.lead.lstrip()}{line.name}{in_quotes(value)}")
