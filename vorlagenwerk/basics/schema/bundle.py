"""Reading a JSON Schema file together with the shared files it refers to, as one self-contained schema."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from typing import Any

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote

Reader = Callable[[str], bytes | None]
"""Gives the bytes of a project file by its path, None where there is none."""


def bundle(file: str, read: Reader) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The schema in `file` with every reference turned into one within the schema itself.

    References may name a definition of the same file (`#/$defs/x`) or of a neighbouring file in the project
    (`../_gemeinsam/gemeinsam.schema.json#/$defs/x`); anything else, above all an address on the net, is a finding.
    """
    bundler = _Bundler(read)
    root = bundler.add(file)
    if bundler.problems or root is None:
        return None, bundler.problems
    root["$defs"] = bundler.definitions
    return root, []


class _Bundler:
    """Collects the definitions of all files under names of their own."""

    def __init__(self, read: Reader) -> None:
        self.read = read
        self.definitions: dict[str, Any] = {}
        self.seen: set[str] = set()
        self.problems: list[Problem] = []

    def add(self, file: str) -> dict[str, Any] | None:
        """Read `file`, move its definitions into the common pool, and give back the rest."""
        self.seen.add(file)
        raw = self.read(file)
        if raw is None:
            self._report(file, 0, 0, f"Die Schemadatei {quote(file)} fehlt.", "Bitte die Datei wieder anlegen.")
            return None
        try:
            schema = json.loads(raw.decode("utf-8-sig"))
        except json.JSONDecodeError as trouble:
            text = "Die Schemadatei ist kein gültiges JSON."
            self._report(file, trouble.lineno, trouble.colno, text, "Häufig fehlt ein Komma oder eine Klammer.")
            return None
        except UnicodeDecodeError:
            self._report(file, 0, 0, "Die Schemadatei ist nicht UTF-8.", "Bitte als UTF-8 speichern.")
            return None
        if not isinstance(schema, dict):
            self._report(file, 1, 1, "Die Schemadatei enthält kein Objekt.", "Erwartet wird { … }.")
            return None
        for name, definition in schema.pop("$defs", {}).items():
            self.definitions[_pool_name(file, name)] = self._rewritten(definition, file)
        result: dict[str, Any] = self._rewritten(schema, file)
        return result

    def _rewritten(self, node: Any, file: str) -> Any:
        if isinstance(node, list):
            return [self._rewritten(entry, file) for entry in node]
        if not isinstance(node, dict):
            return node
        if isinstance(fields := node.get("properties"), dict):
            # `"feld": false` forbids a field; the validator names a field only when its schema is an object
            node = {**node, "properties": {name: {"not": {}} if s is False else s for name, s in fields.items()}}
        return {
            key: self._resolved(value, file) if key == "$ref" else self._rewritten(value, file)
            for key, value in node.items()
        }

    def _resolved(self, reference: str, file: str) -> str:
        path, _, pointer = reference.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
        name = pointer.removeprefix("/$defs/")
        if ":" in path or target.startswith("..") or not pointer.startswith("/$defs/") or "/" in name:
            text = f"Der Verweis {quote(reference)} zeigt aus dem Projekt hinaus oder auf keine Definition."
            self._report(file, 0, 0, text, "Erlaubt sind „#/$defs/name“ und „../_gemeinsam/datei.json#/$defs/name“.")
            return reference
        if target not in self.seen:
            self.add(target)
        return "#/$defs/" + _pool_name(target, name)

    def _report(self, file: str, line: int, column: int, text: str, remedy: str) -> None:
        self.problems.append(error("TYP-201", Place(file, line, column), text, remedy))


def _pool_name(file: str, name: str) -> str:
    return file.replace("/", ".") + "." + name
