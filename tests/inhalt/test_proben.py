"""The proofs of the real Vorlage: every figure of its text that follows from others is worked out again."""

from __future__ import annotations

import re

import pytest

from tests.inhalt.judging import FORM, PAPER, judge, row
from vorlagenwerk.data.problems import Problem

WRONG: list[tuple[str, object, int]] = [
    # entered figure, a wrong value, how many proofs it breaks
    ("projekte_2008_bezirk", 17, 1),  # 16 = 14 + 2
    ("projekte_bewilligt_2008", 15, 1),
    ("projekte_bewilligt_2009", 3, 1),
    ("schulen_2008_land", 15, 1),  # not fewer than in the district
    ("zuschussvolumen_2008_bezirk", 81600000, 1),  # ca. 21,0 %
    ("zuschussvolumen_2008_bezirk", 186000000, 2),
    ("zuschussvolumen_2008_land", 62800000, 1),
    ("anteil_2008_bezirk", 12.0, 1),
    ("anteil_2008_bezirk", 20.9, 1),
    ("bundesmittel_2009", 66400000, 1),  # 129,2 = 2 × 64,6
    ("foerdermittel_2009", 192200000, 1),
    ("antraege", 60, 2),  # 59 = 16 + 43 = 33 + 7 + 19
    ("antraege", 20, 3),
    ("antraege_prioritaet_2", 34, 1),
    ("antraege_schulen", 12, 2),  # not fewer than the form proposes
    ("antraege_schulen", 34, 1),
    ("antraege_kitas", 5, 2),
    ("antraege_sonstige", 4, 2),
    ("antraege_foerdervolumen", 56911000, 1),  # 56.191 = 22.715 + 33.476
    ("antraege_foerdervolumen", 85000000, 2),
    ("antraege_prioritaet_2_foerdervolumen", 33746000, 1),
    ("antraege_prioritaet_2_foerdervolumen", 7000000, 2),
    ("antraege_gesamtkosten", 44000000, 2),
    ("erlass", "2008-12-20", 1),  # the order of the days
    ("aufruf", "2009-12-18", 1),
    ("antragsfrist", "2009-05-31", 1),
    ("antragsfrist", "2008-03-31", 1),
]
EXTERNAL = {
    "kitas_2008_land", "programmgespraeche", "veroeffentlichung_programm", "mindesteigenanteil",
}  # fmt: skip
"""Entered figures that nothing in the papers can confirm."""


def with_value(name: str, value: object) -> str:
    """The real Vorlage with another value of an entered figure."""
    text, count = re.subn(rf"(?m)(^  {name}:\n    titel: .*\n    wert: ).*", rf"\g<1>{value}", PAPER)
    assert count == 1
    return text


@pytest.mark.parametrize(("name", "value", "count"), WRONG)
def test_a_wrong_figure_fails_its_proofs(name: str, value: object, count: int) -> None:
    """A mistyped figure contradicts the others, and both sides are named."""
    found = judge(with_value(name, value)).problems
    assert [problem.code for problem in found] == ["ZAH-401"] * count
    assert all("„" in problem.text for problem in found)


def test_every_figure_that_can_be_proved_is_proved() -> None:
    """A new figure gets a proof, or a reason why it has none."""
    entered = set(re.findall(r"(?m)^  ([a-z_0-9]+):\n    titel: ", PAPER))
    assert entered == {name for name, _value, _count in WRONG} | EXTERNAL


@pytest.mark.parametrize(
    ("number", "fields", "count"),
    [
        (1, {"foerderkulisse": '"2"'}, 2),  # one of priority 1 less, and its money
        (1, {"zuwendung": 4198}, 1),
    ],
)
def test_a_changed_form_contradicts_the_text_of_the_vorlage(number: int, fields: dict[str, object], count: int) -> None:
    """What the Vorlage says about the applications must fit the form that it takes in."""
    found: list[Problem] = judge(PAPER, row(number, **fields)(FORM)).problems
    assert [problem.code for problem in found] == ["ZAH-401"] * count
