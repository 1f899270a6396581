"""What `check` tells of the guide for one document."""

from __future__ import annotations

from tests.conftest import Workplace
from vorlagenwerk.story.checking import check
from vorlagenwerk.surface.coverage import answered, summed_up

PAPER = "content/konzept.yaml"


def test_one_document_is_told_point_by_point(workplace: Workplace) -> None:
    """Each with its state, its words and the section that answers it, in the order of the guide."""
    path = workplace.take("gueltig/kim-konzept/kurz.yaml", PAPER)
    coverage = check(workplace.project, [path]).coverage
    lines = list(answered(coverage))
    assert len(lines) == len(coverage) > 50 and lines[0].startswith("1.A.a")
    states = [line.split()[1] for line in lines]
    assert all(f"{states.count(one.state.split()[0])} {one.state}" in summed_up(coverage) for one in coverage)


def test_without_such_a_document_there_is_nothing_to_tell(workplace: Workplace) -> None:
    """All documents together, or one of a type without a guide; who asked for the points learns why there are none."""
    workplace.take("gueltig/kim-konzept/kurz.yaml", PAPER)
    other = workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/vorlage.yaml")
    assert check(workplace.project, []).coverage == check(workplace.project, [other]).coverage == []
    assert [line.startswith("Zu --guide gehört") for line in answered([])] == [True]
