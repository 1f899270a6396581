"""Text on its way into HTML: nothing in it can act as markup, and no character reaches the page that HTML forbids."""

from __future__ import annotations

import re

# Controls but tab and line feed, lone surrogates (no UTF-8 carries them) and noncharacters.
FORBIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")


def clean(text: str) -> str:
    """The text with every forbidden character replaced by U+FFFD: damage stays visible, it never just vanishes."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def escape(text: str) -> str:
    """The text for the inside of an element."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_lines(text: str) -> str:
    """The text for a table cell, where a line feed is a line break."""
    return escape(text).replace("\n", "<br>")


def escape_attribute(text: str) -> str:
    """The text for an attribute between double quotes."""
    return escape(text).replace('"', "&quot;")
