"""The audit report of a paper (Prüfbericht): what was checked, what was found, what was excused, what it rests on.

Plain data comes in, a tree goes out that passes `transforms.finish` and the writers like any other paper.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.building.audit.checks import Rule, checks_section
from vorlagenwerk.building.audit.guide import Covered, guide_section
from vorlagenwerk.building.audit.numbers import figures_section, register_section
from vorlagenwerk.building.audit.tables import (
    Blocks,
    Listing,
    column,
    counted,
    facts,
    inlines,
    quoting,
    section,
    sentence,
    spot,
    stacked,
    table,
    way,
)
from vorlagenwerk.data import tree
from vorlagenwerk.data.problems import Level, Problem, has_errors, in_order

if TYPE_CHECKING:
    from vorlagenwerk.checks.figures import Quantity
    from vorlagenwerk.checks.numbers.register import Number
    from vorlagenwerk.checks.rules.exceptions import Excused

WORDS = {
    Level.FEHLER: ("Fehler", "Fehler"),
    Level.WARNUNG: ("Warnung", "Warnungen"),
    Level.HINWEIS: ("Hinweis", "Hinweise"),
}
_LONG = 4
"""Sections from which on a report begins with a list of its contents."""


class AuditFacts(NamedTuple):
    """Everything that a report tells.

    `kind` is the title of the document type, `formats` are the formats that the findings speak of, as people call
    them, `day` is the reference day as ISO date or "". `is_built` says whether there is a text: without it nothing is
    known of numbers. `rules` are those that ran; `coverage` is None where the type has no guide, `extent` "" where
    it has no page budget. `figures` are computed, `entered` come from outside; both by the name that a text calls
    them by. `inputs` are digests (SHA-256) by file name, "" for a file that is missing.
    """

    source: str
    title: str
    kind: str
    problems: Sequence[Problem]
    formats: Sequence[str]
    day: str
    version: str
    is_built: bool
    excused: Sequence[Excused] = ()
    rules: Sequence[Rule] = ()
    coverage: Sequence[Covered] | None = None
    extent: str = ""
    register: Sequence[Number] = ()
    figures: Mapping[str, Quantity] = {}
    entered: Mapping[str, Quantity] = {}
    inputs: Mapping[str, str] = {}
    types: Sequence[str] = ()
    author: str = ""
    frame: Mapping[str, str] = {}


def audit(said: AuditFacts) -> tree.Document:
    """The report as a paper."""
    problems = in_order(said.problems)
    found = _findings(problems, said.source)
    parts = [found, _excused(said.excused), checks_section(problems, said.rules, said.excused)]
    if said.coverage is not None:
        parts.append(guide_section(said.coverage))
    if said.is_built:
        parts.append(register_section(said.register, {**said.entered, **said.figures}))
        parts.append(figures_section(said.figures, said.entered))
    parts.append(_origin(said))
    blocks = [*_head(said, problems), tree.Contents("inhalt", "Inhalt", 1, _LONG)]
    title = f"Prüfbericht: {said.title}"
    short = said.frame.get("dokument.kurztitel") or posixpath.basename(said.source)
    frame = {**said.frame, "dokument.titel": title, "dokument.kurztitel": f"Prüfbericht: {short}"}
    return tree.Document(
        title,
        (*blocks, *(block for part in parts for block in part)),
        said.author or "Vorlagenwerk",
        "Prüfbericht",
        frame=tuple(frame.items()),
    )


def result(problems: Sequence[Problem], excused: Sequence[Excused]) -> str:
    """What came out, in one sentence: „Das Papier ist fehlerfrei; 2 Hinweise, 4 begründete Ausnahmen.“."""
    levels = Counter(problem.level for problem in problems)
    errors = levels.pop(Level.FEHLER, 0)
    more = [counted(levels[level], *WORDS[level]) for level in sorted(levels, reverse=True)]
    if excused:
        more.append(counted(len(excused), "begründete Ausnahme", "begründete Ausnahmen"))
    verdict = f"Das Papier hat {counted(errors, *WORDS[Level.FEHLER])}" if errors else "Das Papier ist fehlerfrei"
    return f"{'; '.join([verdict, *([', '.join(more)] if more else [])])}."


def _head(said: AuditFacts, problems: Sequence[Problem]) -> Blocks:
    lead: Blocks = (tree.Paragraph((tree.Strong(inlines(result(problems, said.excused))),)),)
    if has_errors(problems):
        lead += sentence(
            "Solange es Fehler hat, wird das Papier nicht geschrieben. Manche Prüfungen setzen fehlerfreie Angaben "
            "voraus; sind die Fehler behoben, können weitere Meldungen dazukommen."
        )
    described = "Kopf des Prüfberichts; links die Bezeichnung, rechts die Angabe."
    rows = (
        ("Papier", said.title),
        ("Dokumenttyp", said.kind),
        ("Datei", way(said.source)),
        ("Geprüft für", german.join_list(said.formats)),
        ("Umfang", said.extent),
        ("Stichtag", german.date_long(said.day) if said.day else ""),
    )
    return (*facts("pruefbericht-kopf", described, rows), *lead)


def _findings(problems: Sequence[Problem], source: str) -> Blocks:
    if not problems:
        return section("Meldungen", sentence("Zu diesem Papier gibt es keine Meldungen."))
    columns = (column("Kennzeichen", is_key=True), column("Stelle"), column("Meldung"), column("Abhilfe"))
    parts = []
    for level, (one, several) in WORDS.items():
        rows = [
            (problem.code, spot(problem.place, source), quoting(problem.text), quoting(problem.remedy))
            for problem in problems
            if problem.level is level
        ]
        if rows:
            described = "Eine Zeile je Meldung: Kennzeichen, Datei mit Zeile und Spalte, Befund, Abhilfe."
            listing = Listing(f"meldungen-{level.name.lower()}", f"Meldungen der Stufe {one}", described, columns)
            parts.append(section(f"{several} ({german.number(len(rows))})", table(listing, rows), level=2))
    explained = "Was ein Kennzeichen bedeutet, sagt „python build.py explain“ mit dem Kennzeichen dahinter."
    return section("Meldungen", sentence(explained), *parts)


def _excused(excused: Sequence[Excused]) -> Blocks:
    if not excused:
        return section("Ausnahmen", sentence("Für dieses Papier wurde keine Ausnahme in Anspruch genommen."))
    listing = Listing(
        "ausnahmen",
        "Begründete Ausnahmen",
        "Eine Zeile je Ausnahme: Kennzeichen der Regel mit Eintrag und Zeile der Ausnahme, was die Regel verlangt und "
        "hier gemeldet hätte, und warum es trotzdem so bleibt.",
        (column("Kennzeichen"), column("Was die Regel verlangt und hier meldet"), column("Begründung")),
    )
    rows = [
        (
            stacked(one.rule, one.entry, f"Zeile {one.place.line}" if one.place.line else ""),
            (tree.Strong((tree.Text(one.title),)), tree.Break(), *inlines(quoting(one.text))),
            one.reason,
        )
        for one in excused
    ]
    said = "Diese Abweichungen von Regeln sind im Inhalt einzeln begründet und gelten deshalb nicht als Fehler."
    return section("Ausnahmen", sentence(said), table(listing, rows))


def _origin(said: AuditFacts) -> Blocks:
    listing = Listing(
        "eingaben",
        "Dateien, aus denen das Papier entstanden ist",
        "Eine Zeile je Datei mit ihrer Prüfsumme, die in zwei Zeilen zu je 32 Zeichen steht.",
        (column("Datei"), column("Prüfsumme (SHA-256)")),
    )
    rows = [
        (way(file), stacked(tree.Code(digest[:32]), tree.Code(digest[32:])) if digest else "Die Datei fehlt.")
        for file, digest in sorted(said.inputs.items())
    ]
    codes = f"Schlüssel und Gremien mit dem Stand vom {german.date_long(said.day)}" if said.day else ""
    rests = (
        ("Programm", f"Vorlagenwerk {said.version}"),
        ("Dokumenttypen", german.join_list(said.types)),
        ("Codelisten", codes),
    )
    intro = (
        "Gleiche Dateien ergeben mit demselben Programm immer dasselbe Papier. An der Prüfsumme ist zu erkennen, ob "
        "eine Datei seither geändert wurde. Anlagen mit eigener Datei haben ihren eigenen Prüfbericht."
    )
    described = "Programm, Dokumenttypen und Stand der Codelisten; links die Bezeichnung, rechts die Angabe."
    return section(
        "Woraus das Papier entstanden ist",
        facts("grundlagen", described, rests),
        sentence(intro),
        table(listing, rows) if rows else (),
    )
