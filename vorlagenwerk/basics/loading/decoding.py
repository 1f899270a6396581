"""From the bytes of a file to clean text: UTF-8, composed letters, plain line ends, no tab indentation."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from vorlagenwerk.basics.german import number
from vorlagenwerk.basics.loading import findings
from vorlagenwerk.basics.loading.characters import (
    MORE_CHARACTERS,
    refuse_in_line,
    refused_in,
    replace_refused,
    spoilt_letters,
)
from vorlagenwerk.basics.loading.limits import Limits
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote

TOO_LARGE = "DAT-004"
NO_UTF_8 = "DAT-010"
UTF_16 = "DAT-011"
OTHER_PROGRAM = "DAT-012"
TAB = "YML-007"

SAVE_AS_UTF_8 = (
    "Öffnen Sie die Datei in Ihrem Editor und speichern Sie sie mit der Codierung „UTF-8“ "
    "(im Windows-Editor: „Datei“, „Speichern unter“, unten „Codierung“)."
)
_SIGNATURES = (
    (b"PK\x03\x04", "eine Word-, Excel- oder ZIP-Datei"),
    (b"\xd0\xcf\x11\xe0", "eine ältere Word- oder Excel-Datei"),
    (b"%PDF-", "eine PDF-Datei"),
    (b"{\\rtf", "eine RTF-Datei"),
    (b"<!DOCTYPE", "eine Internetseite"),
    (b"<html", "eine Internetseite"),
)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


def decode(raw: bytes, file: str, limits: Limits) -> tuple[str | None, list[Problem]]:
    """The text of a file, ready for the parser, or None with the finding that says how to save it.

    Characters that no document may carry are findings, too, but reading goes on behind them.
    """
    if (refusal := _refuse_bytes(raw, file, limits)) is not None:
        return None, [refusal]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return None, [_wrong_encoding(raw, fault.start, file)]
    text = _normalise(text)
    if not text.strip():
        return None, [findings.empty(Place(file))]
    text, problems = _judge_characters(text, file, limits.findings)
    problems += spoilt_letters(text, file)
    if "\t" in text and (tab := _TAB_INDENT.search(text)) is not None:
        problems.append(_tab(text, tab, file))
        return None, problems
    return text, problems


_GERMAN = frozenset("äöüÄÖÜß§€°²³½¼¾·•×µ«»„“”‚‘’–—…\u00a0éèêàâçóñ")
_UMLAUTS = frozenset("äöüÄÖÜß")
_UNLIKELY = r"\w[„‚§€]|[”§€…]\w|\w“\w"
"""Signs where German has a letter: so a file from Mac or DOS looks when it is read as one from Windows."""


def recode(raw: bytes) -> tuple[str, str] | None:
    """The text of a file in UTF-16 or the older encoding of Windows and that encoding's name; None if not certain."""
    for encoding in _wide_encodings(raw) or ("cp1252",):
        try:
            text = raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\0" in text or (encoding == "cp1252" and not _is_german(text)):
            continue
        return text, {"cp1252": "Windows-1252"}.get(encoding, "UTF-16")
    return None


def _wide_encodings(raw: bytes) -> tuple[str, ...]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if raw[:2].count(0) == 1:
        return ("utf-16-be",) if raw[0] == 0 else ("utf-16-le",)
    return ()


def _is_german(text: str) -> bool:
    strange = {sign for sign in text if sign >= "\x7f"} - _GERMAN
    return not strange and re.search(_UNLIKELY, text) is None


def _refuse_bytes(raw: bytes, file: str, limits: Limits) -> Problem | None:
    place = Place(file)
    if len(raw) > limits.file_bytes:
        return too_large(place, limits.file_bytes)
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            text = f"Die Datei ist {kind}, kein Text."
            return error(OTHER_PROGRAM, place, text, "Geben Sie den Inhalt als Text in eine .yaml-Datei ein.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:2].count(0) == 1 or raw[:4].count(0) == 3:
        return error(UTF_16, place, "Die Datei ist in UTF-16 („Unicode“) gespeichert.", SAVE_AS_UTF_8)
    return None


def too_large(place: Place, limit: int) -> Problem:
    """The finding for a file beyond its bound."""
    text = f"Die Datei ist größer als {limit / 1_000_000:.1f} MB.".replace(".", ",", 1)
    remedy = "Teilen Sie sie auf, oder lassen Sie von der Administration die Grenze für den Dokumenttyp anheben."
    return error(TOO_LARGE, place, text, remedy)


def _wrong_encoding(raw: bytes, offset: int, file: str) -> Problem:
    start = raw.rfind(b"\n", 0, offset) + 1
    before = raw[start:offset].decode("utf-8", errors="replace")
    place = Place(file, raw.count(b"\n", 0, offset) + 1, len(before) + 1)
    letter = raw[offset : offset + 1].decode("cp1252", errors="replace")
    guess = f" Hier steht vermutlich {quote(letter)} aus einer älteren Windows-Codierung." if letter in _UMLAUTS else ""
    return error(NO_UTF_8, place, f"Die Datei ist nicht in UTF-8 gespeichert.{guess}", SAVE_AS_UTF_8)


def _normalise(text: str) -> str:
    """Composed letters, `\\n` as line end, no blanks before it; positions keep their line and column."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if " \n" in text or "\t\n" in text or text.endswith((" ", "\t")):
        text = "\n".join(map(_trim, text.split("\n")))
    return text


def _trim(line: str) -> str:
    trimmed = line.rstrip(" \t")
    # A backslash protects the blank behind it: without it, the text would join two lines.
    return trimmed + " " if trimmed.endswith("\\") and len(line) > len(trimmed) else trimmed


def _judge_characters(text: str, file: str, most: int) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    line, line_start = 1, 0
    for found in islice(refused_in(text), most):
        offset = found.start()
        breaks = text.count("\n", line_start, offset)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", 0, offset) + 1
        place = Place(file, line, offset - line_start + 1)
        problems.append(refuse_in_line(found[0], place, replace_refused(text[line_start:offset])[0]))
    if not problems:
        return text, problems
    clean, refused = replace_refused(text)
    if refused > most:
        counted = f"Die Datei enthält insgesamt {number(refused)} Zeichen, die nicht erlaubt sind."
        remedy = "Kopieren Sie den Text noch einmal ohne Formatierung aus seiner Quelle."
        problems.append(error(MORE_CHARACTERS, Place(file), counted, remedy))
    return clean, problems


def _tab(text: str, found: re.Match[str], file: str) -> Problem:
    place = Place(file, text.count("\n", 0, found.start()) + 1, len(found[0]))
    others = sum(1 for _ in _TAB_INDENT.finditer(text, found.end()))
    more = findings.more_lines(others)
    remedy = "Rücken Sie mit Leerzeichen ein, zwei für jede Stufe."
    problem = error(TAB, place, f"Die Zeile ist mit einem Tabulator eingerückt.{more}", remedy)
    from vorlagenwerk.basics.loading.tabs import mend_tabs  # not needed where all is well

    return problem._replace(mend=mend_tabs(text))
