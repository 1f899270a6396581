"""Codes in the content against their code lists: known, valid on the day, and called by their right name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.codelists import Code, CodeList
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.data.positions import Path, Place, field_name
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.lists import CodeLists


def check_codes(source: Source, shape: Shape, lists: CodeLists, day: str) -> list[Problem]:
    """The findings on every coded field of a document whose data fit their schema."""
    walk = _Walk(source, lists, day)
    problems = list(walk.below(source.data, shape, ()))
    for name in sorted(walk.unusable):
        text = f"Das Dokument wurde nicht vollständig geprüft: Die Codeliste „{name}“ ist nicht brauchbar."
        remedy = "Bitte die Administration verständigen: Die Meldungen zur Codeliste nennen die Ursache."
        problems.append(error("PRJ-105", Place(source.file), text, remedy))
    return problems


class _Walk:
    def __init__(self, source: Source, lists: CodeLists, day: str) -> None:
        self.source = source
        self.lists = lists
        self.day = day
        self.coded: dict[int, bool] = {}
        self.unusable: set[str] = set()

    def below(self, data: Any, shape: Shape | None, path: Path) -> Iterator[Problem]:
        if shape is None or not self._has_codes(shape):
            return
        if isinstance(data, dict):
            for name, value in data.items():
                child = shape.fields.get(name, shape.extra)
                if child is not None and isinstance(value, str):
                    yield from self._value(value, child, data, shape, (*path, name))
                else:
                    yield from self.below(value, child, (*path, name))
        elif isinstance(data, list) and shape.entry is not None:
            suspects = self._suspects(data, shape.entry)
            for index, entry in enumerate(data):
                if isinstance(entry, str):
                    yield from self._value(entry, shape.entry, {}, shape, (*path, index))
                elif suspects is None or index in suspects:
                    yield from self.below(entry, shape.entry, (*path, index))

    def _list(self, name: str) -> CodeList | None:
        """The code list; one that cannot be used is noted, so that nothing passes unchecked in silence."""
        known = self.lists.get(name)
        if known is None:
            self.unusable.add(name)
        return known

    def _has_codes(self, shape: Shape) -> bool:
        """Whether a coded field stands anywhere below; remembered, since shapes may contain themselves."""
        if id(shape) not in self.coded:
            self.coded[id(shape)] = False
            children = [*shape.fields.values(), *filter(None, (shape.extra, shape.entry))]
            own = bool(shape.codelist or shape.name_of)
            self.coded[id(shape)] = own or any([self._has_codes(child) for child in children])
        return self.coded[id(shape)]

    def _suspects(self, rows: list[Any], shape: Shape) -> set[int] | None:
        """The indexes of flat rows with a code or name that is not all right; None when rows must be walked."""
        if not shape.fields or any(child.fields or child.entry for child in shape.fields.values()):
            return None
        suspects: set[int] = set()
        for name, child in shape.fields.items():
            if child.codelist and (known := self._list(child.codelist)):
                wrong = {code for code in _values(rows, name) if not self._is_valid(code, known)}
                if wrong:
                    suspects |= {i for i, row in enumerate(rows) if row.get(name) in wrong}
            if child.name_of and (known := self._list(child.name_of[0])):
                pairs = set(zip(_values(rows, name), _values(rows, child.name_of[1]), strict=True))
                misnamed = {pair for pair in pairs if pair[0] and _disagrees(known, *pair)}
                if misnamed:
                    code = child.name_of[1]
                    suspects |= {i for i, row in enumerate(rows) if (row.get(name), row.get(code)) in misnamed}
        return suspects

    def _is_valid(self, code: str | None, known: CodeList) -> bool:
        entry = None if code is None else known.by_code.get(code)
        return code is None or (entry is not None and entry.valid_on(self.day))

    def _value(self, value: str, shape: Shape, siblings: dict[str, Any], group: Shape, path: Path) -> Iterator[Problem]:
        if shape.codelist and (known := self._list(shape.codelist)):
            named = [siblings.get(name) for name, child in group.fields.items() if child.name_of and (
                child.name_of == (shape.codelist, path[-1]))]  # fmt: skip
            yield from self._code(value, known, named, path)
        if shape.name_of and (known := self._list(shape.name_of[0])):
            code = siblings.get(shape.name_of[1], "")
            if _disagrees(known, value, code):
                yield self._name(value, code, known, path)

    def _code(self, value: str, known: CodeList, named: list[Any], path: Path) -> Iterator[Problem]:
        entry = known.by_code.get(value)
        if entry is None:
            yield self._unknown(value, known, named, path)
        elif not entry.valid_on(self.day):
            first = f" ab {german.date(entry.valid_from)}" if entry.valid_from else ""
            last = f" bis {german.date(entry.valid_to)}" if entry.valid_to else ""
            text = (f"Der Schlüssel {quote(value)} ({entry.label}) im Feld „{field_name(path)}“ gilt nur{first}{last}, "
                    f"maßgeblich ist hier der {german.date(self.day)}.")  # fmt: skip
            remedy = f"Danach gilt: {entry.successor}." if entry.successor and self.day > entry.valid_to else (
                f"Bitte den am Stichtag gültigen Schlüssel aus „{known.title}“ wählen.")  # fmt: skip
            yield error("COD-302", self.source.place(path), text, remedy)

    def _unknown(self, value: str, known: CodeList, named: list[Any], path: Path) -> Problem:
        """`named` holds what fields beside this one say, whose code this should be."""
        text = f"Im Feld „{field_name(path)}“ steht {quote(value)}, das gibt es in „{known.title}“ nicht."
        same = _same(value, known)
        texts = [name for name in named if isinstance(name, str)]
        beside = next(((name, entry) for name in texts if (entry := _called(name, known))), None)
        if len(same) == 1:
            remedy = f"Bitte den Schlüssel schreiben: {same[0].code} ({same[0].label})."
        elif beside is not None:
            remedy = f"Zu {quote(beside[0])} gehört der Schlüssel {beside[1].code}."
        elif len(known.codes) <= 12:
            allowed = [f"{entry.code} ({entry.label})" for entry in known.codes if entry.valid_on(self.day)]
            remedy = f"Erlaubt sind: {', '.join(allowed)}."
        else:
            near = german.nearest(value, list(known.by_code))
            meant = f"Gemeint ist vielleicht {near} ({known.by_code[near].label}). " if near else ""
            remedy = f"{meant}Die {len(known.codes)} Schlüssel stehen in der Codeliste „{known.name}“."
        # A code for its own label is certain; that of the name beside it is not: the name may be the wrong one.
        mend = self.source.mend(path, self._as_written(same[0].code, path)) if len(same) == 1 else None
        return error("COD-301", self.source.place(path), text, remedy)._replace(mend=mend)

    def _as_written(self, code: str, path: Path) -> str:
        """A code in the quotation marks of the value that it takes the place of; figures always have some."""
        mark = self.source.written(path)[:1]
        if mark in ("'", '"'):
            return f"{mark}{code}{mark}"
        return code if code.isalpha() else f'"{code}"'

    def _name(self, value: str, code: str, known: CodeList, path: Path) -> Problem:
        entry = known.by_code[code]
        text = f"Im Feld „{field_name(path)}“ steht {quote(value)}, zum Schlüssel {code} gehört aber „{entry.label}“."
        other = _called(value, known)
        remedy = f"„{value}“ hat den Schlüssel {other.code}." if other else "Bitte Name oder Schlüssel berichtigen."
        return error("COD-303", self.source.place(path), text, remedy)


def _values(rows: list[Any], name: str) -> list[Any]:
    """The values of a field, None where it was left out."""
    return list(map(dict.get, rows, repeat(name)))


def _disagrees(known: CodeList, name: Any, code: Any) -> bool:
    entry = known.by_code.get(code)
    return entry is not None and not entry.is_called(name)


def _called(name: str, known: CodeList) -> Code | None:
    """The one entry with this label or other spelling; None where two share it."""
    found = [entry for entry in known.codes if entry.is_called(name)]
    return found[0] if len(found) == 1 else None


def _same(value: str, known: CodeList) -> list[Code]:
    """The entries that a value means when capitals do not count: by their label or else by their code."""
    if named := [entry for entry in known.codes if entry.is_called(value)]:
        return named
    word = value.casefold()
    return [entry for entry in known.codes if word in (entry.code.casefold(), entry.label.casefold())]
