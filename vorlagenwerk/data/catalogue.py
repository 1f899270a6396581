"""The finding codes with title and explanation, as `explain CODE` prints them; they stand in meldungen.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_HEAD = re.compile(r"^## ([A-Z]{3}-[0-9]{3}) (.+)$", re.MULTILINE)


class Explanation(NamedTuple):
    """What a code means: a title of one line, and text in paragraphs."""

    title: str
    text: str


@cache
def catalogue() -> Mapping[str, Explanation]:
    """Every code with its explanation, in the order of the file."""
    parts = _HEAD.split(Path(__file__).with_name("meldungen.md").read_text("utf-8"))
    found = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    return {code: Explanation(title, text.strip()) for code, title, text in found}
