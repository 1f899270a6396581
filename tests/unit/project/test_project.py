"""The project on disk: which files are documents, where they go, and what is wrong with their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from vorlagenwerk.project.project import Folder, Project, find_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    for name in ("content", "schemas", "templates"):
        (tmp_path / name).mkdir()
    return find_project(tmp_path)


def put(project: Project, *names: str) -> None:
    """Empty files below the project's root."""
    for name in names:
        path = project.content.path.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(project: Project, *chosen: str) -> list[str]:
    """The documents, all or those at or below the chosen paths."""
    root = project.content.path.parent
    return project.documents([root / name for name in chosen])[0]


@pytest.mark.parametrize(
    "name", ["a.yaml", "a.yml", "a.YAML", "a.Yml", "tief/er/a.yaml", "mit leer/ä.yaml", "a.b.yaml"]
)
def test_every_spelling_of_the_ending_is_a_document(name: str, project: Project) -> None:
    """No document is skipped in silence because of how its ending is written."""
    put(project, f"content/{name}")
    assert names(project) == [f"content/{name}"]


@pytest.mark.parametrize(
    "name",
    ["a.txt", "a.yaml.bak", "_stammdaten/a.yaml", "x/_entwurf/a.yaml", ".git/a.yaml", ".a.yaml", "~$a.yaml", "a.yaml~"],
)
def test_other_files_are_no_documents(name: str, project: Project) -> None:
    """Master data, drafts, hidden and temporary files are left alone."""
    put(project, f"content/{name}")
    assert names(project) == []


def test_documents_come_in_the_same_order_everywhere(project: Project) -> None:
    """Sorted by name, whatever the file system says."""
    put(project, "content/b.yaml", "content/a/z.yaml", "content/B.yaml", "content/ä.yaml")
    assert names(project) == ["content/B.yaml", "content/a/z.yaml", "content/b.yaml", "content/ä.yaml"]


def test_a_folder_chooses_what_lies_below_it(project: Project) -> None:
    """A name that only begins alike is not below it; a document chosen twice counts once."""
    put(project, "content/a/x.yaml", "content/ab/y.yaml", "content/a/b/z.yaml")
    assert names(project, "content/a") == ["content/a/b/z.yaml", "content/a/x.yaml"]
    assert names(project, "content/a/x.yaml", "content/a") == ["content/a/b/z.yaml", "content/a/x.yaml"]


@pytest.mark.parametrize("chosen", ["content/nirgends", "schemas", "content/x.txt", "../anderswo"])
def test_a_path_without_documents_is_told(chosen: str, project: Project) -> None:
    """Whoever mistypes a path must not believe that all was well."""
    put(project, "content/x.yaml", "content/x.txt")
    found, problems = project.documents([project.content.path.parent / chosen])
    assert found == [] and [problem.code for problem in problems] == ["DAT-020"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.yaml", "a.yml"), ("a.yaml", "A.yaml"), ("x/ä.yaml", "x/a\u0308.yml"), ("straße.yaml", "STRASSE.yaml")],
)
def test_two_documents_for_one_output_are_told(one: str, other: str, project: Project) -> None:
    """Also on file systems that fold case and accents, the second of them is named."""
    put(project, f"content/{one}", f"content/{other}")
    if len(names(project)) < 2:
        pytest.skip("this file system folds the two names into one")
    assert [problem.code for problem in project.documents()[1]] == ["DAT-021"]


def test_links_are_not_followed_into_folders(project: Project, tmp_path: Path) -> None:
    """A folder outside the project does not become part of it."""
    put(project, "geheim/x.yaml")
    (tmp_path / "content" / "ordner").symlink_to(tmp_path / "geheim")
    assert names(project) == []


def test_types_are_the_folders_present_in_both_places(project: Project) -> None:
    """No registry: a folder in schemas and one in templates make a type."""
    put(project, "schemas/brief/x", "templates/brief/x", "schemas/halb/x", "templates/_stil/x", "schemas/_stil/x")
    put(project, "schemas/codelisten/x", "templates/codelisten/x", "schemas/.git/x", "templates/.git/x")
    assert project.type_names() == ["brief"]


def test_the_output_mirrors_the_content(project: Project) -> None:
    """The way below content/ is the way below output/, whatever the ending and the folder's own name."""
    assert project.output_stem("content/a/b.c.yaml") == "a/b.c"
    assert project.output_stem("papiere/a.YML") == "a"


def test_folders_may_be_given_one_by_one(tmp_path: Path) -> None:
    """Each of the four can lie elsewhere."""
    project = find_project(tmp_path, content=tmp_path / "papiere", output=Path("/anderswo"))
    assert project.content == Folder(tmp_path / "papiere") and project.output == Path("/anderswo")
    assert project.schemas.path == tmp_path / "schemas" and project.content.name == "papiere"
