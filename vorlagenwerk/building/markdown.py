"""Markdown as the authors' prose: CommonMark with tables, raw HTML off. Gate module for `markdown_it`.

Guards of our own, since the library loses or changes text without a word in some cases: its nesting limit is put
out of reach and replaced by a finding, a date at a paragraph's start is no numbered list, links are judged later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vorlagenwerk.basics import german

MAX_NESTING = 9
"""Deepest list or quotation, as Word knows nine levels."""

_DATE_START = re.compile(
    rf"^(?P<indent> {{0,3}}(?:[-*+>] {{0,3}})*)(?P<day>[0-9]{{1,2}})\. (?=(?:{'|'.join(german.MONTHS)})\b)",
    re.MULTILINE,
)
_TYPED_BULLET = re.compile(r"^( *)[•▪●‣·][ \t\u00a0]+", re.MULTILINE)


class Parsed(NamedTuple):
    """A text in tokens, and its footnotes: the tokens of each by its number, the names that no place in it uses, and
    those that are explained twice.
    """

    tokens: list[Any]
    notes: Mapping[int, list[Any]] = {}
    unused: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()


@cache
def _parser(*, notes: bool) -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 1000}).enable("table")
    # rules that make words of municipal prose vanish: link definitions, indented and fenced code
    parser.disable(["reference", "code", "fence"])
    # links are judged on tokens, with a message; marks in them must stay whole
    parser.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda url: url  # type: ignore[method-assign, assignment]
    if notes:
        from mdit_py_plugins.footnote import footnote_plugin  # few texts have footnotes

        parser.use(footnote_plugin)
    return parser


@lru_cache(maxsize=512)
def parse(text: str) -> Parsed:
    """A Markdown text in block tokens, to be read only: the same text gives the same object again."""
    found: dict[str, Any] = {}
    parted = _parted(_parser(notes=_may_have_notes(text)).parse(_guarded(text), found), found)
    return parted._replace(doubled=_doubled(text)) if parted.notes else parted


@lru_cache(maxsize=512)
def parse_line(text: str) -> Parsed:
    """A single line of Markdown in inline tokens, to be read only."""
    found: dict[str, Any] = {}
    parted = _parted(_parser(notes=_may_have_notes(text)).parseInline(text, found), found)
    return parted._replace(tokens=parted.tokens[0].children or [])


def _doubled(text: str) -> tuple[str, ...]:
    """The names of footnotes with more than one text, of which the library keeps the last."""
    named = Counter(re.findall(r"^[ >]*(?:[-*+] +)?\[\^([^][\s]+)\]:", text, re.MULTILINE))
    return tuple(name for name, number in named.items() if number > 1)


def _may_have_notes(text: str) -> bool:
    return "[^" in text or "^[" in text


def _parted(tokens: list[Any], found: Mapping[str, Any]) -> Parsed:
    """The text parted from its footnotes, which the library puts behind it."""
    if "footnotes" not in found:
        return Parsed(tokens)
    end = next((at for at, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    notes: dict[int, list[Any]] = {}
    for token in tokens[end + 1 : -1]:
        if token.type == "footnote_open":
            inside = notes[token.meta["id"]] = []
        elif token.type not in ("footnote_close", "footnote_anchor"):
            inside.append(token)
    unused = tuple(name[1:] for name, number in found["footnotes"].get("refs", {}).items() if number < 0)
    return Parsed(tokens[:end], notes, unused)


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
