"""How headings are numbered, as the list of a style template says it: counts in, the words before a heading out.

The rules are Word's own: ECMA-376 part 1, 17.9 for the levels of a list, 17.16.5.51 for what REF fields show of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

LEVELS = 9
"""Word's lists have nine levels."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
_MOST = 32767
"""Word counts no further."""
_DIGITS = frozenset("123456789")
_SIGNS = frozenset(".,:;()[]{}/-–")
"""What a reference keeps of the words around a number."""


def _roman(count: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said += letters * (count // value)
        count %= value
    return said or "0"


def _letter(count: int) -> str:
    """a to z, then aa, bb: Word doubles a letter, it does not count on with ab."""
    return chr(ord("a") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1) if count else "0"


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "none": lambda count: "",
}
"""How a count is written, by the name that Word gives it in the file."""


class NumberLevel(NamedTuple):
    """A level of the list that headings count in.

    In `pattern`, %1 to %9 stand for the counts of the levels; a level that `is_legal` writes all of them in digits.
    The text begins `left` twips from the margin, its number so much before as it is `hanging`.
    """

    pattern: str
    left: int
    hanging: int
    form: str = "decimal"
    start: int = 1
    is_legal: bool = False
    gap: Literal["tab", "space", "nothing"] = "tab"
    """What stands between number and heading."""
    restarts_after: int | None = None
    """The level (from 1) after whose headings this one counts afresh, and after any above; 0 for never, None for all
    levels above."""


def decimal_level(index: int) -> NumberLevel:
    """What headings are numbered like where no list says it: “1”, “1.1”, “1.1.1”."""
    hanging = 567 + 170 * index
    return NumberLevel(".".join(f"%{number}" for number in range(1, index + 2)), hanging, hanging)


class HeadingNumbers(NamedTuple):
    """Makes the numbers of headings of their counts: (4, 1) is the first heading below the fourth."""

    levels: tuple[NumberLevel, ...]
    """Nine of them."""

    def level(self, counts: tuple[int, ...]) -> NumberLevel:
        """The level of a heading with these counts."""
        return self.levels[min(len(counts), LEVELS) - 1]

    def shown(self, counts: tuple[int, ...]) -> str:
        """The number as it stands before its heading and in lists of contents: “4.1”, “IV.”, “§ 3”."""
        return "".join(self._pieces(counts)).strip()

    def referred(self, counts: tuple[int, ...]) -> str:
        """The number as references show it: with those above that it does not name itself, without words around it and
        without a full stop behind it: “4.1”, “IV.A”, “3”. It is what the field REF \\w \\t shows.
        """
        said = ""
        while counts:
            said = "".join(_bare(self._pieces(counts))) + said
            counts = counts[: min([*self._places(counts), len(counts)]) - 1]
        return said.rstrip(". ")

    def is_bare(self, counts: tuple[int, ...]) -> bool:
        """Whether no words stand around the number, nor around those above that references add to it."""
        while counts:
            pieces = self._pieces(counts)
            if "".join(_bare(pieces)) != "".join(pieces).strip():
                return False
            counts = counts[: min([*self._places(counts), len(counts)]) - 1]
        return True

    def restarts(self, index: int, depth: int) -> bool:
        """Whether the level with this index counts afresh behind a heading at this depth, which counts from 1."""
        after = self.levels[index].restarts_after
        return depth <= (index if after is None else after)

    def _places(self, counts: tuple[int, ...]) -> list[int]:
        """The levels, counted from 1, that the number of a heading names."""
        marked = (piece[:1] for piece in self.level(counts).pattern.split("%")[1:])
        return [int(digit) for digit in marked if digit in _DIGITS and int(digit) <= len(counts)]

    def _pieces(self, counts: tuple[int, ...]) -> list[str]:
        """The number cut into words and counts in turns; it begins and ends with words, which may be empty."""
        own = self.level(counts)
        first, *marked = own.pattern.split("%")
        pieces = [first]
        for piece in marked:
            if piece[:1] not in _DIGITS:
                pieces[-1] += f"%{piece}"
            elif (place := int(piece[0])) > len(counts):
                pieces[-1] += piece[1:]
            else:
                form = "decimal" if own.is_legal else self.levels[place - 1].form
                pieces += [FORMS[form](min(counts[place - 1], _MOST)), piece[1:]]
        return pieces


def _bare(pieces: list[str]) -> list[str]:
    """The pieces with nothing but signs before the first count and behind the last."""
    if len(pieces) == 1:
        return [_signs(pieces[0])]
    return [_signs(pieces[0]), *pieces[1:-1], _signs(pieces[-1])]


def _signs(words: str) -> str:
    return "".join(letter for letter in words if letter in _SIGNS)


DECIMAL = HeadingNumbers(tuple(map(decimal_level, range(LEVELS))))
"""The numbers of a house that says nothing else."""


class HeadingCounter:
    """Counts headings as Word counts the paragraphs of a list."""

    def __init__(self, numbers: HeadingNumbers) -> None:
        self._numbers = numbers
        self._counts = [0] * LEVELS
        self._is_fresh = [True] * LEVELS

    def count(self, depth: int) -> tuple[int, ...]:
        """The counts of a heading at this depth, from 1 to 9; levels that were left out count 0."""
        index = depth - 1
        start = self._numbers.levels[index].start
        self._counts[index] = start if self._is_fresh[index] else self._counts[index] + 1
        self._is_fresh[index] = False
        self.leave(depth)
        return tuple(self._counts[:depth])

    def leave(self, depth: int) -> None:
        """What counts afresh behind a heading at this depth, counted or not, does so; 0 is above all levels."""
        for index in range(max(depth, 0), LEVELS):
            if self._numbers.restarts(index, depth):
                self._counts[index], self._is_fresh[index] = 0, True

    def go_on(self, counts: tuple[int, ...]) -> None:
        """Count on from here; everything below counts afresh."""
        rest = LEVELS - len(counts)
        self._counts = [*counts, *([0] * rest)]
        self._is_fresh = [False] * len(counts) + [True] * rest
