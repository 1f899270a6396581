"""What a check of single documents looks at, and how far it gets beside errors."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.story.checking import Checked, check

FORM, PAPER, OTHER = "content/a/bogen.yaml", "content/b/vorlage.yaml", "content/c/anderes.yaml"
PROOF = """angaben:
  summe:
    titel: Summe
    wert: 5
    einheit: euro
    proben:
      - gleich: bogen.gesamtkosten
  drei:
    titel: Drei
    wert: 3
    einheit: anzahl
  vier:
    titel: Vier
    wert: 4
    einheit: anzahl
    proben:
      - gleich: drei
"""


@pytest.fixture
def papers(workplace: Workplace) -> Workplace:
    """A form, a paper that takes it in, and another one."""
    workplace.take("gueltig/erhebungsbogen/kurz.yaml", FORM)
    workplace.take("gueltig/regionalrat-vorlage/mit-anlage.yaml", PAPER)
    workplace.change(PAPER, ("../erhebungsbogen/kurz.yaml", "../a/bogen.yaml"))
    workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", OTHER)
    return workplace


def checked(place: Workplace, *files: str) -> Checked:
    """The outcome of a check of these files, of everything where none are named."""
    return check(place.project, [place.root / file for file in files])


def codes(outcome: Checked) -> list[str]:
    """The codes of findings, as often as they come."""
    return sorted(problem.code for problem in outcome.problems)


def test_a_paper_is_checked_with_its_annex(papers: Workplace) -> None:
    """A change of the annex may contradict the paper, which nobody named."""
    papers.write(PAPER, (papers.root / PAPER).read_text("utf-8") + PROOF)
    outcome = checked(papers, FORM)
    assert outcome.along == {PAPER: FORM} and outcome.kept == 2
    assert codes(outcome) == ["ZAH-401", "ZAH-401"]
    assert checked(papers, OTHER).along == {} and checked(papers, PAPER).along == {}
    assert checked(papers, "content/a", "content/b").along == {}


def test_who_only_has_the_name_in_its_text_is_not_checked(papers: Workplace) -> None:
    """A file that is mentioned is not taken in."""
    papers.change(OTHER, ("Es liegt ein Antrag vor.", "Siehe bogen.yaml und dokument."))
    assert checked(papers, FORM).along == {PAPER: FORM}


def test_what_needs_no_annex_is_checked_without_it(papers: Workplace) -> None:
    """The paper's own rules and proofs; those that look at the annex are silent, and so are exceptions from them."""
    papers.change(FORM, ("- nr: 1", "- nr: 0"))
    papers.change(PAPER, ("vorlagennummer: 02/01/2010", "vorlagennummer: 02/01/2099"))
    claim = "ausnahmen:\n  - {regel: RV-008, begruendung: Der Bogen wurde nachgereicht.}\n"
    papers.write(PAPER, (papers.root / PAPER).read_text("utf-8") + PROOF + claim)
    outcome = checked(papers, PAPER)
    assert codes(outcome) == ["ANL-304", "RV-001", "ZAH-401"]
    assert outcome.stopped == 1


def test_what_does_not_depend_on_a_placeholder_is_checked_beside_it(papers: Workplace) -> None:
    """An “XX” in a title keeps no rule from being tried."""
    papers.change(OTHER, ("mmer: 01/01/10", "mmer: 01/01/99"), ("titel: Anlass", "titel: Anlass XX"))
    outcome = checked(papers, OTHER)
    assert codes(outcome) == ["RV-001", "TXT-330"] and outcome.stopped == 1


def test_an_annex_of_a_broken_type_is_not_to_blame(papers: Workplace) -> None:
    """Nobody is sent to mend a form in which nothing is wrong."""
    papers.change("schemas/erhebungsbogen/regeln.yaml", ("regeln:", "regeln: ["))
    found = codes(checked(papers, PAPER))
    assert "PRJ-107" in found and "ANL-304" not in found


def test_a_check_to_the_end_says_nothing_of_stopping(papers: Workplace) -> None:
    """Findings alone do not stop a check."""
    assert checked(papers, PAPER, OTHER).stopped == 0
