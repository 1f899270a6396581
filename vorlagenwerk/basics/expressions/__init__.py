"""The one Jinja2 environment: sandboxed, strict, with Decimal arithmetic. Gate package for `jinja2`.

Rules, figures and templates speak the same language here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, Protocol

import jinja2
from jinja2 import meta
from markupsafe import Markup

from vorlagenwerk.basics.expressions.counting import TooMuch, budget, budget_left, spend
from vorlagenwerk.basics.expressions.generating import generate_run
from vorlagenwerk.basics.expressions.program import (
    Chain,
    Condition,
    Expression,
    Loop,
    calls_in,
    parse_expression,
    reading,
    references,
    slots_template,
)
from vorlagenwerk.basics.expressions.sandbox import Sandbox, make_sandbox
from vorlagenwerk.basics.expressions.wording import ExpressionError, running_template, translated

__all__ = [
    "Chain", "Condition", "Expression", "ExpressionError", "Loop", "Rendered", "Sandbox", "TooMuch", "budget",
    "budget_left", "calls_in", "compile_expression", "compile_loops", "compile_slots", "compile_template",
    "compile_text", "fail", "is_markup", "is_undefined", "make_sandbox", "markup", "names_in", "parse_expression",
    "references", "render", "running_template", "spend", "with_context",
]  # fmt: skip


class Rendered(Protocol):
    """A compiled template."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text for these values."""
        ...


def compile_expression(environment: Sandbox, source: str) -> Callable[[Mapping[str, Any]], Any]:
    """An expression as a function of its names.

    Raises ExpressionError for a syntax error, and the function raises it for an unknown name or bad arithmetic.
    """
    with reading():
        compiled = environment.compile_expression(source, undefined_to_none=False)

    def evaluate(names: Mapping[str, Any]) -> Any:
        try:
            value = compiled(names)
        except Exception as trouble:  # whatever an expression can provoke is the expression's fault, not ours
            raise translated(trouble) from None
        if isinstance(value, jinja2.Undefined):
            raise translated(value._undefined_exception(value._undefined_message))
        return value

    return evaluate


def compile_template(environment: Sandbox, name: str) -> Rendered:
    """The named template, compiled. Raises ExpressionError with the line for a syntax error or a missing file."""
    try:
        return environment.get_template(name)
    except jinja2.TemplateError as trouble:
        raise translated(trouble) from None


def compile_text(environment: Sandbox, source: str) -> Rendered:
    """A small template given as text. Raises ExpressionError."""
    with reading():
        return environment.from_string(source)


def compile_loops(environment: Sandbox, loops: Sequence[Loop], report: str) -> Rendered:
    """The loops as one run: rendering it calls the function named `report` where a condition fails.

    Raises ExpressionError.
    """
    with reading():
        return generate_run(environment, loops, report)


def compile_slots(environment: Sandbox, source: str, functions: Mapping[str, str]) -> Rendered:
    """A small template of text and values in braces; `functions` as for `parse_expression`. Raises ExpressionError."""
    with reading():
        tree = slots_template(environment, source, functions)
        tree.set_environment(environment)
        return environment.from_string(tree)


def render(template: Rendered, values: Mapping[str, Any]) -> str:
    """The template's text for these values. Raises ExpressionError with template name and line."""
    try:
        return template.render(values)
    except Exception as trouble:  # as above: a template's trouble becomes a finding
        raise translated(trouble) from None


def names_in(environment: Sandbox, source: str) -> frozenset[str]:
    """The free names of an expression. Raises ExpressionError."""
    with reading():
        return frozenset(meta.find_undeclared_variables(environment.parse("{{ " + source + " }}")))


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
