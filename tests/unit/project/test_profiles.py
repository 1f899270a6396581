"""Which house has which style template."""

from __future__ import annotations

import pytest

from vorlagenwerk.data.problems import Level
from vorlagenwerk.project.profiles import StyleName, check_folders, load_profiles, profile_of
from vorlagenwerk.project.project import find_project

KREIS = """profile:
  musterkreis:
    titel: Musterkreis
    ordner: [musterkreis]
    stilvorlage: kreis.docx
  musterstadt:
    titel: Stadt Musterstadt
    ordner: [musterkreis/musterstadt, rat]
    stilvorlage: stadt.docx
    formatvorlagen: stadt.yaml
"""


@pytest.fixture
def load(tmp_path):
    """Profiles of a project with two style templates and the folders that belong to them."""

    def with_text(text):
        stil = tmp_path / "templates" / "_stil"
        stil.mkdir(parents=True)
        for folder in ("musterkreis/musterstadt", "rat"):
            (tmp_path / "content" / folder).mkdir(parents=True)
        for name in ("kreis.docx", "stadt.docx", "stadt.yaml"):
            (stil / name).write_bytes(b"")
        if text:
            (stil / "profile.yaml").write_text(text, encoding="utf-8")
        return load_profiles(find_project(tmp_path))

    return with_text


def told(problems):
    """Code, line and level of each finding."""
    return [(problem.code, problem.place.line, problem.level) for problem in problems]


def test_a_project_without_profiles_has_none(load):
    """Most have one style template and need no such file."""
    assert load("") == ((), [])


def test_the_deepest_folder_decides(load):
    """The town lies in the district and has its own letterhead; a folder's name must fit as a whole."""
    profiles, problems = load(KREIS)
    assert problems == []
    found = {way: profile_of(profiles, way) for way in ("musterkreis/a.yaml", "musterkreis/musterstadt/b/c.yaml",
                                                        "rat/a.yaml", "rathaus/a.yaml", "a.yaml")}  # fmt: skip
    assert [profile and profile.name for profile in found.values()] == [
        *("musterkreis", "musterstadt", "musterstadt"), None, None,
    ]  # fmt: skip
    assert found["rat/a.yaml"].style == StyleName("stadt.docx", "stadt.yaml")
    assert found["musterkreis/a.yaml"].style == StyleName("kreis.docx", "formatvorlagen.yaml")


def test_a_file_that_is_not_there_is_an_error(load):
    """No paper gets the letterhead of another house, so there are no profiles at all."""
    profiles, problems = load(KREIS.replace("stadt.docx", "stadtt.docx"))
    assert profiles is None and told(problems) == [("STI-533", 0, Level.FEHLER)]
    assert "„stadtt.docx“" in problems[0].text and problems[0].place.file == "templates/_stil/stadtt.docx"


def test_a_folder_of_two_profiles_is_an_error(load):
    """It would be chance which of them counts."""
    profiles, problems = load(KREIS.replace("rat]", "musterkreis]"))
    assert profiles is None and told(problems) == [("STI-534", 8, Level.FEHLER)]
    assert "„musterkreis“" in problems[0].text


def test_a_folder_that_is_not_there_is_a_note(load, tmp_path):
    """The profile may be older than its first paper."""
    profiles, problems = load(KREIS.replace("rat]", "ausschuss]"))
    assert len(profiles) == 2 and problems == []
    (problem,) = check_folders(find_project(tmp_path), profiles)
    assert (problem.code, problem.level) == ("STI-535", Level.HINWEIS) and "„content/ausschuss“" in problem.text


@pytest.mark.parametrize(
    ("old", "new"),
    [("[musterkreis]", "[../geheim]"), ("[musterkreis]", "[/etc]"), ("[musterkreis]", "[]"),
     ("kreis.docx", "../kreis.docx"), ("titel: Musterkreis", "farbe: blau")],
)  # fmt: skip
def test_what_the_meta_schema_forbids_is_an_error(load, old, new):
    """Ways lead down from content/ only, files lie in templates/_stil."""
    profiles, problems = load(KREIS.replace(old, new, 1))
    assert profiles is None and problems and all(problem.code.startswith("SCH") for problem in problems)
