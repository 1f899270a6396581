"""Which texts count as placeholders that someone forgot to fill in."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.checks.text.leftovers import check_leftovers, placeholders


@pytest.mark.parametrize(
    "text",
    [
        "TODO", "noch TODO klären", "TBD", "FIXME", "«Gemeinde»", "«Name der Stadt»", "20xx", "im Jahr 20xx", "19xx",
        "XXX", "Az. XXXX", "???", "____", ".....", "……", "[Datum]", "[bitte einfügen]", "[Betrag einfügen]",
        "[hier Name eintragen]", "[Platzhalter]", "TT.MM.JJJJ", "TT. MM. JJJJ", "XX. Monat",
        "Die Stadt … erhält 5 €", "Die Stadt erhält … Euro", "Die Stadt erhält … €", "Konzept der Stadt ….", "20XX",
        "Die Stadt ... erhält 5 €", "xx.xx.2009", "am xx. xx. 2009", "x,xx €", "12x,xx", "todo", "ToDo: prüfen",
        "Fehler! Verweisquelle konnte nicht gefunden werden.", "siehe Fehler! Textmarke nicht definiert.", "#REF!",
        "Summe #BEZUG!", "#NV", "#DIV/0!", "#NAME?", "„Plan“ der Stadt … für 2009",
        "Klicken Sie hier, um Text einzugeben.", "Klicken oder tippen Sie, um ein Datum einzugeben.",
    ],
)  # fmt: skip
def test_a_placeholder_is_found(text: str) -> None:
    """Marks that templates of offices use for what is still missing."""
    assert any(placeholders(text))


@pytest.mark.parametrize(
    "text",
    [
        "Die Todoliste der Stadt", "Er sagte: …", "2009", "„Name“", "[siehe Anlage](#a)", "[1]", "Was? Wie?", "...",
        "Äpfel, Birnen, …", "und so weiter …", "1, 2, …, 9", "„Der Rat … hat beschlossen“", "„Er … kommt“ und geht",
        "[…]", "(…)", "Der Fehler! Er blieb", "#anker", "Lied #NVA", "Textilfirma xx", "Größe xx,x", "Mastodon",
        "x_1", "Max.", "Abs. 2 ff.", "«", "»Zitat«", "A_B", "200 €",
    ],
)  # fmt: skip
def test_ordinary_text_is_no_placeholder(text: str) -> None:
    """A false alarm would keep a finished paper from being built."""
    assert not any(placeholders(text))


@pytest.mark.parametrize("text", ["XX. Wahlperiode", "XXX. Sitzung", "XIX und XXI"])
def test_a_roman_number_is_no_placeholder(text: str) -> None:
    """Councils count their sessions and terms in Roman numbers."""
    assert not any(placeholders(text))


@pytest.mark.parametrize(("field", "found"), [("titel", ["„{{ jahr }}“", "„%}“"]), ("text", [])])
def test_braces_are_left_over_where_nothing_fills_them_in(field: str, found: list[str]) -> None:
    """Prose takes figures in; a title would print the braces."""
    shape = Shape(fields={"titel": Shape(types={"string"}), "text": Shape(types={"string"}, prose=True)})
    source, _problems = load_yaml(f"{field}: Programm {{{{ jahr }}}} und %}}\n".encode(), "content/a.yaml")
    assert source is not None
    problems = check_leftovers(source, shape)
    assert [problem.code for problem in problems] == ["TXT-330"] * len(found)
    assert all(said in problem.text for problem, said in zip(problems, found, strict=True))


def test_rows_do_not_hide_each_others_gaps() -> None:
    """An open quotation mark in one row of a long table makes no quotation of the dots in the next."""
    rows = "".join(f"  - {{name: {name}}}\n" for name in ("„Nord", "Die Stadt … erhält nichts"))
    source, _problems = load_yaml(f"zeilen:\n{rows}".encode(), "content/a.yaml")
    assert source is not None
    assert [problem.place.line for problem in check_leftovers(source, Shape())] == [3]
