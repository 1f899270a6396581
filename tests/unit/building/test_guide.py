"""The guide in working editions: points beside their answers, the open ones at the end."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.tree import Block, Heading, Paragraph
from vorlagenwerk.data.walking import every_block, plain_text

CONCEPT = "content/konzept.yaml"


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A short concept of a kreisfreie Stadt that answers everything."""
    workplace.take("gueltig/kim-konzept/kurz.yaml", CONCEPT)
    return workplace


def draft(place: Workplace, *changes: tuple[str, str]) -> list[Block]:
    """The blocks of the working edition of the changed concept, which has no findings but advice."""
    place.change(CONCEPT, *changes)
    prepared, trouble = place.prepare(CONCEPT)
    assert trouble == [] and {one.code for one in prepared.problems} <= {"LEI-401"}
    assert prepared.in_edition is not None
    document = prepared.in_edition("arbeitsfassung")
    assert document is not None
    return list(every_block(document.children))


def lines(blocks: list[Block]) -> list[str]:
    """The words of headings and paragraphs."""
    return [plain_text(block.children) for block in blocks if isinstance(block, (Heading, Paragraph))]


def test_open_points_stand_in_a_chapter_at_the_end(place: Workplace) -> None:
    """Before the first chapter one line says how many there are, and where."""
    found = draft(place, ("2.G.a, 3.A,", "2.G.a,"), ("5.b, 5.c]", "5.b]"))
    said = lines(found)
    assert said[0] == (
        "Der Leitfaden hat hier 51 Punkte: 50 Fragen und Stichpunkte, dazu 3.A, wo die Überschrift die Frage ist. "
        "Davon sind 2 offen, siehe „Offene Punkte des Leitfadens“ (Offene Punkte des Leitfadens)."
    )
    assert said.index("Offene Punkte des Leitfadens") == len(said) - 3
    assert said[-2].startswith("Offen: 3.A Wie wird KIM") and said[-1].startswith("Offen: 5.c ")
    last = [block for block in found if isinstance(block, Heading)][-1]
    assert (last.level, last.numbered) == (1, False)


def test_without_open_points_there_is_no_chapter(place: Workplace) -> None:
    """One line says that nothing is missing."""
    said = lines(draft(place))
    assert said[0].endswith("Zu allen sagt dieses Papier etwas, oder es begründet, warum nicht.")
    assert "Offene Punkte des Leitfadens" not in said


def test_a_field_answers_a_point_that_no_section_names(place: Workplace) -> None:
    """The statement is always printed; the question stands beside it, once."""
    said = lines(draft(place, ("2.B.b, 2.B.c,", "2.B.b,")))
    at = [index for index, line in enumerate(said) if line.startswith("Leitfaden 2.B.c ")]
    assert [said[index + 1][:24] for index in at] == ["Doppelförderungen sind a"]
    prepared, _trouble = place.prepare(CONCEPT)
    assert prepared.problems == []
    told = prepared.told[("doppelfoerderung",)]
    assert told.name == "Ausschluss von Doppelförderungen" and told.words > 10


def test_a_section_that_names_the_point_has_its_question(place: Workplace) -> None:
    """It is not repeated at the field."""
    said = lines(draft(place))
    assert sum(line.startswith("Leitfaden 2.B.c ") for line in said) == 1
