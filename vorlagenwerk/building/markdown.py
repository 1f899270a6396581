"""Markdown as the authors' prose: CommonMark with tables, raw HTML off. Gate module for `markdown_it`.

Guards of our own, since the library loses or changes text without a word in some cases: its nesting limit is put
out of reach and replaced by a finding, a date at a paragraph's start is no numbered list, links are judged later.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from vorlagenwerk.basics import german

MAX_NESTING = 9
"""Deepest list or quotation, as Word knows nine levels."""

_DATE_START = re.compile(
    rf"^(?P<indent> {{0,3}}(?:[-*+>] {{0,3}})*)(?P<day>[0-9]{{1,2}})\. (?=(?:{'|'.join(german.MONTHS)})\b)",
    re.MULTILINE,
)
_TYPED_BULLET = re.compile(r"^( *)[•▪●‣·][ \t\u00a0]+", re.MULTILINE)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 1000}).enable("table")
    # rules that make words of municipal prose vanish: link definitions, indented and fenced code
    parser.disable(["reference", "code", "fence"])
    # links are judged on tokens, with a message; marks in them must stay whole
    parser.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda url: url  # type: ignore[method-assign, assignment]
    return parser


@lru_cache(maxsize=512)
def tokens(text: str) -> list[Any]:
    """The block tokens of a Markdown text, to be read only: the same text gives the same list again."""
    result: list[Any] = _parser().parse(_guarded(text))
    return result


@lru_cache(maxsize=512)
def inline_tokens(text: str) -> list[Any]:
    """The tokens of a single line of Markdown, to be read only."""
    result: list[Any] = _parser().parseInline(text)[0].children or []
    return result


def too_deep(found: list[Any]) -> bool:
    """Whether lists or quotations are nested deeper than `MAX_NESTING`."""
    depth = 0
    for token in found:
        if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            depth += 1
            if depth > MAX_NESTING:
                return True
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            depth -= 1
    return False


def _guarded(text: str) -> str:
    """The same text, with dates at a line's start protected and typed bullets turned into list marks."""
    return _TYPED_BULLET.sub(r"\1- ", _DATE_START.sub(r"\g<indent>\g<day>\\. ", text))
