"""Writes trees as PDF and reads the tags back, each with the text that a screen reader would find in it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf
import pytest

from tests.looks import printed_look
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Document
from vorlagenwerk.writers.pdf import Look, write_pdf

Write = Callable[..., "Written"]


@dataclass
class Tag:
    """A tag: its name, its own text and that of the tags below it, its attributes, what stands in for a picture."""

    name: str
    ident: str = ""
    alternative: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Tag] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> list[Tag]:
        """The tags of these names below this one, in reading order."""
        return [tag for tag in self.walk() if tag.name in names]

    def walk(self) -> Iterator[Tag]:
        """Every tag below this one."""
        for kid in self.kids:
            yield kid
            yield from kid.walk()

    def outline(self) -> str:
        """The structure on one line: `L(LI(Lbl LBody(P)))`."""
        inside = " ".join(kid.outline() for kid in self.kids)
        return f"{self.name}({inside})" if inside else self.name


@dataclass
class Written:
    """A written file: its bytes, the findings, and what pikepdf reads in it."""

    data: bytes
    problems: list[Problem]

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The file opened anew."""
        return pikepdf.open(io.BytesIO(self.data))

    @property
    def tags(self) -> Tag:
        """The tree of tags."""
        pdf = self.pdf
        texts = {page.objgen: _marked_texts(page) for page in pdf.pages}
        return _tag(pdf.Root.StructTreeRoot.K[0], texts)

    def page_text(self, number: int) -> str:
        """Every letter on a page, artifacts too."""
        return "".join(_marked_texts(self.pdf.pages[number]).values())

    def languages(self) -> list[str]:
        """The languages of the text on the first page that is not in the paper's own."""
        opened = (operands for operands, name in pikepdf.parse_content_stream(self.pdf.pages[0]) if str(name) == "BDC")
        return [str(said[1].Lang) for said in opened if "/Lang" in said[1]]


@pytest.fixture(scope="session")
def look() -> Look:
    """The look of the shipped style template."""
    return printed_look()


@pytest.fixture
def write(look: Look) -> Write:
    """Writes blocks as a document that may have further properties, with the shipped look or another one."""

    def writing(*blocks: Block, title: str = "Titel", look: Look = look, **properties: Any) -> Written:
        out = io.BytesIO()
        problems = write_pdf(Document(title, blocks, **properties), look, out)
        return Written(out.getvalue(), problems)

    return writing


def _tag(element: Any, texts: dict[tuple[int, int], dict[int, str]]) -> Tag:
    attributes: dict[str, Any] = {}
    for entry in element.get("/A", []):
        attributes |= {str(key): value for key, value in entry.items()}
    said = [str(element.get(key, "")) for key in ("/ID", "/Alt")]
    tag = Tag(str(element.S)[1:], *said, attributes)
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            tag.text += texts[element.Pg.objgen].get(kid, "")
        elif kid.get("/Type") == "/MCR":
            tag.text += texts[kid.Pg.objgen].get(int(kid.MCID), "")
        elif "/S" in kid:
            tag.kids.append(_tag(kid, texts))
            tag.text += tag.kids[-1].text
    return tag


def _marked_texts(page: Any) -> dict[int, str]:
    """The text of each marked content of a page; that of artifacts stands at -1."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: dict[int, str] = {-1: ""}
    opened: list[tuple[int, str | None]] = []
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else pikepdf.Dictionary()
                outer = opened[-1][0] if opened else -1
                actual = str(properties.ActualText) if "/ActualText" in properties else None
                opened.append((int(properties.get("/MCID", outer)), actual))
                if actual is not None:
                    texts[opened[-1][0]] = texts.get(opened[-1][0], "") + actual
            case "BMC":
                opened.append((-1, None))
            case "EMC":
                opened.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "TJ" | "Tj" if not any(actual is not None for _, actual in opened):
                mark = opened[-1][0] if opened else -1
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                for part in shown:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        for at in range(0, len(codes), 2):
                            code = int.from_bytes(codes[at : at + 2])
                            texts[mark] = texts.get(mark, "") + letters.get(code, "\0")
    return texts


def _letters(font: Any) -> dict[int, str]:
    """From the codes of a font to letters."""
    found: dict[int, str] = {}
    table = font.ToUnicode.read_bytes().decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in table
    return found
