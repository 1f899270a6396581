"""The compiled templates of a project; one sandbox serves all types and documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from vorlagenwerk.basics import expressions

_BEGIN = "\ue002"
"""Parts the texts of several templates; a private-use character, as those of marks."""

Loader = Callable[[str], str | None]


class Line(NamedTuple):
    """A template of one line: printed where the condition is true, and for each of the entries, which it calls
    `eintrag`; both are expressions, "" for always and for once.
    """

    source: str
    condition: str = ""
    entries: str = ""


class Templates:
    """Template files, and the one-line templates of settings files, each compiled once."""

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

    def named(self, name: str) -> expressions.Rendered:
        """A template file. Raises ExpressionError."""
        return expressions.compile_template(self.sandbox, name)

    def line(self, source: str) -> expressions.Rendered:
        """A template of one line. Raises ExpressionError."""
        if source not in self._lines:
            self._lines[source] = expressions.compile_text(self.sandbox, source)
        return self._lines[source]

    def lines(self, sources: Sequence[Line], values: Mapping[str, Any]) -> list[tuple[int, str]]:
        """The texts of several one-line templates, each with the index of its source.

        They are compiled as one, which takes a tenth of the time. Raises ExpressionError.
        """
        pieces = []
        for index, line in enumerate(sources):
            piece = f"{_BEGIN}{index}{_BEGIN}{line.source}"
            if line.condition:
                piece = f"{{% if {line.condition} %}}{piece}{{% endif %}}"
            if line.entries:
                piece = f"{{% for eintrag in {line.entries} %}}{piece}{{% endfor %}}"
            pieces.append(piece)
        _, *parts = expressions.render(self.line("".join(pieces)), values).split(_BEGIN)
        return [(int(index), text) for index, text in zip(parts[::2], parts[1::2], strict=True)]
