"""Jinja2's trouble in German: which template, which line, what is wrong."""

from __future__ import annotations

import jinja2
from jinja2.exceptions import SecurityError

from vorlagenwerk.basics.german import nearest
from vorlagenwerk.data.problems import quote


class ExpressionError(Exception):
    """Trouble in an expression or template, already worded in German; `line` counts from 1, 0 where unknown."""

    def __init__(self, text: str, line: int = 0, template: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.line = line
        self.template = template


def translated(trouble: BaseException) -> ExpressionError:
    """The trouble as one German error with the place in the template, where it can be told."""
    if isinstance(trouble, ExpressionError):
        if not (trouble.line or trouble.template):
            trouble.line, trouble.template = _template_frame(trouble)
        return trouble
    if isinstance(trouble, jinja2.TemplateSyntaxError):
        return ExpressionError(_syntax(trouble.message or ""), trouble.lineno, trouble.name or "")
    line, template = _template_frame(trouble)
    if isinstance(trouble, jinja2.TemplateNotFound) and not template:
        template = str(trouble.name or "")
    return ExpressionError(_runtime(trouble), line, template)


def unknown_field(value: object, name: str) -> ExpressionError:
    """The trouble with a field that `value` does not have, with the nearest one that it has."""
    if value is None:
        return ExpressionError(f"Das Feld {quote(name)} ist nicht zu lesen: Die Angabe, zu der es gehört, fehlt.")
    near = nearest(name, map(str, value)) if isinstance(value, dict) else None
    meant = f" Gemeint ist vielleicht „{near}“." if near else ""
    return ExpressionError(f"Ein Feld {quote(name)} gibt es hier nicht.{meant}")


def _template_frame(trouble: BaseException) -> tuple[int, str]:
    """Line and name of the template in which the trouble arose: the innermost frame of compiled template code."""
    line, name = 0, ""
    frame = trouble.__traceback__
    while frame is not None:
        if "__jinja_exception__" in frame.tb_frame.f_globals:  # Jinja2 shows template lines as frames of its own
            line, name = frame.tb_lineno, frame.tb_frame.f_code.co_filename
        frame = frame.tb_next
    return line, "" if name.startswith("<") else name


def _runtime(trouble: BaseException) -> str:
    match trouble:
        case jinja2.UndefinedError():
            return _undefined(trouble.message or "")
        case jinja2.TemplateNotFound():
            return f"Die Vorlage „{trouble.name}“ gibt es nicht."
        case SecurityError() if "unsafe" in str(trouble):
            return (
                "Der Zugriff auf Innereien (Namen mit Unterstrich, Methoden) ist in Vorlagen und Formeln nicht erlaubt."
            )
        case SecurityError():
            return f"Das ist in Vorlagen und Formeln nicht erlaubt: {trouble}."
        case OverflowError():
            return "Ein Bereich oder eine Zahl ist zu groß."
        case ArithmeticError():
            return "Die Rechnung geht nicht auf, zum Beispiel weil durch null geteilt wird."
        case RecursionError():
            return "Die Vorlage ruft sich endlos selbst auf."
        case _:
            return "Der Ausdruck passt nicht zu den Werten, mit denen er rechnet oder die er druckt."


def _undefined(message: str) -> str:
    quoted = [part for index, part in enumerate(message.split("'")) if index % 2]
    if message.endswith("is undefined") and quoted:
        return f"Der Name {quote(quoted[-1])} ist unbekannt."
    if "has no attribute" in message and quoted:
        return f"Ein Feld {quote(quoted[-1])} gibt es hier nicht."
    return "Ein Name ist unbekannt."


_SYNTAX = (
    ("No filter named", "Den Filter „{}“ gibt es nicht."),
    ("No test named", "Die Prüfung „{}“ gibt es nicht."),
    ("Encountered unknown tag", "Den Befehl „{}“ gibt es nicht, oder ein Block ist nicht geschlossen."),
    ("expected token", "Hier fehlt ein Zeichen, erwartet wird „{}“."),
    ("unexpected char", "Das Zeichen „{}“ ist hier nicht erlaubt."),
)


def _syntax(message: str) -> str:
    quoted = [part for index, part in enumerate(message.split("'")) if index % 2]
    for beginning, german in _SYNTAX:
        if message.startswith(beginning) and quoted:
            return german.format(quoted[0])
    if "end of" in message or "Unexpected end" in message:
        return "Ein Block oder eine Klammer ist nicht geschlossen."
    return "Die Schreibweise ist fehlerhaft."
