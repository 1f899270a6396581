"""Coverage of a guide: what sections claim, what is open, what does not hold, and claims with nothing behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.guide import Told, check_guide, points_of, sections_in, settled, summary
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Path, Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.guide import Guide, GuideItem, GuideUse

PLACE = Place("templates/konzept/dokumenttyp.yaml")
USE = GuideUse("gliederung", "beantwortet", "entfaellt", {"kreis": 'art == "kreis"', "luecke": "luecken"}, PLACE)
GUIDE = Guide(
    "Leitfaden",
    "Ministerium",
    (
        GuideItem("1.a", "1", "Lage", "", "Wie ist die Lage?", 1, 3),
        GuideItem("1.b", "1", "Lage", "", "Was fehlt?", 1, 3, only_if="sofern etwas fehlt", premise="luecke"),
        GuideItem("2.a", "2", "Geld", "", "Keine Doppelförderung", 0, 4, is_required=True),
        GuideItem("3.K.a", "3", "Kreise", "", "Welche Kommunen?", 1, 5, condition="kreis"),
    ),
    USE,
)
IDENTS = [item.ident for item in GUIDE.items]


def content(*sections: Any, **fields: Any) -> dict[str, Any]:
    """A content of a kreisfreie Stadt with these sections."""
    return {"art": "stadt", "luecken": [], "gliederung": list(sections), "entfaellt": [], **fields}


def section(title: str, *idents: str, below: Sequence[Any] = ()) -> dict[str, Any]:
    """A section that claims these points."""
    return {"titel": title, "beantwortet": list(idents), "abschnitte": list(below)}


def states(data: dict[str, Any]) -> dict[str, str]:
    """The points that hold with their states."""
    points, problems = points_of(GUIDE, USE, data)
    assert problems == []
    return {point.item.ident: point.state for point in points}


def findings(data: dict[str, Any], told: dict[Path, Told]) -> list[Problem]:
    """What is said about this content when its sections say this."""
    points, _problems = points_of(GUIDE, USE, data)
    return check_guide(GUIDE, USE, points, told, Source("content/k.yaml", data, "art: stadt\n"))


def codes(problems: Sequence[Problem]) -> list[str]:
    """Their codes."""
    return [problem.code for problem in problems]


FULL = Told("1 Lage", 80)


def test_a_point_is_answered_where_a_section_claims_it() -> None:
    """Also one that lies inside another."""
    data = content(section("Eins", "1.a", below=[section("Darin", "2.a")]))
    assert states(data) == {"1.a": "beantwortet", "1.b": "nicht zutreffend", "2.a": "beantwortet"}
    points, _problems = points_of(GUIDE, USE, data)
    assert points[2].sections == (("gliederung", 0, "abschnitte", 0),)


def test_points_for_others_do_not_hold() -> None:
    """A Stadt is not asked about its Kommunen, a Kreis is."""
    assert "3.K.a" not in states(content())
    assert states(content(art="kreis"))["3.K.a"] == "offen"


def test_a_reason_makes_a_point_not_applicable() -> None:
    """The reason stays with the point."""
    data = content(entfaellt=[{"leitfrage": "1.a", "begruendung": "Noch nicht erhoben."}])
    points, _problems = points_of(GUIDE, USE, data)
    assert (points[0].state, points[0].reason) == ("nicht zutreffend", "Noch nicht erhoben.")


def test_a_point_with_a_premise_is_open_only_where_that_is_given() -> None:
    """The program works out the premise, and the report says in words why nothing is expected."""
    points, _problems = points_of(GUIDE, USE, content())
    said = "Der Leitfaden erwartet dazu nur etwas, sofern etwas fehlt. Das ist hier nicht der Fall."
    assert (points[1].state, points[1].reason) == ("nicht zutreffend", said)
    assert states(content(luecken=["Wohnraum"]))["1.b"] == "offen"


def test_a_premise_in_words_alone_leaves_its_point_open() -> None:
    """Only people can judge words, so the municipality answers or gives a reason; the report repeats the words."""
    item = GuideItem("1.b", "1", "Lage", "", "Was fehlt?", 1, 3, only_if="sofern etwas fehlt")
    (point,), _problems = points_of(GUIDE._replace(items=(item,)), USE, content())
    assert (point.state, point.reason) == ("offen", "Der Leitfaden erwartet dazu nur etwas, sofern etwas fehlt.")


def test_a_claim_with_nothing_behind_it_answers_nothing() -> None:
    """Its points are open in every count, unless another section says something."""
    data = content(section("Eins", "1.a", "2.a"), section("Zwei", "2.a"))
    points, _problems = points_of(GUIDE, USE, data)
    told = {("gliederung", 0): Told("1 Eins", 2), ("gliederung", 1): Told("2 Zwei", 50)}
    assert [point.state for point in settled(points, told)] == ["offen", "nicht zutreffend", "beantwortet"]


def test_every_open_point_is_named() -> None:
    """However many there are: whoever works them off needs all of them."""
    items = tuple(GuideItem(f"1.{number}", "1", "Lage", "", "Was?", 1, 3) for number in range(60))
    guide = GUIDE._replace(items=items)
    points, _problems = points_of(guide, USE, content())
    (found,) = check_guide(guide, USE, points, {}, Source("content/k.yaml", content(), "art: stadt\n"))
    assert found.text.endswith(f"offen: {', '.join(item.ident for item in items)}.")


def test_a_broken_condition_is_a_finding_of_the_type() -> None:
    """Its points do not hold meanwhile."""
    use = USE._replace(conditions={"kreis": "unbekannt.feld"})
    points, problems = points_of(GUIDE, use, content(art="kreis"))
    assert codes(problems) == ["TYP-223"] and problems[0].place == PLACE
    assert [point.item.ident for point in points] == ["1.a", "1.b", "2.a"]


def test_open_points_are_one_note() -> None:
    """A required one is counted, as everywhere, and has a warning of its own."""
    found = findings(content(), {})
    assert codes(found) == ["LEI-401", "LEI-402"]
    assert found[0].text == "2 von 3 Punkten des Leitfadens sind offen: 1.a, 2.a."
    assert [problem.level.german for problem in found] == ["Hinweis", "Warnung"]


def test_a_field_answers_its_point_when_it_is_filled() -> None:
    """A section that claims the point comes first; an empty field answers nothing, and is named."""
    item = GUIDE.items[2]._replace(field="erklaerung")
    guide = GUIDE._replace(items=(item,))
    for data, state, sections in (
        (content(erklaerung="Nichts doppelt."), "beantwortet", (("erklaerung",),)),
        (content(section("Eins", "2.a"), erklaerung="Nichts doppelt."), "beantwortet", (("gliederung", 0),)),
        (content(erklaerung=""), "offen", ()),
    ):
        points, _problems = points_of(guide, USE, data)
        assert [(point.state, point.sections) for point in points] == [(state, sections)]
    (found,) = check_guide(guide, USE, points, {}, Source("content/k.yaml", data, "art: stadt\n"))
    assert found.code == "LEI-402" and "das Feld „erklaerung“" in found.remedy


def test_a_paper_that_answers_everything_is_left_alone() -> None:
    """Nothing to say."""
    assert findings(content(section("Eins", "1.a", "2.a")), {("gliederung", 0): FULL}) == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "enthält aber nichts."),
        ({("gliederung", 0): Told("1 Eins", 2)}, "enthält aber nur 2 Wörter."),
        ({("gliederung", 0): Told("1 Eins", 1)}, "enthält aber nur 1 Wort."),
    ],
)
def test_a_claim_with_nothing_behind_it_is_a_note(told: dict[Path, Told], said: str) -> None:
    """Whoever claims an answer has to give one."""
    (found,) = findings(content(section("Eins", "1.a", "2.a")), told)
    assert found.code == "LEI-403" and found.text.endswith(said)


@pytest.mark.parametrize(
    "told",
    [
        {("gliederung", 0): Told("1 Eins", 0, has_parts=True)},
        {("gliederung", 0): Told("1 Eins"), ("gliederung", 0, "abschnitte", 0): Told("1.1 Darin", 60)},
    ],
)
def test_tables_and_sections_inside_count_as_answers(told: dict[Path, Told]) -> None:
    """A heading may leave the answer to what stands below it."""
    assert findings(content(section("Eins", "1.a", "2.a", below=[section("Darin")])), told) == []


def test_answered_and_not_applicable_is_a_warning() -> None:
    """One of both is out of date; the answer counts."""
    data = content(section("Eins", "1.a", "2.a"), entfaellt=[{"leitfrage": "1.a", "begruendung": "Nein."}])
    (found,) = findings(data, {("gliederung", 0): FULL})
    assert (found.code, found.level.german) == ("LEI-404", "Warnung")
    assert states(data)["1.a"] == "beantwortet"


def test_an_unknown_point_is_named_with_the_nearest() -> None:
    """Where the schema lets any text stand."""
    (found,) = findings(content(section("Eins", "1.a", "2.a", "1.aa")), {("gliederung", 0): FULL})
    assert found.code == "LEI-405" and "Gemeint ist vielleicht „1.a“" in found.remedy


def test_words_are_counted_up_to_the_next_section() -> None:
    """Headings within a text belong to its section, annexes and the template's own headings to none."""

    def head(level: int, title: str, path: str = "", number: str = "") -> tree.Heading:
        return tree.Heading(level, (tree.Value(title, path),) if path else (tree.Text(title),), number=number)

    def text(words: str) -> tree.Paragraph:
        return tree.Paragraph((tree.Text(words),))

    annex = tree.Section(
        (head(1, "Anlage"), head(2, "Eins", "/gliederung/0/titel"), text("nicht dabei")), is_taken=True
    )
    document = tree.Document("Titel", (
        text("davor"),
        head(1, "Eins", "/gliederung/0/titel", "1"), tree.Field("/gliederung/0/text", "text", (text("ein Wort mehr"),)),
        head(2, "Darin getippt"), tree.List((tree.ListItem((text("noch zwei"),)),)),
        head(2, "Zwei", "/gliederung/0/abschnitte/0/titel", "1.1"), tree.Picture("", "", "Bild", IMAGE),
        head(1, "Anlagen"), text("gehört zu keinem"), annex,
    ))  # fmt: skip
    assert sections_in(document, USE) == {
        ("gliederung", 0): Told("1 Eins", 5),
        ("gliederung", 0, "abschnitte", 0): Told("1.1 Zwei", 0, has_parts=True),
    }


def test_words_of_a_field_are_told_under_the_heading_above_it() -> None:
    """It stands in no section, but answers a point."""
    head = tree.Heading(1, (tree.Text("Erklärung"),), number="3")
    field = tree.Field("/erklaerung", "erklaerung", (tree.Paragraph((tree.Text("nichts wird doppelt gefördert"),)),))
    assert sections_in(tree.Document("Titel", (head, field)), USE) == {("erklaerung",): Told("3 Erklärung", 4)}


IMAGE = tree.Image("png", b"", 1, 1)


@given(
    st.lists(st.lists(st.sampled_from([*IDENTS, "9.z"]), max_size=4), max_size=5),
    st.lists(st.sampled_from(IDENTS), max_size=4),
    st.booleans(),
)
def test_every_point_that_holds_has_one_state(claims: list[list[str]], reasons: list[str], is_district: bool) -> None:
    """The states add up to the points that hold, whatever is claimed."""
    data = content(
        *(section(f"Abschnitt {number}", *idents) for number, idents in enumerate(claims)),
        art="kreis" if is_district else "stadt",
        entfaellt=[{"leitfrage": ident, "begruendung": "Darum."} for ident in reasons],
    )
    points, _problems = points_of(GUIDE, USE, data)
    assert [point.item.ident for point in points] == IDENTS[: 4 if is_district else 3]
    numbers = [int(part.split()[0]) for part in summary(points).split(", ")]
    assert numbers[0] == len(points) == sum(numbers[1:])


def test_a_field_answers_where_the_section_that_claims_it_is_empty() -> None:
    """What it says is printed anyway."""
    item = GUIDE.items[2]._replace(field="erklaerung")
    data = content(section("Eins", "2.a"), erklaerung="Doppelförderung ist ausgeschlossen.")
    points, _problems = points_of(GUIDE._replace(items=(item,)), USE, data)
    (point,) = settled(points, {("gliederung", 0): Told("1 Eins"), ("erklaerung",): Told("2 Erklärung", 9)})
    assert (point.state, point.sections) == ("beantwortet", (("erklaerung",),))
