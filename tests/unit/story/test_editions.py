"""Editions beside the one that is handed in: their files, their names, what a build keeps of them."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.tree import Document, Fact, Value
from vorlagenwerk.data.walking import plain_text
from vorlagenwerk.project.outputs import NoEdition
from vorlagenwerk.story.building import Outcome, Wishes, build
from vorlagenwerk.story.editions import under_title
from vorlagenwerk.writers.manifest import Entry, read_manifest

DOCUMENT = "content/konzept.yaml"
DRAFT = "konzept.arbeitsfassung.html"


@pytest.fixture
def concept(workplace: Workplace) -> Workplace:
    """A short concept, of which only pages for screens are written."""
    workplace.take("gueltig/kim-konzept/kurz.yaml", DOCUMENT)
    workplace.change("templates/kim-konzept/dokumenttyp.yaml", ("formate: [docx, html, pdf]", "formate: [html]"))
    return workplace


def run(place: Workplace, edition: str = "einreichung") -> tuple[Outcome, Entry]:
    """Build this edition; gives the outcome and what the manifest says of the concept."""
    outcome = build(place.project, Wishes(edition=edition), "1", lambda _entry: None)
    return outcome, read_manifest(place.output).entries[DOCUMENT]


def test_a_working_edition_shows_the_guide_and_says_what_it_is(concept: Workplace) -> None:
    """It stands beside the paper, which shows nothing of it."""
    run(concept)
    run(concept, "arbeitsfassung")
    draft, paper = (concept.files()[name].decode() for name in (DRAFT, "konzept.html"))
    assert "Arbeitsfassung: Konzept" in draft and "Leitfaden 3.1.a" in draft
    assert "Arbeitsfassung" not in paper and "Leitfaden 3.1.a" not in paper


def test_open_points_are_marked(concept: Workplace) -> None:
    """With their words."""
    concept.change(DOCUMENT, ("4.c, 5.a,", "4.c,"))
    outcome, _entry = run(concept, "arbeitsfassung")
    assert "Offen: 5.a" in concept.files()[DRAFT].decode()
    assert [problem.code for problem in outcome.problems] == ["LEI-401"]


def test_a_plain_build_keeps_the_edition_up_to_date(concept: Workplace) -> None:
    """Whoever has it wants it to be right; nothing is made twice."""
    run(concept, "arbeitsfassung")
    _outcome, entry = run(concept)
    assert {name: file["veraltet"] for name, file in entry["ausgaben"].items()} == {
        "html": False, "arbeitsfassung.html": False,
    }  # fmt: skip
    assert run(concept)[0].kept == 1 and run(concept, "arbeitsfassung")[0].kept == 1
    concept.change(DOCUMENT, ("Die Reihenfolge der Kapitel ist frei", "Die Reihenfolge der Kapitel ist ganz frei"))
    run(concept)
    assert "ganz frei" in concept.files()[DRAFT].decode()


def test_a_type_without_the_edition_says_so(concept: Workplace) -> None:
    """The nearest name is offered."""
    with pytest.raises(NoEdition, match="Gemeint ist vielleicht „arbeitsfassung“"):
        run(concept, "arbeitfassung")


def test_an_edition_that_is_gone_takes_its_file_along(concept: Workplace) -> None:
    """Nobody would keep it up to date."""
    run(concept, "arbeitsfassung")
    said = "fassungen:\n  arbeitsfassung:\n    titel: Arbeitsfassung\n"
    concept.change("templates/kim-konzept/dokumenttyp.yaml", (said, ""))
    _outcome, entry = run(concept)
    assert set(entry["ausgaben"]) == {"html"} and DRAFT not in concept.files()


def test_another_document_may_not_be_overwritten(concept: Workplace) -> None:
    """Its own paper has the name that the edition would get."""
    concept.take("gueltig/kim-konzept/kurz.yaml", "content/konzept.arbeitsfassung.yaml")
    outcome, _entry = run(concept, "arbeitsfassung")
    assert "DAT-021" in [problem.code for problem in outcome.problems]


def test_the_title_of_an_edition_is_no_field() -> None:
    """It stands before the fields of title and running head; other values of the letterhead say nothing of it."""
    facts = tuple(Fact(f"dokument.{name}", (Value("Konzept", "/titel"),)) for name in ("titel", "kurztitel", "stelle"))
    paper = Document("Konzept", (), frame=tuple((fact.tag, "Konzept") for fact in facts), facts=facts)
    draft = under_title(paper, "Entwurf")
    assert draft.title == "Entwurf: Konzept"
    assert {fact.tag: plain_text(fact.children) for fact in draft.facts} == dict(draft.frame)
    assert [len(fact.children) for fact in draft.facts] == [2, 2, 1]
