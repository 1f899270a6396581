"""The sandbox: Jinja2 without mutation, private attributes, run-away operators or binary floating point.

What is taken out or bounded follows measurements of run-away expressions (huge products, powers, ranges, padding).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

MAX_TEXT = 1_000_000
"""Longest text that an expression may build, in characters."""
MAX_DIGITS = 60
"""Largest number of digits that an expression may reach."""

_DECIMAL = "_dezimal"
_JOIN = "_verbunden"
_REMOVED_FILTERS = (
    "attr", "batch", "center", "filesizeformat", "format", "indent", "map", "pprint", "random", "slice",
    "float", "striptags", "tojson", "urlencode", "urlize", "wordwrap", "xmlattr", "forceescape", "safe",
)  # fmt: skip


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
        return super()._generate(_Literals().visit(source), *args, **kwargs)

    def wrap_str_format(self, value: Any) -> None:
        """No formatting by method: it can be asked for texts of any length."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Texts offer a few harmless methods; the others can fill the memory (`ljust`, `format`, `replace`)."""
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)


_TEXT_METHODS = frozenset(("endswith", "lower", "split", "startswith", "strip", "upper"))


def _joined(*parts: Any) -> Any:
    """What `~` does, within bounds."""
    return _bounded(markup_join(parts) if any(hasattr(part, "__html__") for part in parts) else str_join(parts))


class _Literals(NodeTransformer):
    """Turns binary floating point literals into exact decimals (`0.1` means one tenth) and `~` into a bounded call."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        parts = [self.visit(part) for part in node.nodes]
        return nodes.Call(nodes.Name(_JOIN, "load"), parts, [], None, None).set_lineno(node.lineno)

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if not isinstance(node.value, float):
            return node
        call = nodes.Call(nodes.Name(_DECIMAL, "load"), [nodes.Const(repr(node.value))], [], None, None)
        return call.set_lineno(node.lineno)


def _join(values: Iterable[Any], between: str = "") -> Any:
    """The filter `join`, within bounds."""
    parts = list(values)
    if sum(len(str(part)) for part in parts) + len(between) * len(parts) > MAX_TEXT:
        raise SecurityError(f"ein Text mit mehr als {MAX_TEXT} Zeichen")
    pieces = [piece for part in parts for piece in (between, part)]
    return _joined(*pieces[1:])


def _replace(text: str, old: str, new: str) -> str:
    """The filter `replace`, within bounds."""
    if len(text) + text.count(old) * len(new) > MAX_TEXT:
        raise SecurityError(f"ein Text mit mehr als {MAX_TEXT} Zeichen")
    return text.replace(old, new)


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
    environment.globals = {"range": environment.globals["range"], "dict": dict, _DECIMAL: Decimal, _JOIN: _joined}
    environment.filters.update({"join": _join, "replace": _replace, **filters})
    environment.globals.update(functions)
    return environment


def _found(source: str | None, name: str) -> tuple[str, str, None] | None:
    """What the loader tells Jinja2: the template's text and the name to blame in a traceback."""
    return None if source is None else (source, name, None)
