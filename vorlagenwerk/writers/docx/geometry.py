"""Whether paper, margins and letters of a style template leave room for text; what no paper can be made of is an error.

Word shows such files, but nobody has set them on purpose: they come from other programs and broken conversions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote, warning
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.pages import sheet_of
from vorlagenwerk.writers.docx.scan import Element
from vorlagenwerk.writers.docx.stylesheet import StyleSheet

_TWIPS_PER_CENTIMETRE = 1440 / 2.54
_SMALLEST_PAPER, _LARGEST_PAPER = 57, 31680
"""Sides of paper in twips that Word's dialog allows."""
_LEAST_ROOM = 2835
"""Width and height for text, in twips, below which no word of usual length and no table fits: 5 cm."""
_SMALLEST_LETTERS, _LARGEST_LETTERS = 2, 3276
"""Half points that Word's dialog allows."""
_LARGEST_TEXT = 144
"""Half points above which running text is no running text."""
_SIZE = "w:rPr/w:sz"
_LISTED = 5
_LONGEST = 20
"""Digits of a number, also of one with many decimals."""

_PAPER = {"w:w": "Breite des Papiers", "w:h": "Höhe des Papiers"}
_MARGINS = {
    "w:top": "oberer Rand",
    "w:right": "rechter Rand",
    "w:bottom": "unterer Rand",
    "w:left": "linker Rand",
    "w:header": "Abstand der Kopfzeile",
    "w:footer": "Abstand der Fußzeile",
    "w:gutter": "Bundsteg",
}
_SET_MARGINS = "Stellen Sie in Word unter „Layout“, „Seitenränder“ kleinere Ränder ein, zum Beispiel „Normal“."


def judge_page(body: Element, page: Page, place: Place) -> list[Problem]:
    """The finding on the paper of the template's last section, the first that holds: no number (STI-522), a paper
    that Word does not know (STI-523), no room for text (STI-524), not A4 (STI-514).
    """
    size, margins = sheet_of(body)
    odd = [*_odd_numbers(size, _PAPER), *_odd_numbers(margins, _MARGINS)]
    file = quote(place.file)
    if odd:
        text = f"In der Word-Vorlage {file} steht statt einer Zahl: {', '.join(odd)}."
        remedy = "Stellen Sie Papierformat und Seitenränder in Word unter „Layout“ neu ein, und speichern Sie."
        return [error("STI-522", place, text, remedy)]
    if not all(_SMALLEST_PAPER <= side <= _LARGEST_PAPER for side in (page.width, page.height)):
        said = f"{_centimetres(page.width)} × {_centimetres(page.height)} cm"
        text = f"Das Papier der Word-Vorlage {file} ist {said} groß; Word erlaubt 0,1 bis 55,87 cm."
        return [error("STI-523", place, text, "Wählen Sie in Word unter „Layout“, „Format“ das Papier A4.")]
    if trouble := _without_room(page):
        return [error("STI-524", place, f"In der Word-Vorlage {file} {trouble}.", _SET_MARGINS)]
    if not page.is_a4:
        said = f"{_centimetres(page.width)} × {_centimetres(page.height)} cm"
        text = f"Das Papierformat der Word-Vorlage {file} ist {said} statt A4."
        return [warning("STI-514", place, text, "Wählen Sie in Word unter „Layout“, „Format“ das Papier A4.")]
    return []


def judge_letters(sheet: StyleSheet, standard: str, place: Place) -> list[Problem]:
    """The findings on sizes of letters (STI-525); `standard` is the id of the style of running text, or "".

    One for each impossible size, at the styles that say it themselves: those based on them would only repeat it.
    """
    odd: dict[str, list[str]] = {}
    for ident, size in _sizes(sheet):
        if not _SMALLEST_LETTERS <= whole_number(size, 0) <= _LARGEST_LETTERS:
            odd.setdefault(size, []).append(quote(sheet.name(ident)) if ident else "die Vorgabe für alle Absätze")
    file = quote(place.file)
    problems = [
        error(
            "STI-525",
            place,
            f"In der Word-Vorlage {file} steht als Schriftgröße {_points(size)}; betroffen: {_enumerated(names)}.",
            "Word erlaubt 1 bis 1638 Punkt. Stellen Sie die Schriftgröße in Word neu ein.",
        )
        for size, names in odd.items()
    ]
    said = sheet.properties(standard).get(_SIZE, {}).get("w:val", "") if standard else ""
    if said not in odd and whole_number(said, 0) > _LARGEST_TEXT:
        text = (
            f"In der Word-Vorlage {file} hat Fließtext (Formatvorlage {quote(sheet.name(standard))}) {_points(said)}."
        )
        remedy = "Für Fließtext sind höchstens 72 Punkt erlaubt und 11 üblich. Ändern Sie die Formatvorlage in Word."
        problems.append(error("STI-525", place, text, remedy))
    return problems


def _odd_numbers(element: Element | None, names: Mapping[str, str]) -> Iterator[str]:
    """What is no number, quoted with its German name."""
    for attribute, german in names.items():
        said = element.get(attribute) if element else ""
        # other programs write fractions
        digits = said.removeprefix("-").replace(".", "", 1)
        if said and not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST):
            yield f"{quote(said)} ({german})"


def _without_room(page: Page) -> str:
    """What is wrong with the margins, "" where nothing is."""
    for side, name in ((page.left, "linke Rand"), (page.right, "rechte Rand"), (page.gutter, "Bundsteg")):
        if side < 0:
            return f"ist der {name} kleiner als null; der Text reichte über das Papier hinaus"
    for sheet, lying in ((page, ""), (page.turned(), " im Querformat")):
        width = sheet.width - sheet.left - sheet.right - sheet.gutter
        # a head or foot that stands lower than the margin pushes the text
        height = sheet.height - max(abs(sheet.top), sheet.header) - max(abs(sheet.bottom), sheet.footer)
        for room, direction in ((width, "Breite"), (height, "Höhe")):
            if room < _LEAST_ROOM:
                left = f"nur {_centimetres(room)} cm" if room > 0 else "nichts"
                needed = "zwischen den Rändern; nötig sind 5 cm"
                return f"bleibt dem Text{lying} von der {direction} des Papiers {left} {needed}"
    return ""


def _sizes(sheet: StyleSheet) -> Iterator[tuple[str, str]]:
    """Each style, and "" for what holds for all, with the size that it says itself."""
    default = sheet.defaults().get(_SIZE)
    if default:
        yield "", default.get("w:val", "")
    for ident in sheet.idents():
        size = sheet.own_value(ident, _SIZE)
        if size is not None:
            yield ident, size


def _enumerated(names: list[str]) -> str:
    more = f" und {len(names) - _LISTED} weitere" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _points(half_points: str) -> str:
    """„1500 Punkt“, or what stands there quoted."""
    size = whole_number(half_points, -1)
    return f"{size / 2:g} Punkt".replace(".", ",") if size >= 0 else quote(half_points)


def _centimetres(twips: int) -> str:
    return f"{twips / _TWIPS_PER_CENTIMETRE:.1f}".replace(".", ",")
