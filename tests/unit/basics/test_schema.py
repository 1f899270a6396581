"""Schemas: bundling of files, the shape of fields, and typing that loses nothing. Messages: unit/checks."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.basics.loading.scalars import type_plain
from vorlagenwerk.basics.schema import Schema, coerce, find_texts, load_schema
from vorlagenwerk.basics.schema.shape import shape_of

TEXT = {"type": "string"}
ROW = {"name": TEXT, "betrag": {"type": "number"}, "frei": {"type": ["string", "number"]}}
ROWS = {"properties": {"zeilen": {"type": "array", "items": {"type": "object", "properties": ROW}}}}


def loaded(files: Mapping[str, Any]) -> tuple[Schema | None, list[tuple[str, str]]]:
    """The first of these schema files, and code and file of each finding."""
    raw = {name: said if isinstance(said, bytes) else json.dumps(said).encode() for name, said in files.items()}
    schema, problems = load_schema(next(iter(files)), raw.get)
    return schema, [(problem.code, problem.place.file) for problem in problems]


@settings(max_examples=200)
@given(st.text("0123456789.-+eE_truefalsnNO:~x", min_size=1, max_size=12).map(str.strip).filter(bool))
@example("05314000")
@example("1.10")
@example("true")
@example("1e5")
@example("-0")
def test_a_text_field_gets_back_what_was_written(written: str) -> None:
    """Loading may have made a number or a truth value of it; nothing is lost on the way back."""
    typed = type_plain(written)
    assert coerce({"a": typed}, shape_of({"properties": {"a": TEXT}})) == {"a": written}
    assert coerce([typed], shape_of({"items": TEXT})) == [written]
    row = {"zeilen": [{"name": typed}, {"name": "x"}]}
    assert coerce(row, shape_of(ROWS)) == {"zeilen": [{"name": written}, {"name": "x"}]}


def test_numbers_stay_numbers_where_the_schema_wants_them() -> None:
    """Also where text would be allowed as well, and in fields that the schema does not know."""
    row = {"name": 1, "betrag": Decimal("1.10"), "frei": 2, "fremd": 3}
    data = {"zeilen": [dict(row)], "daneben": 4}
    assert coerce(data, shape_of(ROWS)) == {"zeilen": [{**row, "name": "1"}], "daneben": 4}
    assert isinstance(data["zeilen"][0]["betrag"], Decimal)  # type: ignore[index]


def test_lists_and_groups_are_not_turned_into_text() -> None:
    """Where they stand in place of a text, the schema's message says so, with the data as they were."""
    data = {"zeilen": [{"name": ["a"]}, {"name": {"b": 1}}, "kein Eintrag", None]}
    before = copy.deepcopy(data)
    assert coerce(data, shape_of(ROWS)) == before


def test_rows_of_any_depth_are_typed_alike() -> None:
    """The quick way for flat rows and the slow way for nested ones give the same."""
    nested = {"type": "object", "properties": {"name": TEXT, "unter": {"type": "array", "items": TEXT}}}
    data = {"zeilen": [{"name": 7, "unter": [8, True, None]}]}
    shape = shape_of({"properties": {"zeilen": {"items": nested}}})
    assert coerce(data, shape) == {"zeilen": [{"name": "7", "unter": ["8", "true", ""]}]}


def test_types_follow_references_branches_and_free_names() -> None:
    """Wherever a schema says that a field is text."""
    schema, problems = loaded(
        {
            "s/t/a.json": {
                "type": "object",
                "properties": {"nr": {"$ref": "../g/b.json#/$defs/kennung"}, "wahl": {"enum": ["1", "2"]}},
                "additionalProperties": TEXT,
                "allOf": [{"if": {"required": ["x"]}, "then": {"properties": {"x": TEXT}}}],
            },
            "s/g/b.json": {"$defs": {"kennung": {"$ref": "#/$defs/text"}, "text": TEXT}},
        }
    )
    assert problems == []
    assert schema is not None
    data = {"nr": 12, "wahl": 1, "x": 3, "frei": Decimal("4.50")}
    assert coerce(data, schema.shape) == {"nr": "12", "wahl": "1", "x": "3", "frei": "4.50"}
    assert schema.accepts(data)


@pytest.mark.parametrize("branch", ["then", "else", "allOf"])
def test_types_are_found_in_every_branch(branch: str) -> None:
    """A field that a branch alone describes is text there, too."""
    described: Any = {"properties": {"x": TEXT}}
    schema = {"if": {"required": ["x"]}, branch: [described] if branch == "allOf" else described}
    assert coerce({"x": 3}, shape_of(schema)) == {"x": "3"}


def test_a_definition_may_contain_itself() -> None:
    """Sections hold sections; the shape is as recursive as the schema."""
    section = {"type": "object", "properties": {"titel": TEXT, "unter": {"items": {"$ref": "#/$defs/teil"}}}}
    schema, problems = loaded({"a.json": {"$ref": "#/$defs/teil", "$defs": {"teil": section}}})
    assert problems == []
    assert schema is not None
    deep = {"unter": [{"unter": [{"titel": 5}]}]}
    assert coerce(deep, schema.shape) == {"unter": [{"unter": [{"titel": "5"}]}]}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.json": b"{", "x": 1}, [("TYP-201", "a.json")]),
        ({"a.json": b"[]"}, [("TYP-201", "a.json")]),
        ({"a.json": b'{"title": "\xe4"}'}, [("TYP-201", "a.json")]),
        ({"a.json": {"$ref": "b.json#/$defs/x"}}, [("TYP-201", "a.json")]),
        ({"a.json": {"$ref": "https://example.org/s.json#/$defs/x"}}, [("TYP-201", "a.json")]),
        ({"a.json": {"$ref": "../../etc/passwd#/$defs/x"}}, [("TYP-201", "a.json")]),
        ({"a.json": {"$ref": "file:///etc/passwd"}}, [("TYP-201", "a.json")]),
        ({"a.json": {"$ref": "#"}}, [("TYP-201", "a.json")]),
        ({"a.json": {"type": "zahl"}}, [("TYP-202", "a.json")]),
        ({"a.json": {"properties": {"a": {"minimum": "viel"}}}}, [("TYP-202", "a.json")]),
        ({"a.json": {"properties": {"a": {"pattern": "("}}}}, [("TYP-202", "a.json")]),
        ({"a.json": {"$ref": "#/$defs/fehlt"}}, [("TYP-202", "a.json")]),
        ({"a.json": {"$ref": 5}}, [("TYP-202", "a.json")]),
        ({"a.json": {"properties": [1]}}, [("TYP-202", "a.json")]),
        ({"a.json": {"$defs": ["x"]}}, [("TYP-201", "a.json")]),
        (
            {"a.json": {"$ref": "b.json#/$defs/x"}, "b.json": {"$defs": {"x": {"type": "zahl"}}}},
            [("TYP-202", "b.json")],
        ),
    ],
)
def test_a_schema_that_cannot_be_used_is_a_finding(files: Mapping[str, Any], expected: list[tuple[str, str]]) -> None:
    """Broken, missing, outside the project or invalid in itself: the file is named, nothing is fetched."""
    schema, problems = loaded(files)
    assert schema is None
    assert problems == expected


def test_a_file_that_two_others_name_is_read_once() -> None:
    """And files may refer to each other."""
    reads = []
    files = {
        "a.json": {"properties": {"x": {"$ref": "b.json#/$defs/b"}, "y": {"$ref": "c.json#/$defs/c"}}},
        "b.json": {"$defs": {"b": {"$ref": "c.json#/$defs/c"}}},
        "c.json": {"$defs": {"c": TEXT, "d": {"$ref": "b.json#/$defs/b"}}},
    }

    def read(file: str) -> bytes:
        reads.append(file)
        return json.dumps(files[file]).encode()

    schema, problems = load_schema("a.json", read)
    assert problems == []
    assert schema is not None
    assert sorted(reads) == ["a.json", "b.json", "c.json"]
    assert coerce({"x": 1, "y": 2}, schema.shape) == {"x": "1", "y": "2"}


def test_texts_are_found_with_path_and_in_reading_order() -> None:
    """In flat rows, where all are asked at once, as in nested ones."""
    source, _ = load_yaml(b"a: ein TODO\nz:\n  - {n: x, m: TODO}\n  - {n: TODO}\n  - {n: y, u: [TODO]}\n", "x.yaml")
    assert source is not None
    found = [path for path, _, _ in find_texts(source.data, None, lambda text: "TODO" in text)]
    assert found == [("a",), ("z", 0, "m"), ("z", 1, "n"), ("z", 2, "u", 0)]


@pytest.mark.parametrize(
    ("schema", "place", "said", "remedy"),
    [
        ('{\n  "type": "string"\n  "title": "A"\n}', (3, 3), "kein gültiges JSON", "fehlt ein Komma"),
        ('{\n  "properties": {"a": {"type": "zahl"}}\n}', (2, 32), "„properties, a, type“ steht „zahl“", "„integer“"),
        ('{\n  "items": {"pattern": "("}\n}', (2, 24), "„items, pattern“ steht „(“", "eine Klammer"),
        (
            '{\n  "$ref": "#/$defs/datun",\n  "$defs": {"datum": {}}\n}',
            (2, 11),
            "„datun“ gibt es dort nicht",
            "„datum“",
        ),
    ],
)
def test_a_fault_of_a_schema_is_told_where_it_stands(
    schema: str, place: tuple[int, int], said: str, remedy: str
) -> None:
    """In German, with what is possible there; a library's sentence helps nobody."""
    loaded_schema, (problem,) = load_schema("a.json", {"a.json": schema.encode()}.get)
    assert loaded_schema is None
    assert problem.place == ("a.json", *place)
    assert said in problem.text and remedy in problem.remedy
