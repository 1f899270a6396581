"""What every class of the document tree is made of: a few fields, set once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar, dataclass_transform

Some = TypeVar("Some", bound="Node")


@dataclass_transform(frozen_default=True)
class NodeType(type):
    """Makes a class of fields from its annotations: what a frozen dataclass with slots is, at a tenth of its cost.

    There are twenty node classes, and generating dataclasses took longer than importing the docx writer.
    """

    _setters: tuple[Callable[[Any, Any], None], ...]

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> NodeType:
        names = tuple(name for name in body.get("__annotations__", ()) if not name.startswith("_"))
        body["_defaults"] = {field: body.pop(field) for field in names if field in body}
        cls = super().__new__(mcs, name, bases, {**body, "__slots__": names, "__match_args__": names})
        # the slots' own setters: several times faster than object.__setattr__, and nodes are made by the thousand
        cls._setters = tuple(cls.__dict__[name].__set__ for name in names)
        return cls


class Node(metaclass=NodeType):
    """Fields that are set once; nodes are equal when class and fields are."""

    _defaults: ClassVar[dict[str, Any]]
    __match_args__: ClassVar[tuple[str, ...]]

    def __init__(self, *given: object, **named: object) -> None:
        cls = type(self)
        names = cls.__match_args__
        values: Iterable[object] = given
        if named or len(given) != len(names):
            by_name = {**cls._defaults, **dict(zip(names, given, strict=False)), **named}
            if by_name.keys() != set(names) or len(given) > len(names):
                message = f"{cls.__name__} has the fields {', '.join(names)}"
                raise TypeError(message)
            values = [by_name[name] for name in names]
        for put, value in zip(cls._setters, values, strict=True):
            put(self, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and fields_of(self) == fields_of(other)

    def __hash__(self) -> int:
        return hash((type(self), *fields_of(self)))

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), fields_of(self)


def fields_of(node: Node) -> tuple[Any, ...]:
    """The values of a node's fields, in their order."""
    return tuple([getattr(node, name) for name in node.__match_args__])


def replace(node: Some, **changes: object) -> Some:
    """The node with some fields changed."""
    if not changes.keys() <= set(node.__match_args__):
        return type(node)(**changes)  # raises with the names that there are
    return type(node)(*[changes[name] if name in changes else getattr(node, name) for name in node.__match_args__])
