"""Pictures: their bytes beside the mark-up, and the figures that show them."""

from __future__ import annotations

from binascii import b2a_base64

from vorlagenwerk.basics.typesetting.captions import caption_of_picture
from vorlagenwerk.basics.typesetting.letterhead import Logo
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.tree import Image, Picture
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.roles import spaces, style_of

_CAPTION = 60
"""Points of a page's height that are left to caption and distances."""
_ALIGNMENT = {"rechts": "end", "mitte": "center"}


class PictureWriter:
    """Writes the pictures of one document; each file once, however often it is shown."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._names: dict[Image, str] = {}
        self.files: dict[str, str] = {}
        """Pictures as SVG by the name under which the mark-up asks for them."""

    def write(self, picture: Picture, room: float, page: Page) -> str:
        """The expression for the picture with its caption, no wider than `room` in points and no higher than a page."""
        image = picture.image
        wished = room * picture.share / 100 if picture.share else image.width / TWIPS
        highest = max(page.text_height / TWIPS - _CAPTION, _CAPTION)
        width = min(wished, room, highest * image.width / max(image.height, 1))
        shown = (
            f'image(bytes(sys.inputs.at("{self._name(image)}")),format:"svg",width:{width:.2f}pt,'
            f"alt:{one_line(picture.description)})"
        )
        caption = caption_of_picture(picture)
        style = style_of("abbildung", self._look)
        above, below = spaces(style, self._look)
        sticky = ",sticky:true" if style.keep_next else ""
        plain = f"block(above:{above:g}pt,below:{below:g}pt{sticky},{shown})"
        inside = f"figure(kind:image,caption:{one_line(caption)},{shown})" if caption else plain
        if caption:
            return inside
        align = _ALIGNMENT.get(style.align)
        return f"align({align},{inside})" if align else inside

    def logo(self, logo: Logo, room: float) -> str:
        """The expression for a picture of the letterhead, no wider than `room` in points."""
        width = min(logo.width / TWIPS, room)
        height = width * logo.height / max(logo.width, 1)
        alt = f",alt:{one_line(logo.description)}" if logo.description else ""
        source = f'bytes(sys.inputs.at("{self._name(logo.image)}"))'
        shown = f'image({source},format:"svg",width:{width:.2f}pt,height:{height:.2f}pt,fit:"stretch"{alt})'
        return shown if logo.description else f"pdf.artifact({shown})"

    def _name(self, image: Image) -> str:
        if image not in self._names:
            self._names[image] = name = f"bild-{len(self._names) + 1}"
            self.files[name] = image.data.decode() if image.kind == "svg" else _wrapped(image)
        return self._names[image]


def _wrapped(image: Image) -> str:
    """The picture inside an SVG: Typst takes files from beside the mark-up as text only; JPEG data stays as it is."""
    size = f'width="{max(image.width, 1)}" height="{max(image.height, 1)}"'
    data = b2a_base64(image.data, newline=False).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} preserveAspectRatio="none" '
        f'href="data:image/{image.kind};base64,{data}"/></svg>'
    )
