"""How wide text is in Arial (and its metric twins Liberation Sans, Helvetica), measured at the speed of bytes.

Each letter becomes one byte that holds its width, so that a word's width is the sum of its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

UNIT = 1000 / 250
"""A byte of 250 is a letter as wide as the font is high."""

_REGULAR = {
    191: "'", 222: "ijl‚‘’", 260: "|", 278: " !,./:;I[\\]ft\u00a0", 333: "()-`r²³„“”", 334: "{}", 350: "•", 355: '"',
    389: "*", 400: "°", 469: "^", 500: "Jcksvxyzç", 556: "#$0123456789L_abdeghnopquäöü§€–éèáàñ", 584: "+<=>~",
    611: "FTZß", 667: "&ABEKPSVXYÄ", 722: "CDHNRUwÜ", 778: "GOQÖ", 833: "Mm", 889: "%", 944: "W",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl‚‘’\u00a0", 280: "|", 333: "!()-:;[]`ft²³", 350: "•", 389: "*r{}", 400: "°", 474: '"',
    500: "z„“”", 556: "#$0123456789J_aceksvxyä§€–éèáàç", 584: "+<=>^~", 611: "FLTZbdghnopquöüßñ", 667: "EPSVXY",
    722: "&ABCDHKNRUÄÜ", 778: "GOQwÖ", 833: "M", 889: "%m", 944: "W",
}  # fmt: skip
_OTHER = 1000
"""Letters of other scripts and pictograms; the question mark too, because it stands for them in cp1252."""

MONOSPACED = 600
"""Width of every letter of Courier New in thousandths of the font size."""
_UNLISTED = 556
"""Width of letters that the tables do not name, where a mean does less harm than the widest."""
_EXTRA = {"\u202f": 200, "\u2011": 333, "\u2212": 584, "→": 1000}
"""Letters outside cp1252 that papers use."""

_BREAKS = " \n\t\r\xad"
"""Here Word may begin a new line; a hyphen stays with the word before it, so it is part of its width."""


def _table(widths: dict[int, str], blank: int) -> bytes:
    """The width of each letter of cp1252, where places to break a line are as wide as `blank`."""
    by_letter = {letter: width for width, letters in widths.items() for letter in letters}
    table = bytearray()
    for byte in range(256):
        letter = bytes([byte]).decode("cp1252", "replace")
        width = blank if letter in _BREAKS else by_letter.get(letter, _OTHER)
        # rounded up: a word that is planned too narrow breaks in the middle
        table.append(-int(-width // UNIT))
    return bytes(table)


_WORDS = {False: _table(_REGULAR, 0), True: _table(_BOLD, 0)}
_LINES = {False: _table(_REGULAR, 278), True: _table(_BOLD, 278)}
_LINES_APART = {bold: widths[:10] + b"\0" + widths[11:] for bold, widths in _LINES.items()}
"""The same with nothing for the end of a line."""
_LONG_WORDS = (28, 20, 14, 10, 7, 5, 3, 1)
_LITTLE = 4000


def longest_word(texts: Iterable[str], *, bold: bool) -> float:
    """Width of the widest unbreakable word, in thousandths of the font size."""
    letters = "\n".join(texts)
    for dash in "-–":
        letters = letters.replace(dash, dash + "\n")
    widths = letters.encode("cp1252", "replace").translate(_WORDS[bold])
    if len(widths) < _LITTLE:
        return max(map(sum, widths.split(b"\0"))) * UNIT
    return _longest_of_many(widths) * UNIT


@lru_cache(maxsize=8192)
def line_width(text: str, *, bold: bool) -> float:
    """Width of the text on one line, in thousandths of the font size."""
    return sum(text.encode("cp1252", "replace").translate(_LINES[bold])) * UNIT


def beyond_a_line(texts: Sequence[str], room: float, *, bold: bool) -> list[int]:
    """The indices of those of many texts that need more than one line of this width, and of some that just do not."""
    letters = "\n".join(texts)
    broken: list[int] = []
    if letters.count("\n") >= len(texts):
        broken = [index for index, text in enumerate(texts) if "\n" in text]
        letters = "\n".join([text.replace("\n", " ") for text in texts])
    widths = map(sum, letters.encode("cp1252", "replace").translate(_LINES_APART[bold]).split(b"\0"))
    most = room / UNIT
    return broken + [index for index, width in enumerate(widths) if width > most]


def letter_widths(text: str, *, bold: bool) -> list[int]:
    """Width of each letter in thousandths of the font size, exact where `line_width` rounds up."""
    widths = _exact(bold)
    try:
        return list(map(widths.__getitem__, text.encode("cp1252")))
    except UnicodeEncodeError:
        return [_EXTRA.get(letter) or _width_of(letter, widths) for letter in text]


@cache
def _exact(bold: bool) -> list[int]:
    """The width of each letter of cp1252."""
    by_letter = {letter: width for width, letters in (_BOLD if bold else _REGULAR).items() for letter in letters}
    by_letter |= {"\n": 0, "\xad": 0, "?": 611 if bold else 556, "…": 1000, "—": 1000}
    return [by_letter.get(bytes([byte]).decode("cp1252", "replace"), _UNLISTED) for byte in range(256)]


def _width_of(letter: str, widths: list[int]) -> int:
    encoded = letter.encode("cp1252", "ignore")
    return widths[encoded[0]] if encoded else _UNLISTED


def _longest_of_many(widths: bytes) -> int:
    """The widest of many words; only the longest of them are summed up."""
    widest = 0
    found_before = False
    # one step beyond the longest, since ten m are wider than fourteen i
    for least in _LONG_WORDS:
        found = set(re.findall(rb"[^\0]{%d,}" % least, widths))
        widest = max(widest, max(map(sum, found), default=0))
        if found_before:
            break
        found_before = bool(found)
    return widest
