"""How the lines of headers and footers of the template look, by role: other formats build their page frame of these."""

from __future__ import annotations

from vorlagenwerk.writers.docx.inheritance import Properties, inherit
from vorlagenwerk.writers.docx.letterhead import Said
from vorlagenwerk.writers.docx.stylesheet import StyleSheet
from vorlagenwerk.writers.docx.template import StyleTemplate


def frame_styles(template: StyleTemplate) -> dict[str, Said]:
    """How the lines `kopfzeile`, `fusszeile` and those of all headers and footers look.

    A line that shows one value is called after it: `briefkopf_absender` on the first page, `kopfzeile_kurztitel` and
    `fusszeile_…` on others, `kopfzeile_gerade_…` on even ones, `fusszeile_zuerst_…` on the first one; other lines are
    numbered.
    """
    sheet = template.sheet
    default = sheet.default("paragraph") or ""
    found = {role: Said(sheet.identify(name) or default) for role, name in _NAMED.items()} | dict(
        template.frames.styles
    )
    # a paragraph that names no style has the default one
    found = {role: said if said.style else said._replace(style=default) for role, said in found.items()}
    return {role: said for role, said in found.items() if said.style in sheet and sheet.kind(said.style) == "paragraph"}


def properties_of(said: Said, sheet: StyleSheet) -> Properties:
    """What the style of a line says, and what the line says itself."""
    merged = dict(sheet.properties(said.style))
    for path, attributes in said.own:
        merged[path] = inherit(path, merged.get(path, {}), attributes)
    return merged


_NAMED = {"kopfzeile": "header", "fusszeile": "footer"}
