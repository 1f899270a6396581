"""Mark-up of single styles for the shipped style template, and its colours."""

from __future__ import annotations

BLUE = "1F3A55"
"""Headings and strong rules: 11 : 1 on white."""
RULE = "9AA7B5"
SHADE = "E6ECF2"
GREY = "4A4A4A"
LINK = "0B4F8A"

_HIDDEN, _NOT_IN_GALLERY = 99, 90


def style(
    kind: str,
    ident: str,
    name: str,
    body: str,
    *,
    rank: int,
    based: str = "",
    follow: str = "",
    default: bool = False,
    own: bool = False,
) -> str:
    """A `w:style`; `rank` is its place in Word's list, from 90 on outside the gallery, at 99 hidden until used."""
    attributes = f'w:type="{kind}"' + (' w:default="1"' if default else "") + (' w:customStyle="1"' if own else "")
    based_on = f'<w:basedOn w:val="{based}"/>' if based else ""
    following = f'<w:next w:val="{follow}"/>' if follow else ""
    hidden = "<w:semiHidden/><w:unhideWhenUsed/>" if rank >= _HIDDEN else ""
    quick = "" if rank >= _NOT_IN_GALLERY else "<w:qFormat/>"
    return (
        f'<w:style {attributes} w:styleId="{ident}"><w:name w:val="{name}"/>{based_on}{following}'
        f'<w:uiPriority w:val="{rank}"/>{hidden}{quick}{body}</w:style>'
    )


def paragraph_style(
    ident: str,
    name: str,
    rank: int,
    properties: str,
    look: str = "",
    *,
    based: str = "Normal",
    follow: str = "",
    own: bool = False,
) -> str:
    """A paragraph style with the inside of its `w:pPr` and its `w:rPr`."""
    body = (f"<w:pPr>{properties}</w:pPr>" if properties else "") + look
    return style("paragraph", ident, name, body, rank=rank, based=based, follow=follow, own=own)


def letters(half_points: int = 0, *, bold: bool = False, italic: bool = False, color: str = "") -> str:
    """A `w:rPr`."""
    marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    tint = f'<w:color w:val="{color}"/>' if color else ""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    return f"<w:rPr>{marks}{tint}{size}</w:rPr>"


def spacing(before: int, after: int, line: int = 0) -> str:
    """A `w:spacing` in twips; lines in 240ths."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'
