"""From entries of the content to a picture in the tree: what `schaubild` and `zeitschiene` do in templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.codelists import CodeList
from vorlagenwerk.basics.expressions import fail
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.building.assembly import Assembly
from vorlagenwerk.building.drawings.axis import Step
from vorlagenwerk.building.drawings.colors import colors_of, fonts_of
from vorlagenwerk.building.drawings.dates import read_times
from vorlagenwerk.building.drawings.entries import Structure, read_structure
from vorlagenwerk.building.drawings.kinds import BELOW, LineKind, line_kinds
from vorlagenwerk.building.drawings.legend import Legend, Sample, legend
from vorlagenwerk.building.drawings.placing import ROOM
from vorlagenwerk.building.drawings.sentences import describe_structure, describe_time
from vorlagenwerk.building.drawings.shapes import Sketch
from vorlagenwerk.building.drawings.structure import Drawn, draw
from vorlagenwerk.building.drawings.svg import (
    Size,
    badge_values,
    dotted,
    ground_values,
    image_of,
    line_values,
    number,
    rect_values,
    stroke_values,
    way,
)
from vorlagenwerk.building.drawings.text import LEAST_SIZE, Font
from vorlagenwerk.building.drawings.timeline import TimeSketch, draw_times
from vorlagenwerk.building.marks import Entered
from vorlagenwerk.data.problems import warning
from vorlagenwerk.data.tree import Image, Picture

_STRUCTURE, _TIME = "schaubild.svg.j2", "zeitschiene.svg.j2"
PATTERNS = 7
"""Looks of boxes in the SVG template; further kinds begin again with the first."""
_READABLE = 6
"""Points of the smallest text in print."""
_CAPTION, _HIGH = 30.0, 670.0
"""Room below a drawing for its caption, and how high drawings get on A4, in points."""
_MARGIN, _ABOVE_LEGEND, _LEAST_LEGEND = 1.0, 13.0, 300.0


def structure_picture(
    assembly: Assembly, nodes: Any, connections: Any, caption: str, ident: str, lists: tuple[str, str]
) -> tuple[Picture, ...]:
    """The picture of a structure, () with findings or where there is nothing to draw.

    `lists` names the code lists of boxes and of lines, "" for none: they give words, and their order the looks.
    """
    structure = read_structure(assembly, nodes, connections)
    if structure is None:
        return _nothing(assembly, ident, nodes)
    boxes, lines = (_code_list(assembly, name) if name else None for name in lists)
    kinds = line_kinds((link.kind for link in structure.links), lambda name: _label(lines, name))
    patterns = _patterns(structure, boxes)
    look = assembly.look()
    font_names, wider = fonts_of(look)
    font = Font(wider)
    drawn = draw(structure, kinds, patterns, font)
    low, high = drawn.sketch.sides()
    below = legend(
        _samples(structure, kinds, patterns, boxes),
        drawn.texts,
        low,
        max(high - low, _LEAST_LEGEND),
        drawn.sketch.height + _ABOVE_LEGEND,
        font,
    )
    size = Size(max(high - low, _LEAST_LEGEND if below.height else 0) + 2 * _MARGIN, _height(drawn, below))
    values = {
        **_frame(size, font_names, low - _MARGIN),
        "farben": _colors(look),
        **_structure_values(drawn.sketch, below),
    }
    _check_size(assembly, size, look, nodes, "Das Schaubild", "Schaubilder")
    image = _drawn(assembly, _STRUCTURE, values, size)
    return (Picture(ident, caption, describe_structure(structure, kinds), image),)


def _height(drawn: Drawn, below: Legend) -> float:
    return drawn.sketch.height + (_ABOVE_LEGEND + below.height if below.height else 0) + _MARGIN


def time_picture(assembly: Assembly, phases: Any, milestones: Any, caption: str, ident: str) -> tuple[Picture, ...]:
    """The picture of a time line, () with findings or where there is nothing to draw."""
    times = read_times(assembly, phases, milestones)
    if times is None:
        return _nothing(assembly, ident, phases or milestones)
    look = assembly.look()
    font_names, wider = fonts_of(look)
    font = Font(wider)
    sketch = draw_times(times, font)
    size = Size(sketch.width, sketch.height)
    values = {**_frame(size, font_names, 0), "farben": _colors(look), **_time_values(sketch, font)}
    _check_size(assembly, size, look, phases or milestones, "Die Zeitschiene", "Zeitschienen")
    image = _drawn(assembly, _TIME, values, size)
    return (Picture(ident, caption, describe_time(times.phases, times.milestones), image),)


def _check_size(
    assembly: Assembly, size: Size, look: Look | None, entries: Sequence[Mapping[str, Any]], name: str, several: str
) -> None:
    """A finding on a drawing that a page makes so small that its text cannot be read."""
    high = look.page.text_height / 20 - _CAPTION if look else _HIGH
    printed = LEAST_SIZE * min(1.0, ROOM / size.width, high / size.height)
    if printed < _READABLE:
        path = next((value.path for value in entries[0].values() if isinstance(value, Entered)), None)
        with assembly.within(path[:-2] if path else assembly.here):
            place = assembly.place()
        points = german.number(Decimal(str(round(printed, 1))))
        text = f"{name} wird so klein, dass die Schrift nur noch {points} Punkt hat; lesbar sind {_READABLE} Punkt."
        remedy = f"Bitte Titel kürzen, zusammenfassen oder auf mehrere {several} verteilen."
        assembly.problems.append(warning("BIL-328", place, text, remedy))


def _drawn(assembly: Assembly, name: str, values: Mapping[str, Any], size: Size) -> Image:
    folder = assembly.doctype.template.partition("/")[0]
    return image_of(assembly.drawn(name, values), size, f"{folder}/_stil/{name}")


def _nothing(assembly: Assembly, ident: str, entries: Any) -> tuple[Picture, ...]:
    """No picture: where there are entries, a finding says why, and what refers to it is not at fault."""
    if entries:
        assembly.miss(ident)
    return ()


def _code_list(assembly: Assembly, name: str) -> CodeList:
    found = assembly.lists.get(name)
    if found is None:
        fail(f"Die Codeliste „{name}“ gibt es nicht.")
    return found


def _label(codes: CodeList | None, name: str) -> str:
    entry = codes.by_code.get(name) if codes else None
    return entry.label if entry else ""


def _patterns(structure: Structure, codes: CodeList | None) -> dict[str, int]:
    """The look of each kind of box: by its place in the code list, or in the order of appearance."""
    known = [entry.code for entry in codes.codes] if codes else []
    kinds = [box.kind for box in structure.boxes if box.kind]
    return {kind: number % PATTERNS for number, kind in enumerate(dict.fromkeys([*known, *kinds]))}


def _samples(
    structure: Structure, kinds: Mapping[str, LineKind], patterns: Mapping[str, int], codes: CodeList | None
) -> list[Sample]:
    used = {box.kind for box in structure.boxes if box.kind}
    boxes = [kind for kind in patterns if kind in used] if len(used) > 1 else []
    shown = {(kind.pattern, kind.words): kind for name, kind in kinds.items() if name != BELOW or len(kinds) > 1}
    return [
        *(Sample(patterns[kind], _label(codes, kind) or _word(kind)) for kind in boxes),
        *(Sample(kind.pattern, kind.words, kind.arrows) for kind in shown.values()),
    ]


def _word(kind: str) -> str:
    """A kind without a code list as it stands in the legend: “stelle” is read as “Stelle”."""
    return kind[:1].upper() + kind[1:].replace("_", " ")


def _frame(size: Size, fonts: str, left: float) -> dict[str, Any]:
    return {
        "breite": number(size.width),
        "hoehe": number(size.height),
        "links": number(left),
        "schrift": fonts,
    }


def _colors(look: Look | None) -> dict[str, str]:
    colors = colors_of(look)
    return {
        "akzent": f"#{colors.accent}",
        "text": f"#{colors.text}",
        "flaeche": f"#{colors.fill}",
        "regel": f"#{colors.rule}",
        "papier": "#FFFFFF",
    }


def _structure_values(sketch: Sketch, below: Legend) -> dict[str, Any]:
    return {
        "kaesten": [rect_values(rect) for rect in (*sketch.rects, *below.rects)],
        "linien": [stroke_values(stroke) for stroke in (*sketch.strokes, *below.strokes)],
        "spitzen": [way(head.points) + " Z" for head in (*sketch.heads, *below.heads)],
        "punkte": [{"x": number(dot.x), "y": number(dot.y)} for dot in sketch.dots],
        "nummern": [badge_values(badge) for badge in (*sketch.badges, *below.badges)],
        "zeilen": [line_values(line) for line in below.lines],
    }


def _time_values(sketch: TimeSketch, font: Font) -> dict[str, Any]:
    bars = [
        {
            "x": number(bar.x),
            "y": number(bar.y),
            "breite": number(bar.width),
            "hoehe": number(bar.height),
            "daneben": bar.is_beside,
            "zeilen": [line_values(line) | ground_values(line, font) for line in bar.lines],
        }
        for bar in sketch.bars
    ]
    diamonds = [
        {
            "x": number(stone.x),
            "y": number(stone.y),
            "lot": dotted(stone.x, sketch.head, stone.y, 2, 2),
            "zeilen": [line_values(line) | ground_values(line, font) for line in stone.lines],
        }
        for stone in sketch.diamonds
    ]
    return {
        "jahre": [_step_values(step, sketch.head, sketch.field, 1.5) for step in sketch.years],
        "abschnitte": [_step_values(step, sketch.head, sketch.field, 0.8) for step in sketch.parts],
        "kopf": number(sketch.head),
        "jahreszeile": number(sketch.head / (2 if sketch.parts else 1)),
        "feld": number(sketch.field),
        "balken": bars,
        "rauten": diamonds,
        "zeilen": [line_values(line) for line in sketch.lines],
    }


def _step_values(step: Step, head: float, field: float, dot: float) -> dict[str, str]:
    right = step.x + step.width
    return {
        "x": number(step.x),
        "breite": number(step.width),
        "rechts": number(right),
        "linie_links": dotted(step.x, head, field, dot, 1.8),
        "linie_rechts": dotted(right, head, field, dot, 1.8),
    }
