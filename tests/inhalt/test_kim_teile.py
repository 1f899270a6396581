"""The structured parts of a concept, read back from Word and page against the lists that they were made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pytest
import yaml

from tests.conftest import Workplace, lay_out
from tests.inhalt.reading import Rows, page_tables, page_text, plain, word_tables, word_text

READERS: list[Any] = [
    pytest.param("docx", word_tables, word_text, id="docx"),
    pytest.param("html", page_tables, page_text, id="html"),
]
PARTS = {
    "Ziel": ("ziele", "ziel"),
    "Programm": ("programme", "name"),
    "Netzwerk oder Gremium": ("netzwerke", "name"),
    "Organisation": ("lenkungsgruppe", "organisation"),
    "Kommune": ("kreisangehoerige", "name"),
}
"""The head of the first column of a part, its list, and the field that the column shows."""
Tables = Callable[[Path], list[Rows]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The type's own example, built as if it were content."""
    place = lay_out(tmp_path_factory.mktemp("kim") / "projekt")
    for file in ("beispiel.yaml", "wappen.png"):
        place.write(f"content/{file}", (place.root / "templates/kim-konzept" / file).read_bytes())
    done = place.call("build", "--format", "docx,html")
    assert done.code == 0, done.out
    return place


@pytest.fixture(scope="module")
def said(built: Workplace) -> dict[str, Any]:
    """What the example says."""
    loaded: dict[str, Any] = yaml.safe_load((built.root / "content/beispiel.yaml").read_text(encoding="utf-8"))
    return loaded


def headed(tables: list[Rows], *titles: str) -> Rows:
    """The rows below the head that begins with these titles."""
    (found,) = [table for table in tables if tuple(table[0][: len(titles)]) == titles]
    return found[1:]


def descriptions(file: Path) -> list[str]:
    """What the pictures of a file say to people who do not see them."""
    if file.suffix == ".html":
        page = lxml.html.fromstring(file.read_bytes())
        return [str(said) for said in page.xpath("//figure//@aria-label | //figure//img/@alt")]
    return [str(said) for said in docx.Document(str(file)).element.body.xpath(".//wp:docPr/@descr")]


@pytest.mark.parametrize(("ending", "tables", "_text"), READERS)
def test_every_list_is_a_table(ending: str, tables: Tables, _text: Any, built: Workplace, said: dict[str, Any]) -> None:
    """Each entry in its row, in the order of the content."""
    found = tables(built.output / f"beispiel.{ending}")
    for title, (name, field) in PARTS.items():
        shown = [row[0] for row in headed(found, title) if not row[0].startswith("Summe")]
        assert shown == [entry[field] for entry in said[name]]


@pytest.mark.parametrize(("ending", "tables", "_text"), READERS)
def test_staff_is_summed_up_by_group(ending: str, tables: Tables, _text: Any, built: Workplace) -> None:
    """The guide's overview: groups at the left edge, a sum below each and one of all."""
    rows = headed(tables(built.output / f"beispiel.{ending}"), "Gruppe", "Träger")
    sums = {row[-3]: row[-2] for row in rows if row[-3].startswith("Summe")}
    assert sums == {"Summe Fallmanagement": "8,5", "Summe Migrationsberatung": "9,0", "Summe insgesamt": "17,5"}
    assert [row[0] for row in rows if len(row) == 4 and row[0]] == ["Fallmanagement", "Migrationsberatung"]


@pytest.mark.parametrize(("ending", "tables", "_text"), READERS)
def test_posts_are_summed_up_by_part_and_in_all(ending: str, tables: Tables, _text: Any, built: Workplace) -> None:
    """The annex lists them all; each of the three sections only its own."""
    found = tables(built.output / f"beispiel.{ending}")
    rows = headed(found, "Bereich", "Stelle")
    assert [plain(row[-2]) for row in rows if any(cell.startswith("Summe") for cell in row[:2])] == [
        "2,0",
        "2,0",
        "1,0",
        "5,0",
    ]
    sums = [table[-1] for table in found if table[0][0] == "Stelle"]
    assert [next(cell for cell in row[1:] if cell) for row in sums] == ["2,0", "2,0", "1,0"]


@pytest.mark.parametrize(("ending", "tables", "_text"), READERS)
def test_the_cover_has_every_field_of_the_guide(ending: str, tables: Tables, _text: Any, built: Workplace) -> None:
    """Name, key and contact at the ministry follow from the applicant's key."""
    facts = {row[0]: plain(row[1]) for row in tables(built.output / f"beispiel.{ending}")[0][1:]}
    assert facts["Antragstellende Kommune"] == "Musterkreis (Kreis)"
    assert facts["Amtlicher Gemeindeschlüssel"] == "05999"
    assert facts["Beantragende Einrichtung"] == "Kommunales Integrationszentrum Musterkreis"
    one_a_line = {name: re.sub(r"\s", "", said) for name, said in facts.items()}
    assert one_a_line["Ansprechperson"].startswith("VornameErstnameLeitungdesKommunalen")
    assert one_a_line["Weitere Ansprechperson"].endswith("Tel.012345-6790kim@musterkreis.example")
    assert one_a_line["Ansprechperson im Ministerium"].startswith("Dr.ErikaBeispielMusterministerium,Referat999Tel.")
    assert facts["Ort, Datum"] == "Musterstadt, 15. Oktober 2021"


@pytest.mark.parametrize(("ending", "tables", "_text"), READERS)
def test_money_is_posts_times_rate(ending: str, tables: Tables, _text: Any, built: Workplace) -> None:
    """With the rates that the concept names; the own share is what is left."""
    rows = headed(tables(built.output / f"beispiel.{ending}"), "Art der Stelle", "VZÄ", "Satz je VZÄ")
    facts = {row[0]: [plain(cell) for cell in row[1:]] for row in rows}
    assert facts["Koordination"] == ["1,5", "55.000 €", "82.500 €"]
    assert facts["Verwaltungsassistenz"] == ["0,5", "45.000 €", "22.500 €"]
    assert facts["Förderung insgesamt"] == ["5,0", "", "270.000 €"]
    assert facts["Eigenanteil"] == ["", "", "53.600 €"]


@pytest.mark.parametrize(("ending", "_tables", "text"), READERS)
def test_the_exclusion_of_double_funding_stands_there_once(
    ending: str, _tables: Any, text: Callable[[Path], str], built: Workplace
) -> None:
    """In the section that names it, and then not at the end."""
    assert text(built.output / f"beispiel.{ending}").count("Doppelförderungen sind ausgeschlossen.") == 1


@pytest.mark.parametrize(("ending", "_tables", "text"), READERS)
def test_structure_and_time_are_drawn(
    ending: str, _tables: Any, text: Callable[[Path], str], built: Workplace, said: dict[str, Any]
) -> None:
    """Both pictures have a caption and say in words what they show: every box, phase and milestone."""
    shown = text(built.output / f"beispiel.{ending}")
    assert "Aufbau des Kommunalen Integrationsmanagements" in shown and "Zeitschiene der Umsetzung" in shown
    structure, times = descriptions(built.output / f"beispiel.{ending}")[-2:]
    assert [box["name"] for box in said["struktur"]["elemente"] if box["name"] not in structure] == []
    dates = [*said["phasen"], *said["meilensteine"]]
    assert [entry["titel"] for entry in dates if entry["titel"] not in times] == []
