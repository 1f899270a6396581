"""Whatever is found, every report of it can be read by the program that it is meant for."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.surface import published
from tests.unit.surface.test_reporters import JSON_SCHEMA
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Level, Mend, Problem, in_order
from vorlagenwerk.surface.reporters import REPORTS, report
from vorlagenwerk.surface.reporters.findings import Findings

texts = st.text(min_size=1, max_size=40)
printable = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=40)
files = st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=20).map("content/{}".format)
places = st.builds(Place, files, st.integers(0, 60), st.integers(0, 300))
positions = st.builds(Position, st.integers(1, 60), st.integers(1, 300))
mends = st.one_of(st.none(), st.builds(Mend, positions, positions, st.text(max_size=20)))
problems = st.builds(
    Problem,
    st.sampled_from(("SCH-104", "EB-002", "TXT-307", "QQ-999")),
    st.sampled_from(tuple(Level)),
    places,
    texts,
    st.one_of(st.just(""), texts),
    mends,
)
worded = st.builds(Problem, st.just("EB-002"), st.sampled_from(tuple(Level)), places, printable, printable)
"""Findings as they are made: texts hold no control characters, since loading refuses them and `quote` replaces them."""
lists = st.lists(problems, max_size=6).map(in_order)
lines = st.one_of(st.none(), st.text(max_size=80))


def told(name: str, found: list[Problem], line: str | None) -> str:
    """A report, which must say the same twice."""
    findings = Findings(found, 2, lambda place: line if place.line else None, catalogue().get, closing="Ende.")
    text = report(name, findings)
    assert text == report(name, findings)
    return text


@settings(max_examples=100, deadline=None)
@given(lists, lines)
@example([Problem("SCH-104", Level.FEHLER, Place("content/\udcff\ud800.yaml", 1, 1), "Etwas.")], None)
def test_sarif_is_valid(found: list[Problem], line: str | None) -> None:
    """By the schema of OASIS, with a result a finding."""
    data = json.loads(told("sarif", found, line))
    published.demand("sarif", data)
    assert len(data["runs"][0]["results"]) == len(found)


@settings(max_examples=100, deadline=None)
@given(lists, lines)
def test_gitlab_reads_all(found: list[Problem], line: str | None) -> None:
    """Each finding has a fingerprint of its own."""
    data = json.loads(told("gitlab", found, line))
    jsonschema.Draft202012Validator(published.CODE_QUALITY).validate(data)
    assert len({entry["fingerprint"] for entry in data}) == len(found)


@settings(max_examples=100, deadline=None)
@given(lists, lines)
def test_json_fits_our_schema(found: list[Problem], line: str | None) -> None:
    """And gives back what was found."""
    data = json.loads(told("json", found, line))
    jsonschema.Draft202012Validator(json.loads(JSON_SCHEMA.read_text("utf-8"))).validate(data)
    assert [Problem.from_data(said) for said in data["meldungen"]] == [one._replace(mend=None) for one in found]


@settings(max_examples=100, deadline=None)
@given(lists, lines)
def test_junit_is_valid(found: list[Problem], line: str | None) -> None:
    """No character of a message breaks the XML; errors alone fail."""
    text = told("junit", found, line)
    published.demand_junit(ElementTree.fromstring(text))
    read = junitparser.JUnitXml.fromstring(text.encode())
    assert sum(suite.failures for suite in read) == sum(one.level is Level.FEHLER for one in found)


@settings(max_examples=100, deadline=None)
@given(lists, lines)
def test_github_reads_one_command_a_finding(found: list[Problem], line: str | None) -> None:
    """No message ends its command early or begins another."""
    text = told("github", found, line)
    commands = text.split("\n") if text else []
    assert len(commands) == len(found)
    for command, one in zip(commands, found, strict=True):
        assert published.workflow_command(command)[1]["file"] == one.place.file


@pytest.mark.parametrize("color", [False, True])
@settings(max_examples=60, deadline=None)
@given(found=st.lists(worded, max_size=6).map(in_order), line=lines)
def test_the_terminal_obeys_no_finding(color: bool, found: list[Problem], line: str | None) -> None:
    """Control characters come from files that strangers wrote; none of them reaches the terminal."""
    findings = Findings(found, 2, lambda place: line if place.line else None, catalogue().get, color=color)
    said = report("text", findings)
    for code in ("\x1b[0m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[1m", "\x1b[2m", "\x1b[1;34m"):
        said = said.replace(code, "")
    assert not [letter for letter in said if letter < " " and letter != "\n"]


def test_every_report_is_proved_here() -> None:
    """A new report needs a property of its own."""
    assert set(REPORTS) == {"text", "github", "gitlab", "sarif", "junit", "json"}
