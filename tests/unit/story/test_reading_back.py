"""Written files are read before they take the place of the old ones."""

from __future__ import annotations

from vorlagenwerk.story.making import Maker
from vorlagenwerk.story.workshop import Workshop

CASE = "gueltig/regionalrat-vorlage/kurz.yaml"
STYLE = "templates/_stil/standard.docx"
ADDED = "<w:p><w:r><w:t>Az. «</w:t></w:r><w:r><w:t>Az»</w:t></w:r></w:p>"
LETTERHEAD = ("word/header1.xml", ("</w:hdr>", f"{ADDED}</w:hdr>"))


def make(place, *formats):
    """The paper made in these formats, and the trouble of the project."""
    workshop = Workshop(place.project)
    made = Maker(workshop).make("content/a.yaml", formats)
    assert not made.defect, made.defect
    return made, [(problem.code, problem.place.file) for problem in workshop.problems]


def test_a_placeholder_in_the_letterhead_keeps_the_old_file(workplace):
    """It would stand in every paper; the paper says that it was not built, the style template why."""
    workplace.take(CASE, "content/a.yaml")
    assert make(workplace, "docx")[0].succeeded
    before = workplace.files()
    workplace.change_part(STYLE, LETTERHEAD[0], LETTERHEAD[1])
    made, trouble = make(workplace, "docx")
    assert [problem.code for problem in made.problems] == ["PRJ-103"]
    assert trouble == [("TXT-368", STYLE)] and workplace.files() == before


def test_a_placeholder_in_the_page_frame_is_told_there(workplace):
    """The frame is a template like any other."""
    workplace.take(CASE, "content/a.yaml")
    workplace.change("templates/_stil/seite.html.j2", ("<footer", "<p>[Impressum einfügen] «Ort»</p><footer"))
    made, trouble = make(workplace, "html")
    assert not made.succeeded and trouble == [("TXT-368", "templates/_stil/seite.html.j2")]


def test_a_house_may_weigh_it_less(workplace):
    """Then the paper is built, with a finding."""
    workplace.take(CASE, "content/a.yaml")
    workplace.write("templates/_stil/profile.yaml", "stufen: {TXT-368: hinweis}\n")
    workplace.change_part(STYLE, LETTERHEAD[0], LETTERHEAD[1])
    made, trouble = make(workplace, "docx")
    assert made.succeeded and trouble == []
    assert [(problem.code, problem.place.file) for problem in made.problems] == [("TXT-368", STYLE)]
