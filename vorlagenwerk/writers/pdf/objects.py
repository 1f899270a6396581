"""The objects of a PDF file as Typst writes it: plain ones, one after the other, with a table of their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAIL = 512
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
_HEAD = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = 20
_KIDS = re.compile(rb"/K\[([^]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")


class PdfFile:
    """Gives out objects by number, takes changed ones, and puts the file together again."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        start = _START.search(data, max(len(data) - _TAIL, 0))
        head = _HEAD.match(data, int(start[1])) if start else None
        if head is None:
            raise ValueError("the file has no plain table of its objects")
        self._xref = head.start()
        count, entries = int(head[1]), head.end()
        end = entries + _ENTRY * count
        self._trailer = data[end : data.rindex(b"startxref")]
        self._places = [int(data[at : at + 10]) for at in range(entries, end, _ENTRY)]
        # an object ends where the next one begins
        self._ends = [*self._places[1:], self._xref]
        if sorted(self._places) != self._places:
            raise ValueError("the file's objects do not stand in order")
        self._changed: dict[int, bytes] = {}

    def starts_at(self, number: int, place: int) -> bool:
        """Whether the object really begins there: text in the file can look like an object."""
        return number < len(self._places) and self._places[number] == place

    def object(self, number: int) -> bytes:
        """The object with its head, as it is now."""
        return self._changed.get(number) or self.data[self._places[number] : self._ends[number]]

    def change(self, number: int, value: bytes) -> None:
        """Put another object in its place."""
        self._changed[number] = value

    def kids(self, number: int) -> list[int]:
        """The objects below a tag."""
        found = _KIDS.search(self.object(number))
        return [int(kid) for kid in _REFERENCE.findall(found[1])] if found else []

    def keep_kids(self, number: int, count: int) -> None:
        """Leave a tag no more than its first kids."""
        kids = self.kids(number)
        if len(kids) > count:
            head, _, rest = self.object(number).partition(b"/K[")
            left = b" ".join(b"%d 0 R" % kid for kid in kids[:count])
            self.change(number, b"".join([head, b"/K[", left, rest[rest.index(b"]") :]]))

    def is_tag(self, number: int, name: bytes) -> bool:
        """Whether the object is a tag of this name."""
        return b"<</Type/StructElem/S/" + name + b"/" in self.object(number)[:80]

    def referenced(self, name: str) -> int:
        """The object that trailer or catalogue call by this name."""
        pattern = re.compile(rb"/%s (\d+) 0 R" % name.encode())
        found = pattern.search(self._trailer) or pattern.search(self.object(self._catalogue()))
        if found is None:
            raise ValueError(f"the file has no {name}")
        return int(found[1])

    def pieces(self) -> Iterator[bytes]:
        """The file with the changed objects and a new table."""
        moved, at = 0, 0
        places = [0]
        done = 1
        for number in sorted(self._changed):
            places += [place + moved for place in self._places[done : number + 1]]
            done = number + 1
            value = self._changed[number]
            yield self.data[at : self._places[number]]
            yield value
            at = self._ends[number]
            moved += len(value) - (at - self._places[number])
        places += [place + moved for place in self._places[done:]]
        yield self.data[at : self._xref]
        yield b"xref\n0 %d\n0000000000 65535 f \n" % len(places)
        yield b"".join([b"%010d 00000 n \n" % place for place in places[1:]])
        yield self._trailer + b"startxref\n%d\n%%%%EOF" % (self._xref + moved)

    def _catalogue(self) -> int:
        found = re.search(rb"/Root (\d+) 0 R", self._trailer)
        if found is None:
            raise ValueError("the file has no catalogue")
        return int(found[1])
