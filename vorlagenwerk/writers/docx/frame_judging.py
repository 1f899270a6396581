"""Judges the pictures of a style template, which every paper carries, as those of the content are judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, note, quote, warning
from vorlagenwerk.data.tree import Image
from vorlagenwerk.writers.docx.drawings import drawings_in
from vorlagenwerk.writers.docx.package import Package, Relation
from vorlagenwerk.writers.docx.safety import SAVE_AGAIN
from vorlagenwerk.writers.docx.scan import DoctypeError, Element, MalformedError, verify
from vorlagenwerk.writers.docx.unpacking import unpack

_SHOWN_BY_WORD = ("GIF", "BMP", "TIFF", "WMF", "EMF")
_LISTED = 5
_AGAIN = "Klicken Sie in Word mit der rechten Maustaste auf das Bild, wählen Sie „Bild ändern“, und speichern Sie."


def judge_parts(package: Package, reached: Iterable[str], place: Place) -> list[Problem]:
    """The findings on the parts that every paper takes over: those that are missing, and pictures."""
    problems: list[Problem] = []
    pictures: dict[str, str] = {}
    for owner in reached:
        for line in package.relations.get(owner, ()):
            if line.external or line.kind == "hyperlink":
                continue
            if line.target not in package.packed:
                problems.append(_missing(line.target, line.kind, place))
            elif line.kind == "image":
                pictures[line.target] = owner
    for name in pictures:
        problems += _judge_picture(name, unpack(package.packed[name]), place)
    return problems


def judge_drawings(name: str, root: Element, package: Package, page: Page, place: Place) -> Iterator[Problem]:
    """The findings on how a header or footer shows its pictures: whether they are there and have descriptions."""
    known = {line.ident for line in package.relations.get(name, ())}
    for number, drawing in enumerate(drawings_in(root, page), 1):
        where = f"{number}. Bild im Teil {quote(name)} der Word-Vorlage {quote(place.file)}"
        if drawing.relation and drawing.relation not in known:
            yield error("STI-503", place, f"Das {where} fehlt in der Datei.", f"Löschen oder ersetzen Sie es. {_AGAIN}")
        elif not drawing.description and not drawing.is_decorative:
            yield error(
                "BIL-303",
                place,
                f"Dem {where} fehlt die Beschreibung.",
                "Klicken Sie in Word mit der rechten Maustaste auf das Bild, und wählen Sie „Alternativtext anzeigen“ "
                "(„Alternativtext bearbeiten“). Schreiben Sie zum Beispiel „Wappen der Stadt“, oder wählen Sie „Als "
                "dekorativ markieren“.",
            )


def judge_references(asked: Iterable[str], relations: Iterable[Relation], place: Place) -> list[Problem]:
    """The finding on headers and footers that the pages ask for and the file lacks."""
    known = {line.ident for line in relations}
    if known.issuperset(asked):
        return []
    text = f"Die Word-Vorlage {quote(place.file)} ist unvollständig: Eine Kopf- oder Fußzeile fehlt."
    return [error("STI-503", place, text, SAVE_AGAIN)]


def judge_lost(lost: Iterable[str], place: Place) -> list[Problem]:
    """The finding on what of headers and footers only Word shows."""
    lost = list(dict.fromkeys(lost))
    if not lost:
        return []
    more = f" und {len(lost) - _LISTED} weitere Stellen" if len(lost) > _LISTED else ""
    text = f"PDF und HTML zeigen nicht alles, was in der Word-Vorlage {quote(place.file)} steht: "
    remedy = (
        "Sie übernehmen aus Kopf- und Fußzeilen Text, Felder mit Tag, Seitenzahlen, Tabellen und Bilder in der Zeile "
        "(PNG, JPEG, nicht zugeschnitten)."
    )
    return [note("STI-526", place, f"{text}{', '.join(lost[:_LISTED])}{more}.", remedy)]


def images_of(package: Package, part: str) -> dict[str, Image]:
    """The pictures of a part that every format can show, by the id of their relation."""
    lines = [line for line in package.relations.get(part, ()) if line.kind == "image" and not line.external]
    if not lines:
        return {}
    from vorlagenwerk.basics.images import read_image

    packed = {line.ident: package.packed[line.target] for line in lines if line.target in package.packed}
    read = {ident: read_image(unpack(part))[0] for ident, part in packed.items()}
    return {ident: image for ident, image in read.items() if image}


def _missing(target: str, kind: str, place: Place) -> Problem:
    what = "Bild" if kind == "image" else "Teil"
    text = f"Die Word-Vorlage {quote(place.file)} ist unvollständig: Das {what} {quote(target)} fehlt."
    again = "Fügen Sie das Bild in Word neu ein, oder löschen Sie seinen leeren Rahmen."
    return error("STI-503", place, text, again if kind == "image" else SAVE_AGAIN)


def _judge_picture(name: str, data: bytes, place: Place) -> list[Problem]:
    # imported here because few style templates hold pictures
    from vorlagenwerk.basics.images import format_of, read_image

    image, trouble = read_image(data)
    kind = format_of(data)
    subject = f"Das Bild {quote(name)} in der Word-Vorlage {quote(place.file)}"
    if trouble is None or (kind == "SVG" and _is_sound(data)):  # Word keeps an SVG beside the PNG that it shows
        return []
    if kind in _SHOWN_BY_WORD:
        text = f"{subject} ist eine {kind}-Datei; PDF und HTML zeigen sie nicht, und Word nicht überall."
        return [warning(trouble.code, place, text, f"Ersetzen Sie es durch ein PNG oder JPEG. {_AGAIN}")]
    remedy = "Speichern Sie es neu als PNG oder JPEG, und ersetzen Sie es."
    make = warning if image else error
    return [make(trouble.code, place, f"{subject} {trouble.text}", f"{remedy} {_AGAIN}")]


def _is_sound(data: bytes) -> bool:
    try:
        verify(data)
    except (DoctypeError, MalformedError):
        return False
    return True
