"""What a PDF says to its readers."""

from __future__ import annotations

from vorlagenwerk.data.tree import Heading, Paragraph, Section, Text
from vorlagenwerk.writers.pdf.reading import page_count, words

WORD = "Straßenverkehrssicherungspflichtgesetzgebungsverfahrensbeschleunigung"


def test_every_page_is_read_line_by_line(write):
    """Words parted at the end of a line are whole again."""
    paragraph = Paragraph((Text(f"Über die {WORD} " * 8 + "«Az»"),))
    pages = [Section((Heading(1, (Text("Erster Teil"),)), paragraph)), Section((Heading(1, (Text("Zweiter"),)),))]
    file = write(*pages).data
    lines = list(words(file))
    assert [where for where, line in lines if line in ("Erster Teil", "Zweiter")] == ["Seite 1", "Seite 2"]
    assert "".join(line for _where, line in lines).count(WORD) == 8
    assert any("«Az»" in line for _where, line in lines)
    assert page_count(file) == 2


def test_only_the_first_pages_are_read_where_asked(write):
    """What frames a long paper stands on its first pages too."""
    file = write(*(Section((Heading(1, (Text(f"Teil {number}"),)),)) for number in range(3))).data
    assert {where for where, _line in words(file, 2)} == {"Seite 1", "Seite 2"}
    assert page_count(file) == 3
