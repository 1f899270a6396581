"""What `check --fix` puts right in a content file, what it leaves alone, and how it writes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CASES, Workplace, lay_out
from vorlagenwerk.story.mending import Change, difference, plan

FILE = "content/x.yaml"
PAPER = (CASES / "gueltig/regionalrat-vorlage/kurz.yaml").read_text("utf-8") + (
    "angaben:\n  zahl:\n    titel: Anteil\n    wert: 1.5\n    einheit: prozent\n"
    "  summe:\n    titel: Summe\n    wert: 2\n    einheit: euro\n"
)
FORM = "".join((CASES / "fehlerhaft/SCH-104-komma.yaml").read_text("utf-8").splitlines(keepends=True)[1:])
FORM = FORM.replace("12,50", "156")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """One project for all texts of this module."""
    return lay_out(tmp_path_factory.mktemp("berichtigen") / "projekt")


def planned(place: Workplace, raw: bytes) -> Change | None:
    """The change of a file with these bytes."""
    place.write(FILE, raw)
    changes = plan(place.project, [FILE])
    return changes[0] if changes else None


def mended(place: Workplace, raw: bytes) -> bytes:
    """The bytes of a file after mending, the same where nothing is certain."""
    change = planned(place, raw)
    return change.new if change else raw


def swapped(text: str, now: str, then: str) -> str:
    """The text with something else in one place; it must be there."""
    assert now in text, now
    return text.replace(now, then, 1)


CERTAIN = [
    (PAPER, "    wert: 1.5", "    wert: 12,50", "    wert: 12.50"),
    (PAPER, "    wert: 1.5", "    wert: 1.200,50", "    wert: 1200.50"),
    (PAPER, "    wert: 1.5", "    wert: 1.200.000", "    wert: 1200000"),
    (PAPER, "    wert: 1.5", "    wert: .5", "    wert: 0.5"),
    (PAPER, "    wert: 1.5", '    wert: "1.5"  # geschätzt', "    wert: 1.5  # geschätzt"),
    (PAPER, "    wert: 1.5", "    wert: −1,5", "    wert: -1.5"),
    (FORM, "    gesamtkosten: 156", "    gesamtkosten: 156 Tsd. €", "    gesamtkosten: 156"),
    (FORM, "    gesamtkosten: 156", "    gesamtkosten: 1_560", "    gesamtkosten: 1560"),
    (PAPER, "sitzung: 2010-03-18", "sitzung: 18.03.2010", "sitzung: 2010-03-18"),
    (PAPER, "sitzung: 2010-03-18", "sitzung: '18. März 2010'", "sitzung: 2010-03-18"),
    (PAPER, "sitzung: 2010-03-18", "sitzung: Donnerstag, 18.3.2010", "sitzung: 2010-03-18"),
    (PAPER, "    beteiligt: false", "    beteiligt: Nein # noch nicht", "    beteiligt: false # noch nicht"),
    (PAPER, "    beteiligt: false", "    beteiligt: ja", "    beteiligt: true"),
    (PAPER, "begruendung:", "Begründung:", "begruendung:"),
    (PAPER, "vorlagennummer:", "vorlagenummer:", "vorlagennummer:"),
    (PAPER, "dokumenttyp: regionalrat-vorlage", "dokumenttyp: Regionalratvorlage", "dokumenttyp: regionalrat-vorlage"),
    (PAPER, "dokumenttyp: regionalrat-vorlage", "Dokumenttyp: regionalrat-vorlage", "dokumenttyp: regionalrat-vorlage"),
    (FORM, "    gemeindeschluessel: ", "    gemeinde-schlüssel: ", "    gemeindeschluessel: "),
    (FORM, '"958004"', "Arnsberg", '"958004"'),
    (FORM, '"958004"', "'Arnsberg'", "'958004'"),
    (FORM, "gebiet: SUW", "gebiet: suw", "gebiet: SUW"),
    (PAPER, "  titel: Stadterneuerung", "  titel: @Amt", '  titel: "@Amt"'),
    (PAPER, "  titel: Stadterneuerung", "  titel: Bauen: jetzt", '  titel: "Bauen: jetzt"'),
    (PAPER, "  titel: Stadterneuerung", '  titel: "Neubau“', '  titel: "Neubau"'),
    (PAPER, "  titel: Stadterneuerung", '  titel: "Neubau" der Kita', "  titel: '\"Neubau\" der Kita'"),
    (PAPER, "  titel: Stadterneuerung", "  titel:Stadterneuerung", "  titel: Stadterneuerung"),
    (PAPER, "  titel: Stadterneuerung", "  titel:\u00a0Stadterneuerung", "  titel: Stadterneuerung"),
    (PAPER, "  titel: Stadterneuerung", "  titel\uff1aStadterneuerung", "  titel: Stadterneuerung"),
    (PAPER, "  - gremium: PK", "  – gremium: PK", "  - gremium: PK"),
    (PAPER, "  - gremium: PK", "  -gremium: PK", "  - gremium: PK"),
    (PAPER, "  behandlung:", "\u00a0 behandlung:", "  behandlung:"),
    (PAPER, "  behandlung:", "\u200b  behandlung:", "  behandlung:"),
    (PAPER, "  behandlung:", "\tbehandlung:", "  behandlung:"),
    (PAPER, "    - 02931 82-2341", "    – 02931 82-2341\n    – 02931 82-1", "    - 02931 82-2341\n    - 02931 82-1"),
    (PAPER, "telefon:\n    - 02931 82-2341", "telefon: 02931 82-2341", "telefon:\n    - 02931 82-2341"),
]


@pytest.mark.parametrize(("good", "line", "now", "then"), CERTAIN, ids=[case[2].strip() for case in CERTAIN])
def test_what_is_certain_is_mended(place: Workplace, good: str, line: str, now: str, then: str) -> None:
    """Only the place of the finding changes, and the file has no mend left afterwards."""
    after = mended(place, swapped(good, line, now).encode())
    assert after.decode() == swapped(good, line, then)
    assert mended(place, after) == after


OPEN = [
    (PAPER, "    wert: 1.5", "    wert: 1.200"),
    (PAPER, "    wert: 1.5", "    wert: 12,500"),
    (PAPER, "    wert: 1.5", "    wert: 007"),
    (PAPER, "    wert: 1.5", "    wert: 5 €"),
    (PAPER, "    wert: 1.5", "    wert: 12 %"),
    (FORM, "    gesamtkosten: 156", "    gesamtkosten: 45.002 €"),
    (FORM, "    gesamtkosten: 156", "    gesamtkosten: 12,50"),
    (PAPER, "sitzung: 2010-03-18", "sitzung: 18.3.10"),
    (PAPER, "sitzung: 2010-03-18", "sitzung: 31.02.2010"),
    (PAPER, "sitzung: 2010-03-18", "sitzung: Montag, 18.03.2010"),
    (PAPER, "    beteiligt: false", "    beteiligt: x"),
    (PAPER, "begruendung:", "grund:"),
    (PAPER, "dokumenttyp: regionalrat-vorlage", "dokumenttyp: Regionalrat"),
    (PAPER, "dokumenttyp: regionalrat-vorlage", "dokumententypen: regionalrat-vorlage"),
    (PAPER, "    einheit: prozent", "    einheit: prozent\n    einheiten: prozent"),
    (FORM, '"958004"', "05958004"),
    (FORM, '"958004"', '"958005"'),
    (PAPER, "  titel: Stadterneuerung", "  titel: @Amt # oder nicht"),
    (PAPER, "  titel: Stadterneuerung", '  titel: "Neubau" und "Umbau"'),
    (PAPER, "  titel: Stadterneuerung", '  titel: "Neubau",'),
    (PAPER, "  - gremium: PK\n    beteiligt: false", "  -{gremium: @PK, beteiligt: false}"),
    (PAPER, "  titel: Stadterneuerung", "  titel: thema: Neubau"),
    (PAPER, "  titel: Stadterneuerung", "  thema:Neubau"),
    (PAPER, "telefon:\n    - 02931 82-2341", "telefon: 02931 82-2341, 02931 82-1"),
    (PAPER, "  titel: Stadterneuerung", "<<<<<<< HEAD\n  titel: Eins\n=======\n  titel: Zwei\n>>>>>>> zweig"),
    (PAPER, "  titel: Stadterneuerung", "  titel: Eins\n  titel: Zwei"),
]


@pytest.mark.parametrize(("good", "line", "now"), OPEN, ids=[case[2].strip() for case in OPEN])
def test_what_has_two_readings_is_left_alone(place: Workplace, good: str, line: str, now: str) -> None:
    """A wrong guess in an official paper is worse than a finding."""
    assert planned(place, swapped(good, line, now).encode()) is None


def test_faults_that_hide_each_other_are_mended_together(place: Workplace) -> None:
    """A fault of the structure hides what is wrong with the fields; both are gone after one call."""
    text = swapped(PAPER, "  titel: Stadterneuerung", "  titel: @Amt")
    text = swapped(text, "  - gremium: PK", "  – gremium: PK")
    text = swapped(text, "sitzung: 2010-03-18", "sitzung: 18.03.2010")
    change = planned(place, swapped(text, "begruendung:", "begründung:").encode())
    assert change is not None
    assert change.new.decode() == swapped(PAPER, "  titel: Stadterneuerung", '  titel: "@Amt"')
    assert sorted(problem.code for problem in change.mended) == ["SCH-102", "SCH-110", "YML-002", "YML-015"]


def test_what_is_certain_is_mended_beside_what_is_not(place: Workplace) -> None:
    """A finding that needs a person keeps nobody from the others."""
    text = swapped(PAPER, "sitzung: 2010-03-18", "sitzung: 18.03.2010")
    after = mended(place, swapped(text, "    wert: 1.5", "    wert: 1.200").encode())
    assert after.decode() == swapped(PAPER, "    wert: 1.5", "    wert: 1.200")


TABS = ('  nummer: "1"\n  titel: Stadterneuerung\n', '\tnummer: "1"\n\ttitel: Stadterneuerung\n')


@pytest.mark.parametrize(
    ("now", "then", "fault"),
    [
        ("  titel: Bauen: jetzt", '  titel: "Bauen: jetzt"', ("    titel: Anteil", '    titel: "Anteil')),
        ("  titel: @Amt", '  titel: "@Amt"', ("    einheit: euro\n", "    einheit: euro\nanhang\nmehr: 1\n")),
    ],
)
def test_what_is_certain_is_mended_above_a_fault_that_is_not(
    place: Workplace, now: str, then: str, fault: tuple[str, str]
) -> None:
    """A quotation mark that is not closed further down keeps nobody from what can be read above it."""
    text = swapped(swapped(PAPER, "  titel: Stadterneuerung", now), *fault)
    assert mended(place, text.encode()).decode() == swapped(text, now, then)


def test_tabulators_are_mended_above_a_fault_that_is_not(place: Workplace) -> None:
    """How wide a tabulator is, the lines tell that can be read."""
    text = swapped(PAPER, "    titel: Anteil", '    titel: "Anteil')
    assert mended(place, swapped(text, *TABS).replace("  behandlung", "\tbehandlung").encode()).decode() == text


def test_nothing_is_mended_below_what_cannot_be_read(place: Workplace) -> None:
    """What the reading does not reach cannot be compared with what was meant."""
    text = swapped(PAPER, "vorlagennummer: 01/01/10", 'vorlagennummer: "01/01/10')
    assert planned(place, swapped(text, "  titel: Stadterneuerung", "  titel: @Amt").encode()) is None


def test_a_table_indented_with_tabulators_is_mended(place: Workplace) -> None:
    """Where nothing else indents, a tabulator can only be a step of two blanks."""
    tabs = re.sub("^ +", lambda blanks: "\t" * (len(blanks[0]) // 2), FORM, flags=re.MULTILINE)
    assert "\t" in tabs
    assert mended(place, tabs.encode()).decode() == FORM


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_another_encoding_becomes_utf_8(place: Workplace, encoding: str) -> None:
    """All letters stay, and the difference says what happens though no line looks different."""
    text = swapped(PAPER, "  titel: Stadterneuerung", "  titel: Straße – „Ärzte“ für 5 €").replace("\n", "\r\n")
    change = planned(place, text.encode(encoding))
    assert change is not None and change.new == text.encode()
    name = "Windows-1252" if encoding == "cp1252" else "UTF-16"
    assert difference(change).splitlines()[2:] == [f"Die Codierung der ganzen Datei wird von {name} zu UTF-8."]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "latin2"])
def test_an_encoding_that_only_might_be_windows_is_left_alone(place: Workplace, encoding: str) -> None:
    """An umlaut from a Mac or from DOS would become another sign."""
    title = "Straße für Ärzte ő" if encoding == "latin2" else "Tätigkeit"
    text = swapped(PAPER, "titel: Stadterneuerung", f"titel: {title}")
    assert planned(place, text.encode(encoding)) is None


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_everything_else_stays_byte_for_byte(place: Workplace, ending: str) -> None:
    """Mark at the start, line ends, blanks behind lines, remarks, letters in two parts, no line end at the end."""
    text = "# Bemerkung   \n" + swapped(PAPER, "  - titel: Anlass", '  - titel:   "Anla\u0308sse"  # so   \t').rstrip(
        "\n"
    )
    text = unicodedata.normalize("NFD", text)
    now = swapped(text, "sitzung: 2010-03-18", "sitzung: 18.03.2010  # Datu\u0308m  ").replace("\n", ending)
    then = swapped(text, "sitzung: 2010-03-18", "sitzung: 2010-03-18  # Datu\u0308m  ").replace("\n", ending)
    mark = b"\xef\xbb\xbf"
    assert mended(place, mark + now.encode()) == mark + then.encode()


def test_the_difference_shows_lines_and_what_cannot_be_seen(place: Workplace) -> None:
    """Readers see the line now and then, with the number; invisible characters and commands are spelt out."""
    change = planned(place, swapped(PAPER, "  behandlung:", "\u00a0 behandlung:").encode())
    assert change is not None
    assert difference(change).split("\n") == [
        "--- content/x.yaml (jetzt)",
        "+++ content/x.yaml (berichtigt)",
        "Zeile 13:",
        "    titel: Stadterneuerung",
        "- [U+00A0] behandlung: beratung",
        "+   behandlung: beratung",
        "  vorberatung:",
    ]


def test_added_lines_are_shown(place: Workplace) -> None:
    """A single telephone becomes a list, which takes one line more."""
    change = planned(place, swapped(PAPER, "telefon:\n    - 02931 82-2341", "telefon: 02931 82-2341").encode())
    assert change is not None
    assert "-   telefon: 02931 82-2341\n+   telefon:\n+     - 02931 82-2341\n" in difference(change)


SLIPS = [(line, now, then) for good, line, now, then in CERTAIN if good is PAPER and "\t" not in now]
"""A tabulator among blanks is certain only where the rest of the file can be read."""


@settings(max_examples=30, deadline=None)
@given(chosen=st.sets(st.integers(0, len(SLIPS) - 1), min_size=1, max_size=6), ending=st.sampled_from(["\n", "\r\n"]))
def test_any_mixture_of_slips_changes_nothing_else(place: Workplace, chosen: set[int], ending: str) -> None:
    """Mending gives the paper in which each slip alone is put right, whichever come together, and is then done."""
    now = then = PAPER
    for line, wrong, right in (SLIPS[number] for number in sorted(chosen)):
        if line in now and line in then:
            now, then = swapped(now, line, wrong), swapped(then, line, right)
    after = mended(place, now.replace("\n", ending).encode())
    assert after == then.replace("\n", ending).encode()
    assert mended(place, after) == after


@settings(max_examples=40, deadline=None)
@given(
    at=st.integers(0, len(PAPER) - 1),
    sign=st.sampled_from([*"\t\u00a0\u200b–-:#\"'„“@`%&*![]{}|>ä\n ", "\n\n", ": ", " #", "<<<<<<< "]),
)
def test_mending_damaged_files_ends_and_never_makes_them_worse(place: Workplace, at: int, sign: str) -> None:
    """Whatever is typed by mistake anywhere, a mended file has no mend left, and the planner does not fail."""
    after = mended(place, (PAPER[:at] + sign + PAPER[at:]).encode())
    assert mended(place, after) == after
