"""Lossless natural typing of plain scalars: a number is made only where it gives the text back."""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

_INTEGER = re.compile(r"-?[1-9][0-9]{0,17}|0")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_GERMAN_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_WORDS: dict[str, Scalar] = {"": None, "true": True, "false": False}


def type_plain(text: str) -> Scalar:
    """The value of a plain scalar.

    Keys (05314000), times (18:00), dates, NO, 1_000 and 12,50 stay text, and so does 1.200, which a German
    author means as 1200: the schema knows what is wanted there and asks.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and not _GERMAN_THOUSANDS.fullmatch(text):
        exact = Decimal(text)
        # 0.0000001 would come back as 1E-7.
        return exact if str(exact) == text else text
    return text


class TypedScalars(dict[str, Scalar]):
    """Values of plain scalars by their text: large tables repeat few values, typed and stored once.

    Texts that may be lists or paragraphs written without a “|” are noted in `suspects`; the lines decide.
    """

    def __init__(self) -> None:
        super().__init__()
        self.suspects: set[str] = set()

    def __missing__(self, text: str) -> Scalar:
        """Type a scalar that is met for the first time."""
        value = self[text] = type_plain(text)
        if "\n" in text or " - " in text or " * " in text or " 2. " in text:
            self.suspects.add(text)
        return value
