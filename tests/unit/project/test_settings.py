"""What administration is told about type folders and code lists: one finding, its place, its remedy, exit code 2."""

from __future__ import annotations

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.story.workshop import Workshop

TYPE = "templates/erhebungsbogen/dokumenttyp.yaml"
TABLES = "templates/erhebungsbogen/tabellen.yaml"
SCHEMA = "schemas/erhebungsbogen/inhalt.schema.json"
LIST = "schemas/codelisten/hsk.yaml"


def of_type(place: Workplace) -> list[Problem]:
    """The findings on the type `erhebungsbogen`."""
    workshop = Workshop(place.project)
    assert workshop.doctype("erhebungsbogen") is None
    return workshop.problems


def of_list(place: Workplace, name: str = "hsk") -> list[Problem]:
    """The findings on a code list."""
    lists = Workshop(place.project).lists
    lists.get(name)
    return lists.problems


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "said"),
    [
        (SCHEMA, '"title": "Erhebungsbogen",', '"title": "Erhebungsbogen"', "TYP-201", "JSON"),
        (
            SCHEMA,
            "../_gemeinsam/gemeinsam.schema.json#/$defs/datum",
            "https://a.de/x.json#/$defs/x",
            "TYP-201",
            "https://a.de",
        ),
        (SCHEMA, "../_gemeinsam/gemeinsam.schema.json#/$defs/datum", "../../../x.json#/$defs/x", "TYP-201", "hinaus"),
        (SCHEMA, '"type": "object",', '"type": "objekt",', "TYP-202", "nicht gültig"),
        (TYPE, "dokumenttyp: erhebungsbogen", "dokumenttyp: bogen", "TYP-203", "„bogen“"),
    ],
)
def test_a_broken_type_is_told(file: str, old: str, new: str, code: str, said: str, workplace: Workplace) -> None:
    """The finding names the file, blames the project and says what is wrong."""
    workplace.change(file, (old, new))
    found = of_type(workplace)
    assert [p.code for p in found] == [code], found
    assert said in found[0].text and found[0].place.file == file and found[0].blames_project
    assert found[0].remedy


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (TYPE, "querformat: true", "quer: true", 7),
        (TYPE, "querformat: true", "querformat: ja", 7),
        (TYPE, "einheit: anzahl", "einheit: stueck", 31),
        (TABLES, "format: zahl", "format: nummer", 14),
        (TABLES, "buchstaben: true", "buchstaben: ja", 10),
    ],
)
def test_a_setting_is_checked_like_content(file: str, old: str, new: str, line: int, workplace: Workplace) -> None:
    """Administrators get the same kind of message as authors, at the line; the type is not used until mended."""
    workplace.change(file, (old, new))
    found = of_type(workplace)
    assert [(p.place.file, p.place.line) for p in found] == [(file, line)], found


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('code: "0"', 'code: "1"', "TYP-304", 9),
        ("codeliste: hsk", "codeliste: hsq", "TYP-303", 1),
        ("bezeichnung: ja}", "bezeichnung: ja, farbe: rot}", "TYP-306", 8),
        ("eintraege:", "abgeleitet:\n  kurzform: \"code ~\"\neintraege:", "TYP-305", 8),
    ],
)  # fmt: skip
def test_a_broken_code_list_is_told(old: str, new: str, code: str, line: int, workplace: Workplace) -> None:
    """Each kind of trouble has its code and its line."""
    workplace.change(LIST, (old, new))
    found = [p for p in of_list(workplace) if p.code == code]
    assert found, of_list(workplace)
    assert (found[0].place.file, found[0].place.line) == (LIST, line)
    assert found[0].blames_project and found[0].remedy


def test_a_reference_to_a_missing_schema_file_is_told(workplace: Workplace) -> None:
    """The finding stands where the file is named, which is usually misspelt."""
    workplace.change(SCHEMA, ("gemeinsam.schema.json#/$defs/datum", "fehlt.schema.json#/$defs/datum"))
    (problem,) = of_type(workplace)
    assert (problem.code, problem.place.file) == ("TYP-201", SCHEMA)


def test_trouble_with_settings_is_never_an_authors_fault(workplace: Workplace) -> None:
    """A check of the project alone ends with the exit code of a broken project, whatever the finding's code."""
    workplace.change(TYPE, ("querformat: true", "quer: true"))
    done = workplace.call("check")
    assert done.code == 2, done


def test_a_missing_code_list_names_those_that_exist(workplace: Workplace) -> None:
    """A typing error in a schema is easy to mend."""
    (problem,) = of_list(workplace, "hks")
    assert problem.code == "TYP-301" and "hsk" in problem.remedy and "gremien" in problem.remedy


def test_a_list_reports_once(workplace: Workplace) -> None:
    """A broken list that many fields use is still one finding."""
    workplace.change(LIST, ('code: "0"', 'code: "1"'))
    lists = Workshop(workplace.project).lists
    lists.get("hsk")
    lists.get("hsk")
    assert len(lists.problems) == 1


def test_master_data_are_code_lists_in_the_content_folder(workplace: Workplace) -> None:
    """What municipalities keep themselves has the same form and is found by the same name."""
    lists = Workshop(workplace.project).lists
    gremien = lists.get("gremien")
    assert gremien is not None and gremien.by_code["SK"].label == "Strukturkommission"
    assert {"gremien", "hsk"} <= set(lists.names())


def test_the_shipped_project_has_no_trouble(workplace: Workplace) -> None:
    """Types, tables, code lists, styles: all that ships is in order."""
    workshop = Workshop(workplace.project)
    for name in workshop.type_names:
        assert workshop.doctype(name) is not None
    for name in workshop.lists.names():
        assert workshop.lists.get(name) is not None
    for style in workshop.style_names():
        assert workshop.style(style).is_usable
    assert [*workshop.problems, *workshop.lists.problems] == []


def test_a_figure_may_count_a_field_that_rows_leave_out(workplace: Workplace) -> None:
    """An optional field that is missing is empty, not unknown."""
    workplace.take("gueltig/erhebungsbogen/kurz.yaml", "content/x.yaml")
    formula = 'massnahmen | wo(denkmal="D") | anzahl'
    figure = f"kennzahlen:\n  denkmale: {{titel: Denkmale, einheit: anzahl, formel: '{formula}'}}\n"
    workplace.change(TYPE, ("kennzahlen:\n", figure))
    prepared, problems = workplace.prepare("content/x.yaml")
    assert problems == [] and prepared.figures["denkmale"].value == 0
