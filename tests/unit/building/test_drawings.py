"""Drawings in templates: what the content says becomes a picture, and what does not fit together a finding."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
import yaml

from tests.conftest import Workplace
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Picture
from vorlagenwerk.data.walking import every_block
from vorlagenwerk.story.preparing import Preparation
from vorlagenwerk.story.workshop import Workshop

CONTENT = "content/kurz.yaml"
STRUCTURE = '{{ schaubild(struktur.elemente, struktur.verbindungen, "Aufbau", kennung="abb") }}'
TIMES = '{{ zeitschiene(zeitplan.phasen, zeitplan.meilensteine, "Zeitplan") }}'
BOXES = [
    {"titel": "Lenkungsgruppe", "untertitel": "zwölf Mitglieder", "art": "gremium"},
    {"titel": "Projektbüro", "art": "stelle", "unter": "Lenkungsgruppe"},
    {"titel": "Kämmerei", "art": "amt"},
]
LINKS = [{"von": "Projektbüro", "nach": "Kämmerei", "art": "stimmt_ab", "text": "Mittel"}]
PHASES = [{"titel": "Aufbau", "von": "2026-01", "bis": "2026-06"}]
STONES = [{"titel": "Beschluss", "datum": "2026-03-12"}]


@dataclass
class Made:
    """What a document with these entries becomes."""

    pictures: list[Picture]
    problems: list[Problem]
    text: str

    def found(self) -> list[tuple[str, str]]:
        """Code and line of each finding, as the author sees it."""
        lines = self.text.split("\n")
        return [(problem.code, lines[problem.place.line - 1].strip(" -")) for problem in self.problems]


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A project with one short document."""
    workplace.take("gueltig/musterseiten/kurz.yaml", CONTENT)
    return workplace


def made(place: Workplace, template: str, **fields: object) -> Made:
    """The document with these fields behind its own."""
    place.write("templates/musterseiten/dokument.md.j2", f"Text\n\n{template}\n")
    path = place.root / CONTENT
    plain = json.loads(json.dumps(fields))  # entries that stand there twice are written twice
    said = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False) if fields else ""
    text = f"{path.read_text(encoding='utf-8')}\n{said}"
    path.write_text(text, encoding="utf-8")
    workshop = Workshop(place.project)
    prepared = Preparation(workshop).prepare(CONTENT)
    blocks = every_block(prepared.document.children) if prepared.document else ()
    problems = [problem for problem in (*prepared.problems, *workshop.problems) if problem.code != "PRJ-102"]
    return Made([block for block in blocks if isinstance(block, Picture)], problems, text)


def structure(**changes: object) -> dict[str, object]:
    """The fields of a structure."""
    return {"struktur": {"elemente": BOXES, "verbindungen": LINKS, **changes}}


def times(**changes: object) -> dict[str, object]:
    """The fields of a time line."""
    return {"zeitplan": {"phasen": PHASES, "meilensteine": STONES, **changes}}


def shown(picture: Picture) -> list[str]:
    """The texts in a drawing, in their order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture.image.data.decode())


def test_a_structure_becomes_a_picture_that_says_what_it_shows(place: Workplace) -> None:
    """Every box, every line, the meaning of the numbers, and all of it in words."""
    result = made(place, STRUCTURE, **structure())
    assert result.problems == []
    (picture,) = result.pictures
    assert (picture.ident, picture.caption, picture.number, picture.image.kind) == ("abb", "Aufbau", "1", "svg")
    assert {"Lenkungsgruppe", "zwölf Mitglieder", "Projektbüro", "Kämmerei", "Mittel", "1"} <= set(shown(picture))
    assert picture.description == (
        "Schaubild mit 3 Kästen: Lenkungsgruppe (zwölf Mitglieder), Projektbüro und Kämmerei. Unter „Lenkungsgruppe“: "
        "„Projektbüro“. Von „Projektbüro“ zu „Kämmerei“ (Mittel): stimmt sich ab mit."
    )


def test_a_time_line_becomes_a_picture_that_says_what_it_shows(place: Workplace) -> None:
    """Months are whole months, and few milestones are named where they stand."""
    result = made(place, TIMES, **times())
    assert result.problems == []
    (picture,) = result.pictures
    assert {"2026", "Jan.", "Juni", "Aufbau", "12.03.2026", "Beschluss"} <= set(shown(picture))
    assert picture.description == (
        "Zeitschiene vom 01.01.2026 bis zum 30.06.2026. Phase „Aufbau“: 01.01.2026 bis 30.06.2026. Meilenstein am "
        "12.03.2026: Beschluss."
    )


def test_crowded_milestones_get_numbers_that_are_explained(place: Workplace) -> None:
    """Eight titles side by side could not be read."""
    stones = [{"titel": f"Schritt {day}", "datum": f"2026-03-{day:02}"} for day in range(1, 9)]
    (picture,) = made(place, TIMES, **times(meilensteine=stones)).pictures
    texts = shown(picture)
    assert texts.count("8") == 2  # at the diamond and where it is explained
    assert texts[texts.index("Schritt 8") - 1] == "08.03.2026"


def test_optional_fields_that_are_left_out_draw_nothing(place: Workplace) -> None:
    """A template need not ask first; a structure without lines is one."""
    result = made(place, "{{ schaubild(struktur, none, 'Aufbau') }}\n\n{{ zeitschiene(none, none, 'Plan') }}")
    assert result.problems == [] and result.pictures == []


def test_a_structure_without_lines_is_one(place: Workplace) -> None:
    """Boxes side by side say something too."""
    result = made(place, STRUCTURE, struktur={"elemente": BOXES[2:]})
    assert result.problems == [] and len(result.pictures) == 1


def test_text_of_the_content_stays_text(place: Workplace) -> None:
    """Nobody draws or runs anything by the name of a box."""
    name = '<script>alert("1")</script> & {1}'
    (picture,) = made(place, STRUCTURE, struktur={"elemente": [{"titel": name, "art": "amt"}]}).pictures
    assert b"<script" not in picture.image.data
    assert "&lt;script&gt;" in "".join(shown(picture)) and name in picture.description


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({"verbindungen": [{**LINKS[0], "nach": "Kämerei"}]}, "BIL-322", "nach: Kämerei"),
        ({"elemente": [*BOXES[:2], {**BOXES[2], "unter": "Rat"}]}, "BIL-322", "unter: Rat"),
        ({"elemente": [*BOXES, BOXES[2]]}, "BIL-321", "titel: Kämmerei"),
        ({"verbindungen": [{**LINKS[0], "nach": "Projektbüro"}]}, "BIL-323", "von: Projektbüro"),
        ({"elemente": [{**BOXES[0], "unter": "Lenkungsgruppe"}, *BOXES[1:]]}, "BIL-323", "unter: Lenkungsgruppe"),
    ],
)
def test_what_does_not_fit_together_is_told_where_it_stands(
    changes: dict[str, object], code: str, line: str, place: Workplace
) -> None:
    """One finding each, on the line that the author has to change."""
    result = made(place, STRUCTURE, **structure(**changes))
    assert result.found() == [(code, line)]
    assert result.pictures == []


@pytest.mark.parametrize("call", [STRUCTURE, TIMES.replace('"Zeitplan"', '"Zeitplan", kennung="abb"')])
def test_what_refers_to_a_drawing_that_failed_is_not_blamed(call: str, place: Workplace) -> None:
    """The reference is right as soon as the drawing is."""
    wrong = {**structure(), **times(phasen=[{**PHASES[0], "bis": "2025-01"}])}
    wrong["struktur"] = {"elemente": BOXES, "verbindungen": [{**LINKS[0], "nach": "Rat"}]}
    result = made(place, f'{{{{ verweis("abb") }}}}\n\n{call}', **wrong)
    assert [code for code, _line in result.found()] in (["BIL-322"], ["BIL-324"])


def test_what_refers_to_a_drawing_without_entries_is_told(place: Workplace) -> None:
    """Nothing else says that there is no such picture."""
    result = made(place, '{{ verweis("abb") }}\n\n{{ schaubild(none, none, "Aufbau", kennung="abb") }}')
    assert "TXT-320" in [problem.code for problem in result.problems]


def test_the_nearest_name_is_suggested(place: Workplace) -> None:
    """Most unknown names are slips of the pen."""
    (problem,) = made(place, STRUCTURE, **structure(verbindungen=[{**LINKS[0], "nach": "Kämerei"}])).problems
    assert "Gemeint ist vielleicht „Kämmerei“." in problem.remedy


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({"phasen": [{"titel": "A", "von": "2026-05", "bis": "2026-04"}]}, "BIL-324", "bis: 2026-04"),
        ({"phasen": [{"titel": "A", "von": "2026-13", "bis": "2027-01"}]}, "BIL-325", "von: 2026-13"),
        ({"meilensteine": [{"titel": "A", "datum": "bald"}]}, "BIL-325", "datum: bald"),
        ({"meilensteine": [{"titel": "A", "datum": "2926-01-01"}]}, "BIL-326", "datum: 2926-01-01"),
    ],
)
def test_days_that_cannot_be_are_told_where_they_stand(
    changes: dict[str, object], code: str, line: str, place: Workplace
) -> None:
    """A phase runs forwards, and days are those of the calendar."""
    result = made(place, TIMES, **times(**changes))
    assert [(code, said.replace("'", "")) for code, said in result.found()] == [(code, line)]


@pytest.mark.parametrize("call", ["schaubild(rollen * 90, none, 'A')", "zeitschiene(rollen * 90, rollen * 90, 'A')"])
def test_more_than_a_page_can_show_is_told_with_its_number(call: str, place: Workplace) -> None:
    """Nothing is left out silently, and nothing is drawn too small to read."""
    result = made(place, f"{{{{ {call} }}}}")
    assert {problem.code for problem in result.problems} == {"BIL-320"} and result.pictures == []
    assert all(problem.place.file == CONTENT and "höchstens" in problem.text for problem in result.problems)


def test_boxes_below_each_other_in_a_circle_are_told(place: Workplace) -> None:
    """Somebody has to stand on top; the finding names the whole circle, at its first box."""
    boxes = [BOXES[2], {**BOXES[0], "unter": "Projektbüro"}, BOXES[1]]
    result = made(place, STRUCTURE, struktur={"elemente": boxes})
    assert result.found() == [("BIL-327", "unter: Projektbüro")] and result.pictures == []
    assert "„Lenkungsgruppe“ unter „Projektbüro“ unter „Lenkungsgruppe“." in result.problems[0].text


@pytest.mark.parametrize("days", [[1] * 30, [1 + number % 28 for number in range(60)]])
def test_many_milestones_of_few_days_share_their_diamonds(days: list[int], place: Workplace) -> None:
    """A row for each would make the drawing too small to read."""
    stones = [{"titel": f"Schritt {number}", "datum": f"2026-03-{day:02}"} for number, day in enumerate(days, 1)]
    result = made(place, TIMES, **times(meilensteine=stones))
    (picture,) = result.pictures
    assert result.problems == []
    numbers = [text.split("–") for text in shown(picture) if re.fullmatch("[0-9]{1,2}–[0-9]{1,2}", text)]
    assert numbers[0][0] == "1" and numbers[-1][-1] == str(len(days))


def test_a_drawing_too_small_to_read_is_told(place: Workplace) -> None:
    """It has to fit a page, whatever is written in it."""
    stones = [{"titel": f"Schritt {number} {'sehr lang ' * 16}", "datum": "2026-03-01"} for number in range(80)]
    result = made(place, TIMES, **times(meilensteine=stones))
    assert [problem.code for problem in result.problems] == ["BIL-328"] and len(result.pictures) == 1
    assert result.problems[0].level.german == "Warnung" and result.problems[0].place.line > 1


@pytest.mark.parametrize(
    "call",
    [
        'schaubild("x", none, "Aufbau")',
        'schaubild([1], none, "Aufbau")',
        'schaubild([dict(art="x")], none, "Aufbau")',
        'schaubild([dict(titel="x")], [dict(von="x")], "Aufbau")',
        'schaubild([dict(titel="x")], none, "Aufbau", arten="gibtsnicht")',
        'schaubild([dict(titel="x")], none, "Aufbau", kennung="Ä")',
        'zeitschiene([dict(titel="x")], none, "Plan")',
        'zeitschiene([dict(von="2026-01", bis="2026-02")], none, "Plan")',
        'zeitschiene(gibtsnicht, none, "Plan")',
    ],
)
def test_a_wrong_argument_is_a_finding_on_the_template(call: str, place: Workplace) -> None:
    """The clerk cannot mend what the template passes."""
    (problem,) = made(place, f"{{{{ {call} }}}}").problems
    assert (problem.code, problem.place.file) == ("VOR-101", "templates/musterseiten/dokument.md.j2")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<svg>", "kein gültiges SVG"),
        ("<svg><script/></svg>", "das Element „script“"),
        ('<svg><image href="x.png"/></svg>', "das Element „image“"),
        ('<svg><rect onclick="x()"/></svg>', "das Attribut „onclick“"),
        ('<svg><rect fill="url(http://x)"/></svg>', "das Attribut „fill“"),
        ("<!DOCTYPE svg><svg/>", "DOCTYPE"),
        ("<svg>{{ gibtsnicht }}</svg>", "Der Name „gibtsnicht“ ist unbekannt."),
    ],
)
def test_an_svg_template_that_is_broken_or_loads_something_is_a_finding(
    template: str, said: str, place: Workplace
) -> None:
    """Administrators may edit it; Word, browsers and PDF must be able to draw the result."""
    place.write("templates/_stil/schaubild.svg.j2", template)
    result = made(place, STRUCTURE, **structure())
    (problem,) = result.problems
    assert problem.code == "VOR-101" and said in problem.text
    assert problem.place.file.startswith("templates/")


def test_the_colours_are_those_of_the_style_template(place: Workplace) -> None:
    """Who changes the colour of headings in Word changes that of drawings."""
    (picture,) = made(place, STRUCTURE, **structure()).pictures
    assert b"#1F3A55" in picture.image.data and b"#E6ECF2" in picture.image.data
