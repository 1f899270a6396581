"""What one part of the package relates to: addresses that it links to and pictures that it shows."""

from __future__ import annotations

from vorlagenwerk.writers.docx.package import Relation


class Relations:
    """Hands out a relationship for each address and picture, once."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = taken
        self._found: dict[tuple[str, str], str] = {}

    @property
    def lines(self) -> list[Relation]:
        """The relationships in the order of their first use."""
        return [Relation(ident, kind, target, kind == "hyperlink") for (kind, target), ident in self._found.items()]

    def to_address(self, address: str) -> str:
        """The id of a link out of the document."""
        return self._ident("hyperlink", address, "rIdLink")

    def to_picture(self, part: str) -> str:
        """The id of a picture in the package."""
        return self._ident("image", part, "rIdBild")

    def _ident(self, kind: str, target: str, stem: str) -> str:
        if (kind, target) not in self._found:
            number = len(self._found) + 1
            while (ident := f"{stem}{number}") in self._taken:
                number += 1000
            self._found[kind, target] = ident
        return self._found[kind, target]
