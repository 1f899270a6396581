"""Levels of findings by house."""

from __future__ import annotations

import pytest

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Level, error, note
from vorlagenwerk.project.levels import check_levels, common_levels, levelled
from vorlagenwerk.project.profiles import load_profiles
from vorlagenwerk.project.project import find_project

HOUSE = """stufen: {TXT-363: warnung, EB-012: aus}
profile:
  musterstadt:
    titel: Stadt Musterstadt
    ordner: [musterstadt]
    stilvorlage: stadt.docx
    stufen:
      EB-012: hinweis
      TXT-366: aus
"""


@pytest.fixture
def project(tmp_path):
    """A project with these profiles."""

    def with_text(text):
        stil = tmp_path / "templates" / "_stil"
        stil.mkdir(parents=True)
        (stil / "stadt.docx").write_bytes(b"")
        if text:
            (stil / "profile.yaml").write_text(text, encoding="utf-8")
        return find_project(tmp_path)

    return with_text


def test_a_house_has_the_levels_of_all_and_its_own(project):
    """Its own go before."""
    place = project(HOUSE)
    profiles, problems = load_profiles(place)
    common = {"TXT-363": Level.WARNUNG, "EB-012": None}
    assert problems == [] and common_levels(place.templates) == common
    assert profiles[0].levels == {**common, "EB-012": Level.HINWEIS, "TXT-366": None}


def test_levels_need_no_house(project):
    """One house alone says them for all its papers."""
    place = project("stufen: {TXT-363: aus}\n")
    assert load_profiles(place) == ((), []) and common_levels(place.templates) == {"TXT-363": None}


@pytest.mark.parametrize("text", ["", "stufen: {TXT-363: laut}\n", "stufen: [TXT-363]\n"])
def test_without_a_sound_file_there_are_no_levels(project, text):
    """What is wrong with it is told with the profiles."""
    assert common_levels(project(text).templates) == {}


def test_findings_get_the_level_of_their_house():
    """Or are not told; codes that may not differ keep theirs."""
    place = Place("content/a.yaml")
    first, second = [note(code, place, "A.") for code in ("TXT-363", "TXT-367")]
    problems = [first, error("EB-012", place, "B."), error("SCH-104", place, "C."), second]
    levels = {"TXT-363": Level.FEHLER, "EB-012": None, "SCH-104": None}
    assert [(problem.code, problem.level) for problem in levelled(problems, levels)] == [
        ("TXT-363", Level.FEHLER), ("SCH-104", Level.FEHLER), ("TXT-367", Level.HINWEIS),
    ]  # fmt: skip
    assert levelled(problems, {}) == problems


@pytest.mark.parametrize(
    ("code", "said"),
    [("SCH-104", "lässt sich nicht ändern"), ("ANL-301", "lässt sich nicht ändern"),
     ("TXT-320", "lässt sich nicht ändern"), ("EB-011", "gibt es nicht"), ("TXT-339", "gibt es nicht"),
     ("txt", "gibt es nicht")],
)  # fmt: skip
def test_a_level_for_nothing_is_an_error(project, code, said):
    """It would be a wish that nobody hears."""
    place = project(HOUSE.replace("TXT-366", code))
    (problem,) = check_levels(place.templates, ["EB-012"])
    assert (problem.code, problem.level, problem.place.line) == ("STI-536", Level.FEHLER, 9) and said in problem.text
    assert (code == "EB-011") == ("„EB-012“" in problem.remedy)


def test_levels_of_rules_and_text_checks_are_quiet(project):
    """And so is a project without profiles."""
    assert check_levels(project(HOUSE).templates, ["EB-012"]) == []
