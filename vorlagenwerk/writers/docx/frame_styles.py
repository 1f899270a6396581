"""Which styles the headers and footers of the template use, by role: other formats build their page frame of these."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.writers.docx.template import StyleTemplate


def frame_styles(template: StyleTemplate) -> dict[str, str]:
    """The id of the style of `kopfzeile`, `fusszeile`, and of the paragraph around each content control.

    Those on first pages are called `briefkopf_absender`, on others `kopfzeile_kurztitel` or `fusszeile_…`; other lines
    of the letterhead are numbered.
    """
    sheet, found = template.sheet, {}
    default = sheet.default("paragraph")
    for role, name in (("kopfzeile", "header"), ("fusszeile", "footer")):
        if ident := sheet.identify(name) or default:
            found[role] = ident
    # a paragraph that names no style has the default one
    found |= {role: ident or default or "" for role, ident in template.frames.letterhead.styles.items()}
    for role, ident in _controlled(template):
        found[role] = ident
    return {role: ident for role, ident in found.items() if ident in sheet and sheet.kind(ident) == "paragraph"}


def _controlled(template: StyleTemplate) -> Iterator[tuple[str, str]]:
    """The role and the style of the paragraph around each content control of running headers and footers."""
    for part in template.frames.parts:
        if part.name == template.frames.first_header:
            continue
        place = "kopfzeile" if "header" in part.name else "fusszeile"
        for tag, style in part.styles:
            if tag.startswith("dokument.") and style:
                yield f"{place}_{tag.removeprefix('dokument.')}", style
