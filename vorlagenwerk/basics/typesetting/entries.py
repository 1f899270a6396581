"""What lists of contents name, line by line, and how large pictures are printed."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.captions import caption_of, caption_of_picture
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.tree import (
    Contents,
    Heading,
    Picture,
    Placed,
    Table,
)
from vorlagenwerk.data.walking import plain_text

_HIGHEST_PICTURE = 0.8
"""Share of the text's height that a picture may take, so that its caption has room below."""


def contents_entries(contents: Contents, placed: list[Placed]) -> list[tuple[str, str]]:
    """Role and text of each line of a list of contents, without numbers, which hang before it, and without pages."""
    match contents.kind:
        case "inhalt":
            return [
                (f"verzeichnis_{min(block.level, 3)}", plain_text(block.children).replace("\n", " "))
                for block in placed
                if isinstance(block, Heading) and block.level <= contents.depth
            ]
        case "tabellen":
            return [
                ("abbildungsverzeichnis", caption_of(table, table.parts, number))
                for table in placed
                if isinstance(table, Table) and table.caption
                for number in range(max(len(table.parts), 1))
            ]
        case _:
            pictures = (block for block in placed if isinstance(block, Picture) and block.caption)
            return [("abbildungsverzeichnis", caption_of_picture(picture)) for picture in pictures]


def picture_size(picture: Picture, page: Page, indent: int) -> tuple[int, int]:
    """Width and height of a picture on this page in twips: as wished, never wider than the text nor too high for it,
    always in proportion.
    """
    width, height = max(picture.image.width, 1), max(picture.image.height, 1)
    room = max(page.text_width - indent, 1)
    wished = room * picture.share / 100 if picture.share else width
    scale = min(wished / width, room / width, page.text_height * _HIGHEST_PICTURE / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)
