"""The section of an audit report that says what was checked, so that silence can be told from neglect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from vorlagenwerk.building.audit.tables import Blocks, Listing, column, counted, section, sentence, table
from vorlagenwerk.data.problems import Level, Problem, has_errors

if TYPE_CHECKING:
    from vorlagenwerk.checks.rules.exceptions import Excused

AREAS = (
    ("Datei", "Größe, Zeichensatz und Schreibweise", ("DAT", "YML")),
    ("Felder", "Pflichtangaben, Zahlen, Tage und Längen nach dem Schema", ("SCH",)),
    ("Schlüssel", "Codelisten und Stammdaten am Stichtag", ("COD",)),
    ("Anlagen", "vorhanden und selbst fehlerfrei", ("ANL",)),
    ("Regeln", "was der Dokumenttyp verlangt, siehe unten", ()),
    ("Ausnahmen", "bekannt, erlaubt, begründet und noch nötig", ("AUS",)),
    ("Leitfaden", "Punkte, zu denen ein Abschnitt etwas sagt, wo der Dokumenttyp einen hat", ("LEI",)),
    ("Text", "Verweise, Platzhalter und Auszeichnungen", ("TXT",)),
    ("Zahlen", "Zahlen im Text gegen Kennzahlen und Angaben, Proben der Angaben", ("ZAH",)),
    ("Tabellen", "Zeilen, Gruppen und Summen", ("TAB",)),
    ("Bilder", "Format, Größe und Beschreibung", ("BIL",)),
    ("Barrierefreiheit", "Überschriften, Tabellenköpfe und Titel", ("BAR",)),
    ("PDF", "Archivformat und Auszeichnung", ("PDF",)),
    ("Umfang", "Zahl der Seiten, wo sie vorgegeben ist", ("UMF",)),
    ("Vorlage", "Dokumenttyp, Briefkopf und Breite der Tabellen", ("TYP", "VOR", "STI", "PRJ")),
)
"""What is checked in every paper, in this order, with the letters of the findings; those of rules have their own."""
_LETTERS = frozenset(letters for _name, _what, area in AREAS for letters in area)
_FINE = "in Ordnung"


class Rule(NamedTuple):
    """A rule of the type: `looked_at` says at what it was judged (“20 von 24 Einträgen”).

    `idle` says why it was judged at nothing (“nicht anwendbar”), "" where it was.
    """

    ident: str
    title: str
    level: Level
    looked_at: str
    idle: str = ""


def checks_section(problems: Sequence[Problem], rules: Sequence[Rule], excused: Sequence[Excused]) -> Blocks:
    """The checks of the program and the rules of the type, each with its result."""
    return section("Was geprüft wurde", _areas(problems, excused), _rules(problems, rules, excused))


def _areas(problems: Sequence[Problem], excused: Sequence[Excused]) -> Blocks:
    """The areas with their results; behind one with errors nothing is known for sure."""
    listing = Listing(
        "pruefungen",
        "Prüfungen des Programms",
        "Eine Zeile je Bereich: was das Programm in jedem Papier prüft, und mit welchem Ergebnis.",
        (column("Bereich"), column("Was geprüft wird"), column("Ergebnis")),
    )
    rows, is_whole = [], True
    for name, what, letters in AREAS:
        found = [problem for problem in problems if _belongs(problem.code[:3], letters)]
        spared = sum(_belongs(one.rule[:3], letters) for one in excused)
        is_whole = is_whole and not has_errors(found)
        told = _told(len(found), spared) if found or spared or is_whole else "noch nicht ganz geprüft"
        rows.append((name, what, told))
    return table(listing, rows)


def _belongs(letters: str, area: tuple[str, ...]) -> bool:
    return letters in area if area else letters not in _LETTERS


def _rules(problems: Sequence[Problem], rules: Sequence[Rule], excused: Sequence[Excused]) -> Blocks:
    if not rules:
        why = "Die Regeln des Dokumenttyps wurden wegen der Fehler noch nicht geprüft."
        return sentence(why if has_errors(problems) else "Für diesen Dokumenttyp sind keine eigenen Regeln festgelegt.")
    listing = Listing(
        "regeln",
        "Regeln des Dokumenttyps",
        "Eine Zeile je Regel: Kennzeichen, was sie verlangt, ihre Stufe, wie viel sie geprüft hat, ihr Ergebnis.",
        (
            column("Kennzeichen", is_key=True),
            column("Was sie verlangt"),
            column("Stufe"),
            column("Geprüft"),
            column("Ergebnis"),
        ),
    )
    found = Counter(problem.code for problem in problems)
    spared = Counter(one.rule for one in excused)
    rows = [
        (
            rule.ident,
            rule.title,
            rule.level.german,
            rule.looked_at,
            rule.idle or _told(found[rule.ident], spared[rule.ident]),
        )
        for rule in rules
    ]
    return table(listing, rows)


def _told(found: int, spared: int) -> str:
    parts = [counted(found, "Meldung", "Meldungen")] if found else []
    parts += [counted(spared, "Ausnahme", "Ausnahmen")] if spared else []
    return ", ".join(parts) or _FINE
