"""Letterhead, running header and footer, filled with the document's frame values."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.roles import leading, stack

_LETTERHEAD = ("absender", "stelle", "kontakt")
_RUNNING = ("absender", "kurztitel")
_LEAST_GAP = 6.0
"""Points between letterhead and text, whatever the style template says."""

BARE = "#set page(header:none,footer:none)\n"
"""The rule for a cover."""
RUNNING = "#set page(header:kopfzeile,footer:fusszeile)\n"
"""The rule for every other page."""


def page_frame(document: Document, look: Look) -> str:
    """Header and footer for `RUNNING`; Typst marks both as artifacts."""
    lines = _lines("kopfzeile", _RUNNING, document, look)
    shown = stack([(style, f"par({one_line(text)})") for style, text in lines], look)
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


def letterhead(document: Document, look: Look) -> str:
    """The sender at the head of the first page: text of the document, not an artifact, since no other page has it."""
    lines = [line for line in _lines("briefkopf", _LETTERHEAD, document, look) if line[1]]
    if not lines:
        return ""
    last, body = lines[-1][0], look.role("standard")
    # the last one's rule is that of the letterhead, also where a paper lacks its line
    rule = look.role("briefkopf_kontakt").below
    if not last.below.thickness and rule.thickness:
        lines[-1] = last._replace(below=rule), lines[-1][1]
    after = max(last.after, look.role("briefkopf_kontakt").after, _LEAST_GAP) + leading(body, look)
    up = (abs(look.page.top) - look.page.header) / TWIPS
    shown = stack([(style, f"par({one_line(text)})") for style, text in lines], look)
    return f"#v(-{max(up, 0):g}pt)\n#block(width:100%,below:{after:g}pt,{shown})\n"


def _lines(place: str, names: tuple[str, ...], document: Document, look: Look) -> list[tuple[ParagraphLook, str]]:
    """The style and the text of each line."""
    values = dict(document.frame)
    fallback = look.role("kopfzeile")
    return [(look.roles.get(f"{place}_{name}", fallback), values.get(f"dokument.{name}", "").strip()) for name in names]
