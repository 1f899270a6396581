"""The compiled templates of a project; one sandbox serves all types and documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vorlagenwerk.basics import expressions

Loader = Callable[[str], str | None]


class Templates:
    """Template files, and the one-line templates and conditions of settings files, each compiled once."""

    def __init__(
        self,
        loader: Loader,
        *,
        filters: Mapping[str, Callable[..., Any]],
        functions: Mapping[str, Callable[..., Any]],
        finalize: Callable[..., Any],
    ) -> None:
        self.sandbox = expressions.make_sandbox(filters=filters, functions=functions, loader=loader, finalize=finalize)
        self._lines: dict[str, expressions.Rendered] = {}
        self._conditions: dict[str, Callable[[Mapping[str, Any]], Any]] = {}

    def named(self, name: str) -> expressions.Rendered:
        """A template file. Raises ExpressionError."""
        return expressions.compile_template(self.sandbox, name)

    def line(self, source: str) -> expressions.Rendered:
        """A template of one line. Raises ExpressionError."""
        if source not in self._lines:
            self._lines[source] = expressions.compile_text(self.sandbox, source)
        return self._lines[source]

    def condition(self, source: str) -> Callable[[Mapping[str, Any]], Any]:
        """A condition. Raises ExpressionError."""
        if source not in self._conditions:
            self._conditions[source] = expressions.compile_expression(self.sandbox, source)
        return self._conditions[source]
