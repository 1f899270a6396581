"""Rules of a document type: what `schemas/<type>/regeln.yaml` says, and whether it fits the type's schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from vorlagenwerk.basics.german import nearest
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.data.positions import Path, Place
from vorlagenwerk.data.problems import Level, Problem, error, has_errors, quote
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.settings import load_settings

ENTRY_NAMES = ("eintrag", "nummer", "vorher", "darueber", "gruppe")
"""Names that a rule `fuer` a list knows besides the fields of the document; `gruppe` only with `je`."""
OWN_NAMES = frozenset({*ENTRY_NAMES, "anlage", "anlagen", "stichtag", "schluessel", "range", "dict", "loop"})
"""Names that a rule must not give to its own values."""

_INNER = str.maketrans("„“", "‚‘")


class RuleSpec(NamedTuple):
    """A rule; expressions and texts with slots are as written.

    `list_path` is the list whose entries are judged one by one, () for the document as a whole; `field` is the path
    below the entry or the document that a finding points to. `constants` hold numbers, texts, truth values or tuples
    of them. Days are ISO dates, "" where open. Not given texts are "".
    """

    ident: str
    title: str
    level: Level
    list_path: tuple[str, ...]
    entry_name: str
    group_field: str
    annex_type: str
    constants: tuple[tuple[str, Any], ...]
    computed: tuple[tuple[str, str], ...]
    condition: str
    test: str
    field: tuple[str, ...]
    message: str
    remedy: str
    reason: str
    reference: str
    valid_from: str
    valid_to: str
    excusable: bool
    source: Source
    position: int

    def place(self, *field: str | int) -> Place:
        """Where a field of this rule stands in its file (`place("pruefe")`); the rule itself without a field."""
        return self.source.place(("regeln", self.position, *field))

    @property
    def quoted_title(self) -> str:
        """The title in quotation marks; those that it holds itself become single ones."""
        return f"„{self.title.translate(_INNER)}“"

    def valid_on(self, day: str) -> bool:
        """Whether the rule holds on an ISO date; "" asks for no particular day and is always answered yes."""
        return not day or (self.valid_from <= day and (not self.valid_to or day <= self.valid_to))

    def expressions(self) -> Iterator[tuple[Path, str]]:
        """Every expression of the rule with its field, in the order in which they are worked out."""
        yield from ((("berechne", name), expression) for name, expression in self.computed)
        if self.condition:
            yield ("wenn",), self.condition
        yield ("pruefe",), self.test

    @property
    def good(self) -> tuple[Mapping[str, Any], ...]:
        """Examples in which the rule finds nothing, as written."""
        return self._examples("gut")

    @property
    def bad(self) -> tuple[Mapping[str, Any], ...]:
        """Examples in which the rule finds something, as written."""
        return self._examples("schlecht")

    def _examples(self, kind: str) -> tuple[Mapping[str, Any], ...]:
        rules: Any = self.source.data["regeln"]
        return tuple(rules[self.position]["beispiele"][kind])


def load_rules(project: Project, name: str) -> tuple[tuple[RuleSpec, ...], Source | None, list[Problem]]:
    """The rules of the type `name`, their file, and what is wrong with it; a type needs no such file."""
    file = f"{project.schemas.name}/{name}/regeln.yaml"
    if not project.schemas.has(file):
        return (), None, []
    data, source, problems = load_settings(project.schemas, file, "regeln")
    if data is None or source is None:
        return (), source, problems
    rules = rule_specs(source)
    seen: dict[str, int] = {}
    for index, rule in enumerate(rules):
        first = seen.setdefault(rule.ident, index)
        if first != index:
            text = f"Das Kennzeichen {quote(rule.ident)} hat schon die {first + 1}. Regel."
            remedy = "Jede Regel braucht ihr eigenes Kennzeichen, zum Beispiel das nächste freie."
            problems.append(error("TYP-418", rule.place("id"), text, remedy))
    return rules, source, problems


def rule_specs(source: Source) -> tuple[RuleSpec, ...]:
    """The rules in data that the meta schema accepts."""
    said: Any = source.data["regeln"]
    return tuple(_rule(rule, source, index) for index, rule in enumerate(said))


def _rule(said: Mapping[str, Any], source: Source, index: int) -> RuleSpec:
    constants = said.get("werte", {})
    return RuleSpec(
        said["id"],
        said["titel"],
        Level[said["stufe"].upper()],
        tuple(said["fuer"].split(".")) if "fuer" in said else (),
        said.get("benannt", ""),
        said.get("je", ""),
        said.get("anlage", ""),
        tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in constants.items()),
        tuple(said.get("berechne", {}).items()),
        said.get("wenn", ""),
        said["pruefe"],
        tuple(said["feld"].split(".")) if "feld" in said else (),
        said["meldung"],
        said["abhilfe"],
        said["warum"],
        said.get("grundlage", ""),
        said.get("gueltig_ab", ""),
        said.get("gueltig_bis", ""),
        said.get("ausnahmen", "erlaubt") == "erlaubt",
        source,
        index,
    )


def fit_rules(rules: Iterable[RuleSpec], shape: Shape) -> tuple[tuple[RuleSpec, ...], list[Problem]]:
    """The rules of a type whose content has this shape, their entries named by it, and what does not fit."""
    fitting: list[RuleSpec] = []
    problems: list[Problem] = []
    for rule in rules:
        entry = entry_shape(shape, rule.list_path)
        found = _check_fields(rule, shape, entry) + _check_names(rule)
        problems += found
        if entry is not None and not has_errors(found):
            fitting.append(rule._replace(entry_name=rule.entry_name or entry.title or "Eintrag"))
    return tuple(fitting), problems


def entry_shape(shape: Shape, list_path: Iterable[str]) -> Shape | None:
    """The shape of the entries of a list, of the document for (); None where there is no such list."""
    here: Shape | None = shape
    last = None
    for step in list_path:
        last = here.fields.get(step) if here else None
        here = last.entry if last and last.entry else last
    return None if last is not None and last.entry is None else here


def _check_fields(rule: RuleSpec, shape: Shape, entry: Shape | None) -> list[Problem]:
    if entry is None:
        text = f"Eine Liste {quote('.'.join(rule.list_path))} gibt es in diesem Dokumenttyp nicht."
        known = sorted(_lists(shape))
        return [error("TYP-412", rule.place("fuer"), text, _choice(".".join(rule.list_path), known))]
    problems = []
    if rule.group_field and not rule.list_path:
        text = "„je“ bildet Gruppen von Einträgen, aber „fuer“ nennt keine Liste."
        problems.append(error("TYP-414", rule.place("je"), text, "Bitte „fuer“ ergänzen oder „je“ entfernen."))
    elif rule.group_field and rule.group_field not in entry.fields:
        text = f"Das Feld {quote(rule.group_field)} gibt es in „{'.'.join(rule.list_path)}“ nicht."
        problems.append(error("TYP-414", rule.place("je"), text, _choice(rule.group_field, entry.fields)))
    elif rule.group_field and entry.fields[rule.group_field].types & {"array", "object"}:
        text = f"Nach dem Feld {quote(rule.group_field)} lassen sich keine Gruppen bilden: Es hat selbst Felder."
        problems.append(error("TYP-414", rule.place("je"), text, "Bitte ein Feld mit Text oder Zahl wählen."))
    here: Shape | None = entry
    for step in rule.field:
        fields = here.fields if here else {}
        below = here.at((step,)) if here else None
        if below is None:
            text = f"Das Feld {quote('.'.join(rule.field))}, auf das die Meldung zeigen soll, gibt es nicht."
            problems.append(error("TYP-413", rule.place("feld"), text, _choice(step, fields)))
            break
        here = below
    return problems


def _lists(shape: Shape, path: str = "", depth: int = 4) -> Iterator[str]:
    """The dotted paths of all lists; a list in entries of its own kind is not followed for ever."""
    for name, field in shape.fields.items() if depth else ():
        if field.entry is not None:
            yield path + name
        yield from _lists(field.entry or field, f"{path}{name}.", depth - 1)


def _choice(word: str, known: Iterable[str]) -> str:
    names = list(known)
    near = nearest(word, names)
    meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
    return f"{meant}Möglich sind: {', '.join(names[:60])}." if names else "Hier gibt es keine Felder."


def _check_names(rule: RuleSpec) -> list[Problem]:
    """Names that a rule gives to its values must not hide others."""
    problems = []
    given = [("werte", name) for name, _value in rule.constants] + [("berechne", name) for name, _ in rule.computed]
    names = [name for _field, name in given]
    for index, (field, name) in enumerate(given):
        if name in OWN_NAMES or name in names[:index]:
            taken = "gehört dem Programm" if name in OWN_NAMES else "steht in dieser Regel schon einmal"
            text = f"Der Name {quote(name)} unter „{field}“ {taken}."
            place = rule.source.place(("regeln", rule.position, field, name), key=True)
            problems.append(error("TYP-415", place, text, "Bitte einen anderen Namen wählen."))
    return problems
