"""Runs over lists as Python: Jinja2 writes each expression, and what stands around them is written here.

Its own statements for loops, conditions and local names look at all that is inside them again and again; of a type's
rules that would take half of the time in which a paper is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import exported

from vorlagenwerk.basics.expressions.rewriting import rewritten

if TYPE_CHECKING:
    from vorlagenwerk.basics.expressions.program import Condition, Expression, Loop
    from vorlagenwerk.basics.expressions.sandbox import Sandbox


def generate_run(environment: Sandbox, loops: Sequence[Loop], report: str) -> jinja2.Template:
    """The loops as a template that prints nothing: the function named `report` is called where a condition fails.

    It gets the number of the condition, the first part of the entry, and the values worked out.
    """
    inside = [part.tree for loop in loops for _, said in loop.conditions for part in said.parts]
    tree = nodes.Template([nodes.Output(inside)], lineno=1)
    safe = rewritten(tree, counts=environment.counts, quick_functions=environment.quick_functions)
    generator = _Generator(environment, None, None, optimized=False)
    generator.write_run(loops, report, cast(nodes.Output, safe.body[0]).nodes)
    return environment.load_module(generator.stream.getvalue())  # type: ignore[attr-defined]


class _Generator(CodeGenerator):
    def write_run(self, loops: Sequence[Loop], report: str, body: Sequence[nodes.Expr]) -> None:
        """The module of a template: `body` are the expressions of all loops in their order, safe to be run."""
        self.writeline("from jinja2.runtime import " + ", ".join(sorted(exported)))
        self.writeline(f"name = {self.name!r}")
        self.writeline("def root(context, missing=missing, environment=environment):")
        self.indent()
        self.write_commons()
        frame = Frame(EvalContext(self.environment, self.name))
        for name in sorted({report, *(name for loop in loops for name in _outer_names(loop))}):
            frame.symbols.load(name)
        self.enter_frame(frame)
        self.pull_dependencies(body)
        expressions = iter(body)
        for loop in loops:
            self._write_loop(loop, frame, report, expressions)
        self.outdent()
        self.writeline("blocks = {}")
        self.writeline("debug_info = ''")

    def _write_loop(self, loop: Loop, frame: Frame, report: str, expressions: Iterator[nodes.Expr]) -> None:
        entry = frame.inner()
        parts = [entry.symbols.declare_parameter(part) for part in loop.parts]
        self.writeline(f"for {', '.join(parts)}, in {frame.symbols.ref(loop.rows)}:")
        self.indent()
        for number, said in loop.conditions:
            depth = self._indentation
            own = entry.inner()
            own.symbols.refs.update((name, entry.symbols.ref(outer)) for name, outer in said.known.items())
            self._write_condition(said, own, expressions)
            values = ", ".join(own.symbols.ref(name) for name in (loop.parts[0], *said.values))
            self.writeline(f"{frame.symbols.ref(report)}({number}, {values})")
            self.outdent(self._indentation - depth)
        self.outdent()

    def _write_condition(self, said: Condition, own: Frame, expressions: Iterator[nodes.Expr]) -> None:
        """The lines up to where a condition has failed."""
        self.writeline(f"if {own.symbols.ref(said.due)}:")
        self.indent()
        self._write_values(said.first, own, expressions)
        own.soft_frame = True  # whether there is a filter is asked where it is used
        if said.when is not None:
            self._write_question("if ", own, next(expressions))
        self._write_values(said.then, own, expressions)
        self._write_question("if not ", own, next(expressions))

    def _write_values(
        self, values: Iterable[tuple[str, Expression]], own: Frame, expressions: Iterator[nodes.Expr]
    ) -> None:
        for name, _ in values:
            self.writeline(f"l_{own.symbols.level}_{name} = ")
            self.visit(next(expressions), own)
            own.symbols.declare_parameter(name)  # from here on: its own expression means the name outside

    def _write_question(self, word: str, own: Frame, expression: nodes.Expr) -> None:
        self.writeline(f"{word}(")
        self.visit(expression, own)
        self.write("):")
        self.indent()


def _outer_names(loop: Loop) -> set[str]:
    """Names that come from outside, looked up once before the loops."""
    names = {loop.rows}
    for _number, said in loop.conditions:
        used = {name for part in said.parts for name in part.names} | set(said.known.values())
        names |= used - set(said.known) - set(loop.parts)
    return names
