"""Typst at work, the gate of `typst`: pages as PDF, drawings as PNG. Shipped fonts only, no network, clock or files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import typst

DPI = 300
"""Resolution at which a drawing looks sharp in print."""
SetError = typst.TypstError
"""What Typst cannot set; `message` says why, in English."""

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_TWIPS = 20
_DRAWING = (
    "#set page(width:{0}pt,height:{1}pt,margin:0pt)\n"
    '#image(bytes(sys.inputs.svg),format:"svg",width:{0}pt,height:{1}pt)'
)


def set_pages(markup: str, inputs: Mapping[str, str], fonts: Path) -> bytes:
    """The PDF of mark-up, which finds `inputs` by their names. Raises SetError."""
    # nothing in the mark-up reads a file; the root stands here so that the current folder does not matter
    return typst.compile(  # type: ignore[type-var]  # the types of mark-up and root need not be the same
        markup.encode(),
        root=str(fonts),
        font_paths=_fonts(fonts),
        sys_inputs=dict(inputs),
        pdf_standards=_STANDARDS,
        timestamp=0,
    )


@lru_cache(maxsize=16)
def raster(svg: bytes, width: int, height: int, fonts: Path) -> bytes:
    """The PNG of a drawing of this size in twips; kept, since annexes show drawings again. Raises SetError."""
    markup = _DRAWING.format(width / _TWIPS, height / _TWIPS)
    png: bytes = typst.compile(  # type: ignore[call-overload]
        markup.encode(),
        root=str(fonts),
        font_paths=_fonts(fonts),
        sys_inputs={"svg": svg.decode()},
        format="png",
        ppi=float(DPI),
        timestamp=0,
    )
    return png


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])
