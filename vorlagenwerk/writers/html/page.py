"""The frame around the body: the values that the administrator's page template prints, and the place of the content."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from vorlagenwerk.basics.typesetting.letterhead import SENDER, HeadLine, Letterhead, Logo
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.html.anchors import Anchor, contents_depth, list_contents
from vorlagenwerk.writers.html.escaping import clean
from vorlagenwerk.writers.html.pictures import TWIPS_PER_PIXEL

FRAME_FILE = "templates/_stil/seite.html.j2"
MARK = "<!--hier-steht-der-inhalt-->"
"""Stands for the body while the frame is rendered; no value can contain it, because values are escaped."""
COVER_MARK = "<!--hier-steht-das-deckblatt-->"
"""Stands for the cover in the same way."""

_CSS_STRING_OR_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n+")


class PageFrame(Protocol):
    """A compiled page template that escapes the values it prints and refuses undefined names."""

    def render(self, **values: object) -> str:
        """The page with these values."""
        ...


class SafeMarkup(str):
    """Mark-up of our own that a template prints as it stands."""

    __slots__ = ()

    def __html__(self) -> str:
        """What template engines ask for before they escape."""
        return str(self)


def page_values(
    document: Document, anchors: Sequence[Anchor], style: SafeMarkup, letterhead: Letterhead = SENDER
) -> dict[str, object]:
    """The names that a page template may use, but for the content itself and the cover."""
    return {
        "sprache": clean(document.language).partition("-")[0],
        "titel": clean(document.title),
        "absender": clean(document.author),
        "thema": clean(document.subject),
        "querformat": document.landscape,
        "kopf": {tag: clean(text) for tag, text in document.frame},
        "briefkopf": [clean(line) for line in _head_lines(letterhead, dict(document.frame))],
        "logos": [_logo(logo) for logo in (*letterhead.lines, *letterhead.beside) if isinstance(logo, Logo)],
        "verzeichnis": list_contents(anchors, contents_depth(document)),
        "stil": style,
    }


def _head_lines(letterhead: Letterhead, values: Mapping[str, str]) -> list[str]:
    """The lines of the letterhead but for those that show one value of the sender, which pages place themselves."""
    of_page = [line.value for line in SENDER.lines if isinstance(line, HeadLine)]
    lines = [line for line in letterhead.lines if isinstance(line, HeadLine) and line.value not in of_page]
    # what counts pages means nothing where there are none
    return [text for line in lines if not line.counts_pages and (text := line.text(values))]


def _logo(logo: Logo) -> dict[str, object]:
    """A logo as page templates see it."""
    data = binascii.b2a_base64(logo.image.data, newline=False).decode("ascii")
    width, height = (max(1, round(side / TWIPS_PER_PIXEL)) for side in (logo.width, logo.height))
    return {
        "quelle": SafeMarkup(f"data:image/{logo.image.kind};base64,{data}"),
        "beschreibung": clean(logo.description),
        "breite": width,
        "hoehe": height,
        "seite": logo.side,
    }


@lru_cache(maxsize=8)
def frame_style(css: str, appearance: str = "") -> SafeMarkup:
    """The style sheet and what goes beyond it for a style element: without comments, unable to close the element."""
    bare = _CSS_STRING_OR_COMMENT.sub(lambda found: found[1] or "", clean(css.replace("\r\n", "\n")))
    tidy = _BLANK_LINES.sub("\n", bare).strip()
    return SafeMarkup(f"{tidy}\n{appearance}".strip().replace("</", "<\\/"))


def render_frame(frame: PageFrame, values: Mapping[str, object], cover: str) -> tuple[tuple[str, str], list[Problem]]:
    """What stands before and after the content, or the finding that it is not printed exactly once.

    A frame that knows no cover gets it in front of the content: nothing vanishes.
    """
    page = frame.render(**values, deckblatt=SafeMarkup(COVER_MARK if cover else ""), inhalt=SafeMarkup(MARK))
    parts, covers = page.split(MARK), page.count(COVER_MARK)
    match parts:
        case [_]:
            return ("", ""), [_without_content()]
        case [before, after] if covers < 2:
            if cover and not covers:
                return (before + cover, after), []
            return (before.replace(COVER_MARK, cover), after.replace(COVER_MARK, cover)), []
        case [_, _]:
            return ("", ""), [_repeated("das Deckblatt", "deckblatt", covers)]
        case _:
            return ("", ""), [_repeated("den Inhalt des Dokuments", "inhalt", len(parts) - 1)]


def _without_content() -> Problem:
    return error(
        "VOR-401",
        Place(FRAME_FILE),
        "Die Seitenvorlage gibt den Inhalt des Dokuments nicht aus.",
        "Schreiben Sie {{ inhalt }} an die Stelle, an der der Text stehen soll, ohne Filter dahinter.",
    )


def _repeated(what: str, name: str, count: int) -> Problem:
    return error(
        "VOR-402",
        Place(FRAME_FILE),
        f"Die Seitenvorlage gibt {what} {count}-mal aus.",
        f"Schreiben Sie {{{{ {name} }}}} genau einmal.",
    )
