"""The functions and filters of templates at work, above all where a template hands them something odd."""

from __future__ import annotations

import copy
import pickle

import pytest

from tests.conftest import Workplace
from tests.unit.basics.test_images import png
from vorlagenwerk.building.marks import Prose
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Field, Heading, Paragraph, Picture, Reference, Value
from vorlagenwerk.data.walking import every_block, plain_text
from vorlagenwerk.story.preparing import Preparation
from vorlagenwerk.story.workshop import Workshop

NESTED = "  - titel: Außen\n    text: Text außen\n    abschnitte:\n      - titel: Innen\n        text: Text innen\n"
SHOWN = (Heading, Paragraph)
TEMPLATE = "templates/musterseiten/dokument.md.j2"


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A project with one document whose template is to be written."""
    workplace.take("gueltig/musterseiten/kurz.yaml", "content/kurz.yaml")
    workplace.write("content/plan.png", png())
    return workplace


def made(place: Workplace, template: str) -> tuple[list[Block], list[Problem]]:
    """The blocks of the document with this template, and the findings on both."""
    place.write(TEMPLATE, template)
    workshop = Workshop(place.project)
    prepared = Preparation(workshop).prepare("content/kurz.yaml")
    blocks = list(every_block(prepared.document.children)) if prepared.document else []
    return blocks, [problem for problem in (*prepared.problems, *workshop.problems) if problem.code != "PRJ-102"]


@pytest.mark.parametrize(
    "call",
    [
        'inhaltsverzeichnis(ebenen="drei")',
        "inhaltsverzeichnis(titel=none)",
        'tabellenverzeichnis(ab="viele")',
        "abschnitte(none)",
        "abschnitte(titel)",
        "abschnitte(gibtsnicht)",
        "abschnitte(rollen)",
        "verweis(none)",
        "seite([1])",
        "verweis(gibtsnicht)",
        'bild(none, "Was es zeigt")',
        'bild("plan.png", "Was es zeigt", breite="viel")',
        'bild("plan.png", "Was es zeigt", kennung="Ä")',
        'none | rolle("hinweis")',
        'rollen | rolle("hinweis")',
        'titel | rolle("gibtsnicht")',
        "rollen | aufzaehlung",
        'schluessel("gibtsnicht", "PK").bezeichnung',
        'schluessel("gremien", "gibtsnicht").bezeichnung',
        'titel | alle_ebenen("abschnitte") | anzahl',
    ],
)
def test_a_wrong_argument_is_a_finding_on_the_line_of_the_template(call: str, place: Workplace) -> None:
    """Templates are written by people; none of their slips is a defect of the program, and none is silent."""
    _blocks, problems = made(place, f"Text\n\n{{{{ {call} }}}}\n")
    assert [(problem.code, problem.place.file, problem.place.line) for problem in problems] == [
        ("VOR-101", TEMPLATE, 3)
    ]
    assert "None" not in problems[0].text


def test_a_picture_of_a_field_takes_what_is_given(place: Workplace) -> None:
    """The names of the manual, and optional fields that are left out."""
    calls = 'bild("plan.png", "Was es zeigt", breite=30)', 'bild("plan.png", "Was es zeigt", none, 0, none)'
    (first, second), problems = made(place, "\n\n".join(f"{{{{ {call} }}}}" for call in calls))
    assert problems == []
    assert isinstance(first, Picture) and (first.share, first.caption, first.ident) == (30, "", "")
    assert second == replace(first, share=0)
    assert first.image.data is second.image.data  # one file is in memory once


def test_a_picture_that_a_field_names_is_told_at_the_field(place: Workplace) -> None:
    """The clerk who wrote the file's name has to act, not the administration."""
    _blocks, problems = made(place, '{{ bild(titel, "Was es zeigt") }}')
    lines = (place.root / "content/kurz.yaml").read_text(encoding="utf-8").split("\n")
    line = next(number for number, said in enumerate(lines, 1) if said.startswith("titel:"))
    assert [(problem.code, problem.place.file, problem.place.line) for problem in problems] == [
        ("BIL-301", "content/kurz.yaml", line)
    ]


def test_whatever_a_template_prints_may_have_a_role(place: Workplace) -> None:
    """A field, a macro's result with marks in it, a reference; nothing to print makes no paragraph."""
    template = """{% macro gruss() %}*Titel:* {{ titel }}{% endmacro %}
{{ titel | rolle("hinweis") }}

{{ gruss() | rolle("quelle") }}

{{ verweis("ziel", "dort") | rolle("hinweis") }}

{{ "" | rolle("hinweis") }}

{{ bild("plan.png", "Was es zeigt", kennung="ziel") }}
"""
    (field, macro, link, _picture), problems = made(place, template)
    assert problems == []
    assert isinstance(field, Paragraph) and field.role == "hinweis"
    assert isinstance(macro, Paragraph) and macro.role == "quelle"
    assert isinstance(macro.children[-1], Value) and macro.children[-1] == field.children[0]
    assert isinstance(link, Paragraph) and isinstance(link.children[0], Reference)


def test_a_text_of_the_content_keeps_its_field_when_copied() -> None:
    """Workers send results as pickles."""
    text = Prose("Wort", ("a", 0))
    for twin in (copy.copy(text), pickle.loads(pickle.dumps(text))):
        assert (type(twin), twin, twin.path) == (Prose, "Wort", ("a", 0))


SECTIONS = (
    "{% call(abschnitt) abschnitte(muster) %}\n{{ abschnitt.text or 0 }}\n\n{{ abschnitt.titel }}!\n{% endcall %}\n"
)


def test_a_template_says_what_stands_below_each_heading(place: Workplace) -> None:
    """On every level, after the heading and before the sections below; text and values keep their place."""
    place.change("content/kurz.yaml", ("muster:\n", "muster:\n" + NESTED))
    blocks, problems = made(place, SECTIONS + "{{ titel }}\n")
    assert problems == []
    shown = [(type(block).__name__, plain_text(block.children)) for block in blocks if isinstance(block, SHOWN)]
    assert shown[:6] == [
        ("Heading", "Außen"), ("Paragraph", "Text außen"), ("Paragraph", "Außen!"),
        ("Heading", "Innen"), ("Paragraph", "Text innen"), ("Paragraph", "Innen!"),
    ]  # fmt: skip
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert [heading.level for heading in headings[:2]] == [1, 2]
    assert "/muster/0/abschnitte/0/text" in [block.pointer for block in blocks if isinstance(block, Field)]


def test_trouble_below_a_heading_is_told_on_its_line(place: Workplace) -> None:
    """Also inside the block."""
    _blocks, problems = made(place, "{% call(abschnitt) abschnitte(muster) %}\n{{ abschnitt.titl }}\n{% endcall %}\n")
    assert [(problem.code, problem.place.line) for problem in problems] == [("VOR-101", 2)]


def test_a_template_looks_codes_up(place: Workplace) -> None:
    """With all attributes of the list, also the derived ones; none where the code is unknown."""
    template = (
        '{{ schluessel("gemeindeschluessel", "974001").ags }}\n\n'
        '{{ "kein" if schluessel("gremien", "XX") is none else "ein" }} Eintrag\n'
    )
    blocks, problems = made(place, template)
    assert problems == []
    assert [plain_text(block.children) for block in blocks if isinstance(block, Paragraph)] == ["05974", "kein Eintrag"]
