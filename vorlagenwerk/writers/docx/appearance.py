"""What the style template says about the pages, for the formats that cannot read Word's styles themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vorlagenwerk.basics.typesetting.families import family_of
from vorlagenwerk.basics.typesetting.list_places import ItemPlace, ListPlaces
from vorlagenwerk.basics.typesetting.look import NO_STROKE, Look, ParagraphLook, Stroke
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.writers.docx.frame_styles import frame_styles, properties_of
from vorlagenwerk.writers.docx.headings import judge_numbers, placed_numbers
from vorlagenwerk.writers.docx.inheritance import Properties, whole_number
from vorlagenwerk.writers.docx.legibility import judge
from vorlagenwerk.writers.docx.list_levels import ListRole, list_levels
from vorlagenwerk.writers.docx.roles import INSTEAD
from vorlagenwerk.writers.docx.stylesheet import RoleStyle, StyleSheet
from vorlagenwerk.writers.docx.template import StyleTemplate
from vorlagenwerk.writers.docx.theme import BLACK, WHITE, Theme

_LISTS = ("aufzaehlung", "nummerierung", "listenfortsetzung")
"""Their indents belong to the list, not to the paragraph."""
_ALIGNMENT = {"right": "rechts", "end": "rechts", "center": "mitte", "both": "block", "distribute": "block"}
_DARK = 60
"""Grounds darker than this, of 255, get white letters where their colour is left to Word."""
_SMALLEST, _LARGEST, _FARTHEST = 1.0, 400.0, 1584.0
"""Bounds of Word's own dialogs in points; other numbers come from hand-made files only."""
_LEAST_HANGING = 170
"""Twips that a bullet or number has at least where Word lets the text follow it at its next tab."""
_AUTOMATIC = 14.0
"""Points between paragraphs whose space is left to Word."""
_NOTHING: Mapping[str, str] = {}


def look_of(template: StyleTemplate, font_folder: Path) -> tuple[Look, list[Problem]]:
    """The look of the pages, and what is hard to read in it.

    Beside the roles of formatvorlagen.yaml there are those of the lines of headers and footers, see `frame_styles`.
    """
    sheet, theme = template.sheet, Theme(template.sheet.theme)
    named = {role: style.ident for role, style in template.roles.items()}
    lines = frame_styles(template)
    idents = {role: said.style for role, said in lines.items()}
    idents |= {role: ident for role, ident in named.items() if sheet.kind(ident) == "paragraph"}
    idents |= {role: idents[other] for role, other in INSTEAD.items() if role not in idents and other in idents}
    letters = _font(sheet.properties(idents["standard"]), theme) if "standard" in idents else ""
    roles = {role: _paragraph(sheet.properties(ident), theme, letters) for role, ident in idents.items()}
    for role in _LISTS:
        if role in roles:
            roles[role] = roles[role]._replace(left=0, first_line=0)
    look = Look(
        font_folder,
        font=letters or "Times New Roman",
        code_font=_font(_character("code", template), theme) or "Courier New",
        roles=roles,
        page=template.page_setup.page._replace(is_mirrored=template.frames.is_mirrored),
        link_color=theme.color(_character("verweis", template).get("w:rPr/w:color", _NOTHING)),
        lists=ListPlaces(_item_places(template, "aufzaehlung"), _item_places(template, "nummerierung")),
        hyphenation=template.hyphenation,
        place=template.place,
        numbers=placed_numbers(template),
        letterhead=template.frames.letterhead.letterhead,
        running=template.frames.running,
        page_numbers=template.page_setup.numbers,
    )
    look = _with_table(look, template.roles.get("tabelle"), sheet, theme)
    problems = judge(look, {role: sheet.name(ident) for role, ident in (idents | named).items()})
    # not judged, since the finding names styles, and whoever looks at these finds nothing wrong
    by_hand = {role: _paragraph(properties_of(said, sheet), theme, letters) for role, said in lines.items() if said.own}
    return look._replace(roles={**look.roles, **by_hand}), problems + judge_numbers(template)


def _character(role: str, template: StyleTemplate) -> Properties:
    style = template.roles.get(role)
    return template.sheet.properties(style.ident) if style else {}


def _font(said: Properties, theme: Theme) -> str:
    return theme.font(said.get("w:rPr/w:rFonts", _NOTHING))


def _paragraph(said: Properties, theme: Theme, letters: str) -> ParagraphLook:
    size = min(max(whole_number(said.get("w:rPr/w:sz", _NOTHING).get("w:val", ""), 20) / 2, _SMALLEST), _LARGEST)
    spacing, indent = said.get("w:pPr/w:spacing", _NOTHING), said.get("w:pPr/w:ind", _NOTHING)
    fill = fill_of(said.get("w:pPr/w:shd", _NOTHING), theme)
    font = _font(said, theme)
    left, right = (stroke_of(said.get(f"w:pPr/w:pBdr/w:{side}", _NOTHING), theme) for side in ("left", "right"))
    above, below = (stroke_of(said.get(f"w:pPr/w:pBdr/w:{side}", _NOTHING), theme) for side in ("top", "bottom"))
    is_framed = all(side.thickness for side in (left, right, above, below))
    bar = NO_STROKE if is_framed else left
    return ParagraphLook(
        size=size,
        bold=is_on(said, "w:rPr/w:b"),
        italic=is_on(said, "w:rPr/w:i"),
        capitals=is_on(said, "w:rPr/w:caps"),
        underlined=said.get("w:rPr/w:u", _NOTHING).get("w:val", "none") != "none",
        tracking=min(max(_points(said.get("w:rPr/w:spacing", _NOTHING), "w:val"), -size / 4), size),
        color=theme.color(said.get("w:rPr/w:color", _NOTHING), WHITE if _is_dark(fill) else BLACK),
        before=_space(spacing, "w:before"),
        after=_space(spacing, "w:after"),
        line=_line(spacing, size * family_of(font or letters).line),
        left=_points(indent, "w:left"),
        right=_points(indent, "w:right"),
        bar=bar.thickness,
        bar_space=bar.space,
        bar_color=bar.color if bar.thickness else "",
        fill=fill,
        font="" if font == letters else font,
        frame=left if is_framed else NO_STROKE,
        above=NO_STROKE if is_framed else above,
        below=NO_STROKE if is_framed else below,
        first_line=_points(indent, "w:firstLine") - _points(indent, "w:hanging"),
        align=_ALIGNMENT.get(said.get("w:pPr/w:jc", _NOTHING).get("w:val", ""), "links"),  # type: ignore[arg-type]
        keep_next=is_on(said, "w:pPr/w:keepNext"),
        keep_lines=is_on(said, "w:pPr/w:keepLines"),
        new_page=is_on(said, "w:pPr/w:pageBreakBefore"),
        lone_lines="w:pPr/w:widowControl" in said and not is_on(said, "w:pPr/w:widowControl"),
        hyphenated=not is_on(said, "w:pPr/w:suppressAutoHyphens"),
        tight=is_on(said, "w:pPr/w:contextualSpacing"),
    )


def is_on(said: Properties, path: str) -> bool:
    """Whether a property that is either on or off is on."""
    return path in said and said[path].get("w:val", "true") not in ("0", "false", "off")


def fill_of(shading: Mapping[str, str], theme: Theme) -> str:
    """The colour behind a paragraph or cell, "" for none."""
    return "" if shading.get("w:val") == "nil" else theme.color(shading, "", prefix="Fill", value="fill")


def stroke_of(border: Mapping[str, str], theme: Theme) -> Stroke:
    """A rule: Word measures its thickness in eighths of a point."""
    if border.get("w:val", "none") in ("none", "nil"):
        return NO_STROKE
    thickness = max(whole_number(border.get("w:sz", ""), 4) / 8, 0.25)
    return Stroke(
        min(thickness, 12), max(whole_number(border.get("w:space", ""), 0), 0), theme.color(border, value="color")
    )


def _line(spacing: Mapping[str, str], own: float) -> float:
    """Multiples of the font's own line; a fixed distance is turned into one, a smallest distance never below 1."""
    said, rule = whole_number(spacing.get("w:line", ""), 240), spacing.get("w:lineRule", "auto")
    if said <= 0:
        return 1.0
    if rule == "auto":
        return min(said / 240, 10.0)
    multiple = min(said / 20 / own, 10.0)
    return multiple if rule == "exact" else max(multiple, 1.0)


def _points(said: Mapping[str, str], name: str) -> float:
    return min(whole_number(said.get(name, ""), 0) / 20, _FARTHEST)


def _space(spacing: Mapping[str, str], side: str) -> float:
    """The space above or below a paragraph; Word takes over that of web pages where it is to choose itself."""
    return _AUTOMATIC if spacing.get(f"{side}Autospacing", "0") not in ("0", "false", "off") else _points(spacing, side)


def _is_dark(color: str) -> bool:
    if not color:
        return False
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return 0.3 * red + 0.59 * green + 0.11 * blue <= _DARK


def _item_places(template: StyleTemplate, role: ListRole) -> tuple[ItemPlace, ...]:
    """Where the entries of a list stand at each level: its style may say it itself, or its list does."""
    levels = list_levels(template.numbering, template.roles, template.sheet, role)
    hangings = [max(level.number.hanging, _LEAST_HANGING) for level in levels]
    return tuple(
        ItemPlace(max(level.left, hanging) / 20, hanging / 20) for level, hanging in zip(levels, hangings, strict=True)
    )


def _with_table(look: Look, style: RoleStyle | None, sheet: StyleSheet, theme: Theme) -> Look:
    """The colours of tables, from the table style and the head row that it describes."""
    if style is None:
        return look
    whole, head = sheet.properties(style.ident), sheet.properties(style.ident, "firstRow")
    fill = fill_of(head.get("w:tcPr/w:shd", _NOTHING), theme)
    strong = stroke_of(head.get("w:tcPr/w:tcBorders/w:bottom", _NOTHING), theme)
    if not strong.thickness:
        strong = stroke_of(whole.get("w:tblPr/w:tblBorders/w:top", _NOTHING), theme)
    thin = stroke_of(whole.get("w:tblPr/w:tblBorders/w:insideH", _NOTHING), theme)
    roles = dict(look.roles)
    title = roles.get("tabellenkopf")
    if title and title.color == BLACK:  # the style of the paragraph goes before that of the table
        color = theme.color(head.get("w:rPr/w:color", _NOTHING), WHITE if _is_dark(fill) else BLACK)
        roles["tabellenkopf"] = title._replace(color=color, bold=title.bold or is_on(head, "w:rPr/w:b"))
    return look._replace(
        roles=roles,
        head_fill=fill or WHITE,
        rule_color=thin.color if thin.thickness else WHITE,
        strong_rule_color=strong.color if strong.thickness else WHITE,
        bands=_bands(sheet, style.ident, theme),
    )


def _bands(sheet: StyleSheet, ident: str, theme: Theme) -> tuple[str, str]:
    """The grounds of odd and even rows, where the table style gives rows grounds in turn."""
    first, second = (
        fill_of(sheet.properties(ident, part).get("w:tcPr/w:shd", _NOTHING), theme)
        for part in ("band1Horz", "band2Horz")
    )
    return first, second
