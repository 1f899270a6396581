"""Filters that change or join the texts of fields: the result still knows where it came from."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.tree import Paragraph, Value

CASE = "gueltig/regionalrat-vorlage/kurz.yaml"
PHONES = [(f"02931 {number + 1}", f"/absender/telefon/{number}") for number in range(3)]


def shown(place: Workplace, printed: str) -> list[tuple[str, str]]:
    """The values in the only paragraph of a paper whose template prints this, with their pointers."""
    place.take(CASE, "content/x.yaml", ("- 02931 82-2341", "- '02931 1'\n    - '02931 2'\n    - '02931 3'"))
    place.write("templates/regionalrat-vorlage/dokument.md.j2", printed)
    (block,) = place.tree("content/x.yaml").children
    assert isinstance(block, Paragraph)
    return [(one.text, one.pointer) for one in block.children if isinstance(one, Value)]


@pytest.mark.parametrize(
    ("filter_", "between"), [("join('; ')", ["; ", "; "]), ("join", ["", ""]), ("aufzaehlung", [", ", " und "])]
)
def test_joined_fields_are_values_of_their_own(workplace: Workplace, filter_: str, between: list[str]) -> None:
    """Each phone number leads to its own entry; what joins them belongs to the template."""
    expected = [PHONES[0]]
    for said, phone in zip(between, PHONES[1:], strict=True):
        expected += [(said, ""), phone]
    assert shown(workplace, "{{ absender.telefon | " + filter_ + " }}") == expected


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("{{ ['a', 'b'] | join('-') }}", "a-b"),
        ("{{ [1, 'b'] | join('-') }}", "1-b"),
        ("{{ [] | join('-') }}x{{ 'y' }}", "y"),
        ("{{ ['a', 'b'] | aufzaehlung }}", "a und b"),
        ("{{ (absender.telefon | join(', ')) ~ '!' }}", "02931 1, 02931 2, 02931 3!"),
    ],
)
def test_other_words_are_joined_as_before(workplace: Workplace, printed: str, text: str) -> None:
    """Words of the template, numbers, nothing at all; a joined text can be used further as a text."""
    assert shown(workplace, printed)[-1] == (text, "")


@pytest.mark.parametrize(
    ("filter_", "text"),
    [("replace('e', 'E')", "GEschäftsstEllE dEs REgionalratEs"), ("upper", "GESCHÄFTSSTELLE DES REGIONALRATES")],
)
def test_a_changed_text_still_leads_to_its_field(workplace: Workplace, filter_: str, text: str) -> None:
    """Word locks it, because it is not what stands in the content, but says where to change it."""
    assert shown(workplace, "{{ absender.stelle | " + filter_ + " }}") == [(text, "/absender/stelle")]


def test_the_facts_of_a_paper_know_their_fields(workplace: Workplace) -> None:
    """Title, letterhead and running head say which of their words are fields, whatever they look like."""
    workplace.take(CASE, "content/x.yaml")
    path = "templates/regionalrat-vorlage/dokumenttyp.yaml"
    workplace.change(path, ('kurztitel: "Vorlage', 'kurztitel: "**Vorlage** [Amt](https://amt.example)'))
    document = workplace.tree("content/x.yaml")
    facts = {fact.tag: fact.children for fact in document.facts}
    assert {tag: "".join(one.text for one in children) for tag, children in facts.items()} == dict(document.frame)
    pointers = [one.pointer for one in facts["dokument.titel"] if isinstance(one, Value)]
    assert pointers == ["/vorlagennummer", "/top/titel"]
    assert dict(document.frame)["dokument.kurztitel"].startswith("Vorlage Amt")


def test_fields_are_known_as_they_were_written(workplace: Workplace) -> None:
    """A date as in the content, a line with its figures in braces; what only stands in generated tables is left out."""
    figures = "angaben:\n  zahl: {titel: Zahl, wert: 5, einheit: anzahl}\n"
    workplace.take(CASE, "content/x.yaml", ("titel: Stadterneuerung", "titel: Noch {{ zahl }} Orte"))
    with open(workplace.root / "content/x.yaml", "a", encoding="utf-8") as file:
        file.write(figures)
    document = workplace.tree("content/x.yaml")
    authored = dict(document.authored)
    assert authored["/top/titel"] == "Noch {{ zahl }} Orte" and "-" in authored["/sitzung"]
    assert document.title.endswith("Noch 5 Orte")
    assert not any(pointer.startswith("/begruendung") and pointer.endswith("/text") for pointer in authored)
