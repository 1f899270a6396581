"""Letterhead, running header and footer, filled with the document's frame values."""

from __future__ import annotations

from collections.abc import Mapping

from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Letterhead, Logo
from vorlagenwerk.basics.typesetting.look import NO_STROKE, Look, ParagraphLook
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.pdf.inlines import line_expression
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.pictures import PictureWriter
from vorlagenwerk.writers.pdf.roles import leading, stack

_RUNNING = ("absender", "kurztitel")
_LEAST_GAP = 6.0
"""Points between letterhead and text, whatever the style template says."""
_BESIDE = 12.0
"""Points between the lines of a letterhead and a logo at their side."""

BARE = "#set page(header:none,footer:none)\n"
"""The rule for a cover."""
RUNNING = "#set page(header:kopfzeile,footer:fusszeile)\n"
"""The rule for every other page."""


def page_frame(document: Document, look: Look) -> str:
    """Header and footer for `RUNNING`; Typst marks both as artifacts."""
    lines = _lines("kopfzeile", _RUNNING, document, look)
    shown = stack([(style, _paragraph(style, text, look)) for style, text in lines], look)
    page = look.page
    top, bottom = (max(length, 0) / TWIPS for length in (page.header, page.footer))
    # the first page has the letterhead instead
    header = f"context if here().page()>1{{set text(hyphenate:false);align(top,pad(top:{top:g}pt,{shown}))}}"
    numbers = '{"Seite ";counter(page).display();" von ";str(counter(page).final().first())}'
    footer = f"align(bottom,pad(bottom:{bottom:g}pt,{stack([(look.role('fusszeile'), numbers)], look)}))"
    return (
        f"#set page(numbering:none,header-ascent:0pt,footer-descent:0pt)\n"
        f"#let kopfzeile={header if any(text for _, text in lines) else 'none'}\n#let fusszeile=context {footer}\n"
    )


def letterhead(document: Document, look: Look, pictures: PictureWriter) -> str:
    """The sender at the head of the first page: text of the document, not an artifact, since no other page has it."""
    lines = _head_lines(look.letterhead, dict(document.frame), look, pictures)
    beside = look.letterhead.beside
    if not lines and not beside:
        return ""
    last = lines[-1][0] if lines else look.role("kopfzeile")
    after = max(last.after, *_ends(look), _LEAST_GAP) + leading(look.role("standard"), look)
    up = (abs(look.page.top) - look.page.header) / TWIPS
    shown = _flanked(stack(lines, look), beside, look.page, pictures)
    return f"#v(-{max(up, 0):g}pt)\n#block(width:100%,below:{after:g}pt,{shown})\n"


def _head_lines(
    head: Letterhead, values: Mapping[str, str], look: Look, pictures: PictureWriter
) -> list[tuple[ParagraphLook, str]]:
    """The style and what stands inside of each line that shows something."""
    shown: list[tuple[ParagraphLook, str]] = []
    plain = look.role("kopfzeile")._replace(below=NO_STROKE, above=NO_STROKE)
    for line in head.lines:
        if isinstance(line, Logo):
            shown.append((plain._replace(align=line.side), pictures.logo(line, look.page.text_width / TWIPS)))
        elif text := line.text(values):
            style = look.roles.get(line.role, look.role("kopfzeile"))
            shown.append((style._replace(align=line.side) if line.side else style, _paragraph(style, text, look)))
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


def _paragraph(style: ParagraphLook, text: str, look: Look) -> str:
    return f"par({line_expression(text, look.page.text_width / TWIPS / style.size)})"


def _lines(place: str, names: tuple[str, ...], document: Document, look: Look) -> list[tuple[ParagraphLook, str]]:
    """The style and the text of each line."""
    values = dict(document.frame)
    fallback = look.role("kopfzeile")
    return [(look.roles.get(f"{place}_{name}", fallback), values.get(f"dokument.{name}", "").strip()) for name in names]
