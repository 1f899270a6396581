"""styles.xml of the shipped style template: the sober look of a German authority, as a table of styles."""

from __future__ import annotations

from vorlagenwerk.writers.docx.markup import XML_HEAD
from vorlagenwerk.writers.docx.scan import W

_BLUE = "1F3A55"
"""Headings and rules of the head row: 11 : 1 on white."""
_RULE = "9AA7B5"
_SHADE = "E6ECF2"
_GREY = "4A4A4A"
_LINK = "0B4F8A"

_FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'


def styles_part() -> bytes:
    """The whole part."""
    styles = [
        *_basic(),
        *_headings(),
        *_lists(),
        *_text_blocks(),
        *_contents(),
        *_page_frame(),
        *_characters(),
        *_tables(),
    ]
    return f'{XML_HEAD}<w:styles xmlns:w="{W}">{_DEFAULTS}{_LATENT}{"".join(styles)}</w:styles>'.encode()


_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)

# Word's other 370 styles stay hidden until someone uses them, so that the gallery shows what the papers use
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"/>'
)


def _style(
    kind: str,
    ident: str,
    name: str,
    body: str,
    *,
    based: str = "",
    follow: str = "",
    default: bool = False,
    rank: int = 10,
    own: bool = False,
) -> str:
    attributes = f'w:type="{kind}"' + (' w:default="1"' if default else "") + (' w:customStyle="1"' if own else "")
    based_on = f'<w:basedOn w:val="{based}"/>' if based else ""
    following = f'<w:next w:val="{follow}"/>' if follow else ""
    hidden = "<w:semiHidden/><w:unhideWhenUsed/>" if rank >= 99 else ""
    quick = "" if rank >= 90 else "<w:qFormat/>"
    return (
        f'<w:style {attributes} w:styleId="{ident}"><w:name w:val="{name}"/>{based_on}{following}'
        f'<w:uiPriority w:val="{rank}"/>{hidden}{quick}{body}</w:style>'
    )


def _run(half_points: int = 0, *, bold: bool = False, italic: bool = False, color: str = "") -> str:
    marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    tint = f'<w:color w:val="{color}"/>' if color else ""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    return f"<w:rPr>{marks}{tint}{size}</w:rPr>"


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _basic() -> list[str]:
    kept = "<w:keepNext/><w:keepLines/>"
    return [
        _style(
            "paragraph",
            "Normal",
            "Normal",
            f"<w:pPr><w:widowControl/>{_spacing(0, 120, 276)}</w:pPr>",
            default=True,
            rank=0,
        ),
        _style(
            "paragraph",
            "Title",
            "Title",
            f"<w:pPr>{kept}<w:suppressAutoHyphens/>{_spacing(0, 120, 252)}</w:pPr>{_run(36, bold=True, color=_BLUE)}",
            based="Normal",
            follow="Normal",
            rank=1,
        ),
        _style(
            "paragraph",
            "Subtitle",
            "Subtitle",
            f"<w:pPr>{kept}<w:suppressAutoHyphens/>{_spacing(0, 240)}</w:pPr>{_run(26, color=_GREY)}",
            based="Normal",
            follow="Normal",
            rank=2,
        ),
    ]


def _headings() -> list[str]:
    looks = ((30, 360, 120), (26, 300, 100), (23, 240, 80), (22, 240, 80), (22, 200, 60), (22, 200, 60))
    styles = []
    for level, (size, before, after) in enumerate(looks, start=1):
        numbering = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
        properties = (
            f"<w:pPr><w:keepNext/><w:keepLines/>{numbering}<w:suppressAutoHyphens/>{_spacing(before, after, 252)}"
            f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        )
        look = _run(size, bold=level < 5, italic=level == 6, color=_BLUE)
        styles.append(
            _style(
                "paragraph",
                f"Heading{level}",
                f"heading {level}",
                properties + look,
                based="Normal",
                follow="Normal",
                rank=2 + level,
            )
        )
    return styles


def _lists() -> list[str]:
    body = f"<w:pPr>%s{_spacing(0, 80, 276)}%s</w:pPr>"
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>'
    return [
        _style("paragraph", "ListBullet", "List Bullet", body % (numbering % 2, ""), based="Normal", rank=10),
        _style("paragraph", "ListNumber", "List Number", body % (numbering % 3, ""), based="Normal", rank=11),
        _style(
            "paragraph",
            "ListContinue",
            "List Continue",
            body % ("", '<w:ind w:left="357"/>'),
            based="Normal",
            rank=12,
        ),
    ]


def _text_blocks() -> list[str]:
    bar = f'<w:pBdr><w:left w:val="single" w:sz="%d" w:space="%d" w:color="{_BLUE}"/></w:pBdr>'
    box = f'<w:pBdr>%s</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="{_SHADE}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    inset = '<w:ind w:left="142" w:right="142"/>'
    return [
        _style(
            "paragraph",
            "Quote",
            "Quote",
            f'<w:pPr>{bar % (12, 12)}{_spacing(60, 120, 276)}<w:ind w:left="425" w:right="425"/></w:pPr>{_run(color=_GREY)}',
            based="Normal",
            rank=13,
        ),
        _style(
            "paragraph",
            "Caption",
            "caption",
            f"<w:pPr><w:keepNext/><w:keepLines/>{_spacing(240, 80)}</w:pPr>{_run(19, bold=True, color=_BLUE)}",
            based="Normal",
            follow="Normal",
            rank=14,
        ),
        _style(
            "paragraph",
            "Hinweis",
            "Hinweis",
            f"<w:pPr><w:keepLines/>{box % sides}{_spacing(160, 200, 264)}{inset}</w:pPr>",
            based="Normal",
            rank=15,
            own=True,
        ),
        _style(
            "paragraph",
            "Beschlussvorschlag",
            "Beschlussvorschlag",
            f'<w:pPr>{bar % (24, 10)}{_spacing(120, 120, 276)}<w:ind w:left="284"/></w:pPr>',
            based="Normal",
            rank=16,
            own=True,
        ),
        _style(
            "paragraph",
            "Quelle",
            "Quelle",
            f"<w:pPr>{_spacing(60, 160)}</w:pPr>{_run(17, color=_GREY)}",
            based="Normal",
            rank=17,
            own=True,
        ),
    ]


def _contents() -> list[str]:
    # without number 0 the heading above the contents would be chapter 1
    unnumbered = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    styles = [
        _style(
            "paragraph",
            "TOCHeading",
            "TOC Heading",
            f'<w:pPr>{unnumbered}<w:ind w:left="0" w:firstLine="0"/><w:outlineLvl w:val="9"/></w:pPr>',
            based="Heading1",
            follow="Normal",
            rank=39,
        )
    ]
    for level in (1, 2, 3):
        body = f'<w:pPr>{_spacing(0, 60)}<w:ind w:left="{(level - 1) * 284}"/></w:pPr>'
        styles.append(
            _style("paragraph", f"TOC{level}", f"toc {level}", body, based="Normal", follow="Normal", rank=39)
        )
    return styles


def _page_frame() -> list[str]:
    rule = f'<w:pBdr><w:%s w:val="single" w:sz="4" w:space="%d" w:color="{_RULE}"/></w:pBdr>'
    small = _run(17, color=_GREY)
    return [
        _style(
            "paragraph",
            "Header",
            "header",
            f"<w:pPr>{_spacing(0, 0)}</w:pPr>{small}",
            based="Normal",
            rank=99,
        ),
        _style(
            "paragraph",
            "Footer",
            "footer",
            f'<w:pPr>{rule % ("top", 4)}{_spacing(0, 0)}<w:jc w:val="right"/></w:pPr>{small}',
            based="Normal",
            rank=99,
        ),
        _style(
            "paragraph",
            "Kurztitel",
            "Kurztitel",
            f'<w:pPr>{rule % ("bottom", 4)}<w:jc w:val="right"/></w:pPr>',
            based="Header",
            rank=90,
            own=True,
        ),
        _style(
            "paragraph",
            "BriefkopfAbsender",
            "Briefkopf Absender",
            f"<w:pPr>{_spacing(0, 40)}</w:pPr>{_run(30, bold=True, color=_BLUE)}",
            based="Header",
            rank=90,
            own=True,
        ),
        _style(
            "paragraph",
            "BriefkopfStelle",
            "Briefkopf Stelle",
            f"<w:pPr>{_spacing(0, 40)}</w:pPr>{_run(20, color=_GREY)}",
            based="Header",
            rank=90,
            own=True,
        ),
        _style(
            "paragraph",
            "BriefkopfKontakt",
            "Briefkopf Kontakt",
            f"<w:pPr>{rule % ('bottom', 6)}{_spacing(0, 480)}</w:pPr>{small}",
            based="Header",
            rank=90,
            own=True,
        ),
    ]


def _characters() -> list[str]:
    courier = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
    return [
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", "", default=True, rank=99),
        _style("character", "Strong", "Strong", _run(bold=True), rank=20),
        _style("character", "Emphasis", "Emphasis", _run(italic=True), rank=21),
        _style(
            "character",
            "Hyperlink",
            "Hyperlink",
            f'<w:rPr><w:color w:val="{_LINK}"/><w:u w:val="single"/></w:rPr>',
            rank=90,
        ),
        _style("character", "HTMLCode", "HTML Code", f"<w:rPr>{courier}</w:rPr>", rank=90),
        _style("character", "PlaceholderText", "Placeholder Text", _run(color="595959"), rank=99),
    ]


def _tables() -> list[str]:
    cell = f"<w:pPr><w:suppressAutoHyphens/>{_spacing(24, 24, 240)}</w:pPr>"
    bold = _run(bold=True)
    margins = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="%d" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar>'
    )
    thin, strong = (
        f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"',
        f'w:val="single" w:sz="8" w:space="0" w:color="{_BLUE}"',
    )
    grid = f"<w:tblBorders><w:top {strong}/><w:bottom {thin}/><w:insideH {thin}/>%s</w:tblBorders>"
    head = (
        f'<w:tblStylePr w:type="firstRow">{bold}<w:tblPr/><w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    total = f'<w:tblStylePr w:type="lastRow"><w:tblPr/><w:tcPr><w:tcBorders><w:top {strong}/></w:tcBorders></w:tcPr></w:tblStylePr>'
    table = '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>%s' + margins % (80, 80) + "</w:tblPr>"
    return [
        _style("paragraph", "Tabellentext", "Tabellentext", cell + _run(18), based="Normal", rank=30, own=True),
        _style(
            "paragraph",
            "Tabellenkopf",
            "Tabellenkopf",
            f"<w:pPr><w:keepNext/></w:pPr>{bold}",
            based="Tabellentext",
            rank=31,
            own=True,
        ),
        _style(
            "paragraph",
            "Tabellenzeilenkopf",
            "Tabellenzeilenkopf",
            bold,
            based="Tabellentext",
            rank=32,
            own=True,
        ),
        _style("paragraph", "Tabellensumme", "Tabellensumme", bold, based="Tabellentext", rank=33, own=True),
        _style("table", "TableNormal", "Normal Table", table % "", default=True, rank=99).replace("80", "108"),
        _style(
            "table",
            "VorlagenwerkTabelle",
            "Vorlagenwerk Tabelle",
            table % (grid % f"<w:insideV {thin}/>") + head + total,
            based="TableNormal",
            rank=34,
            own=True,
        ),
        _style(
            "table",
            "VorlagenwerkAngaben",
            "Vorlagenwerk Angaben",
            table % (grid % "") + head,
            based="TableNormal",
            rank=35,
            own=True,
        ),
    ]
