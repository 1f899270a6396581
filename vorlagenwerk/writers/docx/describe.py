"""A Word file as text that git can compare: `python -m vorlagenwerk.writers.docx.describe DATEI`.

One property a line, in the order of the file. Each part is named with its checksum too, so that a change of what has
no words shows. The manual says how git calls this.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.positions import Place
from vorlagenwerk.writers.docx.cover import find_cover
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.numbering_template import read_numbering
from vorlagenwerk.writers.docx.package import Package, open_package
from vorlagenwerk.writers.docx.pages import read_page_setup
from vorlagenwerk.writers.docx.roles import KIND_GERMAN
from vorlagenwerk.writers.docx.safety import RefusedError
from vorlagenwerk.writers.docx.scan import Element, scan
from vorlagenwerk.writers.docx.stylesheet import StyleSheet
from vorlagenwerk.writers.docx.theme import Theme

_WORDS = {
    "w:rPr/w:sz": "Schriftgröße",
    "w:rPr/w:rFonts": "Schrift",
    "w:rPr/w:color": "Farbe",
    "w:rPr/w:b": "fett",
    "w:rPr/w:i": "kursiv",
    "w:rPr/w:u": "unterstrichen",
    "w:rPr/w:lang": "Sprache",
    "w:pPr/w:spacing": "Abstände",
    "w:pPr/w:ind": "Einzüge",
    "w:pPr/w:jc": "Ausrichtung",
    "w:pPr/w:shd": "Hintergrund",
    "w:pPr/w:keepNext": "nicht vom nächsten Absatz trennen",
    "w:pPr/w:keepLines": "Zeilen nicht trennen",
    "w:pPr/w:numPr/w:numId": "Liste",
    "w:pPr/w:numPr/w:ilvl": "Listenebene ab 0",
    "w:pPr/w:outlineLvl": "Gliederungsebene ab 0",
}
_LENGTHS = {
    "before": "davor",
    "after": "danach",
    "left": "links",
    "right": "rechts",
    "hanging": "hängend",
    "firstLine": "erste Zeile",
}
"""Attributes in twentieths of a point."""
_COUNTED = ("w:pPr/w:numPr/w:numId", "w:pPr/w:numPr/w:ilvl", "w:pPr/w:outlineLvl")
_OFF = ("0", "false", "off")
_CHANGES_WITH_EVERY_SAVE = ("docProps/", "[Content_Types].xml")


def main(arguments: Sequence[str], out: BinaryIO) -> None:
    """Describe the file given as the only argument; git wants a text also of a file that is none of Word's."""
    (file,) = arguments
    out.write(describe(Path(file).read_bytes(), Place(Path(file).name)).encode())


def describe(data: bytes, place: Place) -> str:
    """The whole description; of a file that cannot be used the finding."""
    try:
        package = open_package(data, place)
    except RefusedError as refused:
        return f"{refused.problem.text} {refused.problem.remedy}\n"
    theme = package.xml.get(package.related("theme"), b"")
    sheet = StyleSheet(scan(package.xml[package.related("styles")]), theme)
    body = package.xml[package.main]
    root = scan(body)
    lines = [
        page_in_words(read_page_setup(root.find("w:body") or root, body).page),
        *_frame_parts(package, sheet),
        *_cover(root.find("w:body") or root, sheet),
        *(["", "Design", *(f"  {name}: {value}" for name, value in Theme(theme).entries())] if theme else []),
        *("", "Vorgabe für alle Absätze", *_properties(sheet.defaults().items())),
        *(line for ident in sheet.idents() for line in _style(sheet, ident)),
        *_lists(package),
        *_parts(package),
    ]
    return "\n".join(lines) + "\n"


def page_in_words(page: Page) -> str:
    """Paper and margins, in centimetres."""
    name = "A4" if page.is_a4 else f"{_centimetres(page.width)} × {_centimetres(page.height)} cm"
    direction = "quer" if page.width > page.height else "hoch"
    sides = (("oben", page.top), ("rechts", page.right), ("unten", page.bottom), ("links", page.left))
    margins = ", ".join(f"{side} {_centimetres(abs(width))} cm" for side, width in sides)
    return f"Papier {name} {direction}; Ränder {margins}"


def _centimetres(twips: int) -> str:
    return f"{twips * 2.54 / 1440:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _frame_parts(package: Package, sheet: StyleSheet) -> Iterator[str]:
    for name in sorted(package.xml):
        if package.content_types.get(name, "").endswith((".header+xml", ".footer+xml")):
            yield from ("", f"{'Kopfzeile' if 'header' in name else 'Fußzeile'} {name}")
            yield from _paragraphs(scan(package.xml[name]).children, sheet)


def _cover(body: Element, sheet: StyleSheet) -> Iterator[str]:
    found = find_cover(body)
    if found:
        yield from ("", "Deckblatt")
        yield from _paragraphs(found.blocks, sheet)


def _paragraphs(elements: Iterable[Element], sheet: StyleSheet) -> Iterator[str]:
    """The paragraphs with the style of each, also those in tables and text boxes; controls around them in brackets."""
    for element in elements:
        if element.name == "w:p":
            said = element.value("w:pPr/w:pStyle")
            ident = said if said in sheet else sheet.default("paragraph")
            style = sheet.name(ident) if ident else "ohne Formatvorlage"
            yield f"  {style}: {''.join(_text(element))}".rstrip()
            for box in element.all("w:txbxContent"):
                yield from _paragraphs(box.children, sheet)
        elif tag := element.value("w:sdtPr/w:tag"):
            yield f"  [{tag}]"
        else:
            yield from _paragraphs(element.children, sheet)


def _text(element: Element) -> Iterator[str]:
    """The text of a paragraph; content controls and fields in brackets."""
    for child in element.children:
        if child.name == "w:sdt":
            said = child.value("w:sdtPr/w:tag")
            yield f"[{said}]" if said else ""
        elif child.name in ("w:t", "w:instrText"):
            yield f"[{child.text.strip()}]" if child.name == "w:instrText" else child.text
        elif child.name == "w:fldSimple":
            yield f"[{child.get('w:instr').strip()}]"
        elif child.name in ("w:drawing", "w:pict"):
            yield "[Bild]"
        else:
            yield from _text(child)


def _style(sheet: StyleSheet, ident: str) -> Iterator[str]:
    kind = KIND_GERMAN.get(sheet.kind(ident), sheet.kind(ident)).removesuffix("formatvorlage")
    parent = sheet.parent(ident)
    based = f", beruht auf {sheet.name(parent)}" if parent in sheet else ""
    # git names the last line above that begins with one of 26 letters, and styles may begin with Ü
    yield from ("", f"Formatvorlage {sheet.name(ident)} ({kind}{based})")
    yield from _properties(sheet.own(ident))
    for part in sheet.parts(ident):
        yield from (f"  {part}:", *(f"  {line}" for line in _properties(sheet.own(ident, part))))


def _properties(said: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    for path, attributes in said:
        named = {name.removeprefix("w:"): value for name, value in attributes.items()}
        words = ", ".join(_in_words(path, named)) if set(named) - {"val"} else _value(path, named.get("val", "true"))
        yield f"  {_WORDS.get(path, path.replace('w:', ''))}: {words}"


def _value(path: str, value: str) -> str:
    if path == "w:rPr/w:sz":
        return f"{_german(whole_number(value, 0) / 2)} Punkt"
    if path in _COUNTED:
        return value
    return "nein" if value in _OFF else "ja" if value in ("1", "true", "on") else value


def _in_words(path: str, named: Mapping[str, str]) -> Iterator[str]:
    for name, value in sorted(named.items()):
        if path in ("w:pPr/w:spacing", "w:pPr/w:ind") and name in _LENGTHS:
            yield f"{_LENGTHS[name]} {_german(whole_number(value, 0) / 20)} Punkt"
        elif name == "line" and named.get("lineRule", "auto") == "auto":
            yield f"Zeilenabstand {_german(whole_number(value, 240) / 240)}"
        elif name != "lineRule" or value != "auto":
            yield f"{name} {value}"


def _german(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _lists(package: Package) -> Iterator[str]:
    name = package.related("numbering")
    for num_id, levels in read_numbering(package.xml[name]).levels.items() if name else ():
        yield from ("", f"Liste {num_id}")
        for index, level in enumerate(levels):
            if level:
                yield f"  Ebene {index}: {level.pattern}, Text ab {_centimetres(level.left)} cm"


def _parts(package: Package) -> Iterator[str]:
    yield from ("", "Teile der Datei")
    for name, part in sorted(package.packed.items()):
        if not name.startswith(_CHANGES_WITH_EVERY_SAVE):
            yield f"  {name}: {part.size} Bytes, Prüfsumme {part.checksum:08x}"


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdout.buffer)
