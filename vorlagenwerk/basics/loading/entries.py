"""Long lists read line by line: entries whose fields stand one a line, each a word, a number or a text in quotes.

Such lines mean the same to every YAML parser, which would take five times as long for them, and nearly all of a large
file is made of them. A list that looks only a little different stays with the parser.
"""

from __future__ import annotations

import re
from functools import cache

from vorlagenwerk.basics.loading.limits import Limits
from vorlagenwerk.basics.loading.scalars import Scalar, TypedScalars

STAND_IN = "\ue000"
"""Stands in the rest of the text where a list was; decoding refuses private use, so no file can hold it."""
WORTH = 1_000
"""Characters from which a list is worth a look."""
DEPTH = 4
"""How deep a file must be allowed to go; the parser counts where less is allowed."""

Entry = dict[str, Scalar]


class _Irregular(Exception):
    """A list that the parser must read."""


class Lists:
    """The lists of entries that were taken out of a text; `rest` is the text without them."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.rest = text
        self._taken: dict[str, list[Entry]] = {}
        self._longest = limits.text_characters
        self._names: dict[str, str] = {}
        self._typed = TypedScalars()
        if len(text) > WORTH and limits.depth >= DEPTH:
            self._take_out(text)

    def __bool__(self) -> bool:
        return bool(self._taken)

    def put_back(self, data: dict[str, object], events: int) -> bool:
        """Put the lists where they belong in the data of the rest; False if that is not certain.

        `events` is what the rest left of the bound.
        """
        spent = sum(1 + 2 * len(entry) for entries in self._taken.values() for entry in entries)
        names = {value: name for name, value in data.items() if isinstance(value, str) and value in self._taken}
        if len(names) < len(self._taken) or spent > events:
            return False
        data.update((name, self._taken[mark]) for mark, name in names.items())
        return True

    def _take_out(self, text: str) -> None:
        root, head, end = _patterns()
        kept: list[str] = []
        at = 0 if root.match(text) else len(text)
        while found := head.search(text, at):
            start = found.end(1)
            behind = end.search(text, start + 1)
            stop = behind.start() if behind else len(text)
            kept.append(text[at:start])
            at = start
            if stop - start > WORTH and (entries := self._entries(text[start + 1 : stop], found[2])):
                mark = STAND_IN * (len(self._taken) + 1)
                self._taken[mark] = entries
                kept.append(f" {mark}")
                at = stop
        self.rest = "".join([*kept, text[at:]]) if kept else text

    def _entries(self, block: str, lead: str) -> list[Entry]:
        """The entries of a block, none where a line is not regular."""
        # This loop runs once a table cell: what equals a line before it is known.
        known: dict[str, tuple[bool, str, Scalar]] = {}
        entries: list[Entry] = []
        entry: Entry = {}
        try:
            for line in block.split("\n"):
                if (field := known.get(line)) is None:
                    if not line or line.lstrip(" ")[0] == "#":
                        continue
                    field = known[line] = self._field(line, lead)
                begins, name, value = field
                if begins:
                    entry = {}
                    entries.append(entry)
                elif name in entry:
                    return []
                entry[name] = value
        except _Irregular:
            return []
        return entries

    def _field(self, line: str, lead: str) -> tuple[bool, str, Scalar]:
        """Whether a line begins an entry, and the name and the value in it."""
        found = _field_pattern().fullmatch(line)
        if found is None or len(line) > self._longest:
            raise _Irregular
        indentation, dash, name, plain, doubled, single = found.groups()
        if indentation != (lead if dash else lead + "  "):
            raise _Irregular
        value: Scalar
        if doubled is not None:
            value = doubled.replace('\\"', '"').rstrip(" ")
        else:
            value = self._typed[plain or ""] if single is None else single.rstrip(" ")
        return bool(dash), self._names.setdefault(name, name), value


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a file begins whose fields stand at the margin, where a list begins, and what stands behind it."""
    root = re.compile(r"(?:#[^\n]*\n|\n)*[a-z][a-z0-9_]*:[ \n]")
    return root, re.compile(r"(\n[a-z][a-z0-9_]*:)\n( *)- [a-z]"), re.compile(r"\n[^ \n#-]")


@cache
def _field_pattern() -> re.Pattern[str]:
    plain = r"-?[^\W_](?:[^\t:#\\\uf0b7]|:(?! |$))*"  # "#" and ":" may begin something else
    return re.compile(
        rf"""( *)(- )?([a-z][a-z0-9_]*):(?: (?:({plain})|"((?:[^"\\\t\uf0b7]|\\")*)"|'([^'\\\t\uf0b7]*)'))?"""
    )
