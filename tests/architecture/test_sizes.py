"""Modules and functions that a newcomer can read in one go, each saying what it is for."""

from __future__ import annotations

import ast

from tests.architecture.modules import modules

LINES_OF_A_MODULE = 300
LINES_OF_A_FUNCTION = 50
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definitions(tree: ast.AST, within: str = "") -> list[tuple[str, Definition]]:
    """Every class and function with its dotted name."""
    found: list[tuple[str, Definition]] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Definition):
            name = f"{within}.{node.name}".lstrip(".")
            found += [(name, node), *definitions(node, name)]
        elif isinstance(node, (ast.If, ast.Try, ast.With, ast.ExceptHandler)):
            found += definitions(node, within)
    return found


def test_no_module_is_longer_than_can_be_read_in_one_go() -> None:
    """A module that grows beyond has found a second topic."""
    lengths = {module.name: len(module.source.splitlines()) for module in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    """What does not fit on a screen does more than one thing."""
    long = {
        f"{module.name}.{name}": lines
        for module in modules()
        for name, node in definitions(module.tree)
        if not isinstance(node, ast.ClassDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    """The first line of a file answers whether one is in the right room."""
    assert [module.name for module in modules() if not (ast.get_docstring(module.tree) or "").strip()] == []


def test_everything_public_has_a_docstring() -> None:
    """Names that others use carry their promise with them; private ones may be read where they stand."""
    silent = [
        module.at(node)
        for module in modules()
        for name, node in definitions(module.tree)
        if not any(part.startswith("_") for part in name.split("."))
        and not is_inside_a_function(name, module.tree)
        and not ast.get_docstring(node)
    ]
    assert silent == []


def is_inside_a_function(name: str, tree: ast.Module) -> bool:
    """Whether a name is defined in the body of a function, where nobody else can use it."""
    outer = name.rpartition(".")[0]
    return any(known == outer and not isinstance(node, ast.ClassDef) for known, node in definitions(tree))


def test_no_check_vanishes_under_optimisation() -> None:
    """`python -O` drops assert statements; what must hold is checked and told in words."""
    found = [m.at(node) for m in modules() for node in ast.walk(m.tree) if isinstance(node, ast.Assert)]
    assert found == []
