"""What can be built with a style template, but hardly as its administrator means it."""

from __future__ import annotations

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.writers.docx.stylesheet import StyleSheet


def advise(sheet: StyleSheet, place: Place) -> list[Problem]:
    """Findings on the language."""
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
    return problems
