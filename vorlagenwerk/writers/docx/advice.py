"""What can be built with a style template, but hardly as its administrator means it."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.writers.docx.frame import tagged_controls
from vorlagenwerk.writers.docx.scan import Element
from vorlagenwerk.writers.docx.stylesheet import StyleSheet


def advise(sheet: StyleSheet, page: Page, root: Element, place: Place) -> list[Problem]:
    """Findings on language, paper and content controls in the text of the template."""
    problems = []
    if not sheet.language.lower().startswith("de"):
        problems.append(
            warning(
                "STI-513",
                place,
                f"Die Sprache der Word-Vorlage {quote(place.file)} ist {quote(sheet.language or 'nicht festgelegt')}.",
                "Stellen Sie in Word die Korrekturhilfensprache „Deutsch (Deutschland)“ als Standard ein, damit "
                "Vorleseprogramme und Silbentrennung richtig arbeiten.",
            )
        )
    if not page.is_a4:
        size = f"{page.width / 567:.1f} × {page.height / 567:.1f} cm".replace(".", ",")
        problems.append(
            warning(
                "STI-514",
                place,
                f"Das Papierformat der Word-Vorlage {quote(place.file)} ist {size} statt A4.",
                "Wählen Sie in Word unter „Layout“, „Format“ das Papier A4.",
            )
        )
    problems += [
        warning(
            "STI-516",
            place,
            f"Das Inhaltssteuerelement {quote(control.value('w:sdtPr/w:tag'))} steht im Text der Word-Vorlage "
            f"{quote(place.file)}; ihr Text wird nicht übernommen.",
            "Verschieben Sie es in die Kopf- oder Fußzeile (für den Briefkopf: „Erste Seite anders“).",
        )
        for control in tagged_controls(root)
    ]
    return problems
