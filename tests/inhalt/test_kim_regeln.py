"""The rules of a concept: each is broken by a change of a real one, told at the field that is wrong, else silent."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, WORDINGS, wording
from tests.inhalt.judging import Change, doctype, judge, replace

KREIS = (ROOT / "content/musterkreis/kim-konzept.yaml").read_text("utf-8")
STADT = (ROOT / "content/musterstadt/kim-konzept.yaml").read_text("utf-8")
EXAMPLE = (ROOT / "templates/kim-konzept/beispiel.yaml").read_text("utf-8")


def behind(mark: str, old: str, new: str) -> Change:
    """Replace the first such text behind a mark, which must occur in exactly one place."""

    def change(text: str) -> str:
        assert text.count(mark) == 1, (mark, text.count(mark))
        before, after = text.split(mark)
        assert old in after, old
        return before + mark + after.replace(old, new, 1)

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


def everywhere(old: str, new: str) -> Change:
    """Replace a text wherever it stands."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return change


def left_out(pattern: str) -> Change:
    """Strike what the pattern finds, in exactly one place."""

    def change(text: str) -> str:
        text, count = re.subn(pattern, "", text)
        assert count == 1, (pattern, count)
        return text

    return change


OTHER_AUTHORITY = "  - baustein: 3\n    art: einbuergerungsbehoerde\n    bezeichnung: Beratung vor dem Antrag\n"
NO_EBH = both(
    replace((OTHER_AUTHORITY, OTHER_AUTHORITY.replace("einbuergerungs", "auslaender"))),
    replace(
        ("auslaenderbehoerde: 1.5\n", "auslaenderbehoerde: 2.5\n"),
        ("einbuergerungsbehoerde: 1.0\n", "einbuergerungsbehoerde: 0\n"),
    ),
)
"""All posts of the third part in one of the two authorities."""
ASSISTANT = both(
    replace(("  assistenz: 0.5\n", "  assistenz: 1.0\n"), ("personalkosten: 27600\n", "personalkosten: 55200\n")),
    behind("art: assistenz\n", "vzae: 0.5", "vzae: 1"),
)
SMALL_SHARES = both(
    behind("bezeichnung: Südstadt\n", "vzae: 0.5", "vzae: 0.4"),
    behind("bezeichnung: Übergang Schule und Beruf\n", "vzae: 0.5", "vzae: 0.6"),
)
WELFARE = "Arbeitsgemeinschaft der Wohlfahrtsverbände, funktion"
OWN_PHASE = replace(
    ("{titel: Lenkungsgruppe gebildet, datum: 2024-03-14", "{titel: Lenkungsgruppe gebildet, datum: 2024-07-14")
)
REASON = "  - leitfrage: 3.3.a\n    begruendung: Die Einbürgerungsbehörde erhält eigene Stellen aus dem Haushalt.\n"
AID = "insbesondere nicht nach SGB II, SGB III, SGB VIII und SGB XII"

BROKEN: list[tuple[str, str, str, Change]] = [
    ("KK-001", STADT, "koordination: 2.5", replace(("koordination: 2.0\n", "koordination: 2.5\n"))),
    ("KK-002", STADT, "assistenz: 0", replace(("assistenz: 0.5\n", "assistenz: 0\n"))),
    ("KK-003", STADT, "case_management: 6.5", replace(("case_management: 6.0\n", "case_management: 6.5\n"))),
    ("KK-003", KREIS, "case_management: 8.0", behind("bezeichnung: Südosteuropa West\n", "vzae: 1.0", "vzae: 0.5")),
    ("KK-004", KREIS, "auslaenderbehoerde: 20", replace(("auslaenderbehoerde: 2.0\n", "auslaenderbehoerde: 20\n"))),
    ("KK-005", STADT, "einbuergerungsbehoerde: 0.5",
     replace(("einbuergerungsbehoerde: 1.0\n", "einbuergerungsbehoerde: 0.5\n"))),
    ("KK-006", STADT, "vzae: 0.4", SMALL_SHARES),
    ("KK-007", KREIS, "assistenz: 1.0", ASSISTANT),
    ("KK-008", KREIS, "kommunentyp: staedteregion", replace(("kommunentyp: kreis\n", "kommunentyp: staedteregion\n"))),
    ("KK-009", KREIS, "saetze:", replace(("assistenz: assistenz_2020", "assistenz: koordination_2020"))),
    ("KK-009", STADT, "saetze:",
     replace(("auslaenderbehoerde: behoerde_muster", "auslaenderbehoerde: assistenz_2020"))),
    ("KK-010", STADT, "saetze:", replace(("  case_management: case_management_2020\n", ""))),
    ("KK-011", KREIS, "stellen:", left_out("    personalkosten: 82600\n")),
    ("KK-012", KREIS, "personalkosten: 52600", replace(("personalkosten: 82600", "personalkosten: 52600"))),
    ("KK-013", STADT, "lenkungsgruppe:", behind(WELFARE, "art: freie_wohlfahrtspflege", "art: weitere")),
    ("KK-013", KREIS, "lenkungsgruppe:", replace(("    art: ki\n", "    art: kommune\n"))),
    ("KK-014", STADT, "lenkungsgruppe:",
     lambda text: re.sub("leitungsebene: [a-z]+, art: kommune,", "leitungsebene: fachebene, art: kommune,", text)),
    ("KK-015", STADT, "beantragt:", NO_EBH),
    ("KK-016", KREIS, "weiterleitung: true",
     behind("- name: Stadt Neumusterburg\n", "jugendamt: true", "jugendamt: false")),
    ("KK-017", KREIS, "weiterleitung: false",
     behind("- name: Stadt Neumusterburg\n", "weiterleitung: true", "weiterleitung: false")),
    ("KK-017", KREIS, "weiterleitung: true", left_out("    vzae: 0.5\n(?=    einbindung)")),
    ("KK-018", KREIS, "vzae: 1.0", behind("- name: Stadt Neumusterburg\n", "vzae: 0.5", "vzae: 1.0")),
    ("KK-019", KREIS, "traeger: Neumusterburg",
     behind("bezeichnung: Koordination vor Ort, Nord\n", "traeger: Stadt Neumusterburg", "traeger: Neumusterburg")),
    ("KK-019", STADT, "traeger: Stadt Musterstadt",
     behind("bezeichnung: Nordstadt, Sozialamt\n", "traegerart: kommune", "traegerart: kreisangehoerige_kommune")),
    ("KK-020", KREIS, "traeger: Stadt Mustertal",
     behind("bezeichnung: Koordination vor Ort, Nord\n", "traeger: Stadt Neumusterburg", "traeger: Stadt Mustertal")),
    ("KK-021", STADT, "bis: 2023-12-31",
     replace(("von: 2024-01-01\n  bis: 2026-12-31", "von: 2024-01-01\n  bis: 2023-12-31"))),
    ("KK-022", STADT, "bis: 2023-12-31",
     replace(("bis: 2024-12-31", "bis: 2023-12-31"), ("[zeitschiene]", "[phasen, meilensteine]"))),
    ("KK-023", STADT, "von: 2023-12-01", behind("titel: Aufbau\n", "von: 2024-01-01", "von: 2023-12-01")),
    ("KK-024", KREIS, "- titel: Anwenden", everywhere(": Verstetigen\n", ": Anwenden\n")),
    ("KK-025", KREIS, "datum: 2023-12-07", replace(("datum: 2022-12-07", "datum: 2023-12-07"))),
    ("KK-026", KREIS, "phase: Anwendung", replace(("phase: Anwenden", "phase: Anwendung"))),
    ("KK-027", STADT, "- {titel: Lenkungsgruppe gebildet", OWN_PHASE),
    ("KK-028", STADT, "ziele:", both(everywhere("[II, III]", "[II]"), everywhere("[III]", "[II]"))),
    ("KK-029", STADT, 'gemeindeschluessel: "915000"', replace(('"999000"', '"915000"'))),
    ("KK-030", STADT, "gliederung:",
     replace(("§ 9 des Teilhabe- und Integrationsgesetzes vom", "§ 1 Nr. 8 des Teilhabe- und Gesetzes vom"))),
    ("KK-031", KREIS, "gliederung:", replace(("§ 1 Nr. 8 Teilhabe- und", "§ 9 Teilhabe- und"))),
    ("KK-032", KREIS, "doppelfoerderung: |", replace((AID, "insbesondere nicht nach SGB II und SGB III"))),
    ("KK-033", KREIS, "gliederung:", replace(("        enthaelt: [netzwerke]\n", ""))),
    ("KK-034", STADT, "bis: 2027-01-31", behind("titel: Verstetigung\n", "bis: 2026-12-31", "bis: 2027-01-31")),
    ("KK-035", KREIS, "- name: Stadt Mustertal", replace(("- name: Stadt Musterberg\n", "- name: Stadt Mustertal\n"))),
    ("KK-036", KREIS, "gliederung:", left_out(r"(?ms)^netzwerke:\n.*?(?=^\w)")),
    ("KK-037", STADT, "saetze:", replace(("koordination: koordination_2023", "koordination: koordination_2020"))),
    ("KK-038", KREIS, "saetze:",
     replace(("von: 2021-01-01\n  bis: 2022-12-31", "von: 2021-01-01\n  bis: 2023-12-31"))),
    ("KK-039", STADT, "gliederung:", replace(("- titel: Umgang mit Daten\n", "- titel: Besonderheit für Kreise\n"))),
    ("KK-040", STADT, "- {organisation: Verbund der Migrantenorganisationen",
     behind("Verbund der Migrantenorganisationen, funktion", "art: weitere", "art: kreisangehoerige_kommune")),
    ("KK-041", STADT, "doppelfoerderung: N.N.",
     lambda text: re.sub(r"(?ms)^doppelfoerderung: \|\n.*?(?=^\w)", "doppelfoerderung: N.N.\n\n", text)),
    ("KK-042", EXAMPLE, "zieldimensionen: [II, II, III]",
     replace(("zieldimensionen: [II, III]", "zieldimensionen: [II, II, III]"))),
]  # fmt: skip
"""A rule, a concept, the line that its finding points to, and the change that breaks just this rule."""
HARMLESS: list[tuple[str, Change]] = [
    (STADT, both(NO_EBH, replace(("nicht_zutreffend:\n", f"nicht_zutreffend:\n{REASON}")))),
    (KREIS, lambda text: re.sub("    personalkosten: .*\n", "", text)),
    (KREIS, left_out("    phase: Anwenden\n")),
    (STADT, replace(("SGB II, SGB III, SGB VIII, SGB XII", "SGB II, III, VIII, XII"))),
    (KREIS, both(replace(("2020-12-14", "2021-12-20")), replace(("§ 1 Nr. 8 Teilhabe- und", "§ 9 Teilhabe- und")))),
    (STADT, replace(("datum: 2026-11-26", "datum: 2026-12-31"))),
    (STADT, behind("bezeichnung: Südstadt\n", "traegerart: ki", "traegerart: weitere")),
    (STADT, replace(("datum: 2023-10-13\n", "datum: 2022-10-13\n"))),
    (KREIS, behind("bezeichnung: Südosteuropa West\n", "traegerart: freie_wohlfahrtspflege", "traegerart: kommune")),
]
"""What concepts do as well, and what no rule may object to."""


def short(value: object) -> str:
    """The name of a case: code and place, not the whole concept."""
    return value if isinstance(value, str) and len(value) < 60 else ""


@pytest.mark.parametrize(("code", "text", "place", "change"), BROKEN, ids=short)
def test_a_broken_rule_is_the_only_finding(code: str, text: str, place: str, change: Change) -> None:
    """One wrong value in a real concept gives one finding, at the line that is wrong, in whole German sentences."""
    text = change(text)
    (problem,) = judge(text).problems
    assert problem.code == code
    lines = [line.strip() for line in text.split("\n")[: problem.place.line]]
    if place.endswith(":"):  # a finding on a list or a group points to what stands first in it
        lines = [line for line in lines[:-1] if not line.startswith("#")]
    assert lines[-1].startswith(place)
    assert re.fullmatch(r"[A-ZÄÖÜ„].*[.!?]", problem.text), problem.text
    assert problem.remedy.endswith("."), problem.remedy
    assert not re.search(r"\b(None|null|True|False|nichts)\b|\{|\}", problem.text + problem.remedy), problem.text


def test_the_wording_of_rules_is_unchanged(golden: Callable[[Path, str], None]) -> None:
    """A change of a message is seen by whoever reviews it."""
    told = [wording(f"{code} {place}", judge(change(text)).problems) for code, text, place, change in BROKEN]
    golden(WORDINGS / "regeln-kim-konzept.txt", "\n".join(told))


def test_every_rule_is_broken_once() -> None:
    """A rule that no test breaks may never have worked."""
    assert {rule.ident for rule in doctype("kim-konzept").rules} == {code for code, _text, _place, _change in BROKEN}


@pytest.mark.parametrize(("text", "change"), HARMLESS, ids=short)
def test_rules_do_not_cry_wolf(text: str, change: Change) -> None:
    """Variants that concepts show are no findings."""
    assert judge(change(text)).problems == []


@pytest.mark.parametrize("text", [KREIS, STADT, EXAMPLE], ids=["kreis", "stadt", "beispiel"])
def test_the_shipped_concepts_are_free_of_findings(text: str) -> None:
    """What administrators and authors copy is good, and needs no exception."""
    found = judge(text)
    assert (found.problems, found.excused) == ([], [])
