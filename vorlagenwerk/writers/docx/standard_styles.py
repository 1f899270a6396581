"""styles.xml of the shipped style template: the sober look of a German authority."""

from __future__ import annotations

from vorlagenwerk.writers.docx.markup import XML_HEAD
from vorlagenwerk.writers.docx.scan import W
from vorlagenwerk.writers.docx.standard_markup import (
    BLUE,
    GREY,
    LINK,
    RULE,
    SHADE,
    letters,
    paragraph_style,
    spacing,
    style,
)
from vorlagenwerk.writers.docx.standard_tables import table_styles

_KEPT = "<w:keepNext/><w:keepLines/>"
_TEXT_WIDTH = 9354
"""Room between the margins of the shipped page in twips, where page numbers stand."""

_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)

# Word's other 370 styles stay hidden until someone uses them, so that the gallery shows what the papers use
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"/>'
)


def styles_part() -> bytes:
    """The whole part."""
    text = [*_basic(), *_headings(), *_lists(), *_text_blocks(), *_contents(), *_notes(), *_cover()]
    styles = "".join([*text, *_page_frame(), *_characters(), *table_styles()])
    return f'{XML_HEAD}<w:styles xmlns:w="{W}">{_DEFAULTS}{_LATENT}{styles}</w:styles>'.encode()


def _basic() -> list[str]:
    normal = f"<w:pPr><w:widowControl/>{spacing(0, 120, 276)}</w:pPr>"
    title = f"{_KEPT}<w:suppressAutoHyphens/>{spacing(0, 120, 252)}"
    subtitle = f"{_KEPT}<w:suppressAutoHyphens/>{spacing(0, 240)}"
    return [
        style("paragraph", "Normal", "Normal", normal, rank=0, default=True),
        paragraph_style("Title", "Title", 1, title, letters(36, bold=True, color=BLUE), follow="Normal"),
        paragraph_style("Subtitle", "Subtitle", 2, subtitle, letters(26, color=GREY), follow="Normal"),
    ]


def _headings() -> list[str]:
    looks = ((30, 360, 120), (26, 300, 100), (23, 240, 80), (22, 240, 80), (22, 200, 60), (22, 200, 60))
    styles = []
    for index, (size, before, after) in enumerate(looks):
        properties = (
            f'{_KEPT}<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="1"/></w:numPr><w:suppressAutoHyphens/>'
            f'{spacing(before, after, 252)}<w:outlineLvl w:val="{index}"/>'
        )
        look = letters(size, bold=index < 4, italic=index == 5, color=BLUE)
        name = f"heading {index + 1}"
        styles.append(paragraph_style(f"Heading{index + 1}", name, 3 + index, properties, look, follow="Normal"))
    return styles


def _lists() -> list[str]:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>'
    space = spacing(0, 80, 276)
    return [
        paragraph_style("ListBullet", "List Bullet", 10, number % 2 + space),
        paragraph_style("ListNumber", "List Number", 11, number % 3 + space),
        paragraph_style("ListContinue", "List Continue", 12, space + '<w:ind w:left="357"/>'),
    ]


def _text_blocks() -> list[str]:
    bar = f'<w:pBdr><w:left w:val="single" w:sz="%d" w:space="%d" w:color="{BLUE}"/></w:pBdr>'
    quote = f'{bar % (12, 12)}{spacing(120, 120, 276)}<w:ind w:left="425" w:right="425"/>'
    decision = f'{bar % (24, 10)}{spacing(120, 120, 276)}<w:ind w:left="284"/>'
    line = f'w:val="single" w:sz="4" w:space="6" w:color="{SHADE}"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right"))
    box = f'<w:keepLines/><w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    inset = '<w:ind w:left="142" w:right="142"/>'
    picture = f"<w:keepNext/>{spacing(160, 60, 240)}"
    caption = letters(19, bold=True, color=BLUE)
    return [
        paragraph_style("Quote", "Quote", 13, quote, letters(color=GREY)),
        paragraph_style("Caption", "caption", 14, _KEPT + spacing(240, 80), caption, follow="Normal"),
        paragraph_style("Abbildung", "Abbildung", 14, picture, follow="Caption", own=True),
        paragraph_style("Hinweis", "Hinweis", 15, box + spacing(160, 200, 264) + inset, own=True),
        paragraph_style("Beschlussvorschlag", "Beschlussvorschlag", 16, decision, own=True),
        paragraph_style("Quelle", "Quelle", 17, spacing(60, 160), letters(17, color=GREY), own=True),
    ]


def _contents() -> list[str]:
    # without list 0 the heading above the contents would be chapter 1
    unnumbered = '<w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/><w:outlineLvl w:val="9"/>'
    heading = paragraph_style("TOCHeading", "TOC Heading", 39, unnumbered, based="Heading1", follow="Normal")
    # no hanging indents: short headings without a number would end at them and lose their dots
    page = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_TEXT_WIDTH}"/></w:tabs>{spacing(0, 60)}'
    levels = [page + f'<w:ind w:left="{left}"/>' for left in (0, 454, 1078)]
    return [
        heading,
        *(paragraph_style(f"TOC{number}", f"toc {number}", 39, level) for number, level in enumerate(levels, 1)),
        paragraph_style("TableofFigures", "table of figures", 39, page),
    ]


def _notes() -> list[str]:
    mark = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    hanging = '<w:ind w:left="170" w:hanging="170"/>'
    return [
        paragraph_style("FootnoteText", "footnote text", 40, f"{spacing(0, 40, 240)}{hanging}", letters(18)),
        style("character", "FootnoteReference", "footnote reference", mark, rank=90),
    ]


def _cover() -> list[str]:
    title = f"{_KEPT}<w:suppressAutoHyphens/>{spacing(1701, 240, 252)}"
    subtitle = f"{_KEPT}<w:suppressAutoHyphens/>{spacing(0, 480, 264)}"
    large, middle = letters(52, bold=True, color=BLUE), letters(30, color=GREY)
    return [
        paragraph_style("DeckblattTitel", "Titel Deckblatt", 41, title, large, follow="DeckblattUntertitel", own=True),
        paragraph_style("DeckblattUntertitel", "Untertitel Deckblatt", 42, subtitle, middle, own=True),
        paragraph_style("DeckblattAngaben", "Deckblatt Angaben", 43, spacing(0, 80, 276), letters(24), own=True),
    ]


def _page_frame() -> list[str]:
    rule = f'<w:pBdr><w:%s w:val="single" w:sz="4" w:space="%d" w:color="{RULE}"/></w:pBdr>'
    right = '<w:jc w:val="right"/>'
    small, middle, large = letters(17, color=GREY), letters(20, color=GREY), letters(30, bold=True, color=BLUE)
    contact = rule % ("bottom", 6) + spacing(0, 480)
    return [
        paragraph_style("Header", "header", 99, spacing(0, 0), small),
        paragraph_style("Footer", "footer", 99, rule % ("top", 4) + spacing(0, 0) + right, small),
        paragraph_style("Kurztitel", "Kurztitel", 90, rule % ("bottom", 4) + right, based="Header", own=True),
        paragraph_style("BriefkopfAbsender", "Briefkopf Absender", 90, spacing(0, 40), large, based="Header", own=True),
        paragraph_style("BriefkopfStelle", "Briefkopf Stelle", 90, spacing(0, 40), middle, based="Header", own=True),
        paragraph_style("BriefkopfKontakt", "Briefkopf Kontakt", 90, contact, small, based="Header", own=True),
    ]


def _characters() -> list[str]:
    courier = '<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/></w:rPr>'
    link = f'<w:rPr><w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr>'
    return [
        style("character", "DefaultParagraphFont", "Default Paragraph Font", "", rank=99, default=True),
        style("character", "Strong", "Strong", letters(bold=True), rank=20),
        style("character", "Emphasis", "Emphasis", letters(italic=True), rank=21),
        style("character", "Hyperlink", "Hyperlink", link, rank=90),
        style("character", "HTMLCode", "HTML Code", courier, rank=90),
        style("character", "PlaceholderText", "Placeholder Text", letters(color="595959"), rank=99),
    ]
