"""Reports: every format can be read by the program that it is meant for."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, in_order, note, warning
from vorlagenwerk.surface.reporters import REPORTS, counted

NASTY = "Im Feld „a, b“ steht „<b>&\"'%0A::error]]>“, 100 %: schlecht."
PROBLEMS = [
    error("SCH-104", Place("content/a, b/ü%.yaml", 14, 12), NASTY, "Zeile eins.\nZeile zwei."),
    warning("TXT-307", Place("content/x.yaml", 3, 1), "Zwei.", ""),
    note("YML-050", Place("content/x.yaml"), "Drei.", "Nichts zu tun."),
]


def test_text_follows_the_contract() -> None:
    """Place, level, code and sentence in one line, the remedy indented below."""
    assert REPORTS["text"](PROBLEMS[1:]) == (
        "content/x.yaml:3:1: Warnung TXT-307 Zwei.\ncontent/x.yaml: Hinweis YML-050 Drei.\n    Nichts zu tun."
    )


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


def test_github_reads_one_command_a_finding() -> None:
    """No character of a file name or message ends the command early or begins another."""
    lines = REPORTS["github"](PROBLEMS).split("\n")
    assert len(lines) == 3
    found = re.fullmatch(r"::error file=([^,:]+),line=14,col=12,title=([^,:]+)::(.+)", lines[0])
    assert found and "%25" in found[1] and "%2C" in found[1] and "%0A" in found[3]
    assert lines[1].startswith("::warning file=content/x.yaml,line=3,col=1,")
    assert lines[2].startswith("::notice file=content/x.yaml,title=")


def test_gitlab_reads_a_code_quality_report() -> None:
    """Each finding has description, check name, fingerprint, severity, path and line."""
    data = json.loads(REPORTS["gitlab"](PROBLEMS))
    assert [entry["severity"] for entry in data] == ["major", "minor", "info"]
    assert [entry["location"]["lines"]["begin"] for entry in data] == [14, 3, 1]
    assert len({entry["fingerprint"] for entry in data}) == 3
    assert all({"description", "check_name", "fingerprint", "severity", "location"} == set(entry) for entry in data)


def test_a_fingerprint_survives_lines_inserted_above() -> None:
    """GitLab shows a finding as new only when it is new."""
    moved = Problem("SCH-104", PROBLEMS[0].level, Place(PROBLEMS[0].place.file, 99, 1), NASTY, PROBLEMS[0].remedy)
    one, other = (json.loads(REPORTS["gitlab"]([p]))[0]["fingerprint"] for p in (PROBLEMS[0], moved))
    assert one == other


def test_sarif_has_the_required_parts() -> None:
    """SARIF 2.1.0: version, tool with rules, results with rule, level, message and place; columns count from 1."""
    data = json.loads(REPORTS["sarif"](PROBLEMS))
    (run,) = data["runs"]
    assert data["version"] == "2.1.0" and run["tool"]["driver"]["name"] == "Vorlagenwerk"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {result["ruleId"] for result in run["results"]}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 14, "startColumn": 12}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]


def test_sarif_addresses_are_uris() -> None:
    """A blank, a percent sign or an umlaut in a file name is written as an address needs it."""
    uri = json.loads(REPORTS["sarif"](PROBLEMS))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=:@/-]*(%[0-9A-F]{2}[A-Za-z0-9._~!$&'()*+,;=:@/-]*)*",
                        uri["artifactLocation"]["uri"])  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["github", "sarif", "gitlab", "junit", "json", "text"],
)
def test_a_place_without_a_column_is_no_column_zero(name: str) -> None:
    """Trouble in a template has a line but no column; no report may tell column 0, which SARIF forbids."""
    said = REPORTS[name]([error("VOR-101", Place("templates/x.j2", 4, 0), "T.", "A.")])
    assert not re.search(r'col=0|"startColumn": 0|:4:0', said), said


def test_junit_is_well_formed() -> None:
    """Errors are failures, the rest is output; counts agree."""
    suite = ElementTree.fromstring(REPORTS["junit"](PROBLEMS))
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    failure = suite.find("testcase/failure")
    assert failure is not None and failure.get("message") == NASTY and NASTY in (failure.text or "")


def test_json_tells_counts_and_every_field() -> None:
    """Other programs need not parse sentences."""
    data = json.loads(REPORTS["json"](PROBLEMS))
    assert data["anzahl"] == {"Fehler": 1, "Warnung": 1, "Hinweis": 1}
    assert [Problem.from_data(said) for said in data["meldungen"]] == PROBLEMS


@pytest.mark.parametrize("name", list(REPORTS))
def test_an_empty_report_is_well_formed(name: str) -> None:
    """No findings is a result, too."""
    said = REPORTS[name]([])
    if name in ("json", "gitlab", "sarif"):
        json.loads(said)
    elif name == "junit":
        ElementTree.fromstring(said)
    else:
        assert said == ""


def test_findings_are_sorted_and_doubles_dropped() -> None:
    """The same order on every machine: by place, then weight, then code."""
    one = error("B-1", Place("b", 1, 1), "T.")
    two = warning("A-1", Place("b", 1, 1), "T.")
    three = error("A-1", Place("a", 9, 1), "T.")
    assert in_order([two, one, three, one]) == [three, one, two]
