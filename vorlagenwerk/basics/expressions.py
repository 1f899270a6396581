"""The one Jinja2 environment: sandboxed, strict, with Decimal arithmetic. Gate module for `jinja2`.

Rules, figures and templates speak the same language here. Sources: Jinja2's sandbox documentation; the list of
what is taken out or bounded follows measurements of run-away expressions (huge products, powers, ranges, padding).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn, Protocol

import jinja2
from jinja2 import meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

MAX_TEXT = 1_000_000
"""Longest text that an expression may build, in characters."""
MAX_DIGITS = 60
"""Largest number of digits that an expression may reach."""

_DECIMAL = "_dezimal"
_REMOVED_FILTERS = (
    "attr", "batch", "center", "filesizeformat", "format", "indent", "map", "pprint", "random", "slice",
    "striptags", "tojson", "urlencode", "urlize", "wordwrap", "xmlattr", "forceescape", "safe",
)  # fmt: skip


class ExpressionError(Exception):
    """Trouble in an expression or template, already worded in German; `line` counts from 1, 0 where unknown."""

    def __init__(self, text: str, line: int = 0, template: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.line = line
        self.template = template


class Rendered(Protocol):
    """A compiled template."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text for these values."""
        ...


def _bounded(value: object) -> object:
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise SecurityError(f"ein Text mit mehr als {MAX_TEXT} Zeichen")
    if isinstance(value, int) and value.bit_length() > MAX_DIGITS * 4:
        raise SecurityError(f"eine Zahl mit mehr als {MAX_DIGITS} Stellen")
    return value


def _times(left: Any, right: Any) -> Any:
    for text, count in ((left, right), (right, left)):
        if isinstance(text, (str, list, tuple)) and isinstance(count, int) and len(text) * count > MAX_TEXT:
            raise SecurityError(f"ein Ergebnis mit mehr als {MAX_TEXT} Zeichen")
    return left * right


def _power(left: Any, right: Any) -> Any:
    if not isinstance(right, int) or abs(right) > MAX_DIGITS or abs(left) > 10**9:
        raise SecurityError("eine so große Potenz")
    return left**right


def _divide(left: Any, right: Any) -> Any:
    return Decimal(left) / Decimal(right)


def _remainder(left: Any, right: Any) -> Any:
    if isinstance(left, str):
        raise SecurityError("die Formatierung mit %")
    return left % right


_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "*": _times,
    "**": _power,
    "/": _divide,
    "//": operator.floordiv,
    "%": _remainder,
    "+": operator.add,
    "-": operator.sub,
}


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 without mutation, private attributes, run-away operators or binary floating point."""

    intercepted_binops = frozenset(_OPERATORS)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic within bounds; `/` is exact decimal division."""
        return _bounded(_OPERATORS[operator](left, right))

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_DecimalLiterals().visit(source), *args, **kwargs)


class _DecimalLiterals(NodeTransformer):
    """Turns binary floating point literals into exact decimals: `0.1` means one tenth."""

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if not isinstance(node.value, float):
            return node
        call = nodes.Call(nodes.Name(_DECIMAL, "load"), [nodes.Const(repr(node.value))], [], None, None)
        return call.set_lineno(node.lineno)


def make_sandbox(
    *,
    filters: Mapping[str, Callable[..., Any]],
    functions: Mapping[str, Callable[..., Any]],
    loader: Callable[[str], str | None] | None = None,
    finalize: Callable[..., Any] | None = None,
) -> Sandbox:
    """A sandbox with these filters and functions; `loader` gives the source of an included template by name."""
    environment = Sandbox(
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        loader=jinja2.FunctionLoader(lambda name: _found(loader(name), name)) if loader else None,
        finalize=finalize,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for name in _REMOVED_FILTERS:
        environment.filters.pop(name, None)
    environment.globals = {"range": environment.globals["range"], "dict": dict, _DECIMAL: Decimal}
    environment.filters.update(filters)
    environment.globals.update(functions)
    return environment


def _found(source: str | None, name: str) -> tuple[str, str, None] | None:
    """What the loader tells Jinja2: the template's text and the name to blame in a traceback."""
    return None if source is None else (source, name, None)


def compile_expression(environment: Sandbox, source: str) -> Callable[[Mapping[str, Any]], Any]:
    """An expression as a function of its names.

    Raises ExpressionError for a syntax error, and the function raises it for an unknown name or bad arithmetic.
    """
    try:
        compiled = environment.compile_expression(source, undefined_to_none=False)
    except jinja2.TemplateError as trouble:
        raise _translated(trouble) from None

    def evaluate(names: Mapping[str, Any]) -> Any:
        try:
            value = compiled(names)
        except Exception as trouble:  # whatever an expression can provoke is the expression's fault, not ours
            raise _translated(trouble) from None
        if isinstance(value, jinja2.Undefined):
            raise _translated(value._undefined_exception(value._undefined_message))
        return value

    return evaluate


def compile_template(environment: Sandbox, name: str) -> Rendered:
    """The named template, compiled. Raises ExpressionError with the line for a syntax error or a missing file."""
    try:
        return environment.get_template(name)
    except jinja2.TemplateError as trouble:
        raise _translated(trouble) from None


def compile_text(environment: Sandbox, source: str) -> Rendered:
    """A small template given as text. Raises ExpressionError."""
    try:
        return environment.from_string(source)
    except jinja2.TemplateError as trouble:
        raise _translated(trouble) from None


def render(template: Rendered, values: Mapping[str, Any]) -> str:
    """The template's text for these values. Raises ExpressionError with template name and line."""
    try:
        return template.render(values)
    except Exception as trouble:  # as above: a template's trouble becomes a finding
        raise _translated(trouble) from None


def names_in(environment: Sandbox, source: str) -> frozenset[str]:
    """The free names of an expression. Raises ExpressionError."""
    try:
        return frozenset(meta.find_undeclared_variables(environment.parse("{{ " + source + " }}")))
    except jinja2.TemplateError as trouble:
        raise _translated(trouble) from None


def fail(text: str) -> NoReturn:
    """Stop a template with a German message (for functions and filters offered to templates)."""
    raise ExpressionError(text)


def markup(text: str) -> str:
    """Text that autoescape leaves alone."""
    return Markup(text)


def is_markup(value: object) -> bool:
    """Whether a value is already rendered template text, such as a macro's result."""
    return isinstance(value, Markup)


def is_undefined(value: object) -> bool:
    """Whether a value is the stand-in for a name that does not exist."""
    return isinstance(value, jinja2.Undefined)


with_context = jinja2.pass_context
"""Decorator: the function gets the template's context first."""


def _translated(trouble: BaseException) -> ExpressionError:
    if isinstance(trouble, ExpressionError):
        if not trouble.line:
            trouble.line, trouble.template = _template_frame(trouble)
        return trouble
    if isinstance(trouble, jinja2.TemplateSyntaxError):
        return ExpressionError(_syntax(trouble.message or ""), trouble.lineno, trouble.name or "")
    line, template = _template_frame(trouble)
    if isinstance(trouble, jinja2.TemplateNotFound) and not template:
        template = str(trouble.name or "")
    return ExpressionError(_runtime(trouble), line, template)


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
        return f"Der Name „{quoted[-1]}“ ist unbekannt."
    if "has no attribute" in message and quoted:
        return f"Ein Feld „{quoted[-1]}“ gibt es hier nicht."
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


def known_filters(environment: Sandbox) -> Sequence[str]:
    """The names of the filters on offer, sorted."""
    return sorted(environment.filters)


def known_names(environment: Sandbox) -> Iterable[str]:
    """The names of the functions on offer, sorted."""
    return sorted(name for name in environment.globals if not name.startswith("_"))
