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
from jinja2.utils import missing
from markupsafe import soft_str

from vorlagenwerk.basics.expressions.counting import COMPARISONS, built, counted, size_of, sliced, spend
from vorlagenwerk.basics.expressions.rewriting import BUILT, CALLED, COMPARED, DECIMAL, JOIN, SLICED, rewritten
from vorlagenwerk.basics.expressions.wording import ExpressionError, unknown_field
from vorlagenwerk.basics.german import integer

MAX_TEXT = 1_000_000
"""Longest text that an expression may build, in characters."""
MAX_DIGITS = 60
"""Largest number of digits that an expression may reach."""
_SMALL = 10**15

_REMOVED_FILTERS = (
    "attr", "batch", "center", "filesizeformat", "format", "indent", "map", "pprint", "random", "slice",
    "float", "striptags", "tojson", "urlencode", "urlize", "wordwrap", "xmlattr", "forceescape", "safe",
)  # fmt: skip


def _bounded(value: object) -> object:
    if isinstance(value, (int, Decimal)):
        if value.bit_length() > MAX_DIGITS * 4 if isinstance(value, int) else value.adjusted() > MAX_DIGITS:
            raise SecurityError(f"eine Zahl mit mehr als {MAX_DIGITS} Stellen")
        return value
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise SecurityError(f"ein Text mit mehr als {integer(MAX_TEXT)} Zeichen")
    spend(size_of(value))
    return value


def _times(left: Any, right: Any) -> Any:
    if type(left) in _NUMBERS and type(right) in _NUMBERS:
        return left * right
    text, count = (left, right) if isinstance(left, (str, list, tuple)) else (right, left)
    if isinstance(text, (str, list, tuple)) and isinstance(count, int) and len(text) * count > MAX_TEXT:
        raise SecurityError(f"ein Ergebnis mit mehr als {integer(MAX_TEXT)} Zeichen")
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


_NUMBERS = frozenset({int, Decimal})
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "*": _times,
    "**": _power,
    "/": _divide,
    "//": operator.floordiv,
    "%": _remainder,
    "+": operator.add,
    "-": operator.sub,
}


class _Strict(jinja2.StrictUndefined):
    """A name or field that does not exist, in templates: it may be asked for, but never printed or counted on."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint or self._undefined_obj is missing:
            return super()._undefined_message
        return unknown_field(self._undefined_obj, str(self._undefined_name))


class _Unknown(jinja2.StrictUndefined):
    """A name or field that does not exist, where every mistake must show: it fails before anything can ask about it.

    Otherwise `eintrag.beschreibun is not none` would be true. Fields that were left out are there, and None.
    """

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None,
        exc: type[Exception] = jinja2.UndefinedError,
    ) -> None:  # fmt: skip
        if obj is missing or exc is SecurityError:
            raise exc(hint or f"'{name}' is undefined")
        raise ExpressionError(unknown_field(obj, str(name)))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 without mutation, private attributes, run-away operators or binary floating point."""

    intercepted_binops = frozenset(_OPERATORS)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic within bounds; `/` is exact decimal division."""
        value = _OPERATORS[operator](left, right)
        # a number of a few digits, as nearly all are, needs no second look
        return value if type(value) is int and -_SMALL < value < _SMALL else _bounded(value)

    quick_functions: frozenset[str] = frozenset()
    """Names of functions of ours that are called at once, without asking whether they are safe."""
    counts = False
    """Whether every operation pays for the entries that it looks at (see `counting`)."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of the content comes before a method of the same name (`items`, `values`), and at once."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        elif type(obj) is str and attribute in _TEXT_METHODS:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Any, function: Any, /, *args: Any, **options: Any) -> Any:
        """A call; a method of a text or list is paid for."""
        owner = getattr(function, "__self__", None)
        spend(size_of(owner))
        if type(owner) is str and not options and function.__name__ in _TEXT_METHODS:
            return function(*args)
        return super().call(context, function, *args, **options)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        tree = rewritten(source, counts=self.counts, quick_functions=self.quick_functions)
        return super()._generate(tree, *args, **kwargs)

    def load_module(self, source: str) -> jinja2.Template:
        """A template from the Python that was generated for it."""
        return self.template_class.from_code(self, self._compile(source, "<template>"), self.make_globals(None))

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
    parts = tuple(_string(part) for part in parts)
    return _bounded(markup_join(parts) if any(hasattr(part, "__html__") for part in parts) else str_join(parts))


def _join(values: Iterable[Any], between: str = "") -> Any:
    """The filter `join`, within bounds."""
    parts = [_string(part) for part in values]
    if sum(map(len, parts)) + len(between) * len(parts) > MAX_TEXT:
        raise SecurityError(f"ein Text mit mehr als {integer(MAX_TEXT)} Zeichen")
    pieces = [piece for part in parts for piece in (between, part)]
    return _joined(*pieces[1:])


def _replace(text: str, old: str, new: str) -> str:
    """The filter `replace`, within bounds."""
    if len(text) + text.count(old) * len(new) > MAX_TEXT:
        raise SecurityError(f"ein Text mit mehr als {integer(MAX_TEXT)} Zeichen")
    return text.replace(old, new)


def _round(value: Any, digits: int = 0) -> Any:
    """The filter `round`, within bounds: a whole number rounded to 10**9 places would never end."""
    if not isinstance(digits, int) or abs(digits) > MAX_DIGITS:
        raise SecurityError("eine so genaue Rundung")
    return round(value, digits)


def _mapping(**values: Any) -> Any:
    """The function `dict`, within bounds."""
    return built(values)


def _call(function: Callable[..., Any], *args: Any) -> Any:
    return function(*args)


def _string(value: Any) -> Any:
    """The filter `string`, within bounds; to spell out a list takes much longer than to look at its entries."""
    text = soft_str(value)
    spend(0 if isinstance(value, str) else len(text))
    return _bounded(text)


_INTERNAL: Mapping[str, Callable[..., Any]] = {
    BUILT: built, CALLED: _call, DECIMAL: Decimal, JOIN: _joined, SLICED: sliced,
    **{COMPARED + word: compare for word, compare in COMPARISONS.items()},
}  # fmt: skip
_OWN_FILTERS: Mapping[str, Callable[..., Any]] = {
    "join": _join, "replace": _replace, "round": _round, "string": _string, **_INTERNAL,
}  # fmt: skip
_TEXT_FILTERS = ("capitalize", "e", "escape", "lower", "replace", "title", "trim", "truncate", "upper", "wordcount")
_QUICK_FILTERS = (*_TEXT_FILTERS, "first", "items", "join", "last", "list", "reverse")
_PRICE = 50
"""What the library's other filters take for an entry: they look up fields by a detour."""
_SHORT_FILTERS = ("abs", "d", "default", "count", "int", "length", "round", "string", *_INTERNAL)
"""Filters that look at a single value, or pay themselves."""


def make_sandbox(
    *,
    filters: Mapping[str, Callable[..., Any]],
    functions: Mapping[str, Callable[..., Any]],
    loader: Callable[[str], str | None] | None = None,
    finalize: Callable[..., Any] | None = None,
    escapes: bool = True,
    counts: bool = False,
    quick_functions: frozenset[str] = frozenset(),
) -> Sandbox:
    """A sandbox with these filters and functions; `loader` gives the source of an included template by name.

    `escapes`: values in templates become HTML. `counts`: what the library's filters and comparisons look at is
    counted against the budget (`counting.budget`), and a name or field that does not exist fails at once; filters of
    ours count by themselves. `quick_functions` are names of functions of ours that come with the values.
    """
    environment = Sandbox(
        undefined=_Unknown if counts else _Strict,
        autoescape=escapes,
        loader=jinja2.FunctionLoader(lambda name: _found(loader(name), name)) if loader else None,
        finalize=finalize,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=not counts,  # these expressions have no constant parts worth the time
    )
    for name in _REMOVED_FILTERS:
        environment.filters.pop(name, None)
    environment.globals = {"range": environment.globals["range"], "dict": _mapping}
    environment.filters.update(_OWN_FILTERS)
    environment.counts, environment.quick_functions = counts, quick_functions
    if counts:
        for name in environment.filters.keys() - set(_SHORT_FILTERS):
            price, texts_only = (1 if name in _QUICK_FILTERS else _PRICE), name in _TEXT_FILTERS
            environment.filters[name] = counted(environment.filters[name], price, texts_only=texts_only)
    environment.filters.update(filters)
    environment.globals.update(functions)
    return environment


def _found(source: str | None, name: str) -> tuple[str, str, None] | None:
    """What the loader tells Jinja2: the template's text and the name to blame in a traceback."""
    return None if source is None else (source, name, None)
