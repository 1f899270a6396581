"""Codes: validity, other names, derived attributes."""

from __future__ import annotations

from typing import Any

import pytest

from vorlagenwerk.basics.codelists import CodeList, make_code_list
from vorlagenwerk.basics.expressions import ExpressionError


def make(*entries: dict[str, Any], **more: Any) -> CodeList:
    """A code list."""
    return make_code_list({"codeliste": "x", "titel": "X", "eintraege": list(entries), **more})


AACHEN = {"code": "313000", "bezeichnung": "Aachen", "gueltig_bis": "2009-10-20", "nachfolger": "334002"}
NEW = {"code": "334002", "bezeichnung": "Aachen", "gueltig_ab": "2009-10-21", "aliasse": ["Aix"], "kurz": "AC"}


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2009-10-20", {"313000"}),
        ("2009-10-21", {"334002"}),
        ("1900-01-01", {"313000"}),
        ("", {"313000", "334002"}),
    ],
)
def test_a_code_is_valid_from_its_first_to_its_last_day(day: str, codes: set[str]) -> None:
    """Both days count; without a day in question every code is good."""
    assert {entry.code for entry in make(AACHEN, NEW).codes if entry.valid_on(day)} == codes


@pytest.mark.parametrize(
    ("name", "known"), [("Aachen", True), ("Aix", True), ("AC", True), ("aachen", False), ("", False)]
)
def test_a_code_knows_its_names(name: str, known: bool) -> None:
    """Label, short form and other spellings; nothing else."""
    assert make(NEW).by_code["334002"].is_called(name) is known


def test_derived_attributes_follow_from_the_others() -> None:
    """The AGS is computed, not typed 427 times."""
    known = make(NEW, merkmale={"art": "Art"}, abgeleitet={"ags": "'05' ~ code", "laut": "art ~ '!'"})
    fields = known.fields(known.codes[0], known.field_names)
    assert (fields["ags"], fields["laut"], fields["kurz"], fields["gueltig_ab"]) == (
        "05334002",
        "!",
        "AC",
        "2009-10-21",
    )
    assert set(known.field_names) == set(fields)


def test_only_the_derived_attributes_asked_for_are_computed() -> None:
    """A formula that nobody prints costs nothing and cannot fail."""
    known = make(NEW, abgeleitet={"ags": "'05' ~ code", "kaputt": "nirgends"})
    assert known.fields(known.codes[0], ("ags",))["ags"] == "05334002"
    with pytest.raises(ExpressionError):
        known.fields(known.codes[0], ("kaputt",))


def test_a_broken_formula_is_refused() -> None:
    """The list is not used at all rather than with a hole in it."""
    with pytest.raises(ExpressionError):
        make(NEW, abgeleitet={"ags": "'05' ~"})


def test_codes_keep_their_order() -> None:
    """The order of the file is the order of print."""
    assert [entry.code for entry in make(NEW, AACHEN).codes] == ["334002", "313000"]
