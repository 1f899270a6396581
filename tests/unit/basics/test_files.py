"""Reading bytes of a project file: below the root, through no link, plain files only."""

from __future__ import annotations

import os
import pathlib

import pytest

from vorlagenwerk.basics.loading import files, read_file


@pytest.fixture
def root(tmp_path: pathlib.Path) -> pathlib.Path:
    """A project with one document and a secret outside of it."""
    (tmp_path / "geheim.yaml").write_text("geheim", "utf-8")
    content = tmp_path / "projekt" / "content"
    content.mkdir(parents=True)
    (content / "vorlage.yaml").write_bytes(b"a: 1\n")
    return tmp_path / "projekt"


@pytest.fixture(params=["descriptor", "checked"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to open a file, whatever the platform offers."""
    if request.param == "checked":
        monkeypatch.setattr(files, "_BY_DESCRIPTOR", False)
    elif not files._BY_DESCRIPTOR:
        pytest.skip("this platform cannot open relative to a folder")


def code(root: pathlib.Path, file: str, limit: int = 100) -> str:
    """The code of the one finding."""
    raw, (problem,) = read_file(root, file, limit)
    assert raw is None
    assert problem.place.file == file
    return problem.code


def test_a_plain_file_is_read(root: pathlib.Path) -> None:
    """The usual case, up to the very limit."""
    assert read_file(root, "content/vorlage.yaml", 5) == (b"a: 1\n", [])


def test_a_missing_file_suggests_a_similar_name(root: pathlib.Path) -> None:
    """Most missing files are typing errors, in the file's name or in a folder's."""
    for file in ("content/vorlgae.yaml", "contnet/vorlage.yaml"):
        _, (problem,) = read_file(root, file, 100)
        assert problem.code == files.MISSING
        assert "Meinten Sie" in problem.remedy
    assert code(root, "content/vorlage.yaml/x") == files.MISSING


@pytest.mark.parametrize(
    "file", ["../geheim.yaml", "content/../../geheim.yaml", "/etc/passwd", "", "a//b", "a\\b", "./a"]
)
def test_a_path_out_of_the_project_is_refused(root: pathlib.Path, file: str) -> None:
    """Content may name files, but never outside of the project."""
    assert code(root, file) == files.OUTSIDE


def test_links_are_refused_wherever_they_stand(root: pathlib.Path) -> None:
    """Git carries symbolic links: a pull request could point one at any file of the machine."""
    (root / "content" / "link.yaml").symlink_to(root.parent / "geheim.yaml")
    (root / "content" / "tot.yaml").symlink_to(root / "nirgends")
    (root / "ordner").symlink_to(root / "content")
    for file in ("content/link.yaml", "content/tot.yaml", "ordner/vorlage.yaml"):
        assert code(root, file) == files.SYMLINK


def test_folders_pipes_and_large_files_are_refused(root: pathlib.Path) -> None:
    """None of them makes the build wait or fill the memory."""
    os.mkfifo(root / "pipe.yaml")
    assert code(root, "content") == files.FOLDER
    assert code(root, "pipe.yaml") == files.NO_FILE
    assert code(root, "content/vorlage.yaml", 4) == "DAT-004"


def test_no_descriptor_is_left_open(root: pathlib.Path) -> None:
    """A thousand documents are read in one process."""
    descriptors = pathlib.Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("no /proc here")
    before = len(list(descriptors.iterdir()))
    for file in ("content/vorlage.yaml", "content", "content/x", "contentx/y", "content/vorlage.yaml/x"):
        read_file(root, file, 4)
    assert len(list(descriptors.iterdir())) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_missing_rights_are_told(root: pathlib.Path) -> None:
    """The administration has to act."""
    (root / "content" / "vorlage.yaml").chmod(0)
    assert code(root, "content/vorlage.yaml") == files.UNREADABLE
