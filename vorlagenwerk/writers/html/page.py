"""The frame around the body: the values that the administrator's page template prints, and the place of the content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.html.anchors import Anchor, list_contents
from vorlagenwerk.writers.html.escaping import clean

FRAME_FILE = "templates/_stil/seite.html.j2"
MARK = "<!--hier-steht-der-inhalt-->"
"""Stands for the body while the frame is rendered; no value can contain it, because values are escaped."""

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


def page_values(document: Document, anchors: Sequence[Anchor], css: str) -> dict[str, object]:
    """The names that a page template may use, but for the content itself."""
    return {
        "sprache": clean(document.language).partition("-")[0],
        "titel": clean(document.title),
        "absender": clean(document.author),
        "thema": clean(document.subject),
        "querformat": document.landscape,
        "kopf": {tag: clean(text) for tag, text in document.frame},
        "verzeichnis": list_contents(anchors),
        "stil": frame_style(css),
    }


@lru_cache(maxsize=8)
def frame_style(css: str) -> SafeMarkup:
    """The style sheet for a style element: without its comments, unable to close the element."""
    bare = _CSS_STRING_OR_COMMENT.sub(lambda found: found[1] or "", clean(css.replace("\r\n", "\n")))
    return SafeMarkup(_BLANK_LINES.sub("\n", bare).strip().replace("</", "<\\/"))


def render_frame(frame: PageFrame, values: Mapping[str, object]) -> tuple[tuple[str, str], list[Problem]]:
    """What stands before and after the content, or the finding that it is not printed exactly once."""
    parts = frame.render(**values, inhalt=SafeMarkup(MARK)).split(MARK)
    match parts:
        case [before, after]:
            return (before, after), []
        case [_]:
            return ("", ""), [_without_content()]
        case _:
            return ("", ""), [_with_content_repeated(len(parts) - 1)]


def _without_content() -> Problem:
    return error(
        "VOR-401",
        Place(FRAME_FILE),
        "Die Seitenvorlage gibt den Inhalt des Dokuments nicht aus.",
        "Schreiben Sie {{ inhalt }} an die Stelle, an der der Text stehen soll, ohne Filter dahinter.",
    )


def _with_content_repeated(count: int) -> Problem:
    return error(
        "VOR-402",
        Place(FRAME_FILE),
        f"Die Seitenvorlage gibt den Inhalt des Dokuments {count}-mal aus.",
        "Schreiben Sie {{ inhalt }} genau einmal.",
    )
