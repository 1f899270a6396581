"""Whatever tree comes, every writer makes a valid file of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pikepdf
from hypothesis import HealthCheck, given, settings
from lxml import etree
from openxml_audit import OpenXmlValidator
from openxml_audit.errors import FileFormat

from tests.conftest import ROOT
from tests.properties.trees import documents
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.basics.typesetting.pagination import paginate
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import has_errors
from vorlagenwerk.project.project import find_project
from vorlagenwerk.story.workshop import Workshop
from vorlagenwerk.writers.docx import StyleTemplate, write_docx
from vorlagenwerk.writers.html import write_html
from vorlagenwerk.writers.pdf import write_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
PLACE = Place("probe.yaml")


@cache
def workshop() -> Workshop:
    """The shipped project's tools."""
    return Workshop(find_project(ROOT))


def style() -> StyleTemplate:
    """The shipped style template."""
    found = workshop().style(next(iter(workshop().style_names())))
    assert found.template is not None
    return found.template


def look() -> Look:
    """The look that it gives."""
    found, problems = workshop().printed_look(next(iter(workshop().style_names())))
    assert found is not None and problems == []
    return found


def printed(document: tree.Document) -> tree.Document:
    """The tree as writers of pages get it."""
    planned, problems = plan_pages(document, look(), PLACE)
    assert not has_errors(problems)
    return paginate(planned, look())


def parts(data: bytes) -> dict[str, etree._Element]:
    """The XML parts of a Word file."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return {name: etree.fromstring(archive.read(name)) for name in names}


def twice(values: list[str]) -> list[str]:
    """The values that occur more than once."""
    return [value for value, number in Counter(values).items() if number > 1]


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(documents)
def test_a_word_file_is_valid(document: tree.Document) -> None:
    """By the schema of the format, and in what the schema cannot say: ids, bookmarks, relationships."""
    out = io.BytesIO()
    assert not has_errors(write_docx(printed(document), style(), out))
    found = parts(out.getvalue())
    body = found["word/document.xml"]
    assert twice([mark.get(f"{W}name", "") for mark in body.iter(f"{W}bookmarkStart")]) == []
    starts = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert sorted(starts) == sorted(mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd"))
    anchors = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    links = {link.get(f"{W}anchor", "") for link in body.iter(f"{W}hyperlink")}
    # dead references never come this far: transforms find them
    assert {link for link in links if link.startswith("_Toc")} <= anchors
    assert twice([control.get(f"{W}val", "") for control in body.iterfind(f".//{W}sdtPr/{W}id")]) == []
    for begin, end in (("begin", "end"), ("separate", "end")):
        kinds = Counter(mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar"))
        assert kinds[begin] == kinds[end]
    assert schema_errors(out.getvalue()) == []


def schema_errors(data: bytes) -> list[str]:
    """What a validator of the format's schema objects to."""
    path = Path("/dev/shm" if Path("/dev/shm").is_dir() else ".") / f"vorlagenwerk-probe-{id(data)}.docx"
    path.write_bytes(data)
    try:
        result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=20).validate(str(path))
    finally:
        path.unlink()
    return [f"{fault.part_uri} {fault.path} {fault.description}" for fault in result.errors]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(documents)
def test_a_page_is_well_formed(document: tree.Document) -> None:
    """Every id once, every link inside the page with a target."""
    out = io.BytesIO()
    frame = workshop().frame("seite.html.j2")
    assert not has_errors(write_html(document, frame, workshop().css, out, look=look()))
    page = out.getvalue().decode()
    idents = re.findall(r'<[a-z][^>]* id="([^"]*)"', page)
    assert twice(idents) == []
    assert {link for link in re.findall(r'<a [^>]*href="#([^"]*)"', page)} <= set(idents)
    for tag in ("p", "ul", "ol", "li", "table", "tr", "section", "figure", "blockquote", "span", "nav"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(documents)
def test_a_pdf_can_be_opened(document: tree.Document) -> None:
    """Typst refuses what is no valid PDF/UA-1; a refusal would be a finding of level error."""
    out = io.BytesIO()
    problems = write_pdf(printed(document), look(), out)
    assert not has_errors(problems), problems
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert len(pdf.pages) >= 1
        assert "/StructTreeRoot" in pdf.Root
