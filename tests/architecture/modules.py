"""The package as the tests of its architecture see it: every module with its syntax tree and its imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "vorlagenwerk"


class Import(NamedTuple):
    """A module that is imported, the line, and whether that happens when the importing module is loaded."""

    target: str
    line: int
    at_load: bool


class Module(NamedTuple):
    """A module of the package, `basics.german`; packages go without `__init__`."""

    name: str
    path: Path
    source: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The folder directly below the package, "" for the package itself."""
        return self.name.split(".")[0]

    def is_within(self, *gates: str) -> bool:
        """Whether this is one of the modules named, or lies in one of the packages named."""
        return any(self.name == gate or self.name.startswith(f"{gate}.") for gate in gates)

    def at(self, node: ast.AST) -> str:
        """A place in this module, for messages."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        source = path.read_text(encoding="utf-8")
        module = Module(name, path, source, ast.parse(source))
        found.append(module)
    to_come = _writers_to_come(found)
    return tuple(module for module in found if not module.is_within(*to_come))


def _writers_to_come(found: list[Module]) -> list[str]:
    """Writers that no other module imports yet; they are judged from the day a build can ask for them."""
    writers = [module.name for module in found if module.path.match("writers/*/__init__.py")]
    return [
        writer for writer in writers
        if not any(f"vorlagenwerk.{writer}" in other.source for other in found if not other.is_within(writer))
    ]  # fmt: skip


@cache
def names() -> frozenset[str]:
    """The names of all modules, with the package's own name in front."""
    return frozenset(f"vorlagenwerk.{module.name}".rstrip(".") for module in modules())


@cache
def imports(module: Module) -> tuple[Import, ...]:
    """Everything that a module imports, in functions too; what only type checkers read counts as not loaded."""
    return tuple(_below(module.tree, at_load=True))


def _below(node: ast.AST, *, at_load: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, at_load) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(_target(child, alias.name), child.lineno, at_load) for alias in child.names)
        else:
            later = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or _for_types(child)
            yield from _below(child, at_load=at_load and not later)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _target(node: ast.ImportFrom, name: str) -> str:
    base = "." * node.level + (node.module or "")
    whole = f"{base}.{name}"
    return whole if whole in names() else base
