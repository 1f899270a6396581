"""The audit report as a format of a document: when it is written, and what it knows of a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.outputs import AUDITS, spelled_out
from vorlagenwerk.story.building import Outcome, Wishes, build
from vorlagenwerk.writers.manifest import Entry, read_manifest

DOCUMENT = "content/kurz.yaml"
HTML = "kurz.pruefbericht.html"


@pytest.fixture
def short(workplace: Workplace) -> Workplace:
    """A short paper without findings."""
    workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", DOCUMENT)
    return workplace


def run(place: Workplace, *formats: str) -> tuple[Outcome, Entry]:
    """Build in these formats; gives the outcome and what the manifest says of the paper."""
    outcome = build(place.project, Wishes(formats=spelled_out(formats)), "1", lambda _entry: None)
    return outcome, read_manifest(place.output).entries[DOCUMENT]


def words(page: bytes) -> str:
    """What a reader sees of a page."""
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page.decode(), flags=re.DOTALL).split())


def break_it(place: Workplace) -> None:
    """Give the paper an error."""
    place.change(DOCUMENT, ("sitzung: 2010-03-18", "sitzung: 18.3.2010"))


def codes(problems: Sequence[Problem]) -> list[str]:
    """The codes of findings."""
    return [problem.code for problem in problems]


def test_one_word_stands_for_both_files() -> None:
    """People ask for the report, not for its formats."""
    assert spelled_out(("docx", "pruefbericht", "pruefbericht.html")) == ("docx", *AUDITS)


def test_the_report_is_written_beside_the_paper(short: Workplace) -> None:
    """With the paper or alone."""
    run(short, "html", "pruefbericht")
    assert {"kurz.html", *(f"kurz.{name}" for name in AUDITS)} <= set(short.files())
    page = words(short.files()[HTML])
    assert "Prüfbericht: Vorlage" in page and "Das Papier ist fehlerfrei." in page
    assert "Word, HTML und PDF" in page


def test_the_report_is_the_same_whatever_it_is_asked_for_with(short: Workplace) -> None:
    """Findings of formats that were not asked for belong to it too."""
    run(short, "pruefbericht")
    alone = short.files()[HTML]
    run(short, "docx", "html", "pdf", "pruefbericht")
    assert short.files()[HTML] == alone


def test_a_rule_whose_condition_never_held_is_not_called_fine(workplace: Workplace) -> None:
    """With a name of the authority that the rule does not know, nobody looked at the districts."""
    workplace.take("gueltig/erhebungsbogen/mit-ausnahme.yaml", DOCUMENT)
    run(workplace, "pruefbericht")
    row = "EB-008 Mittelempfänger liegt im Regierungsbezirk des Absenders Fehler"
    assert f"{row} 1 Eintrag in Ordnung" in words(workplace.files()[HTML]).replace("\u00a0", " ")
    workplace.change(DOCUMENT, ("Bezirksregierung Arnsberg", "Bezirksregierung Arnberg"))
    run(workplace, "pruefbericht")
    assert f"{row} 0 von 1 Eintrag nicht anwendbar" in words(workplace.files()[HTML]).replace("\u00a0", " ")


def test_a_paper_with_errors_has_a_report_but_no_paper(short: Workplace) -> None:
    """That is when people need it; the paper does not count as built for it."""
    break_it(short)
    outcome, entry = run(short, "html", "pruefbericht")
    assert outcome.failed == 1 and entry["zustand"] == "fehlerhaft"
    assert set(entry["ausgaben"]) == set(AUDITS)
    page = words(short.files()[HTML])
    assert "Das Papier hat 1 Fehler." in page and codes(outcome.problems)[0] in page


def test_a_report_stays_up_to_date_with_a_paper_that_breaks(short: Workplace) -> None:
    """The old paper is out of date, the report is not, and nothing is made twice."""
    run(short, "html", "pruefbericht")
    break_it(short)
    _outcome, entry = run(short)
    assert {name: file["veraltet"] for name, file in entry["ausgaben"].items()} == {
        "html": True, "pruefbericht.docx": False, "pruefbericht.html": False,
    }  # fmt: skip
    assert entry["zustand"] == "veraltet"
    again, _entry = run(short)
    assert again.made == [] and (again.built, again.kept, again.failed) == (0, 0, 1)


def test_a_report_on_a_broken_paper_can_be_asked_for_later(short: Workplace) -> None:
    """Nothing changed since the last build, and yet there is something to do."""
    break_it(short)
    run(short, "html")
    outcome, entry = run(short, "pruefbericht")
    assert len(outcome.made) == 1 and set(entry["ausgaben"]) == set(AUDITS)


def test_a_type_can_ask_for_reports(short: Workplace) -> None:
    """Every paper of the type then has one."""
    kind = "templates/regionalrat-vorlage/dokumenttyp.yaml"
    short.change(kind, ("formate: [docx, html, pdf]", "formate: [html, pruefbericht]"))
    _outcome, entry = run(short)
    assert set(entry["ausgaben"]) == {"html", *AUDITS}


def test_findings_of_the_writers_stand_in_the_report(short: Workplace) -> None:
    """A table too wide for its paper shows when the pages are planned."""
    word = "Wasserstraßenverkehrsordnungsverstoß" * 6
    text = f"text: |\n      | A | B |\n      |---|---|\n      | {word} | {word} |\n"
    short.change(DOCUMENT, ("text: Es liegt ein Antrag vor.\n", text))
    outcome, _entry = run(short, "pruefbericht")
    assert "STI-521" in words(short.files()[HTML])
    assert outcome.failed == 0


def test_a_report_has_the_figures_of_the_annex(workplace: Workplace) -> None:
    """By the names that the text calls them by, with formulas; annexes are among the inputs."""
    workplace.take("gueltig/regionalrat-vorlage/mit-anlage.yaml", DOCUMENT, ("../erhebungsbogen/kurz", "bogen"))
    workplace.take("gueltig/erhebungsbogen/zwei-massnahmen.yaml", "content/bogen.yaml")
    run(workplace, "pruefbericht.html")
    page = words(workplace.files()[HTML])
    assert "bogen.anzahl" in page and "massnahmen | anzahl" in page
    assert "content/ bogen.yaml" in page


def test_two_documents_do_not_share_a_report(short: Workplace) -> None:
    """A paper named like the report of another one would overwrite it."""
    short.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/kurz.pruefbericht.yaml")
    outcome, _entry = run(short, "html")
    assert "DAT-021" in codes(outcome.problems)
