"""The exceptions of the shipped papers: each holds for one value, and for no other."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.inhalt.judging import FORM, Change, judge, row


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("EB-012", row(3, bemerkungen="218 / 373 / 89,9")),
        ("EB-002", row(4, zuwendung=12)),
        ("EB-002", row(4, gesamtkosten=2500)),
        ("EB-002", row(9, gesamtkosten=1500, zuwendung=956)),
    ],
)
def test_a_reason_holds_for_the_value_that_it_was_given_for(code: str, change: Change) -> None:
    """Another amount in an excused row needs another reason; the old one is out of date."""
    assert judge(change(FORM)).said == ["AUS-401", code]


def test_shipped_exceptions_name_what_they_are_for() -> None:
    """The value of the entry or words of the text: whoever copies a paper copies its exceptions too."""
    for file in sorted((*ROOT.glob("content/**/*.yaml"), *ROOT.glob("templates/*/beispiel.yaml"))):
        _, _, said = file.read_text("utf-8").partition("\nausnahmen:\n")
        claims = re.split(r"(?m)^  - ", re.split(r"(?m)^\w", said)[0])[1:]
        for claim in claims:
            assert re.search(r"(?m)^    (?:wert|stelle): ", claim), (file.name, claim)
