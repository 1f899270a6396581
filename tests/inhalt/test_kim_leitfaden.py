"""The guide of the KIM-Konzept and its master data, counted: 57 items, 43 questions, 54 municipalities."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from tests.conftest import ROOT
from vorlagenwerk.basics.codelists import CodeList
from vorlagenwerk.project.guide import Guide, GuideItem, load_guide
from vorlagenwerk.project.lists import CodeLists
from vorlagenwerk.project.project import find_project

PROJECT = find_project(ROOT)
CONTACTS = {"Suat Yilmaz": 10, "Dr. Stefan Buchholt": 20, "Savaş Beltir": 12, "Erik Freedman": 12}
"""How many municipalities each of them looks after, by the guide's last page."""


@cache
def guide() -> Guide:
    """The guide as shipped."""
    found, _source, problems = load_guide(PROJECT, "kim-konzept")
    assert found is not None and problems == []
    return found


def items() -> list[GuideItem]:
    """The dash items; the one heading that is a question itself left out."""
    return [item for item in guide().items if not item.is_point]


def codes(name: str) -> CodeList:
    """A code list that has no findings."""
    lists = CodeLists(PROJECT)
    known = lists.get(name)
    assert known is not None and lists.problems == []
    return known


@cache
def schema() -> dict[str, Any]:
    """The schema of the content."""
    loaded: dict[str, Any] = json.loads(PROJECT.read_any("schemas/kim-konzept/inhalt.schema.json") or b"")
    return loaded


def test_the_guide_has_57_items_in_8_sections() -> None:
    """By section, in the guide's order."""
    assert Counter(item.section for item in items()) == {
        "1": 5, "2": 18, "3": 10, "3.1": 3, "3.2": 6, "3.3": 2, "4": 10, "5": 3
    }  # fmt: skip
    assert len(items()) == 57
    assert [section for section, _ in Counter(item.section for item in items()).items()] == [
        "1", "2", "3", "3.1", "3.2", "3.3", "4", "5"
    ]  # fmt: skip


def test_the_guide_asks_43_questions() -> None:
    """Each ends with its mark; one is a heading of the second level."""
    assert sum(item.questions for item in guide().items) == 43
    assert [item.ident for item in guide().items if item.text.count("?") != item.questions] == []
    assert [item.ident for item in guide().items if item.is_point] == ["3.A"]
    assert sum(not item.questions for item in items()) == 19


def test_seven_items_are_for_districts_only() -> None:
    """Those below “Besonderheit für Kreise”."""
    assert [item.ident for item in items() if item.condition == "kreis"] == [f"4.K.{letter}" for letter in "abcdefg"]


def test_idents_follow_their_section_and_pages_grow() -> None:
    """An ident begins with the number of its section; nobody looks for an item on the wrong page."""
    for item in guide().items:
        assert item.ident.startswith(f"{item.section}.")
    pages = [item.page for item in guide().items]
    assert pages == sorted(pages) and (pages[0], pages[-1]) == (6, 12)


def test_only_the_exclusion_of_double_funding_is_demanded() -> None:
    """The guide's items are prompts; one of them has a law behind it."""
    assert [item.ident for item in items() if item.is_required] == ["2.B.c"]


@pytest.mark.parametrize("trace", [r"\w-\s(?!bzw|und)", r"\s/|/\s"])
def test_the_words_are_joined_again(trace: str) -> None:
    """Nothing is left of line ends: no hyphen before a blank, no blank beside a slash."""
    assert [item.ident for item in guide().items if re.search(trace, item.text)] == []


def test_the_schema_offers_exactly_the_items_of_the_guide() -> None:
    """Editors complete them, and a typing error is a finding."""
    assert schema()["$defs"]["leitfrage"]["enum"] == [item.ident for item in guide().items]


def test_what_a_city_must_not_answer_are_the_items_for_districts() -> None:
    """The schema refuses them by name."""
    refused = schema()["$defs"]["abschnitt_kreisfreie_stadt"]["properties"]["beantwortet"]["items"]["not"]["enum"]
    assert refused == [item.ident for item in guide().items if item.condition == "kreis"]


def test_the_applicants_are_the_54_districts_and_cities_of_the_code_list() -> None:
    """The district administrations and the cities outside districts; for Aachen the keys that followed in 2009."""
    old = {code.code: code for code in codes("gemeindeschluessel").codes if code.attributes["art"] != "gemeinde"}
    real = {code.code for code in codes("kim_kommunen").codes if not code.attributes.get("erfunden")}
    assert len(real) == 54
    assert Counter(key.endswith("001") for key in old) == {True: 31, False: 23}
    assert real - old.keys() == {"334001", "334002"}
    assert {key: old[key].successor.split()[0] for key in old.keys() - real} == {
        "313000": "05334002",
        "354001": "05334",
    }


def test_key_name_and_kind_of_an_applicant_agree() -> None:
    """The AGS of a city has eight digits, that of a district five."""
    known = codes("kim_kommunen")
    for code in known.codes:
        fields = known.fields(code, known.derived)
        assert len(fields["ags"]) == (8 if fields["art"] == "kreisfreie_stadt" else 5)
        assert fields["ags"].startswith("05" + code.code[:3])
        assert code.label.startswith("Stadt ") is (fields["art"] == "kreisfreie_stadt")
        assert fields["ortsangabe"].startswith(("in der ", "im "))
    kinds = Counter(code.attributes["art"] for code in known.codes if not code.attributes.get("erfunden"))
    assert kinds == {"kreis": 30, "staedteregion": 1, "kreisfreie_stadt": 23}


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("HSK", "958001"),
        ("SR Aachen", "334001"),
        ("Mülheim", "117000"),
        ("Rhein Sieg Kreis", "382001"),
        ("Kreis Hamm", "915000"),
    ],
)
def test_the_short_names_of_the_guide_are_known(said: str, key: str) -> None:
    """As its last page writes them."""
    assert [code.code for code in codes("kim_kommunen").codes if code.is_called(said)] == [key]


def test_every_applicant_has_one_contact_at_the_ministry() -> None:
    """Four people, as the guide's last page says."""
    contacts = codes("kim_ansprechpersonen")
    assert contacts.by_code.keys() == codes("kim_kommunen").by_code.keys()
    real = [code for code in contacts.codes if code.valid_from]
    assert Counter(code.label for code in real) == CONTACTS
    assert all(re.fullmatch(r"0211 837-2\d{3}", code.attributes["telefon"]) for code in real)


def test_contacts_are_a_snapshot() -> None:
    """Of the ministry that had this name."""
    lists = CodeLists(PROJECT)
    assert lists.fields("kim_ansprechpersonen", "974001", "2021-06-30") is not None
    assert lists.fields("kim_ansprechpersonen", "974001", "2023-01-01") is None


def test_every_rate_says_where_it_comes_from() -> None:
    """And how far to trust that."""
    for code in codes("kim_saetze").codes:
        assert int(code.attributes["betrag"]) > 0 and code.attributes["quelle"]
        assert code.attributes["beleg"] in {"amtlich", "kommunal", "unsicher"}
        assert set(code.attributes["stellenart"].split(", ")) <= set(codes("stellenart").by_code)
