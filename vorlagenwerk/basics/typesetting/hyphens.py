"""Where a German word may be hyphenated: the rule of syllables, without a list of words.

Good enough to say how many lines a paragraph has, since a line rarely depends on one point more or less; no writer
prints these hyphens. Of the consonants between two vowels the last one opens the new syllable (Wan-de-rung); sounds
written with several letters stay together (wa-schen). Longer runs mostly are seams of compounds, whose second word may
begin with more than one consonant (Haushalts-planung, Haupt-straße).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_LEAST = 2
"""Letters before and behind a hyphen."""
_SHORTEST = 5
_SEAM = 3
"""Consonants in a row from which on they are taken for the seam of a compound."""
_VOWELS = "aeiouyäöüàáèéóô"
_SOUND = r"sch|ch|ck|ph|th|qu|[^\W\d_]"
_OPENING = r"str|spr|schl|schm|schn|schr|schw|pfl|[bfgkp][lr]|[dt]r|kn|zw|pf"


class _Patterns:
    """Compiled for the first word only, since few documents need them."""

    def __init__(self) -> None:
        # no sound but qu is named here: a letter that could be read in two ways would make the search explode
        self.runs = re.compile(rf"(?<=[{_VOWELS}])(?:qu|[^\W\d_{_VOWELS}])+(?=[{_VOWELS}])")
        self.sounds = re.compile(_SOUND)
        self.opening = re.compile(rf"(?:{_OPENING}|{_SOUND})$")


_patterns = cache(_Patterns)


@lru_cache(maxsize=4096)
def break_points(word: str) -> tuple[int, ...]:
    """Positions in the word before which a hyphen and a new line may stand, in order."""
    if len(word) < _SHORTEST or word.isupper():
        return ()
    found = (run.end() - len(_opening(run[0])) for run in _patterns().runs.finditer(word.lower()))
    return tuple(at for at in found if _LEAST <= at <= len(word) - _LEAST)


def _opening(run: str) -> str:
    """The consonants that open the new syllable."""
    sounds = _patterns().sounds.findall(run)
    opening = _patterns().opening.search(run) if len(sounds) >= _SEAM else None
    return opening[0] if opening else sounds[-1]
