"""The sandbox for templates: bounded, strict, and with the line of whatever is wrong. Formulas: unit/checks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import ExpressionError, make_sandbox

MAX_TEXT, MAX_DIGITS = 1_000_000, 60
"""The bounds of what an expression may build: characters of a text, digits of a number."""

FILES = {
    "brief.md.j2": "Kopf\n{% include 'teil.md.j2' %}\nFuß {{ name }}\n",
    "teil.md.j2": "eins\nzwei\n{{ anrede.titel }}\n",
    "offen.md.j2": "eins\n{% if name %}\nzwei\n",
    "fremd.md.j2": "{% include 'nirgends.md.j2' %}",
    "makro.md.j2": "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(name) }}",
    "kreis.md.j2": "{% include 'kreis.md.j2' %}",
    "lang.md.j2": "{% for i in range(3) %}\n- {{ i }}\n{% endfor %}",
}


def sandbox(files: Mapping[str, str] = FILES) -> expressions.Sandbox:
    """A sandbox with templates and a filter that gives up."""
    return make_sandbox(
        filters={"streng": lambda _: expressions.fail("Das geht nicht.")}, functions={}, loader=files.get
    )


def text(file: str, /, **values: Any) -> str:
    """The text of a template."""
    kit = sandbox()
    return expressions.render(expressions.compile_template(kit, file), values)


def trouble(file: str, /, **values: Any) -> tuple[str, str, int]:
    """What is wrong with a template: words, file and line."""
    with pytest.raises(ExpressionError) as caught:
        text(file, **values)
    return caught.value.text, caught.value.template, caught.value.line


def formula(source: str, **names: Any) -> Any:
    """The value of an expression."""
    return expressions.compile_expression(sandbox(), source)(names)


def refused(source: str, **names: Any) -> str:
    """What is said about an expression that is refused."""
    with pytest.raises(ExpressionError) as caught:
        formula(source, **names)
    return caught.value.text


def test_templates_include_others_and_drop_lines_of_commands() -> None:
    """A line with a command alone leaves no blank line behind, which would part a list in two."""
    assert text("brief.md.j2", name="A", anrede={"titel": "Frau"}) == "Kopf\neins\nzwei\nFrau\n\nFuß A\n".replace(
        "\n\n", "\n"
    )
    assert text("lang.md.j2") == "- 0\n- 1\n- 2\n"


def test_trouble_in_an_included_template_is_told_at_its_own_line() -> None:
    """The administrator opens the right file at the right line."""
    assert trouble("brief.md.j2", name="A", anrede={}) == ("Ein Feld „titel“ gibt es hier nicht.", "teil.md.j2", 3)
    assert trouble("brief.md.j2", anrede={"titel": "x"}) == ("Der Name „name“ ist unbekannt.", "brief.md.j2", 3)


def test_a_block_left_open_is_told_with_its_file() -> None:
    """Before anything is rendered."""
    said, file, line = trouble("offen.md.j2", name="A")
    assert (said, file) == ("Ein Block oder eine Klammer ist nicht geschlossen.", "offen.md.j2")
    assert line > 0


def test_a_missing_template_is_named() -> None:
    """Whether asked for directly or included."""
    assert trouble("weg.md.j2")[:2] == ("Die Vorlage „weg.md.j2“ gibt es nicht.", "weg.md.j2")
    assert trouble("fremd.md.j2")[:2] == ("Die Vorlage „nirgends.md.j2“ gibt es nicht.", "fremd.md.j2")


def test_a_template_that_includes_itself_is_told() -> None:
    """Not a defect of the program."""
    assert trouble("kreis.md.j2")[0] == "Die Vorlage ruft sich endlos selbst auf."


def test_values_are_escaped_and_templates_are_not() -> None:
    """What a template says is taken as written, what a value says is text."""
    assert text("makro.md.j2", name="<i>&") == "<b>&lt;i&gt;&amp;</b>"


def test_a_filter_of_ours_stops_a_template_with_its_own_words() -> None:
    """The sentence of `fail` arrives unchanged, with the line at which the filter was called."""
    kit = sandbox({"a": "eins\n{{ 1 | streng }}"})
    with pytest.raises(ExpressionError) as caught:
        expressions.render(expressions.compile_template(kit, "a"), {})
    assert (caught.value.text, caught.value.template, caught.value.line) == ("Das geht nicht.", "a", 2)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1.10", "1.1"),
        ("5 / 2", "2.5"),
        ("12.5 * 2", "25.0"),
        ("7.5 // 2", "3"),
        ("7.5 % 2", "1.5"),
    ],
)
def test_fractions_are_decimal(source: str, value: str) -> None:
    """Never a binary fraction, so that no amount prints as 0.30000000000000004."""
    result = formula(source)
    assert isinstance(result, Decimal)
    assert result == Decimal(value)


@pytest.mark.parametrize(
    "source",
    [
        f"a * {MAX_TEXT + 1}", f"{MAX_TEXT + 1} * a", f"[1] * {MAX_TEXT + 1}", "long + long",
        f"10 ** {MAX_DIGITS + 1}", "big * big * big * big * big", "(10 ** 10) ** 9", "2 ** 0.5", "big ** 2",
        "range(10000000) | list", "'%9999999d' % 1", "a | center(9999999)", "a | indent(9999999)",
        "[1] | batch(9999999, 0) | list",
        "1 // 0", "1 % 0", "1 / 0",
    ],
)  # fmt: skip
def test_nothing_grows_out_of_bounds(source: str) -> None:
    """A formula of a pull request can neither fill the memory nor run for minutes."""
    try:
        value = formula(source, a="x", long="x" * MAX_TEXT, big=10**15)
    except ExpressionError:
        return
    assert len(str(value)) <= MAX_TEXT


@pytest.mark.parametrize(
    "source",
    [
        "long ~ long",
        "'{:>9999999}'.format(1)",
        "a.ljust(9999999)",
        "a.zfill(9999999)",
        "long | replace('x', 'yy')",
        "range(9000) | list | join(long)",
    ],
)
def test_no_method_builds_texts_out_of_bounds(source: str) -> None:
    """What the operators refuse must not come in by methods of texts."""
    with pytest.raises(ExpressionError):
        formula(source, a="x", long="x" * MAX_TEXT)


@pytest.mark.parametrize(
    "source",
    [
        "1.5 | round",
        "[0.1, 0.2] | sum",
        "'0.1' | float",
        "7 | float",
    ],
)
def test_no_filter_makes_binary_fractions(source: str) -> None:
    """A decimal stays one on its way through filters."""
    try:
        value = formula(source)
    except ExpressionError:
        return
    assert not isinstance(value, float)


@pytest.mark.parametrize("name", ["attr", "format", "map", "random", "safe", "xmlattr", "urlize", "pprint", "tojson"])
def test_filters_that_lead_astray_are_gone(name: str) -> None:
    """They reach into values, depend on chance, or declare text to be markup."""
    assert refused(f"a | {name}", a="x") == f"Den Filter „{name}“ gibt es nicht."


@pytest.mark.parametrize("source", ["a._b", "a['_b']", "a.__class__", "''.join", "a.keys", "f.__globals__"])
def test_inner_workings_are_out_of_reach(source: str) -> None:
    """By no name with an underscore, neither by dot nor by bracket; a method is no value to calculate with."""
    try:
        value = formula(source + " ~ ''", a={"x": 1}, f=lambda: 1)
    except ExpressionError as said:
        assert "nicht erlaubt" in said.text or "gibt es hier nicht" in said.text
    else:
        assert "function" not in value and "class" not in value


def test_values_cannot_be_changed() -> None:
    """A template sees the data of other documents' annexes, too."""
    data = {"liste": [1], "karte": {"a": 1}}
    for source in (
        "liste.append(2)",
        "liste.clear()",
        "karte.update(b=2)",
        "karte.pop('a')",
        "karte.setdefault('c', 1)",
    ):
        refused(source, **data)
    assert data == {"liste": [1], "karte": {"a": 1}}


def test_the_free_names_of_a_formula_are_found() -> None:
    """Names of a loop or in quotation marks are not free."""
    kit = sandbox()
    assert expressions.names_in(kit, "a + b.c | default(d)") == {"a", "b", "d"}
    assert expressions.names_in(kit, "'a' ~ dict(x=y)") == {"y"}
    with pytest.raises(ExpressionError):
        expressions.names_in(kit, "a +")


def test_the_names_on_offer_hide_the_machinery() -> None:
    """What is suggested to administrators is what they may use."""
    assert sorted(name for name in sandbox().globals if not name.startswith("_")) == ["dict", "range"]


def test_an_unknown_name_never_counts_as_nothing() -> None:
    """Not in a comparison, not in a sum, not as a whole formula."""
    for source in (
        "nirgends",
        "nirgends == 1",
        "1 + nirgends",
        "nirgends and 1",
        "not nirgends",
        "a.b",
        "[nirgends][0]",
    ):
        assert "unbekannt" in refused(source, a={}) or "gibt es hier nicht" in refused(source, a={})


@pytest.mark.parametrize("counts", [False, True])
def test_texts_are_asked_inside_loops_too(counts: bool) -> None:
    """The few methods of texts work wherever they are called."""
    kit = make_sandbox(filters={}, functions={}, counts=counts)
    source = "{% for teil in 'a/b'.split('/') %}{{ teil.upper() }}{{ teil.startswith('a') }} {% endfor %}"
    assert expressions.render(expressions.compile_text(kit, source), {}) == "ATrue BFalse "
