"""Rules at work: where they are broken, what they say, what becomes of rules that do not work themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from vorlagenwerk.basics.loading import Limits, Source, load_yaml
from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.rules.judging import MOST_TOLD, Annexed, Applied, Hit, check_rules, count_applied
from vorlagenwerk.data.problems import Level, Problem
from vorlagenwerk.project.lists import CodeLists
from vorlagenwerk.project.project import find_project
from vorlagenwerk.project.rulespec import RuleSpec, rule_specs

LISTS = CodeLists(find_project(ROOT))
BASE: Mapping[str, Any] = {
    "titel": "Eine Regel", "stufe": "fehler", "meldung": "Falsch.", "abhilfe": "Bitte ändern.", "warum": "Darum.",
    "beispiele": {"gut": [{"a": 1}], "schlecht": [{"a": 2}]},
}  # fmt: skip


def loaded(data: Mapping[str, Any], file: str) -> Source:
    """Data as a file that was read, so that places can be told."""
    source, problems = load_yaml(json.dumps(data).encode(), file, Limits())
    assert source is not None and problems == []
    return source


def rules(*said: Mapping[str, Any]) -> tuple[RuleSpec, ...]:
    """Rules EX-001, EX-002 …; what is not said is as in BASE."""
    full = [{"id": f"EX-{number:03}", **BASE, **rule} for number, rule in enumerate(said, 1)]
    return rule_specs(loaded({"regeln": full}, "schemas/x/regeln.yaml"))


def judged(
    data: Mapping[str, Any],
    *said: Mapping[str, Any],
    figures: Mapping[str, Quantity] | None = None,
    annexes: tuple[Annexed, ...] = (),
    day: str = "",
) -> tuple[list[Hit], list[Problem]]:
    """Hits and trouble of rules on the data of a document."""
    return check_rules(rules(*said), loaded(data, "content/a.yaml"), data, figures or {}, annexes, LISTS, day)


def told(data: Mapping[str, Any], *said: Mapping[str, Any], **more: Any) -> list[str]:
    """The texts of the findings; there must be no trouble."""
    hits, trouble = judged(data, *said, **more)
    assert trouble == []
    return [hit.problem.text for hit in hits]


ROWS = {"zeilen": [{"a": 1, "b": 1}, {"a": 5, "b": 1}, {"a": 3, "b": 2}], "soll": 9}


def test_a_broken_rule_is_told_at_the_field_of_the_entry() -> None:
    """Level, code, place, text and remedy come from the rule; the entry's values fill the slots."""
    rule = {
        "fuer": "zeilen", "pruefe": "eintrag.a <= hoechstens", "werte": {"hoechstens": 4}, "feld": "a",
        "stufe": "warnung", "meldung": "In Zeile {{ nummer }} steht {{ eintrag.a }}.",
        "abhilfe": "Erlaubt sind {{ hoechstens }}.",
    }  # fmt: skip
    (hit,), trouble = judged(ROWS, rule)
    assert trouble == [] and hit.entry == ("zeilen", 1)
    place = loaded(ROWS, "content/a.yaml").place(("zeilen", 1, "a"))
    assert hit.problem == Problem("EX-001", Level.WARNUNG, place, "In Zeile 2 steht 5.", "Erlaubt sind 4.")


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ({"pruefe": "zeilen | summe('a') == soll"}, 0),
        ({"pruefe": "zeilen | summe('a') == soll + 1"}, 1),
        ({"pruefe": "zeilen | anzahl == drei"}, 0),
        ({"fuer": "zeilen", "pruefe": "eintrag.a == 1"}, 2),
        ({"fuer": "zeilen", "wenn": "eintrag.b == 2", "pruefe": "eintrag.a == 1"}, 1),
        ({"fuer": "zeilen", "wenn": "vorher is not none", "pruefe": "vorher.a < eintrag.a"}, 1),
        ({"fuer": "zeilen", "je": "b", "pruefe": "gruppe | anzahl == 1"}, 2),
        ({"fuer": "zeilen", "je": "b", "pruefe": "eintrag.a == gruppe[0].a"}, 1),
        ({"fuer": "zeilen", "berechne": {"x": "eintrag.a * 2", "y": "x + faktor"}, "werte": {"faktor": 1},
          "wenn": "x > 2", "pruefe": "y > 7"}, 1),
        ({"fuer": "zeilen", "wenn": "eintrag.b == 2", "berechne": {"x": "1 / (eintrag.b - 1)"}, "pruefe": "x == 1"}, 0),
        ({"fuer": "fehlt", "pruefe": "false"}, 0),
    ],
)  # fmt: skip
def test_conditions_see_what_they_should(rule: Mapping[str, Any], count: int) -> None:
    """Sums, neighbours, groups, constants and values in between; what `wenn` keeps out is not worked out."""
    assert len(told(ROWS, rule, figures={"drei": Quantity(3, "anzahl")})) == count


def test_entries_of_nested_lists_know_the_entry_around_them() -> None:
    """The path of the hit leads through both lists."""
    data = {"netze": [{"name": "A", "leute": [{"x": 1}]}, {"name": "B", "leute": [{"x": 1}, {"x": 2}]}]}
    rule = {"fuer": "netze.leute", "pruefe": "eintrag.x == 1", "meldung": "{{ darueber.name }}{{ nummer }}"}
    (hit,), _ = judged(data, rule)
    assert hit.entry == ("netze", 1, "leute", 1) and hit.problem.text == "B2"


def test_a_field_may_be_called_like_a_method_or_function() -> None:
    """`items` and `anlagen` are fields where a document has them."""
    data = {"anlagen": [{"items": 3, "values": None}]}
    assert told(data, {"pruefe": "anlagen[0].items == 3 and anlagen('typ') == []"}) == []


def test_an_annex_is_judged_once_each() -> None:
    """With its fields, its figures and its name; annexes of other types do not count."""
    annexes = (
        Annexed("eins", "bogen", {"titel": "X"}, {"summe": Quantity(5, "anzahl")}),
        Annexed("zwei", "bogen", {"titel": "Y"}, {"summe": Quantity(6, "anzahl")}),
        Annexed("drei", "papier", {"titel": "Z"}, {}),
    )
    rule = {"anlage": "bogen", "pruefe": "anlage.summe == 5", "meldung": "{{ anlage.kennung }}: {{ anlage.titel }}"}
    assert told({"a": 1}, rule, annexes=annexes) == ["zwei: Y"]
    assert told({"a": 1}, {"pruefe": "anlagen('bogen') | summe('summe') == 11"}, annexes=annexes) == []


def test_code_lists_are_asked_by_the_day() -> None:
    """A code that is unknown on the day is none."""
    rule = {"pruefe": 'schluessel("gemeindeschluessel", a).bezeichnung == "Hamm"', "wenn": "stichtag"}
    assert told({"a": "915000"}, rule, day="2009-05-18") == []
    assert told({"a": "x"}, {"pruefe": 'schluessel("gemeindeschluessel", a) is none'}, day="2009-05-18") == []


@pytest.mark.parametrize(("day", "count"), [("2008-12-31", 0), ("2009-01-01", 1), ("2009-12-31", 1), ("2010-01-01", 0),
                                            ("", 1)])  # fmt: skip
def test_a_rule_holds_within_its_days(day: str, count: int) -> None:
    """Both ends count; without a reference day every rule holds."""
    rule = {"pruefe": "false", "gueltig_ab": "2009-01-01", "gueltig_bis": "2009-12-31"}
    assert len(told({"a": 1}, rule, day=day)) == count


def test_an_entered_figure_that_is_missing_is_empty() -> None:
    """Its name is free, so that a rule must be able to ask for it."""
    rule = {"wenn": "angaben.antraege.wert is not none", "pruefe": "angaben.antraege.wert == 59"}
    assert told({"angaben": None}, rule) == []
    assert told({"angaben": {"antraege": {"wert": 58}}}, rule) == ["Falsch."]


def test_values_in_messages_are_german_short_and_on_one_line() -> None:
    """Whatever a document says, a message stays a message."""
    data = {"a": "x" * 500, "b": "eins\nzwei\x07", "c": Decimal("1234.5"), "d": None, "e": True, "f": "<b>&"}
    rule = {"pruefe": "false", "meldung": "{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}|{{ f }}|{{ c | zahl }}"}
    text = check_rules(rules(rule), loaded({"a": 1}, "content/a.yaml"), data, {}, (), LISTS, "")[0][0].problem.text
    assert text == "x" * 79 + "…|eins zweiU+0007|1234,5|nichts|ja|<b>&|1.234,5"


@pytest.mark.parametrize(
    ("rule", "code", "field", "said"),
    [
        ({"pruefe": "a =="}, "TYP-410", "pruefe", "nicht zu lesen"),
        ({"pruefe": "a | gros"}, "TYP-410", "pruefe", "Den Filter „gros“ gibt es nicht."),
        ({"wenn": "a == (", "pruefe": "true"}, "TYP-410", "wenn", "nicht zu lesen"),
        ({"pruefe": "false", "meldung": "{{ a"}, "TYP-410", "meldung", "ausfüllen"),
        ({"pruefe": "false", "meldung": "{% for x in range(9) %}{% endfor %}"}, "TYP-410", "meldung", "Erlaubt sind"),
        ({"pruefe": "false", "abhilfe": "{{ nix }}"}, "TYP-410", "abhilfe", "„nix“"),
        ({"pruefe": "nix > 1"}, "TYP-421", "pruefe", "Der Name „nix“ ist unbekannt."),
        ({"pruefe": "nix is not none"}, "TYP-421", "pruefe", "Der Name „nix“ ist unbekannt."),
        ({"fuer": "zeilen", "pruefe": "eintrag.aa is not none"}, "TYP-421", "pruefe", "Ein Feld „aa“ gibt es"),
        ({"pruefe": "a / 0 > 1"}, "TYP-421", "pruefe", "durch null"),
        ({"wenn": "a / 0 > 1", "pruefe": "true"}, "TYP-421", "wenn", "durch null"),
        ({"pruefe": "x > 1", "berechne": {"y": "1", "x": "a / 0"}}, "TYP-421", "berechne", "durch null"),
        ({"pruefe": "schluessel('nix', '1')"}, "TYP-421", "pruefe", "Die Codeliste „nix“"),
        ({"fuer": "zeilen", "pruefe": "eintrag.a + eintrag.t > 1"}, "TYP-421", "pruefe", "a.yaml, zeilen, 2. Eintrag)"),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_work_is_blamed(rule: Mapping[str, Any], code: str, field: str, said: str) -> None:
    """One finding on the rule file at the expression; the other rules are judged all the same."""
    data = {"a": 1, "zeilen": [{"a": 1, "t": 1}, {"a": 1, "t": None}]}
    hits, (problem,) = judged(data, {"pruefe": "a == 2"}, rule, {"fuer": "zeilen", "pruefe": "eintrag.a == 2"})
    assert problem.code == code and said in problem.text and problem.remedy
    path = ("regeln", 1, field, "x") if field == "berechne" else ("regeln", 1, field)
    assert problem.place == rules({"pruefe": "a == 2"}, rule)[1].source.place(path)
    assert [hit.rule.ident for hit in hits if hit.rule.ident != "EX-002"] == ["EX-001", "EX-003", "EX-003"]


MANY = {"titel": "t", "zeilen": [{"a": number, "t": "x"} for number in range(4000)]}


@pytest.mark.parametrize(
    "source",
    [
        "range(10**9) | list", "'x' * 10**9", "9**9**9", "(" * 600 + "1" + ")" * 600, "not " * 450 + "a",
        "-" * 1900 + "1", "1" + "+1" * 900, "[" * 900, "titel" + ".a" * 900, "zeilen | string",
        "zeilen | sort(attribute='a') | list",
        "zeilen == zeilen and " * 80 + "true", "zeilen[1:] and " * 90 + "true", "eintrag in zeilen", "zeilen + zeilen",
        "[0] * 1000000", "zeilen | summe('a') > 0", "zeilen | wo(a=eintrag.a)", "zeilen.count(3) > 1",
        "range(99999) | sum > 0", "range(99999) | select | list", "zeilen | groupby('a') | list", "5 | round(-10**9)",
        "[zeilen, zeilen] | sum(start=[])", "zeilen | reverse | list", "zeilen | map('a')", "1e60 * 1e60",
        "range(90000) | list | string | length > 0", "titel | replace('', 'y' * 999999)", "zeilen | upper",
    ],
)  # fmt: skip
def test_an_endless_or_huge_expression_is_one_finding(source: str) -> None:
    """What counts is what an expression looks at, never the clock; no stack trace, no hang."""
    hits, (problem,) = judged(MANY, {"fuer": "zeilen", "pruefe": source})
    assert hits == [] and problem.code in ("TYP-410", "TYP-421", "TYP-422")
    assert len(problem.text) < 500


@pytest.mark.parametrize("pair", ["[x{0}, x{0}]", "(x{0}, x{0})", "{{'a': x{0}, 'b': x{0}}}", "dict(a=x{0}, b=x{0})"])
@pytest.mark.parametrize("use", ["x40 == y40", "x40 | string", "[x40] | verschiedene", "schluessel(x40, x40)"])
def test_lists_that_double_again_and_again_are_one_finding(pair: str, use: str) -> None:
    """What forty steps put together has a billion parts: it is refused before anything compares or prints it."""
    steps = {f"{name}{n}": pair.replace("x", name).format(n - 1) if n else "1" for n in range(41) for name in "xy"}
    hits, (problem,) = judged({"a": 1}, {"pruefe": use, "berechne": steps})
    assert hits == [] and problem.code == "TYP-422"


def test_many_hits_are_told_few() -> None:
    """Only the first ones are worded; the others are hits all the same."""
    hits, _ = judged(MANY, {"fuer": "zeilen", "pruefe": "false"})
    worded = [hit for hit in hits if "problem" in vars(hit)]
    assert (len(hits), len(worded)) == (4000, MOST_TOLD)


SUMS = rules(
    {"pruefe": "zeilen | summe('b') == soll"},
    {"fuer": "zeilen", "wenn": "eintrag.b is not none", "pruefe": "eintrag.a + eintrag.b <= soll"},
)
ENTRIES = st.lists(st.fixed_dictionaries({"a": st.integers(-9, 9), "b": st.one_of(st.none(), st.integers(-9, 9))}))


@given(ENTRIES, st.integers(-30, 30))
def test_a_sum_is_what_python_says(entries: list[dict[str, Any]], said: int) -> None:
    """The finding appears if and only if the sum is another, entry by entry and as a whole."""
    data = {"zeilen": entries, "soll": said}
    hits, trouble = check_rules(SUMS, loaded({"a": 1}, "content/a.yaml"), data, {}, (), LISTS, "")
    assert trouble == []
    wrong = [("zeilen", i) for i, row in enumerate(entries) if row["b"] is not None and row["a"] + row["b"] > said]
    assert [hit.entry for hit in hits if hit.rule.ident == "EX-002"] == wrong
    assert any(hit.rule.ident == "EX-001" for hit in hits) == (sum(row["b"] or 0 for row in entries) != said)


def test_what_a_rule_was_judged_at_is_counted() -> None:
    """Entries, annexes or the paper where `wenn` holds; a rule of another day or one that fails is not among them."""
    annexes = [Annexed("a", "bogen", {"stand": 1}, {}), Annexed("b", "bogen", {"stand": None}, {})]
    said = rules(
        {"fuer": "zeilen", "wenn": "eintrag.b == 1", "pruefe": "eintrag.a > 9"},
        {"fuer": "zeilen", "wenn": "soll == 8", "pruefe": "true"},
        {"wenn": "soll == 9", "pruefe": "true"},
        {"anlage": "bogen", "wenn": "anlage.stand", "pruefe": "true"},
        {"anlage": "anderes", "pruefe": "true"},
        {"pruefe": "true", "gueltig_ab": "2010-01-01"},
        {"wenn": "1 / 0", "pruefe": "true"},
    )
    assert count_applied(said, ROWS, {}, annexes, LISTS, "2009-06-18") == {
        "EX-001": Applied(2, 3), "EX-002": Applied(0, 3), "EX-003": Applied(1, 1), "EX-004": Applied(1, 2),
        "EX-005": Applied(0, 0),
    }  # fmt: skip
