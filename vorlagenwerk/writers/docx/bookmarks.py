"""Bookmarks: what references and lists of contents lead to."""

from __future__ import annotations

import re
import zlib

_LONGEST_BOOKMARK = 40


class Bookmarks:
    """Names of bookmarks: letters, digits and underscores, 40 at most, unique without regard to case."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._set: set[str] = set()
        self._count = 0

    def name(self, ident: str) -> str:
        """The bookmark for an ident, whether its block has been written or is still to come."""
        if ident not in self._names:
            name = re.sub(r"[^A-Za-z0-9_]", "_", ident)
            name = name if name[:1].isalpha() else "v_" + name
            if name != ident or len(name) > _LONGEST_BOOKMARK or name.lower() in self._taken:
                name = f"{name[:31]}_{zlib.crc32(ident.encode('utf-8', 'replace')):08x}"
            self._taken.add(name.lower())
            self._names[ident] = name
        return self._names[ident]

    def around(self, ident: str, content: str) -> str:
        """The content as target of references to `ident`; the first block with an ident is its target."""
        if not ident or ident in self._set:
            return content
        self._set.add(ident)
        return self._mark(self.name(ident), content)

    def listed(self, name: str, content: str) -> str:
        """The content as target of a list of contents, where `name` is not ""."""
        return self._mark(name, content) if name else content

    def _mark(self, name: str, content: str) -> str:
        self._count += 1
        start = f'<w:bookmarkStart w:id="{self._count}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self._count}"/>'
