"""The project's code lists and master data, read when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.codelists import CodeList, make_code_list
from vorlagenwerk.basics.expressions import ExpressionError
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.project import Folder, Project
from vorlagenwerk.project.settings import load_settings


class NoList(ExpressionError):
    """A formula asks for a code list that is not there."""


class CodeLists:
    """Code lists by name, from `schemas/codelisten/` or, for master data, `content/_stammdaten/`."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lists: dict[str, CodeList | None] = {}
        self._fields: dict[tuple[str, str, str], dict[str, str] | None] = {}
        self.problems: list[Problem] = []
        """Findings of all lists read so far; each list reports once."""

    def get(self, name: str) -> CodeList | None:
        """The list, None where it does not exist or is broken (see `problems`)."""
        if name not in self._lists:
            self._lists[name], problems = self._load(name)
            self.problems += problems
        return self._lists[name]

    def fields(self, name: str, code: str, day: str) -> dict[str, str] | None:
        """What the list says about a code; None where the code is unknown or not valid on `day` ("" for any day).

        Raises ExpressionError where there is no such list: the name comes from a formula or a template.
        """
        asked = (name, code, day)
        if asked not in self._fields:
            self._fields[asked] = self._looked_up(*asked)
        return self._fields[asked]

    def _looked_up(self, name: str, code: str, day: str) -> dict[str, str] | None:
        known = self.get(name) if name in self._files else None
        if known is None:
            raise NoList(f"Die Codeliste {quote(name)} gibt es nicht, oder sie ist fehlerhaft.")
        entry = known.by_code.get(code)
        return None if entry is None or not entry.valid_on(day) else known.fields(entry, known.derived)

    def names(self) -> list[str]:
        """The names of all lists there are."""
        return sorted(self._files)

    @cached_property
    def _files(self) -> dict[str, tuple[Folder, str]]:
        """Folder and file of each list; where two have the same name, that beside the schemas counts."""
        places = ((self._project.content, "_stammdaten"), (self._project.schemas, "codelisten"))
        files = [(folder, file) for folder, below in places for file in folder.files(below) if file.endswith(".yaml")]
        return {file.rsplit("/", 1)[1].removesuffix(".yaml"): (folder, file) for folder, file in files}

    def _load(self, name: str) -> tuple[CodeList | None, list[Problem]]:
        if name in self._files:
            return _read(*self._files[name], name)
        folder = f"{self._project.schemas.name}/codelisten"
        near = german.nearest(name, self.names())
        meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
        text = f"Ein Schema oder eine Tabelle nennt die Codeliste {quote(name)}; es gibt sie nicht."
        remedy = f"{meant}Berichtigen Sie den Namen dort, oder legen Sie {folder}/{name}.yaml an."
        return None, [error("TYP-301", Place(folder), text, f"{remedy} Vorhanden sind: {german.listed(self.names())}.")]


def _read(folder: Folder, file: str, name: str) -> tuple[CodeList | None, list[Problem]]:
    data, source, problems = load_settings(folder, file, "codeliste")
    if data is None or source is None:
        return None, problems
    if data["codeliste"] != name:
        text = f"Hier steht {quote(data['codeliste'])}, die Datei heißt {quote(name)}."
        problems.append(error("TYP-303", source.place(("codeliste",)), text, "Beide Namen müssen gleich sein."))
    seen: dict[str, int] = {}
    for index, entry in enumerate(data["eintraege"]):
        first = seen.setdefault(entry["code"], index)
        if first != index:
            place = source.place(("eintraege", index, "code"))
            text = f"Der Schlüssel {quote(entry['code'])} steht schon im {first + 1}. Eintrag."
            problems.append(error("TYP-304", place, text, "Jeder Schlüssel darf nur einmal vorkommen."))
    problems += _unknown_attributes(data, source)
    try:
        known = make_code_list(data)
        for entry in (known.codes[0], known.codes[-1]):
            known.fields(entry, known.derived)  # a formula that fails for these is blamed here, not on a template
        return known, problems
    except ExpressionError as trouble:
        text = f"Eine Formel unter „abgeleitet“ ist fehlerhaft. {trouble.text}"
        return None, [*problems, error("TYP-305", source.place(("abgeleitet",)), text, "Bitte die Formel prüfen.")]


_ENTRY_FIELDS = frozenset(
    ("code", "bezeichnung", "kurz", "aliasse", "gueltig_ab", "gueltig_bis", "nachfolger", "erschlossen")
)


def _unknown_attributes(data: Mapping[str, Any], source: Source) -> Iterator[Problem]:
    known = _ENTRY_FIELDS | set(data.get("merkmale", {}))
    for index, entry in enumerate(data["eintraege"]):
        for name in entry:
            if name not in known:
                text = f"Das Feld {quote(name)} ist in dieser Codeliste nicht vorgesehen."
                remedy = f"Möglich sind: {', '.join(sorted(known))}; weitere Felder gehören unter „merkmale“ erklärt."
                yield error("TYP-306", source.place(("eintraege", index, name), key=True), text, remedy)
