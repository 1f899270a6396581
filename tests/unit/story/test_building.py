"""What a build remembers of the one before."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Workplace
from vorlagenwerk.data.problems import Problem
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


def built(workplace: Workplace, *paths: Path, force: bool = False) -> list[Problem]:
    """The findings of a build on the project itself, and those that documents have for its sake."""
    wishes = Wishes(paths, ("html",), force)
    problems = build(workplace.project, wishes, "1", lambda _entry: None).problems
    return [problem for problem in problems if problem.blames_project or problem.code.startswith("PRJ")]


def test_trouble_is_over_when_a_file_that_it_does_not_name_is_mended(workplace: Workplace) -> None:
    """What was found with files that are no more is not told again, whichever file the finding names."""
    paper = workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/kurz.yaml")
    workplace.write("templates/_bausteine/neu.md.j2", "{{ nirgends }}")
    workplace.change(
        "templates/regionalrat-vorlage/dokument.md.j2", ("# Begründung", "{% include '_bausteine/neu.md.j2' %}")
    )
    first = built(workplace)
    assert {problem.code for problem in first} == {"PRJ-102", "VOR-101"} and built(workplace) == first
    workplace.write("templates/_bausteine/neu.md.j2", "")
    assert built(workplace, paper) == [] and built(workplace) == []


def test_trouble_of_the_overview_lasts_until_it_can_be_written(workplace: Workplace) -> None:
    """No document stands for it, so it is tried again each time."""
    workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/kurz.yaml")
    frame = workplace.root / "templates/_stil/uebersicht.html.j2"
    whole = frame.read_text(encoding="utf-8")
    frame.write_text(whole + "{{ nirgends }}", encoding="utf-8")
    first = built(workplace)
    assert len(first) == 1 and first[0].place.file == "templates/_stil/uebersicht.html.j2"
    assert built(workplace) == first and built(workplace, force=True) == first
    frame.write_text(whole, encoding="utf-8")
    assert built(workplace) == []


def test_trouble_goes_with_the_document_that_met_it(workplace: Workplace) -> None:
    """A template that only fails at what one paper says is no trouble once the paper is gone."""
    workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/kurz.yaml")
    other = workplace.take("gueltig/regionalrat-vorlage/kurz.yaml", "content/andere.yaml")
    workplace.change("content/andere.yaml", ("2010-03-18", "2010-03-19"))
    line = "{{ nirgends if sitzung == '2010-03-19' else '' }}"
    workplace.change("templates/regionalrat-vorlage/dokument.md.j2", ("# Begründung", line))
    assert "VOR-101" in [problem.code for problem in built(workplace)]
    other.unlink()
    assert built(workplace) == []
