"""Changes put into bytes, shown to people, and written whole or not at all."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.positions import Position
from vorlagenwerk.data.problems import Mend
from vorlagenwerk.story.changes import Change, apply, difference, put

FILE = "content/x.yaml"
WRONG = b"sitzung: 18.03.2010\n"
RIGHT = b"sitzung: 2010-03-18\n"
CHANGE = Change(FILE, WRONG, RIGHT, ())


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A project with nothing but a content folder."""
    return Workplace(tmp_path / "projekt")


def test_a_place_behind_letters_in_two_parts_is_found() -> None:
    """Findings count composed letters; the file may hold them decomposed."""
    line = unicodedata.normalize("NFD", "größe: äöü, 18.03.2010 ä")
    mend = Mend(Position(2, 13), Position(2, 23), "2010-03-18")
    assert put(f"a\n{line}".encode(), [mend]).decode() == "a\n" + line.replace("18.03.2010", "2010-03-18")


def test_a_difference_gives_no_commands_to_the_terminal() -> None:
    """Content comes from strangers: an escape sequence could hide or forge what is shown."""
    shown = difference(Change(FILE, b"a: \x1b[31m1", b"a: 1", ()))
    assert "\x1b" not in shown and "[U+001B]" in shown


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_mend_of_several_lines_keeps_their_ends(ending: str) -> None:
    """Lines in between that stay the same keep their blanks; those that change, too."""
    raw = ending.join(["a:  ", "\tb: 1 \t", "# so  ", "\tc: 2", ""]).encode()
    mend = Mend(Position(2, 1), Position(4, 6), "  b: 1\n# so\n  c: 2")
    assert put(raw, [mend]).decode() == ending.join(["a:  ", "  b: 1 \t", "# so  ", "  c: 2", ""])


def test_several_mends_of_a_line_do_not_shift_each_other() -> None:
    """Each counts in the line as it was."""
    mends = [Mend(Position(1, 4), Position(1, 6), "true"), Mend(Position(1, 10), Position(1, 10), " ")]
    assert put(b"a: ja, b:1", mends) == b"a: true, b: 1"


def test_applying_keeps_permissions(place: Workplace) -> None:
    """Afterwards the file has its new bytes, its old rights, and no other file beside it."""
    path = place.write(FILE, WRONG)
    path.chmod(0o640)
    path.with_name(".neu-x.yaml").write_text("Rest eines abgebrochenen Laufs")
    assert apply(place.project, [CHANGE]) == []
    assert path.read_bytes() == RIGHT
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == ["x.yaml"]


def test_a_file_that_is_marked_as_read_only_is_not_touched(place: Workplace) -> None:
    """Somebody has locked it; that the folder may be written to does not count."""
    path = place.write(FILE, WRONG)
    path.chmod(0o440)
    (problem,) = apply(place.project, [CHANGE])
    assert problem.code == "DAT-031" and "Schreibrechte" in problem.text
    assert path.read_bytes() == WRONG and stat.S_IMODE(path.stat().st_mode) == 0o440
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == ["x.yaml"]
    path.chmod(0o640)


def test_a_file_that_was_saved_meanwhile_is_not_touched(place: Workplace) -> None:
    """What an author wrote since then would be lost."""
    place.write(FILE, WRONG + b"# neu\n")
    assert [problem.code for problem in apply(place.project, [CHANGE])] == ["DAT-030"]
    assert (place.root / FILE).read_bytes() == WRONG + b"# neu\n"


def test_nothing_is_written_through_links_or_outside(place: Workplace) -> None:
    """A link in the content could lead to any file of the machine, also one above the file."""
    outside = place.root.parent / "fremd"
    outside.mkdir(exist_ok=True)
    (outside / "x.yaml").write_bytes(WRONG)
    change = Change("content/zweig/x.yaml", WRONG, RIGHT, ())
    place.write(FILE, WRONG)
    link = place.root / "content/zweig"
    link.symlink_to(outside)
    assert [problem.code for problem in apply(place.project, [change])] == ["DAT-003"]
    link.unlink()
    link.mkdir()
    (link / "x.yaml").symlink_to(outside / "x.yaml")
    problems = apply(place.project, [change, change._replace(file="content/../fremd/x.yaml")])
    assert [problem.code for problem in problems] == ["DAT-003", "DAT-007"]
    assert (outside / "x.yaml").read_bytes() == WRONG


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_told(place: Workplace) -> None:
    """The system's refusal is a finding, and the file stays."""
    folder = place.write(FILE, WRONG).parent
    folder.chmod(0o500)
    try:
        assert [problem.code for problem in apply(place.project, [CHANGE])] == ["DAT-031"]
    finally:
        folder.chmod(0o700)
