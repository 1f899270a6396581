"""Both concepts read back from Word and page: every list of the content, cell by cell, and every sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import docx
import lxml.html
import pytest
import yaml
from docx.oxml.ns import qn

from tests.conftest import ROOT, Workplace
from tests.inhalt.reading import Rows, page_tables, plain, word_tables

READERS: dict[str, Callable[[Path], list[Rows]]] = {"docx": word_tables, "html": page_tables}
Entry = dict[str, Any]


class Part(NamedTuple):
    """A table of a concept: the list it shows, and how each column's field is printed.

    A field is printed as it stands, or as the format behind a blank says: a number, a date, or the fields of the entry
    in the code list behind the format.
    """

    titles: str
    path: str
    fields: str
    post: int = 0


PARTS = [
    Part("Ziel|Zieldimension|Woran man es erkennt", "ziele",
         "ziel|zieldimensionen code-kurz zieldimensionen|kennzeichen"),
    Part("Programm|Träger|Laufzeit|Schnittstelle|Abgrenzung", "programme",
         "name|traeger|laufzeit|schnittstelle|abgrenzung"),
    Part("Netzwerk oder Gremium|Stand|Federführung|Turnus|Mitglieder|Bezug zu KIM", "netzwerke",
         "name|stand bezeichnung netzwerkstand|federfuehrung|turnus|mitglieder|bezug"),
    Part("Organisation|Funktion|Leitungsebene|Stimmrecht|Sitze", "lenkungsgruppe",
         "organisation|funktion|leitungsebene kurz leitungsebene|stimmrecht bezeichnung stimmrecht|sitze zahl"),
    Part("Element|Art|steht unter|Erläuterung", "struktur/elemente",
         "name|art bezeichnung strukturart|unter|zusatz"),
    Part("Von|Verbindung|Nach|Inhalt", "struktur/verbindungen",
         "von|art bezeichnung verbindungsart|nach|inhalt"),
    Part("Stelle|Träger|Ort|VZÄ|Aufgabenprofil", "stellen",
         "bezeichnung|traeger|ort|vzae zahl|aufgabenprofil", 1),
    Part("Stelle|Anbindung|Träger|Ort|VZÄ|Aufgabenprofil", "stellen",
         "bezeichnung|traegerart kurz traegerarten|traeger|ort|vzae zahl|aufgabenprofil", 2),
    Part("Stelle|Behörde|Träger|Ort|VZÄ|Aufgabenprofil", "stellen",
         "bezeichnung|art kurz stellenart|traeger|ort|vzae zahl|aufgabenprofil", 3),
    Part("Kommune|Ausländerbehörde|Jugendamt|Integrationsrat|Weiterleitung|VZÄ|Einbindung", "kreisangehoerige",
         "name|auslaenderbehoerde|jugendamt|integrationsrat|weiterleitung|vzae zahl|einbindung"),
    Part("Phase|von|bis|Inhalt", "phasen", "titel|von datum|bis datum|inhalt"),
    Part("Meilenstein|Datum|Phase|Verantwortlich", "meilensteine", "titel|datum datum|phase|verantwortlich"),
]  # fmt: skip
SUMMED = {"sitze", "vzae"}
GROUPED = ["Gruppe", "Träger", "Personal (VZÄ)", "Beratungsangebot"]
POSTS = {"koordination": "Koordination", "assistenz": "Verwaltungsassistenz", "case_management": "Case Management",
         "auslaenderbehoerde": "Ausländerbehörde", "einbuergerungsbehoerde": "Einbürgerungsbehörde"}  # fmt: skip


class Paper(NamedTuple):
    """A concept: what its file says, and where it was built, without the ending."""

    said: dict[str, Any]
    built: Path

    def tables(self, ending: str) -> list[Rows]:
        """All tables of one of its files."""
        return READERS[ending](self.built.with_suffix(f".{ending}"))


@pytest.fixture(params=["musterkreis", "musterstadt"])
def paper(request: pytest.FixtureRequest, shipped: Workplace) -> Paper:
    """Each concept in turn."""
    said = yaml.safe_load((shipped.root / f"content/{request.param}/kim-konzept.yaml").read_text("utf-8"))
    return Paper(said, shipped.output / f"{request.param}/kim-konzept")


@cache
def code(name: str, key: str) -> dict[str, str]:
    """An entry of a code list, without the program's help."""
    said = yaml.safe_load((ROOT / f"schemas/codelisten/{name}.yaml").read_text("utf-8"))
    (found,) = [entry for entry in said["eintraege"] if entry["code"] == key]
    return {"kurz": found["bezeichnung"], **found}


def number(text: str) -> Decimal | None:
    """A number as German papers write it."""
    bare = text.removesuffix(" €").replace(".", "").replace(",", ".")
    return Decimal(bare) if bare else None


def expected(entry: Entry, field: str) -> Any:
    """What a cell must say."""
    name, form, listed = [*field.split(" "), "", ""][:3]
    value = entry.get(name)
    match value:
        case None:
            return None if form == "zahl" else ""
        case bool():
            return "ja" if value else "nein"
        case date():
            return f"{value:%d.%m.%Y}"
        case list():
            return ", ".join(coded(one, form, listed) for one in value)
    if form == "zahl":
        return Decimal(str(value))
    return coded(value, form, listed) if listed else plain(value)


def coded(key: str, form: str, listed: str) -> str:
    """A code as a table prints it."""
    return " ".join(code(listed, key)[field] for field in form.split("-"))


def entries(paper: Paper, part: Part) -> list[Entry]:
    """What a part shows, in the order of the content."""
    found: Any = paper.said
    for key in part.path.split("/"):
        found = found.get(key, [])
    return [entry for entry in found if not part.post or entry["baustein"] == part.post]


def headed(tables: list[Rows], titles: list[str]) -> Rows:
    """The rows below the head with just these titles; none without such a table."""
    found = [table for table in tables if table[0] == titles]
    assert len(found) <= 1, f"{len(found)} tables with the same head"
    return found[0][1:] if found else []


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("part", PARTS, ids=[part.titles.split("|")[1] + str(part.post) for part in PARTS])
def test_every_cell_of_a_list_is_printed(part: Part, ending: str, paper: Paper) -> None:
    """One row an entry, in the order of the content; codes in words, days and numbers the German way."""
    fields = part.fields.split("|")
    wanted = entries(paper, part)
    rows = headed(paper.tables(ending), part.titles.split("|"))
    sums = [at for at, field in enumerate(fields) if field.split(" ")[0] in SUMMED and wanted]
    if sums:
        total = rows.pop()
        assert total[0] == "Summe"
        for at in sums:
            assert number(total[at]) == sum(expected(entry, fields[at]) or 0 for entry in wanted)
    shown = [[number(cell) if field.endswith(" zahl") else cell for cell, field in zip(row, fields, strict=True)]
             for row in rows]  # fmt: skip
    assert shown == [[expected(entry, field) for field in fields] for entry in wanted]


def test_both_papers_have_something_of_every_list(paper: Paper) -> None:
    """A list that is empty would be read back as nothing; only a city has no municipalities."""
    empty = [part.path for part in PARTS if not entries(paper, part)]
    assert empty == ([] if paper.said["antragsteller"]["kommunentyp"] == "kreis" else ["kreisangehoerige"])


@pytest.mark.parametrize("ending", READERS)
def test_staff_is_listed_by_group_with_sums(ending: str, paper: Paper) -> None:
    """The group stands once, at its first row; below each group its sum, at the end that of all."""
    rows = [[*[""] * (4 - len(row)), *row] for row in headed(paper.tables(ending), GROUPED)]
    wanted: list[list[Any]] = []
    for group, members in groupby(paper.said["angebote"], key=lambda entry: entry["gruppe"]):
        block = list(members)
        for at, entry in enumerate(block):
            wanted.append(
                [group if not at else "", *(expected(entry, f) for f in ("traeger", "personal zahl", "angebot"))]
            )
        wanted.append(["", f"Summe {group}", total(block), ""])
    wanted.append(["", "Summe insgesamt", total(paper.said["angebote"]), ""])
    assert [[row[0], row[1], number(row[2]), row[3]] for row in rows] == wanted


def total(block: list[Entry]) -> Decimal:
    """The staff of a group."""
    return sum((Decimal(str(entry.get("personal", 0))) for entry in block), Decimal())


def groups(paper: Paper) -> list[tuple[str, int]]:
    """Each group of the content with the number of its entries."""
    said = groupby(paper.said["angebote"], key=lambda entry: entry["gruppe"])
    return [(group, len(list(members))) for group, members in said]


def test_groups_are_merged_and_turned_in_word(paper: Paper) -> None:
    """One cell over all rows of the group, its text from bottom to top; the sum's row is not part of it."""
    body = docx.Document(str(paper.built.with_suffix(".docx"))).element.body
    (table,) = [table for table in body.iter(qn("w:tbl")) if head(table) == "Gruppe"]
    found: list[tuple[str, int]] = []
    for row in list(table.iterchildren(qn("w:tr")))[1:]:
        cell = row.find(qn("w:tc"))
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is None:
            continue
        assert cell.find(f"{qn('w:tcPr')}/{qn('w:textDirection')}").get(qn("w:val")) == "btLr"
        if merge.get(qn("w:val")) == "restart":
            found.append(("".join(node.text for node in cell.iter(qn("w:t"))), 0))
        found[-1] = (found[-1][0], found[-1][1] + 1)
    assert found == groups(paper)


def head(table: Any) -> str:
    """The text of a Word table's first cell."""
    return "".join(node.text for node in table.find(f"{qn('w:tr')}/{qn('w:tc')}").iter(qn("w:t")))


def test_groups_are_merged_and_turned_on_the_page(paper: Paper) -> None:
    """A head of its rows for a screen reader as well: each group is a body of its own."""
    page = lxml.html.fromstring(paper.built.with_suffix(".html").read_bytes())
    cells = page.xpath('//table[@id="angebote"]/tbody/tr/th[@rowspan]')
    assert {(cell.get("scope"), cell.get("class")) for cell in cells} == {("rowgroup", "gedreht")}
    assert [(cell.text_content(), int(cell.get("rowspan"))) for cell in cells] == groups(paper)
    assert all(cell.getparent().getprevious() is None for cell in cells)


@pytest.mark.parametrize("ending", READERS)
def test_funding_is_posts_times_rate(ending: str, paper: Paper) -> None:
    """Each kind of post, the sum, the cost of staff and what is left to pay, computed here a second time."""
    rows = {
        row[0]: row[1:]
        for row in headed(paper.tables(ending), ["Art der Stelle", "VZÄ", "Satz je VZÄ", "Betrag im Jahr"])
    }
    wanted = dict(funding(paper))
    grant = sum((posts * rate for posts, rate in wanted.values()), Decimal())
    cost = sum(Decimal(str(post["personalkosten"])) for post in paper.said["stellen"])
    for kind, (posts, rate) in wanted.items():
        assert [number(cell) for cell in rows.pop(kind)] == [posts, rate, posts * rate]
    full = sum(posts for posts, _rate in wanted.values())
    assert [number(cell) for cell in rows.pop("Förderung insgesamt")] == [full, None, grant]
    assert {kind: number(cells[-1]) for kind, cells in rows.items()} == {
        "Personalkosten insgesamt": cost,
        "Eigenanteil": cost - grant,
    }


def funding(paper: Paper) -> Iterator[tuple[str, tuple[Decimal, Decimal]]]:
    """Posts and rate of each kind that the concept applies for."""
    rates = yaml.safe_load((ROOT / "content/_stammdaten/kim_saetze.yaml").read_text("utf-8"))["eintraege"]
    for kind, title in POSTS.items():
        posts = sum(Decimal(str(post["vzae"])) for post in paper.said["stellen"] if post["art"] == kind)
        assert posts == Decimal(str(paper.said["beantragt"][kind]))
        if posts:
            (rate,) = [entry["betrag"] for entry in rates if entry["code"] == paper.said["saetze"][kind]]
            yield title, (Decimal(posts), Decimal(rate))


@pytest.mark.parametrize("ending", READERS)
def test_posts_applied_for_are_shown_where_a_section_asks_for_them(ending: str, paper: Paper) -> None:
    """By kind with the name of its part, and the sum of all."""
    rows = {
        row[0]: row[1] for row in headed(paper.tables(ending), ["Art der Stelle", "Beantragt in Vollzeitäquivalenten"])
    }
    if "stellenuebersicht" not in str(paper.said["gliederung"]):
        assert not rows
        return
    wanted = {title: posts for title, (posts, _rate) in funding(paper)}
    assert number(rows.pop("Summe")) == sum(wanted.values())
    assert {title: number(cell.split(" ")[0]) for title, cell in rows.items()} == wanted
    parts = code("kim_begriffe", paper.said["begriffe"]["bausteine"])
    assert [cell.split(" ", 1)[1] for cell in rows.values()] == [
        f"({parts[f'baustein_{part}']})" for part in (1, 1, 2, 3, 3)
    ]


def test_money_is_passed_on_only_where_all_three_criteria_are_met(paper: Paper) -> None:
    """The guide's condition, and the posts passed on are those listed at the municipalities."""
    places = paper.said.get("kreisangehoerige", [])
    criteria = ("auslaenderbehoerde", "jugendamt", "integrationsrat")
    assert [place["name"] for place in places if place["weiterleitung"]] == [
        place["name"] for place in places if all(place[one] for one in criteria)
    ]
    for place in places:
        posts = [p["vzae"] for p in paper.said["stellen"] if p["traeger"] == place["name"] and p["baustein"] == 1]
        assert sum(posts) == place.get("vzae", 0)
