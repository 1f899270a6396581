"""The manifest of a build: what each document was made from and what was made of it. Holds no time of day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, BinaryIO

from vorlagenwerk.writers.output import write_files

NAME = "manifest.json"
VERSION = 1

Entry = dict[str, Any]
"""A document's entry: quelle, dokumenttyp, titel, zustand, grundlage, eingaben, ausgaben, kennzahlen, meldungen."""


def read_manifest(output: Path) -> dict[str, Entry]:
    """The documents of the last build by their content file; {} when there was none that can be understood."""
    try:
        data = json.loads((output / NAME).read_bytes())
        if data["version"] != VERSION:
            return {}
        return {entry["quelle"]: entry for entry in data["dokumente"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_manifest(output: Path, program: str, entries: dict[str, Entry]) -> None:
    """Put the manifest in place; the same entries give the same bytes. Raises OutputError."""
    data = {
        "version": VERSION,
        "vorlagenwerk": program,
        "dokumente": [entries[name] for name in sorted(entries)],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def write(stream: BinaryIO) -> None:
        stream.write(text.encode("utf-8"))

    write_files(output, {NAME: write})
