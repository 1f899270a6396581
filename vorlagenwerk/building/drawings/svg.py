"""Hands a drawing's geometry to an SVG template of the project, and judges what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

from vorlagenwerk.basics.expressions import ExpressionError, fail
from vorlagenwerk.building.drawings.shapes import Badge, Rect, Stroke
from vorlagenwerk.building.drawings.text import Font, Line
from vorlagenwerk.data.tree import Image

_TWIPS = 20
_SHAPES = frozenset(
    ("svg", "g", "title", "desc", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan")
)
"""Elements that Word, browsers and PDF draw alike, none of which loads or runs anything."""


class Size(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


def image_of(svg: str, size: Size, template: str) -> Image:
    """The picture. Raises ExpressionError where the SVG that the file `template` makes is not well-formed, or more
    than shapes and text.
    """
    try:
        _judge(svg)
    except ExpressionError as trouble:
        raise ExpressionError(trouble.text, template=template) from None
    return Image("svg", svg.strip().encode(), round(size.width * _TWIPS), round(size.height * _TWIPS))


def _judge(svg: str) -> None:
    parser = expat.ParserCreate()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name not in _SHAPES:
            fail(f"Die Vorlage enthält das Element „{name}“. Erlaubt sind: {', '.join(sorted(_SHAPES))}.")
        for attribute, value in attributes.items():
            if attribute.startswith("on") or "href" in attribute or ("url(" in value and "url(#" not in value):
                fail(f"Die Vorlage enthält das Attribut „{attribute}“ mit einem Verweis oder Programm.")

    def declared(*_: Any) -> None:
        fail("Die Vorlage enthält eine Dokumenttyp-Angabe (DOCTYPE); bitte diese Zeile entfernen.")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(svg.strip().encode(), True)
    except expat.ExpatError:
        fail(f"Was die Vorlage ergibt, ist kein gültiges SVG (bei Zeile {parser.ErrorLineNumber}).")


def number(value: float) -> str:
    """A length as SVG writes it: at most two decimals."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")


def way(points: Iterable[tuple[float, float]]) -> str:
    """Points as a path."""
    return "M" + " L".join(f"{number(x)} {number(y)}" for x, y in points)


def dotted(x: float, top: float, bottom: float, dot: float, gap: float) -> str:
    """An upright line of dots, each drawn: a quiet rule that nobody takes for the rule of a table."""
    count = max(int((bottom - top + gap) / (dot + gap)), 1)
    return " ".join(f"M{number(x)} {number(top + at * (dot + gap))} v{number(dot)}" for at in range(count))


def rect_values(rect: Rect) -> dict[str, Any]:
    """A box or bar for the template."""
    return {
        "x": number(rect.x),
        "y": number(rect.y),
        "breite": number(rect.width),
        "hoehe": number(rect.height),
        "muster": rect.pattern,
        "zeilen": [line_values(line) for line in rect.lines],
    }


def line_values(line: Line) -> dict[str, Any]:
    """A line of text for the template."""
    return {
        "x": number(line.x),
        "y": number(line.y),
        "text": line.text,
        "groesse": number(line.size),
        "fett": line.bold,
        "anker": line.anchor,
    }


def ground_values(line: Line, font: Font) -> dict[str, str]:
    """The rectangle behind a line of text for the template."""
    left, width = line.left(font), font.measure(line.text, line.size, bold=line.bold)
    return {
        "links": number(left - 1.5),
        "oben": number(line.y - 0.8 * line.size),
        "breite": number(width + 3),
        "hoehe": number(1.05 * line.size),
    }


def badge_values(badge: Badge) -> dict[str, Any]:
    """A number in its frame for the template."""
    return {
        "x": number(badge.x - badge.width / 2),
        "y": number(badge.y - badge.height / 2),
        "breite": number(badge.width),
        "hoehe": number(badge.height),
        "zeile": line_values(badge.line),
    }


def stroke_values(stroke: Stroke) -> dict[str, Any]:
    """A line for the template."""
    return {"weg": way(stroke.points), "muster": stroke.pattern}
