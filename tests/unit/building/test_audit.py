"""The audit report: what it says of a paper that is fine, of one that is not, and of one that was excused."""

from __future__ import annotations

from typing import Any

import pytest

from vorlagenwerk.building.accessibility import check_accessibility
from vorlagenwerk.building.audit.checks import AREAS, Rule
from vorlagenwerk.building.audit.guide import Covered
from vorlagenwerk.building.audit.paper import AuditFacts, audit, result
from vorlagenwerk.building.audit.tables import MOST_ROWS
from vorlagenwerk.building.transforms import finish
from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.numbers.register import Kind, Number
from vorlagenwerk.checks.rules.exceptions import Excused
from vorlagenwerk.checks.text.passages import Passage
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Level, Problem, error, note, warning

SOURCE = "content/musterstadt/vorlage.yaml"


EXEMPT = Excused(
    "EB-002", "Zuwendung ist zwei Drittel der Kosten", "So bewilligt.", Place(SOURCE, 40, 5),
    "Die Zuwendung beträgt 700 Tsd. €.", "4. Eintrag",
)  # fmt: skip


def number(text: str, kind: Kind, context: str, source: str = "", how_many: int = 1) -> Number:
    """A number of the text, as the register lists it."""
    passage = Passage(context, "absatz", "", (), "Abschnitt 1 Lage")
    start = context.index(text)
    end = start + len(text)
    return Number(text, text, "anzahl", kind, source, passage, start, end, end, how_many=how_many)


def facts(**changes: Any) -> AuditFacts:
    """A paper without any finding, changed where a test wants something else."""
    made = AuditFacts(SOURCE, "Vorlage 1/26", "Vorlage", [], ["Word", "PDF"], "2026-03-05", "1.0", is_built=True)
    return made._replace(**changes)


def report(**changes: Any) -> tree.Document:
    """The finished report on such a paper."""
    document, problems = finish(audit(facts(**changes)), (), lambda ident: Place(SOURCE))
    assert problems == []
    return document


def headings(document: tree.Document) -> list[str]:
    """The titles of the sections with their numbers."""
    found = (block for block in document.children if isinstance(block, tree.Heading))
    return [f"{heading.number} {walking.plain_text(heading.children)}".strip() for heading in found]


def text(document: tree.Document) -> str:
    """Everything that stands in paragraphs and lists."""
    found = (block for block in walking.every_block(document.children) if isinstance(block, tree.Paragraph))
    return "\n".join(walking.plain_text(paragraph.children) for paragraph in found).replace("\u00a0", " ")


def rows(document: tree.Document, ident: str) -> list[list[str]]:
    """The cells of a table as a reader sees them."""
    found = [block for block in document.children if isinstance(block, tree.Table) and block.ident == ident]
    return [
        [walking.plain_text(cell).replace("\u00a0", " ") for cell in row.cells] for table in found for row in table.rows
    ]


HINT = note("ZAH-411", Place(SOURCE, 61, 14), "Im Text steht „24“.", "Bitte {{ anzahl | zahl }} schreiben.")
WARNING = warning("EB-007", Place(SOURCE, 70, 3), "Die Priorität passt nicht.")
ERROR = error("SCH-104", Place(SOURCE, 12, 9), "Das ist keine Zahl.", "Erwartet wird eine Zahl.")


@pytest.mark.parametrize(
    ("problems", "exceptions", "said"),
    [
        ([], 0, "Das Papier ist fehlerfrei."),
        ([HINT, HINT], 4, "Das Papier ist fehlerfrei; 2 Hinweise, 4 begründete Ausnahmen."),
        ([HINT, WARNING], 1, "Das Papier ist fehlerfrei; 1 Warnung, 1 Hinweis, 1 begründete Ausnahme."),
        ([ERROR], 0, "Das Papier hat 1 Fehler."),
        ([ERROR, ERROR, WARNING], 0, "Das Papier hat 2 Fehler; 1 Warnung."),
    ],
)
def test_the_result_is_one_sentence(problems: list[Problem], exceptions: int, said: str) -> None:
    """Who reads nothing else reads this."""
    assert result(problems, [EXEMPT] * exceptions).replace("\u00a0", " ") == said


def test_a_report_on_a_paper_that_is_fine_says_so_in_every_section() -> None:
    """Silence could be neglect, so each section has a sentence."""
    made = report(inputs={SOURCE: "ab" * 32})
    assert made.title == "Prüfbericht: Vorlage 1/26"
    assert headings(made) == [
        "1 Meldungen", "2 Ausnahmen", "3 Was geprüft wurde", "4 Zahlen im Text", "5 Herkunft der Zahlen",
        "6 Woraus das Papier entstanden ist",
    ]  # fmt: skip
    for sentence in (
        "Zu diesem Papier gibt es keine Meldungen.",
        "keine Ausnahme in Anspruch genommen",
        "keine eigenen Regeln",
        "enthält keine Zahl",
        "weder Kennzahlen noch Angaben",
    ):
        assert sentence in text(made)


def test_findings_stand_by_level_with_place_and_remedy() -> None:
    """The heaviest first; files beside the paper go by their last name, others by their whole name."""
    far = warning("VOR-101", Place("templates/vorlage/dokument.md.j2", 3), "Die Vorlage ist alt.")
    made = report(problems=[HINT, ERROR, far])
    assert [title for title in headings(made) if "(" in title] == ["Fehler (1)", "Warnungen (1)", "Hinweise (1)"]
    wanted = ["SCH-104", "vorlage.yaml:12:9", "Das ist keine Zahl.", "Erwartet wird eine Zahl."]
    assert rows(made, "meldungen-fehler") == [wanted]
    assert rows(made, "meldungen-warnung")[0][1] == "templates/vorlage/\ndokument.md.j2:3"


def test_what_a_finding_wants_typed_is_shown_letter_by_letter() -> None:
    """A name in braces is an example here, no placeholder that was forgotten."""
    made = report(problems=[HINT])
    codes = [node.text for node in walking.walk(made) if isinstance(node, tree.Code)]
    assert "{{ anzahl | zahl }}" in codes
    assert rows(made, "meldungen-hinweis")[0][3] == HINT.remedy


def test_exceptions_stand_with_their_reason() -> None:
    """What the rule had said and why it is right nevertheless."""
    made = report(excused=[EXEMPT])
    said = "Zuwendung ist zwei Drittel der Kosten\nDie Zuwendung beträgt 700 Tsd. €."
    wanted = ["EB-002\n4. Eintrag\nZeile 40", said, "So bewilligt."]
    assert rows(made, "ausnahmen") == [wanted]


def test_every_rule_stands_with_its_result() -> None:
    """A reader sees what was checked, not only what failed."""
    rules = [
        Rule("EB-001", "Schlüssel", Level.FEHLER, "23 Einträge"),
        Rule("EB-002", "Zuwendung", Level.FEHLER, "23 Einträge"),
        Rule("EB-007", "Priorität", Level.WARNUNG, "23 Einträge"),
        Rule("EB-008", "Absender", Level.FEHLER, "24 Einträge", "nicht anwendbar"),
        Rule("EB-009", "Alte Richtlinie", Level.HINWEIS, "", "gilt am Stichtag nicht"),
    ]
    made = report(problems=[WARNING], rules=rules, excused=[EXEMPT, EXEMPT])
    assert [row[-1] for row in rows(made, "regeln")] == [
        "in Ordnung", "2 Ausnahmen", "1 Meldung", "nicht anwendbar", "gilt am Stichtag nicht",
    ]  # fmt: skip
    assert dict((row[0], row[2]) for row in rows(made, "pruefungen"))["Regeln"] == "1 Meldung, 2 Ausnahmen"


def test_behind_an_error_nothing_is_called_fine() -> None:
    """Checks that need the text did not run; the report must not praise what nobody looked at."""
    made = report(problems=[ERROR], is_built=False)
    results = dict((row[0], row[2]) for row in rows(made, "pruefungen"))
    assert (results["Datei"], results["Felder"]) == ("in Ordnung", "1 Meldung")
    assert {results[name] for name in ("Schlüssel", "Regeln", "Text", "PDF")} == {"noch nicht ganz geprüft"}
    assert "können weitere Meldungen dazukommen" in text(made)
    assert not {"4 Zahlen im Text", "5 Herkunft der Zahlen"} & set(headings(made))


def test_every_finding_belongs_to_a_check() -> None:
    """A new kind of finding needs its line in the table of checks; rules have letters of their own."""
    known = {letters for _name, _what, area in AREAS for letters in area}
    assert {code[:3] for code in catalogue()} - known == set()


def test_the_guide_is_covered_point_by_point() -> None:
    """Open points and reasons are what a ministry looks for."""
    coverage = [
        Covered("1.A", "Ausgangslage?", "1.1 Lage", 312, "beantwortet"),
        Covered("1.B", "Gremien?", "", 0, "offen"),
        Covered("4.K", "Kreise?", "", 0, "nicht zutreffend", "Musterstadt ist kreisfrei."),
    ]
    made = report(coverage=coverage)
    assert "Der Leitfaden hat 3 Punkte: 1 beantwortet, 1 offen und 1 nicht zutreffend." in text(made)
    assert rows(made, "leitfragen")[1:] == [
        ["1.B Gremien?", "–", "–", "offen"],
        ["4.K Kreise?", "–", "–", "nicht zutreffend\nMusterstadt ist kreisfrei."],
    ]


def test_every_number_is_listed_by_its_kind() -> None:
    """Typed ones first, because nobody works them out again; those of a table count as many as they are."""
    figures = {"anzahl": Quantity(23, "anzahl", "Zahl der Maßnahmen", "massnahmen | anzahl")}
    register = [
        number("23", "berechnet", "alle 23 Projekte", "anzahl"),
        number("2009", "getippt", "im Jahr 2009"),
        number("18.06.2009", "eingetragen", "am 18.06.2009", "/sitzung"),
        number("40 Zahlen", "eingetragen", "40 Zahlen", "/massnahmen", how_many=40),
    ]
    made = report(register=register, figures=figures)
    assert "Das Papier enthält 43 Zahlen" in text(made) and "41 eingetragen" in text(made)
    wanted = ["Getippte Zahlen (1)", "Eingetragene Zahlen (41)", "Berechnete Zahlen (1)"]
    assert [title for title in headings(made) if "Zahlen (" in title] == wanted
    assert rows(made, "zahlen-getippt") == [["Abschnitt 1 Lage", "2009", "im Jahr 2009"]]
    assert [row[-1] for row in rows(made, "zahlen-eingetragen")] == ["Feld „sitzung“", "Feld „massnahmen“"]
    assert rows(made, "zahlen-berechnet")[0][-1] == "Zahl der Maßnahmen"


def test_figures_stand_with_formula_or_source() -> None:
    """Where a number comes from; a source that nobody named is told."""
    figures = {"anzahl": Quantity(23, "anzahl", "Zahl der Maßnahmen", "massnahmen | anzahl")}
    entered = {
        "antraege": Quantity(59, "anzahl", "Anträge", "Liste vom Mai"),
        "frist": Quantity("Mai", "text", "Frist"),
    }
    made = report(figures=figures, entered=entered)
    assert rows(made, "kennzahlen") == [["Zahl der Maßnahmen\nanzahl", "23", "massnahmen | anzahl"]]
    assert rows(made, "angaben") == [["Anträge\nantraege", "59", "Liste vom Mai"], ["Frist\nfrist", "Mai", "–"]]
    assert "1 Angabe nennt keine Quelle." in text(made)


def test_inputs_stand_with_their_whole_digest() -> None:
    """In two lines, so that the table fits the page; a file that is missing is said to be."""
    made = report(inputs={SOURCE: "ab" * 32, "content/musterstadt/anlage.yaml": ""})
    assert rows(made, "eingaben") == [
        ["content/musterstadt/\nanlage.yaml", "Die Datei fehlt."],
        ["content/musterstadt/\nvorlage.yaml", f"{'ab' * 16}\n{'ab' * 16}"],
    ]


def test_long_lists_end_with_a_count() -> None:
    """A table with a hundred thousand rows helps nobody, and nothing is left out in silence."""
    hints = [note("TXT-366", Place(SOURCE, line), "Doppelt.") for line in range(1, MOST_ROWS + 2)]
    made = report(problems=hints)
    assert len(rows(made, "meldungen-hinweis")) == MOST_ROWS
    assert "Die Tabelle zeigt die ersten 2.000 von 2.001 Zeilen." in text(made)


def test_the_report_is_as_accessible_as_a_paper() -> None:
    """Headings without jumps, tables with titles, descriptions and rows that have a head."""
    made = report(
        problems=[ERROR, HINT], excused=[EXEMPT], rules=[Rule("EB-001", "Schlüssel", Level.FEHLER, "das Papier")],
        coverage=[Covered("1.A", "Lage?", "1", 3, "beantwortet")], register=[number("1", "getippt", "1")],
        inputs={SOURCE: "ab" * 32},
    )  # fmt: skip
    assert check_accessibility(made, "vorlage.md.j2", SOURCE) == []
    tables = [block for block in made.children if isinstance(block, tree.Table)]
    assert all(table.description for table in tables)
    assert all(walking.plain_text(row.cells[table.row_header or 0]) for table in tables for row in table.rows)


def test_the_letterhead_names_the_report() -> None:
    """The pages of a report must not look like those of the paper."""
    frame = dict(report(frame={"dokument.kurztitel": "Vorlage 1/26", "dokument.stelle": "Ratsbüro"}).frame)
    assert frame["dokument.kurztitel"] == "Prüfbericht: Vorlage 1/26"
    assert frame["dokument.stelle"] == "Ratsbüro"
    assert dict(report().frame)["dokument.kurztitel"] == "Prüfbericht: vorlage.yaml"
