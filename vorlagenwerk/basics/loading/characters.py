"""Which characters a content file may hold: findings for invisible, misleading and unprintable ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Mend, Problem, error, quote, warning

CONTROL = "YML-040"
DIRECTION = "YML-041"
PRIVATE = "YML-042"
INVISIBLE = "YML-043"
NO_CHARACTER = "YML-044"
WORD_BULLET = "YML-045"
MORE_CHARACTERS = "YML-049"

BULLET = "\uf0b7"
"""The bullet of Word's Symbol font, which travels into every text that is copied out of Word or a PDF."""
STAND_IN = "\ufffd"
"""Takes the place of a character that was refused, so that reading goes on and columns stay right."""

_REFUSED_BELOW_10000 = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf0b6\uf0b8-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff"
)
# Ranges above U+FFFF make a class seven times slower; nearly every text passes the coarse one.
_SUSPECT = f"[{_REFUSED_BELOW_10000}\U00010000-\U0010ffff]"
_USUAL = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(
    "\t\näöüÄÖÜßéèáàâçñ§€°²³½¼¾×·•«»„“”‚‘’–—…\u00a0\u2009\u202f₂₃→≤≥"
)
"""What German papers are written with: a text of these needs none of the classes, which take 2 ms to compile."""
_USUAL_BYTES = bytes([9, 10, *range(0x20, 0x7F)])
_REFUSED = (
    f"[{_REFUSED_BELOW_10000}\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000f0000-\U0010ffff]"
)
_HARMFUL_ESCAPE = re.compile(r'\\[^"\\/nt_ \n]')
_LEADING_BULLET = re.compile(r"^( *)\uf0b7[ \t\u00a0]*", re.MULTILINE)
DOUBLY_ENCODED = "YML-046"

_MOJIBAKE = "\u00c3.|\u00e2.."
"""How German letters, and dashes, quotation marks and “€”, begin when UTF-8 was read as the encoding of Windows."""
TRAILING = " \t\n"

_KINDS = (
    ("\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069", DIRECTION, "ein Steuerzeichen für die Schreibrichtung"),
    ("\x0b", CONTROL, "ein Zeilenumbruch aus Word"),
    ("\x0c", CONTROL, "ein Seitenumbruch"),
    ("\x1e", CONTROL, "ein geschützter Bindestrich aus Word"),
    ("\x1f", CONTROL, "ein bedingter Trennstrich aus Word"),
    ("\x00-\x1f\x7f-\x9f", CONTROL, "ein Steuerzeichen"),
    ("\u2028\u2029", CONTROL, "ein Zeilen- oder Absatztrenner"),
    ("\u200b", INVISIBLE, "ein unsichtbares Leerzeichen ohne Breite"),
    ("\ufeff", INVISIBLE, "eine unsichtbare Kennung vom Anfang einer Datei"),
    ("\ufffc", NO_CHARACTER, "der Platzhalter für ein Bild oder Objekt"),
    ("\ufffd", NO_CHARACTER, "das Ersatzzeichen für einen verlorenen Buchstaben"),
    ("\U000e0000-\U000e007f", INVISIBLE, "ein unsichtbares Kennzeichen"),
    ("\uf0b7", WORD_BULLET, "das Aufzählungszeichen aus Word"),
    ("\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd", PRIVATE, "das Zeichen einer Symbolschrift"),
    ("\u180e\u2060-\u206f\ufff9-\ufffb", INVISIBLE, "ein unsichtbares Steuerzeichen"),
    ("\x00-\U0010ffff", NO_CHARACTER, "kein gültiges Zeichen"),
)
_REMEDIES = {
    CONTROL: "Löschen Sie es, oder schreiben Sie dort ein Leerzeichen oder einen gewöhnlichen Zeilenumbruch.",
    DIRECTION: "Löschen Sie es: Es kann Text anders aussehen lassen, als er gespeichert ist.",
    PRIVATE: "Es wirkt nur in einer bestimmten Schriftart richtig. Schreiben Sie ein gewöhnliches Zeichen.",
    INVISIBLE: "Löschen Sie es; am einfachsten tippen Sie die Stelle neu.",
    NO_CHARACTER: "Tippen Sie die Stelle neu.",
    WORD_BULLET: "Schreiben Sie jeden Punkt der Aufzählung in eine eigene Zeile, die mit „- “ beginnt.",
}


def refuse(character: str, place: Place, where: str = "") -> Problem:
    """The finding for one character that no document may carry, with its number and its meaning."""
    code, meaning = next((code, meaning) for letters, code, meaning in _KINDS if re.match(f"[{letters}]", character))
    subject = f"Im Text {quote(where)}" if where else "Hier"
    text = f"{subject} steht das Zeichen U+{ord(character):04X} ({meaning})."
    if "\x80" <= character <= "\x9f":
        text += _windows_guess(character)
    return error(code, place, text, _REMEDIES[code])


def refuse_in_line(character: str, place: Place, before: str) -> Problem:
    """The same; an invisible one in the indentation of its line gets its mend. `before` is the line up to it."""
    problem = refuse(character, place)
    if problem.code != INVISIBLE or before.strip(f" {STAND_IN}"):
        return problem
    here, behind = Position(place.line, place.column), Position(place.line, place.column + 1)
    return problem._replace(mend=Mend(here, behind, ""))


def _windows_guess(character: str) -> str:
    meant = bytes([ord(character)]).decode("cp1252", errors="replace")
    return "" if meant == STAND_IN else f" Gemeint ist vermutlich {quote(meant)}."


def spoilt_letters(text: str, file: str) -> list[Problem]:
    """A finding for letters that a wrong encoding took apart: “ä” that became “Ã¤”; several are told as a number."""
    if "\u00c3" not in text and "\u00e2" not in text:
        return []
    found = [spoilt for spoilt in re.finditer(_MOJIBAKE, text) if _rejoined(spoilt[0])]
    if not found:
        return []
    start = found[0].start()
    place = Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    more = f" Das gibt es an {len(found)} Stellen." if len(found) > 1 else ""
    said = f"Hier steht {quote(found[0][0])}; gemeint ist vermutlich {quote(_rejoined(found[0][0]))}.{more}"
    remedy = "Die Datei wurde einmal mit der falschen Codierung gespeichert. Tippen Sie die Stellen neu."
    return [warning(DOUBLY_ENCODED, place, said, remedy)]


def _rejoined(spoilt: str) -> str:
    try:
        return spoilt.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def refused_in(text: str) -> Iterator[re.Match[str]]:
    """The refused characters of a text in their order; Word's bullet is judged later, with its field."""
    # without plain letters little is left of a text, and what UTF-8 is made of stays together
    rest = text.encode("utf-8", "surrogatepass").translate(None, _USUAL_BYTES).decode("utf-8", "surrogatepass")
    if _USUAL.issuperset(rest) or re.search(_SUSPECT, rest) is None:
        return iter(())
    return re.finditer(_REFUSED, text)


def replace_refused(text: str) -> tuple[str, int]:
    """The text with a stand-in for each refused character, and how many there were."""
    return re.subn(_REFUSED, STAND_IN, text)


def may_hide_characters(text: str) -> bool:
    """Whether fields of this file need a closer look: escapes in quoted text or Word's bullets."""
    return BULLET in text or ("\\" in text and _HARMFUL_ESCAPE.search(text) is not None)


def tidy(value: str) -> str:
    """A field's text in its normal form: composed letters, Word's bullets as list marks, no blanks behind."""
    if not unicodedata.is_normalized("NFC", value):
        value = unicodedata.normalize("NFC", value)
    if BULLET in value:
        value = _LEADING_BULLET.sub(r"\1- ", value)
    return value.rstrip(TRAILING)


def first_refused(value: str) -> str:
    """The first character of a field's text that it must not hold, or ""; stand-ins were told before."""
    if _USUAL.issuperset(value):
        return ""
    for character in re.findall(_REFUSED, value):
        if character != STAND_IN:
            return str(character)
    return BULLET if BULLET in value else ""
