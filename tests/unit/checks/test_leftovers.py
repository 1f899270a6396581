"""Which texts count as placeholders that someone forgot to fill in."""

from __future__ import annotations

import pytest

from vorlagenwerk.checks.leftovers import LEFTOVER


@pytest.mark.parametrize(
    "text",
    [
        "TODO", "noch TODO klären", "TBD", "FIXME", "«Gemeinde»", "«Name der Stadt»", "20xx", "im Jahr 20xx", "19xx",
        "XXX", "Az. XXXX", "???", "____", ".....", "……", "[Datum]", "[bitte einfügen]", "[Betrag einfügen]",
        "[hier Name eintragen]", "[Platzhalter]",
    ],
)  # fmt: skip
def test_a_placeholder_is_found(text: str) -> None:
    """Marks that templates of offices use for what is still missing."""
    assert LEFTOVER.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Todoliste der Stadt", "Er sagte: …", "2009", "„Name“", "[siehe Anlage](#a)", "[1]", "Was? Wie?", "...",
        "x_1", "Max.", "Abs. 2 ff.", "«", "»Zitat«", "A_B", "200 €",
    ],
)  # fmt: skip
def test_ordinary_text_is_no_placeholder(text: str) -> None:
    """A false alarm would keep a finished paper from being built."""
    assert not LEFTOVER.search(text)


@pytest.mark.parametrize("text", ["XX. Wahlperiode", "XXX. Sitzung", "XIX und XXI"])
def test_a_roman_number_is_no_placeholder(text: str) -> None:
    """Councils count their sessions and terms in Roman numbers."""
    assert not LEFTOVER.search(text)
