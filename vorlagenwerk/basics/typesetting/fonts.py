"""Which fonts a PDF can hold: those whose files lie in the project, and the one that comes with Typst."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.problems import Problem, note, quote

_SHIPPED, _TYPEWRITER = "Liberation Sans", "DejaVu Sans Mono"
_TWINS = {
    "arial": ("Liberation Sans", "Arimo"),
    "helvetica": ("Liberation Sans", "Arimo"),
    "liberation sans": ("Arimo", "Arial"),
    "times new roman": ("Liberation Serif", "Tinos"),
    "times": ("Liberation Serif", "Tinos"),
    "courier new": ("Liberation Mono", "Cousine", _TYPEWRITER),
    "courier": ("Liberation Mono", "Cousine", _TYPEWRITER),
    "calibri": ("Carlito",),
    "cambria": ("Caladea",),
    "georgia": ("Gelasio",),
}
"""Free fonts whose letters are as wide, so that lines break where Word breaks them."""
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_LARGEST_TABLE = 1_000_000
_WEIGHTS = re.compile(
    r"([ _-]?(normal|italic|oblique|slanted|thin|hairline|light|regular|medium|bold|black|heavy|narrow|condensed|cond|"
    r"expanded)|[ _-](extra|semi|demi|ultra|lt|md|bd|cn))+$",
    re.IGNORECASE,
)
"""What Typst takes off a family's name, because it finds these by weight, style and width."""


def printable(look: Look) -> tuple[Look, list[Problem]]:
    """The look with fonts that a PDF can hold, and which fonts others stand in for."""
    present = families(look.font_folder) | {_TYPEWRITER.lower(): _TYPEWRITER}
    replaced: dict[str, str] = {}

    def choose(name: str, otherwise: str) -> str:
        for wanted in (name, *_TWINS.get(name.lower(), ())):
            if wanted.lower() in present:
                return present[wanted.lower()]
        replaced[name] = otherwise
        return otherwise

    font = choose(look.font, _SHIPPED)
    code_font = choose(look.code_font, _TYPEWRITER)
    roles = {
        role: style._replace(font=choose(style.font, font)) if style.font else style
        for role, style in look.roles.items()
    }
    problems = [_replaced(look, replaced)] if replaced else []
    return look._replace(font=font, code_font=code_font, roles=roles), problems


def families(folder: Path) -> dict[str, str]:
    """The families whose files lie in a folder: the name as Typst knows it by each name that people know, in small
    letters; damaged files are left out.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.name.lower().endswith(_ENDINGS):
            names = _names_in(path)
            typeset = names.get(_TYPOGRAPHIC_FAMILY) or names.get(_FAMILY, "")
            for name in names.values():
                found.setdefault(name.lower(), _WEIGHTS.sub("", typeset) or typeset)
    return found


def _names_in(path: Path) -> dict[int, str]:
    """The family names of a font file, of a collection those of its first font."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
            start = struct.unpack_from(">I", head, 12)[0] if head[:4] == b"ttcf" else 0
            return dict(_family_names(_name_table(file, start)))
    except (OSError, struct.error, ValueError):
        return {}


def _name_table(file: BinaryIO, start: int) -> bytes:
    """The `name` table (ISO/IEC 14496-22, 5.2.7)."""
    file.seek(start)
    count = struct.unpack(">4xH6x", file.read(12))[0]
    directory = file.read(16 * count)
    for at in range(0, len(directory) - 15, 16):
        tag, offset, length = struct.unpack_from(">4s4xII", directory, at)
        if tag == b"name":
            file.seek(offset)
            return file.read(min(length, _LARGEST_TABLE))
    return b""


def _family_names(table: bytes) -> Iterator[tuple[int, str]]:
    if not table:
        return
    count, letters = struct.unpack_from(">2xHH", table)
    for at in range(6, 6 + 12 * count, 12):
        platform, _, language, number, length, offset = struct.unpack_from(">6H", table, at)
        if number in (_FAMILY, _TYPOGRAPHIC_FAMILY) and (platform, language) in ((3, 0x409), (0, 0), (1, 0)):
            raw = table[letters + offset : letters + offset + length]
            yield number, raw.decode("mac_roman" if platform == 1 else "utf-16-be")


def _replaced(look: Look, replaced: dict[str, str]) -> Problem:
    names = [f"{quote(name)} durch {quote(other)}" for name, other in sorted(replaced.items())]
    twins = sorted({twin for name in replaced for twin in _TWINS.get(name.lower(), ())[:1]})
    free = f" Gleich breit und frei ist {' und '.join(map(quote, twins))}." if twins else ""
    return note(
        "STI-530",
        look.place,
        f"Die Word-Vorlage {quote(look.place.file)} verwendet Schriften, die dem PDF fehlen; es ersetzt "
        f"{', '.join(names)}.",
        "Legen Sie die Schriftdateien (.ttf oder .otf) in „templates/_stil/schriften“, wenn die Lizenz es erlaubt."
        f"{free}",
    )
