"""Nested sections, the authors' outline of a paper: the function `abschnitte` of templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import fail, with_context
from vorlagenwerk.building.assembly import ASSEMBLY, Assembly
from vorlagenwerk.building.marks import Blocks, Prose
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.building.values import values_of
from vorlagenwerk.data import tree


@with_context
def sections(context: Any, entries: Any, caller: Callable[[Any], str] | None = None) -> Blocks | str:
    """`abschnitte(liste)`: nested sections (titel, text, abschnitte) below the heading above, numbered.

    With `{% call(abschnitt) abschnitte(liste) %} … {% endcall %}` the template says what stands below each heading.
    """
    assembly: Assembly = context[ASSEMBLY]
    if expressions.is_undefined(entries):
        str(entries)  # raises
    if not _are_sections(entries):  # asked here, where the line of the template is still known
        fail("abschnitte(…) erwartet eine Liste, deren Einträge einen „titel“ haben.")
    if caller is None:
        return Blocks(lambda level: _sections(assembly, entries, level + 1))
    bodies = dict(_bodies(entries, caller))
    made = Blocks(lambda level: _sections(assembly, entries, level + 1, bodies))
    # what a call block gives is printed as it is, and the line break behind its end is not
    return expressions.markup(f"\n{assembly.marks.put(made)}\n\n")


def _are_sections(entries: Any) -> bool:
    return isinstance(entries, (list, tuple)) and all(
        isinstance(entry, Mapping) and "titel" in entry and _are_sections(entry.get("abschnitte") or ())
        for entry in entries
    )


def _bodies(entries: Any, caller: Callable[[Any], str]) -> Iterator[tuple[int, str]]:
    """What the template says below each heading, by the identity of its entry."""
    for entry in entries:
        yield id(entry), caller(entry)
        yield from _bodies(entry.get("abschnitte") or (), caller)


def _sections(
    assembly: Assembly, entries: Any, level: int, bodies: Mapping[int, str] | None = None
) -> tuple[tree.Block, ...]:
    blocks: list[tree.Block] = []
    for entry in entries:
        title, numbered = values_of(entry["titel"]), entry.get("nummeriert") is not False
        blocks.append(tree.Heading(min(level, 6), title, entry.get("kennung") or "", numbered))
        text = entry.get("text")
        if bodies is not None:
            blocks += parse_blocks(bodies[id(entry)], assembly, level)
        elif isinstance(text, Prose):
            blocks += assembly.field(text, level)
        elif text:
            blocks.append(tree.Paragraph(values_of(text)))
        blocks += _sections(assembly, entry.get("abschnitte") or (), level + 1, bodies)
    return tuple(blocks)
