"""What is wrong with a cover made in Word, and what its administrator should know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note, quote, warning
from vorlagenwerk.writers.docx.cover import BLOCKS, Cover, Found
from vorlagenwerk.writers.docx.frame_judging import judge_drawings, judge_parts, judge_references
from vorlagenwerk.writers.docx.geometry import judge_page
from vorlagenwerk.writers.docx.package import Package
from vorlagenwerk.writers.docx.scan import Element
from vorlagenwerk.writers.docx.stylesheet import nearest_first

_OF_ANY_PAPER = ("STI-522", "STI-523")
"""Findings on paper that hold for a cover too; its margins are part of its design, and nobody turns it."""


def judge_cover(cover: Cover, found: Found, package: Package, place: Place) -> list[Problem]:
    """The findings on its pictures, as those of headers are judged, on its paper, and on text boxes (STI-541).

    Those are read aloud at a place that nobody can foretell, or not at all (WCAG 2.2, 1.3.2).
    """
    shown = Element("", {}, 0)
    shown.children = list(found.blocks)
    brought = package._replace(relations={**package.relations, package.main: cover.relations})
    problems = judge_parts(brought, [package.main, *(part.name for part in cover.parts)], place)
    problems += judge_drawings(package.main, shown, package, cover.page, place)
    if found.section:
        asked = [child.get("r:id") for child in found.section.children if child.get("r:id")]
        problems += judge_references(asked, package.relations.get(package.main, ()), place)
        body = Element("", {}, 0)
        body.children = [found.section]
        problems += [one for one in judge_page(body, cover.page, place) if one.code in _OF_ANY_PAPER]
    if any(text.text.strip() for box in shown.all("w:txbxContent") for text in box.all("w:t")):
        text = f"Auf dem Deckblatt der Word-Vorlage {quote(place.file)} steht Text in einem Textfeld."
        remedy = "Vorleseprogramme übergehen ihn oder lesen ihn an falscher Stelle. Setzen Sie ihn in einen Absatz."
        problems.append(warning("STI-541", place, text, remedy))
    return list(dict.fromkeys(problems))


def judge_behind(controls: Iterable[Element], place: Place) -> list[Problem]:
    """The findings on content controls in the template's text that stand on no cover (STI-516)."""
    return [
        warning(
            "STI-516",
            place,
            f"Das Inhaltssteuerelement {quote(control.value('w:sdtPr/w:tag'))} steht im Text der Word-Vorlage "
            f"{quote(place.file)}; ihr Text wird nicht übernommen.",
            "Verschieben Sie es in die Kopf- oder Fußzeile (für den Briefkopf: „Erste Seite anders“) oder auf das "
            "Deckblatt.",
        )
        for control in controls
    ]


def check_cover(cover: Cover, known: Collection[str], place: Place) -> list[Problem]:
    """Controls that no document has a value for (STI-515), and where the cover is not to be seen (STI-540)."""
    file = quote(place.file)
    problems = [
        warning(
            "STI-515",
            place,
            f"Das Inhaltssteuerelement mit dem Tag {quote(tag)} auf dem Deckblatt von {file} bleibt leer, {_why(tag)}.",
            f"Bekannt sind: {nearest_first(tag, sorted({*known, BLOCKS}))}. Den Tag ändern Sie in Word unter "
            "„Entwicklertools“, „Eigenschaften“."
            if tag != BLOCKS
            else "Setzen Sie es in Word einmal in einen Absatz für sich.",
        )
        for tag in dict.fromkeys(cover.tags)
        if tag not in known
    ]
    where = "nur in Word-Dateien; PDF und Internetseite zeigen das Deckblatt des Dokumenttyps (deckblatt.md.j2)"
    remedy = "Soll es überall gleich aussehen, gestalten Sie auch dieses."
    if not cover.has_room:
        remedy += (
            " Was dort unter dem Titel steht, erscheint in Word erst, wenn auf dessen Deckblatt ein "
            f"Inhaltssteuerelement mit dem Tag {quote(BLOCKS)} Platz dafür lässt."
        )
    return [*problems, note("STI-540", place, f"Das Deckblatt der Word-Vorlage {file} steht {where}.", remedy)]


def _why(tag: str) -> str:
    if tag == BLOCKS:
        return "weil es in einer Tabelle, in einem Textfeld, mitten in einem Absatz oder zum zweiten Mal steht"
    return "weil es diesen Wert in keinem Dokument gibt"
