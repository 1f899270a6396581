"""Of which document type a content file is, as its first lines say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.data.problems import Problem, error, quote

_FIELD = "dokumenttyp"
_TYPE_LINE = re.compile(rb"^dokumenttyp:[ \t]*[\"']?([a-z][a-z0-9-]*)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
HARD_LIMIT = 64_000_000
"""Largest content file that any document type may allow, in bytes."""
FIRST_LINES = 4096
"""Bytes at the beginning of a content file among which its type must stand (it is the first key)."""


def said_kind(raw: bytes) -> str:
    """The name of the type that a file says it is of, "" where none is found."""
    said = _TYPE_LINE.search(raw[:FIRST_LINES].removeprefix(b"\xef\xbb\xbf"))
    return said[1].decode() if said else ""


def unknown_kind(source: Source, name: str, known: Sequence[str]) -> Problem:
    """The finding on a file that says no type, or one that does not exist."""
    from vorlagenwerk.basics.schema import meant  # trouble only

    options = f"Möglich sind: {', '.join(known)}."
    if _FIELD not in source.data:
        text = f"Das Feld „{_FIELD}“ fehlt."
        if near := german.nearest(_FIELD, map(str, source.data)):
            remedy = f"Gemeint ist vermutlich {quote(near)}: Benennen Sie das Feld um in „{_FIELD}“. {options}"
            missing = error("SCH-121", source.place((near,), key=True), text, remedy)
            return missing._replace(mend=source.mend_name((near,), _FIELD)) if meant.name(near, (_FIELD,)) else missing
        return error("SCH-121", source.place(()), text, f"Es gehört in die erste Zeile. {options}")
    said = str(name or source.data[_FIELD])
    near = german.nearest(said, known)
    advice = f"Gemeint ist vielleicht „{near}“. " if near else ""
    unknown = error(
        "SCH-120", source.place((_FIELD,)), f"Den Dokumenttyp {quote(said)} gibt es nicht.", advice + options
    )
    certain = meant.option(said, known)
    return unknown._replace(mend=source.mend((_FIELD,), certain)) if certain else unknown
