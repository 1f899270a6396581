"""Quotations and call-outs, which draw one box around several blocks: where these stand, and whether they part."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.data.tree import Block, Heading, Paragraph, Picture, Quote, Table
from vorlagenwerk.data.walking import every_block, plain_text

_MOST_LINES = 16
"""Height of a low box in lines of text: about a third of a page."""
_LETTERS, _SPACE, _LINE = 85, 0.6, 290
"""Letters of a line, the space below a block in lines, and the height of a line in twips."""


class Callout(NamedTuple):
    """What a quotation or call-out leaves free at both sides in twips, and in how many lists it stands."""

    left: int
    right: int
    depth: int
    is_kept: bool


class Around(NamedTuple):
    """Where a block stands: the role of plain paragraphs, its indent in twips, how deep lists nest, in which call-out,
    and whether it is the first or the last one there.
    """

    role: str = "standard"
    indent: int = 0
    depth: int = 0
    is_item_head: bool = False
    callout: Callout | None = None
    begins: bool = False
    ends: bool = False

    @property
    def sides(self) -> int:
        """What the surroundings take of the width."""
        return self.indent + (self.callout.right if self.callout else 0)

    @property
    def keeps_next(self) -> bool:
        """Whether no page may end behind the block for the sake of the call-out."""
        return bool(self.callout and self.callout.is_kept and not self.ends)


def entered(quote: Quote, around: Around, look: Look) -> Around:
    """The surroundings of the blocks in a quotation or call-out; a quotation in another box stands in that one."""
    style = look.role(quote.role)
    left = around.indent + round(style.left * 20)
    if around.is_item_head:
        return around._replace(role=quote.role)
    if around.callout and quote.role == "zitat":
        return around._replace(role=quote.role, indent=left)
    callout = Callout(left, round(style.right * 20), around.depth, is_kept(quote, style.keep_lines))
    return Around(quote.role, left, around.depth, callout=callout, begins=True, ends=True)


def distances(around: Around, look: Look, said: dict[str, int | bool]) -> dict[str, int | bool]:
    """The fields of Lines for a paragraph in a call-out: spaces and rules of its style are meant for the box's ends.

    `said` is what holds anyway.
    """
    values = dict(said)
    if around.callout and around.depth > around.callout.depth:
        if not around.begins:
            values.setdefault("before", 0)
        if not around.ends:
            values["after"] = round(look.role("aufzaehlung").after * 20)
    # a paragraph counts its rule above and below; a box has one at either end, and where a table parts it
    values["edge"] = rule_of(look.role(around.role)) * (around.begins + around.ends + ("before" in said)) // 2
    if "before" in said:
        values["before"] = 0  # a box closes up to its table
    values["frame"] = rule_of(look.role(around.role))
    values["inside"] = not around.begins
    return values | ({"keep_next": True} if around.keeps_next else {})


def rule_of(style: ParagraphLook) -> int:
    """The height of a frame's rule and padding at one side of a paragraph in this style, in twips."""
    return round((style.frame.thickness + style.frame.space) * 20) if style.frame.thickness else 0


def is_kept(quote: Quote, keeps_lines: bool) -> bool:
    """Whether no page ends inside a box: a low call-out, and a low quotation whose style keeps its lines together."""
    return (keeps_lines or quote.role != "zitat") and _is_low(quote.children)


def adjoins(above: Block | None, quote: Quote) -> bool:
    """Whether what stands directly above a box draws the same one, so that Word would join them."""
    return isinstance(above, (Quote, Paragraph)) and above.role == quote.role


def _is_low(blocks: tuple[Block, ...]) -> bool:
    """Whether the blocks are estimated to be lower than a third of a page.

    An estimate by the letters alone: every format has to come to the same answer, with whatever fonts.
    """
    lines = 0.0
    for block in every_block(blocks):
        match block:
            case Paragraph(children):
                lines += len(plain_text(children)) // _LETTERS + 1 + _SPACE
            case Heading(_, children):
                lines += len(plain_text(children)) // _LETTERS + 3
            case Table():
                lines += 2 * (len(block.rows) + 1)
            case Picture():
                lines += block.image.height / _LINE + 2
        if lines > _MOST_LINES:
            return False
    return True
