"""What a schema says about each field, folded into one walkable structure: types, prose, code lists, titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

PROSE = "text/markdown"
LINE = "text/plain"


class Shape:
    """A field as the schema describes it; branches (`if`/`then`, `allOf`) are folded into one description.

    `extra` describes the values of freely named keys; `entry` the items of a list; `codelist` names the list whose
    codes a text must hold; `line` marks one line of text for the paper, in which figures stand in braces as they do in
    prose; `name_of` says (list, sibling field) where a text repeats the label of a code.
    """

    def __init__(
        self,
        *,
        types: Iterable[str] = (),
        fields: Mapping[str, Shape] | None = None,
        entry: Shape | None = None,
        prose: bool = False,
        line: bool = False,
    ) -> None:
        self.title = ""
        self.types = set(types)
        self.fields = dict(fields or {})
        self.required: list[str] = []
        self.extra: Shape | None = None
        self.entry = entry
        self.prose = prose
        self.line = line
        self.codelist = ""
        self.name_of: tuple[str, str] | None = None
        self.unit = ""
        self.example: object = None

    @property
    def is_text(self) -> bool:
        """Whether the field holds text and nothing else, so that what stands in YAML is meant literally."""
        return self.types == {"string"}

    def at(self, path: tuple[str | int, ...]) -> Shape | None:
        """The shape of the field at `path` below this one, None where the schema says nothing."""
        here: Shape | None = self
        for step in path:
            if here is None:
                return None
            here = here.entry if isinstance(step, int) else here.fields.get(step, here.extra)
        return here


def shape_of(schema: dict[str, Any]) -> Shape:
    """The shape of a bundled schema. Recursive definitions give recursive shapes."""
    return _Folder(schema.get("$defs", {})).shape(schema)


class _Folder:
    def __init__(self, definitions: dict[str, Any]) -> None:
        self.definitions = definitions
        self.by_reference: dict[str, Shape] = {}
        self.unfinished: set[str] = set()

    def shape(self, schema: Any) -> Shape:
        if isinstance(schema, dict) and (set(schema) == {"$ref"} or schema.get("$ref") in self.unfinished):
            return self._referenced(schema["$ref"])  # a definition inside itself gives a shape inside itself
        shape = Shape()
        self._fold(shape, schema)
        return shape

    def _referenced(self, reference: str) -> Shape:
        if reference not in self.by_reference:
            shape = self.by_reference[reference] = Shape()
            self._fold(shape, {"$ref": reference})
        return self.by_reference[reference]

    def _fold(self, shape: Shape, schema: Any) -> None:
        if not isinstance(schema, dict):
            return
        if "$ref" in schema:
            reference = schema["$ref"]
            self.unfinished.add(reference)
            self._fold(shape, self.definitions.get(reference.removeprefix("#/$defs/"), {}))
            self.unfinished.discard(reference)
        self._fold_own(shape, schema)
        for name, child in schema.get("properties", {}).items():
            self._fold_field(shape, name, child)
        if isinstance(schema.get("additionalProperties"), dict):
            shape.extra = self.shape(schema["additionalProperties"])
        if isinstance(schema.get("items"), dict):
            shape.entry = self.shape(schema["items"])
        for branch in (*schema.get("allOf", ()), schema.get("then"), schema.get("else")):
            self._fold(shape, branch)

    def _fold_field(self, shape: Shape, name: str, child: Any) -> None:
        known = shape.fields.get(name)
        if known is None:
            shape.fields[name] = self.shape(child)
        elif child is not True:
            shape.fields[name] = merged = _copy(known)
            self._fold(merged, child)

    def _fold_own(self, shape: Shape, schema: dict[str, Any]) -> None:
        shape.title = schema.get("title", shape.title)
        shape.types |= _types(schema)
        shape.required += [name for name in schema.get("required", ()) if name not in shape.required]
        shape.prose = shape.prose or schema.get("contentMediaType") == PROSE
        shape.line = shape.line or schema.get("contentMediaType") == LINE
        shape.codelist = schema.get("x-codeliste", shape.codelist)
        shape.unit = schema.get("x-einheit", shape.unit)
        if "x-codeliste-name" in schema:
            said = schema["x-codeliste-name"]
            shape.name_of = (said["liste"], said["code_in"])
        if schema.get("examples"):
            shape.example = schema["examples"][0]


def _copy(shape: Shape) -> Shape:
    twin = Shape()
    vars(twin).update(vars(shape))
    twin.types, twin.fields, twin.required = set(shape.types), dict(shape.fields), list(shape.required)
    return twin


def _types(schema: dict[str, Any]) -> set[str]:
    said = schema.get("type")
    if said is not None:
        return set(said) if isinstance(said, list) else {said}
    constants = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return {"string" if isinstance(value, str) else "boolean" if isinstance(value, bool) else "integer"
            for value in constants}  # fmt: skip
