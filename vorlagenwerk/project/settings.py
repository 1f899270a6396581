"""Reading a YAML file of the project itself (type, tables, code list, styles) against its meta schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from vorlagenwerk.basics.loading import Limits, Source, load_yaml
from vorlagenwerk.basics.schema import Schema, check, load_schema
from vorlagenwerk.data.problems import Problem, has_errors
from vorlagenwerk.project.project import SETTINGS_BYTES, Folder

SETTINGS_LIMITS = Limits(file_bytes=SETTINGS_BYTES, events=2_000_000)
"""Bounds for files of the project, which administration writes."""


@cache
def meta_schema(name: str) -> Schema:
    """The meta schema `name`, which ships with the program."""
    folder = Path(__file__).parent / "metaschemas"
    schema, problems = load_schema(f"{name}.schema.json", lambda file: (folder / file).read_bytes())
    if schema is None:
        raise AssertionError(problems)  # our own file: a defect, not a finding
    return schema


def load_settings(folder: Folder, file: str, kind: str) -> tuple[dict[str, Any] | None, Source | None, list[Problem]]:
    """The data of a settings file that fits the meta schema `kind`, its source for positions, and the findings."""
    raw, problems = folder.read(file)
    if raw is None:
        return None, None, problems
    source, problems = load_yaml(raw, file, SETTINGS_LIMITS, folds=True)
    if source is None:
        return None, None, problems
    problems += check(source.data, source, meta_schema(kind))
    return (None if has_errors(problems) else source.data), source, problems
