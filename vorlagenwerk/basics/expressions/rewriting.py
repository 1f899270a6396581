"""Expressions rewritten before they are compiled: exact numbers, and filters of ours in place of what must be bounded.

The names begin with an underscore, so that nobody takes them for filters on offer.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

DECIMAL = "_dezimal"
JOIN = "_verbunden"
COMPARED = "_verglichen_"
SLICED = "_abgeschnitten"
BUILT = "_gebaut"
CALLED = "_gerufen"


def rewritten(tree: nodes.Template, *, counts: bool, quick_functions: frozenset[str]) -> nodes.Template:
    """The tree of a template or expression with what must be exact, bounded or counted in it."""
    rewriter = _Counting if counts else _Bounding
    result: nodes.Template = rewriter(quick_functions).visit(tree)
    return result


class _Bounding(NodeTransformer):
    """Turns binary floating point literals into exact decimals (`0.1` means one tenth) and `~` into a bounded call."""

    def __init__(self, quick_functions: frozenset[str]) -> None:
        self.quick_functions = quick_functions

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        first, *others = [self.visit(part) for part in node.nodes]
        return _filtered(JOIN, first, others, node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if plain and isinstance(node.node, nodes.Name) and node.node.name in self.quick_functions:
            return _filtered(CALLED, node.node, node.args, node.lineno)
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if not isinstance(node.value, float):
            return node
        return _filtered(DECIMAL, nodes.Const(repr(node.value)), [], node.lineno)


class _Counting(_Bounding):
    """The same; and what can be long (comparing lists, looking for something in one, cutting a part off) is counted."""

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        left, comparisons = node.expr, []
        for operand in node.ops:
            comparisons.append(self._compared(left, operand, node.lineno))
            left = operand.expr
        whole: nodes.Expr = comparisons[0]
        for comparison in comparisons[1:]:
            whole = nodes.And(whole, comparison, lineno=node.lineno)
        return whole

    def _compared(self, left: nodes.Expr, operand: nodes.Operand, line: int) -> nodes.Expr:
        right = operand.expr
        sides = [right] if operand.op in ("in", "notin") else [left, right]
        short = any(_is_short(side) for side in sides)
        left, right = self.visit(left), self.visit(right)
        if short:  # compared with something that stands in the expression itself
            return nodes.Compare(left, [nodes.Operand(operand.op, right)], lineno=line)
        return _filtered(COMPARED + operand.op, left, [right], line)

    def visit_List(self, node: nodes.List | nodes.Tuple | nodes.Dict) -> nodes.Node:
        self.generic_visit(node)
        is_target = isinstance(node, nodes.Tuple) and node.ctx != "load"
        return node if is_target or _is_short(node) else _filtered(BUILT, node, [], node.lineno)

    visit_Tuple = visit_Dict = visit_List

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        part = node.arg
        if not isinstance(part, nodes.Slice):
            return node
        bounds = [bound or nodes.Const(None) for bound in (part.start, part.stop, part.step)]
        return _filtered(SLICED, node.node, bounds, node.lineno)


def _is_short(node: nodes.Node) -> bool:
    literal = isinstance(node, (nodes.List, nodes.Tuple)) and all(isinstance(item, nodes.Const) for item in node.items)
    return literal or isinstance(node, nodes.Const)


def _filtered(name: str, value: nodes.Expr, args: list[nodes.Expr], line: int) -> nodes.Expr:
    """A filter of ours around a value: quicker than a call, which asks first whether it is allowed."""
    return nodes.Filter(value, name, args, [], None, None, lineno=line)
