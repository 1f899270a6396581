"""Data against a JSON Schema (2020-12): typing, a fast yes or no, and German findings where the answer is no.

Gate package for `jsonschema` and `jsonschema_rs`. The Rust validator answers yes or no in milliseconds; only
when it says no is the explaining validator loaded, whose errors are worded in German.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from vorlagenwerk.basics.schema.bundle import Reader, bundle
from vorlagenwerk.basics.schema.coerce import as_text, coerce, find_texts
from vorlagenwerk.basics.schema.located import Located
from vorlagenwerk.basics.schema.shape import Shape, shape_of
from vorlagenwerk.data.positions import field_name
from vorlagenwerk.data.problems import Problem, error

__all__ = ["Reader", "Schema", "Shape", "as_text", "check", "coerce", "find_texts", "load_schema"]

MAX_FINDINGS = 30
"""Most schema findings reported for one document; more would bury the first."""


class Schema:
    """A schema ready for use: the bundled JSON, its shape, and the compiled yes/no validator."""

    def __init__(self, file: str, bundled: dict[str, Any]) -> None:
        self.file = file
        self.bundled = bundled
        self._fast: Any = None

    @cached_property
    def shape(self) -> Shape:
        """What the schema says about each field."""
        return shape_of(self.bundled)

    def accepts(self, data: object) -> bool:
        """Whether `data` (already coerced) is valid."""
        if self._fast is None:
            import jsonschema_rs

            self._fast = jsonschema_rs.Draft202012Validator(self.bundled, validate_formats=True)
        return bool(self._fast.is_valid(data))


def load_schema(file: str, read: Reader) -> tuple[Schema | None, list[Problem]]:
    """The schema in a project file, with what it refers to. Findings carry code TYP-2xx."""
    bundled, problems = bundle(file, read)
    if bundled is None:
        return None, problems
    schema = Schema(file, bundled.schema)
    try:
        schema.accepts({})
    except ValueError as trouble:  # jsonschema_rs: the schema itself is not valid
        from vorlagenwerk.basics.schema import faults

        return None, [faults.invalid(trouble, file, bundled.origins, read)]
    return schema, []


def check(data: Any, source: Located, schema: Schema, *, most: int = MAX_FINDINGS) -> list[Problem]:
    """Coerce `data` in place to the schema's types, then give the findings, `most` at most; [] when it is valid."""
    coerce(data, schema.shape)
    problems = _line_breaks(data, source, schema.shape)
    if not schema.accepts(data):
        problems += _explained(data, source, schema, most)
    if len(problems) > most:
        rest = len(problems) - most
        text = f"Es gibt {rest} weitere Meldungen dieser Art."
        problems[most:] = [error("SCH-199", source.place(()), text, "Bitte zuerst die anderen beheben.")]
    return problems


def _explained(data: Any, source: Located, schema: Schema, most: int) -> list[Problem]:
    from vorlagenwerk.basics.schema import messages  # not needed where all is well

    problems: list[Problem] = []
    for violation in _validator(schema.bundled).iter_errors(data):
        for leaf in _leaves(violation):
            problems += messages.explain(leaf, source, schema.shape)
        if len(problems) > 20 * most:
            break
    if not problems:  # the two validators disagree: better one vague finding than none
        text = "Das Dokument passt nicht zu seinem Schema, ohne dass sich die Stelle benennen lässt."
        problems = [error("SCH-198", source.place(()), text, "Bitte mit dem Beispiel des Dokumenttyps vergleichen.")]
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.place)


def _leaves(violation: Any) -> list[Any]:
    """The violation itself, or for alternatives the errors of the branch that fits best: least of another type, then
    with the fewest.
    """
    if violation.validator in ("anyOf", "oneOf") and violation.context:
        branches: dict[Any, list[Any]] = {}
        for inner in violation.context:
            branches.setdefault(inner.relative_schema_path[0], []).append(inner)
        best = min(branches.values(), key=lambda found: (_is_other_type(found), len(found)))
        return [leaf for inner in best for leaf in _leaves(inner)]
    if "propertyNames" in violation.absolute_schema_path:  # the name of a field, not its value
        violation.validator = "propertyNames"
    return [violation]


def _is_other_type(errors: list[Any]) -> bool:
    """Whether a value is no text, list or group as a branch wants it, so that nothing else about it can fit."""
    return any(inner.validator == "type" and not inner.relative_path for inner in errors)


def _validator(bundled: dict[str, Any]) -> Any:
    import jsonschema
    import referencing
    from jsonschema.validators import extend

    kind = jsonschema.Draft202012Validator
    numbers = kind.TYPE_CHECKER.redefine("number", _is_number).redefine("integer", _is_integer)
    validator = extend(kind, type_checker=numbers)  # type: ignore[no-untyped-call]
    # an empty registry: nothing is ever fetched, from the net or from a file
    return validator(bundled, format_checker=kind.FORMAT_CHECKER, registry=referencing.Registry())


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _is_integer(_checker: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _line_breaks(data: Any, source: Located, shape: Shape) -> list[Problem]:
    """Texts of more than one line where the schema does not say that the field is prose."""
    problems = []
    for path, _text, here in find_texts(data, shape, lambda text: "\n" in text):
        if here.types and not here.prose:
            said = f"Der Text im Feld „{field_name(path)}“ geht über mehrere Zeilen."
            remedy = "Dieses Feld ist einzeilig; bitte in eine Zeile schreiben."
            problems.append(error("SCH-111", source.place(path), said, remedy))
    return problems
