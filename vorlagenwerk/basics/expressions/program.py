"""Many expressions compiled into one run over lists of entries, and what an expression refers to.

One call evaluates all conditions for all entries and reports only where one fails: ten times quicker than a call for
each condition and entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.parser import Parser

from vorlagenwerk.basics.expressions.wording import ExpressionError, translated

if TYPE_CHECKING:
    from vorlagenwerk.basics.expressions.sandbox import Sandbox

Chain = tuple[str | int, ...]
"""A name and the fields behind it: `eintrag.art` is (eintrag, art); any index of a list is 0."""

_Kind = TypeVar("_Kind", bound=nodes.Node)


class Expression(NamedTuple):
    """An expression that was read: the names in it, fields that it reads of them, names that it uses as a whole."""

    tree: nodes.Expr
    names: frozenset[str]
    fields: frozenset[tuple[str, str]]
    wholes: frozenset[str]


class Condition(NamedTuple):
    """What must hold for an entry, and what is worked out on the way.

    `due` is the part of an entry that says whether to judge it at all. `known` are names that stand for others (a
    constant, the entries of a group); `first` is worked out before `when` is asked, `then` after it, each in this
    order; `values` are the names handed to the report.
    """

    due: str
    known: Mapping[str, str]
    first: Sequence[tuple[str, Expression]]
    when: Expression | None
    then: Sequence[tuple[str, Expression]]
    test: Expression
    values: Sequence[str]

    @property
    def parts(self) -> Sequence[Expression]:
        """Its expressions in the order in which they are worked out."""
        first, then = ([expression for _, expression in values] for values in (self.first, self.then))
        return [*first, *([self.when] if self.when else []), *then, self.test]


class Loop(NamedTuple):
    """Conditions for each entry of a list: the name of the list, and names for the parts of its entries."""

    rows: str
    parts: Sequence[str]
    conditions: Sequence[tuple[int, Condition]]


def parse_expression(environment: Sandbox, source: str, functions: Mapping[str, str]) -> Expression:
    """An expression, read but not compiled; a call of a name in `functions` calls what it maps to.

    So a function may have the name of a field. Raises ExpressionError.
    """
    with reading():
        tree = _parsed(environment, source)
        _redirect(tree, functions)
        return _expression(tree)


def _expression(tree: nodes.Expr) -> Expression:
    fields, wholes = set(), set()
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            fields.add((node.node.name, node.attr))
        elif isinstance(node, nodes.Name):
            wholes.add(node.name)
        else:
            waiting += node.iter_child_nodes()
    return Expression(tree, frozenset(wholes.union(name for name, _ in fields)), frozenset(fields), frozenset(wholes))


def _redirect(tree: nodes.Node, functions: Mapping[str, str]) -> None:
    for call in _all(tree, nodes.Call):
        if isinstance(call.node, nodes.Name):
            call.node.name = functions.get(call.node.name, call.node.name)


@contextmanager
def reading() -> Iterator[None]:
    """Whatever goes wrong while an expression is read or compiled becomes an ExpressionError."""
    try:
        yield
    except (ExpressionError, jinja2.TemplateError) as trouble:
        raise translated(trouble) from None
    except Exception:  # nested so deeply, or with numbers so long, that reading gives up
        raise ExpressionError("Der Ausdruck ist zu verschachtelt oder enthält eine zu lange Zahl.") from None


def _parsed(environment: Sandbox, source: str) -> nodes.Expr:
    parser = Parser(environment, source, state="variable")
    tree = parser.parse_expression()
    if not parser.stream.eos:
        raise ExpressionError("Die Schreibweise ist fehlerhaft.")
    return tree


def _all(tree: nodes.Node, kind: type[_Kind]) -> Iterator[_Kind]:
    if isinstance(tree, kind):
        yield tree
    yield from tree.find_all(kind)


def references(environment: Sandbox, source: str, *, template: bool) -> frozenset[Chain]:
    """The names that an expression (or the slots of a small template) uses, each with the fields behind it.

    Fields that a filter names (`massnahmen | summe("zuwendung")`) count as fields of the entries. Raises
    ExpressionError.
    """
    with reading():
        return _references(_slots(environment, source) if template else _parsed(environment, source))


def _references(tree: nodes.Node) -> frozenset[Chain]:
    return frozenset(chain for node in _outermost(tree) for chain in _chains(node) if chain)


def calls_in(environment: Sandbox, source: str, function: str, *, template: bool) -> frozenset[str]:
    """The first argument of each call of a function, where it is a text that stands in the expression.

    Raises ExpressionError.
    """
    with reading():
        calls = _all(_slots(environment, source) if template else _parsed(environment, source), nodes.Call)
        named = [call for call in calls if isinstance(call.node, nodes.Name) and call.node.name == function]
        said = [call.args[0].value for call in named if call.args and isinstance(call.args[0], nodes.Const)]
        return frozenset(value for value in said if isinstance(value, str))


def _slots(environment: Sandbox, source: str) -> nodes.Template:
    tree = environment.parse(source)
    if any(not isinstance(node, nodes.Output) for node in tree.body):
        raise ExpressionError("Erlaubt sind hier nur Text und Werte in doppelten geschweiften Klammern.")
    return tree


def slots_template(environment: Sandbox, source: str, functions: Mapping[str, str]) -> nodes.Template:
    """A small template of text and values in braces; `functions` as above. Raises ExpressionError for all else."""
    with reading():
        tree = _slots(environment, source)
        _redirect(tree, functions)
        return tree


_STEPS = (nodes.Getattr, nodes.Getitem, nodes.Filter)
_FIELD_FILTERS = frozenset({"summe", "spalte", "verschiedene", "gruppen"})
_ENTRY_FILTERS = frozenset({"wo", "alle", "eines"})


def _outermost(tree: nodes.Node, inside: bool = False) -> Iterator[nodes.Node]:
    """Names, and chains of fields and filters that begin with one, each as a whole."""
    if isinstance(tree, (nodes.Name, *_STEPS)):
        if not inside:
            yield tree
        for child in tree.iter_child_nodes():
            yield from _outermost(child, inside=isinstance(tree, _STEPS) and child is tree.node)
        return
    for child in tree.iter_child_nodes():
        if isinstance(tree, nodes.Call) and child is tree.node and isinstance(child, nodes.Name):
            continue  # a function, not a field
        yield from _outermost(child)


def _chains(node: nodes.Node | None) -> Collection[Chain]:
    """The longest chain of a node first, then what filters in it name."""
    if isinstance(node, nodes.Name):
        return [(node.name,)]
    if isinstance(node, nodes.Getattr):
        return _longer(node.node, node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _longer(node.node, node.arg.value if isinstance(node.arg.value, str) else 0)
    if isinstance(node, nodes.Filter):
        inner = list(_chains(node.node))
        if not inner or node.name not in _FIELD_FILTERS | _ENTRY_FILTERS:
            return [(), *inner]  # whatever a filter gives is no field any more
        texts = [argument.value for argument in node.args[:1] if isinstance(argument, nodes.Const)]
        fields = [str(said) for said in ([word.key for word in node.kwargs] if node.name in _ENTRY_FILTERS else texts)]
        named: list[Chain] = [(*inner[0], 0, field) for field in fields] if inner[0] else []
        return [inner[0] if node.name == "wo" else (), *inner, *named]
    if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        return [(), *_chains(node.node)]
    return [()]


def _longer(node: nodes.Node, step: str | int) -> Collection[Chain]:
    first, *others = _chains(node)
    return [(*first, step) if first else (), *others]
