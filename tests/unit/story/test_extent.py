"""Page budgets: which pages of a PDF count, and what is said outside the bounds."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.project.budget import PageBudget, page_budget
from vorlagenwerk.story.building import Wishes, build
from vorlagenwerk.story.extent import Extent, judge, wished

DOCUMENT = "content/konzept.yaml"


def told(place: Workplace) -> list[str]:
    """What is said about the pages of the concept's PDF."""
    outcome = build(place.project, Wishes(formats=("pdf",), force=True), "1", lambda _entry: None)
    return [problem.text for problem in outcome.problems if problem.code == "UMF-401"]


@pytest.mark.parametrize(
    ("pages", "said"),
    [(9, ["Das Papier hat 9 Seiten; vorgesehen sind 10 bis 20."]), (10, []), (20, []),
     (21, ["Das Papier hat 21 Seiten; vorgesehen sind 10 bis 20."])],
)  # fmt: skip
def test_only_pages_outside_the_bounds_are_told(pages: int, said: list[str]) -> None:
    """Both bounds belong to what is wished for."""
    found = judge(Extent(pages, pages, ()), PageBudget(10, 20, ()), "content/k.yaml")
    assert [problem.text for problem in found] == said


def test_a_bound_may_be_missing() -> None:
    """A type may have a most without a least."""
    budget = page_budget({"bis": 5, "ohne": ["anlagen", "deckblatt"]})
    assert budget == PageBudget(0, 5, ("deckblatt", "anlagen")) and wished(budget) == "höchstens 5"
    assert wished(PageBudget(3, 0, ())) == "mindestens 3"


def test_cover_and_lists_are_left_out_and_a_house_may_differ(workplace: Workplace) -> None:
    """The message says what was counted; the profile goes before the type."""
    workplace.take("gueltig/kim-konzept/kurz.yaml", DOCUMENT)
    (said,) = told(workplace)
    assert "ohne Deckblatt" in said and said.endswith("vorgesehen sind 10 bis 20.")
    house = "profile:\n  haus:\n    titel: Haus\n    ordner: [stadt]\n    stilvorlage: standard.docx\n"
    workplace.write("templates/_stil/profile.yaml", f"{house}    umfang:\n      kim-konzept: {{von: 1, bis: 30}}\n")
    workplace.write("content/stadt/konzept.yaml", (workplace.root / DOCUMENT).read_bytes())
    (workplace.root / DOCUMENT).unlink()
    assert told(workplace) == []


def test_a_house_changes_only_what_it_names() -> None:
    """Its own bound goes before the type's; one of the type that contradicts it is dropped."""
    common = PageBudget(10, 20, ("deckblatt",))
    assert page_budget({"bis": 14}, common) == PageBudget(10, 14, ("deckblatt",))
    assert page_budget({"ohne": ["anlagen"]}, common) == PageBudget(10, 20, ("anlagen",))
    assert page_budget({"bis": 8}, common) == PageBudget(0, 8, ("deckblatt",))
    assert page_budget(None, common) == common
