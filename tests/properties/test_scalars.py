"""Content files for any bytes and any data: nothing is changed, nothing raises, every place is right."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.basics.loading.scalars import type_plain
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import Problem

LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\ufffc\ufffdÃâ")
"""Nothing that loading refuses, and no letter with which a text spoilt by a wrong encoding begins (YML-046)."""
NUMBERISH = st.text("0123456789.,-+_eExX: ~", max_size=24).map(str.strip)
WORDS = st.sampled_from(["true", "false", "True", "NO", "on", "null", "~", ".nan", ".inf", "", "1.200", "-0", "0.0"])


@given(NUMBERISH | WORDS | st.text(max_size=20))
@example("0.0000001")
@example("-0.0")
def test_a_typed_value_gives_back_what_was_written(text: str) -> None:
    """A later step may turn every number back into the author's text."""
    value = type_plain(text)
    if isinstance(value, bool):
        assert text == str(value).lower()
    elif value is None:
        assert text == ""
    else:
        assert str(value) == text


def in_double_quotes(text: str) -> str:
    """A YAML scalar that means this text."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(st.dictionaries(st.text("abcdefghij_", min_size=1, max_size=8), st.text(LETTERS, max_size=40), max_size=6))
def test_quoted_text_arrives_as_it_was(texts: dict[str, str]) -> None:
    """Except for blanks at the end and the normal form of letters."""
    source, problems = load_yaml("".join(f"{k}: {in_double_quotes(v)}\n" for k, v in texts.items()).encode(), "x")
    if not texts:
        assert source is None
        return
    assert problems == []
    assert source is not None
    assert source.data == {k: unicodedata.normalize("NFC", v).rstrip(" ") for k, v in texts.items()}


SYNTAX = st.sampled_from(
    ["a", "b", ": ", ":", "- ", "\n", "\n  ", "\n    ", "\t", " ", '"', "'", "[", "]", "{", "}", ",", "#",
     " #", "&a", "*a", "!b",
     "|", ">", "%", "@", "?", "---", "...", "<<", "\\", "\r",
     "ü", "u\u0308", "\uf0b7", "\x00", "\u202e", "1.200", "12"]
)  # fmt: skip


@settings(deadline=None)
@example(b"{a #")
@given(st.binary(max_size=200) | st.lists(SYNTAX, max_size=40).map(lambda parts: "".join(parts).encode()))
def test_no_bytes_raise_anything(raw: bytes) -> None:
    """Trouble is a finding; where there is no source, there is at least one."""
    source, problems = load_yaml(raw, "x.yaml")
    assert all(isinstance(problem, Problem) for problem in problems)
    lines = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert all(0 <= problem.place.line <= len(lines) for problem in problems)
    if source is None:
        assert problems
    else:
        assert_places(source.data, (), source.place)  # type: ignore[arg-type]


def assert_places(value: object, path: Path, place: object) -> None:
    """Every field of the data has a place, without an exception."""
    assert place(path).line >= 1  # type: ignore[operator]
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in below:
        assert_places(inner, (*path, step), place)


NAMES = st.text("abcdefgh_äöü", min_size=1, max_size=6)
SCALARS = st.sampled_from(["12", "12.50", "Text", "'quoted'", '"zwei Wörter 😀"', "true", "05314000", "x y"])
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4), st.integers(2, 4))
def test_places_point_at_what_was_written(tree: dict[str, object], indent: int) -> None:
    """For any nesting of groups and lists."""
    lines: list[str] = []
    expected: list[tuple[Path, int, int, str]] = []
    write(tree, (), 0, indent, lines, expected)
    source, problems = load_yaml("\n".join(lines).encode(), "x.yaml")
    assert problems == []
    assert source is not None
    for path, line, column, written in expected:
        place = source.place(path)
        assert (place.line, place.column) == (line, column)
        assert source.written(path) == written
        assert lines[line - 1][column - 1 :] == written


def write(
    node: object,
    path: Path,
    depth: int,
    indent: int,
    lines: list[str],
    expected: list[tuple[Path, int, int, str]],
) -> None:
    """Write a tree as YAML and note where each scalar went."""
    entries = list(node.items()) if isinstance(node, dict) else list(enumerate(node))  # type: ignore[call-overload]
    for step, inner in entries:
        mark = f"{step}:" if isinstance(node, dict) else "-"
        lead = " " * (depth * indent) + mark
        if isinstance(inner, str):
            lines.append(f"{lead} {inner}")
            expected.append(((*path, step), len(lines), len(lead) + 2, inner))
        else:
            lines.append(lead)
            write(inner, (*path, step), depth + 1, indent, lines, expected)


@given(st.integers(-(10**17), 10**17) | st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_numbers_survive(value: int | Decimal) -> None:
    """What Python writes in the narrow form comes back with its type."""
    assert type_plain(str(value)) == value or "E" in str(value) or str(value).startswith("-0")
