"""Reading a JSON Schema file together with the shared files it refers to, as one self-contained schema."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote

Reader = Callable[[str], bytes | None]
"""Gives the bytes of a project file by its path, None where there is none."""


class Bundle(NamedTuple):
    """A schema with every reference turned into one within itself, and file and name of each of its definitions."""

    schema: dict[str, Any]
    origins: Mapping[str, tuple[str, str]]


def bundle(file: str, read: Reader) -> tuple[Bundle | None, list[Problem]]:
    """The schema in `file` with all that it refers to; None with findings (TYP-201, TYP-202).

    References may name a definition of the same file (`#/$defs/x`) or of a neighbouring file in the project
    (`../_gemeinsam/gemeinsam.schema.json#/$defs/x`); anything else, above all an address on the net, is a finding.
    """
    bundler = _Bundler(read)
    root = bundler.add(file)
    if not bundler.problems:
        bundler.check_references()
    if bundler.problems or root is None:
        return None, bundler.problems
    root["$defs"] = bundler.definitions
    return Bundle(root, bundler.origins), []


class _Reference(NamedTuple):
    """A reference as it is written in a file, and the definition that it names."""

    file: str
    said: str
    target: str
    name: str


class _Bundler:
    """Collects the definitions of all files under names of their own."""

    def __init__(self, read: Reader) -> None:
        self.read = read
        self.definitions: dict[str, Any] = {}
        self.origins: dict[str, tuple[str, str]] = {}
        self.references: list[_Reference] = []
        self.texts: dict[str, str] = {}
        self.problems: list[Problem] = []

    def add(self, file: str, said_at: Place | None = None) -> dict[str, Any] | None:
        """Read `file`, move its definitions into the common pool, and give back the rest."""
        self.texts[file] = ""
        schema = self._parsed(file, said_at)
        if schema is None:
            return None
        for name, definition in schema.pop("$defs", {}).items():
            self.origins[_pool_name(file, name)] = (file, name)
            self.definitions[_pool_name(file, name)] = self._rewritten(definition, file)
        result: dict[str, Any] = self._rewritten(schema, file)
        return result

    def check_references(self) -> None:
        """Tell the references to definitions that do not exist, each once."""
        for reference in dict.fromkeys(self.references):
            if _pool_name(reference.target, reference.name) not in self.definitions:
                from vorlagenwerk.basics.schema import faults  # not needed where all is well

                names = [name for file, name in self.origins.values() if file == reference.target]
                place = self._place_of(reference.file, reference.said)
                self.problems.append(faults.no_definition(place, reference.said, reference.name, names))

    def _parsed(self, file: str, said_at: Place | None) -> dict[str, Any] | None:
        """The JSON of a file, None with a finding; `said_at` is where another file refers to it."""
        raw = self.read(file)
        if raw is None:
            if said_at is None:
                self._report(Place(file), f"Die Schemadatei {quote(file)} fehlt.", "Bitte die Datei wieder anlegen.")
            else:
                remedy = "Bitte den Verweis berichtigen oder die Datei wieder anlegen."
                self._report(said_at, f"Hier wird auf die Datei {quote(file)} verwiesen; sie fehlt.", remedy)
            return None
        try:
            self.texts[file] = raw.decode("utf-8-sig")
            schema = json.loads(self.texts[file])
        except UnicodeDecodeError as fault:
            line = raw.count(b"\n", 0, fault.start) + 1
            text = "Die Schemadatei ist nicht als UTF-8 gespeichert."
            self._report(Place(file, line), text, "Bitte im Editor öffnen und mit der Codierung „UTF-8“ speichern.")
            return None
        except json.JSONDecodeError as fault:
            from vorlagenwerk.basics.schema import faults

            self.problems.append(faults.no_json(fault, file))
            return None
        if not isinstance(schema, dict) or not isinstance(schema.get("$defs", {}), dict):
            text = "Die Schemadatei ist anders aufgebaut als ein Schema."
            remedy = 'Erwartet wird „{ … }“ um den ganzen Inhalt und, wo es Definitionen gibt, „"$defs": { … }“.'
            self._report(Place(file, 1, 1), text, remedy)
            return None
        return schema

    def _rewritten(self, node: Any, file: str) -> Any:
        if isinstance(node, list):
            return [self._rewritten(entry, file) for entry in node]
        if not isinstance(node, dict):
            return node
        if isinstance(fields := node.get("properties"), dict):
            # `"feld": false` forbids a field; the validator names a field only when its schema is an object
            node = {**node, "properties": {name: {"not": {}} if s is False else s for name, s in fields.items()}}
        return {
            key: self._resolved(value, file) if key == "$ref" and type(value) is str else self._rewritten(value, file)
            for key, value in node.items()
        }

    def _resolved(self, reference: str, file: str) -> str:
        path, _, pointer = reference.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
        name = pointer.removeprefix("/$defs/")
        if ":" in path or target.startswith("..") or not pointer.startswith("/$defs/") or "/" in name:
            text = f"Der Verweis {quote(reference)} zeigt aus dem Projekt hinaus oder auf keine Definition."
            remedy = "Erlaubt sind „#/$defs/name“ und „../_gemeinsam/datei.json#/$defs/name“."
            self._report(self._place_of(file, reference), text, remedy)
            return reference
        self.references.append(_Reference(file, reference, target, name))
        if target not in self.texts:
            self.add(target, self._place_of(file, reference))
        return "#/$defs/" + _pool_name(target, name)

    def _place_of(self, file: str, reference: str) -> Place:
        """Where a file says a reference for the first time."""
        before, found, _ = self.texts[file].partition(f'"{reference}"')
        return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n")) if found else Place(file)

    def _report(self, place: Place, text: str, remedy: str) -> None:
        self.problems.append(error("TYP-201", place, text, remedy))


def _pool_name(file: str, name: str) -> str:
    return file.replace("/", ".") + "." + name
