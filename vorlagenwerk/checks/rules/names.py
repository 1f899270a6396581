"""The names that rules use, against the schema; how their expressions are written (verb `check`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.expressions import Chain, ExpressionError
from vorlagenwerk.basics.german import nearest
from vorlagenwerk.basics.schema import Shape
from vorlagenwerk.checks.rules.programs import FUNCTIONS, rule_sandbox, slots_problem, slots_sandbox, syntax_problem
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.positions import Path, field_name
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.lists import CodeLists
from vorlagenwerk.project.rulespec import RuleSpec, entry_shape

_TEXT_METHODS = frozenset({"endswith", "lower", "split", "startswith", "strip", "upper"})
_GROUP_METHODS = frozenset({"items", "keys", "values", "get"})


def check_rule_names(
    doctype: DocType, lists: CodeLists, doctypes: Callable[[str], DocType | None], type_names: Iterable[str]
) -> tuple[list[RuleSpec], list[Problem]]:
    """Expressions and slots of all rules: how they are written, and whether the names in them exist (TYP-41x).

    Gives the rules that can be run, and what is wrong with the others.
    """
    sound: list[RuleSpec] = []
    problems: list[Problem] = []
    known = list(type_names)
    for rule in doctype.rules:
        if rule.ident[:-4] in {code[:-4] for code in catalogue()}:
            text = f"Mit {quote(rule.ident[:-4])} beginnen Meldungen des Programms selbst."
            remedy = "Bitte andere Buchstaben wählen, zum Beispiel die Anfangsbuchstaben des Dokumenttyps."
            problems.append(error("TYP-419", rule.place("id"), text, remedy))
        if rule.annex_type and rule.annex_type not in known:
            text = f"Den Dokumenttyp {quote(rule.annex_type)} gibt es nicht."
            problems.append(error("TYP-423", rule.place("anlage"), text, choice(rule.annex_type, known)))
        else:
            found = list(_check_expressions(rule, _scope(rule, doctype, doctypes), lists.names(), known))
            problems += found
            if not found:
                sound.append(rule)
    return sound, problems


def check_idents(doctypes: Iterable[DocType]) -> list[Problem]:
    """Rules of different types with the same ident (TYP-420): reports and exceptions could not tell them apart."""
    problems = []
    seen: dict[str, str] = {}
    for doctype in doctypes:
        for rule in doctype.rules:
            first = seen.setdefault(rule.ident, doctype.name)
            if first != doctype.name:
                text = f"Das Kennzeichen {quote(rule.ident)} hat schon eine Regel des Dokumenttyps „{first}“."
                remedy = "Jede Regel braucht ihr eigenes Kennzeichen."
                problems.append(error("TYP-420", rule.place("id"), text, remedy))
    return problems


def _scope(rule: RuleSpec, doctype: DocType, doctypes: Callable[[str], DocType | None]) -> dict[str, Shape]:
    """The names that the expressions of a rule may use, with the shape of what they stand for."""
    shape = doctype.schema.shape
    anything = Shape()
    scope = {figure.name: anything for figure in doctype.figures} | shape.fields | {"stichtag": anything}
    entry = entry_shape(shape, rule.list_path) if rule.list_path else None
    if entry is not None:
        scope |= {"eintrag": entry, "vorher": entry, "nummer": anything}
        scope["darueber"] = _outer(shape, rule.list_path) or anything
        if rule.group_field:
            scope["gruppe"] = Shape(entry=entry)
    if rule.annex_type and (annex := doctypes(rule.annex_type)):
        figures = {figure.name: anything for figure in annex.figures}
        scope["anlage"] = Shape(fields={**figures, **annex.schema.shape.fields, "kennung": anything})
    elif rule.annex_type:
        scope["anlage"] = anything
    return scope


def _outer(shape: Shape, list_path: tuple[str, ...]) -> Shape | None:
    """The shape of the entries around the entries of a nested list."""
    found, here = None, shape
    for step in list_path[:-1]:
        below = here.fields[step]
        here = below.entry or below
        found = here if below.entry else found
    return found


def _check_expressions(
    rule: RuleSpec, scope: Mapping[str, Shape], lists: list[str], types: list[str]
) -> Iterator[Problem]:
    if wrong := syntax_problem(rule):
        yield wrong
        return
    names = dict(scope) | {name: Shape() for name, _value in rule.constants}
    for name, source in rule.computed:
        yield from _check_one(rule, ("berechne", name), source, names, lists, types, template=False)
        names[name] = Shape()
    for field, source in list(rule.expressions())[len(rule.computed) :]:
        yield from _check_one(rule, field, source, names, lists, types, template=False)
    for slot, text in (("meldung", rule.message), ("abhilfe", rule.remedy)):
        try:
            expressions.compile_slots(slots_sandbox(), text, FUNCTIONS)
        except ExpressionError as trouble:
            yield slots_problem(rule, slot, trouble)
        else:
            yield from _check_one(rule, (slot,), text, names, lists, types, template=True)


def _check_one(
    rule: RuleSpec, field: Path, source: str, names: Mapping[str, Shape], lists: list[str], types: list[str],
    *, template: bool,
) -> Iterator[Problem]:  # fmt: skip
    for chain in sorted(expressions.references(rule_sandbox(), source, template=template), key=str):
        if found := _unknown(chain, names):
            text, remedy = found
            yield error("TYP-411", rule.place(*field), text, remedy)
    for function, kind, known in (("schluessel", "Eine Codeliste", lists), ("anlagen", "Einen Dokumenttyp", types)):
        for said in sorted(expressions.calls_in(rule_sandbox(), source, function, template=template)):
            if said not in known:
                yield error("TYP-411", rule.place(*field), f"{kind} {quote(said)} gibt es nicht.", choice(said, known))


def _unknown(chain: Chain, names: Mapping[str, Shape]) -> tuple[str, str] | None:
    """What is wrong with a name and the fields behind it: text and remedy, None when all exist."""
    name = str(chain[0])
    if name not in names:
        return f"Der Name {quote(name)} ist hier unbekannt.", choice(name, names)
    here = names[name]
    for index, step in enumerate(chain[1:], 1):
        if not (here.fields or here.extra or here.entry or here.types):
            return None  # a value that is worked out: nothing is known of its parts
        below = here.at((step,))
        if below is not None:
            here = below
            continue
        if isinstance(step, int) or step in (_GROUP_METHODS if here.fields or here.extra else _TEXT_METHODS):
            return None
        whole = field_name(tuple(part for part in chain[:index] if isinstance(part, str)))
        if here.entry is not None:
            remedy = "Das ist eine Liste; Felder haben nur ihre Einträge, zum Beispiel mit „spalte“ oder „summe“."
        else:
            remedy = choice(step, here.fields)
        return f"Ein Feld {quote(step)} gibt es in „{whole}“ nicht.", remedy
    return None


def choice(word: str, known: Iterable[str]) -> str:
    """The nearest of the known names, or all of them."""
    names = sorted(known)
    near = nearest(word, names)
    if near:
        return f"Gemeint ist vielleicht „{near}“."
    return f"Möglich sind: {', '.join(names[:40])}." if names else "Hier gibt es keine Felder."
