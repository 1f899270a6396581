"""Paragraph styles as Typst expressions: letters, distances, rules and grounds."""

from __future__ import annotations

import re

from vorlagenwerk.basics.typesetting.families import family_of
from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook, Stroke
from vorlagenwerk.writers.pdf.literals import literal

TOP, BOTTOM = 0.905, 0.212
"""Ascender and descender of Arial as Word sees them, in font sizes; Typst would take smaller ones from the font."""

_ALIGNMENT = {"rechts": "set align(end);", "mitte": "set align(center);", "block": "set par(justify:true);"}
_INSTEAD = {
    "titel": "ueberschrift_1",
    "deckblatt_titel": "titel",
    "deckblatt_untertitel": "untertitel",
    "deckblatt_angaben": "standard",
    "abbildung": "standard",
    "abbildungsverzeichnis": "verzeichnis_1",
    "verzeichnis_2": "verzeichnis_1",
    "verzeichnis_3": "verzeichnis_2",
}
_SMALL = 0.85
"""Footnotes of a look that does not describe them, in sizes of running text."""


def style_of(role: str, look: Look) -> ParagraphLook:
    """The look of a role, or of the one that stands in for it."""
    if role in look.roles:
        return look.roles[role]
    if role == "fussnotentext":
        body = look.role("standard")
        return body._replace(size=round(body.size * _SMALL, 1), after=0, before=0, line=1)
    if role == "tabellenuebertrag":
        return style_of("tabellensumme", look)._replace(bold=False, italic=True)
    instead = _INSTEAD.get(role)
    return style_of(instead, look) if instead else look.role("standard")


def is_known(role: str, look: Look) -> bool:
    """Whether the look says how paragraphs in this role look."""
    return role in look.roles or role in _INSTEAD


def is_boxed(style: ParagraphLook) -> bool:
    """Whether paragraphs of this style in a row share what is drawn beside and behind them."""
    return bool(style.bar or style.fill or style.frame.thickness or style.above.thickness or style.below.thickness)


def role_name(role: str) -> str:
    """The function that sets a paragraph in a role."""
    return "rolle-" + re.sub("[^a-z0-9_]", lambda odd: f"-{ord(odd.group()):x}-", role)


def color(value: str) -> str:
    """A colour of six hexadecimal digits."""
    return f'rgb("{value}")'


def rule(stroke: Stroke) -> str:
    """The line beside a paragraph."""
    return f"{stroke.thickness:g}pt+{color(stroke.color)}"


def letters(style: ParagraphLook, *, size: bool = True) -> str:
    """The arguments for the letters of a style; without `size` for text whose size somebody else decides."""
    said = [f"size:{style.size:g}pt"] if size else []
    said += [f"fill:{color(style.color)}", f'weight:"{"bold" if style.bold else "regular"}"']
    said += ['style:"italic"'] if style.italic else []
    said += [f"font:{literal(style.font)}"] if style.font else []
    said += [f"tracking:{style.tracking:g}pt"] if style.tracking else []
    return ",".join(said)


def dressed(style: ParagraphLook, inside: str) -> str:
    """The content in capitals or underlined, as the style wants it."""
    inside = f"upper({inside})" if style.capitals else inside
    return f"underline({inside})" if style.underlined else inside


def leading(style: ParagraphLook, look: Look) -> float:
    """The gap between the boxes of two lines that makes their distance the wanted multiple of the font's line."""
    return (style.line * family_of(style.font or look.font).line - TOP - BOTTOM) * style.size


def spaces(style: ParagraphLook, look: Look) -> tuple[float, float]:
    """The space above and below, where running text stands there: of two spaces Word takes the larger one.

    Typst does so only between blocks that both say a space; that of running text would be dropped.
    """
    body = look.role("standard")
    # what parts lines more than their font does stands below each line, as in Word
    return max(style.before, body.after) + leading(body, look), max(style.after, body.before) + leading(style, look)


def set_in(role: str, look: Look, inside: str) -> str:
    """The expression that sets a paragraph in a role, with its distances from other blocks."""
    style = style_of(role, look)
    above, below = spaces(style, look)
    return block(style, look, inside, above=above, below=below)


def stack(lines: list[tuple[ParagraphLook, str]], look: Look) -> str:
    """Paragraphs below each other as close as their styles say, at the head or foot of a page."""
    blocks: list[str] = []
    after = 0.0
    for style, inside in lines:
        above = after + style.before + leading(style, look) if blocks else 0.0
        blocks.append(block(style, look, inside, above=above, below=0.0))
        after = style.after
    return "{" + ";".join(blocks) + "}"


def block(style: ParagraphLook, look: Look, inside: str, *, above: float, below: float) -> str:
    """A paragraph with these distances, its indents, rules and ground."""
    hanging = min(style.first_line, 0.0)
    # rules stand out from the text, by their distance from it
    left = style.left + hanging - (style.bar_space if style.bar else style.frame.space)
    inset = f"inset:(left:{max(left, 0):g}pt,right:{max(style.right - style.frame.space, 0):g}pt)"
    sticky = ",sticky:true" if style.keep_next else ""
    gap = leading(style, look)
    indent = f",hanging-indent:{-hanging:g}pt" if hanging else ""
    if style.first_line > 0:
        indent = f",first-line-indent:(amount:{style.first_line:g}pt,all:true)"
    # quotations widen the space between blocks, and lists inside them would stand apart
    inner = f"set block(spacing:{look.role('standard').after + gap:g}pt)"
    hyphens = "" if style.hyphenated else ",hyphenate:false"
    between = gap + (0 if style.tight else max(style.before, style.after))
    lines = f"set par(leading:{gap:g}pt,spacing:{between:g}pt{indent})"
    said = f"set text({letters(style)}{hyphens});{lines};{_ALIGNMENT.get(style.align, '')}{inner}"
    outer = f"width:100%,above:{above:g}pt,below:{below:g}pt,{inset}{sticky}"
    return f"block({outer},{_decorated(style, f'{{{said};{dressed(style, inside)}}}')})"


def _decorated(style: ParagraphLook, inside: str) -> str:
    """The text with its rules and its ground."""
    above, below, sides = style.above, style.below, style.frame.space
    insets = {"left": style.bar_space if style.bar else sides, "right": sides, "top": sides, "bottom": sides}
    insets |= {"top": above.space or sides, "bottom": below.space or sides}
    strokes = [f"left:{style.bar:g}pt+{color(style.bar_color or style.color)}"] if style.bar else []
    strokes += [f"top:{rule(above)}"] if above.thickness else []
    strokes += [f"bottom:{rule(below)}"] if below.thickness else []
    arguments = [f"stroke:({','.join(strokes)})"] if strokes else []
    arguments = [f"stroke:{rule(style.frame)}"] if style.frame.thickness else arguments
    arguments += [f"fill:{color(style.fill)}"] if style.fill else []
    if not arguments:
        return inside
    padding = ",".join(f"{side}:{length:g}pt" for side, length in insets.items() if length)
    return f"block(width:100%,{','.join(arguments)},inset:({padding}{'' if padding else ':'}),{inside})"
