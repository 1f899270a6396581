"""What an author is told about a content file that cannot be read, or holds what it must not hold."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.loading import Limits, load_yaml
from vorlagenwerk.data.problems import Level, Problem


def findings(text: str | bytes, limits: Limits | None = None) -> list[Problem]:
    """The findings of a text."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return load_yaml(raw, "x.yaml", limits or Limits())[1]


def only(text: str | bytes, limits: Limits | None = None) -> Problem:
    """The one finding of a text."""
    (problem,) = findings(text, limits)
    return problem


@pytest.mark.parametrize(
    ("text", "where", "code", "mended"),
    [
        ("a: Baustein 1: Test", "1:4", "YML-003", 'a: "Baustein 1: Test"'),
        ("a: 1\nb: @Amt", "2:4", "YML-002", 'b: "@Amt"'),
        ("a: %x", "1:4", "YML-002", 'a: "%x"'),
        ("a: `x`", "1:4", "YML-002", 'a: "`x`"'),
        ("a: **fett** x", "1:4", "YML-002", 'a: "**fett** x"'),
        ("a: *x y", "1:4", "YML-002", 'a: "*x y"'),
        ("a: [Entwurf] x", "1:4", "YML-002", 'a: "[Entwurf] x"'),
        ("a: {x} y", "1:4", "YML-002", 'a: "{x} y"'),
        ('x:\n  - a: "Amt" x', "2:8", "YML-004", "- a: '\"Amt\" x'"),
        ("a: 'Rat's Beschluss'", "1:4", "YML-004", 'a: "Rat\'s Beschluss"'),
        ('a: "Text“\nb: 2', "1:4", "YML-005", 'a: "Text"'),
        ('a: "x\nb: "y"\nc: 1', "1:4", "YML-005", 'a: "x"'),
        ("titel:Text\nb: 1", "1:1", "YML-008", "titel: Text"),
        ("kopf:\n  titel:Text\n  b: x\n", "2:3", "YML-008", "titel: Text"),
        ("a: [x, y\nb: 2", "1:4", "YML-009", 'a: "[x, y"'),
        ("a: - b", "1:4", "YML-012", 'a: "- b"'),
        ("a: | x", "1:4", "YML-013", 'a: "| x"'),
    ],
)
def test_the_mended_line_is_shown(text: str, where: str, code: str, mended: str) -> None:
    """Nobody has to know YAML to cure the usual slips."""
    problem = only(text)
    assert (f"x.yaml:{where}", code) == (str(problem.place), problem.code)
    assert mended in problem.remedy


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("a: 1\n  b: 2", "2:3", "YML-006"),
        ("a:\n  - b: 1\n    c: 2\n   d: 3", "4:4", "YML-006"),
        ("a:\n\tb: 1", "2:1", "YML-007"),
        ("a: |\n  \tb", "2:3", "YML-007"),
        (r'a: "C:\Users"', "1:7", "YML-010"),
        ("a: 1\nText\nb: 2", "2:1", "YML-011"),
        ("a: Das ist\n  Baustein 1: x", "2:3", "YML-003"),
        ('a: "lang\n  Text"\nb: x: y', "3:4", "YML-003"),
        ("a: &Amt 32", "1:4", "YML-020"),
        ("a: *Amt", "1:4", "YML-021"),
        ("<<: x", "1:1", "YML-022"),
        ("a: !!python/name:os.system x", "1:4", "YML-023"),
        ("a: 1\n---\nb: 2", "2:1", "YML-024"),
        ("- a", "1:1", "YML-025"),
        ("Text", "1:1", "YML-025"),
        ("[a]: b", "1:1", "YML-026"),
        ("a: {{ x }}", "1:5", "YML-026"),
        ("%FOO\n---\na: 1", "1:1", "YML-028"),
        (": x", "1:1", "YML-029"),
        ("a: x\u202ey", "1:5", "YML-041"),
        ("a: x\ue001y", "1:5", "YML-042"),
        ("a: x\u200by", "1:5", "YML-043"),
        ("a: x\ufeffy", "1:5", "YML-043"),
        ("a: x\U000e0041y", "1:5", "YML-043"),
        ("a: x\ufffey", "1:5", "YML-044"),
        ("a: x\U0001ffffy", "1:5", "YML-044"),
        ("a: |\n  x\n  y\x0bz", "3:4", "YML-040"),
        ("a: x\x85y", "1:5", "YML-040"),
        (r'a: "x\0y"', "1:4", "YML-040"),
        ("a: x \uf0b7 y", "1:4", "YML-045"),
        ("# x\u202e\na: 1", "1:4", "YML-041"),
    ],
)
def test_each_trouble_has_its_code_and_place(text: str, where: str, code: str) -> None:
    """The same trouble always has the same code, at the place where it can be mended."""
    problem = only(text)
    assert (str(problem.place), problem.code, problem.level) == (f"x.yaml:{where}", code, Level.FEHLER)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a: Größe".encode("cp1252"), "DAT-010"),
        ("a: Größe".encode("utf-16"), "DAT-011"),
        ("a: Größe".encode("utf-16-le"), "DAT-011"),
        (b"PK\x03\x04...", "DAT-012"),
        (b"%PDF-1.7", "DAT-012"),
        (b"", "DAT-013"),
        (b" \n\t\n", "DAT-013"),
        (b"# nur eine Bemerkung\n", "DAT-013"),
        (b"---\n", "DAT-013"),
    ],
)
def test_files_that_are_no_utf_8_text_are_told_apart(raw: bytes, code: str) -> None:
    """Each with its own cure."""
    assert only(raw).code == code


def test_a_windows_letter_is_named_with_its_place() -> None:
    """The most frequent wrong encoding shows the letter that suffers."""
    problem = only("titel: x\nname: Größe".encode("cp1252"))
    assert str(problem.place) == "x.yaml:2:9"
    assert "„ö“" in problem.text
    assert "UTF-8" in problem.remedy


def test_a_character_is_named_with_number_and_meaning() -> None:
    """An invisible character cannot be shown, so it is described."""
    assert "U+202E (ein Steuerzeichen für die Schreibrichtung)" in only("a: x\u202ey").text
    assert "Gemeint ist vermutlich „–“" in only("a: x \x96 y").text


def test_a_doubled_field_names_both_places() -> None:
    """The first value stays; the author decides."""
    source, (problem,) = load_yaml(b"a:\n  b: 1\n  c: 2\n  b: 3\n", "x.yaml")
    assert (problem.code, str(problem.place)) == ("YML-027", "x.yaml:4:3")
    assert "Zeile 2" in problem.text
    assert source is not None
    assert source.data == {"a": {"b": 1, "c": 2}}


def test_text_cut_by_a_comment_is_a_hint() -> None:
    """`Raum #3` loses its number without a word; numbers and remarks after a blank are left alone."""
    (problem,) = findings("a: Raum #3\nb: 5 #x\nc: x # y\nd: 'x #y'\ne: |\n  x #y\n")
    assert (problem.code, problem.level, str(problem.place)) == ("YML-050", Level.HINWEIS, "x.yaml:1:9")


def test_several_findings_come_in_one_run() -> None:
    """An author mends all of them at once."""
    codes = [problem.code for problem in findings("a: x\u202ey\nb: &c 1\nd: 1\nd: 2\n")]
    assert codes == ["YML-041", "YML-020", "YML-027"]


def test_findings_of_one_kind_are_capped() -> None:
    """Thousands of the same say no more than twenty and a number."""
    problems = findings("a: " + "\x01" * 5000)
    assert len(problems) == 21
    assert "5.000" in problems[0].text
    assert len(findings("".join(f"k{n}: &a b\n" for n in range(5000)))) == 21
    assert len(findings("k: 1\n" * 5000)) == 20
    assert len(findings("".join(f"k{n}: x #y\n" for n in range(5000)))) == 20


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ("a: 1\n" * 100, Limits(file_bytes=99), "DAT-004"),
        ("a: " + "[" * 500_000, Limits(), "YML-030"),
        ("a: " + "{x: " * 500_000, Limits(file_bytes=9_000_000), "YML-030"),
        ("a:\n " + "- " * 100_000, Limits(), "YML-030"),
        ("\n".join(" " * n + "a:" for n in range(50)), Limits(), "YML-030"),
        ("".join(f"k{n}: 1\n" for n in range(51)), Limits(events=100), "YML-031"),
        ("a: [" + "b," * 101 + "]", Limits(events=100), "YML-031"),
        ("a: [" + "{b: c}," * 51 + "]", Limits(events=100), "YML-031"),
        ("a: " + "x" * 60_001, Limits(), "YML-032"),
        ("a: [" + "x" * 60_001 + "]", Limits(), "YML-032"),
    ],
)
def test_every_bound_ends_the_reading(text: str, limits: Limits, code: str) -> None:
    """Hostile files cost next to nothing, and the bound is named."""
    source, (problem,) = load_yaml(text.encode(), "x.yaml", limits)
    assert source is None
    assert problem.code == code


def test_a_file_just_inside_the_bounds_is_read() -> None:
    """Bounds are inclusive."""
    assert findings("".join(f"k{n}: 1\n" for n in range(50)), Limits(events=100)) == []
    assert findings("a: " + "x" * 60_000) == []
    assert findings("a: " + "[" * 29 + "]" * 29) == []


def test_an_alias_bomb_is_never_expanded() -> None:
    """Nine levels of nine would fill the memory of any machine."""
    bomb = "a: &a [x]\n" + "".join(f"k{n}: &k{n} [{'*a,' * 9}]\n" for n in range(9))
    source, problems = load_yaml(bomb.encode(), "x.yaml")
    assert source is None
    assert {problem.code for problem in problems} == {"YML-020", "YML-021"}


def test_messages_hold_no_words_of_the_parser() -> None:
    """German sentences only, each with an end."""
    for text in (
        "a: [",
        "a: ]",
        "a: ,",
        'a: "',
        "a: 'x",
        "? [",
        "a: b: c",
        "a: @",
        "a\nb: 1",
        "a: !<",
        "a: *",
        "a: &",
    ):
        for problem in findings(text):
            assert problem.text.endswith((".", "?"))
            assert problem.remedy.endswith((".", "?"))
            for word in ("expected", "found", "mapping", "scalar", "token", "YAML", "block"):
                assert word not in problem.text + problem.remedy
