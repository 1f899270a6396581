"""Which styles the headers and footers of the template use, by role: other formats build their page frame of these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vorlagenwerk.writers.docx.frame import Slot
from vorlagenwerk.writers.docx.template import StyleTemplate


def frame_styles(template: StyleTemplate) -> dict[str, str]:
    """The id of the style of `kopfzeile`, `fusszeile`, and of the paragraph around each content control.

    Those on first pages are called `briefkopf_absender`, on others `kopfzeile_kurztitel` or `fusszeile_…`.
    """
    sheet, found = template.sheet, {}
    default = sheet.default("paragraph")
    for role, name in (("kopfzeile", "header"), ("fusszeile", "footer")):
        if ident := sheet.identify(name) or default:
            found[role] = ident
    for role in ("absender", "stelle", "kontakt"):
        if "kopfzeile" in found:
            found[f"briefkopf_{role}"] = found["kopfzeile"]
    for role, ident in _controlled(template):
        if ident in sheet and sheet.kind(ident) == "paragraph":
            found[role] = ident
    return found


def _controlled(template: StyleTemplate) -> Iterator[tuple[str, str]]:
    """The role and the style of the paragraph around each content control of headers and footers."""
    first = re.search(r'<w:headerReference [^>]*"first"[^>]*>', "".join(template.page_setup.first))
    letterhead = next((r.target for r in template.relations if first and f'"{r.ident}"' in first.group()), "")
    for part in template.frame_parts:
        place = "briefkopf" if part.name == letterhead else "kopfzeile" if "header" in part.name else "fusszeile"
        before = b""
        for piece in part.pieces:
            if isinstance(piece, bytes):
                before = piece
            elif isinstance(piece, Slot) and piece.tag.startswith("dokument."):
                text = before + piece.before
                paragraph = text[max(text.rfind(b"<w:p>"), text.rfind(b"<w:p "), 0) :]
                if style := re.search(rb'<w:pStyle w:val="([^"]*)"', paragraph):
                    yield f"{place}_{piece.tag.removeprefix('dokument.')}", style.group(1).decode()
