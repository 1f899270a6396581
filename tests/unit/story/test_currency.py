"""What a build takes for up to date, and what makes it look again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Workplace
from tests.properties.trees import png

FORM = "gueltig/erhebungsbogen/kurz.yaml"
PAPER = "gueltig/regionalrat-vorlage/kurz.yaml"


@pytest.fixture
def built(workplace: Workplace) -> Workplace:
    """A form and a paper, built."""
    workplace.take(FORM, "content/bogen.yaml")
    workplace.take(PAPER, "content/vorlage.yaml")
    assert workplace.call("build").code == 0
    return workplace


def made(place: Workplace, *arguments: str) -> list[str]:
    """The documents that a build made anew."""
    done = place.call("build", *arguments)
    assert done.code in (0, 1), done
    return [line.split()[1].rpartition("/")[2] for line in done.out.splitlines() if line.startswith("gebaut: ")]


def entries(place: Workplace) -> dict[str, Any]:
    """The manifest's entries by file name."""
    data = json.loads((place.output / "manifest.json").read_bytes())
    return {entry["quelle"].rpartition("/")[2]: entry for entry in data["dokumente"]}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("content/bogen.yaml", "156", "160", ["bogen.yaml"]),
        ("content/vorlage.yaml", "Antrag vor", "Antrag da", ["vorlage.yaml"]),
        ("templates/erhebungsbogen/tabellen.yaml", "lfd. Nr.", "Nummer", ["bogen.yaml"]),
        ("templates/erhebungsbogen/dokumenttyp.yaml", "querformat: true", "querformat: false", ["bogen.yaml"]),
        ("schemas/regionalrat-vorlage/inhalt.schema.json", "Eine Sitzungsvorlage", "Die Vorlage", ["vorlage.yaml"]),
        ("schemas/codelisten/hsk.yaml", "bezeichnung: ja", "bezeichnung: jawohl", ["bogen.yaml", "vorlage.yaml"]),
        ("schemas/_gemeinsam/gemeinsam.schema.json", "Kurzer Text", "Text", ["bogen.yaml", "vorlage.yaml"]),
        ("templates/_stil/stil.css", "body", "body, html", ["bogen.yaml", "vorlage.yaml"]),
        ("content/_stammdaten/gremien.yaml", "Planungskommission", "Planung", ["bogen.yaml", "vorlage.yaml"]),
        ("requirements.txt", "attrs", "# attrs", ["bogen.yaml", "vorlage.yaml"]),
    ],
)
def test_a_change_builds_what_depends_on_it(
    file: str, old: str, new: str, expected: list[str], built: Workplace
) -> None:
    """Everything that a paper was made from counts, and nothing else."""
    built.change(file, (old, new))
    assert made(built) == expected
    assert made(built) == []


@pytest.mark.parametrize(
    "folder", ["templates/_bausteine", "templates/_stil", "schemas/_gemeinsam", "schemas/codelisten"]
)
def test_a_new_shared_file_builds_everything(folder: str, built: Workplace) -> None:
    """Any paper may have been waiting for it."""
    built.write(f"{folder}/neu.txt", "x")
    assert made(built) == ["bogen.yaml", "vorlage.yaml"]


def test_a_change_of_the_program_builds_everything(built: Workplace) -> None:
    """A new version may write other bytes."""
    built.change("vorlagenwerk/basics/german.py", ("“45.002”", "“45.003”"))
    assert made(built) == ["bogen.yaml", "vorlage.yaml"]


def test_notes_and_hidden_files_build_nothing(built: Workplace) -> None:
    """What no paper is made from does not matter."""
    for file in (
        "content/notiz.md",
        "templates/.DS_Store",
        "templates/_stil/~$standard.docx",
        "schemas/erhebungsbogen/.x",
    ):
        built.write(file, "x")
    assert made(built) == []


def test_a_failed_paper_is_tried_again_when_anything_changes(workplace: Workplace) -> None:
    """Its trouble may have been mended in any template or schema."""
    workplace.take(FORM, "content/bogen.yaml", ("dokumenttyp: erhebungsbogen", "dokumenttyp: neuertyp"))
    assert made(workplace) == [] and made(workplace) == []
    for folder in ("schemas", "templates"):
        for path in sorted((workplace.root / folder / "erhebungsbogen").iterdir()):
            text = path.read_text(encoding="utf-8").replace("dokumenttyp: erhebungsbogen", "dokumenttyp: neuertyp")
            workplace.write(
                f"{folder}/neuertyp/{path.name}", text.replace('"const": "erhebungsbogen"', '"const": "neuertyp"')
            )
    assert made(workplace) == ["bogen.yaml"]


def test_a_document_type_needs_no_python(workplace: Workplace) -> None:
    """Two folders make a type: a new paper is built, listed and checked at once."""
    workplace.write(
        "schemas/brief/inhalt.schema.json",
        '{"type": "object", "additionalProperties": false, "required": ["dokumenttyp", "an"], "properties": '
        '{"dokumenttyp": {"type": "string"}, "an": {"type": "string"}}}',
    )
    workplace.write(
        "templates/brief/dokumenttyp.yaml",
        'dokumenttyp: brief\ntitel: Brief\ndokument: {titel: "An {{ an }}", kurztitel: Brief, verfasser: Amt}\n',
    )
    workplace.write("templates/brief/dokument.md.j2", "Guten Tag {{ an }}!\n")
    workplace.write("content/x.yaml", "dokumenttyp: brief\nan: Frau Muster\n")
    assert made(workplace) == ["x.yaml"]
    assert b"Guten Tag Frau Muster!" in workplace.files()["x.html"]


def test_the_manifest_tells_inputs_outputs_and_figures(built: Workplace) -> None:
    """Another program can tell from it what was made of what."""
    entry = entries(built)["bogen.yaml"]
    assert set(entry["eingaben"]) == {"content/bogen.yaml"} and set(entry["ausgaben"]) == {"docx", "html", "pdf"}
    assert entry["ausgaben"]["docx"]["bytes"] == len(built.files()["bogen.docx"])
    assert (entry["zustand"], entry["dokumenttyp"], entry["meldungen"]) == ("aktuell", "erhebungsbogen", [])
    assert entry["kennzahlen"]["gesamtkosten"].replace("\u00a0", " ") == "156 Tsd. €"


def test_two_documents_for_one_output_are_not_both_up_to_date(workplace: Workplace) -> None:
    """The one whose files are lost must not be told as built and up to date."""
    workplace.take(FORM, "content/x.yaml")
    workplace.take(PAPER, "content/x.yml")
    assert workplace.call("build").code == 1
    assert {entry["zustand"] for entry in entries(workplace).values()} != {"aktuell"}


def test_trouble_with_the_project_is_told_at_every_build(built: Workplace) -> None:
    """A doubled code stays doubled when nothing is built anew."""
    built.change("schemas/codelisten/hsk.yaml", ('code: "0"', 'code: "1"'))
    first, second = built.call("build"), built.call("build")
    assert first.code == 2 and "TYP-304" in first.out
    assert second.code == 2 and "TYP-304" in second.out


def test_the_cause_of_a_failure_is_told_at_every_build(built: Workplace) -> None:
    """“Die Meldungen zu schemas/ und templates/ nennen die Ursache” must be true the second time, too."""
    built.change("templates/erhebungsbogen/dokument.md.j2", ("# Legende", "# {{ nirgends }}"))
    first, second = built.call("build"), built.call("build")
    assert "VOR-101" in first.out
    assert "VOR-101" in second.out


def test_a_format_can_be_built_when_another_failed(workplace: Workplace) -> None:
    """HTML needs no Word template."""
    workplace.take(FORM, "content/bogen.yaml")
    workplace.write("templates/_stil/standard.docx", "kein Word")
    workplace.call("build")
    workplace.call("build", "--format", "html")
    assert "bogen.html" in workplace.files()


@pytest.mark.parametrize("frame", ["seite.html.j2", "uebersicht.html.j2"])
def test_check_finds_what_would_stop_a_build(frame: str, built: Workplace) -> None:
    """Whoever checks before a build is not surprised by it."""
    path = built.root / "templates" / "_stil" / frame
    path.write_text(path.read_text(encoding="utf-8") + "{{ nirgends }}", encoding="utf-8")
    assert built.call("build", "--force").code == 2
    assert built.call("check").code == 2


def test_a_changed_picture_is_built_anew(workplace: Workplace) -> None:
    """What stands beside the content belongs to the paper; a picture that comes later mends it."""
    workplace.take(PAPER, "content/x.yaml", ("text: Es liegt ein Antrag vor.", 'text: "![Plan der Stadt](plan.png)"'))
    missing = workplace.call("build")
    assert missing.code == 1 and "BIL-301" in missing.out
    workplace.write("content/plan.png", png(600, 300))
    assert workplace.call("build").code == 0
    before = workplace.files()
    assert workplace.call("build").code == 0 and workplace.files() == before
    workplace.write("content/plan.png", png(600, 400))
    assert workplace.call("build").code == 0
    changed = {name for name, raw in workplace.files().items() if before[name] != raw}
    assert changed == {"x.docx", "x.html", "x.pdf", "manifest.json"}
