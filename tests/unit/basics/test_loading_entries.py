"""Long lists read line by line: the same data as from the parser, and whatever looks different is left to it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vorlagenwerk.basics.loading import Limits, load_yaml
from vorlagenwerk.basics.loading.entries import Lists

LONG = "".join(f"  - nr: {number}\n    ort: Musterstadt\n    betrag: 12.5\n" for number in range(1, 101))
HEAD = "titel: Ein Bogen\nmassnahmen:\n"


def test_the_parser_gets_the_rest_only() -> None:
    """Of a long list a mark is left; what stands before and behind it stays."""
    lists = Lists(f"{HEAD}{LONG}stand: 2009-05-18\n", Limits())
    assert lists and len(lists.rest) < 60 and lists.rest.endswith("\nstand: 2009-05-18\n")


def test_values_are_typed_as_everywhere() -> None:
    """Numbers, decimals, keys with leading zeros, dates, words, quotes, nothing."""
    row = (
        '  - nr: 1\n    satz: 0.5\n    kennzahl: "007"\n    tag: 2009-05-18\n    zeit: 18:00\n    ja: true\n    leer:\n'
        '    ort: Bad Muster (Kreis), z. B.\n    name: \'Am Markt\'\n    minus: -5\n    haus: "„A“ \\"B\\" "\n'
    )
    source, problems = load_yaml(f"{HEAD}{row}{LONG}".encode(), "content/a.yaml")
    assert source is not None and problems == [] and Lists(f"{HEAD}{row}{LONG}", Limits())
    entries = source.data["massnahmen"]
    assert isinstance(entries, list) and len(entries) == 101
    assert entries[0] == {
        "nr": 1, "satz": Decimal("0.5"), "kennzahl": "007", "tag": "2009-05-18", "zeit": "18:00", "ja": True,
        "leer": None, "ort": "Bad Muster (Kreis), z. B.", "name": "Am Markt", "minus": -5, "haus": "„A“ \"B\"",
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "    ort: Muster: Stadt", "    ort: Muster # Rest", "    ort: *marke", "    ort: !ja x", "    ort: |",
        "    ort: [a, b]", "     ort: Muster", "   ort: Muster", "    Ort: Muster", "    ort: \"a\\tb\"",
        "    ort", "    - ort: Muster", "    ort: 'Müller''s'", "    betrag: 7", "    ort: \"offen", "---",
    ],
)  # fmt: skip
def test_anything_unusual_is_left_to_the_parser(line: str) -> None:
    """One line that may mean something else, and the whole list is read as before."""
    last = "  - nr: 0\n    betrag: 3\n"
    assert not Lists(f"{HEAD}{LONG}{last}{line}\n", Limits())


def test_a_list_inside_a_text_stays_text() -> None:
    """Quotation marks that are open at the margin make text of everything up to their end."""
    text = f'titel: "Ein\n{HEAD}{LONG}ende: 1"\n'
    source, _problems = load_yaml(text.encode(), "content/a.yaml")
    assert source is None or source.data.keys() == {"titel"}


def test_a_doubled_list_is_told_once() -> None:
    """The same field twice is a finding, whoever read it."""
    source, problems = load_yaml(f"{HEAD}{LONG}massnahmen:\n{LONG}".encode(), "content/a.yaml")
    assert source is not None and [problem.code for problem in problems] == ["YML-027"]


def test_marks_stand_where_the_lists_stood() -> None:
    """Two lists change no place with each other, and fields keep their order."""
    other = LONG.replace("nr:", "zahl:")
    source, _problems = load_yaml(f"{HEAD}{LONG}zwischen: x\nandere:\n{other}".encode(), "content/a.yaml")
    assert source is not None and list(source.data) == ["titel", "massnahmen", "zwischen", "andere"]
    assert [next(iter(entries[0])) for entries in source.data.values() if isinstance(entries, list)] == ["nr", "zahl"]


def test_places_are_those_of_the_file() -> None:
    """A finding in an entry is told at its line."""
    source, _problems = load_yaml(f"{HEAD}{LONG}".encode(), "content/a.yaml")
    assert source is not None and source.place(("massnahmen", 99, "ort")).line == 2 + 3 * 99 + 2
