"""A desk at which the tests parse: marks, and a place for findings."""

from __future__ import annotations

from vorlagenwerk.building.marks import Marks, Prose
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import Block, Field, Image, Inline, ListItem, Paragraph, Text


class Desk:
    """What parsing needs: marks, and a place for findings."""

    def __init__(self) -> None:
        self.marks = Marks()
        self.told: list[tuple[str, int | None]] = []
        self.mentioned: list[str] = []

    def prose(self, prose: Prose, level: int) -> tuple[Block, ...]:
        """The blocks of a prose field."""
        return parse_blocks(prose, self, level)

    def field(self, prose: Prose, level: int) -> tuple[Block, ...]:
        """The same as a field."""
        return (Field("/feld", "feld", self.prose(prose, level)),)

    def picture(self, file: str, description: str) -> Image | None:
        """Every picture is there, but for one."""
        return None if file == "weg.png" else Image("png", file.encode(), 1440, 720)

    def mention(self, ident: str, sign: str = "#") -> None:
        """References are noted as they are written."""
        self.mentioned.append(sign + ident)

    def miss(self, ident: str) -> None:
        """What cannot be shown is nobody's target here."""

    def judge_role(self, role: str) -> None:
        """Only one role is unknown."""
        if role in ("unbekannt", "NOTE"):
            self.report("TXT-346", "", "")

    def report(
        self, code: str, text: str, remedy: str, snippet: str = "", line: int | None = None, place: Place | None = None
    ) -> None:
        """Note code and line."""
        self.told.append((code, line))


def blocks(text: str, level: int = 0) -> tuple[Block, ...]:
    """The blocks of a text that gives no finding."""
    desk = Desk()
    found = parse_blocks(text, desk, level)
    assert desk.told == []
    return found


def told(text: str, level: int = 0) -> list[tuple[str, int | None]]:
    """The findings on a text."""
    desk = Desk()
    parse_blocks(text, desk, level)
    return desk.told


def par(*children: Inline | str) -> Paragraph:
    """A paragraph."""
    return Paragraph(tuple(Text(child) if isinstance(child, str) else child for child in children))


def items(*texts: str) -> tuple[ListItem, ...]:
    """List items of one paragraph each."""
    return tuple(ListItem((par(text),)) for text in texts)
