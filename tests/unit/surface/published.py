"""What the readers of our reports demand, written down from their published documentation.

SARIF 2.1.0: sections 3.13 (log), 3.14 (run), 3.18/3.19 (tool), 3.27 (result), 3.29/3.30 (locations, regions),
3.49 (rules) and 3.55 to 3.57 (fixes), https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
JUnit: junit-10.xsd of the Jenkins xunit plugin, to which Jenkins and GitLab refer.
GitHub: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
Objects are closed, so that a field of our own invention fails, although the documents allow less or more elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree


def _closed(required: str, **properties: Any) -> dict[str, Any]:
    names = required.split()
    return {"type": "object", "required": names, "properties": properties, "additionalProperties": False}


def _all(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT = {"type": "string", "minLength": 1}
_FROM_ONE = {"type": "integer", "minimum": 1}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_LANGUAGE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
_URI = {"type": "string", "pattern": r"^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$"}
_MESSAGE = _closed("text", text=_TEXT, markdown=_TEXT)
_FILE = _closed("uri", uri=_URI, uriBaseId=_TEXT)
_REGION = {
    **_closed("startLine", startLine=_FROM_ONE, startColumn=_FROM_ONE, endLine=_FROM_ONE, endColumn=_FROM_ONE),
    "dependentRequired": {"endColumn": ["startColumn"]},
}
_PLACE = _closed(
    "physicalLocation", physicalLocation=_closed("artifactLocation", artifactLocation=_FILE, region=_REGION)
)
_CHANGE = _closed(
    "artifactLocation replacements",
    artifactLocation=_FILE,
    replacements={
        **_all(
            _closed("deletedRegion", deletedRegion=_REGION, insertedContent=_closed("text", text={"type": "string"}))
        ),
        "minItems": 1,
    },
)
_RESULT = _closed(
    "message",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_all(_PLACE),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    fixes=_all(_closed("artifactChanges", description=_MESSAGE, artifactChanges={**_all(_CHANGE), "minItems": 1})),
)
_RULE = _closed(
    "id", id=_TEXT, name=_TEXT, shortDescription=_MESSAGE, help=_MESSAGE, defaultConfiguration=_closed("", level=_LEVEL)
)
_RUN = _closed(
    "tool",
    tool=_closed(
        "driver",
        driver=_closed(
            "name", name=_TEXT, version=_TEXT, language=_LANGUAGE, rules={**_all(_RULE), "uniqueItems": True}
        ),
    ),
    language=_LANGUAGE,
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": _closed("", uri=_URI, description=_MESSAGE)},
    results=_all(_RESULT),
)
SARIF = _closed(
    "version runs",
    **{"$schema": {"type": "string"}, "version": {"const": "2.1.0"}, "runs": {**_all(_RUN), "minItems": 1}},
)
CODE_QUALITY = _all(
    _closed(
        "description check_name fingerprint severity location",
        description=_TEXT,
        check_name=_TEXT,
        fingerprint={"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=_closed(
            "path lines", path={"type": "string", "pattern": r"^(?!\./)"}, lines=_closed("begin", begin=_FROM_ONE)
        ),
    )
)

_CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
_ATTRIBUTES: Mapping[str, tuple[set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"time", "skipped", "timestamp", "hostname", "id", "file"}),
    "testcase": ({"name"}, {"time", "classname", "group"}),
    "failure": (set(), {"type", "message"}),
}


def demand_junit(element: ElementTree.Element) -> None:
    """Elements, attributes and counts as Jenkins and GitLab read them; raises AssertionError."""
    required, possible = _ATTRIBUTES.get(element.tag, (set(), set()))
    assert required <= set(element.attrib) <= required | possible, element.tag
    assert {child.tag for child in element} <= _CHILDREN.get(element.tag, set()), element.tag
    for name, below in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        if name in element.attrib:
            assert int(element.attrib[name]) == len(element.findall(f".//{below}")), (element.tag, name)
    for child in element:
        demand_junit(child)


def workflow_command(line: str) -> tuple[str, dict[str, str], str]:
    """Kind, properties and text of a workflow command, read as GitHub's runner does."""
    found = re.fullmatch(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)", line)
    assert found, line
    properties = dict(said.split("=", 1) for said in found[2].split(","))
    known = {"file", "line", "endLine", "col", "endColumn", "title"}
    assert set(properties) <= known, properties
    return found[1], {name: _unescaped(value) for name, value in properties.items()}, _unescaped(found[3])


def _unescaped(text: str) -> str:
    for written, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(written, character)
    return text
