"""What becomes of a well-formed content file."""

from __future__ import annotations

import gc
from decimal import Decimal

import pytest

from vorlagenwerk.basics.loading import Source, load_yaml
from vorlagenwerk.basics.loading.construction import build
from vorlagenwerk.basics.loading.events import open_python_events
from vorlagenwerk.basics.loading.limits import Limits


def load(text: str) -> Source:
    """The source of a text that must be quiet."""
    source, problems = load_yaml(text.encode(), "x.yaml")
    assert problems == []
    assert source is not None
    return source


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12), ("-12", -12), ("0", 0), ("12.50", Decimal("12.50")), ("0.5", Decimal("0.5")),
        ("1.2000", Decimal("1.2000")), ("true", True), ("false", False), ("", None),
    ],
)  # fmt: skip
def test_plain_numbers_and_truth_values_are_typed(written: str, value: object) -> None:
    """One narrow form for each type."""
    typed = load(f"a: {written}").data["a"]
    assert (typed, type(typed)) == (value, type(value))


@pytest.mark.parametrize(
    "written",
    [
        "NO", "on", "~", "null", "True", "18:00", "05314000", "0211", "-0", "+5", "1_000", "12,50", "1.200",
        "-64.600",
        "64.600.000", "2009-06-18", ".nan", ".inf", "0x1F", "1e5",
        ".5", "5.", "1" * 19, "0.0000001", "PK ...",
    ],
)  # fmt: skip
def test_everything_else_stays_the_text_as_written(written: str) -> None:
    """Neither Norway nor a telephone number nor a German thousand changes."""
    assert load(f"a: {written}").data["a"] == written


@pytest.mark.parametrize("written", ["'12'", '"12"', "|\n  12", ">\n  12"])
def test_quoted_and_block_scalars_are_text(written: str) -> None:
    """Quotation marks are the author's way to say text."""
    assert load(f"a: {written}").data["a"] == "12"


def test_names_of_fields_are_always_text() -> None:
    """PyYAML would make True of „on“ and 1568794 of a key with leading zero."""
    assert list(load("on: 1\n05770032: 2\n1: 3\nnull: 4").data) == ["on", "05770032", "1", "null"]


def test_encodings_of_the_same_text_give_the_same_data() -> None:
    """Byte order mark, Windows line ends and decomposed letters are normalised."""
    expected = load("größe: |\n  süß\n  x\n").data
    for raw in (
        "\ufeffgröße: |\n  süß\n  x\n".encode(),
        "gro\u0308ße: |\r\n  su\u0308ß \r\n  x\t\r\n".encode(),
    ):
        source, problems = load_yaml(raw, "x.yaml")
        assert problems == []
        assert source is not None
        assert source.data == expected


def test_escaped_letters_are_composed() -> None:
    """What an escape hides is normalised like the rest."""
    assert load(r'a: "u\u0308"').data["a"] == "ü"


def test_bullets_from_word_become_list_marks() -> None:
    """The private character of the Symbol font stands in nearly every text copied from Word."""
    assert load("a: |\n  Ziele:\n  \uf0b7\teins\n  \uf0b7 zwei\n").data["a"] == "Ziele:\n- eins\n- zwei"


def test_soft_hyphens_and_unbreakable_blanks_are_kept() -> None:
    """They carry meaning in German typography."""
    assert load("a: 10\u00a0% Förder\u00adung").data["a"] == "10\u00a0% Förder\u00adung"


def test_a_version_line_and_an_end_mark_are_harmless() -> None:
    """Some editors write them."""
    assert load("%YAML 1.2\n---\na: 1\n...\n").data == {"a": 1}


def test_garbage_collection_is_restored() -> None:
    """Whether reading ends well or not."""
    for raw in (b"a: 1", b"a: @", b"a: [[[[" * 99):
        load_yaml(raw, "x.yaml")
        assert gc.isenabled()


@pytest.mark.parametrize(
    "text",
    [
        "a:\t1\nb: [x,\ty]\n",
        "a: 1\nb:\n  - c: 'd'\n    e: |\n      f\n      g\n",
        "? a\n: {b: c, d: }\n",
        "a: &x 1\nb: *x\n",
    ],
)
def test_the_parser_in_python_gives_the_same_data(text: str) -> None:
    """Machines without libyaml build the same documents."""
    source, problems = load_yaml(text.encode(), "x.yaml")
    slow_problems: list[object] = []
    slow = build(text, "x.yaml", Limits(), open_python_events(text), slow_problems)  # type: ignore[arg-type]
    assert slow_problems == problems
    assert source is None or slow.data == source.data
