"""`explain`: codes, rules and whole types, as an administrator reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.project.project import find_project
from vorlagenwerk.surface.rulebook import Rulebook

RULES = """\
regeln:
  - id: QQ-001
    titel: Kosten | Nutzen
    stufe: warnung
    fuer: massnahmen
    benannt: Maßnahme
    je: kommune
    pruefe: eintrag.kosten > 0
    feld: kosten
    meldung: Zu wenig.
    abhilfe: Bitte prüfen.
    warum: Ohne Kosten keine Zuwendung.
    grundlage: Nr. 5 der Richtlinie
    gueltig_ab: 2009-01-01
    gueltig_bis: 2009-12-31
    ausnahmen: verboten
    beispiele:
      gut:
        - stand: 2009-05-18
          massnahmen: [{nr: 1, kommune: "Musterstadt: Mitte", schluessel: "01", ja: true, kosten: 12.50}]
      schlecht:
        - massnahmen:
            - {nr: 1, kommune: Musterstadt, bezeichnung: "Ein sehr langer Name, der allein schon fast eine Zeile füllt",
               bemerkung: "Noch ein langer Text, damit der Eintrag nicht auf eine Zeile passt", kosten: 0}
        - titel: "no"
          massnahmen: []
  - id: QQ-002
    titel: Die Vorlage hat einen Titel
    stufe: hinweis
    pruefe: titel is not none
    meldung: Kein Titel.
    abhilfe: Bitte ergänzen.
    warum: Ohne Titel findet sie niemand.
    beispiele: {gut: [{titel: Radwege}], schlecht: [{top: {nummer: 4, tage: [1, 2]}}]}
"""


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    """A project with one type that has rules and one that has none."""
    for folder in ("schemas/probe", "templates/probe", "schemas/leer", "templates/leer"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "schemas" / "probe" / "regeln.yaml").write_text(RULES, encoding="utf-8")
    return Rulebook(find_project(tmp_path))


def test_a_rule_is_explained_whole(book: Rulebook) -> None:
    """Title, reason, level, what it looks at, validity, reference, exceptions, examples as an author writes them."""
    assert (
        book.page("qq-001")
        == """\
QQ-001: Kosten | Nutzen

Ohne Kosten keine Zuwendung.

- Dokumenttyp: probe
- Stufe: Warnung
- Gilt für: jeden Eintrag von „massnahmen“ (Maßnahme), Einträge mit gleichem „kommune“ gemeinsam
- Gültig: ab dem 01.01.2009 bis zum 31.12.2009
- Grundlage: Nr. 5 der Richtlinie
- Ausnahmen: nicht erlaubt

Richtig:

```text
stand: 2009-05-18
massnahmen:
  - {nr: 1, kommune: "Musterstadt: Mitte", schluessel: "01", ja: true, kosten: 12.50}
```

Falsch:

```text
massnahmen:
  - nr: 1
    kommune: Musterstadt
    bezeichnung: "Ein sehr langer Name, der allein schon fast eine Zeile füllt"
    bemerkung: "Noch ein langer Text, damit der Eintrag nicht auf eine Zeile passt"
    kosten: 0
# oder
titel: "no"
massnahmen: []
```"""
    )


def test_a_page_lists_every_rule_and_links_to_it(book: Rulebook) -> None:
    """A bar in a title ends no cell of the table; a rule without validity says nothing of it."""
    page = book.page("probe") or ""
    assert "| [QQ-001](#qq-001-kosten--nutzen) | Warnung | Kosten / Nutzen |" in page
    assert "\n## QQ-002 Die Vorlage hat einen Titel\n" in page and page.count("- Gültig:") == 1
    assert "- Gilt für: das ganze Dokument" in page and "mit Begründung erlaubt" in page


def test_fields_below_fields_are_indented(book: Rulebook) -> None:
    """As in a content file, lists entry by entry."""
    assert "Falsch:\n\n```text\ntop:\n  nummer: 4\n  tage:\n    - 1\n    - 2\n```" in (book.page("QQ-002") or "")


def test_a_type_without_rules_says_so(book: Rulebook) -> None:
    """Rather than pretending not to know the type."""
    assert "keine Regeln" in (book.page("leer") or "")


def test_codes_of_the_program_are_explained_too(book: Rulebook) -> None:
    """By the catalogue; what nobody knows has no page."""
    assert (book.page("sch-104") or "").startswith(f"SCH-104: {catalogue()['SCH-104'].title}\n\n")
    assert book.page("ABC-999") is None and book.explain("QQ-009") is None
    assert {"SCH-104", "QQ-001", "probe", "leer"} <= set(book.names())
