"""Text into WordprocessingML: escaping, characters that XML or Word cannot carry, line breaks."""

from __future__ import annotations

import re

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ODD = re.compile("[\x01-\x1f\x7f-\x9f\xad\u2011\ud800-\udfff\ufffe\uffff]")
"""Characters that need more than escaping: an element of their own, or no place in XML at all.

NUL is left out because it separates the cells of a batch; `run_content` looks for it itself.
"""

_ELEMENTS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\xad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
"""Word draws these only as elements; U+2011 as a letter would even change the font."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPLIT = re.compile("([\n\t\xad\u2011])")


def escape(text: str) -> str:
    """Text between tags; forbidden characters must have been removed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text inside a double-quoted attribute, on one line, without forbidden characters."""
    clean = _FORBIDDEN.sub("", text.replace("\r\n", "\n"))
    return escape(clean).replace('"', "&quot;").replace("\n", " ").replace("\t", " ")


def plain(text: str) -> str:
    """Text of an element outside the running text (properties), without forbidden characters."""
    return escape(_FORBIDDEN.sub("", text))


def run_content(text: str) -> str:
    """The inside of a `w:r` that shows this text: `w:t` and the elements for breaks and hyphens."""
    if not ODD.search(text) and "\0" not in text:
        return _letters(text)
    clean = _FORBIDDEN.sub("", text.replace("\r\n", "\n"))
    return "".join(_ELEMENTS.get(piece) or _letters(piece) for piece in _SPLIT.split(clean) if piece)


def cell_content(text: str) -> str:
    """What stands between `<w:t>` and `</w:t>` of a table cell, with odd characters as elements between."""
    clean = _FORBIDDEN.sub("", text.replace("\r\n", "\n"))
    return _SPLIT.sub(lambda odd: f"</w:t>{_ELEMENTS[odd.group()]}<w:t>", escape(clean))


def _letters(text: str) -> str:
    # Word drops blanks at either end of a w:t that does not ask to keep them
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<w:t{keep}>{escape(text)}</w:t>"
