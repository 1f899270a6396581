"""What a template prints: values as marks that know the field they came from, never text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vorlagenwerk.basics import expressions, german
from vorlagenwerk.basics.expressions import fail, with_context
from vorlagenwerk.building.assembly import ASSEMBLY
from vorlagenwerk.building.marks import Blocks, Entered, Inlines, Line, Prose, Template
from vorlagenwerk.checks.figures import Quantity, printed
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import pointer


@with_context
def finalize(context: Any, value: Any) -> str:
    """What a template prints: never the value's text, always a mark that stands for it."""
    if expressions.is_undefined(value):
        str(value)  # raises: a name that does not exist never prints as nothing
    marks = context[ASSEMBLY].marks
    if isinstance(value, (Blocks, Prose)):
        return expressions.markup(marks.put(value, expressions.running_template()))
    if isinstance(value, Inlines):
        return expressions.markup(marks.put(value))
    if expressions.is_markup(value):
        return expressions.markup(marks.put(Template(str(value))))
    return expressions.markup(marks.put(Inlines(values_of(value))))


def values_of(value: Any) -> tuple[tree.Value, ...]:
    """What a template prints of a field: its text, and where it was written; figures in it are values of their own."""
    if isinstance(value, Line):
        return value.pieces
    return (tree.Value(text_of(value), pointer(value.path) if isinstance(value, Entered) else ""),)


def tracked(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, whose result is still known to come from its field."""

    def run(value: Any, *arguments: Any, **named: Any) -> Any:
        shown = filter_(value, *arguments, **named)
        return Entered(shown, value.path) if isinstance(value, Entered) and isinstance(shown, str) else shown

    return run


def text_of(value: Any) -> str:
    """The words of a single value. What has none stops the template with a finding."""
    if expressions.is_undefined(value):
        str(value)  # raises
    if expressions.is_markup(value):
        fail("Hier wird ein Feld erwartet und kein Text, den die Vorlage selbst zusammengesetzt hat.")
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Quantity):
        return printed(value)
    if value is None or callable(value) or isinstance(value, (Mapping, list, tuple)):
        if value is None:
            fail("Hier soll ein Feld gedruckt werden, das leer ist; mit {% if feld %} lässt sich das abfangen.")
        fail("Eine Liste oder Gruppe lässt sich nicht als Text drucken; gemeint ist wohl ein Feld darin.")
    return german.number(value)
