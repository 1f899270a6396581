"""The letterhead, filled with the document's frame values."""

from __future__ import annotations

from collections.abc import Mapping

from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Letterhead, Logo
from vorlagenwerk.basics.typesetting.look import NO_STROKE, Look, ParagraphLook
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.basics.typesetting.rooms import joined
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.pdf.inlines import line_expression
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.pictures import PictureWriter
from vorlagenwerk.writers.pdf.roles import leading, stack
from vorlagenwerk.writers.pdf.running import LINE, line_parts

_LEAST_GAP = 6.0
"""Points between letterhead and text, whatever the style template says."""
_BESIDE = 12.0
"""Points between the lines of a letterhead and a logo at their side."""


def letterhead(
    document: Document, look: Look, pictures: PictureWriter, before: float, page: Page, nominal: Page
) -> str:
    """The sender at the head of the first page: text of the document, not an artifact, since no other page has it.

    `before` is the space in points that the text below asks for; as in Word, it comes on top of that of the letterhead.
    The margins of `page` leave room for the running header, which this page does without; `nominal` says what they are.
    """
    lines = _head_lines(look.letterhead, dict(document.frame), look, pictures)
    beside = look.letterhead.beside
    if not lines and not beside:
        return ""
    last = lines[-1][0] if lines else look.role("kopfzeile")
    after = max(last.after, *_ends(look), _LEAST_GAP) + leading(look.role("standard"), look)
    up, least = ((abs(sheet.top) - sheet.header) / TWIPS for sheet in (page, nominal))
    shown = _flanked(stack(lines, look), beside, look.page, pictures)
    # text begins at the page's margin at the earliest
    block = f"layout(raum=>block(height:calc.max({max(least - after, 0):g}pt,measure(width:raum.width,it).height),it))"
    return f"#v(-{max(up, 0):g}pt)\n#{{let it={shown};block(width:100%,below:{after + before:g}pt,{block})}}\n"


def _head_lines(
    head: Letterhead, values: Mapping[str, str], look: Look, pictures: PictureWriter
) -> list[tuple[ParagraphLook, str]]:
    """The style and what stands inside of each line that shows something."""
    shown: list[tuple[ParagraphLook, str]] = []
    has_text = False
    plain = look.role("kopfzeile")._replace(below=NO_STROKE, above=NO_STROKE)
    for line in head.lines:
        if isinstance(line, Logo):
            has_text = True
            shown.append((plain._replace(align=line.side), pictures.logo(line, look.page.text_width / TWIPS)))
        elif line.is_shown(values):
            has_text |= bool(line.text(values, "1"))
            style = look.roles.get(line.role, look.role("kopfzeile"))
            shown.append(
                (style._replace(align=line.side) if line.side else style, _paragraph(line, style, values, look))
            )
    if not has_text:
        return []
    styles = joined([style for style, _ in shown])
    shown = [(style or plain, inside) for style, (_, inside) in zip(styles, shown, strict=True)]
    # the rule below the last line is that of the letterhead, also where a paper lacks this line
    rule = next((look.roles[line.role].below for line in _last_line(head) if line.role in look.roles), NO_STROKE)
    if shown and rule.thickness and not shown[-1][0].below.thickness:
        shown[-1] = shown[-1][0]._replace(below=rule), shown[-1][1]
    return shown


def _last_line(head: Letterhead) -> list[HeadLine]:
    return [line for line in head.lines if isinstance(line, HeadLine)][-1:]


def _ends(look: Look) -> list[float]:
    """The space that the last line of the letterhead asks for, also where a paper lacks this line."""
    return [look.roles[line.role].after for line in _last_line(look.letterhead) if line.role in look.roles]


def _flanked(lines: str, logos: tuple[Logo, ...], page: Page, pictures: PictureWriter) -> str:
    """The lines with the logos that stand at their sides."""
    if not logos:
        return lines
    room = page.text_width / TWIPS / 3
    left, right = ([pictures.logo(logo, room) for logo in logos if logo.side == side] for side in ("links", "rechts"))
    columns = [*(["auto"] * len(left)), "1fr", *(["auto"] * len(right))]
    cells = ",".join([*left, lines, *right])
    return f"grid(columns:({','.join(columns)},),column-gutter:{_BESIDE:g}pt,{cells})"


def _paragraph(line: HeadLine, style: ParagraphLook, values: Mapping[str, str], look: Look) -> str:
    if line.counts_pages:
        # the text of a paper is read aloud, and tabs are no words
        inside = ';" ";'.join(line_parts(line, values, look.page_numbers))
        return f"context par({{{inside}}})"
    text = line.text(values)
    if not text:
        return f"block(height:{LINE:g}em)"
    return f"par({line_expression(text, look.page.text_width / TWIPS / style.size)})"
