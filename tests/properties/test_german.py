"""German numbers and texts for any value."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vorlagenwerk.basics import german

INTEGERS = st.integers(-(10**30), 10**30)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20)


@given(INTEGERS | DECIMALS)
def test_a_formatted_number_means_the_same_number(value: int | Decimal) -> None:
    """Exactly, to the last digit."""
    text = german.number(value)
    assert Decimal(text.replace(".", "").replace(",", ".").replace("−", "-")) == value


@given(st.integers(-(10**9), 10**9), st.booleans())
def test_what_we_write_can_be_read_as_an_amount(value: int, group: bool) -> None:
    """Authors copy amounts out of finished papers."""
    assert german.parse_amount(german.number(value, group=group)) == value
    assert german.parse_amount(german.euro(value)) == value
    assert german.parse_amount(german.million_euro(value)) == value


@given(st.text(max_size=60))
def test_guessing_an_amount_never_fails(text: str) -> None:
    """Any text is either an amount or none."""
    assert isinstance(german.parse_amount(text), int | Decimal | None)


PIECES = st.sampled_from(
    [
        " ", "\u00a0", "§", "9", "18.", "Juni", "Nr.", "z.", "B.", "i.", "d.", "R.",
        "Mio.", "€", "%", "Dr.", "Müller", "e", "GB", ","]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text())
def test_unbreakable_blanks_are_set_once_and_change_nothing_else(text: str) -> None:
    """A second pass finds nothing, and no letter is touched."""
    once = german.nonbreaking(text)
    assert german.nonbreaking(once) == once
    assert once.replace("\u00a0", " ") == text.replace("\u00a0", " ")
