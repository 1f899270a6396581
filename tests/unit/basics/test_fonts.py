"""Which fonts a PDF gets for those that Word names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.looks import shipped_look
from vorlagenwerk.basics.typesetting.fonts import families, printable
from vorlagenwerk.basics.typesetting.look import ParagraphLook
from vorlagenwerk.data.problems import Level

SHIPPED = Path(__file__).parents[3] / "templates" / "_stil" / "schriften"
REGULAR = SHIPPED / "LiberationSans-Regular.ttf"


def renamed(target: Path, name: str) -> None:
    """A copy of a shipped font under another family name of as many letters."""
    old, new = ("Liberation Sans".encode(encoding) for encoding in ("utf-16-be", "mac_roman")), name.ljust(15)
    data = REGULAR.read_bytes()
    for said, encoding in zip(old, ("utf-16-be", "mac_roman"), strict=True):
        data = data.replace(said, new.encode(encoding))
    target.write_bytes(data)


def test_families_are_read_from_the_files():
    """Four files, one family; the licence beside them is no font."""
    assert families(SHIPPED) == {"liberation sans": "Liberation Sans"}


def test_arial_and_courier_have_twins_without_a_word():
    """The shipped style template names them."""
    look, problems = printable(shipped_look())
    assert (look.font, look.code_font, problems) == ("Liberation Sans", "DejaVu Sans Mono", [])


def test_a_font_whose_file_is_there_is_taken(tmp_path):
    """Whatever the file is called, and however the name is written."""
    renamed(tmp_path / "x.ttf", "Musterstadt Amt")
    look, problems = printable(shipped_look()._replace(font_folder=tmp_path, font="MUSTERSTADT AMT"))
    assert (look.font, problems) == ("Musterstadt Amt", [])


def test_the_weight_in_a_name_is_left_to_the_typesetter(tmp_path):
    """„Muster Amt Light“ is set as the family Muster Amt, as Typst knows it."""
    renamed(tmp_path / "x.otf", "Amtlich X Light")
    assert families(tmp_path) == {"amtlich x light": "Amtlich X"}


def test_a_missing_font_is_told_once_with_its_stand_in():
    """All fonts of a template in one note; where a free font is as wide, its name."""
    roles = {"zitat": ParagraphLook(font="Calibri"), "titel": ParagraphLook(font="Frutiger")}
    look, (problem,) = printable(shipped_look()._replace(font="Frutiger", code_font="Consolas", roles=roles))
    assert (problem.code, problem.level) == ("STI-530", Level.HINWEIS)
    for said in ("„Calibri“ durch „Liberation Sans“", "„Consolas“ durch „DejaVu Sans Mono“", "„Frutiger“ durch"):
        assert said in problem.text
    assert "„Carlito“" in problem.remedy
    assert (look.font, look.role("zitat").font, look.role("titel").font) == ("Liberation Sans",) * 3


def test_a_missing_folder_has_no_fonts(tmp_path):
    """Whoever deletes the fonts gets a note, not an exception."""
    assert families(tmp_path / "nichts") == {}
    assert len(printable(shipped_look()._replace(font_folder=tmp_path / "nichts"))[1]) == 1


@pytest.mark.parametrize("length", [0, 3, 11, 12, 40, 200, 400])
def test_damaged_fonts_are_left_out(tmp_path, length):
    """A download that broke off."""
    (tmp_path / "a.ttf").write_bytes(REGULAR.read_bytes()[:length])
    (tmp_path / "b.ttc").write_bytes(b"ttcf" + b"\xff" * length)
    shutil.copy(REGULAR, tmp_path / "c.ttf")
    assert families(tmp_path) == {"liberation sans": "Liberation Sans"}
