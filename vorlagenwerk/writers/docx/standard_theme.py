"""Theme and font table of the shipped style template: Word's colour picker offers the colours of its styles."""

from __future__ import annotations

from vorlagenwerk.writers.docx.markup import XML_HEAD
from vorlagenwerk.writers.docx.scan import W

_COLORS = {
    "dk2": "1F3A55",
    "lt2": "E6ECF2",
    "accent1": "1F3A55",
    "accent2": "0B4F8A",
    "accent3": "9AA7B5",
    "accent4": "4A4A4A",
    "accent5": "7A5C00",
    "accent6": "2E6B3A",
    "hlink": "0B4F8A",
    "folHlink": "5B3A7A",
}
_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part() -> bytes:
    """word/theme/theme1.xml with our colours, Arial, and plain fills."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    system = (
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    )
    fonts = "".join(
        f'<a:{role}Font><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:{role}Font>'
        for role in ("major", "minor")
    )
    lines = "".join(f'<a:ln w="{width}">{_SOLID}</a:ln>' for width in (6350, 12700, 19050))
    return (
        f'{XML_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Vorlagenwerk">'
        f'<a:themeElements><a:clrScheme name="Vorlagenwerk">{system}{colors}</a:clrScheme>'
        f'<a:fontScheme name="Vorlagenwerk">{fonts}</a:fontScheme><a:fmtScheme name="Vorlagenwerk">'
        f"<a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def font_table_part() -> bytes:
    """word/fontTable.xml: the fonts of the styles and what may stand in for them."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{pitch}"/></w:font>'
        for name, other, family, pitch in (
            ("Arial", "Liberation Sans", "swiss", "variable"),
            ("Courier New", "Liberation Mono", "modern", "fixed"),
        )
    )
    return f'{XML_HEAD}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'.encode()
