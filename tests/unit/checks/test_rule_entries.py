"""Of entries that are alike, rules look at the first only, and tell of all of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.checks.test_rules import judged
from vorlagenwerk.checks.rules.entries import MANY

COUNTS = 2_000
"""Entries at which a rule that looks at all of them for each would use up what all rules together may look at."""
EVEN = "(zeilen | wo(art=eintrag.art) | anzahl) > 0"


def entries(count: int, **fields: Any) -> dict[str, Any]:
    """A document with so many entries of two kinds, in turn."""
    return {"zeilen": [{"art": "ab"[n % 2], "nr": n, **fields} for n in range(count)]}


@pytest.mark.parametrize(("test", "is_affordable"), [(EVEN, True), (f"eintrag.nr >= 0 and {EVEN}", False)])
def test_entries_alike_are_judged_once(test: str, is_affordable: bool) -> None:
    """A rule that goes through the whole list for each entry is affordable where few entries differ in what it asks."""
    data = entries(COUNTS * 2)
    hits, trouble = judged(data, {"fuer": "zeilen", "pruefe": test})
    assert hits == [] and [problem.code for problem in trouble] == ([] if is_affordable else ["TYP-422"])


@pytest.mark.parametrize("test", ["eintrag.art == 'a'", "eintrag.art == 'a' and nummer > 0"])
def test_all_entries_alike_are_told(test: str) -> None:
    """Each broken entry is a hit of its own with its own values, in the order of the content."""
    data = entries(MANY)
    rule = {"fuer": "zeilen", "pruefe": test, "meldung": "Nr. {{ eintrag.nr }}, {{ nummer }}."}
    hits, trouble = judged(data, rule, {"fuer": "zeilen", "pruefe": "eintrag.nr != 1"})
    assert trouble == [] and [hit.entry[1] for hit in hits] == [1, *range(1, MANY, 2)]
    assert [hit.problem.text for hit in hits[2:4]] == ["Nr. 3, 4.", "Nr. 5, 6."]


def test_equal_is_not_alike() -> None:
    """1 and true are equal to the computer, but a rule can tell them apart."""
    data = entries(MANY, wert=1)
    data["zeilen"][7]["wert"] = True
    hits, trouble = judged(data, {"fuer": "zeilen", "pruefe": "(eintrag.wert | string) == '1'"})
    assert trouble == [] and [hit.entry[1] for hit in hits] == [7]


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ({"pruefe": "vorher is none or vorher.art != eintrag.art"}, []),
        ({"pruefe": "gruppe[0].nr == 0", "je": "art"}, list(range(1, MANY, 2))),
        ({"pruefe": "(eintrag | items | list | anzahl) == 2"}, []),
        ({"pruefe": "[eintrag] | spalte('nr') == [0]"}, list(range(1, MANY))),
        ({"pruefe": "art == 'a'", "berechne": {"art": "eintrag.art"}}, list(range(1, MANY, 2))),
        ({"pruefe": "zeilen | anzahl == 0"}, list(range(MANY))),
    ],
)
def test_what_a_rule_looks_at_decides(rule: dict[str, Any], broken: list[int]) -> None:
    """The entry before, the group, the entry as a whole, what is worked out: entries differ where any of it does."""
    hits, trouble = judged(entries(MANY), {"fuer": "zeilen", **rule})
    assert trouble == [] and [hit.entry[1] for hit in hits] == broken


def test_trouble_is_told_at_the_first_entry_that_has_it() -> None:
    """A rule that fails is blamed with the first entry at which it does, however many are alike."""
    data = entries(MANY)
    data["zeilen"][40]["art"] = None
    _hits, trouble = judged(data, {"fuer": "zeilen", "pruefe": "eintrag.art > 'A'"})
    assert [problem.code for problem in trouble] == ["TYP-421"] and "41. Eintrag" in trouble[0].text
