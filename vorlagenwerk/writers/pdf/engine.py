"""Has Typst set the mark-up: with shipped fonts only, without network, clock or files; faults come back as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from vorlagenwerk.basics.setting import SetError, set_pages
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote, warning
from vorlagenwerk.writers.pdf.literals import REPLACEMENT, literal

_RARE = "[^\x00-\u017f–—‘’‚“”„•…‰€]"
"""Characters that a font may lack; the others are in every font that suits German text."""
_SHOWN = 8

DOCUMENT = Place("")
"""Findings about a document's text carry no file: the tree does not know it, and the caller does."""


class Source(NamedTuple):
    """A paper for Typst: mark-up, and by name the rows of its tables as JSON and its pictures as SVG."""

    markup: str
    rows: Mapping[str, str] = MappingProxyType({})
    pictures: Mapping[str, str] = MappingProxyType({})

    def characters(self) -> set[str]:
        """The rare characters in it."""
        return {character for text in (self.markup, *self.rows.values()) for character in set(re.findall(_RARE, text))}

    def without(self, characters: Iterable[str]) -> Source:
        """The same with U+FFFD in place of some characters."""
        table = dict.fromkeys(map(ord, characters), REPLACEMENT)
        rows = {name: text.translate(table) for name, text in self.rows.items()}
        return self._replace(markup=self.markup.translate(table), rows=rows)


def typeset(source: Source, look: Look) -> tuple[bytes | None, list[Problem]]:
    """The file, and what came up; no file where the text cannot be set at all."""
    try:
        return _compile(source, look), []
    except SetError as fault:
        # looked for only now: nearly every paper does without rare characters
        missing = _missing(sorted(source.characters()), look)
        if not missing:
            return None, [_not_set(fault)]
    try:
        return _compile(source.without(missing), look), [_no_glyph(missing)]
    except SetError as fault:
        return None, [_not_set(fault)]


def _compile(source: Source, look: Look) -> bytes:
    return set_pages(source.markup, {**source.rows, **source.pictures}, look.font_folder)


def _missing(characters: list[str], look: Look) -> list[str]:
    """Those of the characters that cannot be set, found by halving."""
    if not characters or _can_set(characters, look):
        return []
    if len(characters) == 1:
        return characters
    middle = len(characters) // 2
    return _missing(characters[:middle], look) + _missing(characters[middle:], look)


def _can_set(characters: list[str], look: Look) -> bool:
    head = f'#set document(title:"-",date:datetime(year:2000,month:1,day:1))\n#set text(font:{literal(look.font)})\n'
    try:
        _compile(Source(head + f"#par({literal(' '.join(characters))})"), look)
    except SetError:
        return False
    return True


def _no_glyph(characters: list[str]) -> Problem:
    shown = ", ".join(f"{quote(character)} (U+{ord(character):04X})" for character in characters[:_SHOWN])
    more = f" und {len(characters) - _SHOWN} weitere" if len(characters) > _SHOWN else ""
    one = len(characters) == 1
    return warning(
        "PDF-601",
        DOCUMENT,
        f"{'Das Zeichen' if one else 'Die Zeichen'} {shown}{more} {'fehlt' if one else 'fehlen'} in den Schriften für "
        f"PDF; in der PDF-Datei steht dafür „{REPLACEMENT}“.",
        "Schreiben Sie das Zeichen als Wort, oder verwenden Sie ein gebräuchliches Zeichen.",
    )


def _not_set(fault: SetError) -> Problem:
    return error(
        "PDF-602",
        DOCUMENT,
        f"Die PDF-Datei ließ sich nicht erzeugen. Das Satzprogramm meldet: {quote(fault.message)}.",
        "Prüfen Sie, ob das Papier einen Titel hat. Sonst ist dies ein Fehler in Vorlagenwerk: Bitte melden Sie ihn.",
    )
