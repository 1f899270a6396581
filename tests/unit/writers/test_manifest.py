"""The manifest: what is written is read again, and nothing else is believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Workplace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note
from vorlagenwerk.writers import manifest
from vorlagenwerk.writers.manifest import Manifest, read_manifest, write_manifest


def entry(source: str, title: str) -> dict[str, Any]:
    """An entry with every field."""
    empty: dict[str, Any] = {name: kind() for name, kind in manifest._FIELDS.items()}
    return {**empty, "quelle": source, "titel": title}


ENTRIES = {
    "content/b.yaml": entry("content/b.yaml", "Zweites – „Ä“"),
    "content/a.yaml": entry("content/a.yaml", "Erstes"),
}
PROJECT = [{**note("TYP-304", Place("schemas/x.yaml", 1, 1), "x").as_data(), "dokumente": ["content/a.yaml"]}]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Entries survive; the file is sorted by document, so that a change shows small."""
    write_manifest(tmp_path, "0.1.0", Manifest(ENTRIES, PROJECT))
    assert read_manifest(tmp_path) == Manifest(ENTRIES, PROJECT)
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert text.index("content/a.yaml") < text.index("content/b.yaml") and "„Ä“" in text and text.endswith("}\n")


def test_the_order_of_entries_does_not_change_a_byte(tmp_path: Path) -> None:
    """The same entries give the same file."""
    write_manifest(tmp_path / "a", "1", Manifest(ENTRIES, []))
    write_manifest(tmp_path / "b", "1", Manifest(dict(reversed(list(ENTRIES.items()))), []))
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": 99, "dokumente": []}', '{"version": 1}', "\xff"])
def test_a_manifest_that_cannot_be_understood_is_none(text: str, tmp_path: Path) -> None:
    """Then everything is built anew, and the manifest with it."""
    (tmp_path / "manifest.json").write_bytes(text.encode("latin-1"))
    assert read_manifest(tmp_path) == Manifest({}, [])


@pytest.mark.parametrize("entry", ["x", None, [], {}])
def test_an_entry_without_a_source_does_not_break_a_build(entry: Any, workplace: Workplace) -> None:
    """A manifest that tells nothing of use is written anew."""
    workplace.take("gueltig/erhebungsbogen/kurz.yaml", "content/a.yaml")
    workplace.write("output/manifest.json", json.dumps({"version": 1, "dokumente": [entry], "projekt": []}))
    assert workplace.call("build").code == 0


@pytest.mark.parametrize("entry", [{"quelle": "content/a.yaml"}, {"quelle": 5}])
def test_a_damaged_entry_does_not_break_a_build(entry: Any, workplace: Workplace) -> None:
    """Whatever somebody did to the manifest, the next build ends well."""
    workplace.take("gueltig/erhebungsbogen/kurz.yaml", "content/a.yaml")
    workplace.write("output/manifest.json", json.dumps({"version": 1, "dokumente": [entry], "projekt": []}))
    done = workplace.call("build")
    assert done.code == 0, done


def test_a_manifest_can_delete_nothing_outside_the_output(workplace: Workplace) -> None:
    """A manifest with a way out of the folder must not make the program delete other files."""
    victim = workplace.write("wichtig.txt", "bleibt")
    files = {"docx": {"datei": "../wichtig.txt", "sha256": "", "bytes": 1, "veraltet": False}}
    entry = {
        "quelle": "content/weg.yaml",
        "ausgaben": files,
        "meldungen": [],
        "art": "",
        "titel": "",
        "zustand": "aktuell",
    }
    workplace.write("output/manifest.json", json.dumps({"version": 1, "dokumente": [entry], "projekt": []}))
    workplace.call("build")
    assert victim.exists()


def test_a_finding_survives_the_manifest() -> None:
    """What was told once is told in the same words when nothing has changed."""
    data = {"code": "X-1", "stufe": "Warnung", "datei": "a", "zeile": 1, "spalte": 2, "text": "T.", "abhilfe": "A."}
    assert Problem.from_data(data).as_data() == data


def test_the_manifest_holds_no_time_and_no_place(shipped: Workplace) -> None:
    """Neither the day of the build nor the machine's folders."""
    text = (shipped.output / "manifest.json").read_text(encoding="utf-8")
    assert str(shipped.root) not in text
    assert not any(word in text for word in ('"zeit', '"datum"', '"gebaut_am', "T00:", "/tmp"))
