"""Jinja2's trouble in German: which template, which line, what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

import jinja2
from jinja2.exceptions import SecurityError

from vorlagenwerk.basics.german import nearest
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote


class ExpressionError(Exception):
    """Trouble in an expression or template, already worded in German; `line` counts from 1, 0 where unknown.

    `finding` is there where the cause has a finding of its own, which is then the only one to be told; `remedy` where
    something else than the usual is to be done.
    """

    def __init__(
        self, text: str, line: int = 0, template: str = "", finding: Problem | None = None, remedy: str = ""
    ) -> None:
        super().__init__(text)
        self.text = text
        self.line = line
        self.template = template
        self.finding = finding
        self.remedy = remedy

    def told(self, code: str, remedy: str, otherwise: str = "") -> Problem:
        """The trouble as a finding; in the file `otherwise` where it names no template."""
        place = Place(self.template or otherwise, self.line)
        return self.finding or error(code, place, self.text, self.remedy or remedy)


def translated(trouble: BaseException) -> ExpressionError:
    """The trouble as one German error with the place in the template, where it can be told."""
    if isinstance(trouble, ExpressionError):
        if not (trouble.line or trouble.template):
            trouble.line, trouble.template = _template_frame(trouble)
        return trouble
    if isinstance(trouble, jinja2.TemplateSyntaxError):
        return ExpressionError(_syntax(trouble.message or ""), trouble.lineno, trouble.name or "")
    line, template = _template_frame(trouble)
    if isinstance(trouble, jinja2.TemplateNotFound):
        remedy = "Bitte den Namen berichtigen, unter dem sie eingebunden wird, oder die Datei anlegen."
        return ExpressionError(_runtime(trouble), line, template or str(trouble.name or ""), remedy=remedy)
    return ExpressionError(_runtime(trouble), line, template)


_FIELD_WORDS = ("Das Feld ", "Ein Feld ")


def unknown_field(value: object, name: str) -> str:
    """What is wrong with a field that `value` does not have, with the nearest one that it has."""
    if value is None:
        return f"Das Feld {quote(name)} ist nicht zu lesen: Die Angabe, zu der es gehört, fehlt."
    near = nearest(name, map(str, value)) if isinstance(value, dict) else None
    meant = f" Gemeint ist vielleicht „{near}“." if near else ""
    return f"Ein Feld {quote(name)} gibt es hier nicht.{meant}"


def _template_frame(trouble: BaseException) -> tuple[int, str]:
    """Line and name of the template in which the trouble arose: the innermost frame of compiled template code."""
    line, name = 0, ""
    frame = trouble.__traceback__
    while frame is not None:
        if "__jinja_exception__" in frame.tb_frame.f_globals:  # Jinja2 shows template lines as frames of its own
            line, name = frame.tb_lineno, frame.tb_frame.f_code.co_filename
        frame = frame.tb_next
    return line, "" if name.startswith("<") else name


def running_template() -> Callable[[], Place] | None:
    """Where the template file stands that is being rendered, as a question for later: its line takes time to find."""
    frame = sys._getframe(1)
    while (template := frame.f_globals.get("__jinja_template__")) is None:
        if frame.f_back is None:
            return None
        frame = frame.f_back
    name, line = template.name, frame.f_lineno
    return (lambda: Place(name, template.get_corresponding_lineno(line))) if name else None


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
    return message if message.startswith(_FIELD_WORDS) else "Ein Name ist unbekannt."


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
