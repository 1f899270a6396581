"""Reports: every format can be read by the program that it is meant for."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest

from tests.unit.surface import published
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Mend, Problem, error, in_order, note, warning
from vorlagenwerk.surface.reporters import REPORTS, report
from vorlagenwerk.surface.reporters.findings import Findings, counted
from vorlagenwerk.surface.reporters.terminal import wants_color

JSON_SCHEMA = Path(__file__).parents[3] / "docs" / "berichte" / "meldungen.schema.json"
NASTY = "Im Feld „a, b“ steht „<b>&\"'%0A::error]]>“, 100 %: schlecht."
LINE = "    gesamtkosten: 12,50  # Bemerkung"
PROBLEMS = [
    error("SCH-104", Place("content/a, b/ü%.yaml", 14, 19), NASTY, "Zeile eins.\nZeile zwei."),
    warning("TXT-307", Place("content/x.yaml", 3, 1), "Zwei.", ""),
    note("YML-050", Place("content/x.yaml"), "Drei.", "Nichts zu tun."),
]
MENDED = PROBLEMS[0]._replace(mend=Mend(Position(14, 19), Position(14, 24), "12.50"))
ODD: dict[str, list[Problem]] = {
    "none": [],
    "each level": PROBLEMS,
    "with a mend": [MENDED],
    "alike": [PROBLEMS[0], PROBLEMS[0]._replace(place=Place("content/a, b/ü%.yaml", 15, 19)), PROBLEMS[0]],
    "no column": [error("VOR-101", Place("templates/x.j2", 4, 0), "T.", "A.")],
    "no XML characters": [error("DAT-001", Place("content/\x1b[2J\udcff\n.yaml"), "Steuer\x0bzeichen\x00.", "\ufffe")],
    "outside": [error("DAT-020", Place("/anderswo/x y.yaml"), "T.", "A.")],
    "a rule": [error("EB-002", Place("content/x.yaml", 1, 1), "T.", "A.")],
}
ANY = pytest.mark.parametrize("problems", ODD.values(), ids=list(ODD))


def told(name: str, problems: list[Problem], **more: Any) -> str:
    """A report on documents whose every line is the same."""
    return report(name, Findings(problems, 3, lambda place: LINE if place.line else None, catalogue().get, **more))


def test_text_follows_the_contract() -> None:
    """Place, level, code and sentence in one line, the remedy indented below, then the line with its caret."""
    problem = error("SCH-104", Place("content/x.yaml", 61, 19), "Da steht „12,50“.", "Erwartet wird 12.50.")
    assert told("text", [problem], closing="1 Dokument geprüft: 1 Fehler.").split("\n") == [
        "content/x.yaml:61:19: Fehler SCH-104 Da steht „12,50“.",
        "    Erwartet wird 12.50.",
        "   61 |     gesamtkosten: 12,50  # Bemerkung",
        "      |                   ^^^^^",
        "1 Dokument geprüft: 1 Fehler.",
    ]


def test_text_without_a_line_is_the_message_alone() -> None:
    """What concerns a file as a whole, or cannot be read any more, has no excerpt."""
    assert report("text", Findings(PROBLEMS[1:])) == (
        "content/x.yaml:3:1: Warnung TXT-307 Zwei.\ncontent/x.yaml: Hinweis YML-050 Drei.\n    Nichts zu tun."
    )


def test_colour_adds_nothing_but_colour() -> None:
    """Level, code and caret are coloured; without the colours it is the same text."""
    plain, colored = told("text", PROBLEMS), told("text", PROBLEMS, color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain and "\x1b" not in plain
    assert "\x1b[1;31mFehler\x1b[0m" in colored and "\x1b[1;33mWarnung\x1b[0m" in colored


def test_a_file_name_cannot_steer_the_terminal() -> None:
    """Names come by pull request; an escape sequence in one is shown, not obeyed."""
    said = told("text", ODD["no XML characters"])
    assert "\x1b" not in said and "\n.yaml" not in said and "U+001B" in said


@pytest.mark.parametrize(
    ("is_terminal", "environment", "wanted"),
    [(True, {}, True), (False, {}, False), (True, {"NO_COLOR": "1"}, False), (True, {"NO_COLOR": ""}, True),
     (True, {"TERM": "dumb"}, False), (False, {"FORCE_COLOR": "1"}, True), (False, {"FORCE_COLOR": ""}, False),
     (True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True), (False, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False)],
)  # fmt: skip
def test_colours_are_for_terminals(is_terminal: bool, environment: Mapping[str, str], wanted: bool) -> None:
    """The user's word counts before the guess; an empty variable says nothing (no-color.org)."""
    assert wants_color(is_terminal, environment) is wanted


@pytest.mark.parametrize(
    ("levels", "said"),
    [((), "keine Meldungen"), ((1, 0, 0), "1 Fehler"), ((2, 1, 1), "2 Fehler, 1 Warnung, 1 Hinweis"),
     ((0, 2, 3), "2 Warnungen, 3 Hinweise")],
)  # fmt: skip
def test_findings_are_counted_in_german(levels: tuple[int, ...], said: str) -> None:
    """Singular and plural are right."""
    make = (error, warning, note)
    problems = [make[i]("X-1", Place("x"), "T.") for i, number in enumerate(levels) for _ in range(number)]
    assert counted(problems) == said


@ANY
def test_github_reads_one_command_a_finding(problems: list[Problem]) -> None:
    """No character of a file name or message ends the command early or begins another."""
    lines = told("github", problems).split("\n") if problems else []
    assert len(lines) == len(problems)
    for line, problem in zip(lines, problems, strict=True):
        kind, properties, text = published.workflow_command(line)
        assert kind == {"Fehler": "error", "Warnung": "warning", "Hinweis": "notice"}[problem.level.german]
        assert properties["file"] == problem.place.file and text == f"{problem.text}\n{problem.remedy}".strip()
        assert properties["title"] == f"{problem.level.german} {problem.code}"


def test_github_marks_the_value() -> None:
    """Line and columns, the last one beyond the value."""
    place = published.workflow_command(told("github", [MENDED]))[1]
    assert [place[name] for name in ("line", "endLine", "col", "endColumn")] == ["14", "14", "19", "24"]


@ANY
def test_gitlab_reads_a_code_quality_report(problems: list[Problem]) -> None:
    """As documented by GitLab: required fields, known severities, a line, a fingerprint that is unique."""
    data = json.loads(told("gitlab", problems))
    jsonschema.Draft202012Validator(published.CODE_QUALITY).validate(data)
    assert len({entry["fingerprint"] for entry in data}) == len(data) == len(problems)


def test_a_fingerprint_survives_lines_inserted_above() -> None:
    """GitLab shows a finding as new only when it is new, also when the message counts another entry now."""
    before = error("SCH-104", Place("content/x.yaml", 14, 19), "Im 1. Eintrag steht „12,50“.")
    after = error("SCH-104", Place("content/x.yaml", 99, 19), "Im 7. Eintrag steht „12,50“.")
    one, other = (json.loads(told("gitlab", [p]))[0]["fingerprint"] for p in (before, after))
    assert one == other


@ANY
def test_sarif_is_valid(problems: list[Problem]) -> None:
    """By the schema of OASIS; beyond it, addresses hold no blanks, and an index leads to the rule that is named."""
    data = json.loads(told("sarif", problems))
    published.demand("sarif", data)
    (run,) = data["runs"]
    places = [place["physicalLocation"] for result in run["results"] for place in result["locations"]]
    assert all(
        re.fullmatch(r"(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+", p["artifactLocation"]["uri"], re.A) for p in places
    )
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [problem.code for problem in problems]


def test_sarif_explains_every_code() -> None:
    """A reader of the platform's page need not call `explain`."""
    rules = json.loads(told("sarif", PROBLEMS))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["help"]["text"] for rule in rules] == [catalogue()[rule["id"]].text for rule in rules]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "warning", "note"]


def test_sarif_carries_the_mend() -> None:
    """What is certain can be taken over with a click."""
    (result,) = json.loads(told("sarif", [MENDED]))["runs"][0]["results"]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": "12.50"}
    assert replacement["deletedRegion"] == {"startLine": 14, "startColumn": 19, "endLine": 14, "endColumn": 24}
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 14, "startColumn": 19, "endColumn": 24}


def test_sarif_counts_the_letters_of_the_file_as_it_is() -> None:
    """Where the file has an “ä” as two letters, a fix that counted it as one would cut off the wrong ones."""
    composed = '    träger: "nein"'
    apart = unicodedata.normalize("NFD", composed)
    problem = error("SCH-103", Place("content/x.yaml", 2, 13), "Da steht „nein“.", "A.")
    problem = problem._replace(mend=Mend(Position(2, 13), Position(2, 19), "false"))
    findings = Findings([problem], 1, lambda _place: composed, written=lambda _place: apart)
    (result,) = json.loads(report("sarif", findings))["runs"][0]["results"]
    region = result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert apart[region["startColumn"] - 1 : region["endColumn"] - 1] == '"nein"'
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == region["startColumn"] == 14


def test_sarif_points_to_a_file_where_there_is_no_line() -> None:
    """No region means the whole file; line 0 does not exist."""
    results = json.loads(told("sarif", PROBLEMS))["runs"][0]["results"]
    assert "region" not in results[2]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_place_without_a_column_is_no_column_zero(name: str) -> None:
    """Trouble in a template has a line but no column; no report may tell column 0, which SARIF forbids."""
    said = told(name, ODD["no column"])
    assert not re.search(r'col=0|"startColumn": 0|:4:0', said), said


@ANY
def test_junit_is_valid(problems: list[Problem]) -> None:
    """The form that Jenkins and GitLab read; errors fail, the rest passes, counts agree, no name comes twice."""
    text = told("junit", problems)
    suites = ElementTree.fromstring(text)
    published.demand_junit(suites)
    read = junitparser.JUnitXml.fromstring(text.encode())
    assert isinstance(read, junitparser.JUnitXml)
    counted = [(suite.tests, suite.failures, suite.errors) for suite in read]
    read.update_statistics()
    assert counted == [(suite.tests, suite.failures, suite.errors) for suite in read]
    cases = suites.findall("testsuite/testcase")
    assert len(cases) == max(1, len(problems)) == len({case.get("name") for case in cases})
    assert len(suites.findall(".//failure")) == sum(problem.level.german == "Fehler" for problem in problems)


def test_junit_keeps_every_character() -> None:
    """Message and text come out as they went in."""
    failure = ElementTree.fromstring(told("junit", PROBLEMS)).find(".//failure")
    assert failure is not None and failure.get("message") == NASTY and NASTY in (failure.text or "")


@ANY
def test_json_fits_the_schema_that_we_ship(problems: list[Problem]) -> None:
    """Other programs rely on it; and nothing of a finding is lost."""
    data = json.loads(told("json", problems))
    jsonschema.Draft202012Validator(json.loads(JSON_SCHEMA.read_text("utf-8"))).validate(data)
    assert [Problem.from_data(said) for said in data["meldungen"]] == [p._replace(mend=None) for p in problems]
    assert sum(data["anzahl"].values()) == len(problems) and data["dokumente"] == 3


def test_the_schema_describes_every_field_and_no_other() -> None:
    """A field that comes without its description would be found by nobody."""
    schema = json.loads(JSON_SCHEMA.read_text("utf-8"))
    data = json.loads(told("json", [MENDED]))
    assert set(data) == set(schema["properties"]) == set(schema["required"])
    (said,) = data["meldungen"]
    for value, name in ((said, "meldung"), (said["vorschlag"], "vorschlag"), (said["vorschlag"]["von"], "stelle")):
        assert set(value) == set(schema["$defs"][name]["properties"]) == set(schema["$defs"][name]["required"])


def test_json_tells_the_mend() -> None:
    """With both ends, as an editor needs them."""
    (said,) = json.loads(told("json", [MENDED]))["meldungen"]
    assert said["vorschlag"] == {
        "von": {"zeile": 14, "spalte": 19},
        "bis": {"zeile": 14, "spalte": 24},
        "text": "12.50",
    }


def test_findings_are_sorted_and_doubles_dropped() -> None:
    """The same order on every machine: by place, then weight, then code."""
    one = error("B-1", Place("b", 1, 1), "T.")
    two = warning("A-1", Place("b", 1, 1), "T.")
    three = error("A-1", Place("a", 9, 1), "T.")
    assert in_order([two, one, three, one]) == [three, one, two]
