"""Which document gets which style template and look."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from tests.conftest import Workplace
from vorlagenwerk.story.workshop import Workshop

PROFILE = """profile:
  musterstadt:
    titel: Stadt Musterstadt
    ordner: [musterstadt]
    stilvorlage: stadt.docx
"""


@pytest.fixture
def workshop(workplace: Workplace) -> Workshop:
    """A project with a second style template, in red and Calibri, for the folder of one town."""
    stil = workplace.root / "templates" / "_stil"
    out = BytesIO()
    with zipfile.ZipFile(stil / "standard.docx") as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/styles.xml":
                text = re.sub(b"1F3A55", b"802020", text.replace(b'w:ascii="Arial"', b'w:ascii="Calibri"'))
            target.writestr(name, text)
    (stil / "stadt.docx").write_bytes(out.getvalue())
    workplace.write("templates/_stil/profile.yaml", PROFILE)
    workplace.write("content/musterstadt/leer.txt", "")
    return Workshop(workplace.project)


def test_the_profile_of_the_folder_gives_the_style_template(workshop):
    """Every other document has that of its type; an example of a type is no document of a town."""
    kind = workshop.doctype("erhebungsbogen")
    looks = {
        file: workshop.look_for(file, kind).role("titel").color
        for file in ("content/musterstadt/rat/a.yaml", "content/a.yaml", "templates/musterstadt/beispiel.yaml")
    }
    assert list(looks.values()) == ["802020", "1F3A55", "1F3A55"]
    assert workshop.style_for("content/musterstadt/a.yaml", kind).place.file == "templates/_stil/stadt.docx"
    assert [name.file for name in workshop.style_names()] == ["stadt.docx", "standard.docx"]
    assert workshop.problems == []


def test_a_style_template_is_read_once(workshop):
    """Word, HTML and PDF of all documents share it."""
    kind = workshop.doctype("erhebungsbogen")
    for get in (workshop.style_for, workshop.look_for):
        assert get("content/musterstadt/a.yaml", kind) is get("content/musterstadt/b/c.yaml", kind)


def test_only_print_needs_fonts_in_the_project(workshop):
    """A browser asks its own system for Calibri; a PDF must hold its fonts."""
    kind = workshop.doctype("erhebungsbogen")
    assert workshop.look_for("content/musterstadt/a.yaml", kind).font == "Calibri"
    assert workshop.problems == []
    look, problems = workshop.printed_look_for("content/musterstadt/a.yaml", kind)
    assert look.font == "Liberation Sans"
    assert [(problem.code, problem.place.file) for problem in problems] == [("STI-530", "templates/_stil/stadt.docx")]


def test_broken_profiles_leave_no_document_a_style(workshop):
    """A paper with another town's letterhead would be worse than none."""
    (workshop.project.templates.path / "_stil" / "stadt.docx").unlink()
    kind = workshop.doctype("erhebungsbogen")
    assert workshop.style_for("content/a.yaml", kind) is None and workshop.look_for("content/a.yaml", kind) is None
    assert [problem.code for problem in workshop.problems] == ["STI-533"]


def test_paragraphs_have_the_roles_of_paragraphs(workshop):
    """What stands for tables and for letters in a line would look like running text."""
    roles = workshop.roles_for("content/a.yaml", workshop.doctype("erhebungsbogen"))
    assert "hinweis" in roles and not {"tabelle", "code", "verweis", "fussnotenzeichen"} & set(roles)
