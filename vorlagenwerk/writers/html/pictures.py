"""Writes pictures, their bytes inside the page."""

from __future__ import annotations

import binascii
from collections.abc import Iterator

from vorlagenwerk.basics.typesetting.captions import caption_of_picture
from vorlagenwerk.data.tree import Picture
from vorlagenwerk.writers.html.escaping import escape, escape_attribute

TWIPS_PER_PIXEL = 15
"""CSS counts 96 pixels to the inch."""
_MEDIA_TYPES = {"svg": "svg+xml"}


def write_picture(picture: Picture, ident: str) -> Iterator[str]:
    """The picture in its natural size or its share of the text's width, the caption below."""
    image = picture.image
    width, height = (max(1, round(side / TWIPS_PER_PIXEL)) for side in (image.width, image.height))
    share = f' style="--anteil:{picture.share}%"' if picture.share else ""
    kind = _MEDIA_TYPES.get(image.kind, image.kind)
    yield f'<figure id="{ident}"{share}>\n<img src="data:image/{kind};base64,'
    yield binascii.b2a_base64(image.data, newline=False).decode("ascii")
    yield f'" alt="{escape_attribute(picture.description)}" width="{width}" height="{height}">\n'
    caption = caption_of_picture(picture)
    yield f"<figcaption>{escape(caption)}</figcaption>\n</figure>\n" if caption else "</figure>\n"
