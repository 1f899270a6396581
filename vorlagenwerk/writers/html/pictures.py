"""Writes pictures, their bytes inside the page."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from math import ceil

from vorlagenwerk.basics.typesetting.captions import caption_of_picture
from vorlagenwerk.data.tree import Image, Picture
from vorlagenwerk.writers.html.anchors import CAPTION
from vorlagenwerk.writers.html.escaping import escape, escape_attribute

TWIPS_PER_PIXEL = 15
"""CSS counts 96 pixels to the inch."""
TWIPS_PER_POINT = 20
LEAST_LETTERS = 12
"""Pixels below which the letters of a drawing are hard to read on a screen."""
NARROW_SCREEN = 288
"""Pixels that a screen of 320 leaves for a picture; a drawing that needs no more never scrolls."""
_MEDIA_TYPES = {"svg": "svg+xml"}


def write_picture(picture: Picture, ident: str) -> Iterator[str]:
    """The picture in its natural size or its share of the text's width, the caption below.

    A drawing with letters never shrinks below the width at which they can be read: small screens scroll it.
    """
    caption = caption_of_picture(picture)
    least = _legible_width(picture.image) if picture.image.kind == "svg" else 0
    scrolls = least > NARROW_SCREEN
    sizes = ([f"--anteil:{picture.share}%"] if picture.share else []) + ([f"--lesbar:{least}px"] if scrolls else [])
    style = f' style="{";".join(sizes)}"' if sizes else ""
    yield f'<figure id="{ident}"{style}>\n'
    if scrolls:
        name = f'aria-labelledby="{ident}{CAPTION}"' if caption else 'aria-label="Abbildung"'
        yield f'<div class="rollbereich zeichnung" role="region" {name} tabindex="0">\n'
    yield from _image(picture)
    if scrolls:
        yield "</div>\n"
    if caption:
        yield f'<figcaption id="{ident}{CAPTION}">{escape(caption)}</figcaption>\n'
    yield "</figure>\n"


def _image(picture: Picture) -> Iterator[str]:
    image = picture.image
    width, height = (max(1, round(side / TWIPS_PER_PIXEL)) for side in (image.width, image.height))
    yield f'<img src="data:image/{_MEDIA_TYPES.get(image.kind, image.kind)};base64,'
    yield binascii.b2a_base64(image.data, newline=False).decode("ascii")
    yield f'" alt="{escape_attribute(picture.description)}" width="{width}" height="{height}">\n'


def _legible_width(image: Image) -> int:
    """The width in pixels at which the smallest letters of a drawing are large enough; 0 for one without letters.

    Never more than twice the natural width, whatever an SVG template says.
    """
    sizes = [float(size) for size in re.findall(rb'font-size="(\d{1,3}(?:\.\d+)?)"', image.data)]
    smallest = min(filter(None, sizes), default=0.0)
    if not smallest:
        return 0
    return min(ceil(LEAST_LETTERS * image.width / TWIPS_PER_POINT / smallest), ceil(2 * image.width / TWIPS_PER_PIXEL))
