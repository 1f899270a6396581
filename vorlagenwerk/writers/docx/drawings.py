"""Pictures in headers and footers of a style template: which part holds them, their size and their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.scan import Element

Side = Literal["links", "mitte", "rechts"]

_EMU = 635
"""Word's unit of drawings: 635 to a twip."""
_SIDES: dict[str, Side] = {
    "left": "links",
    "center": "mitte",
    "right": "rechts",
    "inside": "links",
    "outside": "rechts",
}
_POINTS = 20
"""Twips to a point, the unit of sizes in the older form of drawings."""


class Drawing(NamedTuple):
    """A drawing that shows a picture; sizes in twips, 0 where they are not told.

    `relation` is the id of the picture's relation. `side` is where a floating drawing stands on the page, None for one
    that stands in a line of text.
    """

    relation: str
    description: str
    is_decorative: bool
    width: int
    height: int
    side: Side | None
    is_cropped: bool


def read_drawing(element: Element, page: Page) -> Drawing | None:
    """The drawing behind `w:drawing` or, as older versions of Word wrote it, `w:pict`; None for one without picture."""
    return _new_form(element, page) if element.name == "w:drawing" else _old_form(element, page)


def drawings_in(element: Element, page: Page) -> Iterator[Drawing]:
    """All drawings that show pictures; what is there only for old programs is not read twice."""
    for child in element.children:
        if child.name in ("w:drawing", "w:pict"):
            drawing = read_drawing(child, page)
            if drawing:
                yield drawing
        elif child.name != "mc:Fallback":
            yield from drawings_in(child, page)


def _new_form(element: Element, page: Page) -> Drawing | None:
    picture = next(element.all("a:blip"), None)
    if picture is None:
        return None
    frame = element.find("wp:inline") or element.find("wp:anchor") or element
    named = frame.find("wp:docPr") or element
    extent = frame.find("wp:extent") or element
    width, height = (whole_number(extent.get(side), 0) // _EMU for side in ("cx", "cy"))
    decorative = next(named.all("adec:decorative"), element).get("val") in ("1", "true")
    crop = next(element.all("a:srcRect"), None)
    cropped = any(crop.get(side, "0") != "0" for side in "lrtb") if crop else False
    side = _side(frame.find("wp:positionH"), width, page) if frame.name == "wp:anchor" else None
    return Drawing(picture.get("r:embed"), named.get("descr").strip(), decorative, width, height, side, cropped)


def _side(position: Element | None, width: int, page: Page) -> Side:
    """The third of the page that the middle of the drawing stands in."""
    if position is None:
        return "links"
    said = position.find("wp:align")
    if said:
        return _SIDES.get(said.text.strip(), "links")
    offset = position.find("wp:posOffset")
    start = whole_number(offset.text.strip(), 0) // _EMU if offset else 0
    if position.get("relativeFrom") != "page":
        start += page.left
    return _third(start + width // 2, page)


def _third(middle: int, page: Page) -> Side:
    if 3 * middle < page.width:
        return "links"
    return "mitte" if 3 * middle < 2 * page.width else "rechts"


def _old_form(element: Element, page: Page) -> Drawing | None:
    picture = next(element.all("v:imagedata"), None)
    shape = next((shape for shape in element.all("v:shape") if picture in shape.children), None)
    if picture is None or shape is None:
        return None
    said = dict(pair.split(":", 1) for pair in shape.get("style").replace(" ", "").split(";") if ":" in pair)
    width, height = (_length(said.get(side, "")) for side in ("width", "height"))
    side: Side | None = None
    if said.get("position") == "absolute":
        align = _SIDES.get(said.get("mso-position-horizontal", ""))
        side = align or _third(_length(said.get("margin-left", "")) + page.left + width // 2, page)
    cropped = any(picture.get(f"crop{edge}", "0") not in ("0", "") for edge in ("left", "right", "top", "bottom"))
    return Drawing(picture.get("r:id"), shape.get("alt").strip(), False, width, height, side, cropped)


def _length(text: str) -> int:
    """Points or inches in twips, 0 for other units."""
    number = text[:-2]
    digits = number.removeprefix("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        return 0
    return round(float(number) * {"pt": _POINTS, "in": 1440}.get(text[-2:], 0))
