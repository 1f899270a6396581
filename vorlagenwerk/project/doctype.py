"""A document type: the two folders of its name, read and checked. Here German settings become English fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from vorlagenwerk.basics.loading import Limits, Source
from vorlagenwerk.basics.schema import Schema, load_schema
from vorlagenwerk.data.positions import Path, Place
from vorlagenwerk.data.problems import Problem, error, has_errors, quote
from vorlagenwerk.project.budget import PageBudget, page_budget
from vorlagenwerk.project.guide import Guide, check_offers, load_guide, with_use
from vorlagenwerk.project.outputs import PAPERS, spelled_out
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.rulespec import RuleSpec, fit_rules, load_rules
from vorlagenwerk.project.settings import load_settings
from vorlagenwerk.project.tablespec import TableSpec, check_tables, table_specs

COVER = "deckblatt.md.j2"
"""The template of a cover page; a type that has one begins with it."""
EVENTS_PER_MEGABYTE = 150_000


class FigureSpec(NamedTuple):
    """A computed figure: what it means, in which unit, by which formula, and in which file that stands."""

    name: str
    title: str
    unit: str
    formula: str
    source: Source

    @property
    def place(self) -> Place:
        """Where the formula stands; asked for when it fails, since finding out reads the file again."""
        return self.source.place(("kennzahlen", self.name, "formel"))


class DocType(NamedTuple):
    """Everything that the folders of a type say.

    `template` and `cover` are the names of its text templates; a type without a cover has "" there.
    `facts` are the small templates for title, letterhead and properties (`dokument.*`); `limits` bound a content
    file; `max_rows` bounds a table; `reference_day` is the dotted path of the day on which codes must be valid.
    `editions` are the titles of the editions beside the one that is handed in, by name.
    """

    name: str
    title: str
    schema: Schema
    template: str
    cover: str
    facts: Mapping[str, str]
    facts_source: Source
    figures: tuple[FigureSpec, ...]
    tables: Mapping[str, TableSpec]
    tables_source: Source | None
    formats: tuple[str, ...]
    style: str
    landscape: bool
    reference_day: str
    limits: Limits
    max_rows: int
    rules: tuple[RuleSpec, ...] = ()
    guide: Guide | None = None
    editions: Mapping[str, str] = {}
    budget: PageBudget | None = None

    def day_of(self, data: Mapping[str, Any]) -> str:
        """The ISO date on which the codes of a document must be valid, "" for any day."""
        return str(look_up(data, self.reference_day) or "") if self.reference_day else ""


def load_doctype(project: Project, name: str) -> tuple[DocType | None, list[Problem]]:
    """The document type `name`; None with findings (TYP-…) when one of its files is missing or broken."""
    schema_file = f"{project.schemas.name}/{name}/inhalt.schema.json"
    schema, problems = load_schema(schema_file, project.read_any)
    folder = f"{project.templates.name}/{name}"
    data, source, found = load_settings(project.templates, f"{folder}/dokumenttyp.yaml", "dokumenttyp")
    problems += found
    tables, tables_source, found = _tables(project, f"{folder}/tabellen.yaml")
    problems += found
    rules, _rules_source, found = load_rules(project, name)
    problems += found
    guide, _guide_source, wrong_guide = load_guide(project, name)
    problems += wrong_guide
    if data is not None and source is not None and data["dokumenttyp"] != name:
        text = f"Hier steht {quote(data['dokumenttyp'])}, der Ordner heißt {quote(name)}."
        problems.append(error("TYP-203", source.place(("dokumenttyp",)), text, "Beide Namen müssen gleich sein."))
    if schema is not None and tables_source is not None and not has_errors(problems):
        problems += check_tables(tables, tables_source, schema.shape)
    if schema is not None and rules:
        rules, found = fit_rules(rules, schema.shape)
        problems += found
    if schema is not None and data is not None and source is not None:
        guide, found = with_use(guide, data, source, schema.shape)
        problems += found
        problems += check_offers(guide, schema) if guide and not wrong_guide else ()
    if schema is None or data is None or source is None or has_errors(problems):
        return None, problems
    cover = f"{folder}/{COVER}" if project.templates.has(f"{folder}/{COVER}") else ""
    template = (f"{folder}/dokument.md.j2", cover)
    return _doctype(name, schema, template, data, source, tables, tables_source)._replace(
        rules=rules, guide=guide
    ), problems


def _tables(project: Project, file: str) -> tuple[dict[str, TableSpec], Source | None, list[Problem]]:
    if not project.templates.has(file):
        return {}, None, []  # a type without tables needs no such file
    data, source, problems = load_settings(project.templates, file, "tabellen")
    return ({} if data is None else table_specs(data)), source, problems


def _doctype(
    name: str,
    schema: Schema,
    templates: tuple[str, str],
    data: Mapping[str, Any],
    source: Source,
    tables: Mapping[str, TableSpec],
    tables_source: Source | None,
) -> DocType:
    bounds = data.get("grenzen", {})
    megabytes = bounds.get("dateigroesse_mb", 2)
    figures = tuple(
        FigureSpec(key, said["titel"], said["einheit"], said["formel"], source)
        for key, said in data.get("kennzahlen", {}).items()
    )
    return DocType(
        name,
        data["titel"],
        schema,
        *templates,
        data["dokument"],
        source,
        figures,
        tables,
        tables_source,
        spelled_out(data.get("formate", PAPERS)),
        data.get("stilvorlage", "standard.docx"),
        data.get("querformat", False),
        data.get("stichtag", ""),
        Limits(file_bytes=megabytes * 1_000_000, events=megabytes * EVENTS_PER_MEGABYTE),
        bounds.get("zeilen", 3000),
        editions={name: said["titel"] for name, said in data.get("fassungen", {}).items()},
        budget=page_budget(data.get("umfang")),
    )


def look_up(data: Mapping[str, Any], dotted: str) -> Any:
    """The value at a dotted path of field names, None where a step is missing."""
    here: Any = data
    for step in dotted.split("."):
        here = here.get(step) if isinstance(here, Mapping) else None
    return here


def as_path(dotted: str) -> Path:
    """A dotted path as a field path."""
    return tuple(dotted.split("."))
