"""The benchmark's workloads, written as the project's own content and, beside it, in the form its peer reads.

Same seed, same bytes. Rows, prose and sizes are those of the real Vorlage 10/02/09 in `content/`:

    w1 w2 w3 w3x   DIR/content/vorlage.yaml with its annex content/anlagen/erhebungsbogen.yaml
                   of 24 (the real ones), 1,000, 10,000 and 50,000 rows
    w4             DIR/content/vorlagen/v001.yaml … v200.yaml, each with an annex content/anlagen/e001.yaml … of its own
    w5             a concept, see `concept`

Run as `python -m tests.performance.workloads NAME DIR`. The peer's form of a paper is DIR/peer/<name>.yaml: the same
rows, the same prose with its figures filled in.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.performance.concept import write_concept
from tests.performance.plan import PAPERS, ROOT, ROWS, Expected, save_expected
from vorlagenwerk.basics import german

REAL = ROOT / "content/bezirksregierung-arnsberg/regionalrat/2009"

Row = dict[str, Any]
_COSTS = ("nr", "gesamtkosten", "zuwendung")


@dataclass(frozen=True, slots=True)
class Material:
    """What all workloads are made from: the real paper as text and as data, its rows, names and keys of places."""

    text: str
    paper: dict[str, Any]
    form_head: str
    excuses: str
    titles: dict[str, str]
    rows: list[Row]
    places: list[tuple[str, str, str]]


def read_material() -> Material:
    """The real Vorlage with its annex, and the code list of places in the order of their keys."""
    text = (REAL / "10-02-09.yaml").read_text("utf-8")
    form = (REAL / "erhebungsbogen-investitionspakt-2009.yaml").read_text("utf-8")
    entries = _load((ROOT / "schemas/codelisten/gemeindeschluessel.yaml").read_text("utf-8"))["eintraege"]
    table = _load((ROOT / "templates/erhebungsbogen/tabellen.yaml").read_text("utf-8"))["tabellen"]["massnahmen"]
    own = [entry for entry in entries if entry["bezirk"] == "Arnsberg"]  # the district of the real form
    places = sorted(((e["bezeichnung"], e["code"], e["bezirk"]) for e in own), key=lambda place: place[1])
    titles = {column["kennung"]: column["titel"] for column in table["spalten"]}
    head, _, _ = form.partition("massnahmen:\n")
    excuses = form[form.index("\nausnahmen:\n") :]
    return Material(text, _load(text), head, excuses, titles, _load(form)["massnahmen"], places)


def _load(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


# --- rows ------------------------------------------------------------------------------------------------

_KINDS = ("Grundschule", "Hauptschule", "Realschule", "Gesamtschule", "Förderschule", "Berufskolleg",
          "Kindertagesstätte", "Kindergarten", "Sporthalle", "Mehrzweckhalle", "Begegnungsstätte")  # fmt: skip
_NAMES = ("Am Markt", "Jahnstraße", '"An der Linde"', "St. Josef", "Wilhelm-Busch", '"Regenbogen"', "Nord",
          "Gebr. Grimm", "Im Winkel", '"Löwenzahn & Co."', "Schulstraße 12 <Altbau>", "Hüsten", "Ostwall",
          "Südpark")  # fmt: skip
_REMARKS = ("", "", "", "", "Schulturnhalle", "Fassade, Dach und Fenster; Fördersatz 2/3",
            "Schulturnhalle, das Schulgebäude wurde im Programmjahr 2008 gefördert",
            "PCB/Asbest-Beseitigung; ca. 374 Tsd. € nicht förderfähig",
            "Heizung & Lüftung (n. DIN 18599)")  # fmt: skip


def made_up_rows(count: int, seed: int, places: list[tuple[str, str, str]]) -> list[Row]:
    """Rows like the real ones. The order in which chance is asked is part of the workload: keep it."""
    chance = random.Random(seed)
    return [_made_up_row(number, chance, places) for number in range(1, count + 1)]


def _made_up_row(number: int, chance: random.Random, places: list[tuple[str, str, str]]) -> Row:
    name, key, _district = chance.choice(places)
    kind = chance.randrange(len(_KINDS))
    costs = chance.randrange(90, 7000)
    in_debt = sum(map(int, key)) % 2  # the same for all rows of a place
    row = {
        "nr": number,
        "gemeindeschluessel": key,
        "kommune": name,
        "bezeichnung": f"{_KINDS[kind]} {chance.choice(_NAMES)}",
        "art": str(chance.randrange(1, 3)),
        "zustand": str(chance.randrange(1, 3)),
        "gebiet": chance.choice(["SE", "ST", "SUW", "E", "AZ", "SD"]),
        "hsk": str(in_debt),
        "foerderkulisse": "",
        "gebaeudekulisse": "1" if kind < 6 else "2" if kind < 8 else "3",
        "konzept": str(chance.randrange(4)),
        "wissensvermittlung": str(chance.randrange(2)),
        "foerderprioritaet": chance.choice(["A", "B", "C", "2A", "2B"]),
        "gesamtkosten": costs,
        "zuwendung": (costs * 4 + 3) // 6,
        "beschreibung": chance.choice(_REMARKS),
    }
    energy = [chance.randrange(*bounds) / 10 for bounds in ((1100, 4500), (150, 1100), (200, 2900))]
    row["bemerkungen"] = " / ".join(f"{value:.1f}" for value in energy).replace(".", ",")
    row["denkmal"] = "D" if chance.random() < 0.08 else ""
    return row | _codes_by_the_rules(row)


def _codes_by_the_rules(row: Row) -> Row:
    """The codes that follow from others, so that no rule of the form is broken: a broken one is not built."""
    area = row["gebiet"] if row["hsk"] == "1" or row["gebiet"] != "E" else "SE"
    first = row["hsk"] == "1" and area != "E"
    concept = row["konzept"] if row["konzept"] != "0" or row["denkmal"] else "1"
    rank = {"3": "A", "2": "B"}.get(concept, "")
    if row["gebaeudekulisse"] == "3":
        priority = "C"
    else:
        priority = ("" if first else "2") + rank if rank else row["foerderprioritaet"]
    return {"gebiet": area, "art": "1" if area == "E" else row["art"], "konzept": concept,
            "foerderkulisse": "1" if first else "2", "foerderprioritaet": priority}  # fmt: skip


# --- writing ---------------------------------------------------------------------------------------------


def write_workload(name: str, folder: Path, material: Material) -> dict[str, Expected]:
    """Write the workload `name` below `folder`; what each of its papers must hold, by its path in the output."""
    if name == "w5":
        return write_concept(folder)
    shutil.copytree(ROOT / "content/_stammdaten", folder / "content/_stammdaten", dirs_exist_ok=True)
    if name != "w4":
        rows = material.rows if name == "w1" else made_up_rows(ROWS[name], ROWS[name], material.places)
        return {"vorlage": _write_paper(folder, "vorlage", "anlagen/erhebungsbogen.yaml", 0, rows, material)}
    expected = {}
    for part in range(1, PAPERS + 1):
        rows = material.rows if part == 1 else made_up_rows(24, 10_000 + part, material.places)
        paper, annex = f"vorlagen/v{part:03d}", f"../anlagen/e{part:03d}.yaml"
        expected[paper] = _write_paper(folder, paper, annex, part, rows, material)
    return expected


def _write_paper(folder: Path, paper: str, annex: str, part: int, rows: list[Row], material: Material) -> Expected:
    text = _own_text(material.text, annex, part)
    _write(folder / f"content/{paper}.yaml", text)
    _write(
        (folder / f"content/{paper}.yaml").parent / annex,
        material.form_head + _own_rows(rows) + (material.excuses if rows is material.rows else ""),
    )
    peer = "".join(_peer_text(material, part, rows))
    _write(folder / f"peer/{Path(paper).name}.yaml", peer)
    return Expected(len(rows), sum(row["gesamtkosten"] for row in rows), sum(row["zuwendung"] for row in rows))


def _write(path: Path, text: str) -> None:
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _own_text(text: str, annex: str, part: int) -> str:
    """The real Vorlage with another annex in place of its two, and with a number of its own where it is one of many."""
    text = _replaced(text, "erhebungsbogen-investitionspakt-2009.yaml", annex)
    text = _replaced(text, re.search(r"  - kennung: schluesseltabelle\n(?:    .*\n)+", text)[0], "")  # type: ignore[index]
    text = _replaced(text, text.partition("\n")[0] + "\n", "")  # the editor's schema line leads nowhere here
    text = re.sub(r"    proben:\n(?:      .*\n)+", "", text)  # they hold for the real annex only
    if part:
        text = _replaced(text, "titel: Investitionspakt 2009\n", f"titel: Investitionspakt 2009, Teil {part}\n")
        text = _replaced(text, "vorlagennummer: 10/02/09\n", f"vorlagennummer: {part}/02/09\n")
    return text


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"the real Vorlage does not hold exactly one {old!r}: the benchmark must follow its change")
    return text.replace(old, new)


def _own_rows(rows: Iterable[Row]) -> str:
    """Rows as authors write them: codes as quoted text, empty fields left out, an empty line between two entries."""
    entries = []
    for row in rows:
        fields = [f"{key}: {value if key in _COSTS else _scalar(value)}" for key, value in row.items() if value != ""]
        entries.append("  - " + "\n    ".join(fields) + "\n")
    return "massnahmen:\n" + "\n".join(entries)


def _scalar(text: str) -> str:
    plain = re.fullmatch(r"[^\W\d_]{2}[\w .()/-]*", text) and text.strip() == text
    if plain and text.lower() not in ("no", "on", "off", "yes", "null", "true", "false"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


# --- the peer's form -------------------------------------------------------------------------------------


def _peer_text(material: Material, part: int, rows: list[Row]) -> Iterator[str]:
    paper, suffix = material.paper, f", Teil {part}" if part else ""
    people = {key: f"{paper[key][0]['amtsbezeichnung']} {paper[key][0]['name']}" for key in _PEOPLE}
    head = {"behoerde": paper["absender"]["behoerde"], "stelle": paper["absender"]["stelle"],
            "sitzung": german.date(str(paper["sitzung"])), "vorlage": f"{part}/02/09" if part else "10/02/09",
            "top": paper["top"]["nummer"], "titel": paper["top"]["titel"] + suffix, **people}  # fmt: skip
    head["vorberatung"] = " ".join(f"{g['gremium']} {'X' if g['beteiligt'] else '...'}" for g in paper["vorberatung"])
    yield "kopf:\n" + "".join(f"  {key}: {_scalar(value)}\n" for key, value in head.items())
    yield f"beschlussvorschlag: {_scalar(paper['beschlussvorschlag'].strip())}\nabschnitte:\n"
    fill = _filler(paper, rows)
    for level, title, text in _sections(paper["begruendung"], 2, ""):
        block = "".join(f"      {line}\n" if line else "\n" for line in fill(text).splitlines())
        yield f"  - titel: {_scalar(title)}\n    ebene: {level}\n    text: " + (f"|\n{block}\n" if text else "''\n")
    yield "erhebungsbogen:\n  titel: Programmvorschlag zum Investitionspakt 2009\n  spalten:\n"
    for letter, (field, title) in zip("ABCDEFGHIJKLMNOPQR", material.titles.items(), strict=True):
        yield f"    - feld: {field}\n      buchstabe: {letter}\n      titel: {_scalar(title)}\n"
    yield "  zeilen:\n"
    districts = {key: district for _, key, district in material.places}
    for row in rows:
        key = row["gemeindeschluessel"]
        shown = {"bezirksregierung": districts[key], "mittelempfaenger": f"{row['kommune']} ({key})"} | row
        fields = [f"{name}: {_peer_value(name, shown.get(name, ''))}" for name in material.titles]
        yield "    - " + "\n      ".join(fields) + "\n"


_PEOPLE = ("berichterstattung", "bearbeitung")


def _peer_value(name: str, value: Any) -> str:
    return str(value) if name in _COSTS or str(value).isdecimal() else _scalar(value)


def _sections(sections: list[Any], level: int, number: str) -> Iterator[tuple[int, str, str]]:
    for index, section in enumerate(sections, 1):
        own = f"{number}{index}."
        title = section["titel"] if section.get("nummeriert") is False else f"{own} {section['titel']}"
        yield level, title, section.get("text", "")
        yield from _sections(section.get("abschnitte", ()), level + 1, own)


def _filler(paper: dict[str, Any], rows: list[Row]) -> Callable[[str], str]:
    """Puts the figures into prose, as the project would."""
    figures: dict[str, Any] = {name: said["wert"] for name, said in paper["angaben"].items()}
    first = [row for row in rows if row["foerderkulisse"] == "1"]
    second = [row["gebaeudekulisse"] for row in rows if row["foerderkulisse"] == "2"]
    figures |= {"erhebungsbogen." + name: value for name, value in {
        "anzahl": len(rows), "gesamtkosten": sum(row["gesamtkosten"] for row in rows) * 1000,
        "zuwendung": sum(row["zuwendung"] for row in rows) * 1000,
        "anzahl_prioritaet_1": len(first), "zuwendung_prioritaet_1": sum(row["zuwendung"] for row in first) * 1000,
        "anzahl_prioritaet_2": len(second), "anzahl_prioritaet_2_kita": second.count("2"),
        "anzahl_prioritaet_2_schule": second.count("1"), "vorgelegt_am": "2009-05-18"}.items()}  # fmt: skip

    def figure(found: re.Match[str]) -> str:
        value, form = figures[found[1]], found[2]
        return _FORMS[form](value) if form else str(value)

    return lambda text: _FIGURE.sub(figure, text).replace("[](#priorisierung)", "4.1")


_FIGURE = re.compile(r"\{\{ *([\w.]+)(?: *\| *(\w+))? *\}\}")
_FORMS: dict[str, Callable[[Any], str]] = {
    "euro": german.euro,
    "prozent": lambda value: f"{value} %".replace(".", ","),
    "datum_lang": lambda value: german.date_long(str(value)),
}


if __name__ == "__main__":
    save_expected(Path(sys.argv[2]), write_workload(sys.argv[1], Path(sys.argv[2]), read_material()))
