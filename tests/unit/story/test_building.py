"""What a build remembers of the one before."""

from __future__ import annotations

from tests.conftest import Workplace
from vorlagenwerk.story.building import Wishes, build


def test_trouble_of_a_folder_is_over_when_its_cause_is(workplace: Workplace) -> None:
    """A missing code list is told at a folder; its file lies elsewhere, and putting it back must be enough."""
    workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/kurz.yaml")
    listed = workplace.root / "content/_stammdaten/gremien.yaml"
    raw = listed.read_bytes()
    listed.unlink()
    wishes = Wishes(formats=("html",))
    before = build(workplace.project, wishes, "1", lambda _entry: None)
    assert "TYP-301" in [problem.code for problem in before.problems]
    again = build(workplace.project, wishes, "1", lambda _entry: None)
    assert again.problems == before.problems
    listed.write_bytes(raw)
    assert build(workplace.project, wishes, "1", lambda _entry: None).problems == []
