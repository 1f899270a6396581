"""The shipped rules at work on a text that need not lie in a file: the real papers, changed in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from tests.conftest import CASES, ROOT
from vorlagenwerk.basics import schema as schemas
from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.building.context import template_data
from vorlagenwerk.checks.codes import check_codes
from vorlagenwerk.checks.figures import Quantity, compute_figures, entered_figures
from vorlagenwerk.checks.numbers.proofs import check_proofs
from vorlagenwerk.checks.rules.exceptions import Excused, apply_exceptions
from vorlagenwerk.checks.rules.judging import Annexed, check_rules
from vorlagenwerk.data.problems import Problem, has_errors
from vorlagenwerk.project.doctype import DocType, look_up
from vorlagenwerk.project.project import find_project
from vorlagenwerk.story.workshop import Workshop

REAL = ROOT / "content/bezirksregierung-arnsberg/regionalrat/2009"
FORM = (REAL / "erhebungsbogen-investitionspakt-2009.yaml").read_text("utf-8")
PAPER = (REAL / "10-02-09.yaml").read_text("utf-8")
SMALL_FORM = (CASES / "gueltig/erhebungsbogen/kurz.yaml").read_text("utf-8")
Change = Callable[[str], str]


class Judged(NamedTuple):
    """What is said about a text, the exceptions that it claims taken into account."""

    problems: list[Problem]
    excused: list[Excused]
    figures: dict[str, Quantity]

    @property
    def said(self) -> list[str]:
        """Code and field of every finding: „EB-002 massnahmen 5“, „RV-010“."""
        return sorted(problem.code for problem in self.problems)


@cache
def workshop() -> Workshop:
    """The tools of the shipped project."""
    return Workshop(find_project(ROOT))


def doctype(name: str) -> DocType:
    """A shipped document type, which must be whole."""
    found = workshop().doctype(name)
    assert found is not None, workshop().problems
    return found


def judge(text: str, form: str = FORM) -> Judged:
    """The findings of codes, rules and proofs on a content file; `form` is its annex where it is a Vorlage."""
    kind = doctype(text.split("dokumenttyp: ", 1)[1].split("\n", 1)[0])
    source, problems = load_yaml(text.encode(), "content/x.yaml", kind.limits)
    assert source is not None, problems
    problems += schemas.check(source.data, source, kind.schema)
    assert not has_errors(problems), problems
    day = str(look_up(source.data, kind.reference_day))
    lists = workshop().lists
    problems += check_codes(source, kind.schema.shape, lists, day)
    data = template_data(source.data, kind.schema.shape)
    figures, trouble = compute_figures(kind.figures, data, partial(lists.fields, day=day))
    figures |= entered_figures(source.data)
    annexes = [] if kind.name == "erhebungsbogen" else [_annex(form)]
    hits, own_trouble = check_rules(kind.rules, source, data, figures, annexes, lists, day)
    assert [*trouble, *own_trouble] == []
    known = figures | {f"{annex.ident}.{name}": figure for annex in annexes for name, figure in annex.figures.items()}
    problems += check_proofs(source, known)
    # nothing reads the finished text here, so that exceptions from its findings are not judged
    kept, excused = apply_exceptions(source, data["ausnahmen"] or [], hits, None, kind.rules)
    return Judged([*problems, *kept], excused, figures)


def _annex(text: str) -> Annexed:
    kind = doctype("erhebungsbogen")
    source, problems = load_yaml(text.encode(), "content/y.yaml", kind.limits)
    assert source is not None, problems
    schemas.check(source.data, source, kind.schema)
    data = template_data(source.data, kind.schema.shape)
    return Annexed("erhebungsbogen", kind.name, data, compute_figures(kind.figures, data)[0])


def replace(*pairs: tuple[str, str]) -> Change:
    """Replace texts; each must occur in exactly one place."""

    def change(text: str) -> str:
        for old, new in pairs:
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        return text

    return change


def row(number: int, **fields: object) -> Change:
    """Give fields of a row of the form other values; None leaves the field out."""

    def change(text: str) -> str:
        start = text.index(f"  - nr: {number}\n")
        end = text.index("\n\n", start) + 1
        entry = text[start:end]
        for name, value in fields.items():
            entry = re.sub(rf"(?m)^    {name}: .*\n", "", entry)
            if value is not None:
                entry += f"    {name}: {value}\n"
        return text[:start] + entry + text[end:]

    return change
