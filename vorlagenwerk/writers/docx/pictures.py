"""Pictures in the line of text, each kind of bytes once in the package."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from vorlagenwerk.basics.typesetting.entries import picture_size
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.tree import Image, Picture
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.relations import Relations

_EMU = 635
"""Word's unit of drawings: 635 to a twip."""
_FIRST_IDENT = 1_470_000_000
"""Far from the numbers of the drawings in a letterhead; Word wants each only once."""
_MEDIA_TYPES = {"svg": "svg+xml"}
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"


class Pictures:
    """Writes the pictures of one document."""

    def __init__(self, folder: str, taken: Iterable[str], relations: Relations) -> None:
        """`taken` are the parts that the package has already; capitals make no other name (ISO/IEC 29500-2)."""
        self._folder = folder
        self._taken = {name.lower() for name in taken}
        self._relations = relations
        self._count = 0
        self.media: dict[bytes, str] = {}
        """The names of the parts that hold pictures, by their bytes."""
        self.kinds: dict[str, str] = {}
        """Content types by extension."""

    def run(self, picture: Picture, page: Page, indent: int) -> str:
        """The run that shows the picture."""
        self._count += 1
        image = picture.image
        if image.kind == "svg":
            shown, sharp = Image("png", image.raster, image.width, image.height), self._vector(image)
        else:
            shown, sharp = image, "/>"
        relation = self._relations.to_picture(self._part(shown))
        width, height = picture_size(picture, page, indent)
        extent = f'cx="{width * _EMU}" cy="{height * _EMU}"'
        name, ident = f"Grafik {self._count}", _FIRST_IDENT + self._count
        named = f'id="{ident}" name="{name}" descr="{attribute(picture.description)}"'
        shape = (
            f'<pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{attribute(relation)}"{sharp}<a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing" distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent {extent}/><wp:docPr {named}/><wp:cNvGraphicFramePr><a:graphicFrameLocks '
            f'xmlns:a="{_DRAWING}main" noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}main">'
            f'<a:graphicData uri="{_DRAWING}picture">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )

    def _vector(self, image: Image) -> str:
        """The end of the element `blip`: Word from 2016 on draws this instead of the raster ([MS-ODRAWXML])."""
        relation = self._relations.to_picture(self._part(image))
        return (
            f'><a:extLst><a:ext uri="{_SVG}"><asvg:svgBlip xmlns:asvg="{_SVG_SPACE}" r:embed="{attribute(relation)}"/>'
            "</a:ext></a:extLst></a:blip>"
        )

    def _part(self, image: Image) -> str:
        if image.data not in self.media:
            number = len(self.media) + 1
            while (name := posixpath.join(self._folder, "media", f"bild{number}.{image.kind}")).lower() in self._taken:
                number += 1000
            self.media[image.data] = name
            self.kinds[f".{image.kind}"] = f"image/{_MEDIA_TYPES.get(image.kind, image.kind)}"
        return self.media[image.data]
