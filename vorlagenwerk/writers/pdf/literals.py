"""Text as Typst string literals: the only form in which text enters the mark-up, so that none of it can act as code."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FORBIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
"""Controls, lone surrogates and noncharacters: no font draws them, PDF/A forbids them."""

_BREAKABLE_ENDS = "/._?&=@-"
_CHUNK = 20


def clean(text: str) -> str:
    """The text with line feeds for every kind of line end and U+FFFD where a character cannot be printed."""
    if text.isprintable():
        return text
    return re.sub(_FORBIDDEN, REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def literal(text: str) -> str:
    """The text between quotes."""
    inside = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inside}"'


def one_line(text: str) -> str:
    """The text between quotes, on one line: titles and properties."""
    return literal(" ".join(clean(text).split()))


def breakable(word: str, longest: int = _CHUNK) -> list[str]:
    """A word too long for its line in pieces between which a line may end: addresses behind their separators."""
    ends = re.escape(_BREAKABLE_ENDS)
    return re.findall(f"[^{ends}]{{0,{longest - 1}}}[{ends}]|[^{ends}]{{1,{longest}}}", word)


def language(tag: str) -> str:
    """The arguments for the language of text from a BCP 47 tag; "" for a tag that says nothing to Typst."""
    name, *further = tag.replace("_", "-").split("-")
    if not (name.isascii() and name.isalpha() and 2 <= len(name) <= 3):
        return ""
    region = next((part.upper() for part in further if len(part) == 2 and part.isascii() and part.isalpha()), "")
    return f'lang:"{name.lower()}",region:' + (f'"{region}"' if region else "none")
