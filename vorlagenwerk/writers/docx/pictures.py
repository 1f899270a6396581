"""Pictures in the line of text, each kind of bytes once in the package."""

from __future__ import annotations

import posixpath

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.tree import Image, Picture
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.relations import Relations

_EMU = 635
"""Word's unit of drawings: 635 to a twip."""
_HIGHEST = 0.8
"""Share of the text's height that a picture may take, so that its caption has room below."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"


class Pictures:
    """Writes the pictures of one document."""

    def __init__(self, folder: str, taken: frozenset[str], relations: Relations) -> None:
        self._folder = folder
        self._taken = taken
        self._relations = relations
        self._count = 0
        self.media: dict[bytes, str] = {}
        """The names of the parts that hold pictures, by their bytes."""
        self.kinds: dict[str, str] = {}
        """Content types by extension."""

    def run(self, picture: Picture, page: Page, indent: int) -> str:
        """The run that shows the picture."""
        self._count += 1
        relation = self._relations.to_picture(self._part(picture.image))
        width, height = _size(picture, page.text_width - indent, page.text_height)
        extent = f'cx="{width * _EMU}" cy="{height * _EMU}"'
        named = f'id="{self._count}" name="Grafik {self._count}" descr="{attribute(picture.description)}"'
        shape = (
            f'<pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{attribute(relation)}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing" distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent {extent}/><wp:docPr {named}/><wp:cNvGraphicFramePr><a:graphicFrameLocks '
            f'xmlns:a="{_DRAWING}main" noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}main">'
            f'<a:graphicData uri="{_DRAWING}picture">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )

    def _part(self, image: Image) -> str:
        if image.data not in self.media:
            number = len(self.media) + 1
            while (name := posixpath.join(self._folder, "media", f"bild{number}.{image.kind}")) in self._taken:
                number += 1000
            self.media[image.data] = name
            self.kinds[f".{image.kind}"] = f"image/{image.kind}"
        return self.media[image.data]


def _size(picture: Picture, room: int, text_height: int) -> tuple[int, int]:
    """Width and height in twips: as wished, never larger than the page allows, always in proportion."""
    width, height = max(picture.image.width, 1), max(picture.image.height, 1)
    wished = room * picture.share / 100 if picture.share else width
    scale = min(wished / width, max(room, 1) / width, text_height * _HIGHEST / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)
