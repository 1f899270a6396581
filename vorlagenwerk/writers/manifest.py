"""The manifest of a build: what each document was made from and what was made of it. Holds no time of day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from vorlagenwerk.writers.output import write_files

NAME = "manifest.json"
VERSION = 1

Entry = dict[str, Any]
"""What is known of a document; `_FIELDS` names its keys and their types."""

_FIELDS = {
    "quelle": str, "dokumenttyp": str, "art": str, "titel": str, "zustand": str, "formate": list, "grundlagen": list,
    "grundlage": str, "eingaben": dict, "ausgaben": dict, "kennzahlen": dict, "meldungen": list,
}  # fmt: skip
_OUTPUT_FIELDS = {"datei": str, "sha256": str, "bytes": int, "veraltet": bool}
_FINDING_FIELDS = {
    "code": str, "stufe": str, "datei": str, "zeile": int, "spalte": int, "text": str, "abhilfe": str,
}  # fmt: skip


class Manifest(NamedTuple):
    """The documents by their content file; the findings on the project itself, each with the documents that met it."""

    entries: dict[str, Entry]
    project: list[dict[str, Any]]


def read_manifest(output: Path) -> Manifest:
    """What the last build told; damaged parts are left out, so that they are made anew."""
    try:
        data = json.loads((output / NAME).read_bytes())
        if data["version"] != VERSION:
            return Manifest({}, [])
        entries = {entry["quelle"]: entry for entry in data["dokumente"] if _is_sound(entry)}
        told = {**_FINDING_FIELDS, "dokumente": list}
        return Manifest(entries, [said for said in data["projekt"] if _has(said, told)])
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest({}, [])


def write_manifest(output: Path, program: str, manifest: Manifest) -> None:
    """Put the manifest in place; the same content gives the same bytes. Raises OutputError."""
    data = {
        "version": VERSION,
        "vorlagenwerk": program,
        "dokumente": [manifest.entries[name] for name in sorted(manifest.entries)],
        "projekt": manifest.project,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def write(stream: BinaryIO) -> None:
        stream.write(text.encode("utf-8"))

    write_files(output, {NAME: write})


def _is_sound(entry: Any) -> bool:
    """Whether an entry can be believed: somebody may have edited the file, and its ways lead to files we remove."""
    return (
        _has(entry, _FIELDS)
        and all(_has(made, _OUTPUT_FIELDS) and _stays_below(made["datei"]) for made in entry["ausgaben"].values())
        and all(_has(said, _FINDING_FIELDS) for said in entry["meldungen"])
    )


def _has(data: Any, fields: Mapping[str, type]) -> bool:
    return isinstance(data, dict) and all(isinstance(data.get(name), kind) for name, kind in fields.items())


def _stays_below(file: str) -> bool:
    return not file.startswith(("/", "\\")) and ":" not in file and ".." not in file.replace("\\", "/").split("/")
