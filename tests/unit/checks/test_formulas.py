"""Formulas, figures and the sandbox that they run in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.figures import (
    FORMATS,
    Quantity,
    compute_figures,
    entered_figures,
    printed,
)
from vorlagenwerk.checks.language import FORMULA_FILTERS
from vorlagenwerk.project.doctype import FigureSpec

ROWS = [{"art": "1", "betrag": 10}, {"art": "2", "betrag": 20}, {"art": "1", "betrag": None}]


def value(source: str, **names: Any) -> Any:
    """The value of an expression."""
    sandbox = expressions.make_sandbox(filters={**FORMATS, **FORMULA_FILTERS}, functions={})
    return expressions.compile_expression(sandbox, source)(names)


def trouble(source: str, **names: Any) -> str:
    """What the sandbox says about an expression."""
    with pytest.raises(ExpressionError) as caught:
        value(source, **names)
    return caught.value.text


def spec(name: str, formula: str, unit: str = "anzahl") -> FigureSpec:
    """A figure's specification; its place tells its name."""
    said = {"titel": f"Titel {name}", "einheit": unit, "formel": formula}
    text = f"kennzahlen:\n  {name}:\n    formel: x\n"
    return FigureSpec(name, *said.values(), Source(f"{name}.yaml", {"kennzahlen": {name: said}}, text))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("0.1 + 0.2 == 0.3", True),
        ("1 / 3 * 3 > 0.99", True),
        ("10 / 4", Decimal("2.5")),
        ("7 // 2", 3),
        ("rows | anzahl", 3),
        ("rows | wo(art='1') | anzahl", 2),
        ("rows | wo(art='1', betrag=10) | anzahl", 1),
        ("rows | summe('betrag')", 30),
        ("[] | summe('betrag')", 0),
        ("'05' ~ code[:3]", "05958"),
        ("'ja' if rows else 'nein'", "ja"),
    ],
)
def test_expressions_calculate_exactly(source: str, expected: object) -> None:
    """Money is counted in decimals, never in binary fractions."""
    assert value(source, rows=ROWS, code="958001") == expected


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nirgends", "Der Name „nirgends“ ist unbekannt."),
        ("rows | summe('betrg')", "Ein Feld „betrg“ gibt es in diesen Zeilen nicht."),
        ("rows | wo(at='1') | anzahl", "Ein Feld „at“ gibt es in diesen Zeilen nicht."),
        ("rows | summe('art')", "Das Feld „art“ enthält keine Zahlen."),
        ("a.b", "Ein Feld „b“ gibt es hier nicht."),
        ("a | gross", "Den Filter „gross“ gibt es nicht."),
        ("a is schoen", "Die Prüfung „schoen“ gibt es nicht."),
        ("1 / 0", "Die Rechnung geht nicht auf, zum Beispiel weil durch null geteilt wird."),
        ("2 ** 999", "Das ist in Vorlagen und Formeln nicht erlaubt: eine so große Potenz."),
        ("'x' * 9999999",
         "Das ist in Vorlagen und Formeln nicht erlaubt: ein Ergebnis mit mehr als 1.000.000 Zeichen."),
        ("[0] * 9999999",
         "Das ist in Vorlagen und Formeln nicht erlaubt: ein Ergebnis mit mehr als 1.000.000 Zeichen."),
        ("'%d' % 5", "Das ist in Vorlagen und Formeln nicht erlaubt: die Formatierung mit %."),
        ("range(99999999)", "Ein Bereich oder eine Zahl ist zu groß."),
        ("''.__class__",
         "Der Zugriff auf Innereien (Namen mit Unterstrich, Methoden) ist in Vorlagen und Formeln nicht erlaubt."),
        ("a | attr('x')", "Den Filter „attr“ gibt es nicht."),
        ("a | safe", "Den Filter „safe“ gibt es nicht."),
    ],
)  # fmt: skip
def test_trouble_is_worded_in_german(source: str, said: str) -> None:
    """An administrator reads what is wrong with a formula, not an exception's name."""
    assert trouble(source, a={}, rows=ROWS) == said


@pytest.mark.parametrize("source", ["a(", "(a", "a +", "1 2", "{{ a }}", "a | summe", "'x' + 1", "a['"])
def test_no_word_of_the_library_shows(source: str) -> None:
    """Whatever is wrong with a formula is said in German words only."""
    said = trouble(source, a=5)
    english = ("expected", "unexpected", "got", "Error", "missing", "argument", "object", "must be", "end of", "char")
    assert not [word for word in english if word in said], said


@pytest.mark.parametrize(
    "source",
    [
        "a.append(1)", "a.__len__()", "().__class__.__bases__", "cycler.__init__", "self.x", "a.update({})",
        "'{0.__class__}'.format(a)", "a | map('upper')", "lipsum(99)", "namespace()", "joiner()", "a.clear()",
    ],
)  # fmt: skip
def test_the_sandbox_holds(source: str) -> None:
    """No expression reaches Python's inner workings or changes a value."""
    data = [1]
    with pytest.raises(ExpressionError):
        value(source, a=data)
    assert data == [1]


def test_figures_are_computed_each_after_those_it_uses() -> None:
    """The order in the file does not matter."""
    specs = [spec("c", "b * 2"), spec("b", "a + 1"), spec("a", "zeilen | anzahl")]
    figures, problems = compute_figures(specs, {"zeilen": [1, 2, 3]})
    assert problems == []
    assert {name: figure.value for name, figure in figures.items()} == {"a": 3, "b": 4, "c": 8}


def test_a_name_in_quotation_marks_or_of_a_field_is_no_dependency() -> None:
    """`summe("gesamt")` does not use the figure `gesamt`."""
    specs = [spec("gesamt", "zeilen | summe('gesamt')")]
    figures, problems = compute_figures(specs, {"zeilen": [{"gesamt": 5}]})
    assert problems == [] and figures["gesamt"].value == 5


@pytest.mark.parametrize(
    ("formulas", "names"),
    [
        ({"a": "a + 1"}, "„a“"),
        ({"a": "b", "b": "a"}, "„a“ und „b“"),
        ({"a": "b", "b": "c", "c": "a"}, "„a“, „b“ und „c“"),
    ],
)
def test_figures_in_a_circle_are_told(formulas: dict[str, str], names: str) -> None:
    """A circle is one finding that names its members, at the first formula; other figures are still computed."""
    specs = [*(spec(name, formula) for name, formula in formulas.items()), spec("frei", "1")]
    figures, problems = compute_figures(specs, {})
    assert [(p.code, str(p.place)) for p in problems] == [("TYP-402", "a.yaml:3:13")]
    assert f"Die Kennzahlen {names} " in problems[0].text or f"Die Kennzahl {names} " in problems[0].text
    assert figures["frei"].value == 1


def test_a_broken_formula_is_told_at_its_place() -> None:
    """One broken figure does not hide the others."""
    figures, problems = compute_figures([spec("a", "zeile | anzahl"), spec("b", "2")], {"zeilen": []})
    (problem,) = problems
    assert (problem.code, str(problem.place)) == ("TYP-401", "a.yaml:3:13")
    assert problem.text == "Die Kennzahl „a“ lässt sich nicht berechnen. Der Name „zeile“ ist unbekannt."
    assert set(figures) == {"b"}


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Quantity(45002, "tsd_euro"), "45.002 Tsd. €"),
        (Quantity(1234, "anzahl"), "1.234"),
        (Quantity(Decimal("12.5"), "euro"), "12,50 €"),
        (Quantity(Decimal("21.0"), "prozent"), "21,0 %"),
        (Quantity("2009-06-18", "datum"), "18.06.2009"),
        (Quantity("Anfang Juni", "text"), "Anfang Juni"),
    ],
)
def test_a_figure_prints_by_its_unit(figure: Quantity, text: str) -> None:
    """Without a filter the unit decides."""
    assert printed(figure).replace("\u00a0", " ") == text


def test_a_figure_in_thousands_becomes_euro_by_its_filter() -> None:
    """The annex counts in thousands, the text in Euro, and nobody multiplies by hand."""
    figure = Quantity(45002, "tsd_euro")
    assert FORMATS["euro"](figure).replace("\u00a0", " ") == "45.002.000 €"
    assert FORMATS["mio_euro"](figure).replace("\u00a0", " ") == "45,002 Mio. €"
    assert FORMATS["zahl"](figure) == "45.002"


def test_entered_figures_keep_value_unit_and_source() -> None:
    """What stands under `angaben` is available by its name."""
    said = {"titel": "Anträge", "wert": 59, "einheit": "anzahl", "quelle": "Register"}
    assert entered_figures({"angaben": {"antraege": said}}) == {
        "antraege": Quantity(59, "anzahl", "Anträge", "Register", is_entered=True)
    }
    assert entered_figures({}) == {}


def test_entries_that_contain_each_other_become_one_list() -> None:
    """In reading order; entries without any below them may leave the field empty."""
    inner = {"titel": "b", "teile": None}
    outer = [{"titel": "a", "teile": [inner]}, {"titel": "c", "teile": []}]
    assert [entry["titel"] for entry in value('x | alle_ebenen("teile")', x=outer)] == ["a", "b", "c"]
    assert value('x | alle_ebenen("teile")', x=None) == []
    assert "tiele" in trouble('x | alle_ebenen("tiele")', x=outer)


@pytest.mark.parametrize(
    ("said", "number"), [("55000", 55000), ("0.5", Decimal("0.5")), ("1.200,50", Decimal("1200.50")), ("viele", None)]
)
def test_a_text_becomes_a_number(said: str, number: object) -> None:
    """Attributes of code lists are texts."""
    assert value("x | als_zahl", x=said) == number


def test_figures_look_codes_up() -> None:
    """By the function that templates and rules use too."""
    rates = {"a": {"betrag": "55000"}}
    formula = 'stellen * (schluessel("saetze", satz).betrag | als_zahl)'
    figures, problems = compute_figures(
        [spec("kosten", formula)], {"stellen": Decimal("1.5"), "satz": "a"}, lambda _name, code: rates.get(code)
    )
    assert problems == [] and figures["kosten"].value == Decimal(82500)
