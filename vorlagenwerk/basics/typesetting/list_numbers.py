"""How much room the numbers of a list need: “100.” and “xxviii)” are wider than the step that a list stands in."""

from __future__ import annotations

import re

from vorlagenwerk.basics.typesetting.heading_numbers import FORMS
from vorlagenwerk.basics.typesetting.metrics import line_width

NUMBERS = (("decimal", "%1."), ("lowerLetter", "%1)"), ("lowerRoman", "%1)"))
"""Form and pattern of numbers by depth, over and over, where no list of Word says another."""
_GAP = 40
"""Least distance between a number and its text, in twips."""
_WIDEST = 1440
"""Twips that a number gets at most."""


def numbers(depth: int, start: int, count: int) -> list[str]:
    """The numbers of a list as they are printed, by how many lists it stands in."""
    form, pattern = NUMBERS[depth % len(NUMBERS)]
    return [pattern.replace("%1", FORMS[form](number)) for number in range(start, start + count)]


def room_for(form: str, pattern: str, start: int, count: int, size: float, step: int) -> int:
    """How far the numbers of a list stand out: the step of its level, or more where the widest one needs it.

    `size` is that of the letters in points; the step and the result are twips.
    """
    last = start + count - 1
    # the last number in digits is the widest; Roman ones and letters are wide in between
    counts = (last,) if form in ("decimal", "decimalZero") else range(start, start + count)
    shown = FORMS.get(form, str)
    widest = max((line_width(re.sub(r"%\d", shown(number), pattern), bold=False) for number in counts), default=0)
    return max(step, min(round(widest * size / 50) + _GAP, _WIDEST))
