"""Numbers typed before headings that the program counts."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.checks.text.typed_numbers import typed_numbers
from vorlagenwerk.checks.text.whole import Whole
from vorlagenwerk.data.positions import Place, Position
from vorlagenwerk.data.problems import Mend, Problem
from vorlagenwerk.data.tree import Block, Document, Field, Heading, Paragraph, Section, Text, Value


def heading(title: str, place: int = 1, *, numbered: bool = True) -> Heading:
    """The heading of a section of the content, the `place`-th of its level."""
    number, counts = (str(place), (place,)) if numbered else ("", ())
    return Heading(
        1, (Value(title, f"/abschnitte/{place - 1}/titel"),), numbered=numbered, number=number, counts=counts
    )


def findings(*blocks: Block, content: str = "abschnitte:\n  - titel: 1.1 A\n  - titel: 1.2 B\n") -> list[Problem]:
    """What is said about a paper of these blocks."""
    source, problems = load_yaml(content.encode(), "content/a.yaml")
    assert source is not None and problems == []
    document = Document("Konzept", blocks)
    whole = Whole(list(passages(document)), source, "templates/a/dokument.md.j2")
    return list(typed_numbers(document, whole, source))


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("1.1 Hintergrund", "1.1"),
        ("2.3.4. Ziele", "2.3.4."),
        ("a) Anlass", "a)"),
        ("(2) Anlass", "(2)"),
        ("1. Anlass", "1."),
        ("I. Ziel", "I."),
        ("A. Anlass", "A."),
    ],
)
def test_a_typed_number_is_told(title: str, number: str) -> None:
    """Whoever copies a paper from Word brings its numbers along, and they would stand there twice."""
    (found,) = findings(heading(title))
    assert (found.code, found.place.file) == ("TXT-370", "content/a.yaml")
    assert f"„{number}“" in found.text and f"„1 {title}“" in found.text and f"„{number}“" in found.remedy


@pytest.mark.parametrize(
    "title",
    [
        "Hintergrund", "2. Bauabschnitt", "1. Änderungssatzung", "II. Quartal 2026", "1. Januar 2026",
        "3. Nahverkehrsplan", "12 Standorte", "2026 und danach", "1.200 Anträge", "18.06.2009 als Stichtag",
        "B. Müller GmbH", "(in) Musterstadt", "§ 9 des Gesetzes", "1. und 2. Bauabschnitt",
    ],
)  # fmt: skip
def test_an_ordinal_or_an_amount_is_no_typed_number(title: str) -> None:
    """A number that belongs to the title is left alone."""
    assert findings(heading(title)) == []


def test_headings_without_number_may_have_a_typed_one() -> None:
    """Where the program does not count, people must."""
    assert findings(heading("1.1 Hintergrund", numbered=False)) == []


def test_ordinals_that_go_on_are_typed_numbers() -> None:
    """„3. Förderung“, „4. Umsetzung“: two in a row count headings, whatever the program counts."""
    assert len(findings(heading("3. Förderung", 1), heading("4. Umsetzung", 2))) == 2


def test_prose_and_annexes() -> None:
    """A heading in a text is told at the text; one of an annex taken in is told in its own paper."""
    inside = Heading(2, (Text("1.1 Anlass"),), numbered=True, number="1.1", counts=(1, 1))
    content = "text: |\n  ## 1.1 Anlass\n"
    (found,) = findings(Field("/text", "text", (inside, Paragraph((Text("Text."),)))), content=content)
    assert found.place == Place("content/a.yaml", 2, 6) and found.mend is None
    assert findings(Section((heading("Anlage"), inside), is_taken=True)) == []


def test_a_certain_number_is_mended() -> None:
    """Striking it changes nothing else; an ordinal may belong to the title, and quotation marks may be needed."""
    titles = ['"1.1 Hintergrund"', "1. Anlass", '"1.3 Ziele: Zahlen"']
    content = "abschnitte:\n" + "".join(f"  - titel: {title}\n" for title in titles)
    blocks = [heading(title.strip('"'), number) for number, title in enumerate(titles, 1)]
    found = findings(*blocks[:1], blocks[2], content=content)
    assert [one.mend for one in found] == [Mend(Position(2, 12), Position(2, 29), "Hintergrund"), None]
